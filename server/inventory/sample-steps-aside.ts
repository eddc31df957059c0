/** The sample is there until somebody brings a network of their own. */
import type { Counts } from './formats/read.ts';
import type { InventoryRecords } from './types.ts';

/**
 * Own stations came: the sample's stations and cells go. The sample's fibre stays whole, marked as sample, as long as a
 * sample station is there or an own station or link names one of its nodes.
 */
export function dropSample(records: InventoryRecords, ownStations: boolean, removed: Counts): InventoryRecords {
  let next = records;
  if (ownStations) {
    const stations = records.stations.filter(({ sample }) => !sample);
    const kept = new Set(stations.map(({ code }) => code));
    const gone = new Set(records.stations.filter(({ code }) => !kept.has(code)).map(({ code }) => code));
    const cells = records.cells.filter(({ sample, station }) => !sample && !gone.has(station));
    removed.stations += records.stations.length - stations.length;
    removed.cells += records.cells.length - cells.length;
    next = { ...records, stations, cells };
  }
  if (needsSampleFibre(next)) return next;
  const nodes = next.nodes.filter(({ sample }) => !sample);
  const links = next.links.filter(({ sample }) => !sample);
  removed.nodes += next.nodes.length - nodes.length;
  removed.links += next.links.length - links.length;
  return { ...next, nodes, links };
}

function needsSampleFibre({ stations, links, nodes }: InventoryRecords): boolean {
  const sampleNodes = new Set(nodes.filter(({ sample }) => sample).map(({ code }) => code));
  return (
    stations.some(({ sample, uplinkNode }) => sample || (uplinkNode !== null && sampleNodes.has(uplinkNode))) ||
    links.some(({ sample, nodeA, nodeB }) => !sample && (sampleNodes.has(nodeA) || sampleNodes.has(nodeB)))
  );
}
