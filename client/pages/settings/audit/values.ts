/** Values of the audit in the words of the page. */
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../../server/contract/roles.ts';
import {
  CAUSES,
  FRESHNESS,
  OPERATORS,
  OPERATOR_NAMES,
  STATION_STATES,
  TECHNOLOGIES,
} from '../../../../server/contract/terms.ts';
import { useLive } from '../../../model/live.ts';
import { parseLocal } from '../../../model/local-time.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { agentOf } from '../own/agent.ts';
import type { texts } from '../texts.ts';
import { isRecord } from './changes.ts';
import { audit } from './texts-vi.ts';

type Audit = (typeof texts)['vi']['audit'];
/** Words that are given each on its own, by the field that holds them. */
type Coded = 'codes' | 'locks' | 'templates' | 'sections' | 'periods' | 'reportStates' | 'kinds';

export const isField = (key: string): key is keyof typeof audit.fields => Object.hasOwn(audit.fields, key);

/** Communes, and rows of a file, that are named; of more it is told how many. */
const FEW = 3;
/** These list what is chosen of all there is. */
const CHOSEN: Readonly<Record<string, number>> = {
  operators: OPERATORS.length,
  technologies: TECHNOLOGIES.length - 1,
};
const CODED: Readonly<Record<string, Coded>> = {
  code: 'codes',
  locked: 'locks',
  template: 'templates',
  sections: 'sections',
  period: 'periods',
  state: 'reportStates',
};

const one = <T extends string>(list: readonly T[], value: string): T | undefined => list.find((item) => item === value);

const reportOf = ({ title, format }: Record<string, unknown>): string =>
  typeof format === 'string' ? `${String(title)} (${format.toUpperCase()})` : String(title);

/** @returns what a field holds, in words; what has none of its own stays as it is */
export function useValueWords(): (key: string, value: unknown) => string {
  const { t, i18n } = useTranslation('settings');
  const common = useTranslation('common').t;
  const format = useFormat();
  const communes = useLive(({ picture }) => picture?.communes);

  const coded = (group: Coded, value: string): string | undefined => {
    const words: Readonly<Record<string, string>> = i18n.getResource(
      i18n.language,
      'settings',
      `audit.${group}`,
    ) as Audit[Coded];
    return Object.hasOwn(words, value) ? words[value] : undefined;
  };

  const communesOf = (codes: readonly unknown[]): string => {
    if (codes.length > FEW) return t('scope.someCommunes', { count: codes.length, n: format.number(codes.length) });
    return codes.map((code) => communes?.find((commune) => commune.code === code)?.name ?? String(code)).join(', ');
  };

  const timeOf = (value: string): string | undefined => {
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return format.dateTime(Date.parse(value));
    const day = /^\d{4}-\d\d-\d\d$/.test(value) ? parseLocal(`${value}T00:00`) : null;
    return day === null ? undefined : format.date(day);
  };

  const textOf = (key: string, value: string): string => {
    const role = key === 'role' ? one(ROLES, value) : undefined;
    if (role !== undefined) return t(`roles.${role}`).toLowerCase();
    const state = key === 'state' ? one(STATION_STATES, value) : undefined;
    if (state !== undefined) return common(`state.${state}`).toLowerCase();
    const cause = key === 'cause' ? one(CAUSES, value) : undefined;
    if (cause !== undefined) return common(`cause.${cause}`);
    const freshness = key === 'freshness' ? one(FRESHNESS, value) : undefined;
    if (freshness !== undefined) return t(`keys.freshnesses.${freshness}`);
    const operator = ['operator', 'operators'].includes(key) ? one(OPERATORS, value) : undefined;
    if (operator !== undefined) return OPERATOR_NAMES[operator];
    if (key === 'format' || key === 'formats') return value.toUpperCase();
    const agent = key === 'agent' ? agentOf(value) : null;
    if (agent !== null) return `${agent.browser}, ${agent.system}`;
    const group = CODED[key];
    return (group === undefined ? undefined : coded(group, value)) ?? timeOf(value) ?? value;
  };

  const listOf = (key: string, list: readonly unknown[]): string => {
    if (key === 'communes' && list.length === 0) return t('audit.all');
    if (key === 'communes') return communesOf(list);
    if (list.length === 0) return t('audit.nothing');
    if (list.length === CHOSEN[key]) return t('audit.all');
    return list.map((item) => (isRecord(item) && 'title' in item ? reportOf(item) : wordsOf(key, item))).join(', ');
  };

  /** Rows of a file that was imported: the first few, each column by its name. */
  const rowsOf = (rows: Record<string, unknown>): string => {
    const codes = Object.keys(rows);
    const columnOf = (column: string) => (isField(column) ? t(`audit.fields.${column}`) : column);
    const told = codes.slice(0, FEW).map((code) => {
      const row = rows[code];
      if (!isRecord(row)) return code;
      return `${code}: ${Object.entries(row)
        .map(([column, value]) => `${columnOf(column)} ${wordsOf(column, value)}`)
        .join(', ')}`;
    });
    const others = codes.length - told.length;
    return [...told, ...(others > 0 ? [t('audit.otherRows', { n: format.number(others) })] : [])].join('; ');
  };

  /** What one is limited to, how many rows of which kind, who issues: each part by its name. */
  const partsOf = (key: string, value: Record<string, unknown>): string => {
    if (key === 'issuer') return Object.values(value).flat().filter(Boolean).join(', ');
    if (key === 'scope') {
      const part = (name: 'operators' | 'communes') => {
        const chosen = value[name];
        return Array.isArray(chosen) ? wordsOf(name, chosen) : t('audit.all');
      };
      return `${t('audit.fields.operators')}: ${part('operators')} · ${t('audit.communesOf')}: ${part('communes')}`;
    }
    const parts = Object.entries(value).map(
      ([name, amount]) => `${wordsOf(name, amount)} ${coded('kinds', name) ?? name}`,
    );
    return parts.join(' · ');
  };

  const wordsOf = (key: string, value: unknown): string => {
    if (key === 'operator' && value === null) return t('keys.everybody');
    if (value === null || value === undefined || value === '') return t('audit.nothing');
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    if (typeof value === 'number') return format.number(value, 4);
    if (typeof value === 'string') return textOf(key, value);
    if (Array.isArray(value)) return listOf(key, value);
    if (isRecord(value)) return key === 'rows' ? rowsOf(value) : partsOf(key, value);
    return JSON.stringify(value);
  };
  return wordsOf;
}
