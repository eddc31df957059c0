import { useTranslation } from 'react-i18next';
import { Bar, BarChart, LabelList, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../ui/use-format.ts';
import type { Bin } from './histogram.ts';

/** Bars of the bins on an axis of per cent, with a line at the threshold. Its table says the same to those who do not see it. */
export default function DistributionChart({ bins, threshold }: { bins: readonly Bin[]; threshold: number }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const first = bins[0];
  if (first === undefined) return null;
  const middle = (bin: Bin): number => (bin.from + bin.to) / 2;
  const data = bins.map((bin) => ({
    at: middle(bin),
    count: bin.count,
    fill: bin.below ? 'var(--c5)' : 'var(--bar-2)',
  }));
  const nameOf = (at: number): string => {
    const bin = bins.find((one) => middle(one) === at);
    if (bin === undefined) return '';
    return bin.open ? `<${bin.to}` : String(bin.from);
  };
  const words = t('side.threshold', { percent: `${format.number(threshold, 1)}%` });
  const farLeft = threshold - first.from < (100 - first.from) * 0.4;
  return (
    <ResponsiveContainer width="100%" height={102}>
      <BarChart
        data={data}
        margin={{ top: 26, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="6%"
        accessibilityLayer={false}
      >
        <XAxis
          dataKey="at"
          type="number"
          domain={[first.from, 100]}
          ticks={data.map(({ at }) => at)}
          tickFormatter={nameOf}
          interval={0}
          height={20}
          tickLine={false}
          tickMargin={3}
          axisLine={{ stroke: 'var(--line-2)' }}
          tick={{ fill: 'var(--t3)', fontSize: 10.5 }}
        />
        <YAxis hide domain={[0, 'dataMax']} />
        <Bar dataKey="count" minPointSize={1} radius={2} isAnimationActive={false}>
          <LabelList
            dataKey="count"
            position="top"
            offset={4}
            fill="var(--t2)"
            fontSize={11}
            formatter={(count) => (count === 0 ? '' : String(count))}
          />
        </Bar>
        <ReferenceLine
          x={threshold}
          stroke="var(--t1)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
          label={{
            value: words,
            position: farLeft ? 'insideTopLeft' : 'insideTopRight',
            offset: 5,
            dy: -26,
            fill: 'var(--t1)',
            fontSize: 11,
            fontWeight: 600,
          }}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
