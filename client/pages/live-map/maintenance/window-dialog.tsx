/** One window of maintenance: planned anew, or its end and reason changed. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaintenanceBody, MaintenancePatch, MaintenanceWish } from '../../../../server/contract/maintenance.ts';
import { MAX_REASON, MAX_WINDOW_DAYS } from '../../../../server/contract/windows.ts';
import { send } from '../../../model/answers.ts';
import { serverNow } from '../../../model/live.ts';
import { useDeed } from '../../../model/use-deed.ts';
import { bind } from '../../../ui/classes.ts';
import { TextField } from '../../../ui/field.tsx';
import { DialogEnd } from '../../../ui/dialog-end.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './dialog.module.css';
import { typedAt } from '../typed-moment.ts';
import { blank, isoOf, problemsOf, type Form, type Planned, type Problems } from './form.ts';

const css = bind(styles);

interface WindowDialogProps {
  element: Planned;
  /** null: a new one. */
  window: MaintenanceBody | null;
  onDone: () => void;
  onClose: () => void;
}

export function WindowDialog({ element, window, onDone, onClose }: WindowDialogProps) {
  const { t } = useTranslation('maintenance');
  const format = useFormat();
  const { busy, refused, run } = useDeed(t('silent'));
  const [form, setForm] = useState<Form>(() => (window === null ? blank(serverNow()) : formOf(window)));
  const [asked, setAsked] = useState(false);
  const fields = { reason: useField(), start: useField(), end: useField() };
  const problems = problemsOf(form, serverNow());
  const endProblem = useEndProblem();
  const change = (part: Partial<Form>): void => {
    setForm({ ...form, ...part });
  };
  const submit = (): void => {
    setAsked(true);
    const wrong = (['reason', 'start', 'end'] as const).find((one) => Boolean(problems[one]));
    if (wrong !== undefined) fields[wrong].current?.focus();
    else run(() => (window === null ? plan(element, form) : save(window, form)), onDone);
  };
  return (
    <Modal open title={t(window === null ? 'planTitle' : 'changeTitle')} onClose={onClose}>
      <p className={css('text')}>
        {window === null
          ? t('planText', { name: element.name })
          : t('changeText', { name: element.name, start: format.dateTime(Date.parse(window.start)) })}
      </p>
      <form
        noValidate
        className={css('form')}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          value={form.reason}
          input={fields.reason}
          required
          maxLength={MAX_REASON}
          autoComplete="off"
          problem={asked && problems.reason ? t('noReason') : undefined}
          onText={(reason) => {
            change({ reason });
          }}
        />
        {window === null && (
          <TextField
            label={t('start')}
            autoComplete="off"
            value={form.start}
            input={fields.start}
            required
            problem={asked && problems.start ? t('noTime') : undefined}
            onText={(start) => {
              change({ start });
            }}
          />
        )}
        <TextField
          label={t('end')}
          autoComplete="off"
          value={form.end}
          input={fields.end}
          required
          problem={asked ? endProblem(problems.end) : undefined}
          onText={(end) => {
            change({ end });
          }}
        />
        <DialogEnd
          {...{ busy, refused, onClose }}
          working={t('working')}
          action={t(window === null ? 'plan' : 'save')}
        />
      </form>
    </Modal>
  );
}

const useField = () => useRef<HTMLInputElement>(null);

function formOf({ reason, start, end }: MaintenanceBody): Form {
  return { reason, start: typedAt(Date.parse(start)), end: typedAt(Date.parse(end)) };
}

function plan({ kind, code }: Planned, { reason, start, end }: Form): Promise<unknown> {
  const wish: MaintenanceWish = { [kind]: code, reason: reason.trim(), start: isoOf(start), end: isoOf(end) };
  return send('POST', 'maintenance', wish);
}

/** An end that was not touched stays to the second. */
function save(window: MaintenanceBody, { reason, end }: Form): Promise<unknown> {
  const patch: MaintenancePatch = { reason: reason.trim(), ...(end === formOf(window).end ? {} : { end: isoOf(end) }) };
  return send('PATCH', `maintenance/${String(window.id)}`, patch);
}

function useEndProblem(): (problem: Problems['end']) => string | undefined {
  const { t } = useTranslation('maintenance');
  return (problem) => {
    switch (problem) {
      case null:
        return undefined;
      case 'no_time':
        return t('noTime');
      case 'ends_first':
        return t('endsFirst');
      case 'over':
        return t('over');
      case 'too_long':
        return t('tooLong', { days: MAX_WINDOW_DAYS });
    }
  };
}
