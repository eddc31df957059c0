import { useTranslation } from 'react-i18next';
import type { AccountBody } from '../../../../server/contract/accounts.ts';
import { send } from '../../../model/answers.ts';
import { useSession } from '../../../model/session.ts';
import { Confirm } from '../confirm.tsx';
import { useDeed } from '../use-deed.ts';

interface SwitchAccountProps {
  account: AccountBody;
  onClose: () => void;
  onSaved: (account: AccountBody) => void;
}

/** Disables an account, or enables it again. */
export function SwitchAccount({ account, onClose, onSaved }: SwitchAccountProps) {
  const { t } = useTranslation('settings');
  const own = useSession(({ session }) => session?.account?.name);
  const { busy, refused, run } = useDeed();
  const { id, name, disabled } = account;
  return (
    <Confirm
      title={t(disabled ? 'accounts.enableAsk' : 'accounts.disableAsk', { name })}
      text={t(disabled ? 'accounts.enableText' : 'accounts.disableText')}
      warning={name === own && !disabled ? t('accounts.self') : undefined}
      action={t(disabled ? 'accounts.enable' : 'accounts.disable')}
      busy={busy}
      refused={refused}
      onClose={onClose}
      onYes={() => {
        run(() => send<AccountBody>('PATCH', `users/${String(id)}`, { disabled: !disabled }), onSaved);
      }}
    />
  );
}
