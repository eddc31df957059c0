/** What a stored change says in words: "HYN-YM-012-VTL 4G" + "phục hồi sau 6 phút". */
import type { TFunction } from 'i18next';
import type { Cause, LinkKind } from '../../../../server/contract/terms.ts';
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
  /** Its code may not be shortened, a name may. */
  named: boolean;
  /** What happened to it. */
  happened: Happened;
  /** All of it in one sentence. */
  whole: string;
  /** Epoch ms. */
  at: number;
  /** When it reached us, epoch ms, where that was too late for the present; null otherwise. */
  lateAt: number | null;
  selection: Selection;
}

export function eventLine(event: ToldEvent, names: Names, t: TFunction<'panel'>, format: Format): EventLine {
  const subject = eventSubject(event, names, t);
  const happened = happenedParts(event, t, format, linkKind(event, names));
  return {
    id: event.id,
    glyph: eventGlyph(event),
    subject,
    named: event.kind === 'link' || event.kind === 'node',
    happened,
    whole: `${subject} ${inOnePiece(happened)}`,
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

/** What is left to say of whom in the list of one element: nothing of itself, of its parts what tells them apart. */
export function partOf(event: ToldEvent, element: string): string {
  if (event.kind === 'technology') return event.technology ?? '';
  if (event.code === element) return '';
  return event.code.startsWith(`${element}-`) ? event.code.slice(element.length + 1) : event.code;
}

/** The element to open: a cell or technology opens its station. */
export function eventSelection({ kind, code, station }: ToldEvent): Selection {
  if (kind === 'link' || kind === 'node') return { kind, code };
  return { kind: 'station', code: station ?? code };
}

/** A sentence in the parts a narrow line may shorten: the number at its end is what one looks for, and is never cut. */
interface Happened {
  what: string;
  /** "sau 6 phút", "(71%)"; empty when there is none. */
  number: string;
  /** Where it came from, when no feed told it: "bằng tay"; empty otherwise. */
  source: string;
  /** The sender's own words, where they say more; empty otherwise. */
  said: string;
}

/** As `happenedParts`, in one piece. */
export function eventHappened(event: ToldEvent, t: TFunction<'panel'>, format: Format, link?: LinkKind): string {
  return inOnePiece(happenedParts(event, t, format, link));
}

function linkKind({ kind, code }: ToldEvent, { links, lookup }: Names): LinkKind | undefined {
  return kind === 'link' ? links[lookup.links.get(code) ?? -1]?.kind : undefined;
}

function inOnePiece({ what, number, source, said }: Happened): string {
  const own = [what, number].filter(Boolean).join(' ');
  return [own, source, said].filter(Boolean).join(' · ');
}

function happenedParts(event: ToldEvent, t: TFunction<'panel'>, format: Format, link?: LinkKind): Happened {
  const source = event.source === undefined ? '' : t(`source.${event.source}`);
  return { ...inWords(event, t, format, link), source };
}

/**
 * What happened, and the sender's own words behind a middle dot. These tell the cause better than we can; where they say
 * all we say, they stand alone, or, where we say how long it lasted, only what they add to it is left of them.
 */
function inWords(event: ToldEvent, t: TFunction<'panel'>, format: Format, link?: LinkKind): Omit<Happened, 'source'> {
  const said = event.text?.trim() ?? '';
  const own = ownWords(event, t, link);
  const number = lasted(event, t, format);
  if (said === '') return { what: own, number, said };
  if (fold(said).includes(fold(own))) {
    return number === '' ? endingInNumber(inSentence(said)) : { what: own, number, said: without(said, own) };
  }
  const { cause, ...bare } = event;
  return { what: cause === 'planned' ? own : ownWords(bare, t, link), number, said };
}

/** The sentences that do not hold these words. */
function without(text: string, words: string): string {
  const left = text.split(/(?<=[.;])\s+/).filter((sentence) => !fold(sentence).includes(fold(words)));
  return left.join(' ').replace(/[.;]$/, '');
}

function endingInNumber(text: string): Omit<Happened, 'source'> {
  const [, what, number] = /^(.+?)\s+(\([^()]*\d[^()]*\)|[−-]?\d[\d.,]*\s?%?)$/.exec(text) ?? [];
  return { what: what ?? text, number: number ?? '', said: '' };
}

/** How long the state before had held, where something came back from it. */
function lasted({ from, to, lasted: ms }: ToldEvent, t: TFunction<'panel'>, format: Format): string {
  const isBack = (to === 'up' && from !== 'up') || (to === 'degraded' && from === 'down');
  return ms === null || !isBack ? '' : t('happened.after', { duration: format.duration(ms) });
}

function ownWords({ kind, from, to, cause }: ToldEvent, t: TFunction<'panel'>, link?: LinkKind): string {
  const planned = cause === 'planned';
  if (to === 'up') {
    if (from === 'up') return t('happened.firstUp');
    return t(planned ? 'happened.maintenanceOver' : 'happened.recovered');
  }
  if (planned && to === 'down') return t('happened.maintenance');
  if (to === 'degraded') {
    if (from === 'down') return t('happened.partly');
    if (cause === 'power' && kind === 'station') return t('onBattery');
  }
  const what = t(link === 'microwave' && to === 'down' ? 'happened.lost' : `happened.${to}.${kind}`);
  // A cut link is a transmission fault by itself.
  if (cause === undefined || (kind === 'link' && cause === 'transmission')) return what;
  return `${what}, ${because(kind, cause, t)}`;
}

/** Mains power fails a whole site; what fails one of its cells or a link's amplifier is a power fault. */
function because(kind: ToldEvent['kind'], cause: Cause, t: TFunction<'panel'>): string {
  const site = kind === 'station' || kind === 'node';
  return cause === 'power' && !site ? t('powerFault') : t(`because.${cause}`);
}
