/** The commune polygons with their figures, for GeoJSON and the printed map. */
import type { Feature, FeatureCollection } from 'geojson';
import { layerName } from '../contract/layers.ts';
import { OPERATOR_NAMES, type LayerTechnology } from '../contract/terms.ts';
import { HOUR_MS } from '../calendar.ts';
import type { MomentFigures } from '../history/moment.ts';
import { shownLayer } from './chosen-layer.ts';
import type { Picture } from './picture-size.ts';
import { pointOf, stationsIn, type Facts } from './facts.ts';
import { drawCommuneMap } from './map-svg.ts';
import { outagesByCommune } from './outage-tables.ts';
import { shownChange } from './shown-layer.ts';
import { withoutSignal } from './tables.ts';
import { momentOf } from './unconfirmed.ts';
import { ofAny } from './union-words.ts';
import { capitalised, periodText, within } from './words.ts';

const MINUTE_MS = 60_000;

/** What a bulletin is of. */
export interface Moments {
  now: MomentFigures;
  /** Of the bulletin before; null: there was none. */
  previous: MomentFigures | null;
  /** False: nodes and links are those a limited account sees. */
  isWholeNetwork: boolean;
}

/** @param moments of a bulletin */
export function featuresOf(facts: Facts, moments: Moments | null): FeatureCollection {
  const { order, asked, communes } = facts;
  const troubles = troublesOf(facts);
  return {
    type: 'FeatureCollection',
    features: communes.map(({ code, name, type, population, areaKm2, geometry }): Feature => {
      const figures = order.technologies.flatMap((technology) =>
        (['any', ...order.operators] as const).flatMap((operator) => {
          const point = pointOf(asked, code, technology, operator);
          const key = layerName(technology, operator);
          return [
            [`population_${key}`, point?.population ?? null],
            [`area_${key}`, point?.area ?? null],
          ] as const;
        }),
      );
      return {
        type: 'Feature',
        id: code,
        properties: {
          ...{ code, name, type, population, areaKm2, stations: stationsIn(facts, code) },
          ...withoutOf(facts, code),
          ...Object.fromEntries(figures),
          // A bulletin is compared with the one before.
          ...(moments === null ? { change: shownChange(facts, code) } : {}),
          ...troubles(code),
          ...unconfirmedOf(facts, code),
          ...(moments === null ? {} : momentFigures(moments, facts, code)),
        },
        geometry,
      };
    }),
  };
}

/** 4G, and the technology the report speaks of. */
function toldOf({ order }: Facts): readonly LayerTechnology[] {
  return [...new Set(['4G', shownLayer(order).technology] as const)];
}

function withoutOf(facts: Facts, code: string): Feature['properties'] {
  return Object.fromEntries(toldOf(facts).map((one) => [`without${one}`, withoutSignal(facts, code, one)]));
}

/** What failed in a commune during the period, and what it hangs on. */
function troublesOf(facts: Facts): (code: string) => Feature['properties'] {
  const { byCommune, resilience, hasData } = facts;
  const harm = toldOf(facts).map((technology) => harmOf(facts, technology));
  const total = new Map(byCommune.items.map((item) => [item.code, item.total]));
  const standing = new Map(hasData ? resilience.items.map((item) => [item.code, item]) : []);
  return (code) => {
    const place = standing.get(code);
    return {
      availability: total.get(code)?.availability ?? null,
      downMinutes: Math.round((total.get(code)?.unavailableMs ?? 0) / MINUTE_MS),
      ...Object.fromEntries(harm.flatMap((of) => Object.entries(of(code)))),
      fibrePaths: place?.pathsAsBuilt ?? null,
      operatorsServing: place?.operators.length ?? null,
      worstFailure: place?.worst?.code ?? null,
      worstFailurePeople4G: place?.worst?.people ?? null,
    };
  };
}

/** Outages of a commune, and whom they took a technology from. */
function harmOf(facts: Facts, technology: LayerTechnology): (code: string) => Record<string, number | null> {
  const outages = outagesByCommune(facts, technology);
  return (code) => {
    const { count, people } = outages(code);
    const point = pointOf(facts.coverage, code, technology);
    const lost = point === null ? null : Math.max(0, point.asBuilt.people - point.people);
    return {
      outages: count,
      [`people${technology}Outages`]: people,
      [`mean${technology}Lost`]: lost,
      [`personHours${technology}Lost`]: lost === null ? null : Math.round((lost * facts.data.knownMs) / HOUR_MS),
    };
  };
}

