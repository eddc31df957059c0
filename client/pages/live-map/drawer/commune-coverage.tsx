/** A commune's coverage: each technology now against as built, then operator by operator. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  OPERATORS,
  OPERATOR_NAMES,
  layerIndex,
  type LayerOperator,
  type LayerTechnology,
} from '../../../../server/contract/terms.ts';
import type { SnapshotCommune } from '../../../../server/contract/wire.ts';
import { layerFigures } from '../../../model/commune-figures.ts';
import { useReplaying } from '../../../model/shown.ts';
import { useOperators } from '../../../model/session.ts';
import { coverageClass } from '../../../model/selectors.ts';
import { useView } from '../../../model/use-view.ts';
import type { Measure } from '../../../model/view.ts';
import { bind } from '../../../ui/classes.ts';
import { HeatCell } from '../../../ui/heat-cell.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Section } from './section.tsx';
import styles from './drawer.module.css';

const css = bind(styles);

/** Columns, newest technology first. */
const COLUMNS: readonly LayerTechnology[] = ['4G', '3G', '2G', 'any'];

export function CommuneCoverage({ commune }: { commune: SnapshotCommune }) {
  const { t } = useTranslation('drawer');
  const replay = useTranslation('replay').t;
  const replaying = useReplaying();
  const common = useTranslation('common').t;
  const { view } = useView();
  const [chosen, setChosen] = useState<Measure | null>(null);
  const measure = chosen ?? view.measure;
  return (
    <>
      <Section
        title={replaying ? replay('coverageThen') : t('section.coverage')}
        end={
          <Segmented
            label={t('commune.measure')}
            value={measure}
            choices={(['people', 'area'] as const).map((value) => ({ value, text: common(`measure.${value}`) }))}
            onChange={setChosen}
          />
        }
      >
        <TechnologyTable commune={commune} measure={measure} />
      </Section>
      <Section title={t('section.operators')} end={common(`measure.${measure}`)}>
        <OperatorTable commune={commune} measure={measure} />
        <p className={css('quiet')}>{t('commune.provenance')}</p>
      </Section>
    </>
  );
}

interface TableProps {
  commune: SnapshotCommune;
  measure: Measure;
}

function useTechnologyName(): (technology: LayerTechnology) => string {
  const { t } = useTranslation('drawer');
  return (technology) => (technology === 'any' ? t('commune.any') : technology);
}

function TechnologyTable({ commune, measure }: TableProps) {
  const { t } = useTranslation('drawer');
  const replay = useTranslation('replay').t;
  const replaying = useReplaying();
  const format = useFormat();
  const name = useTechnologyName();
  const amount = (lost: number): string => {
    if (lost === 0) return '–';
    return measure === 'people'
      ? t('commune.lostPeople', { n: format.number(lost) })
      : format.unit(lost / 1e6, 'km²', lost < 1e5 ? 2 : 1);
  };
  return (
    <table className={css('table')}>
      <thead>
        <tr>
          <th>{t('commune.technology')}</th>
          <th className={css('right')}>{replaying ? replay('then') : t('commune.live')}</th>
          <th className={css('right')}>{t('commune.asBuilt')}</th>
          <th className={css('right')}>{t('commune.lost')}</th>
        </tr>
      </thead>
      <tbody>
        {COLUMNS.map((technology) => {
          const figures = layerFigures(commune, layerIndex(technology, 'any'), measure);
          return (
            <tr key={technology}>
              <td>
                <b>{name(technology)}</b>
              </td>
              <td className={css('right')}>{format.percent(figures?.live ?? null)}</td>
              <td className={css('right', 'second')}>{format.percent(figures?.asBuilt ?? null)}</td>
              <td className={css('right', figures !== null && figures.lost > 0 && 'red')}>
                {amount(figures?.lost ?? 0)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function OperatorTable({ commune, measure }: TableProps) {
  const name = useTechnologyName();
  // Any of them stands in the table above.
  const seen = useOperators();
  const rows = OPERATORS.filter((operator) => seen.includes(operator));
  return (
    <table className={css('table', 'heat')}>
      <thead>
        <tr>
          <td />
          {COLUMNS.map((technology) => (
            <th key={technology} className={css('centre')}>
              {name(technology)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((operator) => (
          <tr key={operator}>
            <td>{OPERATOR_NAMES[operator]}</td>
            {COLUMNS.map((technology) => (
              <Cell key={technology} {...{ commune, measure, technology, operator }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Live, on the colour of its class; below it what is lost against as built. */
function Cell({
  commune,
  measure,
  technology,
  operator,
}: TableProps & { technology: LayerTechnology; operator: LayerOperator }) {
  const { t } = useTranslation('drawer');
  const replay = useTranslation('replay').t;
  const replaying = useReplaying();
  const format = useFormat();
  const column = useTechnologyName()(technology);
  const name = `${operator === 'any' ? t('commune.anyOperator') : OPERATOR_NAMES[operator]} ${column}`;
  const figures = layerFigures(commune, layerIndex(technology, operator), measure);
  if (figures === null) {
    return (
      <td className={css('centre')} title={t('commune.notBuilt', { name })}>
        –
      </td>
    );
  }
  const { live, asBuilt, points } = figures;
  const told = { name, live: format.percent(live), asBuilt: format.percent(asBuilt) };
  return (
    <td className={css('centre')} title={replaying ? replay('cellThen', told) : t('commune.cellDetail', told)}>
      <HeatCell level={coverageClass(live)} wide={{ below: points > 0 ? format.decimal(-points) : null }}>
        {format.decimal(live)}
      </HeatCell>
    </td>
  );
}
