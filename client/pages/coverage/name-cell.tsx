import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { shortName } from '../../model/commune-name.ts';
import { bind } from '../../ui/classes.ts';
import { fold } from '../../ui/fold.ts';
import { isNamed, type Entry } from './choose-rows.ts';
import { Marks } from './marks.tsx';
import styles from './table.module.css';

const css = bind(styles);

interface NameCellProps {
  entry: Entry;
  query: string;
  tabbable: boolean;
  stopped: boolean;
}

/** Who it is, by which old name it was found, and what is wrong with it now. */
export function NameCell({ entry, query, tabbable, stopped }: NameCellProps) {
  const { row } = entry;
  return (
    <th scope="row" className={css('name')}>
      <span className={css('nameLine')}>
        <Link
          to={`/vung-phu/${row.code}`}
          data-row={row.code}
          tabIndex={tabbable ? 0 : -1}
          title={`${row.name} (${row.code})`}
        >
          {shortName(row.name)}
        </Link>
        <Marks entry={entry} stopped={stopped} />
      </span>
      <FoundBy entry={entry} query={query} />
    </th>
  );
}

/** The name before 1 July 2025 that the typed text is in, when the present one does not hold it. */
export function FoundBy({ entry, query }: { entry: Entry; query: string }) {
  const { t } = useTranslation('coverage');
  const found = isNamed(entry, fold(query), fold);
  return typeof found === 'string' ? <small className={css('foundBy')}>{t('foundBy', { name: found })}</small> : null;
}
