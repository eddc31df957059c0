import { useTranslation } from 'react-i18next';
import type { AccountBody } from '../../../../server/contract/accounts.ts';
import { useSession } from '../../../model/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from '../settings.module.css';
import { Table, type Column } from '../table.tsx';
import { useScopeWords } from './scope-field.tsx';

const css = bind(styles);

export function AccountsTable({
  accounts,
  onOpen,
}: {
  accounts: readonly AccountBody[];
  onOpen: (dialog: 'edit' | 'reset' | 'switch', account: AccountBody) => void;
}) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const own = useSession(({ session }) => session?.account?.name);
  const limitOf = useScopeWords();
  const columns: Column<AccountBody>[] = [
    {
      key: 'name',
      title: t('accounts.name'),
      cell: ({ name, fullName }) => (
        <>
          {name} {name === own && <Tag>{t('accounts.you')}</Tag>}
          <small>{fullName}</small>
        </>
      ),
    },
    {
      key: 'role',
      title: t('accounts.role'),
      cell: ({ role, scope }) => {
        const limit = limitOf(scope);
        return (
          <>
            {t(`roles.${role}`)}
            <small>{t(`roleMeans.${role}`)}</small>
            {limit !== null && <small>{t('scope.only', { limit })}</small>}
          </>
        );
      },
    },
    { key: 'state', title: t('accounts.state'), cell: (account) => <State account={account} /> },
    {
      key: 'seen',
      title: t('accounts.lastSignIn'),
      cell: ({ lastSignInAt }) => (lastSignInAt === null ? t('never') : format.dateTime(Date.parse(lastSignInAt))),
    },
    {
      key: 'sessions',
      title: t('accounts.sessions'),
      number: true,
      cell: ({ sessions }) => format.number(sessions),
    },
    {
      key: 'actions',
      title: t('actions'),
      cell: (account) => (
        <div className={css('actions')}>
          <Button
            small
            aria-label={t('accounts.editOf', account)}
            onClick={() => {
              onOpen('edit', account);
            }}
          >
            {t('accounts.edit')}
          </Button>
          <Button
            small
            aria-label={t('accounts.resetOf', account)}
            onClick={() => {
              onOpen('reset', account);
            }}
          >
            {t('accounts.reset')}
          </Button>
          <Button
            small
            aria-label={t(account.disabled ? 'accounts.enableOf' : 'accounts.disableOf', account)}
            onClick={() => {
              onOpen('switch', account);
            }}
          >
            {t(account.disabled ? 'accounts.enable' : 'accounts.disable')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <Table
      label={t('accounts.count', { count: accounts.length, n: format.number(accounts.length) })}
      columns={columns}
      rows={accounts.toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || format.compare(a.name, b.name))}
      idOf={({ id }) => id}
      isPast={({ disabled }) => disabled}
    />
  );
}

function State({ account: { disabled, mustChangePassword } }: { account: AccountBody }) {
  const { t } = useTranslation('settings');
  if (disabled) return <Tag tone="down">{t('accounts.disabled')}</Tag>;
  if (mustChangePassword) return <Tag tone="deg">{t('accounts.waiting')}</Tag>;
  return <Tag tone="live">{t('accounts.active')}</Tag>;
}
