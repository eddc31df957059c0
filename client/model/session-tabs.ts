/** The pages of one browser share its session: the one that changes it tells the others. */
const NAME = 'phu-song.session';

let channel: BroadcastChannel | null = null;

/** @returns hears no more */
export function hearTabs(listener: () => void): () => void {
  const opened = new BroadcastChannel(NAME);
  opened.onmessage = listener;
  channel = opened;
  return () => {
    opened.close();
    channel = null;
  };
}

/** Not heard by the page that tells. */
export function tellTabs(): void {
  channel?.postMessage(null);
}
