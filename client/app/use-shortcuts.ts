import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { usePreferences } from '../model/preferences.ts';
import { openFilters, useShell } from '../model/shell.ts';
import { PAGES } from './pages.ts';
import { toggleTheme } from './top-bar.tsx';

const LETTERS: Readonly<Record<string, () => void>> = {
  '/': openSearch,
  '?': () => {
    useShell.setState({ helpOpen: true });
  },
  f: () => {
    openFilters('filters');
  },
  l: () => {
    openFilters('layers');
  },
  t: toggleTheme,
};

function openSearch(): void {
  useShell.setState(({ searchAsked }) => ({ searchOpen: true, searchAsked: searchAsked + 1 }));
}

/** The keys of DESIGN 9 for what exists. Single letters are off inside inputs, and wholly when the reader turned them off. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = actionOf(event, usePreferences.getState().letters, (path) => void navigate(path));
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

/** @param go opens a page */
export function actionOf(event: KeyboardEvent, letters: boolean, go: (path: string) => void): (() => void) | null {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return key === 'k' ? openSearch : null;
  if (!letters || event.altKey || event.metaKey || event.ctrlKey || event.repeat || isTyping(event.target)) return null;
  const page = PAGES[Number(key) - 1];
  if (page !== undefined)
    return () => {
      go(page.path);
    };
  return LETTERS[key] ?? null;
}

/** Inputs that take no letters. */
const NOT_TYPED_INTO: ReadonlySet<string> = new Set(['checkbox', 'radio', 'button', 'range']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.has(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
