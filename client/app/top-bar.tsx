import { Moon, Search, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../model/live.ts';
import { usePicture } from '../model/shown.ts';
import { setPreferences, usePreferences } from '../model/preferences.ts';
import { useShell } from '../model/shell.ts';
import { IconButton } from '../ui/button.tsx';
import { Tag } from '../ui/chip.tsx';
import { bind } from '../ui/classes.ts';
import { LanguageChoice } from '../ui/language-choice.tsx';
import { PHONE, useMedia } from '../ui/use-media.ts';
import { AccountMenu } from './account-menu.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Clock } from './clock.tsx';
import { LivePill } from './live-pill.tsx';
import { SearchBox } from './search-box.tsx';
import styles from './top-bar.module.css';

const css = bind(styles);
/** Below this the search box would be left with nothing. */
const TIGHT = '(max-width: 1199px)';

export function TopBar() {
  const phone = useMedia(PHONE);
  const tight = useMedia(TIGHT);
  const searching = useShell((shell) => shell.searchOpen);
  if (phone) return <header className={css('bar')}>{searching ? <SearchBox phone /> : <PhoneTop />}</header>;
  return (
    <header className={css('bar')}>
      <Brand />
      <Provenance short={tight} />
      <SearchBox />
      <span className={css('gap')} />
      <LivePill />
      <Clock />
      <PreferredLanguage />
      <ThemeButton />
      <AccountMenu />
    </header>
  );
}

function PhoneTop() {
  const { t } = useTranslation('app');
  return (
    <>
      <Brand />
      <span className={css('gap')} />
      <LivePill />
      <IconButton
        label={t('search.label')}
        onClick={() => {
          useShell.setState({ searchOpen: true });
        }}
      >
        <Search size={20} aria-hidden />
      </IconButton>
    </>
  );
}

function Brand() {
  const { t } = useTranslation('app');
  const phone = useMedia(PHONE);
  const province = useLive((live) => live.picture?.province ?? 'Phủ Sóng');
  return (
    <span className={css('brand')}>
      <span className={css('mark')}>
        <BrandMark />
      </span>
      <span>
        <b>{province}</b>
        {phone ? <Provenance short /> : <small>{t('title')}</small>}
      </span>
    </span>
  );
}

/** Says plainly that what is shown is not the real network. */
function Provenance({ short = false }: { short?: boolean }) {
  const { t } = useTranslation('app');
  const { sample = false, simulated = false, people = 'imported' } = usePicture() ?? {};
  const what = simulated ? 'simulated' : sample ? 'sample' : people === 'simulated' ? 'samplePeople' : null;
  if (what === null) return null;
  return (
    <span className={css('provenance')} title={t(`${what}Why`)}>
      <Tag tone="sim">{t(`${what}${short ? 'Short' : ''}`)}</Tag>
    </span>
  );
}

export function PreferredLanguage() {
  const { t } = useTranslation('app');
  const language = usePreferences((preferences) => preferences.language);
  return (
    <LanguageChoice
      label={t('language')}
      value={language}
      onChange={(chosen) => {
        setPreferences({ language: chosen });
      }}
    />
  );
}

export function toggleTheme(): void {
  setPreferences({ theme: usePreferences.getState().theme === 'dark' ? 'light' : 'dark' });
}

function ThemeButton() {
  const { t } = useTranslation('app');
  const dark = usePreferences((preferences) => preferences.theme === 'dark');
  return (
    <IconButton label={t(dark ? 'toLight' : 'toDark')} onClick={toggleTheme}>
      {dark ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
    </IconButton>
  );
}
