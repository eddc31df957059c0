import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import type { Quantity } from './measurements.ts';

/** Names and values of what is measured, in the page's language. */
export function useMeasured(): {
  nameOf: (quantity: Quantity) => string;
  textOf: (quantity: Quantity, value: number | undefined) => string;
} {
  const { t } = useTranslation('drawer');
  const format = useFormat();
  return {
    nameOf: ({ known, label }) => (known === null ? label : t(`measured.${known}`)),
    textOf: ({ unit }, value) => {
      if (value === undefined) return '–';
      if (unit === '') return format.number(value, 1);
      return unit === '%' ? `${format.number(value, 1)}%` : format.unit(value, unit, 1);
    },
  };
}
