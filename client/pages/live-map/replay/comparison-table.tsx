import { useTranslation } from 'react-i18next';
import { isFresh, useLive } from '../../../model/live.ts';
import { isBehind, useReplay } from '../../../model/replay.ts';
import { useView } from '../../../model/use-view.ts';
import { layerOf } from '../../../model/view.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useSignalName } from '../use-signal-name.ts';
import { compare, type Compared, type ComparedFigure } from './comparison.ts';
import styles from './replay-panel.module.css';

const css = bind(styles);

/** The moment shown against the present, which runs on. A figure that is not there yet is a bar, never an older one. */
export function ComparisonTable({ at }: { at: number }) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const { view } = useView();
  const now = useLive(({ picture }) => picture);
  const fresh = useLive(({ connection }) => isFresh(connection));
  const past = useReplay(({ player }) =>
    player === null || isBehind(player) ? null : (player.shown?.picture ?? null),
  );
  const failed = useReplay(({ player }) => (player?.failure ?? null) !== null);
  const rows = compare(past, now, layerOf(view));
  const isOther = past !== null && now !== null && past.stations.length !== now.stations.length;
  return (
    <div className={css('compare')}>
      <table aria-label={t('compare.label')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{t('compare.what')}</span>
            </th>
            <th scope="col">{format.clock(at)}</th>
            <th scope="col">{t('compare.now')}</th>
            <th scope="col">
              <span className="unseen">{t('compare.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.what} row={row} fresh={fresh} failed={failed} />
          ))}
        </tbody>
      </table>
      {now !== null && !fresh && <p className={css('old')}>{t('compare.stopped', { time: format.clock(now.at) })}</p>}
      {isOther && (
        <p>
          {t('compare.otherNetwork', {
            then: format.number(past.stations.length),
            now: format.number(now.stations.length),
          })}
        </p>
      )}
    </div>
  );
}

function Row({
  row: { what, then, now, change },
  fresh,
  failed,
}: {
  row: ComparedFigure;
  fresh: boolean;
  failed: boolean;
}) {
  const format = useFormat();
  const waiting = failed ? '–' : <i className={css('waiting')} />;
  const number = (value: number | null) => (value === null ? waiting : format.number(value));
  const tone = change === null || change === 0 ? 'same' : change > 0 ? 'worse' : 'better';
  return (
    <tr>
      <th scope="row">
        <Name what={what} />
      </th>
      <td>{number(then)}</td>
      <td className={css('now', !fresh && 'old')}>{number(now)}</td>
      <td className={css(tone)}>{change === null ? '' : format.signed(change)}</td>
    </tr>
  );
}

function Name({ what }: { what: Compared }) {
  const { t } = useTranslation(['replay', 'common']);
  const signal = useSignalName();
  switch (what) {
    case 'down':
    case 'degraded':
    case 'stale':
      return (
        <span className={css('name')}>
          <Glyph name={what} size={15} />
          {t(`common:state.${what}`)}
        </span>
      );
    case 'people':
      return <span className={css('name')}>{t('compare.people', { technology: signal })}</span>;
    case 'atRisk':
    case 'links':
      return <span className={css('name')}>{t(`compare.${what}`)}</span>;
  }
}
