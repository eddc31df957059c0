import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../model/clock.ts';
import { useReplay } from '../../../model/replay.ts';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { SLOT_MS, barAt, momentAt, placeOf, ticksOf, type Bar } from './bar-scale.ts';
import { sliderStep } from './steering.ts';
import styles from './time-bar.module.css';
import type { BarData } from './use-bar.ts';
import { useSteering } from './use-steering.ts';

const css = bind(styles);
const percent = (place: number): string => `${(place * 100).toFixed(3)}%`;

/** The bars of 24 hours, and the hand that is dragged, pressed or moved with the keys. */
export function TimeTrack({ data }: { data: BarData }) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const steer = useSteering();
  const now = useServerNow();
  const past = useReplay(({ player }) => player?.at ?? null);
  const [pointed, setPointed] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { span, bars, firstAt } = data;
  const at = past ?? now;
  const momentOf = (event: PointerEvent): number => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    return Math.max(momentAt((event.clientX - left) / width, span, now), firstAt ?? -Infinity);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    steer.slide(momentOf(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    setPointed(momentOf(event));
    if (event.currentTarget.hasPointerCapture(event.pointerId)) steer.slide(momentOf(event));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const ms = sliderStep(event.key, event.shiftKey);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (ms !== null) steer.nudge(ms);
    else if (event.key === 'Home') steer.slide(Math.max(span.from, firstAt ?? -Infinity));
    else if (event.key === 'End') steer.slide(Math.min(span.to, now));
    else return;
    event.preventDefault();
  };
  const words = (bar: Bar | undefined): string => {
    if (bar === undefined) return '';
    const list = (['changes', 'down', 'cuts'] as const).map((what) =>
      t(`slot.${what}`, { count: bar[what], n: format.number(bar[what]) }),
    );
    return t('slot.all', { list: list.join(', ') });
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      className={css('track')}
      aria-label={t('slider')}
      aria-valuemin={Math.round(span.from / 1_000)}
      aria-valuemax={Math.round(Math.min(span.to, now) / 1_000)}
      aria-valuenow={Math.round(at / 1_000)}
      aria-valuetext={[
        past === null ? t('now') : `${format.clock(at)}, ${format.longDate(at)}`,
        words(barAt(bars, at)),
      ].join('. ')}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => {
        setPointed(null);
      }}
      onKeyDown={onKeyDown}
    >
      <Graph data={data} at={past} />
      <div className={css('axis')} aria-hidden>
        {/* At the very end there is no room for a whole one. */}
        {ticksOf(span)
          .filter((tick) => placeOf(tick.at, span) < 0.98)
          .map((tick, place) => (
            <span
              key={tick.at}
              className={css(place % 2 === 1 && 'odd')}
              style={{ left: percent(placeOf(tick.at, span)) }}
            >
              {tick.text}
            </span>
          ))}
      </div>
      <i className={css('hand', past === null && 'present')} style={{ left: percent(placeOf(at, span)) }} />
      {pointed !== null && (
        <span className={css('hint')} style={{ left: percent(placeOf(pointed, span)) }} aria-hidden>
          <b>{format.moment(pointed, now)}</b> {words(barAt(bars, pointed))}
        </span>
      )}
    </div>
  );
}

/** What lies after the hand is pale; what nobody knows of is hatched. */
function Graph({ data: { span, bars, unknown }, at }: { data: BarData; at: number | null }) {
  const wide = (span.to - span.from) / SLOT_MS;
  const x = (moment: number): number => placeOf(moment, span) * wide;
  return (
    <svg className={css('graph')} viewBox={`0 0 ${wide} 1`} preserveAspectRatio="none" aria-hidden>
      <defs>
        <pattern id="replay-unknown" width="0.5" height="1" patternUnits="userSpaceOnUse">
          <rect width="0.22" height="1" className={css('unknown')} />
        </pattern>
      </defs>
      {unknown.map(({ from, to }) => (
        <rect key={from} x={x(from)} width={x(to) - x(from)} y={0} height={1} fill="url(#replay-unknown)" />
      ))}
      {bars.map(({ start, height, tone, changes }) =>
        changes === 0 ? null : (
          <rect
            key={start}
            className={css('bar', tone, at !== null && start > at && 'after')}
            x={x(start) + 0.17}
            width={0.66}
            y={1 - Math.max(0.06, height)}
            height={Math.max(0.06, height)}
          />
        ),
      )}
    </svg>
  );
}
