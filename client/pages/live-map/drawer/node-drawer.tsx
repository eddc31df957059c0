import { useTranslation } from 'react-i18next';
import { useDetail } from '../../../model/detail.ts';
import type { Picture } from '../../../model/picture.ts';
import { useReplaying } from '../../../model/shown.ts';
import { networkState } from '../../../model/selectors.ts';
import { useSpeaksFor } from '../../../model/speaks-for.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ByHandButton } from '../by-hand/by-hand-button.tsx';
import { outageOf } from '../panel/abnormal-list.ts';
import { StationList } from '../panel/element-lists.tsx';
import { inSentence } from '../panel/words.ts';
import { PastNetwork } from '../replay/past-details.tsx';
import { Header } from './header.tsx';
import { LastEvents } from './last-events.tsx';
import { Folded } from './folded.tsx';
import { DependentsSection, LinkLine, NetworkTags, useOwner } from './network-parts.tsx';
import { PathStrip } from './path-strip.tsx';
import { Details, Section } from './section.tsx';
import { pathsOfNode } from './picture-parts.ts';

export function NodeDrawer({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const format = useFormat();
  const owner = useOwner();
  const speaks = useSpeaksFor(picture, 'node', index);
  const node = picture.nodes[index];
  const tuple = picture.nodeStates[index];
  const cutOff = outageOf(picture, 'node', index)?.stations.length ?? 0;
  const replaying = useReplaying();
  const detail = useDetail(
    'nodes',
    replaying ? null : (node?.code ?? null),
    `${String(tuple?.[1])} ${String(tuple?.[2])} ${String(cutOff)}`,
  );
  if (node === undefined || tuple === undefined) return null;
  const state = networkState(tuple);
  const commune = picture.communes[node.commune];
  const attached = picture.lookup.stationsOfNode[index] ?? [];
  const sub = [
    node.code,
    t(`network.${node.kind}`),
    ...(commune === undefined ? [] : [inSentence(commune.name)]),
    owner(node.owner),
  ];
  return (
    <>
      <Header
        title={node.name}
        sign={<Glyph name={state} size={24} label={common(`node.${state}`)} />}
        sub={sub.join(', ')}
        {...(speaks ? { action: <ByHandButton element={{ kind: 'node', code: node.code, name: node.name }} /> } : {})}
      >
        <NetworkTags kind="node" tuple={tuple} text={state === 'up' ? null : (detail.data?.text ?? null)} />
      </Header>
      <Section title={t('section.links')}>
        {(picture.lookup.linksOfNode[index] ?? []).map((link) => (
          <LinkLine key={link} picture={picture} index={link} />
        ))}
      </Section>
      {attached.length > 0 && (
        <Section title={t('section.stations')}>
          <Folded title={t('network.attached', { count: attached.length, n: format.number(attached.length) })}>
            <StationList stations={attached} />
          </Folded>
        </Section>
      )}
      {replaying ? (
        <PastNetwork picture={picture} kind="node" index={index} />
      ) : (
        <Details code={node.code} detail={detail}>
          {(data) => (
            <>
              {node.kind !== 'core' && (
                <Section title={t('section.path')}>
                  <PathStrip path={data.path} picture={picture} paths={pathsOfNode(picture, index)} />
                </Section>
              )}
              <DependentsSection picture={picture} kind="node" index={index} dependents={data.dependents} />
              <LastEvents events={data.events} element={data.code} picture={picture} />
            </>
          )}
        </Details>
      )}
    </>
  );
}
