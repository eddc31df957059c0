import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useView } from '../../model/use-view.ts';
import { operatorOf } from '../../model/view.ts';

/** What the choropleth is about: "4G", "sóng", "4G Viettel". */
export function useSignal(): string {
  const { t } = useTranslation('map');
  const { view } = useView();
  const operator = operatorOf(view);
  const technology = view.technology === 'any' ? t('signal') : view.technology;
  return operator === 'any' ? technology : `${technology} ${OPERATOR_NAMES[operator]}`;
}
