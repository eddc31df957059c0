import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Empty } from '../ui/notice.tsx';

export function UnknownPage() {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  return (
    <Empty
      icon={<MapPinOff size={24} aria-hidden />}
      title={t('unknown.title')}
      text={t('unknown.text', { path: pathname })}
    >
      <Link to="/ban-do">{t('unknown.back')}</Link>
    </Empty>
  );
}
