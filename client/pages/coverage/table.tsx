import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStoppedAt } from '../../model/live.ts';
import { useOperators } from '../../model/session.ts';
import { operatorOf } from '../../model/view.ts';
import { layerName } from '../../../server/contract/layers.ts';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import { columnsFor } from './columns.ts';
import { USUAL_THRESHOLD } from './coverage-view.ts';
import { periodWords } from './period-words.ts';
import { barAxisFrom } from './rows.ts';
import { SkeletonRows } from './skeleton-rows.tsx';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import type { Coverage } from './use-coverage.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { signalName } from './use-words.ts';
import styles from './table.module.css';

const css = bind(styles);

interface TableProps {
  coverage: Coverage;
  /** Those that are shown, in their order. */
  shown: readonly Entry[];
}

/** All communes, one a row. Arrows move between rows, Enter opens one. */
export function Table({ coverage, shown }: TableProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view } = useCoverageView();
  const { periods, rows, history, outdated } = coverage;
  const [reached, setReached] = useState<string | null>(null);
  const columns = columnsFor(view, rows, useOperators());
  const tabbable = shown.some(({ row }) => row.code === reached) ? reached : (shown[0]?.row.code ?? null);
  const stopped = useStoppedAt() !== null;
  const axisFrom = barAxisFrom(rows);
  const body = useRef<HTMLTableSectionElement>(null);
  const unconfirmedLayer =
    periods.running && view.measure === 'people' ? layerName(view.technology, operatorOf(view)) : null;
  const tight = columns.filter(({ kind }) => kind === 'heat').length > 4;
  return (
    <table className={css('table', outdated && 'outdated', tight && 'tight')} aria-busy={outdated || history === null}>
      <caption className="unseen">
        {t('caption', { signal: signalName(view), period: periodWords(periods.chosen, t, format) })}
      </caption>
      <TableHead columns={columns} periods={periods} tight={tight} />
      <tbody
        ref={body}
        onKeyDown={(event) => {
          moveFocus(event, body.current);
        }}
      >
        {history === null ? (
          <SkeletonRows columns={columns} />
        ) : (
          shown.map((entry, index) => (
            <TableRow
              key={entry.row.code}
              entry={entry}
              rank={index + 1}
              columns={columns}
              comparing={periods.comparing}
              threshold={view.threshold ?? USUAL_THRESHOLD}
              axisFrom={axisFrom}
              unconfirmedLayer={unconfirmedLayer}
              query={view.query}
              stopped={stopped}
              tabbable={entry.row.code === tabbable}
              onReach={setReached}
            />
          ))
        )}
      </tbody>
    </table>
  );
}

const PAGE = 10;

/** Moves the focus between the links of the rows; one of them at a time can be reached with Tab. */
function moveFocus(event: KeyboardEvent, body: HTMLElement | null): void {
  if (event.altKey || event.ctrlKey || event.metaKey || body === null) return;
  const links = [...body.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
  const at = links.findIndex((link) => link === document.activeElement);
  const steps: Partial<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: links.length - 1,
  };
  const next = steps[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
}
