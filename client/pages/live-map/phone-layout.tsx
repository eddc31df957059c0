import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveMap } from '../../map/live-map.tsx';
import { useReplaying } from '../../model/shown.ts';
import { useView } from '../../model/use-view.ts';
import { TECHNOLOGY_CHOICES } from '../../model/view.ts';
import { bind } from '../../ui/classes.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { BottomSheet, type Stop } from './bottom-sheet.tsx';
import { Drawer } from './drawer/drawer.tsx';
import { FirstLoad } from './first-load.tsx';
import { Heading } from './heading.tsx';
import { Panel } from './panel/panel.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { PhoneFigures } from './phone-figures.tsx';
import styles from './phone-layout.module.css';
import { MomentNote } from './replay/moment-note.tsx';
import { BarOnSheet, EnterButton, ReplayPhoneBar } from './replay/phone-parts.tsx';
import { ReplayPanel } from './replay/replay-panel.tsx';
import { StaleBanner } from './stale-banner.tsx';

const css = bind(styles);

/** One hand: figures, map, a sheet that is pulled up, a bar at the thumb. */
export function PhoneLayout() {
  const { t } = useTranslation(['page', 'replay']);
  const { view } = useView();
  const replaying = useReplaying();
  const selected = view.selection === null ? null : `${view.selection.kind} ${view.selection.code}`;
  const [stop, setStop] = useState<Stop>(selected === null ? 'peek' : 'half');
  const [shown, setShown] = useState(selected);
  // A new selection has something to say: the sheet comes up half way by itself.
  if (shown !== selected) {
    setShown(selected);
    setStop(selected === null ? 'peek' : 'half');
  }
  return (
    <>
      <Heading />
      <PhoneFigures />
      {!replaying && <StaleBanner />}
      <div className={css('map', replaying && 'past')}>
        <LiveMap />
        <FirstLoad />
        <TechnologyChoice />
        {replaying ? <MomentNote phone /> : <EnterButton />}
        {replaying && <BarOnSheet stop={stop} />}
        <BottomSheet
          stop={stop}
          onStop={setStop}
          label={t(selected !== null ? 'drawer' : replaying ? 'replay:title' : `tabs.${view.panel}`)}
        >
          {selected !== null ? <Drawer /> : replaying ? <ReplayPanel /> : <Panel />}
        </BottomSheet>
      </div>
      {replaying ? <ReplayPhoneBar stop={stop} onStop={setStop} /> : <PhoneBar stop={stop} onStop={setStop} />}
    </>
  );
}

function TechnologyChoice() {
  const { t } = useTranslation(['page', 'common']);
  const { view, setView } = useView();
  return (
    <div data-over-map className={css('technology')}>
      <Segmented
        label={t('technology')}
        value={view.technology}
        choices={TECHNOLOGY_CHOICES.map((value) => ({ value, text: t(`common:technology.${value}`) }))}
        onChange={(technology) => {
          setView({ technology });
        }}
      />
    </div>
  );
}
