/** Adds an account, or changes one. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountBody, AccountWithPassword } from '../../../../server/contract/accounts.ts';
import { ROLES, type Role } from '../../../../server/contract/roles.ts';
import { WHOLE, scopeKey, type Scope } from '../../../../server/contract/scope.ts';
import { send } from '../../../model/answers.ts';
import { useSession } from '../../../model/session.ts';
import { bind } from '../../../ui/classes.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { DialogEnd } from '../../../ui/dialog-end.tsx';
import styles from '../settings.module.css';
import { useDeed } from '../use-deed.ts';
import { ScopeField } from './scope-field.tsx';

const css = bind(styles);
/** As the server takes it (server/contract/accounts.ts). */
const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;

interface AccountDialogProps {
  /** null: a new one. */
  account: AccountBody | null;
  onClose: () => void;
  onSaved: (account: AccountBody) => void;
  onMade: (made: AccountWithPassword) => void;
}

export function AccountDialog({ account, onClose, onSaved, onMade }: AccountDialogProps) {
  const { t } = useTranslation('settings');
  const own = useSession(({ session }) => session?.account?.name);
  const { busy, refused, run } = useDeed();
  const [name, setName] = useState(account?.name ?? '');
  const [fullName, setFullName] = useState(account?.fullName ?? '');
  const [role, setRole] = useState<Role>(account?.role ?? 'viewer');
  const [limit, setLimit] = useState<Scope>(account?.scope ?? WHOLE);
  // Administrators cannot be limited.
  const scope = role === 'admin' ? WHOLE : limit;
  const [asked, setAsked] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const fullNameInput = useRef<HTMLInputElement>(null);
  const typed = name.trim().toLowerCase();
  const badName = account === null && !NAME.test(typed);
  const noFullName = fullName.trim() === '';
  const save = (): void => {
    setAsked(true);
    if (busy) return;
    if (badName || noFullName) {
      (badName ? nameInput : fullNameInput).current?.focus();
      return;
    }
    if (account === null) {
      run(() => send<AccountWithPassword>('POST', 'users', { name: typed, fullName, role, scope }), onMade);
    } else {
      run(() => send<AccountBody>('PATCH', `users/${String(account.id)}`, { fullName, role, scope }), onSaved);
    }
  };
  return (
    <Modal
      open
      title={account === null ? t('accounts.addTitle') : t('accounts.editTitle', { name: account.name })}
      onClose={onClose}
    >
      <form
        noValidate
        className={css('form')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {account === null && (
          <TextField
            label={t('accounts.name')}
            hint={t('accounts.nameHint')}
            value={name}
            input={nameInput}
            maxLength={60}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            problem={asked && badName ? t('accounts.badName') : undefined}
            onText={setName}
          />
        )}
        <TextField
          label={t('accounts.fullName')}
          value={fullName}
          input={fullNameInput}
          maxLength={60}
          autoComplete="off"
          required
          problem={asked && noFullName ? t('accounts.noFullName') : undefined}
          onText={setFullName}
        />
        <SelectField
          label={t('accounts.role')}
          value={role}
          choices={ROLES.map((one) => ({ value: one, text: `${t(`roles.${one}`)}: ${t(`roleMeans.${one}`)}` }))}
          onChange={setRole}
        />
        {role !== 'admin' && <ScopeField scope={limit} onChange={setLimit} />}
        {account !== null && (role !== account.role || scopeKey(scope) !== scopeKey(account.scope)) && (
          <p className={css('warning')}>{t(account.name === own ? 'accounts.self' : 'accounts.roleNote')}</p>
        )}
        <DialogEnd
          action={t(account === null ? 'accounts.create' : 'accounts.save')}
          working={t('working')}
          {...{ busy, refused, onClose }}
        />
      </form>
    </Modal>
  );
}
