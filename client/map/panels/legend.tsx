import { ChevronDown, ChevronUp, Palette } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OPERATORS, type NetworkState, type StationState } from '../../../server/contract/terms.ts';
import type { Picture } from '../../model/picture.ts';
import { isMissingSomewhere } from '../../model/selectors.ts';
import { useView } from '../../model/use-view.ts';
import { useWhose } from '../../model/use-whose.ts';
import { layerOf, operatorOf } from '../../model/view.ts';
import { IconButton } from '../../ui/button.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { LOW_PHONE, useMedia } from '../../ui/use-media.ts';
import { matching } from '../scene.ts';
import { css } from './styles.ts';
import { useSignal } from './use-signal.ts';

interface LegendProps {
  picture: Picture | null;
  /** There is room for all of it. */
  roomy: boolean;
  phone: boolean;
}

const STATES: readonly StationState[] = ['down', 'degraded', 'stale', 'maintenance', 'up'];
const LINK_STATES: readonly NetworkState[] = ['up', 'degraded', 'down', 'dark'];
const AREAS = ['hit', 'risk'] as const;

/** What glyphs, lines and colours mean, with the counts of what matches the filter. A phone has room for the ramp only, and a low one for a button that opens it; that its borders are approximate stands in app/more-dialog.tsx. */
export function Legend({ picture, roomy, phone }: LegendProps) {
  const { t } = useTranslation('map');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const low = useMedia(LOW_PHONE);
  const open = !phone && (chosen ?? roomy);
  const ramp = !low || chosen === true;
  const isUnfolded = low ? ramp : open;
  const Icon = low && !ramp ? Palette : isUnfolded ? ChevronDown : ChevronUp;
  const { view } = useView();
  const title = useId();
  return (
    <section
      data-over-map="corner"
      className={css('card', 'legend', !open && 'small', !ramp && 'button')}
      aria-labelledby={title}
    >
      <h2 id={title} className="unseen">
        {t('legend')}
      </h2>
      {(!phone || low) && (
        <div className={css('fold')}>
          <IconButton
            label={t('legend')}
            aria-expanded={isUnfolded}
            onClick={() => {
              setChosen(!isUnfolded);
            }}
          >
            <Icon size={low && !ramp ? 20 : 16} aria-hidden />
          </IconButton>
        </div>
      )}
      {open && (
        <>
          <StationStates picture={picture} />
          <LinesAndAreas picture={picture} />
        </>
      )}
      {ramp && <Ramp />}
      {!phone && picture?.borders === 'approximate' && <p className={css('any')}>{t('approximateBorders')}</p>}
      {ramp && picture !== null && view.layers.includes('coverage') && isMissingSomewhere(picture, layerOf(view)) && (
        <NoService />
      )}
    </section>
  );
}

function StationStates({ picture }: { picture: Picture | null }) {
  const { t } = useTranslation(['map', 'common']);
  const format = useFormat();
  const { view } = useView();
  const counts = picture && matching(picture, view).counts;
  const { technology } = view;
  const whose = useWhose();
  return (
    <div>
      <h3>{technology === 'any' ? t('stations') : t('stationsOf', { technology })}</h3>
      {whose !== null && view.operators.length === OPERATORS.length && (
        <p className={css('any')}>{t('ofWhom', { whose })}</p>
      )}
      <ul>
        {STATES.map((state) => (
          <li key={state}>
            <Glyph name={state} size={14} />
            {t(`common:state.${state}`)}
            <span>{counts && format.number(counts[state])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LinesAndAreas({ picture }: { picture: Picture | null }) {
  const { t } = useTranslation(['map', 'common']);
  return (
    <div>
      <h3>{t('links')}</h3>
      <ul>
        {LINK_STATES.map((state) => (
          <li key={state}>
            <svg width="30" height="8" aria-hidden>
              <path d="M1 4H29" className={css('line', state)} />
            </svg>
            {t(`common:link.${state}`)}
          </li>
        ))}
        {picture?.links.some(({ kind }) => kind === 'microwave') && (
          <li>
            <svg width="30" height="8" aria-hidden>
              <path d="M1 4H29" className={css('line', 'microwave')} />
            </svg>
            {t('microwave')}
          </li>
        )}
        {AREAS.map((kind) => (
          <li key={kind} title={t(`common:communeMeans.${kind}`)}>
            <svg width="30" height="14" aria-hidden>
              <rect x="1.5" y="1.5" width="27" height="11" rx="2" className={css('area', kind)} />
            </svg>
            <div>
              {t(`common:commune.${kind}`)}
              {kind === 'risk' && <small>{t('riskMeans')}</small>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the dotted communes are: the operator has no cell of that technology there. */
function NoService() {
  const { t } = useTranslation('map');
  return (
    <p className={css('none')}>
      <svg width="30" height="14" aria-hidden>
        <rect x="1.5" y="1.5" width="27" height="11" rx="2" className={css('area', 'dotted')} />
      </svg>
      {t('noService')}
    </p>
  );
}

const RAMP = ['< 90', '90', '95', '97', '≥ 99'] as const;

function Ramp() {
  const { t } = useTranslation('map');
  const { view } = useView();
  const signal = useSignal();
  return (
    <div>
      <h3>{t(`ramp.${view.measure}`, { signal })}</h3>
      {operatorOf(view) === 'any' && <p className={css('any')}>{t('anyOperator')}</p>}
      <ol className={css('ramp')}>
        {RAMP.map((text, index) => (
          <li key={text}>
            <i className={css(`c${String(RAMP.length - index)}`)} />
            {text}
          </li>
        ))}
      </ol>
    </div>
  );
}
