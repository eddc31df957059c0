import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS, MAX_ACTOR, type AuditAction } from '../../../../server/contract/roles.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { writeDay } from '../../../ui/day-text.ts';
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
  const isTurned = typed.to !== '' && typed.to < typed.from;
  return (
    <form
      className={css('filters')}
      aria-label={t('audit.filters')}
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]');
        if (wrong === null) onFilter(typed);
        else wrong.focus();
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
      <DayField
        label={t('audit.from')}
        placeholder={t('audit.dayHint')}
        problem={t('audit.dayWrong')}
        day={typed.from}
        onDay={(from) => {
          change({ from });
        }}
      />
      <DayField
        label={t('audit.to')}
        placeholder={t('audit.dayHint')}
        problem={t('audit.dayWrong')}
        conflict={isTurned ? t('audit.toBeforeFrom', { day: writeDay(typed.from) }) : undefined}
        day={typed.to}
        onDay={(to) => {
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
