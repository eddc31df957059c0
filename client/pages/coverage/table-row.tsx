import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { coverageClass } from '../../model/selectors.ts';
import { setHighlight, useShell } from '../../model/shell.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { HeatCell } from '../../ui/heat-cell.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { ThresholdBar } from '../../ui/threshold-bar.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import type { Column } from './columns.ts';
import { FibreWords } from './fibre-words.tsx';
import { NameCell } from './name-cell.tsx';
import { changeOf, type Row } from './rows.ts';
import styles from './table.module.css';

const css = bind(styles);

export interface TableRowProps {
  entry: Entry;
  rank: number;
  columns: readonly Column[];
  /** Shares are shown as points of difference. */
  comparing: boolean;
  threshold: number;
  axisFrom: number;
  /** Layer whose present figure may rest on silent stations; null: the figure is not the present one. */
  unconfirmedLayer: string | null;
  query: string;
  /** The live state is not the present one. */
  stopped: boolean;
  /** Tab reaches this row. */
  tabbable: boolean;
  onReach: (code: string) => void;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { code } = props.entry.row;
  const navigate = useNavigate();
  const pointed = useShell(({ highlight }) => highlight?.kind === 'commune' && highlight.code === code);
  const point = (): void => {
    setHighlight({ kind: 'commune', code });
  };
  const unpoint = (): void => {
    setHighlight(null);
  };
  return (
    <tr
      className={css('row', pointed && 'pointed')}
      onMouseEnter={point}
      onMouseLeave={unpoint}
      onFocus={() => {
        point();
        props.onReach(code);
      }}
      onBlur={unpoint}
      onClick={(event) => {
        if (!isOwnClick(event)) void navigate(`/vung-phu/${code}`);
      }}
    >
      {props.columns.map((column) => (
        <Cell key={column.key} column={column} {...props} />
      ))}
    </tr>
  );
});

/** The link of the row follows itself, and text that is being selected is not a click. */
function isOwnClick({ target }: MouseEvent): boolean {
  const onLink = target instanceof Element && target.closest('a') !== null;
  return onLink || window.getSelection()?.isCollapsed === false;
}

function Cell({ column, ...props }: TableRowProps & { column: Column }) {
  const format = useFormat();
  const { entry, comparing } = props;
  const { row, facts } = entry;
  switch (column.kind) {
    case 'rank':
      return <td className={css('rank')}>{props.rank}</td>;
    case 'name':
      return <NameCell entry={entry} query={props.query} tabbable={props.tabbable} stopped={props.stopped} />;
    case 'population':
      return <td className={css('population')}>{format.number(row.population)}</td>;
    case 'stations':
      return <td className={css('stations')}>{facts === null ? '–' : format.number(facts.stations)}</td>;
    case 'main':
      return <MainCell {...props} />;
    case 'share':
    case 'other':
      if (comparing) return <PointsCell className={css(column.kind)} points={changeOf(row, column.key)} />;
      return <td className={css(column.kind)}>{format.decimal(row.figures[column.key] ?? null)}</td>;
    case 'heat':
      if (comparing) return <PointsCell className={css('heat', 'points')} points={changeOf(row, column.key)} />;
      return (
        <td className={css('heat')}>
          <Heat share={row.figures[column.key] ?? null} />
        </td>
      );
    case 'change':
      return <PointsCell className={css('change')} points={changeOf(row)} />;
    case 'trend':
      return <TrendCell row={row} />;
    case 'fibre':
      return (
        <td className={css('fibre', props.stopped && 'stale')}>
          <FibreWords fibre={facts?.fibre ?? null} stopped={props.stopped} />
        </td>
      );
  }
}

function MainCell({ entry: { row, standing }, threshold, axisFrom, unconfirmedLayer }: TableRowProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const share = row.figures.main ?? null;
  const unconfirmed = unconfirmedLayer === null ? 0 : (standing?.unconfirmed[unconfirmedLayer] ?? 0);
  const why = t('unconfirmed', { points: format.decimal(unconfirmed) });
  return (
    <td className={css('main')}>
      <span className={css('bar')}>
        <ThresholdBar value={share} threshold={threshold} from={axisFrom} />
        <span className={css('figure')}>
          {unconfirmed > 0 && (
            <span title={why}>
              <Glyph name="stale" size={11} label={why} />
            </span>
          )}
          <b>{format.decimal(share)}</b>
        </span>
      </span>
    </td>
  );
}

function Heat({ share }: { share: number | null }) {
  const format = useFormat();
  return <HeatCell level={share === null ? null : coverageClass(share)}>{format.decimal(share)}</HeatCell>;
}

function PointsCell({ points, className }: { points: number | null; className: string }) {
  const format = useFormat();
  return (
    <td className={`${className} ${points !== null && points < 0 ? css('fell') : ''}`}>{format.points(points)}</td>
  );
}

function TrendCell({ row }: { row: Row }) {
  const format = useFormat();
  const known = row.trend.filter((share) => share !== null);
  return (
    <td className={css('trend')}>
      {known.length > 0 && (
        <Sparkline
          values={row.trend}
          leastSpan={0.5}
          falling={(changeOf(row) ?? 0) < 0}
          label={`${format.percent(known[0] ?? null)} → ${format.percent(known.at(-1) ?? null)}`}
        />
      )}
    </td>
  );
}
