/** Lines of the audit in words. */
import { useTranslation } from 'react-i18next';
import { ROLES, type AuditAction } from '../../../../server/contract/roles.ts';
import { CAUSES, ELEMENT_STATES, OPERATOR_NAMES } from '../../../../server/contract/terms.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { changesOf } from './changes.ts';
import type { texts } from '../texts.ts';

type Dashed<T extends string> = T extends `${infer A}.${infer B}` ? `${A}-${B}` : T;
type Field = keyof (typeof texts)['vi']['audit']['fields'];

/** The texts' own keys know no dot inside. */
export function useActionWords(): (action: AuditAction) => string {
  const { t } = useTranslation('settings');
  return (action) => t(`audit.actions.${action.replace('.', '-') as Dashed<AuditAction>}`);
}

const FIELDS: readonly Field[] = [
  ...(['name', 'fullName', 'role', 'disabled', 'code', 'agent', 'operator', 'freshness', 'prefix'] as const),
  ...(['station', 'technology', 'cell', 'link', 'node', 'state', 'cause', 'reason', 'at', 'value', 'id'] as const),
  ...(['start', 'end', 'endedAt'] as const),
];

export interface Told {
  name: string;
  /** null: there was nothing. */
  from: string | null;
  /** null: nothing is left. */
  to: string | null;
}

/** What has changed, name and value in the language of the page; what has no words of its own stays as it is. */
export function useChangeWords(): (before: unknown, after: unknown) => Told[] {
  const { t } = useTranslation('settings');
  const common = useTranslation('common').t;
  const format = useFormat();
  const valueOf = (key: string, value: unknown): string | null => {
    if (value === undefined) return null;
    if (key === 'operator' && value === null) return t('keys.everybody');
    if (value === null || value === '') return t('audit.nothing');
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    if (typeof value === 'number') return format.number(value, 4);
    if (typeof value !== 'string') return JSON.stringify(value);
    const role = ROLES.find((one) => one === value);
    if (key === 'role' && role !== undefined) return t(`roles.${role}`).toLowerCase();
    const state = ELEMENT_STATES.find((one) => one === value);
    if (key === 'state' && state !== undefined) return common(`state.${state}`).toLowerCase();
    const cause = CAUSES.find((one) => one === value);
    if (key === 'cause' && cause !== undefined) return common(`cause.${cause}`);
    if (key === 'operator' && value in OPERATOR_NAMES) return OPERATOR_NAMES[value as keyof typeof OPERATOR_NAMES];
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return format.dateTime(Date.parse(value));
    return value;
  };
  return (before, after) =>
    changesOf(before, after).map(({ key, from, to }) => {
      const field = FIELDS.find((one) => one === key);
      return {
        name: field === undefined ? key : t(`audit.fields.${field}`),
        from: valueOf(key, from),
        to: valueOf(key, to),
      };
    });
}
