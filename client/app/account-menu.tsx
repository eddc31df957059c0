/** Who is signed in, and what they can do about it; the way in for who is not. */
import { CircleUserRound, LogIn, LogOut, Settings } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { SessionBody } from '../../server/contract/accounts.ts';
import { SETTINGS_PATH, signInPath, signOut, useMay, useSession } from '../model/session.ts';
import { bind } from '../ui/classes.ts';
import { useMedia } from '../ui/use-media.ts';
import styles from './account-menu.module.css';

const css = bind(styles);
/** Below this the top bar has no room for words. */
const TIGHT = '(max-width: 1199px)';

/** In the top bar: a button with the initials that folds out a list. */
export function AccountMenu() {
  const { t } = useTranslation('app');
  const account = useSession(({ session }) => session?.account);
  const tight = useMedia(TIGHT);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (account === undefined) return null;
  if (account === null) return <SignInLink short={tight} />;
  const close = (): void => {
    setOpen(false);
  };
  return (
    <div
      className={css('account')}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className={css('initials')}
        aria-expanded={open}
        aria-label={t('account.of', { name: account.fullName })}
        title={account.fullName}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {initialsOf(account.fullName)}
      </button>
      {open && (
        // Not reached by Tab itself: a click beside its lines does not close it.
        <div className={css('folded')} tabIndex={-1}>
          <Who account={account} />
          <AccountLinks onGo={close} />
        </div>
      )}
    </div>
  );
}

/** On a phone: the same, spread out in the dialog of what else there is. */
export function AccountPart({ onGo }: { onGo: () => void }) {
  const account = useSession(({ session }) => session?.account);
  if (account === undefined) return null;
  return (
    <div className={css('part')}>
      {account === null ? (
        <SignInLink />
      ) : (
        <>
          <Who account={account} />
          <AccountLinks onGo={onGo} />
        </>
      )}
    </div>
  );
}

function Who({ account: { name, fullName, role } }: { account: NonNullable<SessionBody['account']> }) {
  const { t } = useTranslation('app');
  return (
    <p className={css('who')}>
      <b>{fullName}</b>
      <span>
        {name}, {t(`account.roles.${role}`)}
      </span>
    </p>
  );
}

function AccountLinks({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation('app');
  const administers = useMay('administer');
  const [state, setState] = useState<'idle' | 'leaving' | 'failed'>('idle');
  return (
    <ul className={css('links')}>
      <li>
        <Link to={`${SETTINGS_PATH}/tai-khoan-cua-toi`} onClick={onGo}>
          <CircleUserRound size={16} aria-hidden /> {t('account.own')}
        </Link>
      </li>
      {administers && (
        <li>
          <Link to={`${SETTINGS_PATH}/tai-khoan`} onClick={onGo}>
            <Settings size={16} aria-hidden /> {t('account.settings')}
          </Link>
        </li>
      )}
      <li>
        <button
          type="button"
          disabled={state === 'leaving'}
          onClick={() => {
            setState('leaving');
            void signOut().then((done) => {
              setState(done ? 'idle' : 'failed');
            });
          }}
        >
          <LogOut size={16} aria-hidden /> {t('account.signOut')}
        </button>
        {state === 'failed' && (
          <p role="alert" className={css('failed')}>
            {t('account.signOutFailed')}
          </p>
        )}
      </li>
    </ul>
  );
}

/** A link that loads the page anew: whoever comes back is somebody else. */
function SignInLink({ short = false }: { short?: boolean }) {
  const { t } = useTranslation('app');
  const { pathname, search } = useLocation();
  return (
    <a href={signInPath(pathname + search)} className={css('signIn')} title={short ? t('account.signIn') : undefined}>
      <LogIn size={16} aria-hidden /> <span className={css(short && 'unseen')}>{t('account.signIn')}</span>
    </a>
  );
}

/** Nguyễn Minh Đức → MĐ: a Vietnamese name is called by its last words. */
export function initialsOf(fullName: string): string {
  const words = fullName.split(/\s+/).filter((word) => word !== '');
  return words
    .slice(-2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toUpperCase())
    .join('');
}
