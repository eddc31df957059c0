import { useTranslation } from 'react-i18next';
import { useDetail } from '../../../model/detail.ts';
import { useReplaying } from '../../../model/shown.ts';
import type { Picture } from '../../../model/picture.ts';
import { linkWord, networkState } from '../../../model/selectors.ts';
import { useSpeaksFor } from '../../../model/speaks-for.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { outageOf } from '../panel/abnormal-list.ts';
import { ByHandButton } from '../by-hand/by-hand-button.tsx';
import { MaintenanceSection } from '../maintenance/maintenance-section.tsx';
import { PastNetwork } from '../replay/past-details.tsx';
import { Header } from './header.tsx';
import { LastEvents } from './last-events.tsx';
import { DependentsSection, NetworkTags, NodeLine, useOwner } from './network-parts.tsx';
import { Details, Section } from './section.tsx';

export function LinkDrawer({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const format = useFormat();
  const owner = useOwner();
  const speaks = useSpeaksFor(picture, 'link', index);
  const link = picture.links[index];
  const tuple = picture.linkStates[index];
  const cutOff = outageOf(picture, 'link', index)?.stations.length ?? 0;
  // What hangs on it changes with its own state and with its neighbours'.
  const replaying = useReplaying();
  const detail = useDetail(
    'links',
    replaying ? null : (link?.code ?? null),
    `${String(tuple?.[1])} ${String(tuple?.[2])} ${String(cutOff)}`,
  );
  if (link === undefined || tuple === undefined) return null;
  const state = networkState(tuple);
  const sub = [link.code, t(`network.${link.kind}`), format.unit(link.lengthKm, 'km', 1), owner(link.owner)];
  return (
    <>
      <Header
        title={link.name}
        sign={
          <Glyph
            name={state === 'down' ? 'cut' : state}
            size={24}
            label={common(`link.${linkWord(link.kind, state)}`)}
          />
        }
        sub={sub.join(', ')}
        {...(speaks ? { action: <ByHandButton element={{ kind: 'link', code: link.code, name: link.name }} /> } : {})}
      >
        <NetworkTags kind={link.kind} tuple={tuple} text={state === 'up' ? null : (detail.data?.text ?? null)} />
      </Header>
      <Section title={t('section.ends')}>
        <NodeLine picture={picture} index={link.a} />
        <NodeLine picture={picture} index={link.b} />
      </Section>
      <MaintenanceSection
        element={{ kind: 'link', code: link.code, name: link.name }}
        version={tuple}
        readOnly={!speaks}
      />
      {replaying ? (
        <PastNetwork picture={picture} kind="link" index={index} />
      ) : (
        <Details code={link.code} detail={detail}>
          {(data) => (
            <>
              <DependentsSection picture={picture} kind="link" index={index} dependents={data.dependents} />
              <LastEvents events={data.events} element={data.code} picture={picture} />
            </>
          )}
        </Details>
      )}
    </>
  );
}
