/** Things of this page in words, in the language it is in. */
import { useTranslation } from 'react-i18next';
import type { ReportBody, ReportOrder, ReportRequest, ReportSituation } from '../../../server/contract/reports.ts';
import { OPERATORS, OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useLive } from '../../model/live.ts';
import { localDate } from '../../model/local-time.ts';
import { useFormat } from '../../ui/use-format.ts';
import { REPORT_TECHNOLOGIES } from './choices.ts';
import { LAST_DAY, whenOf } from './cron.ts';
import { dayText, stretchAround, weekNumber, type PeriodKind, type Stretch } from './periods.ts';
import type { Completeness } from './use-preview.ts';

export function useStretchWords(): (kind: PeriodKind, stretch: Stretch) => string {
  const { t } = useTranslation('reports');
  return (kind, { from, to }) => {
    const year = from.slice(0, 4);
    const month = Number(from.slice(5, 7));
    switch (kind) {
      case 'week':
        return t('stretch.week', { n: weekNumber(from), from: dayText(from).slice(0, 5), to: dayText(to) });
      case 'month':
        return t('stretch.month', { n: month, year });
      case 'quarter':
        return t('stretch.quarter', { n: Math.ceil(month / 3), year });
      case 'any':
        return from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`;
    }
  };
}

/** What a report that has no title yet is called, and one that never will. */
export function useTitle(): (report: Pick<ReportBody, 'title' | 'state' | 'request'>) => string {
  const { t } = useTranslation('reports');
  const words = useStretchWords();
  return ({ title, state, request }) => {
    if (state === 'ready' && title !== '') return title;
    const name = t(`templates.${request.template}`);
    return `${name}, ${words(kindOf(request), request)}`;
  };
}

/** As a list names it: “BC vùng phủ tháng 10”, with its year where that is another than the one it was made in. */
export function useShortTitle(): (report: Pick<ReportBody, 'request' | 'createdAt'>) => string {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const communes = useLive(({ picture }) => picture?.communes);
  return ({ request, createdAt }) => {
    const { template, from, to, communes: codes } = request;
    const [only = ''] = codes;
    const name = communes?.find(({ code }) => code === only)?.name ?? only;
    const count = codes.length;
    const some =
      template === 'commune' || count === 0
        ? ''
        : `, ${count === 1 ? name : t('short.communes', { count, n: format.number(count) })}`;
    const isThisYear = to.slice(0, 4) === localDate(Date.parse(createdAt)).slice(0, 4);
    return `${t(`short.${template}`, { name })} ${daysOf(from, to, isThisYear)}${some}`;
  };

  function daysOf(from: string, to: string, isThisYear: boolean): string {
    const kind = kindOf({ from, to });
    const year = isThisYear ? '' : `/${to.slice(0, 4)}`;
    const month = Number(from.slice(5, 7));
    switch (kind) {
      case 'week':
        return t('short.week', { n: weekNumber(from) }) + year;
      case 'month':
        return t('short.month', { n: month }) + year;
      case 'quarter':
        return t('short.quarter', { n: Math.ceil(month / 3) }) + year;
      case 'any': {
        const short = (day: string): string => (isThisYear ? dayText(day).slice(0, 5) : dayText(day));
        return from === to ? short(from) : `${short(from)} – ${short(to)}`;
      }
    }
  }
}

function kindOf({ from, to }: Pick<ReportOrder, 'from' | 'to'>): PeriodKind {
  const kinds = ['week', 'month', 'quarter'] as const;
  return kinds.find((kind) => stretchAround(kind, from).from === from && stretchAround(kind, from).to === to) ?? 'any';
}

/** What it is limited to and filtered by, in one line; empty: nothing. */
export function useFilterWords(): (request: ReportRequest) => string {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return ({ technologies, operators, technology, measure, situations = [], below, search = '' }) => {
    const names = operators.map((one) => OPERATOR_NAMES[one]);
    const signal = [technology ?? '4G', ...(names.length === 1 ? names : [])].join(' ');
    const layer = measure === 'area' ? t('filters.area', { layer: signal }) : signal;
    const isUsual = (technology ?? '4G') === '4G' && measure !== 'area';
    const isFibre = (one: ReportSituation): boolean => one === 'single-path' || one === 'cut';
    const words = (some: readonly ReportSituation[]) => some.map((one) => t(`filters.situations.${one}`));
    return [
      technologies.length < REPORT_TECHNOLOGIES.length ? technologies.join(', ') : '',
      names.length < OPERATORS.length ? names.join(', ') : '',
      words(situations.filter(isFibre)).join(t('filters.or')),
      ...words(situations.filter((one) => !isFibre(one))),
      below === undefined
        ? ''
        : t('filters.below', { layer, percent: `${format.number(below, Number.isInteger(below) ? 0 : 1)}%` }),
      below === undefined && !isUsual ? t('filters.layer', { layer }) : '',
      search === '' ? '' : t('filters.search', { search }),
    ]
      .filter((part) => part !== '')
      .join('; ');
  };
}

/** A cron expression as people say it: Ngày 05 hằng tháng, 07:30. */
export function useWhenWords(): (cron: string) => string {
  const { t } = useTranslation('reports');
  return (cron) => {
    const when = whenOf(cron);
    switch (when.kind) {
      case 'daily':
        return t('when.daily', when);
      case 'weekly':
        return t('when.weekly', { time: when.time, weekday: t(`weekdays.d${weekdayOf(when.weekday)}`) });
      case 'monthly':
      case 'quarterly': {
        const { kind, time } = when;
        const day = String(when.day).padStart(2, '0');
        return when.day === LAST_DAY ? t(`when.${kind}Last`, { time }) : t(`when.${kind}`, { time, day });
      }
      case 'other':
        return t('when.other', when);
    }
  };
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;

function weekdayOf(number: number): (typeof WEEKDAYS)[number] {
  return WEEKDAYS.find((one) => one === number) ?? 0;
}

/** What is missing, by name; null: nothing is. */
export function useMissingWords(): (completeness: Completeness) => string | null {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return ({ days, daysWithData, missing }) => {
    const parts = missing.map((one) => {
      const operator = OPERATOR_NAMES[one.operator];
      if (one.days >= days) return t('missing.whole', { operator });
      const dates = one.dates.map((date) => dayText(date).slice(0, 5));
      return one.days > dates.length
        ? t('missing.many', { operator, n: format.number(one.days), date: dates[0] ?? '' })
        : t('missing.dates', { operator, dates: dates.join(', ') });
    });
    if (daysWithData < days) {
      parts.unshift(t('missing.days', { n: format.number(days - daysWithData), of: format.number(days) }));
    }
    return parts.length === 0 ? null : parts.join('; ');
  };
}

const KNOWN_CAUSES = [
  ...(['internal', 'bad_query', 'not_saved', 'too_many_requests', 'no_answer'] as const),
  ...(['history_not_ready', 'history_recomputing', 'before_history'] as const),
] as const;

/** An error's code as the reason of a failure; otherwise what the server said. */
export function useWhy(): (code: string, message?: string) => string {
  const { t } = useTranslation('reports');
  return (code, message) => {
    const known = KNOWN_CAUSES.find((one) => one === code);
    return known === undefined ? (message ?? code) : t(`why.${known}`);
  };
}
