import { useTranslation } from 'react-i18next';

export function CommunePage() {
  const { t } = useTranslation('commune');
  return <h1>{t('title')}</h1>;
}
