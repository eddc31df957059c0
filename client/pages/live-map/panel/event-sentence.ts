/** What a stored change says in words: "HYN-YM-012-VTL 4G" + "phục hồi sau 6 phút". */
import type { TFunction } from 'i18next';
import type { Cause } from '../../../../server/contract/terms.ts';
import type { StationDetail } from '../../../../server/contract/rest.ts';
import type { Picture } from '../../../model/picture.ts';
import type { Selection } from '../../../model/view.ts';
import type { Format } from '../../../ui/format.ts';
import { fold } from '../../../ui/fold.ts';
import type { GlyphName } from '../../../ui/glyph-shapes.ts';
import { inSentence } from './words.ts';

/** Of the picture only what names an element. */
export type Names = Pick<Picture, 'links' | 'nodes' | 'lookup'>;

/** A stored change as the stream or a REST answer tells it. */
export type ToldEvent = StationDetail['events'][number];

export interface EventLine {
  id: number;
  glyph: GlyphName;
  /** Whose change it is. */
  subject: string;
  /** What happened to it. */
  happened: string;
  /** Epoch ms. */
  at: number;
  /** When it reached us, epoch ms, where that was too late for the present; null otherwise. */
  lateAt: number | null;
  selection: Selection;
}

export function eventLine(event: ToldEvent, names: Names, t: TFunction<'panel'>, format: Format): EventLine {
  return {
    id: event.id,
    glyph: eventGlyph(event),
    subject: eventSubject(event, names, t),
    happened: eventHappened(event, t, format),
    at: Date.parse(event.at),
    lateAt: event.late === true ? Date.parse(event.receivedAt) : null,
    selection: eventSelection(event),
  };
}

export function eventGlyph({ kind, from, to, cause }: ToldEvent): GlyphName {
  if (to === 'up') return from === 'up' ? 'up' : 'recovered';
  if (cause === 'planned') return 'maintenance';
  if (to === 'degraded') return 'degraded';
  return kind === 'link' ? 'cut' : 'down';
}

/** Links and nodes go by the name people know; stations and cells by their code. */
export function eventSubject({ kind, code, technology }: ToldEvent, names: Names, t: TFunction<'panel'>): string {
  switch (kind) {
    case 'technology':
      return technology === undefined ? code : `${code} ${technology}`;
    case 'link':
      return t('linkName', { name: bareLinkName(names.links[names.lookup.links.get(code) ?? -1]?.name ?? code) });
    case 'node':
      return names.nodes[names.lookup.nodes.get(code) ?? -1]?.name ?? code;
    case 'station':
    case 'cell':
      return code;
  }
}

/** A link's name as it stands inside a sentence: "Tuyến A – B" → "A – B", "Trục A – B" → "trục A – B". */
export function bareLinkName(name: string): string {
  return name.replace(/^Tuyến (cáp )?/, '').replace(/^Trục /, 'trục ');
}

/** The element to open: a cell or technology opens its station. */
export function eventSelection({ kind, code, station }: ToldEvent): Selection {
  if (kind === 'link' || kind === 'node') return { kind, code };
  return { kind: 'station', code: station ?? code };
}

/**
 * What happened, and the sender's own words behind a middle dot. These tell the cause better than we can; where they say
 * all we say, they stand alone.
 */
export function eventHappened(event: ToldEvent, t: TFunction<'panel'>, format: Format): string {
  const said = event.text?.trim() ?? '';
  const own = ownWords(event, t, format);
  if (said === '') return own;
  if (fold(said).includes(fold(own))) return inSentence(said);
  const { cause, ...bare } = event;
  return `${cause === 'planned' ? own : ownWords(bare, t, format)} · ${said}`;
}

function ownWords(event: ToldEvent, t: TFunction<'panel'>, format: Format): string {
  const { kind, from, to, cause, lasted } = event;
  const after = lasted === null ? null : { duration: format.duration(lasted) };
  const planned = cause === 'planned';
  if (to === 'up') {
    if (from === 'up') return t('happened.firstUp');
    if (planned) return after ? t('happened.maintenanceOverAfter', after) : t('happened.maintenanceOver');
    return after ? t('happened.recoveredAfter', after) : t('happened.recovered');
  }
  if (planned && to === 'down') return t('happened.maintenance');
  if (to === 'degraded') {
    if (from === 'down') return after ? t('happened.partlyAfter', after) : t('happened.partly');
    if (cause === 'power' && kind === 'station') return t('onBattery');
  }
  const what = t(`happened.${to}.${kind}`);
  // A cut link is a transmission fault by itself.
  if (cause === undefined || (kind === 'link' && cause === 'transmission')) return what;
  return `${what}, ${because(kind, cause, t)}`;
}

/** Mains power fails a whole site; what fails one of its cells or a link's amplifier is a power fault. */
function because(kind: ToldEvent['kind'], cause: Cause, t: TFunction<'panel'>): string {
  const site = kind === 'station' || kind === 'node';
  return cause === 'power' && !site ? t('powerFault') : t(`because.${cause}`);
}
