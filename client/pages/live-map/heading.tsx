import { useTranslation } from 'react-i18next';
import { useLive } from '../../model/live.ts';

/** The picture speaks for itself to those who see it. */
export function Heading() {
  const { t } = useTranslation('page');
  const province = useLive((live) => live.picture?.province ?? '');
  return <h1 className="unseen">{t('heading', { province })}</h1>;
}
