import { describe, expect, test } from 'vitest';
import { buildInventory } from '../../../server/inventory/build.ts';
import { NO_RECORDS } from '../../../server/inventory/edit.ts';
import {
  FACTS_A,
  collection,
  doImport,
  importProblems,
  polygon,
  smallWorld,
  square,
} from '../../support/import-world.ts';

const HEADER = 'lat,lon,people,size_m\n';
const IN_1 = '20.65,106.05,10,100\n';
const IN_2 = '20.65,106.15,10,100\n';
const OUTSIDE = '10.6,106.6,500,200\n';

const peopleOf = (records: Parameters<typeof buildInventory>[0]) => buildInventory(records, '2026-11-23').people;
const refused = (rows: string, present = smallWorld()) => importProblems('population', HEADER + rows, present).problems;

describe('a population', () => {
  test('that lies outside every commune is refused, with how much of it', () => {
    expect(refused(`${OUTSIDE}20.65,106.05,0,100\n${OUTSIDE}`)).toMatchObject([
      {
        row: 2,
        column: 'lat',
        value: '10.6 106.6',
        rule: { en: 'all 2 squares with people of the file (rows 2–4) lie outside every commune' },
      },
    ]);
  });

  test('of nobody is refused', () => {
    expect(refused('20.65,106.05,0,100\n20.65,106.06,0,100\n')).toMatchObject([
      { row: null, column: 'people', value: '0', rule: { en: 'the file has nobody in it: people is 0 in all 2 rows' } },
    ]);
  });

  test('before there are communes is refused', () => {
    expect(refused(IN_1, { ...NO_RECORDS })).toMatchObject([
      { row: null, rule: { en: 'there is no commune yet for people to live in: import communes first' } },
    ]);
  });

  test('that lies outside in part is told how much of it does', () => {
    const { next, summary } = doImport('population', `${HEADER}${IN_1}${OUTSIDE}${IN_2}`, smallWorld('sample'));
    expect(summary.remarks.map(({ en }) => en)).toEqual([
      '1 of 3 squares with people lie outside every commune and count for nobody',
    ]);
    expect(peopleOf(next)).toBe('imported');
  });

  test('that leaves communes out is told which', () => {
    const { summary } = doImport('population', `${HEADER}${IN_1}`, smallWorld());
    expect(summary.remarks).toEqual([
      {
        en: 'communes without a square: 1 (Xã Tân Hưng); their people stay spread evenly',
        vi: 'xã, phường không có ô nào: 1 (Xã Tân Hưng); dân số ở đó vẫn được rải đều',
      },
    ]);
    const whole = doImport('population', `${HEADER}${IN_1}${IN_2}`, smallWorld());
    expect(whole.summary.remarks).toEqual([]);
  });

  test('of a square whose middle lies outside counts where it reaches in', () => {
    const beyond = '20.7004,106.05,10,100\n';
    expect(refused(beyond.replace(',100', ',0'))).toHaveLength(1);
    expect(doImport('population', HEADER + beyond, smallWorld()).summary.added.population).toBe(1);
  });
});

describe('communes that are brought later', () => {
  const away = collection([{ ...FACTS_A, code: '9' }, polygon(square(106.5, 20.6))]);

  test('and hold nobody of an imported population have their people spread evenly, and say so', () => {
    const known = doImport('population', `${HEADER}${IN_1}${IN_2}`, smallWorld()).next;
    expect(peopleOf(known)).toBe('imported');
    const { next, summary } = doImport('communes', away, known, { replace: true, origin: 'own' });
    expect(summary.remarks.map(({ en }) => en)).toEqual([
      'no square of the population lies inside the communes: people are spread evenly',
    ]);
    expect(peopleOf(next)).toBe('even');
  });

  test('have nothing to say of a population that is not there', () => {
    const none = { ...smallWorld(), population: [], people: 'even' as const };
    expect(doImport('communes', away, none).summary.remarks).toEqual([]);
  });
});
