/** Renders client components as the page would: texts loaded, a router round them, the store holding a picture. */
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { BrowserRouter } from 'react-router';
import { startTexts } from '../../client/app/i18n.ts';
import { useLive } from '../../client/model/live.ts';
import { fromSnapshot } from '../../client/model/picture.ts';
import { useShell } from '../../client/model/shell.ts';
import type { Snapshot } from '../../server/contract/wire.ts';

/** Answers media queries as if the window were this wide and high; jsdom has no layout of its own. */
export function windowOf(width: number, height = 900): void {
  const isWithin = (query: string): boolean => {
    const most = (side: string) => Number(new RegExp(`max-${side}: (\\d+)px`).exec(query)?.[1] ?? Infinity);
    return width <= most('width') && height <= most('height');
  };
  window.matchMedia = (query) => {
    const none = (): void => undefined;
    return Object.assign(new EventTarget(), {
      matches: query.split(',').some(isWithin),
      media: query,
      onchange: null,
      addListener: none,
      removeListener: none,
    });
  };
}

/** @param snapshot null: nothing has been fetched yet */
export async function renderPage(
  children: ReactNode,
  snapshot: Snapshot | null,
  path = '/ban-do',
): Promise<RenderResult> {
  await startTexts('vi');
  useShell.setState(useShell.getInitialState(), true);
  useLive.setState(useLive.getInitialState(), true);
  if (snapshot !== null) {
    useLive.setState(({ connection }) => ({
      picture: fromSnapshot(snapshot),
      connection: { ...connection, state: 'live', lastTickAt: Date.now() },
    }));
  }
  window.history.replaceState(null, '', path);
  return render(<BrowserRouter>{children}</BrowserRouter>);
}
