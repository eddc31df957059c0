import { LiveMap } from '../../map/live-map.tsx';
import { useView } from '../../model/use-view.ts';
import { bind } from '../../ui/classes.ts';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { FirstLoad } from './first-load.tsx';
import { Heading } from './heading.tsx';
import { KpiStrip } from './kpi-strip.tsx';
import styles from './live-map-page.module.css';
import { PhoneLayout } from './phone-layout.tsx';
import { Side } from './side.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { useEscape } from './use-escape.ts';

const css = bind(styles);

/** /ban-do. The open drawer folds the strip, to give the map its height. */
export function LiveMapPage() {
  const phone = useMedia(PHONE);
  const { view } = useView();
  useEscape();
  if (phone) return <PhoneLayout />;
  return (
    <>
      <Heading />
      {view.selection === null && <KpiStrip />}
      <div className={css('columns')}>
        <div className={css('map')}>
          <StaleBanner />
          <div className={css('canvas')}>
            <LiveMap />
            <FirstLoad />
          </div>
        </div>
        <Side />
      </div>
    </>
  );
}
