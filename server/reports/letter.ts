/** What a state document says around its text: head, address, recipients, signature, and where its figures come from. */
import { isAtOnce } from './at-once.ts';
import { cleanLines, cleanText } from './clean-text.ts';
import { dateTimeText, longDateText } from './cell-text.ts';
import type { Block, ReportDocument } from './document.ts';
import { SIZE, TITLE_WIDTH_PT } from './official-page.ts';
import { balancedLines, boundDates } from './title-lines.ts';

export interface Letter {
  parent: string;
  body: string;
  /** "Số: 123/BC-SKHCN", with room where a number is still to be written. */
  number: string;
  /** "Hưng Yên, ngày 05 tháng 11 năm 2026" */
  placeAndDate: string;
  kind: string;
  subject: string[];
  /** Empty: nobody is addressed. */
  addressee: string;
  recipients: string[];
  /** Such as KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC, a line each. */
  signerTitle: string[];
  signerName: string;
}

/** Parts of a report in the order in which they are printed. */
export interface Parts {
  main: Block[];
  appendix: Block[];
}

export interface Note {
  label: string;
  text: string;
}

/** Room for a number written by hand. */
const BLANK = '\u00a0'.repeat(10);

export function letterOf({ issuer, kind, subject, datedAt }: ReportDocument): Letter {
  const number = cleanText(issuer.number);
  const place = cleanText(issuer.place);
  return {
    parent: capitals(issuer.parent),
    body: capitals(issuer.body),
    number: `Số: ${number === '' || number.startsWith('/') ? BLANK : ''}${number}`,
    placeAndDate: place === '' ? capitalised(longDateText(datedAt)) : `${place}, ${longDateText(datedAt)}`,
    kind: capitals(kind),
    subject: subject.flatMap(titleLines),
    addressee: ended(cleanText(issuer.addressee), '.'),
    recipients: recipientsOf(issuer.recipients),
    signerTitle: cleanLines(issuer.signerTitle).map(capitals),
    signerName: cleanText(issuer.signerName),
  };
}

/** What a reader would wrap on its own, and leave a year alone on the last line. */
function titleLines(given: string): string[] {
  const text = boundDates(cleanText(given));
  return text === '' ? [] : balancedLines(text, TITLE_WIDTH_PT / SIZE.kind);
}

/** The decree ends each with a semicolon, the last with a full stop. */
function recipientsOf(given: readonly string[]): string[] {
  const lines = given.map(cleanText).filter((line) => line !== '');
  return lines.map((line, index) => ended(line, index === lines.length - 1 ? '.' : ';'));
}

function ended(line: string, mark: string): string {
  return line === '' || /[.;:]$/.test(line) ? line : `${line}${mark}`;
}

/** "(Kèm theo Báo cáo số …/BC-SKHCN ngày 05 tháng 11 năm 2026 của Sở Khoa học và Công nghệ)" */
export function enclosedWith(kind: string, issuer: ReportDocument['issuer'], datedAt: number): string {
  const number = cleanText(issuer.number);
  const written = number === '' || number.startsWith('/') ? `${BLANK}${number}` : number;
  const what = kind.charAt(0) + kind.slice(1).toLocaleLowerCase('vi');
  return `(Kèm theo ${what} số ${written} ${longDateText(datedAt)} của ${cleanText(issuer.body)})`;
}

/** The title in one line, for the properties of a file. */
export function titleOf(document: ReportDocument): string {
  return cleanText([document.kind, ...document.subject].map(unbound).join(' '));
}

export function partsOf(blocks: readonly Block[]): Parts {
  const at = blocks.findIndex(({ kind }) => kind === 'signature');
  const unsigned = (part: readonly Block[]) => part.filter(({ kind }) => kind !== 'signature');
  return at < 0
    ? { main: [...blocks], appendix: [] }
    : { main: blocks.slice(0, at), appendix: unsigned(blocks.slice(at)) };
}

/** A paragraph longer than this is not tied to the signature: what is tied together has to fit on one page. */
const TIED_LENGTH = 1200;

/** Whether the last block, and it alone, stays on the signature's page: the closing sentence. More would empty the page before. */
export function isTiedToSignature(blocks: readonly Block[]): boolean {
  const last = blocks.at(-1);
  return last?.kind === 'paragraph' && last.text.length < TIED_LENGTH;
}

export const SOURCES_TITLE = 'Nguồn số liệu và cách tính';
export const DEFINITIONS_TITLE = 'Định nghĩa';

/** Period, filters, completeness, model and the like, and what it is known by (stampOf). */
export function sourcesOf(report: ReportDocument): Note[] {
  const notes = report.provenance.map(({ label, text }) => ({ label: cleanText(label), text: cleanText(text) }));
  return [...notes, ...stampOf(report)];
}

/** When it was made, its id and the hash of its data model: they belong together, and are never parted by the end of a page. */
export function stampOf({ datedAt, id, sha256 }: ReportDocument): Note[] {
  return [
    { label: 'Lập lúc', text: dateTimeText(datedAt) },
    { label: 'Mã báo cáo', text: isAtOnce({ id }) ? `${cleanText(id)} (tạo tức thời, không lưu)` : cleanText(id) },
    { label: 'SHA-256 của số liệu', text: sha256 },
  ];
}

export function definitionsOf({ definitions }: ReportDocument): Note[] {
  return definitions.map(({ term, text }) => ({ label: cleanText(term), text: cleanText(text) }));
}

/** Where no line can break it, as in a name of a file or a figure's model. */
export const unbound = (text: string): string => text.replaceAll('\u00a0', ' ');

const capitals = (text: string): string => cleanText(text).toLocaleUpperCase('vi');
const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
