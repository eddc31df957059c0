import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useArea } from '../use-area.ts';
import { css } from '../styles.ts';
import type { MapPointing } from './commune-map.tsx';
import type { Patch } from './patches.ts';

interface PatchListProps extends MapPointing {
  patches: readonly Patch[];
}

export function PatchList({ patches, ...pointing }: PatchListProps) {
  return (
    <ul className={css('lines')}>
      {patches.map((patch) => (
        <PatchLine key={patch.number} patch={patch} {...pointing} />
      ))}
    </ul>
  );
}

function PatchLine({ patch, ...pointing }: MapPointing & { patch: Patch }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const area = useArea();
  const { pointed, chosen, sited, onPoint, onChoose, onSite } = pointing;
  const { number, m2, people, bearing, mast } = patch;
  const isChosen = number === chosen;
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const direction = t(`patches.direction.${bearing.direction}`);
  const point = (): void => {
    onPoint(number);
  };
  const leave = (): void => {
    onPoint(null);
  };
  return (
    <li className={css('patchLine', mast !== null && 'withSite')}>
      <button
        ref={line}
        type="button"
        className={css('line', 'patch', number === pointed && 'pointed')}
        aria-pressed={isChosen}
        onPointerEnter={point}
        onPointerLeave={leave}
        onFocus={point}
        onBlur={leave}
        onClick={() => {
          onChoose(number);
        }}
      >
        <span className={css('number')}>{number}</span>
        <b>
          {bearing.direction === 'centre'
            ? direction
            : t('patches.place', { direction, km: format.unit(bearing.km, 'km', 1) })}
        </b>
        <span className={css('second')}>{area(m2)}</span>
        <span className={css('end')}>{t('people', { n: format.number(people) })}</span>
      </button>
      {mast !== null && (
        <button
          type="button"
          className={css('site')}
          aria-expanded={sited === number}
          aria-label={t('patches.siteOf', { number })}
          onClick={() => {
            onSite(number);
          }}
        >
          {t('patches.site')}
        </button>
      )}
      {mast !== null && sited === number && (
        <p className={css('siteWords')}>
          {t('patches.siteWords', {
            place: placeText(mast),
            people: format.number(mast.people),
            reach: format.unit(mast.reachM / 1_000, 'km', 1),
          })}
        </p>
      )}
    </li>
  );
}

/** Degrees as GPS receivers take them, to about a metre. */
function placeText({ lat, lon }: { lat: number; lon: number }): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}
