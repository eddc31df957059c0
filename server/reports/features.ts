/** The commune polygons with their figures, for GeoJSON and the printed map. */
import type { Feature, FeatureCollection } from 'geojson';
import { layerName } from '../contract/layers.ts';
import type { Block } from './document.ts';
import { pointOf, type Facts } from './facts.ts';
import { drawCommuneMap } from './map-svg.ts';
import { withoutSignal } from './tables.ts';
import { periodText } from './words.ts';

export function featuresOf(facts: Facts): FeatureCollection {
  const { order, coverage, communes, stations } = facts;
  return {
    type: 'FeatureCollection',
    features: communes.map(({ code, name, type, population, areaKm2, geometry }): Feature => {
      const figures = order.technologies.flatMap((technology) =>
        (['any', ...order.operators] as const).flatMap((operator) => {
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

export function mapBlock(facts: Facts, listed: readonly string[]): Block {
  const { order, coverage, communes } = facts;
  const technology = order.technologies.includes('4G') ? '4G' : (order.technologies[0] ?? '4G');
  const title = `Tỷ lệ dân số được phủ sóng ${technology} theo xã, phường, ${periodText(order.from, order.to)}`;
  const picture = drawCommuneMap({
    title,
    legend: `Dân số có ${technology}`,
    communes: communes.map(({ code, name, geometry }) => ({
      ...{ name, geometry },
      value: pointOf(coverage, code, technology)?.population ?? null,
      listed: listed.includes(code),
    })),
  });
  return { kind: 'picture', ...picture, caption: title, alt: title };
}
