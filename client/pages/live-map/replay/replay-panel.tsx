import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useReplay } from '../../../model/replay.ts';
import { usePicture } from '../../../model/shown.ts';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { AroundList } from './around-list.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import styles from './replay-panel.module.css';
import { useReplayData } from './replay-data.tsx';
import { useSteering } from './use-steering.ts';

const css = bind(styles);

/** In the panel's place while a past moment is shown: then against now, and what happened around it. */
export function ReplayPanel() {
  const player = useReplay((replay) => replay.player);
  return player === null ? null : <Panel at={Math.floor(player.at / 1_000) * 1_000} asKnown={player.asKnown} />;
}

function Panel({ at, asKnown }: { at: number; asKnown: boolean }) {
  const { t } = useTranslation(['replay', 'app']);
  const format = useFormat();
  const { around } = useReplayData();
  const simulated = usePicture()?.simulated ?? false;
  const [date] = format.dateTime(at).split(' ');
  return (
    <div className={css('panel')}>
      <header>
        <History size={18} aria-hidden />
        <h2>{t('titleAt', { time: format.clock(at) })}</h2>
        {simulated && <Tag tone="sim">{t('app:simulatedShort')}</Tag>}
        <span className={css('date')}>{date}</span>
      </header>
      <ComparisonTable at={at} />
      <KnownSwitch asKnown={asKnown} />
      <AroundList at={at} asKnown={asKnown} events={around} />
    </div>
  );
}

function KnownSwitch({ asKnown }: { asKnown: boolean }) {
  const { t } = useTranslation('replay');
  const steer = useSteering();
  return (
    <label className={css('known')}>
      <input
        type="checkbox"
        role="switch"
        checked={asKnown}
        onChange={(event) => {
          steer.setKnown(event.currentTarget.checked);
        }}
      />
      <span>
        {t('known')}
        <small>{t('knownWhy')}</small>
      </span>
    </label>
  );
}
