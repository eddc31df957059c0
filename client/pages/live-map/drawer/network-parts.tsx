/** What the drawers of links and nodes have in common. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dependents } from '../../../../server/contract/rest.ts';
import {
  OPERATOR_NAMES,
  type LinkKind,
  type NetworkOwner,
  type NetworkState,
} from '../../../../server/contract/terms.ts';
import type { NetworkTuple } from '../../../../server/contract/wire.ts';
import { useShownNow } from '../../../model/shown.ts';
import type { Picture } from '../../../model/picture.ts';
import { linkWord, networkCause, networkSince, networkState, plannedSince } from '../../../model/selectors.ts';
import { useView } from '../../../model/use-view.ts';
import { Tag, type Tone } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { outageOf } from '../panel/abnormal-list.ts';
import { ElementButton } from '../panel/element-button.tsx';
import { CommuneList, StationList } from '../panel/element-lists.tsx';
import { lossText, outageFacts } from '../panel/outage-sentence.ts';
import { capitalised } from '../panel/words.ts';
import { Folded } from './folded.tsx';
import { LostThrough } from './lost-through.tsx';
import { Section } from './section.tsx';
import { indicesOf } from './picture-parts.ts';
import styles from './drawer.module.css';

const css = bind(styles);
const TONES: Record<NetworkState, Tone> = { up: 'plain', degraded: 'deg', down: 'down', dark: 'down' };

/** State and how long, cause, and the sender's words. */
export function NetworkTags({
  kind,
  tuple,
  text,
}: {
  /** Of a link its kind. */
  kind: LinkKind | 'node';
  tuple: NetworkTuple;
  text: string | null;
}) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const panel = useTranslation('panel').t;
  const format = useFormat();
  const now = useShownNow();
  const state = networkState(tuple);
  const since = networkSince(tuple);
  const cause = networkCause(tuple);
  const planned = plannedSince(tuple);
  const word = common(kind === 'node' ? `node.${state}` : `link.${linkWord(kind, state)}`);
  return (
    <>
      <Tag tone={TONES[state]}>
        {since === null ? word : t('stateFor', { state: word, duration: format.duration(now - since) })}
      </Tag>
      {planned !== null && <Tag tone="mnt">{t('maintenance.tag', { time: format.moment(planned, now) })}</Tag>}
      {cause !== null && state !== 'up' && <Tag>{capitalised(panel(`because.${cause}`))}</Tag>}
      {text !== null && text !== '' && <p className={css('note')}>{text}</p>}
    </>
  );
}

export function useOwner(): (owner: NetworkOwner) => string {
  const { t } = useTranslation('drawer');
  return (owner) => (owner === 'shared' ? t('network.shared') : OPERATOR_NAMES[owner]);
}

interface DependentsProps {
  picture: Picture;
  kind: 'link' | 'node';
  index: number;
  dependents: Dependents;
}

/** What would go with it, and what has. */
export function DependentsSection({ picture, kind, index, dependents }: DependentsProps) {
  const { t } = useTranslation('drawer');
  const panel = useTranslation('panel').t;
  const format = useFormat();
  const { view } = useView();
  const { stations, communes } = picture.lookup;
  const outage = outageOf(picture, kind, index);
  const hanging = indicesOf(dependents.stations, stations);
  const served = indicesOf(dependents.communes, communes);
  const isolated = indicesOf(dependents.isolatedNow, stations);
  const count = (numbers: readonly number[]) => ({ count: numbers.length, n: format.number(numbers.length) });
  return (
    <Section title={t('section.dependents')}>
      <h4>{t('network.now')}</h4>
      {isolated.length === 0 ? (
        <LostThrough picture={picture} kind={kind} index={index} />
      ) : (
        <Folded title={t('network.isolated', count(isolated))}>
          <StationList stations={isolated} />
        </Folded>
      )}
      {outage !== undefined && outage.stations.length > 0 && (
        <p className={css('quiet')}>
          {capitalised(lossText(outageFacts(outage, picture, view), view, { t: panel, format }))}
        </p>
      )}
      <h4>{t('network.asBuilt')}</h4>
      {hanging.length === 0 && served.length === 0 ? (
        <p className={css('quiet')}>{t('network.none')}</p>
      ) : (
        <>
          {served.length > 0 && (
            <Folded title={t('network.onlyCommunes', count(served))}>
              <CommuneList communes={served} />
            </Folded>
          )}
          <Folded title={t('network.only', count(hanging))}>
            <StationList stations={hanging} />
          </Folded>
        </>
      )}
    </Section>
  );
}

/** A node as a line that opens it. */
export function NodeLine({ picture, index, end }: { picture: Picture; index: number; end?: ReactNode }) {
  const { t } = useTranslation('common');
  const node = picture.nodes[index];
  const tuple = picture.nodeStates[index];
  if (node === undefined || tuple === undefined) return null;
  const state = networkState(tuple);
  return (
    <ElementButton className={css('line')} selection={{ kind: 'node', code: node.code }}>
      <Glyph name={state} size={13} label={t(`node.${state}`)} />
      <span>
        <b>{node.name}</b> {node.code}
      </span>
      <span className={css('end')}>{end ?? t(`node.${state}`)}</span>
    </ElementButton>
  );
}

/** A link as a line that opens it. */
export function LinkLine({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const link = picture.links[index];
  const tuple = picture.linkStates[index];
  if (link === undefined || tuple === undefined) return null;
  const state = networkState(tuple);
  return (
    <ElementButton className={css('line')} selection={{ kind: 'link', code: link.code }}>
      <Glyph name={state === 'down' ? 'cut' : state} size={13} label={t(`link.${linkWord(link.kind, state)}`)} />
      <span>
        <b>{link.name}</b> {format.unit(link.lengthKm, 'km', 1)}
      </span>
      <span className={css('end')}>{t(`link.${linkWord(link.kind, state)}`)}</span>
    </ElementButton>
  );
}
