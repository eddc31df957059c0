import { useTranslation } from 'react-i18next';
import type { AccountBody, AccountWithPassword } from '../../../../server/contract/accounts.ts';
import { send } from '../../../model/answers.ts';
import { useSession } from '../../../model/session.ts';
import { Confirm } from '../confirm.tsx';
import { useDeed } from '../use-deed.ts';

interface ResetPasswordProps {
  account: AccountBody;
  onClose: () => void;
  onMade: (made: AccountWithPassword) => void;
}

/** Gives an account a new first password. */
export function ResetPassword({ account: { id, name }, onClose, onMade }: ResetPasswordProps) {
  const { t } = useTranslation('settings');
  const own = useSession(({ session }) => session?.account?.name);
  const { busy, refused, run } = useDeed();
  return (
    <Confirm
      title={t('accounts.resetAsk', { name })}
      text={t('accounts.resetText')}
      warning={name === own ? t('accounts.self') : undefined}
      action={t('accounts.reset')}
      busy={busy}
      refused={refused}
      onClose={onClose}
      onYes={() => {
        run(() => send<AccountWithPassword>('POST', `users/${String(id)}/reset`), onMade);
      }}
    />
  );
}
