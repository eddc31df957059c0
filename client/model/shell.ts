/** What is open on this screen right now; not worth a place in the URL. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Selection } from './view.ts';

export interface Shell {
  /** The map's layer and filter card; null = as the width allows. */
  filtersOpen: boolean | null;
  /** Where the keyboard wants to go in that card (keys F and L); the card takes it and calls `filtersReached`. */
  filtersFocus: 'filters' | 'layers' | null;
  /** The panel as an overlay, below 1440 px. */
  panelOpen: boolean;
  helpOpen: boolean;
  /** On a phone: the sheet with what the top bar has no room for. */
  moreOpen: boolean;
  /** On a phone the search takes the top bar; elsewhere it is always there. */
  searchOpen: boolean;
  /** Grows by one whenever the search wants the keyboard. */
  searchAsked: number;
  /** What a list points at with hover or focus; the map rings it. */
  highlight: Selection | null;
  /** What a page of several parts calls the one that is open, first in the tab's title; null: it has no parts. */
  part: string | null;
}

export const useShell = create<Shell>()(() => ({
  filtersOpen: null,
  filtersFocus: null,
  panelOpen: false,
  helpOpen: false,
  moreOpen: false,
  searchOpen: false,
  searchAsked: 0,
  highlight: null,
  part: null,
}));

export function openFilters(focus: 'filters' | 'layers'): void {
  useShell.setState({ filtersOpen: true, filtersFocus: focus });
}

export function filtersReached(): void {
  useShell.setState({ filtersFocus: null });
}

export function setHighlight(highlight: Selection | null): void {
  useShell.setState({ highlight });
}

/** For a page of several parts: the tab is called by the one that is open. */
export function usePart(part: string | null): void {
  useEffect(() => {
    useShell.setState({ part });
    return () => {
      useShell.setState({ part: null });
    };
  }, [part]);
}

/** For a page whose lists point at things: what it pointed at is pointed at no more once it is left. */
export function useOwnHighlight(): void {
  useEffect(
    () => () => {
      setHighlight(null);
    },
    [],
  );
}
