import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRows, cellState, remarksOf } from '../../../../client/pages/live-map/drawer/cell-rows.ts';
import type { CellBody } from '../../../../server/contract/rest.ts';
import { ELEMENT_STATES, TECHNOLOGIES } from '../../../../server/contract/terms.ts';

function cell(patch: Partial<CellBody>): CellBody {
  return {
    code: 'C',
    technology: '4G',
    bandMhz: 1800,
    azimuthDeg: 0,
    beamwidthDeg: 65,
    heightM: 40,
    eirpDbm: 20,
    inService: true,
    state: 'up',
    onAir: true,
    since: null,
    confirmedAt: null,
    cause: null,
    text: null,
    measurements: null,
    rangeM: 1_000,
    footprint: [],
    ...patch,
  };
}

const three = (patch: Partial<CellBody>): CellBody[] =>
  [0, 120, 240].map((azimuthDeg) => cell({ code: `C-${String(azimuthDeg)}`, azimuthDeg, ...patch }));

const labels = (cells: CellBody[]): string[] =>
  cellRows(cells).map(({ technology, label }) => `${technology} ${label}`);

describe('rows', () => {
  it('join sectors that agree, newest technology first', () => {
    expect(labels([...three({ technology: '2G', bandMhz: 900 }), ...three({}), ...three({ bandMhz: 2600 })])).toEqual([
      '4G L2600 S1–S3',
      '4G L1800 S1–S3',
      '2G G900 S1–S3',
    ]);
  });

  it('part where one differs', () => {
    const [a, b, c] = three({});
    const cells = [a, { ...(b ?? cell({})), state: 'degraded' as const }, c].filter((each) => each !== undefined);
    expect(labels(cells)).toEqual(['4G L1800 S1', '4G L1800 S2', '4G L1800 S3']);
    expect(cellRows(cells).map(({ glyph }) => glyph)).toEqual(['up', 'degraded', 'up']);
  });

  it('keep sectors apart that are measured differently, and non-neighbours too', () => {
    const measured = three({}).map((each, index) => ({ ...each, measurements: { prb: 61 + index } }));
    expect(labels(measured)).toHaveLength(3);
    expect(labels([...three({ measurements: { prb: 61 } }), cell({ technology: '2G' })])).toHaveLength(2);
    const split = [
      ...three({}).filter(({ azimuthDeg }) => azimuthDeg !== 120),
      cell({ bandMhz: 900, azimuthDeg: 120 }),
    ];
    expect(labels(split)).toEqual(['4G L1800 S1', '4G L1800 S3', '4G L900 S2']);
  });

  it('need no sector where the antenna looks all round', () => {
    const [row] = cellRows([cell({ technology: '3G', bandMhz: 2100, beamwidthDeg: 360, azimuthDeg: 0 })]);
    expect(row).toMatchObject({ label: 'U2100', azimuths: [] });
  });

  it('carry the newest change and the highest antenna', () => {
    const [row] = cellRows([
      cell({ code: 'a', since: '2026-11-18T07:00:00Z' }),
      cell({ code: 'b', azimuthDeg: 120, since: '2026-11-18T07:30:00Z' }),
      cell({ code: 'c', azimuthDeg: 240 }),
    ]);
    expect(row).toMatchObject({ since: '2026-11-18T07:30:00Z', heightM: 40, azimuths: [0, 120, 240] });
  });

  it('leave to the station what all its cells report alike', () => {
    const measured = three({}).map((each, index) => ({
      ...each,
      measurements: { batteryPercent: 71, prb: 60 + index },
    }));
    expect(cellRows(measured).map(({ measurements }) => measurements)).toEqual([{ prb: 60 }, { prb: 61 }, { prb: 62 }]);
    expect(labels(three({ measurements: { batteryPercent: 71 } }))).toEqual(['4G L1800 S1–S3']);
  });

  it('hold every cell exactly once', () => {
    const any = fc.record({
      technology: fc.constantFrom(...TECHNOLOGIES),
      bandMhz: fc.constantFrom(900, 1800, 2100),
      azimuthDeg: fc.constantFrom(0, 90, 120, 240),
      state: fc.constantFrom(...ELEMENT_STATES),
      onAir: fc.boolean(),
      inService: fc.boolean(),
      measurements: fc.constantFrom(null, { prb: 1 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (patches) => {
        const cells = patches.map((patch, index) => cell({ ...patch, code: String(index) }));
        const shown = cellRows(cells).flatMap(({ codes }) => codes);
        expect(shown.sort()).toEqual(cells.map(({ code }) => code).sort());
        for (const row of cellRows(cells)) {
          for (const each of cells) if (row.codes.includes(each.code)) expect(cellState(each)).toBe(row.state);
        }
      }),
    );
  });
});

it.each<[Partial<CellBody>, string]>([
  [{}, 'up'],
  [{ state: 'degraded' }, 'degraded'],
  [{ state: 'down', onAir: false }, 'down'],
  [{ state: 'down', onAir: false, cause: 'planned' }, 'maintenance'],
  [{ onAir: false }, 'noBackhaul'],
  [{ inService: false, onAir: false }, 'outOfService'],
])('%j is %s', (patch, expected) => {
  expect(cellState(cell(patch))).toBe(expected);
});

describe('remarks', () => {
  it('say once what was said of every row', () => {
    const rows = cellRows([
      ...three({ state: 'degraded', text: 'chạy ắc quy' }),
      ...three({ bandMhz: 2600, state: 'degraded', text: 'chạy ắc quy' }),
    ]);
    expect(remarksOf(rows)).toEqual([{ about: null, text: 'chạy ắc quy' }]);
  });

  it('name the rows where they differ, and leave out what is well', () => {
    const rows = cellRows([
      ...three({ state: 'degraded', text: 'bị nhiễu' }),
      ...three({ bandMhz: 2600, state: 'degraded', text: 'hỏng thiết bị' }),
      ...three({ technology: '2G', bandMhz: 900, text: 'phục hồi' }),
    ]);
    expect(remarksOf(rows)).toEqual([
      { about: '4G L2600 S1–S3', text: 'hỏng thiết bị' },
      { about: '4G L1800 S1–S3', text: 'bị nhiễu' },
    ]);
  });
});
