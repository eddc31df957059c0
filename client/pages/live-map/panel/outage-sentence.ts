/** What an outage says in words and figures. */
import type { TFunction } from 'i18next';
import { OPERATOR_NAMES, TECHNOLOGIES } from '../../../../server/contract/terms.ts';
import type { NetworkTuple, Outage, StationTuple } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import {
  dropOf,
  isHit,
  networkCause,
  networkState,
  stationCause,
  stationState,
  technologyState,
} from '../../../model/selectors.ts';
import { layerOf, operatorOf, type Selection, type View } from '../../../model/view.ts';
import type { Format } from '../../../ui/format.ts';
import type { GlyphName } from '../../../ui/glyph-shapes.ts';
import { bareLinkName } from './event-sentence.ts';

export type LayerView = Pick<View, 'technology' | 'operators'>;

/** The words of one language. */
export interface Voice {
  t: TFunction<'panel'>;
  format: Format;
}

/** The layer in words: "4G", "4G Viettel", "sóng", "sóng Viettel". */
export function signalOf(view: LayerView, t: TFunction<'panel'>): string {
  const operator = operatorOf(view);
  const technology = view.technology === 'any' ? t('outage.signal') : view.technology;
  return operator === 'any' ? technology : `${technology} ${OPERATOR_NAMES[operator]}`;
}

export function outageTitle(outage: Outage, picture: Picture, { t, format }: Voice): string {
  const title = rootTitle(outage, picture, t);
  const more = Math.max(0, outage.kind === 'station' ? 0 : outage.links.length + outage.nodes.length - 1);
  return more > 0 ? t('outage.andMore', { count: more, n: format.number(more), title }) : title;
}

/** By the newest link, else the newest node, else the station. */
function rootTitle(outage: Outage, picture: Picture, t: TFunction<'panel'>): string {
  const root = outageSelection(outage, picture);
  if (root === null) return t('because.unknown');
  if (isCutElsewhere(outage)) return t('outage.cutElsewhere');
  const { code } = root;
  const state = outageState(outage, picture);
  if (root.kind === 'station') return t(state === 'down' ? 'outage.stationDown' : 'outage.stationDegraded', { code });
  if (root.kind === 'node') {
    const name = picture.nodes[outage.nodes[0] ?? -1]?.name ?? code;
    if (state === 'degraded') return t('outage.nodeDegraded', { name });
    return t(state === 'dark' ? 'outage.nodeDark' : 'outage.nodeDown', { name });
  }
  const link = picture.links[outage.links[0] ?? -1];
  const name = bareLinkName(link?.name ?? code);
  if (state === 'degraded') return t('outage.linkDegraded', { name });
  if (state === 'dark') return t('outage.linkDark', { name });
  return t(link?.kind === 'microwave' ? 'outage.microwaveCut' : 'outage.fibreCut', { name });
}

/** The root element, to be opened by a click; null when the picture does not know it. */
export function outageSelection(outage: Outage, picture: Picture): Selection | null {
  if (outage.kind === 'station' || isCutElsewhere(outage))
    return selected('station', picture.stations[outage.stations[0] ?? -1]);
  return (
    selected('link', picture.links[outage.links[0] ?? -1]) ?? selected('node', picture.nodes[outage.nodes[0] ?? -1])
  );
}

function selected(kind: Selection['kind'], element: { code: string } | undefined): Selection | null {
  return element === undefined ? null : { kind, code: element.code };
}

/** A cut none of whose roots is seen here: the account is limited to what hangs on it. */
function isCutElsewhere({ kind, links, nodes }: Outage): boolean {
  return kind === 'cut' && links.length + nodes.length === 0;
}

/** How bad its root is. */
export function outageState(outage: Outage, picture: Picture): 'down' | 'degraded' | 'dark' {
  if (outage.kind === 'station') {
    const tuple = picture.stationStates[outage.stations[0] ?? -1];
    return tuple !== undefined && stationState(tuple) === 'degraded' ? 'degraded' : 'down';
  }
  const tuple = rootTuple(outage, picture);
  const state = tuple === undefined ? 'down' : networkState(tuple);
  return state === 'up' ? 'degraded' : state;
}

export function outageGlyph(outage: Outage, picture: Picture): GlyphName {
  const state = outageState(outage, picture);
  if (state !== 'down') return state;
  if (isCutElsewhere(outage)) return 'dark';
  return outage.links.length > 0 ? 'cut' : 'down';
}

function rootTuple(outage: Outage, picture: Picture): NetworkTuple | undefined {
  return picture.linkStates[outage.links[0] ?? -1] ?? picture.nodeStates[outage.nodes[0] ?? -1];
}

