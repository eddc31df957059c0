import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useView } from '../../model/use-view.ts';
import { operatorOf } from '../../model/view.ts';

/** What people may be without in the chosen layer: "4G", "sóng", "4G Viettel". */
export function useSignalName(): string {
  const { t } = useTranslation('page');
  const { view } = useView();
  const operator = operatorOf(view);
  const technology = view.technology === 'any' ? t('anySignal') : view.technology;
  return operator === 'any' ? technology : `${technology} ${OPERATOR_NAMES[operator]}`;
}
