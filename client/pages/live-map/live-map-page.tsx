import { LiveMap } from '../../map/live-map.tsx';
import { useReplaying } from '../../model/shown.ts';
import { useGoodUrl, useView } from '../../model/use-view.ts';
import { bind } from '../../ui/classes.ts';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { FirstLoad } from './first-load.tsx';
import { Heading } from './heading.tsx';
import { KpiStrip } from './kpi-strip.tsx';
import styles from './live-map-page.module.css';
import { PhoneLayout } from './phone-layout.tsx';
import { MomentNote } from './replay/moment-note.tsx';
import { ReplayData } from './replay/replay-data.tsx';
import { TimeBar } from './replay/time-bar.tsx';
import { Side } from './side.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { useEscape } from './use-escape.ts';

const css = bind(styles);

/** /ban-do, now or at a past moment. The open drawer and the past fold the strip, to give the map its height. */
export function LiveMapPage() {
  const phone = useMedia(PHONE);
  const { view } = useView();
  useEscape();
  useGoodUrl();
  const replaying = useReplaying();
  if (phone) {
    return (
      <ReplayData>
        <PhoneLayout />
      </ReplayData>
    );
  }
  return (
    <ReplayData>
      <Heading />
      {view.selection === null && !replaying && <KpiStrip />}
      <div className={css('columns')}>
        <div className={css('map')}>
          {!replaying && <StaleBanner />}
          <div className={css('canvas')}>
            <LiveMap />
            <FirstLoad />
            <MomentNote />
          </div>
          <TimeBar />
        </div>
        <Side />
      </div>
    </ReplayData>
  );
}
