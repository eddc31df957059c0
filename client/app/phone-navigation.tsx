import { Menu } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useShell } from '../model/shell.ts';
import { MAP_PATH } from '../model/view.ts';
import { bottomBar } from '../ui/bottom-bar.ts';
import { PHONE, useMedia } from '../ui/use-media.ts';
import { PAGES } from './pages.ts';

/** The bar at the thumb on every page but the map, which brings its own. */
export function PhoneNavigation() {
  const { t } = useTranslation('app');
  const phone = useMedia(PHONE);
  const { pathname } = useLocation();
  if (!phone || pathname === MAP_PATH) return null;
  return (
    <nav className={bottomBar('bar')} aria-label={t('mainNavigation')}>
      {PAGES.map(({ path, name, Icon }) => (
        <NavLink key={path} to={path} className={({ isActive }) => bottomBar('item', isActive && 'on')}>
          <Icon size={20} aria-hidden />
          {t(name)}
        </NavLink>
      ))}
      <button
        type="button"
        className={bottomBar('item')}
        onClick={() => {
          useShell.setState({ moreOpen: true });
        }}
      >
        <Menu size={20} aria-hidden />
        {t('more')}
      </button>
    </nav>
  );
}
