import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { shortName } from '../../model/commune-name.ts';
import { useStoppedAt } from '../../model/live.ts';
import { bind } from '../../ui/classes.ts';
import { ThresholdBar } from '../../ui/threshold-bar.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import type { Column } from './columns.ts';
import { USUAL_THRESHOLD } from './coverage-view.ts';
import { FibreWords } from './fibre-words.tsx';
import { Marks } from './marks.tsx';
import { FoundBy } from './name-cell.tsx';
import { periodWords } from './period-words.ts';
import { barAxisFrom, changeOf } from './rows.ts';
import type { Coverage } from './use-coverage.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { signalName, useColumnWords } from './use-words.ts';
import styles from './phone-table.module.css';

const css = bind(styles);

const NAME: Column = { kind: 'name', key: 'name' };
const MAIN: Column = { kind: 'main', key: 'main' };
const CHANGE: Column = { kind: 'change', key: 'change' };

/** The three columns a phone has room for; everything else is one tap away, on the commune's page. */
export function PhoneTable({ coverage, shown }: { coverage: Coverage; shown: readonly Entry[] }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view } = useCoverageView();
  const { periods, history, outdated, rows } = coverage;
  const words = useColumnWords(view, periods);
  const axisFrom = barAxisFrom(rows);
  return (
    <table className={css('table', outdated && 'outdated')} aria-busy={outdated || history === null}>
      <caption className="unseen">
        {t('caption', { signal: signalName(view), period: periodWords(periods.chosen, t, format) })}
      </caption>
      <thead>
        <tr>
          {[NAME, MAIN, CHANGE].map((column) => (
            <th key={column.key} scope="col" className={css(column.kind)}>
              {words(column).short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {history === null
          ? Array.from({ length: 12 }, (_, row) => (
              <tr key={row} className={css('waiting')} aria-hidden>
                <td colSpan={3}>
                  <i />
                </td>
              </tr>
            ))
          : shown.map((entry) => (
              <PhoneRow
                key={entry.row.code}
                entry={entry}
                query={view.query}
                threshold={view.threshold ?? USUAL_THRESHOLD}
                axisFrom={axisFrom}
              />
            ))}
      </tbody>
    </table>
  );
}

interface PhoneRowProps {
  entry: Entry;
  query: string;
  threshold: number;
  axisFrom: number;
}

function PhoneRow({ entry, query, threshold, axisFrom }: PhoneRowProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const stopped = useStoppedAt() !== null;
  const { row, facts } = entry;
  const share = row.figures.main ?? null;
  const change = changeOf(row);
  return (
    <tr>
      <th scope="row" className={css('name')}>
        <Link to={`/vung-phu/${row.code}`}>
          <span className={css('line')}>
            <b>{shortName(row.name)}</b>
            <Marks entry={entry} stopped={stopped} />
          </span>
          <span className={css('line', 'second')}>
            {t('footer.people', { n: format.number(row.population) })}
            {facts !== null && facts.fibre !== null && facts.fibre !== 'ring' && (
              <FibreWords fibre={facts.fibre} stopped={stopped} />
            )}
          </span>
          <FoundBy entry={entry} query={query} />
        </Link>
      </th>
      <td className={css('main')}>
        <b>{format.decimal(share)}</b>
        <ThresholdBar value={share} threshold={threshold} from={axisFrom} />
      </td>
      <td className={css('change', change !== null && change < 0 && 'fell')}>{format.points(change)}</td>
    </tr>
  );
}
