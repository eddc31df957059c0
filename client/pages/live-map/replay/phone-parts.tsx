/** What a phone shows of a replay besides the bar: the way in, and the bar at the thumb. */
import { ChartColumnBig, History, Map as MapIcon, Radio } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../model/live.ts';
import { useView } from '../../../model/use-view.ts';
import { IconButton } from '../../../ui/button.tsx';
import { bottomBar } from '../../../ui/bottom-bar.ts';
import { bind } from '../../../ui/classes.ts';
import { LOW_PHONE, useMedia } from '../../../ui/use-media.ts';
import { peekPx, stopHeight, type Stop } from '../sheet-stops.ts';
import styles from './phone-parts.module.css';
import { TimeBar } from './time-bar.tsx';
import { ENTER_BACK_MS, useSteering } from './use-steering.ts';

const css = bind(styles);

/** Beside the technologies. */
export function EnterButton() {
  const { t } = useTranslation('replay');
  const steer = useSteering();
  return (
    <div data-over-map="corner" className={css('enter')}>
      <IconButton
        label={t('title')}
        onClick={() => {
          steer.open(serverNow() - ENTER_BACK_MS);
        }}
      >
        <History size={20} aria-hidden />
      </IconButton>
    </div>
  );
}

/** On the upper edge of the sheet, wherever that rests. */
export function BarOnSheet({ stop }: { stop: Stop }) {
  const peek = peekPx(useMedia(LOW_PHONE));
  if (stop === 'full') return null;
  return (
    <div data-over-map className={css('onSheet')} style={{ bottom: `calc(${stopHeight(stop, peek)} - 1px)` }}>
      <TimeBar phone />
    </div>
  );
}

export function ReplayPhoneBar({ stop, onStop }: { stop: Stop; onStop: (stop: Stop) => void }) {
  const { t } = useTranslation(['replay', 'page']);
  const steer = useSteering();
  const { view, setView } = useView();
  const compared = view.selection === null && stop !== 'peek';
  const parts = [
    {
      name: t('page:tabs.map'),
      Icon: MapIcon,
      on: !compared,
      go: () => {
        setView({ selection: null });
        onStop('peek');
      },
    },
    {
      name: t('compareTab'),
      Icon: ChartColumnBig,
      on: compared,
      go: () => {
        setView({ selection: null });
        onStop('half');
      },
    },
  ];
  return (
    <nav className={bottomBar('bar')} aria-label={t('page:pages')}>
      {parts.map(({ name, Icon, on, go }) => (
        <button key={name} type="button" className={bottomBar('item', on && 'on')} aria-pressed={on} onClick={go}>
          <Icon size={20} aria-hidden />
          {name}
        </button>
      ))}
      <button type="button" className={bottomBar('item')} onClick={steer.leave}>
        <Radio size={20} aria-hidden />
        {t('leave')}
      </button>
    </nav>
  );
}
