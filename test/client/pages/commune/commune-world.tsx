/** The page over a tiny province: answers of the server by path, what was asked, and the rendering. */
import { configure } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { vi } from 'vitest';
import { answers } from '../../../../client/model/answers.ts';
import { CommunePage } from '../../../../client/pages/commune/commune-page.tsx';
import { texts } from '../../../../client/pages/commune/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import type {
  AvailabilityHistory,
  CoverageHistory,
  OutageBody,
  OutageHistory,
} from '../../../../server/contract/history.ts';
import type { CommuneResilience, FailureBody, Gaps, Resilience } from '../../../../server/contract/resilience.ts';
import type { Snapshot } from '../../../../server/contract/wire.ts';
import { FakeDesk } from '../../../support/fake-desk.ts';
import { FAKE_AT } from '../../../support/fake-snapshot.ts';
import { renderPage } from '../../../support/render.tsx';

// The page is large for a browser without a layout, and machines can be busy.
configure({ asyncUtilTimeout: 10_000 });

const HOUR = 3_600_000;
const iso = (agoMs: number): string => new Date(FAKE_AT - agoMs).toISOString();
const period = { from: iso(30 * 24 * HOUR), to: iso(0), computedAt: iso(0) };

function pointOf(population: number) {
  const figure = { population, area: population - 3, people: population * 100, m2: 0 };
  return { ...figure, asBuilt: { ...figure, population: 98 } };
}

/** Months as asked for: 4G climbs by a point a month, 3G stands still, 2G is not known before the last month. */
export function coverageOf(code: string, months: number): CoverageHistory {
  const buckets = Array.from({ length: months }, (_, index) => ({
    start: new Date(Date.UTC(2026, 11 - months + index, 1) - 7 * HOUR).toISOString(),
    end: new Date(Date.UTC(2026, 12 - months + index, 1) - 7 * HOUR).toISOString(),
    knownMs: 1,
  }));
  return {
    ...period,
    layers: ['4G', '3G', '2G'],
    buckets,
    province: {},
    communes: [
      {
        code,
        name: '',
        type: 'xa',
        population: 10_000,
        areaKm2: 20,
        layers: {
          '4G': buckets.map((_, index) => pointOf(97 - (months - 1 - index))),
          '3G': buckets.map(() => pointOf(95)),
          '2G': buckets.map((_, index) => (index === months - 1 ? pointOf(99) : null)),
          '4G-VTL': buckets.map(() => pointOf(91.5)),
        },
      },
    ],
  };
}

export function outageOf(patch: Partial<OutageBody>): OutageBody {
  return {
    kind: 'station',
    code: 'HYN-AT-001-VTL',
    name: 'Ân Thi 1',
    operator: 'VTL',
    commune: '12001',
    cause: 'power',
    from: iso(48 * HOUR),
    to: iso(46 * HOUR),
    durationMs: 2 * HOUR,
    unknownMs: 0,
    stations: 1,
    people: { '2G': 0, '3G': 0, '4G': 0, any: 0 },
    causedBy: null,
    continues: false,
    ...patch,
  };
}

export function outagesOf(items: OutageBody[]): OutageHistory {
  return { ...period, items, nextCursor: null, total: items.length, causes: [] };
}

const availability: AvailabilityHistory = {
  ...period,
  by: 'commune',
  buckets: [],
  items: [
    {
      code: '12001',
      name: 'Xã Ân Thi',
      stations: 2,
      total: {
        availability: 99.6912,
        periodMs: 1_000_000,
        unknownMs: 0,
        unavailableMs: 3_000,
        causes: { power: 2_000, transmission: 1_000 },
      },
      points: [],
    },
  ],
};

export function failureOf(patch: Partial<FailureBody>): FailureBody {
  return {
    kind: 'station',
    code: 'HYN-AT-001-VTL',
    name: 'Ân Thi 1',
    owner: 'VTL',
    core: false,
    stations: 1,
    communes: ['12001'],
    lost: { '4G': 900 },
    ...patch,
  };
}

export function resilienceOf(layer: string, items: FailureBody[]): Resilience {
  return { basis: 'live', computedAt: iso(HOUR / 60), layer, commune: '12001', items, total: items.length };
}

