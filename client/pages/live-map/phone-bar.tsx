import { Activity, Map as MapIcon, Menu, RadioTower, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../model/live.ts';
import { useShell } from '../../model/shell.ts';
import { useView } from '../../model/use-view.ts';
import type { PanelTab } from '../../model/view.ts';
import { bottomBar } from '../../ui/bottom-bar.ts';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './phone-bar.module.css';
import type { Stop } from './sheet-stops.ts';

const css = bind(styles);
const TABS: readonly { tab: PanelTab; icon: LucideIcon }[] = [
  { tab: 'abnormal', icon: TriangleAlert },
  { tab: 'events', icon: Activity },
  { tab: 'feeds', icon: RadioTower },
];

interface PhoneBarProps {
  stop: Stop;
  onStop: (stop: Stop) => void;
}

/** The bar at the thumb: the map, the lists in the sheet, and the rest. */
export function PhoneBar({ stop, onStop }: PhoneBarProps) {
  const { t } = useTranslation('page');
  const format = useFormat();
  const { view, setView } = useView();
  // The same count as on the list's own tab.
  const outages = useLive((live) => live.picture?.outages.length ?? 0);
  const lists = view.selection === null && stop !== 'peek';
  return (
    <nav className={bottomBar('bar')} aria-label={t('pages')}>
      <button
        type="button"
        className={bottomBar('item', !lists && 'on')}
        aria-pressed={!lists}
        onClick={() => {
          setView({ selection: null });
          onStop('peek');
        }}
      >
        <MapIcon size={20} aria-hidden />
        {t('tabs.map')}
      </button>
      {TABS.map(({ tab, icon: Icon }) => {
        const on = lists && view.panel === tab;
        return (
          <button
            key={tab}
            type="button"
            className={bottomBar('item', on && 'on')}
            aria-pressed={on}
            onClick={() => {
              setView({ selection: null, panel: tab }, { replace: view.selection === null });
              onStop(stop === 'full' ? 'full' : 'half');
            }}
          >
            <Icon size={20} aria-hidden />
            {t(`tabs.${tab}`)}
            {tab === 'abnormal' && outages > 0 && <span className={css('count')}>{format.number(outages)}</span>}
          </button>
        );
      })}
      <button
        type="button"
        className={bottomBar('item')}
        onClick={() => {
          useShell.setState({ moreOpen: true });
        }}
      >
        <Menu size={20} aria-hidden />
        {t('tabs.more')}
      </button>
    </nav>
  );
}
