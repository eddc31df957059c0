import { useSyncExternalStore } from 'react';

/** Below this the page is laid out for one hand. */
export const PHONE = '(max-width: 767px)';
/** A phone's layout in a window too low for it: zoomed in, or the smallest of phones. */
export const LOW_PHONE = '(max-width: 767px) and (max-height: 599px)';
/** Below this the panel is a strip that opens over the map. */
export const NARROW = '(max-width: 1439px)';

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => {
        list.removeEventListener('change', listener);
      };
    },
    () => window.matchMedia(query).matches,
  );
}
