import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES, OPERATORS, type OperatorCode } from '../../../server/contract/terms.ts';
import { useLive } from '../../model/live.ts';
import { useOperators, useSeesPart } from '../../model/session.ts';
import { operatorOf } from '../../model/view.ts';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import type { FigureKey } from './coverage-view.ts';
import { stationsOutside } from './live-facts.ts';
import { columnsInUse, figuresOf } from './rows.ts';
import type { Coverage } from './use-coverage.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { useWhoseStations } from './use-words.ts';
import styles from './footer.module.css';

const css = bind(styles);

/** The province in one line, and what is left of it under the filters. */
export function Footer({ coverage, shown }: { coverage: Coverage; shown: readonly Entry[] }) {
  const { t } = useTranslation('coverage');
  const { entries, history } = coverage;
  const { operators } = useCoverageView().view;
  const seesPart = useSeesPart();
  const whose = useWhoseStations(useCoverageView().view);
  const outside = useLive(({ picture }) => (picture === null ? 0 : stationsOutside(picture, operators)));
  return (
    <footer className={css('footer')}>
      <Totals
        title={t(seesPart ? 'footer.yours' : 'footer.province', { count: entries.length })}
        entries={entries}
        outside={outside}
        whose={whose}
      />
      {shown.length < entries.length && shown.length > 0 && (
        <Totals title={t('footer.filtered', { count: shown.length })} entries={shown} whose={whose} part />
      )}
      <span className={css('gap')} />
      {history !== null && !coverage.outdated && <Shares coverage={coverage} />}
    </footer>
  );
}

interface TotalsProps {
  title: string;
  entries: readonly Entry[];
  /** Stations that stand in none of the communes, and are counted too. */
  outside?: number;
  /** Whose stations; null: everybody's. */
  whose: string | null;
  part?: boolean;
}

function Totals({ title, entries, outside = 0, whose, part = false }: TotalsProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const people = entries.reduce((sum, { row }) => sum + row.population, 0);
  const key = outside > 0 ? 'footer.stationsOutside' : 'footer.stations';
  const stations = entries.reduce((sum, { facts }) => sum + (facts?.stations ?? 0), outside);
  return (
    <span className={css('totals', part && 'filtered')}>
      <b>{title}</b>
      <span>{t('footer.people', { n: format.number(people) })}</span>
      {stations > 0 && (
        <span className={css('stations')}>
          {t(`${key}${whose === null ? '' : 'Of'}`, {
            n: format.number(stations),
            outside: format.number(outside),
            whose,
          })}
        </span>
      )}
    </span>
  );
}

/** The province's share by each operator that has a column. */
function Shares({ coverage: { history, rows } }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view } = useCoverageView();
  const figures = figuresOf(history?.province, view);
  const operator = operatorOf(view);
  const alone = operator !== 'any';
  const items: { key: FigureKey; name: string }[] = [
    ...(alone ? [{ key: 'main' as const, name: OPERATOR_NAMES[operator] }] : []),
    ...columnsInUse(rows, view, useOperators()).map((key) => ({
      key,
      name: isOperator(key) ? OPERATOR_NAMES[key] : t('footer.allOperators'),
    })),
  ];
  if (items.length === 0) return null;
  return (
    <span className={css('shares')}>
      <span>{t(alone ? 'footer.compared' : 'footer.byOperator', { technology: view.technology })}</span>
      {items.map(({ key, name }) => (
        <span key={key} className={css('share')}>
          {name} <b>{format.decimal(figures[key] ?? null)}</b>
        </span>
      ))}
    </span>
  );
}

function isOperator(key: FigureKey): key is OperatorCode {
  return OPERATORS.some((operator) => operator === key);
}
