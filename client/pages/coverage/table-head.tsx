import { ArrowDown, ArrowUp } from 'lucide-react';
import { useStoppedAt } from '../../model/live.ts';
import { bind } from '../../ui/classes.ts';
import type { Column } from './columns.ts';
import type { Sort } from './coverage-view.ts';
import type { Periods } from './periods.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { useColumnWords, type ColumnWords } from './use-words.ts';
import styles from './table.module.css';

const css = bind(styles);

interface TableHeadProps {
  columns: readonly Column[];
  periods: Periods;
  /** The operators' columns are narrow. */
  tight: boolean;
}

export function TableHead({ columns, periods, tight }: TableHeadProps) {
  const { view, setView } = useCoverageView();
  const words = useColumnWords(view, periods, tight);
  const stopped = useStoppedAt() !== null;
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <HeadCell
            key={column.key}
            column={column}
            words={words(column)}
            sort={view.sort}
            stale={column.kind === 'fibre' && stopped}
            onSort={(sort) => {
              setView({ sort });
            }}
          />
        ))}
      </tr>
    </thead>
  );
}

interface HeadCellProps {
  column: Column;
  words: ColumnWords;
  sort: Sort;
  stale: boolean;
  onSort: (sort: Sort) => void;
}

/** First click: lowest first, as the worst are what is looked for; a second one turns it round. */
function HeadCell({ column: { kind, key }, words, sort, stale, onSort }: HeadCellProps) {
  if (key === 'rank') {
    return (
      <th scope="col" className={css('rank')}>
        {words.short}
      </th>
    );
  }
  const sorted = sort.key === key;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={css(kind, sorted && 'sorted', stale && 'stale')}
      {...(sorted ? { 'aria-sort': sort.descending ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        title={words.full}
        onClick={() => {
          onSort({ key, descending: sorted && !sort.descending });
        }}
      >
        <span aria-hidden={words.full !== words.short}>{words.short}</span>
        {words.full !== words.short && <span className="unseen">{words.full}</span>}
        {sorted && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}
