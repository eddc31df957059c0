import { useTranslation } from 'react-i18next';

export function CoveragePage() {
  const { t } = useTranslation('coverage');
  return <h1>{t('title')}</h1>;
}
