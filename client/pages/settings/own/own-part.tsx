import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionBody } from '../../../../server/contract/accounts.ts';
import { send } from '../../../model/answers.ts';
import { useSession } from '../../../model/session.ts';
import { bind } from '../../../ui/classes.ts';
import { PasswordForm } from '../../../ui/password-form.tsx';
import { Head } from '../head.tsx';
import styles from '../settings.module.css';
import { refresh, useDeed } from '../use-deed.ts';
import { SessionList } from './session-list.tsx';

const css = bind(styles);

/** One's own password, and where one has signed in. */
export function OwnPart() {
  const { t } = useTranslation('settings');
  const account = useSession(({ session }) => session?.account ?? null);
  const { busy, refused, run } = useDeed();
  const [said, setSaid] = useState<string | null>(null);
  /** A new form after each change: what was typed is forgotten. */
  const [changes, setChanges] = useState(0);
  if (account === null) return null;
  const { name, fullName, role } = account;
  return (
    <>
      <Head
        title={t('parts.own')}
        text={`${fullName}: ${t('own.text', { name, role: t(`roles.${role}`).toLowerCase() })}`}
        said={said}
      />
      <section className={css('section')} aria-labelledby="own-password">
        <h2 id="own-password">{t('own.password')}</h2>
        <p className={css('note')}>{t('own.passwordNote')}</p>
        <div className={css('narrow')}>
          <PasswordForm
            key={changes}
            name={name}
            busy={busy}
            refused={refused}
            onSubmit={(passwords) => {
              setSaid(null);
              run(
                () => send<SessionBody>('POST', 'session/password', passwords),
                (session) => {
                  useSession.setState({ session });
                  setChanges(changes + 1);
                  setSaid(t('own.changed'));
                  refresh('sessions');
                },
              );
            }}
          />
        </div>
      </section>
      <SessionList onSaid={setSaid} />
    </>
  );
}