export interface OutageFacts {
  stations: number;
  /** Different operators among them. */
  operators: number;
  /** Communes it lowers that are hit, by the same rule as on the strip and the map: in any technology. */
  hit: number;
  /** Communes it lowers by less than that. */
  lowered: number;
  /** Smallest and greatest drop of people among those hit, points; null when there is none. */
  drop: [number, number] | null;
  /** People who would have the layer again if this alone were repaired. */
  people: number;
}

export function outageFacts(outage: Outage, picture: Picture, view: LayerView): OutageFacts {
  const layer = layerOf(view);
  const communes = outage.communes.flatMap((index) => picture.communes[index] ?? []);
  const drops = communes.filter(isHit).map(dropOf);
  return {
    stations: outage.stations.length,
    operators: new Set(outage.stations.map((index) => picture.stations[index]?.operator)).size,
    hit: drops.length,
    lowered: communes.length - drops.length,
    drop: drops.length === 0 ? null : [Math.min(...drops), Math.max(...drops)],
    people: outage.lost[layer] ?? 0,
  };
}

export function stationsText({ stations }: OutageFacts, { t, format }: Voice): string {
  return stations === 0
    ? t('outage.noStations')
    : t('outage.stations', { count: stations, n: format.number(stations) });
}

/** "3 xã giảm phủ sóng"; where none is hit, that some lost less, or that none did. */
export function communesText({ hit, lowered }: OutageFacts, { t, format }: Voice): string {
  if (hit > 0) return t('outage.hit', { count: hit, n: format.number(hit) });
  return lowered > 0 ? t('outage.lowered', { count: lowered, n: format.number(lowered) }) : t('outage.noCommune');
}

export function peopleText({ people }: OutageFacts, view: LayerView, { t, format }: Voice): string {
  const what = signalOf(view, t);
  return people === 0
    ? t('outage.nobody', { what })
    : t('outage.people', { count: people, n: format.number(people), what });
}

/** "−7,9 đến −24,9 điểm"; null when no commune dropped. */
export function dropText({ drop }: OutageFacts, { t, format }: Voice): string | null {
  if (drop === null) return null;
  const [least, most] = drop.map((points) => format.percent(-points).replace('%', ''));
  if (least === undefined || most === undefined) return null;
  return least === most ? t('outage.points', { n: least }) : t('outage.pointsRange', { from: least, to: most });
}

/** "14 trạm mất truyền dẫn, 3 xã giảm phủ sóng, 13.020 người mất 4G" */
export function outageSummary(outage: Outage, picture: Picture, view: LayerView, voice: Voice): string {
  if (outage.kind === 'station') return stationSummary(outage, picture, view, voice);
  const facts = outageFacts(outage, picture, view);
  if (facts.stations === 0)
    return [causeText(outage, picture, voice), stationsText(facts, voice)].filter(Boolean).join(', ');
  return `${stationsText(facts, voice)}, ${lossText(facts, view, voice)}`;
}

/** "13.020 người mất 4G" */
export function outagePeople(outage: Outage, picture: Picture, view: LayerView, voice: Voice): string {
  return peopleText(outageFacts(outage, picture, view), view, voice);
}

/** "3 xã giảm phủ sóng, 13.020 người mất 4G" */
export function lossText(facts: OutageFacts, view: LayerView, voice: Voice): string {
  const people = peopleText(facts, view, voice);
  return facts.hit === 0 ? people : `${communesText(facts, voice)}, ${people}`;
}

/** "Mễ Sở, mất điện lưới, 1.204 người mất 4G" */
function stationSummary(outage: Outage, picture: Picture, view: LayerView, voice: Voice): string {
  const commune = picture.communes[picture.stations[outage.stations[0] ?? -1]?.commune ?? -1];
  const facts = outageFacts(outage, picture, view);
  const parts = [commune?.name ?? '', causeText(outage, picture, voice)];
  if (facts.people > 0) parts.push(peopleText(facts, view, voice));
  return parts.filter(Boolean).join(', ');
}

/** Why, in lower case; empty when nobody told. */
export function causeText(outage: Outage, picture: Picture, { t }: Voice): string {
  if (outage.kind !== 'station') {
    const tuple = rootTuple(outage, picture);
    const cause = tuple === undefined ? null : networkCause(tuple);
    return cause === null ? '' : t(`because.${cause}`);
  }
  const tuple = picture.stationStates[outage.stations[0] ?? -1];
  return tuple === undefined ? '' : stationCauseText(tuple, t);
}

/** As `causeText`, of a station; a site that is degraded as a whole for want of power runs on its battery. */
export function stationCauseText(tuple: StationTuple, t: TFunction<'panel'>): string {
  const cause = stationCause(tuple);
  if (cause === null) return '';
  if (cause === 'power' && stationState(tuple) === 'degraded') {
    const states = TECHNOLOGIES.map((technology) => technologyState(tuple, technology)).filter(
      (state) => state !== null,
    );
    return states.every((state) => state === 'degraded') ? t('onBattery') : t('powerFault');
  }
  return t(`because.${cause}`);
}
