/** The way from an element up to a core, node by node, each leg drawn by its state. */
import { useTranslation } from 'react-i18next';
import type { PathBody } from '../../../../server/contract/rest.ts';
import type { NetworkState, StationState } from '../../../../server/contract/terms.ts';
import type { Picture } from '../../../model/picture.ts';
import { linkWord, networkSince, networkState } from '../../../model/selectors.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useShownNow } from '../../../model/shown.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { ElementButton } from '../panel/element-button.tsx';
import { bareLinkName } from '../panel/event-sentence.ts';
import shared from './drawer.module.css';
import own from './path-strip.module.css';

const css = bind({ ...shared, ...own });

interface PathStripProps {
  path: PathBody;
  picture: Picture;
  /** The station at the lower end, where the path is a station's. */
  from?: StationState;
  /** Node-disjoint paths its uplink node has now; null when not known. */
  paths: number | null;
}

export function PathStrip({ path, picture, from, paths }: PathStripProps) {
  const { t } = useTranslation('drawer');
  return (
    <>
      <ol className={css('path')}>
        {from !== undefined && (
          <li>
            <Glyph name={from} size={13} />
            {t('path.station')}
            <Leg state="up" />
          </li>
        )}
        {path.nodes.map((code, place) => (
          <Hop key={code} picture={picture} node={code} link={path.links[place]} />
        ))}
      </ol>
      <PathText path={path} picture={picture} paths={paths} />
    </>
  );
}

function Hop({ picture, node, link }: { picture: Picture; node: string; link: string | undefined }) {
  const { t } = useTranslation('common');
  const index = picture.lookup.nodes.get(node) ?? -1;
  const tuple = picture.nodeStates[index];
  const state = tuple === undefined ? 'up' : networkState(tuple);
  const line = link === undefined ? undefined : picture.linkStates[picture.lookup.links.get(link) ?? -1];
  const lineState = line === undefined ? 'up' : networkState(line);
  return (
    <li>
      <ElementButton className={css('hop')} selection={{ kind: 'node', code: node }} title={t(`node.${state}`)}>
        <Glyph name={state} size={13} label={t(`node.${state}`)} />
        {picture.nodes[index]?.name ?? node}
      </ElementButton>
      {link !== undefined && (
        <ElementButton className={css('hop')} selection={{ kind: 'link', code: link }} title={link}>
          <Leg state={lineState} label={`${link}, ${t(`link.${lineState}`)}`} />
        </ElementButton>
      )}
    </li>
  );
}

const DASHES: Record<NetworkState, string | undefined> = {
  up: undefined,
  degraded: '6 3',
  down: undefined,
  dark: '2 4',
};

function Leg({ state, label }: { state: NetworkState; label?: string }) {
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={css('leg', state)} width={30} height={8} {...said}>
      <path d="M1 4H29" strokeDasharray={DASHES[state]} />
      {state === 'down' && <path d="M12 0.5L18 7.5M18 0.5L12 7.5" />}
    </svg>
  );
}

/** What is wrong on the way, and whether there is another. */
function PathText({ path, picture, paths }: Omit<PathStripProps, 'from'>) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const format = useFormat();
  const now = useShownNow(60_000);
  const links = path.links.flatMap((code) => {
    const index = picture.lookup.links.get(code) ?? -1;
    const tuple = picture.linkStates[index];
    if (tuple === undefined || networkState(tuple) === 'up') return [];
    const name = bareLinkName(picture.links[index]?.name ?? code);
    const state = common(`link.${linkWord(picture.links[index]?.kind, networkState(tuple))}`);
    const since = networkSince(tuple);
    // What never had a path to a core is dark since nobody knows when.
    if (since === null) return t('path.abnormalNow', { state, name });
    return t('path.abnormal', { state, time: format.moment(since, now), name });
  });
  const nodes = path.nodes.flatMap((code) => {
    const index = picture.lookup.nodes.get(code) ?? -1;
    const tuple = picture.nodeStates[index];
    if (tuple === undefined || networkState(tuple) === 'up') return [];
    const state = common(`node.${networkState(tuple)}`).toLowerCase();
    const name = picture.nodes[index]?.name ?? code;
    const since = networkSince(tuple);
    if (since === null) return t('path.abnormalNodeNow', { name, state });
    return t('path.abnormalNode', { name, state, time: format.moment(since, now) });
  });
  const spare = paths === null || paths === 0 ? [] : [t(paths > 1 ? 'path.second' : 'path.noSecond')];
  const sentences = [...(path.connected ? [] : [t('path.cut')]), ...links, ...nodes, ...(path.connected ? spare : [])];
  return sentences.length === 0 ? null : <p className={css('quiet')}>{sentences.join(' ')}</p>;
}
