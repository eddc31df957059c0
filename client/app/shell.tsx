import { Keyboard, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { SETTINGS_PATH, useSession } from '../model/session.ts';
import { useShell } from '../model/shell.ts';
import { bind } from '../ui/classes.ts';
import { Announcer } from './announcer.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { MoreDialog } from './more-dialog.tsx';
import { PAGES } from './pages.ts';
import { PhoneNavigation } from './phone-navigation.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const css = bind(styles);

/** Top bar, rail or phone bar, and what floats over every page. */
export function Shell({ children }: { children: ReactNode }) {
  useShortcuts();
  return (
    <div className={css('shell')}>
      <SkipLink />
      <TopBar />
      <Rail />
      <main id="main" tabIndex={-1} className={css('main')}>
        {children}
      </main>
      <PhoneNavigation />
      <Announcer />
      <HelpDialog />
      <MoreDialog />
    </div>
  );
}

function SkipLink() {
  const { t } = useTranslation('app');
  return (
    <a href="#main" className={css('skip')}>
      {t('skip')}
    </a>
  );
}

function Rail() {
  const { t } = useTranslation('app');
  const signedIn = useSession(({ session }) => (session?.account ?? null) !== null);
  return (
    <nav className={css('rail')} aria-label={t('mainNavigation')}>
      {PAGES.map(({ path, name, Icon }) => (
        <NavLink key={path} to={path} className={({ isActive }) => css('item', isActive && 'current')}>
          <Icon size={19} aria-hidden />
          {t(name)}
        </NavLink>
      ))}
      <span className={css('gap')} />
      {signedIn && (
        <NavLink to={SETTINGS_PATH} className={({ isActive }) => css('item', isActive && 'current')}>
          <Settings size={19} aria-hidden />
          {t('settings')}
        </NavLink>
      )}
      <button
        type="button"
        className={css('item')}
        onClick={() => {
          useShell.setState({ helpOpen: true });
        }}
      >
        <Keyboard size={19} aria-hidden />
        {t('keys.open')}
      </button>
    </nav>
  );
}
