import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageHistory } from '../../../../server/contract/history.ts';
import { shortName } from '../../../model/commune-name.ts';
import { IconButton } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { TECHNOLOGIES, type PageTechnology } from '../address.ts';
import { monthLabel } from '../period.ts';
import { useMonths } from '../questions.ts';
import { saveFile } from '../../../model/save-file.ts';
import { AgainstFailed, Answered, Section } from '../section.tsx';
import { trendCsv } from './csv.ts';
import { TrendChart, type Against } from './trend-chart.tsx';
import { isEmpty, trendRows, type TrendRow } from './trend-series.ts';
import styles from './trend.module.css';

const css = bind(styles);
type Look = 'chart' | 'table';

interface TrendSectionProps {
  code: string;
  technology: PageTechnology;
  /** The commune it is compared with. */
  against: { code: string; name: string } | null;
}

export function TrendSection({ code, technology, against }: TrendSectionProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const [look, setLook] = useState<Look>('chart');
  const query = useMonths(code);
  const others = useMonths(against?.code ?? null);
  const { data } = query;
  const rows = useMemo(() => (data === undefined ? [] : trendRows(data, code)), [data, code]);
  const other = useOtherLine(others.data, against, technology);
  const download = (): void => {
    const text = trendCsv(rows, t('trend.month'), t('trend.unit'), format.language);
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), t('trend.file', { code }));
  };
  return (
    <Section
      title={t('trend.title')}
      count={<span className={css('unit')}>{t('trend.unit')}</span>}
      end={
        <span className={css('tools')}>
          {rows.length > 0 && (
            <IconButton label={t('trend.download')} onClick={download}>
              <Download size={15} aria-hidden />
            </IconButton>
          )}
          <Segmented
            label={t('trend.view')}
            value={look}
            choices={(['chart', 'table'] as const).map((value) => ({ value, text: t(`trend.${value}`) }))}
            onChange={setLook}
          />
        </span>
      }
    >
      <Answered query={query} what={t('trend.what')}>
        {() =>
          isEmpty(rows) ? (
            <p className={css('none')}>{t('trend.none')}</p>
          ) : look === 'chart' ? (
            <TrendChart rows={rows} against={other} />
          ) : (
            <TrendTable rows={rows} against={other} />
          )
        }
      </Answered>
      {against !== null && <AgainstFailed query={others} what={t('trend.what')} name={against.name} />}
    </Section>
  );
}

/** The same object until its months are others: the commune itself is another with every delta. */
function useOtherLine(
  history: CoverageHistory | undefined,
  against: TrendSectionProps['against'],
  technology: PageTechnology,
): Against | null {
  const { code, name } = against ?? {};
  return useMemo(
    () =>
      history === undefined || code === undefined || name === undefined
        ? null
        : { name: shortName(name), technology, rows: trendRows(history, code) },
    [history, code, name, technology],
  );
}

interface TrendTableProps {
  rows: readonly TrendRow[];
  against: Against | null;
}

function TrendTable({ rows, against }: TrendTableProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const text = (value: number | null): string => format.percent(value).replace('%', '');
  return (
    <table className={css('table')}>
      <thead>
        <tr>
          <th scope="col">{t('trend.month')}</th>
          {TECHNOLOGIES.map((technology) => (
            <th key={technology} scope="col">
              {technology}
            </th>
          ))}
          {against !== null && (
            <th scope="col">
              {against.name} {against.technology}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ start, shares }, index) => (
          <tr key={start}>
            <th scope="row">
              {monthLabel(start)}
              {index === rows.length - 1 && <small> {t('trend.partial')}</small>}
            </th>
            {TECHNOLOGIES.map((technology) => (
              <td key={technology}>{text(shares[technology])}</td>
            ))}
            {against !== null && <td>{text(against.rows[index]?.shares[against.technology] ?? null)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
