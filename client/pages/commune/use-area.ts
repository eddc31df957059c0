import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';

/** Below this an area is told in hectares. */
const HECTARES_BELOW_M2 = 100_000;

/** 1,77 km²; 4,3 ha. */
export function useArea(): (m2: number) => string {
  const { t } = useTranslation('commune');
  const format = useFormat();
  return (m2) =>
    m2 < HECTARES_BELOW_M2 ? format.unit(m2 / 10_000, t('ha'), 1) : format.unit(m2 / 1_000_000, 'km²', 2);
}
