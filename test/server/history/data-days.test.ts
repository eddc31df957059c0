import { describe, expect, it } from 'vitest';
import { DAY_MS as DAY, HOUR_MS as HOUR, midnightOf } from '../../../server/calendar.ts';
import { OPERATORS } from '../../../server/contract/terms.ts';
import { dataDays } from '../../../server/history/data-days.ts';
import { KnownTime } from '../../../server/history/known-time.ts';
import { buildInventory } from '../../../server/inventory/build.ts';
import type { Past } from '../../../server/store/past.ts';
import { RECORDS } from '../../support/live-world.ts';

const FROM = midnightOf('2026-11-02');
const TO = FROM + 3 * DAY;
const DATES = ['2026-11-02', '2026-11-03', '2026-11-04'];

/** S-1 and S-2 are Viettel's, S-3 VinaPhone's, S-4 MobiFone's. */
function asked(
  told: {
    silences?: ReturnType<Past['silences']>;
    toldDays?: ReturnType<Past['toldDays']>;
    senders?: ReturnType<Past['senders']>;
  } = {},
  { sample = false, ran = [{ begin: FROM, until: TO }], networkSince = FROM } = {},
) {
  const stations = RECORDS.stations.map((station) => ({ ...station, sample }));
  const inventory = buildInventory({ ...RECORDS, stations }, DATES[0] ?? '');
  const key = (kind: 'station' | 'cell' | 'link', code: string) => ({ kind, code, technology: '' }) as const;
  const targets = [
    ...stations.map(({ code }, n) => ({ id: n + 1, key: key('station', code) })),
    { id: 20, key: key('cell', 'S-3-A') },
    { id: 21, key: key('link', 'T-2') },
  ];
  const past = {
    silences: () => told.silences ?? [],
    toldDays: () => told.toldDays ?? [],
    senders: () => told.senders ?? [],
    targets: () => targets,
    inventoryMoments: () => [networkSince],
  };
  const idOf = new Map(targets.map(({ id, key: { kind, code } }) => [`${kind} ${code}`, id]));
  return dataDays({ from: FROM, to: TO, past, known: new KnownTime(ran), present: { inventory, idOf } });
}

const missing = (found: ReturnType<typeof asked>) =>
  Object.fromEntries(found.silent.map(({ operator, dates }) => [operator, dates]));
const HEARD_BY_NOBODY = { VTL: DATES, VNP: DATES, MBF: DATES };

describe('operators with data', () => {
  it('are none where nobody ever told anything, be nobody shown silent', () => {
    expect(missing(asked())).toEqual(HEARD_BY_NOBODY);
    expect(missing(asked({}, { sample: true }))).toEqual(HEARD_BY_NOBODY);
    expect(OPERATORS).toHaveLength(5);
  });

  it('have it on the days on which something happened to one of their elements', () => {
    const found = asked({
      toldDays: [
        { target: 1, day: 0, simulated: false },
        { target: 20, day: 1, simulated: false },
        { target: 21, day: 2, simulated: false },
      ],
    });
    expect(missing(found)).toEqual({
      VTL: [DATES[1]],
      VNP: [DATES[0], DATES[2]],
      MBF: DATES,
    });
  });

  it('have it on the days on which a key that speaks for them kept a station fresh', () => {
    const senders = [
      { operator: 'MBF' as const, createdAt: FROM + DAY + HOUR, revokedAt: null },
      { operator: 'VNP' as const, createdAt: FROM - DAY, revokedAt: FROM + HOUR },
    ];
    expect(missing(asked({ senders }))).toEqual({ VTL: DATES, VNP: DATES.slice(1), MBF: [DATES[0]] });
    // The key is there, and silent from the second day on; of a station never heard of nothing is known.
    const silences = [{ target: 4, since: FROM + 20 * HOUR, until: null }];
    expect(missing(asked({ senders, silences }))['MBF']).toEqual(DATES);
    const never = [{ target: 3, since: 0, until: null }];
    expect(missing(asked({ senders, silences: never }))['VNP']).toEqual(DATES);
  });

  it('all have it while the simulation of the sample speaks, and of no other network', () => {
    const toldDays = [0, 1, 2].map((day) => ({ target: 1, day, simulated: true }));
    expect(missing(asked({ toldDays }, { sample: true }))).toEqual({});
    expect(missing(asked({ toldDays }))).toEqual({ VNP: DATES, MBF: DATES });
    // Shown heard without a word: a key alone does not speak.
    const senders = [{ operator: null, createdAt: FROM - DAY, revokedAt: null }];
    expect(missing(asked({ senders }, { sample: true }))).toEqual(HEARD_BY_NOBODY);
  });
});

describe('days with data', () => {
  it('are those of which half was watched; the time watched is told beside', () => {
    const ran = [
      { begin: FROM, until: FROM + 12 * HOUR },
      { begin: FROM + DAY, until: FROM + DAY + 1_000 },
      { begin: FROM + 2 * DAY, until: TO },
    ];
    const found = asked({}, { ran });
    expect(found.watched).toEqual([DATES[0], DATES[2]]);
    expect(found.knownMs).toBe(36 * HOUR + 1_000);
    // It is not the operators' fault when we did not run.
    expect(missing(found)['VTL']).toEqual([DATES[0], DATES[2]]);
  });

  it('have operators with data beside them, who told something while less than half of a day was watched', () => {
    const ran = [{ begin: FROM + 20 * HOUR, until: FROM + DAY }];
    const toldDays = [
      { target: 1, day: 0, simulated: false },
      // On a day nobody watched: told later.
      { target: 4, day: 1, simulated: false },
    ];
    const senders = [{ operator: 'VNP' as const, createdAt: FROM - DAY, revokedAt: null }];
    expect(asked({ toldDays, senders }, { ran })).toMatchObject({ watched: [], silent: [], heard: ['VTL', 'VNP'] });
    // All the while it was watched nothing was heard of its only station.
    const silences = [{ target: 3, since: FROM + 19 * HOUR, until: FROM + DAY + HOUR }];
    expect(asked({ senders, silences }, { ran }).heard).toEqual([]);
  });

  it('begin with the network', () => {
    const found = asked({}, { networkSince: FROM + DAY + 13 * HOUR });
    expect(found.watched).toEqual([DATES[2]]);
    expect(found.knownMs).toBe(DAY + 11 * HOUR);
  });
});
