/** Adds a schedule, or changes one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleBody, ScheduleRequest } from '../../../server/contract/reports.ts';
import { Refusal, send } from '../../model/answers.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Modal } from '../../ui/modal.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { FORMATS, TEMPLATES } from './choices.ts';
import { Check, GroupField, LinesField, SelectField, TextField } from '../../ui/field.tsx';
import {
  SCHEDULE_PERIODS,
  badAddresses,
  formOf,
  newForm,
  problemsOf,
  scheduleRequestOf,
  type ScheduleForm,
} from './schedule-form.ts';
import styles from './schedule-dialog.module.css';
import { refreshSchedules } from './use-reports.ts';
import { useWhy } from './use-words.ts';
import { WhenFields } from './when-fields.tsx';

const css = bind(styles);

interface ScheduleDialogProps {
  /** null: a new one. */
  schedule: ScheduleBody | null;
  /** What a new one is about: the choices of the page. */
  order: ScheduleRequest['order'];
  mailOff: boolean;
  onClose: () => void;
}

export function ScheduleDialog({ schedule, order: chosen, mailOff, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation('reports');
  const why = useWhy();
  const [form, setForm] = useState<ScheduleForm>(() =>
    schedule === null ? newForm(chosen.template, t(`templates.${chosen.template}`)) : formOf(schedule),
  );
  const [asked, setAsked] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const order = schedule?.order ?? chosen;
  const problems = asked ? problemsOf(form, order) : [];
  const change = (part: Partial<ScheduleForm>): void => {
    setForm((before) => ({ ...before, ...part }));
  };
  const problem = (which: (typeof problems)[number]): string | undefined =>
    problems.includes(which)
      ? t(`dialog.problems.${which}`, { which: badAddresses(form.mailTo).join(', ') })
      : undefined;
  const save = (): void => {
    setAsked(true);
    if (saving || problemsOf(form, order).length > 0) return;
    setSaving(true);
    const request = scheduleRequestOf(form, order);
    (schedule === null
      ? send('POST', 'schedules', request)
      : send('PATCH', `schedules/${encodeURIComponent(schedule.id)}`, request)
    ).then(
      () => {
        refreshSchedules();
        onClose();
      },
      (error: unknown) => {
        const { code, message } = error instanceof Refusal ? error : { code: 'no_answer', message: '' };
        setRefused(why(code, message));
        setSaving(false);
      },
    );
  };

  return (
    <Modal open title={schedule === null ? t('dialog.add') : t('dialog.edit')} onClose={onClose}>
      <form
        noValidate
        className={css('form')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t('dialog.name')}
          value={form.name}
          maxLength={120}
          problem={problem('name')}
          onText={(name) => {
            change({ name });
          }}
        />
        <SelectField
          label={t('template')}
          value={form.template}
          choices={TEMPLATES.map((template) => ({ value: template, text: t(`templates.${template}`) }))}
          onChange={(template) => {
            if (schedule !== null) change({ template });
            else
              change({ ...newForm(template, t(`templates.${template}`)), mailTo: form.mailTo, formats: form.formats });
          }}
        />
        {problem('commune') !== undefined && <p className={css('problem')}>{problem('commune')}</p>}
        <SelectField
          label={t('dialog.period')}
          value={form.period}
          choices={SCHEDULE_PERIODS.map((period) => ({ value: period, text: t(`dialog.periods.${period}`) }))}
          onChange={(period) => {
            change({ period });
          }}
        />
        <WhenFields
          when={form.when}
          problem={problem('cron') ?? problem('time')}
          onChange={(when) => {
            change({ when });
          }}
        />
        <GroupField row label={t('dialog.formats')}>
          {FORMATS.map((format) => (
            <Check
              key={format}
              on={form.formats.includes(format)}
              onChange={(on) => {
                change({ formats: FORMATS.filter((one) => (one === format ? on : form.formats.includes(one))) });
              }}
            >
              {FORMAT_NAMES[format]}
            </Check>
          ))}
        </GroupField>
        {problem('formats') !== undefined && <p className={css('problem')}>{problem('formats')}</p>}
        <LinesField
          label={t('dialog.mailTo')}
          value={form.mailTo}
          problem={problem('mailTo')}
          onText={(mailTo) => {
            change({ mailTo });
          }}
        />
        {mailOff && <p className={css('note')}>{t('schedules.mailOff')}</p>}
        <p className={css('note')}>{schedule === null ? t('dialog.scope') : t('dialog.scopeKept')}</p>
        {refused !== null && (
          <p role="alert" className={css('problem')}>
            {t('dialog.failed', { why: refused })}
          </p>
        )}
        <div className={css('buttons')}>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={saving}>
            {saving ? t('dialog.saving') : t('dialog.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
