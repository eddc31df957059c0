import { useTranslation } from 'react-i18next';

/** While a page's own code is on its way. */
export function PageLoading() {
  const { t } = useTranslation('common');
  return (
    <p role="status" className="unseen">
      {t('loading')}
    </p>
  );
}
