import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountBody, AccountWithPassword } from '../../../../server/contract/accounts.ts';
import { Button } from '../../../ui/button.tsx';
import { Answered } from '../answered.tsx';
import { Head } from '../head.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { refresh, useAccounts } from '../use-deed.ts';
import { AccountDialog } from './account-dialog.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { SwitchAccount } from './switch-account.tsx';
import { ResetPassword } from './reset-password.tsx';

type Open =
  | { dialog: 'add' }
  | { dialog: 'edit' | 'reset' | 'switch'; account: AccountBody }
  | { dialog: 'secret'; made: AccountWithPassword; title: string };

/** Who may come in, and do what. */
export function AccountsPart() {
  const { t } = useTranslation('settings');
  const query = useAccounts();
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  const show = (next: Open): void => {
    setSaid(null);
    setOpen(next);
  };
  const saved = ({ name }: AccountBody): void => {
    refresh('users');
    setSaid(t('accounts.changed', { name }));
    close();
  };
  const made = (title: 'accounts.madeTitle' | 'accounts.resetDone') => (given: AccountWithPassword) => {
    refresh('users');
    setOpen({ dialog: 'secret', made: given, title: t(title, { name: given.account.name }) });
  };
  return (
    <>
      <Head title={t('parts.accounts')} text={t('accounts.text')} said={said}>
        <Button
          kind="primary"
          onClick={() => {
            show({ dialog: 'add' });
          }}
        >
          <UserPlus size={16} aria-hidden /> {t('accounts.add')}
        </Button>
      </Head>
      <Answered what={t('parts.accounts')} query={query}>
        {({ items }) => (
          <AccountsTable
            accounts={items}
            onOpen={(dialog, account) => {
              show({ dialog, account });
            }}
          />
        )}
      </Answered>
      {open?.dialog === 'add' && (
        <AccountDialog account={null} onClose={close} onSaved={saved} onMade={made('accounts.madeTitle')} />
      )}
      {open?.dialog === 'edit' && (
        <AccountDialog account={open.account} onClose={close} onSaved={saved} onMade={close} />
      )}
      {open?.dialog === 'switch' && <SwitchAccount account={open.account} onClose={close} onSaved={saved} />}
      {open?.dialog === 'reset' && (
        <ResetPassword account={open.account} onClose={close} onMade={made('accounts.resetDone')} />
      )}
      {open?.dialog === 'secret' && (
        <SecretOnce
          title={open.title}
          label={t('secret.password')}
          note={t('secret.passwordNote', { name: open.made.account.fullName })}
          secret={open.made.password}
          onClose={close}
        />
      )}
    </>
  );
}
