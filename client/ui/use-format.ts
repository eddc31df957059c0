import { useTranslation } from 'react-i18next';
import { formatFor, type Format } from './format.ts';

/** The formats of the language the page is in. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatFor(i18n.language === 'en' ? 'en' : 'vi');
}
