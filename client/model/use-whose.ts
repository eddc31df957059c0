import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES } from '../../server/contract/terms.ts';
import { useOperators, useSeesEveryOperator } from './session.ts';

/** Whose stations are counted here, as “stations of …” goes on; null: everybody's. */
export function useWhose(): string | null {
  const { t } = useTranslation('common');
  const [first, ...others] = useOperators();
  if (useSeesEveryOperator() || first === undefined) return null;
  return others.length === 0 ? OPERATOR_NAMES[first] : t('operatorsSeen');
}
