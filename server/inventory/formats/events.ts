/** Past events from a file, CSV, GeoJSON, NDJSON or JSON, as the ingest would take them; state rules and history are the pipeline's. */
import { z } from 'zod';
import { MAX_MEASUREMENTS, statusEventSchema } from '../../contract/events.ts';
import type { StatusEventBody } from '../../contract/events.ts';
import { CAUSES, ELEMENT_STATES, TECHNOLOGIES } from '../../contract/terms.ts';
import type { Words } from '../../errors.ts';
import type { Column } from '../row-format.ts';
import { readCsv } from './csv.ts';
import type { RawRow } from './fields.ts';
import { hasNoPlace, isObject, parseJson, readGeoJson } from './geojson.ts';
import { Problems } from './problems.ts';
import { looksLikeJson } from './read.ts';
import { decodeText } from './text.ts';

export interface PlacedEvent {
  row: number;
  event: StatusEventBody;
}

/** Events in the order of the file that are right by themselves; what is wrong with the others is in `problems`. */
export function readEventFile(bytes: Uint8Array, problems: Problems): PlacedEvent[] {
  const text = decodeText(bytes, problems);
  const events: PlacedEvent[] = [];
  for (const { row, fields } of text === null ? [] : readRows(text, problems)) {
    const result = statusEventSchema.safeParse(fields);
    if (result.success) {
      if (namesOneElement(row, result.data, problems)) events.push({ row, event: result.data });
      else problems.lookUp(row, rightOf(fields, new Set()));
      continue;
    }
    const names = new Set(result.error.issues.map(({ path }) => String(path[0])));
    for (const name of names)
      problems.add(
        row,
        name,
        fields[name],
        (name === MEASUREMENTS.name ? MEASUREMENTS.rule : RULES.get(name)) ?? NOT_VALID,
      );
    problems.lookUp(row, rightOf(fields, names));
  }
  if (events.length === 0 && problems.count === 0) {
    problems.add(null, null, null, { vi: 'không có sự kiện nào', en: 'there are no events' });
  }
  return events;
}

const TARGETS = ['station', 'cell', 'link', 'node'] as const;

/** What of a row with a mistake can still be compared with the network and the clock. */
function rightOf(fields: RawRow['fields'], broken: ReadonlySet<string>): Record<string, string> {
  const at = statusEventSchema.shape.at.safeParse(fields['at']).data;
  const right: Record<string, string> = at === undefined ? {} : { at };
  for (const column of [...TARGETS, 'technology']) {
    const value = fields[column];
    if (typeof value === 'string' && !broken.has(column)) right[column] = value;
  }
  return right;
}

function namesOneElement(row: number, event: StatusEventBody, problems: Problems): boolean {
  const named = TARGETS.filter((target) => event[target] !== undefined);
  if (named.length !== 1) {
    problems.add(row, 'station', named.length === 0 ? null : named.join(', '), {
      vi: 'mỗi sự kiện nói về đúng một phần tử: station (có thể kèm technology), cell, link hoặc node',
      en: 'an event is about one element: station (with technology or not), cell, link or node',
    });
    return false;
  }
  if (event.technology === undefined || event.station !== undefined) return true;
  problems.add(row, 'technology', event.technology, {
    vi: 'technology chỉ đi cùng station',
    en: 'technology goes with station only',
  });
  return false;
}

function readRows(text: string, problems: Problems): Iterable<RawRow> {
  if (!looksLikeJson(text)) return readCsv(text, COLUMNS, problems);
  if (looksLikeGeoJson(text)) {
    const features = readGeoJson(text, [...COLUMNS, MEASUREMENTS], problems);
    return features.filter((feature) => hasNoPlace(feature, problems));
  }
  return /^\s*\[/.test(text) ? readArray(text, problems) : readLines(text, problems);
}

/** Said at the beginning, or behind features that begin with their own type. */
function looksLikeGeoJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  return /"type"\s*:\s*"(FeatureCollection|Feature)"/.test(text.slice(0, 4_000));
}

/** A JSON array: the row is the place in it, from 1. */
function readArray(text: string, problems: Problems): RawRow[] {
  const values = parseJson(text, problems);
  return Array.isArray(values) ? values.flatMap((value, index) => toRow(value, index + 1, problems)) : [];
}

/** NDJSON, one event a line; or a whole `{"events": […]}` as it is posted. */
function readLines(text: string, problems: Problems): RawRow[] {
  const posted = postedEvents(text);
  if (posted !== null) return posted.flatMap((value, index) => toRow(value, index + 1, problems));
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = parseJson(line, problems, index + 1);
    return value === undefined ? [] : toRow(value, index + 1, problems);
  });
}

const postedSchema = z.object({ events: z.array(z.unknown()) });

function postedEvents(text: string): unknown[] | null {
  if (!/^\s*\{\s*"events"\s*:/.test(text)) return null;
  return postedSchema.safeParse(parseJson(text, new Problems())).data?.events ?? null;
}

function toRow(value: unknown, row: number, problems: Problems): RawRow[] {
  if (isObject(value)) return [{ row, fields: value }];
  problems.add(row, null, value, { vi: 'cần một đối tượng JSON', en: 'a JSON object is needed' });
  return [];
}

const NOT_VALID: Words = { vi: 'giá trị không hợp lệ', en: 'not a valid value' };
const CODE_RULE: Words = { vi: 'mã dài 1–64 ký tự', en: 'a code of 1–64 characters' };

function oneOf(words: readonly string[]): Words {
  const list = words.join(', ');
  return { vi: `một trong: ${list}`, en: `one of: ${list}` };
}

const RULES = new Map<string, Words>([
  [
    'at',
    {
      vi: 'bắt buộc: thời điểm ISO 8601 có múi giờ, ví dụ 2026-11-22T11:04:05+07:00',
      en: 'required: ISO 8601 with a zone, such as 2026-11-22T11:04:05+07:00',
    },
  ],
  ['station', CODE_RULE],
  ['technology', oneOf(TECHNOLOGIES)],
  ['cell', CODE_RULE],
  ['link', CODE_RULE],
  ['node', CODE_RULE],
  ['state', { vi: `bắt buộc: ${oneOf(ELEMENT_STATES).vi}`, en: `required: ${oneOf(ELEMENT_STATES).en}` }],
  ['cause', oneOf(CAUSES)],
  ['text', { vi: 'dài không quá 500 ký tự', en: 'at most 500 characters' }],
  ['id', { vi: 'dài không quá 128 ký tự', en: 'at most 128 characters' }],
]);

const COLUMNS: readonly Column[] = [...RULES].map(([name, rule]) => ({
  name,
  numeric: false,
  required: name === 'at' || name === 'state',
  rule,
}));

/** An object of numbers: a CSV has no place for it. */
const MEASUREMENTS: Column = {
  name: 'measurements',
  numeric: false,
  required: false,
  rule: {
    vi: `đối tượng gồm không quá ${MAX_MEASUREMENTS} số`,
    en: `an object of at most ${MAX_MEASUREMENTS} numbers`,
  },
};
