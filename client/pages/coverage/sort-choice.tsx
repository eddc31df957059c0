import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOperators } from '../../model/session.ts';
import { IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { columnsFor, type Column } from './columns.ts';
import type { Coverage } from './use-coverage.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { useColumnWords } from './use-words.ts';
import styles from './sort-choice.module.css';

const css = bind(styles);

type Sortable = Exclude<Column, { key: 'rank' }>;

/** On a phone the columns are few: the order is chosen from a list of all of them. */
export function SortChoice({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage');
  const { view, setView } = useCoverageView();
  const words = useColumnWords(view, coverage.periods);
  const seen = useOperators();
  const columns = columnsFor(view, coverage.rows, seen).filter((column): column is Sortable => column.key !== 'rank');
  const { key, descending } = view.sort;
  return (
    <span className={css('sort')}>
      <label>
        {t('filters.sort')}
        <select
          value={key}
          onChange={(event) => {
            const chosen = columns.find((column) => column.key === event.currentTarget.value);
            if (chosen !== undefined) setView({ sort: { key: chosen.key, descending } });
          }}
        >
          {columns.map((column) => (
            <option key={column.key} value={column.key}>
              {words(column).full}
            </option>
          ))}
        </select>
      </label>
      <IconButton
        label={t(descending ? 'filters.descending' : 'filters.ascending')}
        onClick={() => {
          setView({ sort: { key, descending: !descending } });
        }}
      >
        {descending ? <ArrowDownWideNarrow size={18} aria-hidden /> : <ArrowUpNarrowWide size={18} aria-hidden />}
      </IconButton>
    </span>
  );
}
