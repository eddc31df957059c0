import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyWithSecret } from '../../../../server/contract/accounts.ts';
import { FRESHNESS, OPERATORS, OPERATOR_NAMES, type OperatorCode } from '../../../../server/contract/terms.ts';
import { send } from '../../../model/answers.ts';
import { bind } from '../../../ui/classes.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { DialogEnd } from '../../../ui/dialog-end.tsx';
import styles from '../settings.module.css';
import { useDeed } from '../use-deed.ts';

const css = bind(styles);

export function KeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: KeyWithSecret) => void }) {
  const { t } = useTranslation('settings');
  const { busy, refused, run } = useDeed();
  const [name, setName] = useState('');
  const [operator, setOperator] = useState<OperatorCode | 'all'>('all');
  const [freshness, setFreshness] = useState<(typeof FRESHNESS)[number]>('station');
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const create = (): void => {
    setAsked(true);
    if (busy) return;
    if (name.trim() === '') {
      input.current?.focus();
      return;
    }
    const wish = { name, operator: operator === 'all' ? null : operator, freshness };
    run(() => send<KeyWithSecret>('POST', 'keys', wish), onMade);
  };
  return (
    <Modal open title={t('keys.addTitle')} onClose={onClose}>
      <form
        noValidate
        className={css('form')}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label={t('keys.name')}
          hint={t('keys.nameHint')}
          value={name}
          input={input}
          maxLength={60}
          autoComplete="off"
          required
          problem={asked && name.trim() === '' ? t('keys.noName') : undefined}
          onText={setName}
        />
        <SelectField
          label={t('keys.operator')}
          value={operator}
          choices={[
            { value: 'all', text: t('keys.everybody') },
            ...OPERATORS.map((one) => ({ value: one, text: OPERATOR_NAMES[one] })),
          ]}
          onChange={setOperator}
        />
        <SelectField
          label={t('keys.freshness')}
          value={freshness}
          choices={FRESHNESS.map((one) => ({ value: one, text: t(`keys.freshnesses.${one}`) }))}
          onChange={setFreshness}
        />
        <p className={css('note')}>{t(`keys.freshnessMeans.${freshness}`)}</p>
        <DialogEnd action={t('keys.create')} working={t('working')} {...{ busy, refused, onClose }} />
      </form>
    </Modal>
  );
}
