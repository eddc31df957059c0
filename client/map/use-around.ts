import { useMemo } from 'react';
import type L from 'leaflet';
import { useDetail } from '../model/detail.ts';
import type { Picture } from '../model/picture.ts';
import { useReplaying } from '../model/shown.ts';
import { upstreamOf, type Network } from '../model/upstream.ts';
import type { Selection, View } from '../model/view.ts';
import type { SelectionValue } from './layers/selection.ts';
import { sectorsOf } from './sectors.ts';

const NOTHING: SelectionValue = { sectors: [], site: null, path: [], pathNodes: [], dependents: [] };

/** What belongs to the selected thing: now, or in the past picture that is shown. */
export function useAround(picture: Picture | null, view: View): SelectionValue {
  const replaying = useReplaying();
  const now = useAroundNow(replaying ? null : picture, view);
  const then = useAroundThen(replaying ? picture : null, view.selection);
  return replaying ? then : now;
}

/** Of a past moment only the picture knows: the way up to the core, or the link itself. */
function useAroundThen(picture: Picture | null, selection: Selection | null): SelectionValue {
  const { nodes, links, nodeStates, linkStates, lookup, stations } = picture ?? {};
  return useMemo((): SelectionValue => {
    if (!nodes || !links || !nodeStates || !linkStates || !lookup || !stations || selection === null) return NOTHING;
    const network: Network = { nodes, links, nodeStates, linkStates, lookup };
    const { kind, code } = selection;
    const index = lookup[`${kind}s`].get(code) ?? -1;
    const routesOf = (codes: readonly string[]) => codes.flatMap((one) => links[lookup.links.get(one) ?? -1] ?? []);
    if (kind === 'link') return { ...NOTHING, path: routesOf([code]).map(({ route }) => route) };
    const station = kind === 'station' ? stations[index] : undefined;
    const node = station?.node ?? (kind === 'node' ? index : -1);
    if (node < 0) return NOTHING;
    const path = upstreamOf(network, node);
    const places = path.nodes.flatMap((one) => nodes[lookup.nodes.get(one) ?? -1] ?? []);
    const first = places[0];
    const hop: [number, number][][] =
      station && first
        ? [
            [
              [station.lon, station.lat],
              [first.lon, first.lat],
            ],
          ]
        : [];
    return {
      ...NOTHING,
      path: [...hop, ...routesOf(path.links).map(({ route }) => route)],
      pathNodes: places.map(({ lat, lon }): L.LatLngTuple => [lat, lon]),
    };
  }, [nodes, links, nodeStates, linkStates, lookup, stations, selection]);
}

/** From the answers the drawer shows too. */
function useAroundNow(picture: Picture | null, { selection, technology }: View): SelectionValue {
  const code = (kind: 'station' | 'link' | 'node'): string | null =>
    selection?.kind === kind && picture?.lookup[`${kind}s`].has(selection.code) ? selection.code : null;
  const [station, link, node] = [code('station'), code('link'), code('node')];
  const stationTuple = picture?.stationStates[picture.lookup.stations.get(station ?? '') ?? -1];
  const stationBody = useDetail('stations', station, stationTuple).data;
  const linkBody = useDetail('links', link, networkVersion(picture, 'link', link)).data;
  const nodeBody = useDetail('nodes', node, networkVersion(picture, 'node', node)).data;
  const { nodes, links, lookup } = picture ?? {};
  return useMemo((): SelectionValue => {
    if (!nodes || !links || !lookup) return NOTHING;
    const routesOf = (codes: readonly string[]) =>
      codes.flatMap((name) => {
        const route = links[lookup.links.get(name) ?? -1]?.route;
        return route ? [route] : [];
      });
    const placesOf = (codes: readonly string[]) =>
      codes.flatMap((name): L.LatLngTuple[] => {
        const node = nodes[lookup.nodes.get(name) ?? -1];
        return node ? [[node.lat, node.lon]] : [];
      });
    if (stationBody) {
      const first = nodes[lookup.nodes.get(stationBody.path?.nodes[0] ?? '') ?? -1];
      const hop: [number, number][][] = first
        ? [
            [
              [stationBody.lon, stationBody.lat],
              [first.lon, first.lat],
            ],
          ]
        : [];
      return {
        sectors: sectorsOf(stationBody.cells, technology),
        site: [stationBody.lat, stationBody.lon],
        path: [...hop, ...routesOf(stationBody.path?.links ?? [])],
        pathNodes: placesOf(stationBody.path?.nodes ?? []),
        dependents: [],
      };
    }
    const body = linkBody ?? nodeBody;
    if (!body) return { ...NOTHING, path: link === null ? [] : routesOf([link]) };
    const hanging = body.dependents.isolatedNow.length > 0 ? body.dependents.isolatedNow : body.dependents.stations;
    return {
      sectors: [],
      site: null,
      path: routesOf(linkBody ? [linkBody.code] : (nodeBody?.path.links ?? [])),
      pathNodes: placesOf(nodeBody?.path.nodes ?? []),
      dependents: hanging.flatMap((name) => lookup.stations.get(name) ?? []),
    };
  }, [nodes, links, lookup, stationBody, linkBody, nodeBody, link, technology]);
}

/** As the drawer counts it, so that one answer serves both: own state, since when, and what it cuts off. */
function networkVersion(picture: Picture | null, kind: 'link' | 'node', code: string | null): string {
  const index = picture?.lookup[`${kind}s`].get(code ?? '') ?? -1;
  const tuple = picture?.[`${kind}States`][index];
  const cut = picture?.outages.find((outage) => outage[`${kind}s`].includes(index));
  return `${String(tuple?.[1])} ${String(tuple?.[2])} ${String(cut?.stations.length ?? 0)}`;
}
