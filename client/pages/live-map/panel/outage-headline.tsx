/** The one thing that matters, for the lowest stop of the phone's sheet. */
import { CircleCheck, RadioTower } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../../model/live.ts';
import { useView } from '../../../model/use-view.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Skeleton } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { abnormalList } from './abnormal-list.ts';
import { Duration } from './age.tsx';
import { ElementButton } from './element-button.tsx';
import { outageGlyph, outageSelection, outageSummary, outageTitle } from './outage-sentence.ts';
import { capitalised } from './words.ts';
import styles from './panel.module.css';

const css = bind(styles);

export function OutageHeadline() {
  const { t } = useTranslation('panel');
  const format = useFormat();
  const { view } = useView();
  const picture = useLive((live) => live.picture);
  const worst = useMemo(
    () => (picture === null ? undefined : abnormalList(picture, { ...view, focus: null }).outages[0]),
    [picture, view],
  );
  if (picture === null) return <Skeleton widths={[60, 90]} label={t('loading')} />;
  const selection = worst === undefined ? null : outageSelection(worst, picture);
  if (worst === undefined || selection === null) {
    if (picture.stations.length === 0) {
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
  return (
    <ElementButton className={css('headline')} selection={selection}>
      <Glyph name={outageGlyph(worst, picture)} size={22} />
      <span className={css('title')}>{outageTitle(worst, picture, { t, format })}</span>
      <span className={css('age')}>
        <Duration since={worst.since} />
      </span>
      <span className={css('summary')}>{capitalised(outageSummary(worst, picture, view, { t, format }))}</span>
    </ElementButton>
  );
}
