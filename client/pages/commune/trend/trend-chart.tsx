/** The months as lines by technology, named at their ends; the commune compared with is one more, broken line. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type DotItemDotProps,
} from 'recharts';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { TECHNOLOGIES, type PageTechnology } from '../address.ts';
import { monthLabel } from '../period.ts';
import { axisOf, lastOf, spread, type TrendRow } from './trend-series.ts';
import styles from './trend.module.css';

const css = bind(styles);
const HEIGHT = 132;
const TOP = 10;
const AXIS = 22;
/** Between the middles of two names. */
const NAME = 16;
const LOOKS: Record<PageTechnology, { stroke: string; strokeWidth: number; strokeDasharray?: string }> = {
  '4G': { stroke: 'var(--bar)', strokeWidth: 2.4 },
  '3G': { stroke: 'var(--bar-2)', strokeWidth: 1.8 },
  '2G': { stroke: 'var(--t3)', strokeWidth: 1.6, strokeDasharray: '2 3' },
};
const AGAINST = { stroke: 'var(--t2)', strokeWidth: 1.6, strokeDasharray: '7 3' };

export interface Against {
  name: string;
  technology: PageTechnology;
  rows: readonly TrendRow[];
}

interface Point extends TrendRow {
  against: number | null;
}

interface TrendChartProps {
  rows: readonly TrendRow[];
  against: Against | null;
}

/** Drawn when its months change, not with every delta of the page. */
export const TrendChart = memo(function TrendChart({ rows, against }: TrendChartProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const points = rows.map((row, index): Point => ({
    ...row,
    against: against?.rows[index]?.shares[against.technology] ?? null,
  }));
  const axis = axisOf(points.flatMap(({ shares, against: other }) => [...Object.values(shares), other]));
  const third = Math.max(1, Math.round((points.length - 1) / 3));
  const months = points.filter((_, index) => index % third === 0 || index === points.length - 1);
  const gutter = against === null ? 30 : 96;
  return (
    <div className={css('chart')}>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <LineChart
          data={points}
          margin={{ top: TOP, right: gutter, bottom: 0, left: 4 }}
          accessibilityLayer
          aria-label={t('trend.label')}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="start"
            ticks={months.map(({ start }) => start)}
            tickFormatter={monthLabel}
            interval={0}
            height={AXIS}
            tickLine={false}
            axisLine={false}
          />
          <YAxis
            domain={[axis.least, axis.most]}
            ticks={axis.ticks}
            tickFormatter={(value: number) => format.number(value)}
            width={32}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--line-2)' }}
            content={({ active, payload }) => {
              const [first] = payload;
              return active && first !== undefined ? <Month point={first.payload as Point} against={against} /> : null;
            }}
          />
          {[...TECHNOLOGIES].map((technology) => (
            <Line
              key={technology}
              name={technology}
              dataKey={(point: Point) => point.shares[technology]}
              dot={lonelyDot}
              activeDot={{ r: 3.5 }}
              isAnimationActive={false}
              {...LOOKS[technology]}
            />
          ))}
          {against !== null && (
            <Line name={against.name} dataKey="against" dot={lonelyDot} isAnimationActive={false} {...AGAINST} />
          )}
        </LineChart>
      </ResponsiveContainer>
      <EndNames rows={rows} against={against} least={axis.least} most={axis.most} gutter={gutter} />
    </div>
  );
});

/** A month between two unknown ones makes no line: it is a dot. */
function lonelyDot({ index, points, cx, cy, stroke }: DotItemDotProps) {
  const isKnown = (at: number): boolean => typeof points[at]?.y === 'number';
  if (!isKnown(index) || isKnown(index - 1) || isKnown(index + 1)) return <g key={index} />;
  return <circle key={index} cx={cx} cy={cy} r={2.8} fill={stroke} />;
}

interface EndNamesProps {
  rows: readonly TrendRow[];
  against: Against | null;
  least: number;
  most: number;
  gutter: number;
}

/** Names right of where the lines end, moved apart where two would lie on each other. */
function EndNames({ rows, against, least, most, gutter }: EndNamesProps) {
  const endOf = (name: string, of: readonly TrendRow[], technology: PageTechnology) => {
    const value = lastOf(of, technology);
    return value === null ? [] : [{ name, value }];
  };
  const ends = [
    ...TECHNOLOGIES.flatMap((technology) => endOf(technology, rows, technology)),
    ...(against === null ? [] : endOf(against.name, against.rows, against.technology)),
  ];
  const high = HEIGHT - TOP - AXIS;
  const wanted = ends.map(({ value }) => TOP + ((most - value) / (most - least)) * high);
  const places = spread(wanted, NAME, TOP - 4, HEIGHT - AXIS + 4);
  return ends.map(({ name }, index) => (
    <span key={name} aria-hidden className={css('end')} style={{ top: places[index], width: gutter - 6 }}>
      {name}
    </span>
  ));
}

function Month({ point: { start, shares, against: other }, against }: { point: Point; against: Against | null }) {
  const format = useFormat();
  return (
    <div className={css('tip')}>
      <b>{monthLabel(start)}</b>
      {[...TECHNOLOGIES].reverse().map((technology) => (
        <span key={technology}>
          {technology} {format.percent(shares[technology])}
        </span>
      ))}
      {against !== null && (
        <span>
          {against.name} {against.technology} {format.percent(other)}
        </span>
      )}
    </div>
  );
}
