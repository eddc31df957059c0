/** /dang-nhap: a name and a password, then the change of one that was given, then back to where one was. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { SessionBody } from '../../../server/contract/accounts.ts';
import { ownPath, refreshSession, signOut, useSession } from '../../model/session.ts';
import { hasEnded } from '../../model/session-ended.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Failure, Skeleton } from '../../ui/notice.tsx';
import { Frame } from './frame.tsx';
import { GivenPassword } from './given-password.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in.module.css';

const css = bind(styles);

export function SignInPage() {
  const { t } = useTranslation(['signIn', 'common']);
  const [query] = useSearchParams();
  const back = ownPath(query.get('tiep'));
  const [asked, setAsked] = useState(false);
  const session = useSession((state) => state.session);
  const leave = useSession((state) => state.leave);
  const [given, setGiven] = useState<string>();
  const [ended] = useState(hasEnded);
  const account = session?.account ?? null;
  const mayGoOn = account !== null && session?.permissions.includes('see') === true;
  const ask = useCallback(() => {
    void refreshSession().then(() => {
      setAsked(true);
    });
  }, []);
  useEffect(ask, [ask]);
  useEffect(() => {
    if (mayGoOn) leave(back);
  }, [mayGoOn, back, leave]);
  useEffect(() => {
    document.title = `${t('title')} · Phủ Sóng`;
  }, [t]);

  const arrived = (next: SessionBody, password: string): void => {
    setGiven(password);
    useSession.setState({ session: next });
  };

  if (session === null && asked) {
    return (
      <Frame title={t('title')}>
        <Failure title={t('unreachable')} text={t('silent')}>
          <Button
            kind="primary"
            small
            onClick={() => {
              setAsked(false);
              ask();
            }}
          >
            {t('common:retry')}
          </Button>
        </Failure>
      </Frame>
    );
  }
  if (session === null || mayGoOn) {
    return (
      <Frame title={t('title')}>
        <Skeleton widths={[60, 100, 100]} label={t('checking')} />
      </Frame>
    );
  }
  if (account !== null) {
    return (
      <Frame title={t('change.title')} text={t('change.text', { name: account.fullName })}>
        <GivenPassword name={account.name} known={given} />
        <Button kind="ghost" onClick={() => void signOut()}>
          {t('change.leave')}
        </Button>
      </Frame>
    );
  }
  return (
    <Frame title={t('title')} text={t(ended ? 'ended' : back === '/ban-do' ? 'why' : 'back')}>
      <SignInForm onArrived={arrived} />
      <p className={css('small')}>{t('forgotten')}</p>
      {session.permissions.includes('see') && (
        <p>
          <a href={back.startsWith('/cai-dat') ? '/ban-do' : back}>{t('without')}</a>
        </p>
      )}
    </Frame>
  );
}
