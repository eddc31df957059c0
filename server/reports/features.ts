/** The commune polygons with their figures, for GeoJSON and the printed map. */
import type { Feature, FeatureCollection } from 'geojson';
import { layerName } from '../contract/layers.ts';
import { OPERATOR_NAMES } from '../contract/terms.ts';
import type { Block } from './document.ts';
import { pointOf, type Facts } from './facts.ts';
import { drawCommuneMap } from './map-svg.ts';
import { withoutSignal } from './tables.ts';
import { periodText, within } from './words.ts';

export function featuresOf(facts: Facts): FeatureCollection {
  const { order, coverage, communes, stations, whose } = facts;
  return {
    type: 'FeatureCollection',
    features: communes.map(({ code, name, type, population, areaKm2, geometry }): Feature => {
      const figures = order.technologies.flatMap((technology) =>
        (whose === null ? (['any', ...order.operators] as const) : order.operators).flatMap((operator) => {
          const point = pointOf(coverage, code, technology, operator);
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
          ...{ code, name, type, population, areaKm2, stations: stations.byCommune.get(code) ?? 0 },
          without4G: withoutSignal(facts, code, '4G'),
          ...Object.fromEntries(figures),
        },
        geometry,
      };
    }),
  };
}

/** @param maxHeightPt lower where it stands among other things */
export function mapBlock(facts: Facts, listed: readonly string[], maxHeightPt?: number): Block {
  const { order, coverage, communes, whose } = facts;
  const technology = order.technologies.includes('4G') ? '4G' : (order.technologies[0] ?? '4G');
  const of = whose === null ? technology : `${technology} của ${OPERATOR_NAMES[whose]}`;
  const [only] = communes;
  const where = communes.length === 1 && only !== undefined ? within(only.name) : 'theo xã, phường';
  const title = `Tỷ lệ dân số được phủ sóng ${of} ${where}, ${periodText(order.from, order.to)}`;
  const picture = drawCommuneMap({
    title: '', // the caption says it
    ...(maxHeightPt === undefined ? {} : { maxHeightPt }),
    legend: `Dân số có ${technology}`,
    communes: communes.map(({ code, name, geometry }) => ({
      ...{ name, geometry },
      value: pointOf(coverage, code, technology)?.population ?? null,
      listed: listed.includes(code),
    })),
  });
  return { kind: 'picture', ...picture, caption: `Hình 1. ${title}`, alt: title };
}
