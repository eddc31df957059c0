import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFaded, usePicture } from '../../model/shown.ts';
import { figures, peopleWithout } from '../../model/selectors.ts';
import { useView } from '../../model/use-view.ts';
import { layerOf } from '../../model/view.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './phone-figures.module.css';
import { useSignalName } from './use-signal-name.ts';

const css = bind(styles);
/** More characters than this need smaller ones. */
const LONG = 7;

/** Four figures in one look; the same ones as the strip of the large screen. */
export function PhoneFigures() {
  const { t } = useTranslation(['page', 'common']);
  const format = useFormat();
  const { view } = useView();
  const signal = useSignalName();
  const picture = usePicture();
  const fresh = !useFaded();
  const now = picture === null ? null : figures(picture);
  const people = picture === null ? undefined : peopleWithout(picture, layerOf(view)).people;
  const text = (value: number | undefined): string => (value === undefined ? '' : format.number(value));
  return (
    <section className={css('figures', picture !== null && !fresh && 'old')} aria-label={t('figures')}>
      <Cell
        label={t('common:state.down')}
        tone="down"
        value={text(now?.down)}
        glyph={<Glyph name="down" size={17} />}
      />
      <Cell
        label={t('common:state.degraded')}
        tone="degraded"
        value={text(now?.degraded)}
        glyph={<Glyph name="degraded" size={17} />}
      />
      <Cell label={t('riskShort')} value={text(now?.atRisk)} />
      <Cell label={t('peopleShort', { technology: signal })} value={people === null ? '–' : text(people)} />
    </section>
  );
}

interface CellProps {
  label: string;
  value: string;
  tone?: 'down' | 'degraded';
  glyph?: ReactNode;
}

function Cell({ label, value, tone, glyph }: CellProps) {
  return (
    <div className={css('cell')}>
      <div className={css('value', value.length > LONG && 'long', value === '0' || value === '–' ? 'zero' : tone)}>
        {glyph}
        {value === '' ? <i className={css('waiting')} /> : value}
      </div>
      <div className={css('label')}>{label}</div>
    </div>
  );
}
