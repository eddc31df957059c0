/**
 * What is happening: abnormal now, the event feed, and the feeds the events come from.
 * Where there is room for one thing only (the phone's lowest stop), the one that matters.
 */
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../../model/live.ts';
import { useView } from '../../../model/use-view.ts';
import type { PanelTab } from '../../../model/view.ts';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { PHONE, useMedia } from '../../../ui/use-media.ts';
import { AbnormalTab } from './abnormal-tab.tsx';
import { EventsTab } from './events-tab.tsx';
import { FeedsTab } from './feeds-tab.tsx';
import { OutageHeadline } from './outage-headline.tsx';
import { Stopped } from './stopped.tsx';
import styles from './panel.module.css';

const css = bind(styles);
const TABS: readonly PanelTab[] = ['abnormal', 'events', 'feeds'];
const CONTENT = { abnormal: AbnormalTab, events: EventsTab, feeds: FeedsTab };

export function Panel() {
  const { view } = useView();
  const phone = useMedia(PHONE);
  const id = useId();
  const Content = CONTENT[view.panel];
  return (
    <div className={css('panel')}>
      {phone && (
        <div className={css('peek')}>
          <OutageHeadline />
        </div>
      )}
      <Tabs id={id} chosen={view.panel} />
      <div
        className={css('content')}
        role="tabpanel"
        id={`${id}-content`}
        aria-labelledby={`${id}-${view.panel}`}
        tabIndex={-1}
      >
        <Stopped />
        <Content />
      </div>
    </div>
  );
}

/** Arrow keys walk through the tabs; only the chosen one is a stop of the Tab key. */
function Tabs({ id, chosen }: { id: string; chosen: PanelTab }) {
  const { t } = useTranslation('panel');
  const { setView } = useView();
  const choose = (panel: PanelTab): void => {
    setView({ panel }, { replace: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = TABS[(TABS.indexOf(chosen) + step + TABS.length) % TABS.length];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div className={css('tabs')} role="tablist" aria-label={t('label')} onKeyDown={onKeyDown}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`${id}-${tab}`}
          aria-selected={tab === chosen}
          aria-controls={`${id}-content`}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => {
            choose(tab);
          }}
        >
          {t(`tabs.${tab}`)}
          {tab === 'abnormal' && <OutageCount />}
        </button>
      ))}
    </div>
  );
}

function OutageCount() {
  const format = useFormat();
  const count = useLive((live) => live.picture?.outages.length ?? 0);
  return count === 0 ? null : <Tag tone="down">{format.number(count)}</Tag>;
}
