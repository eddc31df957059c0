import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useLive } from '../model/live.ts';
import { setPreferences, usePreferences } from '../model/preferences.ts';
import { useShell } from '../model/shell.ts';
import { bind } from '../ui/classes.ts';
import { Modal } from '../ui/modal.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { AccountPart } from './account-menu.tsx';
import styles from './dialogs.module.css';
import { PAGES } from './pages.ts';
import { PreferredLanguage } from './top-bar.tsx';

const css = bind(styles);

function close(): void {
  useShell.setState({ moreOpen: false });
}

/** On a phone: what the top bar has no room for. */
export function MoreDialog() {
  const { t } = useTranslation(['app', 'common']);
  const open = useShell((shell) => shell.moreOpen);
  const theme = usePreferences((preferences) => preferences.theme);
  const simulated = useLive((live) => live.picture?.simulated ?? false);
  const approximate = useLive((live) => live.picture?.borders === 'approximate');
  const sample = useLive((live) => live.picture?.sample ?? false);
  return (
    <Modal title={t('more')} open={open} onClose={close}>
      <nav className={css('pages')} aria-label={t('mainNavigation')}>
        {PAGES.map(({ path, name, Icon }) => (
          <NavLink key={path} to={path} onClick={close}>
            <Icon size={18} aria-hidden />
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <AccountPart onGo={close} />
      <div className={css('setting')}>
        <span>{t('language')}</span>
        <PreferredLanguage />
      </div>
      <div className={css('setting')}>
        <span>{t('theme')}</span>
        <Segmented
          label={t('theme')}
          value={theme}
          choices={[
            { value: 'dark', text: t('dark') },
            { value: 'light', text: t('light') },
          ]}
          onChange={(chosen) => {
            setPreferences({ theme: chosen });
          }}
        />
      </div>
      <p className={css('note')}>{t('atRisk', { what: t('common:communeMeans.risk') })}</p>
      {approximate && <p className={css('note')}>{t('approximateBorders')}</p>}
      {(simulated || sample) && <p className={css('note')}>{t(simulated ? 'simulatedWhy' : 'sampleWhy')}</p>}
    </Modal>
  );
}
