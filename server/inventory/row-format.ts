/** What a native format is made of: columns, the rule of each, and the record a row becomes. */
import { z } from 'zod';
import type { Words } from '../errors.ts';

export interface Column {
  name: string;
  numeric: boolean;
  /** A file without it tells nothing; others keep what is there, of elements that are there. */
  required: boolean;
  /** What a valid value is. */
  rule: Words;
}

type Fields = Readonly<Record<string, unknown>>;

interface ParsedRow<R> {
  row: R;
  /** What the file says nothing of, not even that it is empty: there the row has defaults. */
  absent: readonly (keyof R)[];
}

export interface RowFormat<R> {
  columns: Column[];
  /** What a row must say of an element that is new. */
  needed: readonly { column: Column; property: keyof R }[];
  /** The record, or the columns whose rule is broken. */
  parse: (fields: Fields) => ParsedRow<R> | { broken: { column: string; rule: Words }[] };
}

interface RowParts<S extends z.ZodObject, R> {
  /** The property each column but the code fills, in a format whose rows are matched by code. */
  properties?: Partial<Record<keyof z.output<S>, keyof R>>;
  /** Of columns a new element needs: what is read where a file has no such column. It never comes into a record. */
  standIns?: Readonly<Record<string, unknown>>;
  /** A rule over several columns. @param fields those that are right by themselves */
  check?: (fields: Fields) => { column: string; rule: Words } | null;
}

export function rowFormat<S extends z.ZodObject, R>(
  schema: S,
  toRow: (row: z.output<S>) => R,
  { properties = {}, standIns = {}, check = () => null }: RowParts<S, R> = {},
): RowFormat<R> {
  const columns = Object.entries<z.core.$ZodType>(schema.shape).map(([name, field]) => {
    const column = describeColumn(name, field);
    return { ...column, required: column.required && !Object.hasOwn(standIns, name) };
  });
  const ruleOf = new Map(columns.map(({ name, rule }) => [name, rule]));
  const propertyOf = Object.entries<keyof R | undefined>(properties);
  const absentIn = absentReader(propertyOf);
  const needed = columns.flatMap((column) => {
    const property = propertyOf.find(([name]) => name === column.name)?.[1];
    return property !== undefined && Object.hasOwn(standIns, column.name) ? [{ column, property }] : [];
  });
  return {
    columns,
    needed,
    parse: (fields) => {
      const result = schema.safeParse({ ...standIns, ...fields });
      if (result.success) {
        const broken = check(fields);
        return broken === null ? { row: toRow(result.data), absent: absentIn(fields) } : { broken: [broken] };
      }
      const names = new Set(result.error.issues.map(({ path }) => String(path[0])));
      const broken = [...names].map((column) => ({ column, rule: ruleOf.get(column) ?? UNKNOWN_RULE }));
      const further = check(Object.fromEntries(Object.entries(fields).filter(([column]) => !names.has(column))));
      return { broken: further === null ? broken : [...broken, further] };
    },
  };
}

/** The rows of a file mostly leave the same things out: they share one list. */
function absentReader<K>(optional: readonly (readonly [column: string, property: K | undefined])[]) {
  const lists = new Map<string, readonly K[]>();
  return (fields: Fields): readonly K[] => {
    const absent = optional.filter(([column]) => !Object.hasOwn(fields, column));
    const key = absent.map(([column]) => column).join();
    const known = lists.get(key);
    if (known !== undefined) return known;
    const list = absent.flatMap(([, property]) => (property === undefined ? [] : [property]));
    lists.set(key, list);
    return list;
  };
}

const UNKNOWN_RULE: Words = { vi: 'giá trị không hợp lệ', en: 'not a valid value' };

function describeColumn(name: string, field: z.core.$ZodType): Column {
  const optional = field instanceof z.ZodOptional || field instanceof z.ZodDefault;
  const inner = optional ? field.unwrap() : field;
  const rule = rules.get(inner) ?? UNKNOWN_RULE;
  if (optional) return { name, numeric: inner instanceof z.ZodNumber, required: false, rule };
  return {
    name,
    numeric: inner instanceof z.ZodNumber,
    required: true,
    rule: { vi: `bắt buộc: ${rule.vi}`, en: `required: ${rule.en}` },
  };
}

/** The rule of each kind of value. */
export const rules = z.registry<Words>();

export function text(max: number) {
  return z
    .string()
    .max(max)
    .refine((value) => !NOT_A_LINE.test(value))
    .register(rules, {
      vi: `chữ trên một dòng, dài không quá ${max} ký tự`,
      en: `one line of text, at most ${max} characters`,
    });
}

/** Control characters, other line ends, halves of a character. */
const NOT_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** What is told apart by what nobody sees is not told apart: two codes that look alike would be two elements. */
export function code(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !UNSEEN.test(value))
    .register(rules, {
      vi: `mã dài 1–${max} ký tự, không có ký tự vô hình`,
      en: `a code of 1–${max} characters, none of them invisible`,
    });
}

/** Also what only changes how its neighbours look, and every space but the common one. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;

export function number(min: number, max: number, unit: Words) {
  return z
    .number()
    .min(min)
    .max(max)
    .register(rules, {
      vi: `số từ ${min} đến ${max} (${unit.vi})`,
      en: `a number from ${min} to ${max} (${unit.en})`,
    });
}

export function wholeNumber(min: number, max: number, unit: Words) {
  return z
    .int()
    .min(min)
    .max(max)
    .register(rules, {
      vi: `số nguyên từ ${min} đến ${max} (${unit.vi})`,
      en: `a whole number from ${min} to ${max} (${unit.en})`,
    });
}

export function oneOf<const T extends readonly string[]>(words: T) {
  const list = words.join(', ');
  return z.enum(words).register(rules, { vi: `một trong: ${list}`, en: `one of: ${list}` });
}
