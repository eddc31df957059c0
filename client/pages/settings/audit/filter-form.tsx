import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS, MAX_ACTOR, type AuditAction } from '../../../../server/contract/roles.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { EVERYTHING, auditQuery, type AuditFilter } from './filter.ts';
import styles from './filter-form.module.css';
import { useActionWords } from './words.ts';

const css = bind(styles);

export function FilterForm({ filter, onFilter }: { filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const { t } = useTranslation('settings');
  const words = useActionWords();
  const [typed, setTyped] = useState(filter);
  const change = (part: Partial<AuditFilter>): void => {
    setTyped({ ...typed, ...part });
  };
  return (
    <form
      className={css('filters')}
      aria-label={t('audit.filters')}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(typed);
      }}
    >
      <TextField
        label={t('audit.actor')}
        placeholder={t('audit.actorHint')}
        value={typed.actor}
        maxLength={MAX_ACTOR}
        autoCapitalize="none"
        spellCheck={false}
        onText={(actor) => {
          change({ actor });
        }}
      />
      <SelectField<AuditAction | ''>
        label={t('audit.action')}
        value={typed.action ?? ''}
        choices={[
          { value: '', text: t('audit.anyAction') },
          ...AUDIT_ACTIONS.map((one) => ({ value: one, text: words(one) })),
        ]}
        onChange={(action) => {
          change({ action: action === '' ? null : action });
        }}
      />
      <TextField
        type="date"
        label={t('audit.from')}
        value={typed.from}
        max={typed.to === '' ? undefined : typed.to}
        onText={(from) => {
          change({ from });
        }}
      />
      <TextField
        type="date"
        label={t('audit.to')}
        value={typed.to}
        min={typed.from === '' ? undefined : typed.from}
        onText={(to) => {
          change({ to });
        }}
      />
      <Button type="submit">{t('audit.apply')}</Button>
      {auditQuery(filter) !== '' && (
        <Button
          kind="ghost"
          onClick={() => {
            onFilter(EVERYTHING);
          }}
        >
          {t('audit.clear')}
        </Button>
      )}
    </form>
  );
}
