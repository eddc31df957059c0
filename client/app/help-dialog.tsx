import { useTranslation } from 'react-i18next';
import { setPreferences, usePreferences } from '../model/preferences.ts';
import { useShell } from '../model/shell.ts';
import { bind } from '../ui/classes.ts';
import { Modal } from '../ui/modal.tsx';
import styles from './dialogs.module.css';

const css = bind(styles);
const KEYS = [
  { what: 'search', keys: ['Ctrl K', '/'] },
  { what: 'pages', keys: ['1', '2', '3', '4'] },
  { what: 'filters', keys: ['F'] },
  { what: 'layers', keys: ['L'] },
  { what: 'theme', keys: ['T'] },
  { what: 'replay', keys: ['R'] },
  { what: 'play', keys: ['Space'] },
  { what: 'step', keys: ['←', '→'] },
  { what: 'rows', keys: ['↑', '↓'] },
  { what: 'tens', keys: ['PgUp', 'PgDn'] },
  { what: 'ends', keys: ['Home', 'End'] },
  { what: 'commune', keys: ['Enter'] },
  { what: 'help', keys: ['?'] },
  { what: 'escape', keys: ['Esc'] },
] as const;

export function HelpDialog() {
  const { t } = useTranslation('app');
  const open = useShell((shell) => shell.helpOpen);
  const letters = usePreferences((preferences) => preferences.letters);
  return (
    <Modal
      title={t('keys.title')}
      open={open}
      onClose={() => {
        useShell.setState({ helpOpen: false });
      }}
    >
      <dl className={css('keys')}>
        {KEYS.map(({ what, keys }) => (
          <div key={what}>
            <dt>{t(`keys.${what}`)}</dt>
            <dd>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && (keys.length > 2 ? ' ' : ` ${t('keys.or')} `)}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className={css('check')}>
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            setPreferences({ letters: event.currentTarget.checked });
          }}
        />
        {t('keys.letters')}
      </label>
    </Modal>
  );
}
