/** How a thing on the map is called in one line, and its number. */
import { linkWord, networkState, share, stateFor } from '../../model/selectors.ts';
import type { Picture } from '../../model/picture.ts';
import { layerOf, type Selection, type View } from '../../model/view.ts';
import type { GlyphName } from '../../ui/glyph-shapes.ts';

export interface ThingWords {
  name: string;
  glyph: GlyphName | null;
  /** Key of the state's word in the common texts. */
  state:
    | `state.${'up' | 'degraded' | 'stale' | 'down' | 'maintenance'}`
    | `${'link' | 'node'}.${'up' | 'degraded' | 'down' | 'dark'}`
    | 'link.lost'
    | null;
  /** Per cent of the chosen layer; null: no figure. Communes only. */
  share?: number | null;
  /** Stations that hang on it now. */
  stations?: number;
}

/** null for a thing the picture does not know. */
export function wordsOf(picture: Picture, view: View, { kind, code }: Selection): ThingWords | null {
  const index = picture.lookup[`${kind}s`].get(code) ?? -1;
  if (kind === 'commune') {
    const commune = picture.communes[index];
    return commune
      ? { name: commune.name, glyph: null, state: null, share: share(commune, layerOf(view), view.measure) }
      : null;
  }
  if (kind === 'station') {
    const tuple = picture.stationStates[index];
    const state = tuple && (stateFor(tuple, view.technology) ?? stateFor(tuple, 'any'));
    return state ? { name: code, glyph: state, state: `state.${state}` } : null;
  }
  const element = picture[`${kind}s`][index];
  const tuple = picture[`${kind}States`][index];
  if (!element || !tuple) return null;
  const state = networkState(tuple);
  const word =
    kind === 'link' ? (`link.${linkWord(picture.links[index]?.kind, state)}` as const) : (`node.${state}` as const);
  const roots = kind === 'link' ? ('links' as const) : ('nodes' as const);
  const outage = picture.outages.find((one) => one.kind === 'cut' && one[roots].includes(index));
  const glyph = kind === 'link' && state === 'down' ? 'cut' : state;
  return { name: element.name, glyph, state: word, stations: outage?.stations.length ?? 0 };
}
