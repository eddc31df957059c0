import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { usePreferences } from '../model/preferences.ts';
import { openFilters, useShell } from '../model/shell.ts';
import { SETTINGS_PATH } from '../model/session.ts';
import { MAP_PATH } from '../model/view.ts';
import { isTypedInto } from '../ui/typing.ts';
import { COVERAGE_PATH, PAGES } from './pages.ts';
import { toggleTheme } from './top-bar.tsx';

interface Letter {
  act: () => void;
  /** Pages on which it does something; left out: all of them. */
  on?: readonly string[];
}

const LETTERS: Readonly<Record<string, Letter>> = {
  '/': { act: openSearch },
  '?': {
    act: () => {
      useShell.setState({ helpOpen: true });
    },
  },
  f: {
    act: () => {
      openFilters('filters');
    },
    on: [MAP_PATH, COVERAGE_PATH],
  },
  l: {
    act: () => {
      openFilters('layers');
    },
    on: [MAP_PATH],
  },
  t: { act: toggleTheme },
};

function openSearch(): void {
  useShell.setState(({ searchAsked }) => ({ searchOpen: true, searchAsked: searchAsked + 1 }));
}

/** The keys of DESIGN 9 for what exists. Single letters are off inside inputs, and wholly when the reader turned them off. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = actionOf(event, {
        letters: usePreferences.getState().letters,
        page: window.location.pathname,
        go: (path) => void navigate(path),
      });
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [navigate]);
}

/** Next to those of the pages everybody is offered. */
const SETTINGS_KEY = String(PAGES.length + 1);

interface Where {
  /** Single letters are wanted. */
  letters: boolean;
  /** The path one is on. */
  page: string;
  /** Opens a page. */
  go: (path: string) => void;
}

export function actionOf(event: KeyboardEvent, { letters, page: here, go }: Where): (() => void) | null {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return key === 'k' ? openSearch : null;
  if (!letters || event.altKey || event.metaKey || event.ctrlKey || event.repeat || isTypedInto(event.target))
    return null;
  const page = PAGES[Number(key) - 1];
  if (page !== undefined)
    return () => {
      go(page.path);
    };
  if (key === SETTINGS_KEY) {
    return () => {
      go(SETTINGS_PATH);
    };
  }
  const letter = LETTERS[key];
  return letter === undefined || letter.on?.includes(here) === false ? null : letter.act;
}
