/** One change of the sample's past. `id` in the feed; null: no line of it. */
export interface PastEntry {
  id: number | null;
  target: number;
  at: number;
  from: number;
  to: number;
  /** ms; −1 when it was the first word. */
  lasted: number;
  receivedAt: number;
  cause: number;
  text: string | null;
  measurements: string | null;
  /** Id of the target's line before. */
  before: number | null;
}
