import { Search, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useSeesEveryOperator } from '../../model/session.ts';
import { filtersReached, useShell } from '../../model/shell.ts';
import { bind } from '../../ui/classes.ts';
import { Chip } from '../../ui/chip.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { TABLE_TECHNOLOGIES, type FibreFilter } from './coverage-view.ts';
import { OperatorMenu } from './operator-menu.tsx';
import { ThresholdChip } from './threshold-chip.tsx';
import { useCoverageView } from './use-coverage-view.ts';
import styles from './filter-bar.module.css';

const css = bind(styles);

/** @param all 0: not known yet. @param children what else a phone has to choose from */
export function FilterBar({ shown, all, children }: { shown: number; all: number; children?: ReactNode }) {
  const { t } = useTranslation('coverage');
  const { view, setView } = useCoverageView();
  const seesEvery = useSeesEveryOperator();
  return (
    <div className={css('bar')} role="group" aria-label={t('filters.label')}>
      <NameFilter />
      <div className={css('choices')}>
        <Segmented
          label={t('filters.technology')}
          value={view.technology}
          choices={TABLE_TECHNOLOGIES.map((value) => ({ value, text: value }))}
          onChange={(technology) => {
            setView({ technology, sort: view.sort.key === technology ? { ...view.sort, key: 'main' } : view.sort });
          }}
        />
        <Segmented
          label={t('filters.measure')}
          value={view.measure}
          choices={(['people', 'area'] as const).map((value) => ({ value, text: t(`filters.${value}`) }))}
          onChange={(measure) => {
            setView({ measure });
          }}
        />
        <ThresholdChip />
        <OperatorMenu />
        <FibreChip situation="single" />
        <FibreChip situation="cut" />
        <Chip
          roomy
          on={view.outage}
          onClick={() => {
            setView({ outage: !view.outage });
          }}
        >
          {t('filters.outage')}
          {view.outage && <X size={13} aria-hidden />}
        </Chip>
        {seesEvery && (
          <Chip
            roomy
            on={view.lastOperator}
            onClick={() => {
              setView({ lastOperator: !view.lastOperator });
            }}
          >
            {t('filters.lastOperator')}
            {view.lastOperator && <X size={13} aria-hidden />}
          </Chip>
        )}
        {children}
      </div>
      <Count shown={shown} all={all} />
    </div>
  );
}

function FibreChip({ situation }: { situation: FibreFilter }) {
  const { t } = useTranslation('coverage');
  const { view, setView } = useCoverageView();
  const on = view.fibre.includes(situation);
  return (
    <Chip
      roomy
      on={on}
      onClick={() => {
        setView({ fibre: on ? view.fibre.filter((one) => one !== situation) : [...view.fibre, situation] });
      }}
    >
      {t(`filters.${situation}`)}
      {on && <X size={13} aria-hidden />}
    </Chip>
  );
}

/** Takes the keyboard when F asks for the filters. */
function NameFilter() {
  const { t } = useTranslation('coverage');
  const { view, setView } = useCoverageView();
  const input = useRef<HTMLInputElement>(null);
  const asked = useShell((shell) => shell.filtersFocus);
  useEffect(() => {
    if (asked === null) return;
    input.current?.focus();
    filtersReached();
  }, [asked]);
  return (
    <label className={css('search')}>
      <Search size={16} aria-hidden />
      <input
        ref={input}
        type="search"
        value={view.query}
        aria-label={t('filters.search')}
        placeholder={t('filters.search')}
        spellCheck={false}
        onChange={(event) => {
          setView({ query: event.currentTarget.value }, { replace: true });
        }}
      />
    </label>
  );
}

function Count({ shown, all }: { shown: number; all: number }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  return (
    <span className={css('count')} role="status">
      {all > 0 && (
        <Trans
          t={t}
          i18nKey="filters.count"
          values={{ shown: format.number(shown), all: format.number(all) }}
          components={[<b key="shown" />]}
        />
      )}
    </span>
  );
}
