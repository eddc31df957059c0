/** What matters most, for the lowest stop of the phone's sheet. */
import { CircleCheck, RadioTower } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../../../server/contract/wire.ts';
import { useLive } from '../../../model/live.ts';
import type { Picture } from '../../../model/picture.ts';
import { useView } from '../../../model/use-view.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Skeleton } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { abnormalList } from './abnormal-list.ts';
import { Duration } from './age.tsx';
import { ElementButton } from './element-button.tsx';
import { outageGlyph, outagePeople, outageSelection, outageSummary, outageTitle } from './outage-sentence.ts';
import { capitalised } from './words.ts';
import styles from './panel.module.css';

const css = bind(styles);

/** As many as the sheet has room for. */
const SHOWN = 2;

export function OutageHeadline() {
  const { t } = useTranslation('panel');
  const { view } = useView();
  const picture = useLive((live) => live.picture);
  const worst = useMemo(
    () => (picture === null ? [] : abnormalList(picture, { ...view, focus: null }).outages.slice(0, SHOWN)),
    [picture, view],
  );
  if (picture === null) return <Skeleton widths={[60, 90]} label={t('loading')} />;
  if (worst.length === 0) return <NoOutage stations={picture.stations.length} />;
  return worst.map((outage, place) => (
    <Headline
      short={place > 0}
      key={`${outage.kind} ${outage.links.join()} ${outage.stations.join()}`}
      outage={outage}
      picture={picture}
    />
  ));
}

function NoOutage({ stations }: { stations: number }) {
  const { t } = useTranslation('panel');
  if (stations === 0) {
    return (
      <p className={css('headline')}>
        <RadioTower size={22} aria-hidden />
        <span className={css('title')}>{t('abnormal.noStations')}</span>
        <span className={css('summary')}>{t('abnormal.noStationsDetail')}</span>
      </p>
    );
  }
  return (
    <p className={css('headline')}>
      <CircleCheck size={22} className={css('fine')} aria-hidden />
      <span className={css('title')}>{t('abnormal.nothing')}</span>
    </p>
  );
}

/** @param short there is one line: of a cut what it comes to in people */
function Headline({ outage, picture, short }: { outage: Outage; picture: Picture; short: boolean }) {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const { view } = useView();
  const selection = outageSelection(outage, picture);
  if (selection === null) return null;
  return (
    <ElementButton className={css('headline')} selection={selection}>
      <Glyph name={outageGlyph(outage, picture)} size={22} />
      <span className={css('title')}>{outageTitle(outage, picture, { t, format })}</span>
      <span className={css('age')}>
        <Duration since={outage.since} />
      </span>
      <span className={css('summary')}>
        {capitalised(
          (short && outage.kind !== 'station' ? outagePeople : outageSummary)(outage, picture, view, { t, format }),
        )}
      </span>
    </ElementButton>
  );
}