/** Of the moment: at the end of a bulletin, and of a period that goes on. */
function unconfirmedOf({ moment, order }: Facts, code: string): Feature['properties'] {
  if (moment === null) return {};
  const commune = moment.communes.find((one) => one.code === code);
  return {
    stationsSilent: commune?.stale ?? null,
    ...Object.fromEntries(
      order.technologies.map((technology) => [
        `unconfirmed_${technology}`,
        commune === undefined ? null : (commune.unconfirmed[technology] ?? 0),
      ]),
    ),
  };
}

function momentFigures({ now, previous }: Moments, facts: Facts, code: string): Feature['properties'] {
  const of = (figures: MomentFigures | null) => figures?.communes.find((commune) => commune.code === code);
  const [present, before] = [of(now), of(previous)];
  return {
    ...Object.fromEntries(
      facts.order.technologies.map((technology) => [
        `populationNow_${technology}`,
        present?.population[technology] ?? null,
      ]),
    ),
    ...outNow(facts, present, ''),
    dark: present?.dark ?? null,
    ...outNow(facts, before, 'Before'),
  };
}

type OutNow = Pick<MomentFigures['communes'][number], 'down' | 'lost'>;

function outNow(facts: Facts, out: OutNow | undefined, suffix: '' | 'Before'): Feature['properties'] {
  return {
    [`stationsDown${suffix}`]: out?.down ?? null,
    [`peopleWithoutSignal${suffix}`]: out?.lost.any ?? null,
    ...Object.fromEntries(
      toldOf(facts).map((technology) => [`peopleWithout${technology}${suffix}`, out?.lost[technology] ?? null]),
    ),
  };
}

/** @param maxHeightPt lower where it stands among other things */
export function mapBlock(facts: Facts, listed: readonly string[], maxHeightPt?: number): Picture {
  const { order, coverage } = facts;
  const { technology, measure } = shownLayer(order);
  const part = measure === 'people' ? 'population' : 'area';
  return drawnBlock(facts, listed, maxHeightPt, {
    measure,
    when: periodText(order.from, order.to),
    valueOf: (code) => pointOf(coverage, code, technology)?.[part] ?? null,
  });
}

/** The map of a moment: a mean of the day would show a commune that was lost minutes ago as well covered. */
export function momentMapBlock(
  facts: Facts,
  now: MomentFigures,
  listed: readonly string[],
  maxHeightPt: number,
): Picture {
  const { technology } = shownLayer(facts.order);
  const shares = new Map(now.communes.map(({ code, population }) => [code, population[technology] ?? null]));
  return drawnBlock(facts, listed, maxHeightPt, {
    measure: 'people',
    when: `lúc ${momentOf(now)}${now.stale > 0 ? ', theo tin cuối cùng đã nhận' : ''}`,
    valueOf: (code) => shares.get(code) ?? null,
  });
}

interface Drawn {
  measure: 'people' | 'area';
  when: string;
  valueOf: (code: string) => number | null;
}

function drawnBlock(
  facts: Facts,
  listed: readonly string[],
  maxHeightPt: number | undefined,
  { measure, when, valueOf }: Drawn,
): Picture {
  const { order, communes, whose } = facts;
  const { technology } = shownLayer(order);
  const share = measure === 'people' ? 'dân số' : 'diện tích';
  const of = whose === null ? `${technology}${ofAny(facts)}` : `${technology} của ${OPERATOR_NAMES[whose]}`;
  const [only] = communes;
  const where = communes.length === 1 && only !== undefined ? within(only.name) : 'theo xã, phường';
  const title = `Tỷ lệ ${share} được phủ sóng ${of} ${where}, ${when}`;
  const draw = (highestPt = maxHeightPt) =>
    drawCommuneMap({
      title: '', // the caption says it
      ...(highestPt === undefined ? {} : { maxHeightPt: highestPt }),
      legend: `${capitalised(share)} có ${technology}`,
      communes: communes.map(({ code, name, geometry }) => ({
        ...{ name, geometry },
        value: valueOf(code),
        listed: listed.includes(code),
      })),
    });
  return { kind: 'picture', ...draw(), lower: draw, caption: `Hình 1. ${title}`, alt: title };
}
