/** What this person chose in this browser; kept in local storage, read before the first paint by app/public/before-paint.js. */
import { create } from 'zustand';

export interface Preferences {
  theme: 'dark' | 'light';
  language: 'vi' | 'en';
  /** Single-letter shortcuts can be turned off (WCAG 2.1.4). */
  letters: boolean;
}

const KEY = 'phu-song';

export const usePreferences = create<Preferences>()(() => read(stored()));

export function setPreferences(patch: Partial<Preferences>): void {
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
