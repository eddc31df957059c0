/** What the parts of a replay on this page share: the bars, the events around the moment, and the keys and URL that steer it. */
import { createContext, use, useMemo, type ReactNode } from 'react';
import { useAroundEvents, type AroundEvents } from './use-around.ts';
import { useBar, type BarData } from './use-bar.ts';
import { useReplayKeys } from './use-replay-keys.ts';
import { useReplayUrl } from './use-replay-url.ts';

interface Shared {
  bar: BarData;
  around: AroundEvents;
}

const Context = createContext<Shared | null>(null);

export function ReplayData({ children }: { children: ReactNode }) {
  useReplayUrl();
  useReplayKeys();
  const bar = useBar();
  const around = useAroundEvents();
  const shared = useMemo(() => ({ bar, around }), [bar, around]);
  return <Context value={shared}>{children}</Context>;
}

export function useReplayData(): Shared {
  const shared = use(Context);
  if (shared === null) throw new Error('ReplayData is missing round this part of the page');
  return shared;
}
