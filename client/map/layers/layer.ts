/** Every map layer is this: made on a map, told the last value and the next, and draws what differs. */
export interface MapLayer<T> {
  /** @param last null the first time */
  update: (last: T | null, next: T) => void;
  remove: () => void;
}

/** Lowest first. Leaflet's own tiles lie below (200). */
export const PANES = {
  surroundings: 300,
  communes: 310,
  links: 320,
  sectors: 330,
  dots: 340,
  names: 350,
  glyphs: 355,
  plates: 357,
  marks: 360,
} as const;
export type Pane = keyof typeof PANES;
