/** The commune polygons with their figures, for GeoJSON and the printed map. */
import type { Feature, FeatureCollection } from 'geojson';
import { layerName } from '../contract/layers.ts';
import { OPERATOR_NAMES } from '../contract/terms.ts';
import { HOUR_MS } from '../calendar.ts';
import type { MomentFigures } from '../history/moment.ts';
import type { Block } from './document.ts';
import { pointOf, stationsIn, type Facts } from './facts.ts';
import { drawCommuneMap } from './map-svg.ts';
import { outagesByCommune } from './outage-tables.ts';
import { shownChange, shownLayer } from './shown-layer.ts';
import { withoutSignal } from './tables.ts';
import { capitalised, periodText, within } from './words.ts';

const MINUTE_MS = 60_000;

/** What a bulletin is of. */
export interface Moments {
  now: MomentFigures;
  /** Of the bulletin before; null: there was none. */
  previous: MomentFigures | null;
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
          without4G: withoutSignal(facts, code, '4G'),
          ...Object.fromEntries(figures),
          change: shownChange(facts, code),
          ...troubles(code),
          ...unconfirmedOf(facts, code),
          ...(moments === null ? {} : momentOf(moments, code)),
        },
        geometry,
      };
    }),
  };
}

/** What failed in a commune during the period, and what it hangs on. */
function troublesOf(facts: Facts): (code: string) => Feature['properties'] {
  const { byCommune, resilience, coverage, data, hasData } = facts;
  const outages = outagesByCommune(facts);
  const total = new Map(byCommune.items.map((item) => [item.code, item.total]));
  const standing = new Map(hasData ? resilience.items.map((item) => [item.code, item]) : []);
  return (code) => {
    const { count, people4G } = outages(code);
    const point = pointOf(coverage, code, '4G');
    const lost = point === null ? null : Math.max(0, point.asBuilt.people - point.people);
    const place = standing.get(code);
    return {
      availability: total.get(code)?.availability ?? null,
      outages: count,
      downMinutes: Math.round((total.get(code)?.unavailableMs ?? 0) / MINUTE_MS),
      people4GOutages: people4G,
      mean4GLost: lost,
      personHours4GLost: lost === null ? null : Math.round((lost * data.knownMs) / HOUR_MS),
      fibrePaths: place?.pathsAsBuilt ?? null,
      operatorsServing: place?.operators.length ?? null,
      worstFailure: place?.worst?.code ?? null,
      worstFailurePeople4G: place?.worst?.people ?? null,
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

function momentOf({ now, previous }: Moments, code: string): Feature['properties'] {
  const of = (figures: MomentFigures | null) => figures?.communes.find((commune) => commune.code === code);
  const [present, before] = [of(now), of(previous)];
  return {
    stationsDown: present?.down ?? null,
    peopleWithoutSignal: present?.withoutSignal ?? null,
    peopleWithout4G: present?.without4G ?? null,
    dark: present?.dark ?? null,
    stationsDownBefore: before?.down ?? null,
    peopleWithoutSignalBefore: before?.withoutSignal ?? null,
    peopleWithout4GBefore: before?.without4G ?? null,
  };
}

/** @param maxHeightPt lower where it stands among other things */
export function mapBlock(facts: Facts, listed: readonly string[], maxHeightPt?: number): Block {
  const { order, coverage, communes, whose } = facts;
  const { technology, measure } = shownLayer(order);
  const share = measure === 'people' ? 'dân số' : 'diện tích';
  const of = whose === null ? technology : `${technology} của ${OPERATOR_NAMES[whose]}`;
  const [only] = communes;
  const where = communes.length === 1 && only !== undefined ? within(only.name) : 'theo xã, phường';
  const title = `Tỷ lệ ${share} được phủ sóng ${of} ${where}, ${periodText(order.from, order.to)}`;
  const picture = drawCommuneMap({
    title: '', // the caption says it
    ...(maxHeightPt === undefined ? {} : { maxHeightPt }),
    legend: `${capitalised(share)} có ${technology}`,
    communes: communes.map(({ code, name, geometry }) => ({
      ...{ name, geometry },
      value: pointOf(coverage, code, technology)?.[measure === 'people' ? 'population' : 'area'] ?? null,
      listed: listed.includes(code),
    })),
  });
  return { kind: 'picture', ...picture, caption: `Hình 1. ${title}`, alt: title };
}
