/** What this person chose in this browser; kept in local storage, read before the first paint by app/public/before-paint.js. */
import { create } from 'zustand';
import type { Role } from '../../server/contract/roles.ts';

export interface Preferences {
  theme: 'dark' | 'light';
  /** The theme is the reader's own choice, and stays whoever signs in. */
  themeChosen: boolean;
  language: 'vi' | 'en';
  /** Single-letter shortcuts can be turned off (WCAG 2.1.4). */
  letters: boolean;
}

const KEY = 'phu-song';

export const usePreferences = create<Preferences>()(() => read(stored()));

export function setPreferences(patch: Partial<Omit<Preferences, 'themeChosen'>>): void {
  keep(patch.theme === undefined ? patch : { ...patch, themeChosen: true });
}

/** Whoever has not chosen has the theme of the work: dark for those who watch, light for those who write. */
export function usualTheme(role: Role | null): void {
  const { theme, themeChosen } = usePreferences.getState();
  const usual = role === 'staff' ? 'light' : 'dark';
  if (!themeChosen && theme !== usual) keep({ theme: usual });
}

function keep(patch: Partial<Preferences>): void {
  usePreferences.setState(patch);
  try {
    localStorage.setItem(KEY, JSON.stringify(usePreferences.getState()));
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
}

/** @param text what storage holds: anything at all */
export function read(text: string | null): Preferences {
  const kept = parse(text);
  return {
    theme: kept['theme'] === 'light' ? 'light' : 'dark',
    // Before it was kept whether it was chosen, only what was chosen was light.
    themeChosen: kept['themeChosen'] === true || (kept['themeChosen'] === undefined && kept['theme'] === 'light'),
    language: kept['language'] === 'en' ? 'en' : 'vi',
    letters: kept['letters'] !== false,
  };
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
