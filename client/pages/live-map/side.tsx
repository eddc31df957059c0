import { Activity, PanelRightClose, PanelRightOpen, RadioTower, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../model/live.ts';
import { useReplaying } from '../../model/shown.ts';
import { useShell } from '../../model/shell.ts';
import { useView } from '../../model/use-view.ts';
import type { PanelTab } from '../../model/view.ts';
import { IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import { NARROW, useMedia } from '../../ui/use-media.ts';
import { Drawer } from './drawer/drawer.tsx';
import { Panel } from './panel/panel.tsx';
import { ReplayPanel } from './replay/replay-panel.tsx';
import styles from './side.module.css';

const css = bind(styles);

/** The right of the page: the drawer when something is selected, else the panel, which is a narrow strip where there is no room for it. */
export function Side() {
  const { t } = useTranslation(['page', 'replay']);
  const { view } = useView();
  const narrow = useMedia(NARROW);
  const open = useShell((shell) => shell.panelOpen);
  const replaying = useReplaying();
  const Content = replaying ? ReplayPanel : Panel;
  const label = t(replaying ? 'replay:title' : 'side');
  if (view.selection !== null) {
    return (
      <aside className={css('drawer')} aria-label={t('drawer')}>
        <Drawer />
      </aside>
    );
  }
  if (!narrow) {
    return (
      <aside className={css('panel')} aria-label={label}>
        <Content />
      </aside>
    );
  }
  return (
    <>
      {open && (
        <aside data-over-map className={css('panel', 'over')} aria-label={label}>
          <Content />
        </aside>
      )}
      <Strip open={open} />
    </>
  );
}

function Strip({ open }: { open: boolean }) {
  const { t } = useTranslation('page');
  const replaying = useReplaying();
  const outages = useLive((live) => live.picture?.outages.length ?? null);
  const perMinute = useLive((live) => live.picture?.eventsPerMinute ?? null);
  const feeds = useLive((live) => live.picture?.feeds.length ?? null);
  return (
    <nav className={css('strip')} aria-label={t('side')}>
      <IconButton
        label={t(open ? 'closePanel' : 'openPanel')}
        aria-expanded={open}
        onClick={() => {
          useShell.setState({ panelOpen: !open });
        }}
      >
        {open ? <PanelRightClose size={18} aria-hidden /> : <PanelRightOpen size={18} aria-hidden />}
      </IconButton>
      {!replaying && (
        <>
          <StripButton tab="abnormal" icon={TriangleAlert} count={outages} />
          <StripButton tab="events" icon={Activity} count={perMinute} />
          <StripButton tab="feeds" icon={RadioTower} count={feeds} />
        </>
      )}
    </nav>
  );
}

function StripButton({ tab, icon: Icon, count }: { tab: PanelTab; icon: LucideIcon; count: number | null }) {
  const { t } = useTranslation('page');
  const format = useFormat();
  const { view, setView } = useView();
  const open = useShell((shell) => shell.panelOpen);
  const on = open && view.panel === tab;
  return (
    <button
      type="button"
      className={css('count', on && 'on')}
      aria-pressed={on}
      title={t(`tabs.${tab}`)}
      aria-label={`${t(`tabs.${tab}`)} ${count === null ? '' : format.number(count)}`}
      onClick={() => {
        setView({ panel: tab }, { replace: true });
        useShell.setState({ panelOpen: !on });
      }}
    >
      <Icon size={18} aria-hidden />
      {count !== null && format.number(count)}
    </button>
  );
}
