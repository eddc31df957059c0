import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { LAST_DAY, LATEST_DAY, type When } from './cron.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import styles from './schedule-dialog.module.css';
import { WHEN_KINDS, withKind } from './schedule-form.ts';
import { WEEKDAYS } from './use-words.ts';

const css = bind(styles);
const DAYS = [...Array.from({ length: LATEST_DAY }, (_, index) => index + 1), LAST_DAY];

interface WhenFieldsProps {
  when: When;
  problem: string | undefined;
  onChange: (when: When) => void;
}

/** The usual repetitions in words; a cron expression for the rest. */
export function WhenFields({ when, problem, onChange }: WhenFieldsProps) {
  const { t } = useTranslation('reports');
  return (
    <>
      <SelectField
        label={t('dialog.when')}
        value={when.kind}
        choices={WHEN_KINDS.map((kind) => ({ value: kind, text: t(`dialog.kinds.${kind}`) }))}
        onChange={(kind) => {
          onChange(withKind(when, kind));
        }}
      />
      {when.kind === 'other' ? (
        <TextField
          label={t('dialog.cron')}
          value={when.cron}
          maxLength={60}
          spellCheck={false}
          problem={problem}
          onText={(cron) => {
            onChange({ kind: 'other', cron });
          }}
        />
      ) : (
        <div className={css('pair')}>
          {when.kind === 'weekly' && (
            <SelectField
              label={t('dialog.weekday')}
              value={String(when.weekday)}
              choices={WEEKDAYS.map((day) => ({ value: String(day), text: t(`weekdays.d${day}`) }))}
              onChange={(weekday) => {
                onChange({ ...when, weekday: Number(weekday) });
              }}
            />
          )}
          {(when.kind === 'monthly' || when.kind === 'quarterly') && (
            <SelectField
              label={t('dialog.day')}
              value={String(when.day)}
              choices={DAYS.map((day) => ({
                value: String(day),
                text: day === LAST_DAY ? t('dialog.lastDay') : String(day),
              }))}
              onChange={(day) => {
                onChange({ ...when, day: Number(day) });
              }}
            />
          )}
          <TextField
            label={t('dialog.time')}
            inputMode="numeric"
            placeholder="07:30"
            maxLength={5}
            value={when.time}
            problem={problem}
            onText={(time) => {
              onChange({ ...when, time });
            }}
          />
        </div>
      )}
    </>
  );
}
