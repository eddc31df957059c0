import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageHistory } from '../../../server/contract/history.ts';
import { OPERATOR_NAMES, type LayerOperator } from '../../../server/contract/terms.ts';
import type { SnapshotCommune } from '../../../server/contract/wire.ts';
import { useStoppedAt } from '../../model/live.ts';
import { coverageClass } from '../../model/selectors.ts';
import { useOperators } from '../../model/session.ts';
import type { Measure } from '../../model/view.ts';
import { HeatCell } from '../../ui/heat-cell.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { PageTechnology } from './address.ts';
import {
  COLUMNS,
  cellFigures,
  isBelow,
  pointsBelow,
  rowsOf,
  valueOf,
  type CellFigures,
  type When,
} from './operators-table.ts';
import { usePeriodCoverage } from './questions.ts';
import { AgainstFailed, Answered, Section } from './section.tsx';
import { css } from './styles.ts';

interface OperatorsSectionProps {
  commune: SnapshotCommune;
  /** The commune it is compared with. */
  against: SnapshotCommune | null;
}

/** Technology by operator; live against as built, or the mean of the period against as built. */
export function OperatorsSection({ commune, against }: OperatorsSectionProps) {
  const { t } = useTranslation('commune');
  const [when, setWhen] = useState<When>('now');
  const [measure, setMeasure] = useState<Measure>('people');
  const own = usePeriodCoverage(commune.code);
  const seen = useOperators();
  const others = usePeriodCoverage(against?.code ?? null);
  const table = (
    <Table {...{ commune, against, when, measure, onMeasure: setMeasure }} history={own.data} others={others.data} />
  );
  return (
    <Section
      title={t('operators.title')}
      end={
        <Segmented
          label={t('operators.when')}
          value={when}
          choices={(['now', 'period'] as const).map((value) => ({ value, text: t(`operators.${value}`) }))}
          onChange={setWhen}
        />
      }
    >
      {when === 'now' ? (
        table
      ) : (
        <Answered query={own} what={t('operators.what')} bars={[100, 100, 100, 100, 100, 100]}>
          {() => table}
        </Answered>
      )}
      {when === 'period' && against !== null && (
        <AgainstFailed query={others} what={t('operators.what')} name={against.name} />
      )}
      <Notes
        when={when}
        against={against}
        below={[commune, against].some(
          (one) => one !== null && isBelow(one, one === commune ? own.data : others.data, when, measure, rowsOf(seen)),
        )}
      />
    </Section>
  );
}

interface NotesProps {
  when: When;
  against: SnapshotCommune | null;
  /** A figure is below as built. */
  below: boolean;
}

function Notes({ when, against, below }: NotesProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const oldAt = useStoppedAt();
  return (
    <p className={css('foot')}>
      {below && t('operators.below')} {against !== null && t('operators.against', { name: against.name })}{' '}
      {when === 'now' && oldAt !== null && (
        <span className={css('old')}>{t('operators.old', { time: format.time(oldAt) })}</span>
      )}
    </p>
  );
}

interface TableProps extends OperatorsSectionProps {
  when: When;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
  history: CoverageHistory | undefined;
  others: CoverageHistory | undefined;
}

function Table({ commune, against, when, measure, onMeasure, history, others }: TableProps) {
  const { t } = useTranslation('commune');
  const seen = useOperators();
  const name = (operator: LayerOperator): string =>
    operator === 'any' ? t('operators.any') : OPERATOR_NAMES[operator];
  const cell = (technology: PageTechnology, operator: LayerOperator) => (
    <td key={technology}>
      <Cell
        name={`${name(operator)} ${technology}`}
        when={when}
        figures={cellFigures(commune, history, technology, operator, measure)}
      />
      {against !== null && (
        <Cell
          name={`${against.name}, ${name(operator)} ${technology}`}
          when={when}
          small
          figures={cellFigures(against, others, technology, operator, measure)}
        />
      )}
    </td>
  );
  return (
    <table className={css('table', 'heat')}>
      <thead>
        <tr>
          <th>
            <MeasureChoice measure={measure} onMeasure={onMeasure} />
          </th>
          {COLUMNS.map((technology) => (
            <th key={technology} scope="col" className={css('centre')}>
              {technology}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(seen).map((operator) => (
          <tr key={operator}>
            <th scope="row">{name(operator)}</th>
            {COLUMNS.map((technology) => cell(technology, operator))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MeasureChoice({ measure, onMeasure }: Pick<TableProps, 'measure' | 'onMeasure'>) {
  const { t } = useTranslation('commune');
  return (
    <select
      className={css('choice')}
      aria-label={t('operators.measure')}
      value={measure}
      onChange={({ target }) => {
        onMeasure(target.value === 'area' ? 'area' : 'people');
      }}
    >
      <option value="people">{t('operators.people')}</option>
      <option value="area">{t('operators.area')}</option>
    </select>
  );
}

interface CellProps {
  /** Whose figure it is, for the tooltip. */
  name: string;
  when: When;
  figures: CellFigures | null;
  /** The line of the commune compared with. */
  small?: boolean;
}

/** A share on the colour of its class; beside it by how much it is below as built. */
function Cell({ name, when, figures, small = false }: CellProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  if (figures === null) {
    return (
      <span className={css('nothing', small && 'lower')} title={t('operators.none', { name })}>
        –
      </span>
    );
  }
  const { live, asBuilt, period } = figures;
  const value = valueOf(figures, when);
  const below = pointsBelow(figures, when);
  const title = t('operators.detail', {
    name,
    live: format.percent(live),
    asBuilt: format.percent(asBuilt),
    period: period === null ? t('operators.unknown') : format.percent(period),
  });
  return (
    <HeatCell
      level={value === null ? null : coverageClass(value)}
      wide={{ below: below > 0 ? format.decimal(-below) : null }}
      title={title}
      lower={small}
    >
      {format.decimal(value)}
    </HeatCell>
  );
}
