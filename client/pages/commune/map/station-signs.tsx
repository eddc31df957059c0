import { useTranslation } from 'react-i18next';
import type { StationState } from '../../../../server/contract/terms.ts';
import { GLYPHS } from '../../../ui/glyph-shapes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import type { Dot } from '../../../map/plan.ts';
import { css } from './styles.ts';

interface StationSign extends Dot {
  code: string;
  state: StationState;
}

interface StationSignsProps {
  /** In drawing order. */
  signs: readonly StationSign[];
  /** Code of the one a list points at. */
  ringed: string | null;
  fresh: boolean;
  onOpen: (code: string) => void;
}

const UP = 4.2;
const SIZE = 16;
const RING = 10;

export function StationSigns({ signs, ringed, fresh, onOpen }: StationSignsProps) {
  const { t } = useTranslation('common');
  return (
    <g className={css('stations', !fresh && 'old')}>
      {signs.map(({ code, state, x, y }) => (
        <g
          key={code}
          className={css('station')}
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
          onClick={() => {
            onOpen(code);
          }}
        >
          <title>{`${code}, ${t(`state.${state}`)}`}</title>
          {code === ringed && <circle className={css('ring')} r={RING} />}
          {state === 'up' ? (
            <circle className={css('up')} r={UP} />
          ) : (
            <g transform={`translate(${-SIZE / 2} ${-SIZE / 2})`}>
              <Glyph name={state} size={(SIZE * GLYPHS[state].half) / 8} />
            </g>
          )}
        </g>
      ))}
    </g>
  );
}
