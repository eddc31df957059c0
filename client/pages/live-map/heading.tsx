import { useTranslation } from 'react-i18next';
import { useLive } from '../../model/live.ts';
import { useReplay } from '../../model/replay.ts';
import { useFormat } from '../../ui/use-format.ts';

/** The picture speaks for itself to those who see it. */
export function Heading() {
  const { t } = useTranslation(['page', 'replay']);
  const format = useFormat();
  const past = useReplay(({ player }) => (player === null ? null : Math.floor(player.at / 60_000) * 60_000));
  const province = useLive((live) => live.picture?.province ?? '');
  return (
    <h1 className="unseen">
      {past === null ? t('heading', { province }) : t('replay:heading', { province, time: format.dateTime(past) })}
    </h1>
  );
}
