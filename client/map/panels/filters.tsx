import { ChevronUp, SlidersHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES, OPERATORS, type OperatorCode } from '../../../server/contract/terms.ts';
import type { Picture } from '../../model/picture.ts';
import { filtersReached, useShell } from '../../model/shell.ts';
import { useOperators } from '../../model/session.ts';
import { useView } from '../../model/use-view.ts';
import { DEFAULT_VIEW, MAP_LAYERS, TECHNOLOGY_CHOICES, type MapLayer } from '../../model/view.ts';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { matching } from '../scene.ts';
import { css } from './styles.ts';

interface FiltersProps {
  picture: Picture | null;
  open: boolean;
  phone: boolean;
}

/** "Lớp và bộ lọc": what the map shows. Folds to a button; on a phone the button stands among the controls. */
export function Filters({ picture, open, phone }: FiltersProps) {
  const { t } = useTranslation('map');
  const title = useId();
  const card = useRef<HTMLElement>(null);
  const focus = useShell((shell) => shell.filtersFocus);
  useEffect(() => {
    if (!open || focus === null) return;
    const wanted = focus === 'layers' ? 'input' : '[aria-pressed=true]';
    card.current?.querySelector<HTMLElement>(wanted)?.focus({ preventScroll: true });
    filtersReached();
  }, [open, focus]);
  const folded = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    // Folded while the keyboard was in it: the button is what is left of it.
    const lost = wasOpen.current && !open && document.activeElement === document.body;
    if (lost) folded.current?.querySelector('button')?.focus();
    wasOpen.current = open;
  }, [open]);
  if (!open && phone) return null;
  if (!open) {
    return (
      <div ref={folded} data-over-map="corner" className={css('folded')}>
        <IconButton
          label={t('filters')}
          aria-expanded={false}
          onClick={() => {
            useShell.setState({ filtersOpen: true });
          }}
        >
          <SlidersHorizontal size={18} aria-hidden />
        </IconButton>
      </div>
    );
  }
  return (
    <section
      ref={card}
      data-over-map="corner"
      className={css('card', 'filters')}
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2 id={title}>{t('filters')}</h2>
        <IconButton label={t('fold')} aria-expanded onClick={close}>
          <ChevronUp size={18} aria-hidden />
        </IconButton>
      </header>
      <Choices />
      <LayerBoxes picture={picture} />
    </section>
  );
}

function close(): void {
  useShell.setState({ filtersOpen: false });
}

function Choices() {
  const { t } = useTranslation(['map', 'common']);
  const { view, setView } = useView();
  const seen = useOperators();
  // Who sees some operators sees the layers of any operator too, and has to come back to them.
  const isLimited = seen.length < OPERATORS.length;
  const isEvery = view.operators.length === OPERATORS.length;
  return (
    <>
      <Field label={t('technology')}>
        <Segmented
          wide
          label={t('technology')}
          value={view.technology}
          choices={TECHNOLOGY_CHOICES.map((value) => ({ value, text: t(`common:technology.${value}`) }))}
          onChange={(technology) => {
            setView({ technology });
          }}
        />
      </Field>
      <Field label={t('operators')}>
        <div role="group" aria-label={t('operators')} className={css('chips')}>
          {isLimited && (
            <Chip
              on={isEvery}
              onClick={() => {
                setView({ operators: OPERATORS });
              }}
            >
              {t('everyOperator')}
            </Chip>
          )}
          {seen.map((operator) => (
            <Chip
              key={operator}
              on={view.operators.includes(operator) && !(isLimited && isEvery)}
              onClick={() => {
                const chosen = isLimited && isEvery ? [] : view.operators;
                setView({ operators: toggled(seen, chosen, operator) });
              }}
            >
              {OPERATOR_NAMES[operator]}
            </Chip>
          ))}
        </div>
      </Field>
      <Field inline label={t('measure')}>
        <Segmented
          label={t('measure')}
          value={view.measure}
          choices={(['people', 'area'] as const).map((value) => ({ value, text: t(`common:measure.${value}`) }))}
          onChange={(measure) => {
            setView({ measure });
          }}
        />
      </Field>
    </>
  );
}

/** Nobody chosen would show nothing: the last one switched off brings all of them back. */
function toggled(
  seen: readonly OperatorCode[],
  chosen: readonly OperatorCode[],
  operator: OperatorCode,
): readonly OperatorCode[] {
  const next = seen.filter((one) => chosen.includes(one) !== (one === operator));
  return next.length === 0 ? DEFAULT_VIEW.operators : next;
}

function LayerBoxes({ picture }: { picture: Picture | null }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { view, setView } = useView();
  const counts = countsOf(picture, view);
  return (
    <fieldset>
      <legend className={css('label')}>{t('shown')}</legend>
      <div className={css('boxes')}>
        {MAP_LAYERS.map((layer) => (
          <label key={layer}>
            <input
              type="checkbox"
              checked={view.layers.includes(layer)}
              onChange={({ target }) => {
                const others = MAP_LAYERS.filter((one) => (one === layer ? target.checked : view.layers.includes(one)));
                setView({ layers: others });
              }}
            />
            {t(`layer.${layer}`)}
            {counts[layer] !== undefined && <span>{format.number(counts[layer])}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function countsOf(picture: Picture | null, view: Parameters<typeof matching>[1]): Partial<Record<MapLayer, number>> {
  if (picture === null) return {};
  const { up, ...abnormal } = matching(picture, view).counts;
  return {
    coverage: picture.communes.length,
    abnormal: Object.values(abnormal).reduce((sum, count) => sum + count, 0),
    active: up,
    fibre: picture.links.length,
  };
}

function Field({ label, inline, children }: { label: string; inline?: boolean; children: ReactNode }) {
  return (
    <div className={css(inline && 'inline')}>
      <div className={css('label')} aria-hidden>
        {label}
      </div>
      {children}
    </div>
  );
}
