/** Rows of a file put among the records that are there, matched by code. */
import { isDeepStrictEqual } from 'node:util';
import type { Words } from '../errors.ts';
import type { Problems } from './formats/problems.ts';
import type { Placed } from './formats/read.ts';
import type { RowFormat } from './row-format.ts';

export interface Upserted<R> {
  records: R[];
  added: number;
  updated: number;
  unchanged: number;
  retired: number;
}

/** Records that are there keep their place, new ones follow. @param retires whether a record goes that no row names */
export function upsert<R extends { code: string }>(
  present: readonly R[],
  incoming: readonly R[],
  retires: (record: R) => boolean,
): Upserted<R> {
  const incomingByCode = new Map(incoming.map((record) => [record.code, record]));
  const records: R[] = [];
  let [updated, unchanged, retired] = [0, 0, 0];
  for (const before of present) {
    const after = incomingByCode.get(before.code);
    incomingByCode.delete(before.code);
    if (after === undefined) {
      if (retires(before)) retired++;
      else records.push(before);
    } else if (isDeepStrictEqual(before, after)) {
      unchanged++;
      records.push(before);
    } else {
      updated++;
      records.push(after);
    }
  }
  return { records: [...records, ...incomingByCode.values()], added: incomingByCode.size, updated, unchanged, retired };
}

interface Marked {
  code: string;
  sample: boolean;
}

/**
 * Rows as records: what the file does not mention is kept from the record that is there. One's own network takes nothing
 * over from the sample, whose addresses and heights are made up.
 */
export function toRecords<R extends Marked>(
  rows: readonly Placed<Omit<R, 'sample'>>[],
  present: readonly R[],
  toRecord: (row: Omit<R, 'sample'>) => R,
  { needed }: Pick<RowFormat<Omit<R, 'sample'>>, 'needed'>,
  problems: Problems,
): R[] {
  const presentByCode = new Map(present.map((record) => [record.code, record]));
  return rows.flatMap(({ row, value, absent }) => {
    const record = toRecord(value);
    const before = presentByCode.get(record.code);
    if (before?.sample === record.sample) return [withKept(record, before, absent)];
    const missing = needed.filter(({ property }) => absent.includes(property));
    const needs = before?.sample === true ? neededInPlaceOfSample : neededByNew;
    for (const { column } of missing) problems.add(row, column.name, null, needs(record.code, column.rule));
    return missing.length === 0 ? [record] : [];
  });
}

function neededByNew(code: string, rule: Words): Words {
  return {
    vi: `thiếu cột mà phần tử mới (${code}) phải có; ${rule.vi}`,
    en: `a column is missing that a new element (${code}) needs; ${rule.en}`,
  };
}

function neededInPlaceOfSample(code: string, rule: Words): Words {
  return {
    vi: `thiếu cột này: ${code} là phần tử của dữ liệu mẫu, dữ liệu của bạn thay hẳn nó nên cần đủ các cột bắt buộc; ${rule.vi}`,
    en: `this column is missing: ${code} is an element of the sample, which your own rows replace, so all obligatory columns are needed; ${rule.en}`,
  };
}

function withKept<R>(record: R, before: R, absent: readonly (keyof R)[]): R {
  const kept = { ...record };
  for (const property of absent) kept[property] = before[property];
  return kept;
}