export function standingsOf(patch: Partial<CommuneResilience['items'][number]> = {}): CommuneResilience {
  return {
    basis: 'live',
    computedAt: iso(0),
    servesFromPercent: 50,
    items: [
      {
        code: '12001',
        name: 'Xã Ân Thi',
        operators: ['VTL', 'VNP'],
        lastOperator: null,
        stationsOnAir: 2,
        stations: 2,
        paths: 1,
        pathsAsBuilt: 1,
        aboutToLoseLast: false,
        takenBy: [],
        takenByCores: [],
        worst: null,
        unconfirmed: {},
        ...patch,
      },
    ],
    province: { unconfirmed: {} },
  };
}

/** A square of `size` degrees whose lower left corner is there. */
const square = (lon: number, lat: number, size: number): number[][] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];

export function gapsOf(layer: string, places: readonly [number, number][]): Gaps {
  return {
    type: 'FeatureCollection',
    commune: '12001',
    layer,
    basis: 'live',
    computedAt: iso(0),
    totalM2: 0,
    totalPeople: 0,
    features: places.map(([lon, lat], index) => ({
      type: 'Feature',
      properties: {
        number: index + 1,
        m2: index === 0 ? 1_770_000 : 43_000,
        people: 1_346 - index,
        lat: lat + 0.001,
        lon: lon + 0.001,
        mast: index === 1 ? null : { lat: lat + 0.0015, lon: lon + 0.0005, people: 1_200 - index, reachM: 1_000 },
      },
      geometry: { type: 'Polygon', coordinates: [square(lon, lat, 0.002)] },
    })),
  };
}

/** 12001 is a square of about 10 km round 106.1 / 20.6. */
const shapes = {
  type: 'FeatureCollection',
  features: [
    ['12001', 106.05, 20.55],
    ['12002', 106.15, 20.55],
  ].map(([code, lon, lat]) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [square(Number(lon), Number(lat), 0.1)] },
  })),
};

/** A body, or the status of a refusal. */
type Answer = object | number;

export interface World {
  /** Everything asked, in order, without `/api/v1/`. */
  asked: string[];
  /** Where reports are ordered. */
  desk: FakeDesk;
  /** Answers by what the path begins with; a later one for the same path wins. */
  answer: (start: string, body: Answer) => void;
  answerWith: (start: string, bodyOf: (path: string) => Answer) => void;
}

export function createWorld(): World {
  const asked: string[] = [];
  const bodies = new Map<string, (path: string) => Answer>();
  const desk = new FakeDesk();
  const world: World = {
    ...{ asked, desk },
    answer: (start, body) => void bodies.set(start, () => body),
    answerWith: (start, bodyOf) => void bodies.set(start, bodyOf),
  };
  world.answer('communes.geojson', shapes);
  world.answerWith('coverage', (path) =>
    coverageOf(/commune=(\w+)/.exec(path)?.[1] ?? '', path.includes('bucket=month') ? 12 : 1),
  );
  world.answer('availability', availability);
  world.answer('outages', outagesOf([]));
  world.answerWith('resilience?', (path) => resilienceOf(/layer=(\w+)/.exec(path)?.[1] ?? '', [failureOf({})]));
  world.answer('resilience/communes', standingsOf());
  world.answerWith('gaps/', (path) => gapsOf(/layer=(\w+)/.exec(path)?.[1] ?? '', []));
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const path = url.replace('/api/v1/', '');
    asked.push(path);
    const ofDesk = desk.answer(path, init);
    if (ofDesk !== null) return Promise.resolve(ofDesk);
    const start = [...bodies.keys()].filter((key) => path.startsWith(key)).sort((a, b) => b.length - a.length)[0];
    const body = bodies.get(start ?? '')?.(path) ?? 404;
    if (body instanceof Response) return Promise.resolve(body);
    return Promise.resolve(typeof body === 'number' ? new Response('{}', { status: body }) : Response.json(body));
  });
  // What jsdom does not have: boxes have the size of the design's map.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {
        return undefined;
      }
      disconnect(): void {
        return undefined;
      }
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(560);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(566);
  Element.prototype.scrollIntoView = () => undefined;
  return world;
}

export async function renderCommune(snapshot: Snapshot | null, path = '/vung-phu/12001') {
  answers.clear();
  // A test waits for the failure, not for the second attempt.
  answers.setDefaultOptions({ queries: { ...answers.getDefaultOptions().queries, retry: false } });
  return renderPage(
    <Texts>
      <Routes>
        <Route path="/vung-phu/:code" element={<CommunePage />} />
        <Route path="*" element={null} />
      </Routes>
    </Texts>,
    snapshot,
    path,
  );
}

function Texts({ children }: { children: ReactNode }) {
  useState(() => {
    addTexts('commune', texts);
    return true;
  });
  return children;
}
