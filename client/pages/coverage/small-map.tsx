import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShapes } from '../../map/use-shapes.ts';
import { useLive } from '../../model/live.ts';
import { coverageClass } from '../../model/selectors.ts';
import { setHighlight, useShell } from '../../model/shell.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import { mapPaths, type MapPaths } from './map-paths.ts';
import type { Row } from './rows.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { signalName } from './use-words.ts';
import styles from './small-map.module.css';

const css = bind(styles);
const WIDTH = 328;
const HEIGHT = 316;

interface SmallMapProps {
  rows: readonly Row[];
  /** Those the table shows; the others step back. */
  shown: readonly Entry[];
}

/** The main figure on the map. What the table points at is ringed, and the other way round; a click opens the commune. */
export function SmallMap({ rows, shown }: SmallMapProps) {
  const { t } = useTranslation('coverage');
  const { view } = useCoverageView();
  const epoch = useLive((live) => live.picture?.epoch ?? null);
  const { shapes, failure, retry } = useShapes(epoch);
  const paths = useMemo(() => mapPaths(shapes, WIDTH, HEIGHT), [shapes]);
  const faces = useMemo(() => {
    const kept = shown.length === rows.length || shown.length === 0 ? null : new Set(shown.map(({ row }) => row.code));
    return new Map(rows.map((row) => [row.code, faceOf(row, kept === null || kept.has(row.code))]));
  }, [rows, shown]);
  const name = t('side.map', { signal: signalName(view), what: t(`filters.${view.measure}`) });
  return (
    <figure className={css('map')}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
        <defs>
          <pattern id="coverage-none" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" className={css('noneGround')} />
            <path d="M0 0V5" className={css('noneLine')} />
          </pattern>
        </defs>
        {paths !== null && <Territory paths={paths} faces={faces} />}
        {paths !== null && <Ring paths={paths} />}
      </svg>
      {failure !== null && (
        <div className={css('failure')} role="alert">
          <p>{failure === 0 ? t('side.mapFailedReach') : t('side.mapFailed', { status: failure })}</p>
          <Button small onClick={retry}>
            {t('retry', { ns: 'common' })}
          </Button>
        </div>
      )}
      <Ramp gaps={rows.some(({ figures }) => figures.main === null)} />
      <Pointed rows={rows} />
    </figure>
  );
}

function faceOf({ figures }: Row, shown: boolean): string {
  const share = figures.main ?? null;
  return css(share === null ? 'none' : `level${coverageClass(share)}`, !shown && 'left');
}

const Territory = memo(function Territory({ paths, faces }: { paths: MapPaths; faces: ReadonlyMap<string, string> }) {
  const navigate = useNavigate();
  return (
    <g aria-hidden>
      <path className={css('sea')} d={paths.sea} />
      {paths.communes.map(({ code, d }) => (
        <path
          key={code}
          d={d}
          className={`${css('commune')} ${faces.get(code) ?? css('waiting')}`}
          onMouseEnter={() => {
            setHighlight({ kind: 'commune', code });
          }}
          onMouseLeave={() => {
            setHighlight(null);
          }}
          onClick={() => {
            void navigate(`/vung-phu/${code}`);
          }}
        />
      ))}
      <path className={css('inner')} d={paths.inner} />
      <path className={css('outer')} d={paths.outer} />
    </g>
  );
});

/** The outline of what is pointed at, here or in the table. */
function Ring({ paths }: { paths: MapPaths }) {
  const code = usePointedAt();
  const d = paths.communes.find((commune) => commune.code === code)?.d;
  return d === undefined ? null : <path className={css('ring')} d={d} aria-hidden />;
}

function Pointed({ rows }: { rows: readonly Row[] }) {
  const format = useFormat();
  const code = usePointedAt();
  const row = rows.find((one) => one.code === code);
  if (row === undefined) return null;
  return (
    <figcaption className={css('pointed')} aria-hidden>
      {row.name} <b>{format.percent(row.figures.main ?? null)}</b>
    </figcaption>
  );
}

function usePointedAt(): string | null {
  return useShell(({ highlight }) => (highlight?.kind === 'commune' ? highlight.code : null));
}

const STEPS = ['<90', '90', '95', '97', '≥99'] as const;

/** What the colours mean, the worst first. @param gaps some communes have no figure */
function Ramp({ gaps }: { gaps: boolean }) {
  return (
    <div className={css('ramp')} aria-hidden>
      {STEPS.map((step, index) => (
        <span key={step}>
          <i className={css(`level${5 - index}`)} />
          {step}
        </span>
      ))}
      {gaps && (
        <span>
          <svg width="100%" height="8">
            <rect width="100%" height="8" className={css('none')} />
          </svg>
          –
        </span>
      )}
    </div>
  );
}
