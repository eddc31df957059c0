/** What the field told by telephone, set by an engineer. */
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestAnswer } from '../../../../server/contract/events.ts';
import { CAUSES, ELEMENT_STATES, type Cause } from '../../../../server/contract/terms.ts';
import { send } from '../../../model/answers.ts';
import { serverNow } from '../../../model/live.ts';
import { useDeed } from '../../../model/use-deed.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { DialogEnd } from '../../../ui/dialog-end.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { typedAt } from '../typed-moment.ts';
import type { Element } from './element.ts';
import styles from './state-dialog.module.css';
import { BLANK, outcomeOf, problemsOf, wishOf, type Form, type Outcome } from './wish.ts';

const css = bind(styles);
const MOST_REASON = 200;

export function StateDialog({ element, onClose }: { element: Element; onClose: () => void }) {
  const { t } = useTranslation('byHand');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <Modal open title={t('title')} onClose={onClose}>
      <p className={css('text')}>{t('text', { name: element.name })}</p>
      {outcome === null ? (
        <StateForm element={element} onClose={onClose} onDone={setOutcome} />
      ) : (
        <>
          <p role="status" className={css(outcome === 'applied' ? 'applied' : 'other')}>
            {t(`outcome.${outcome}`)}
          </p>
          <div className={css('buttons')}>
            <Button autoFocus kind="primary" onClick={onClose}>
              {t('done')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

interface StateFormProps {
  element: Element;
  onClose: () => void;
  onDone: (outcome: Outcome) => void;
}

function StateForm({ element, onClose, onDone }: StateFormProps) {
  const { t } = useTranslation('byHand');
  const common = useTranslation('common').t;
  const [form, setForm] = useState<Form>(BLANK);
  const [asked, setAsked] = useState(false);
  const { busy, refused, run } = useDeed(t('silent'));
  const reason = useRef<HTMLInputElement>(null);
  const at = useRef<HTMLInputElement>(null);
  const change = (part: Partial<Form>): void => {
    setForm({ ...form, ...part });
  };
  const problems = problemsOf(form, serverNow());
  const stateWord = useStateWord(element.kind);

  const set = (): void => {
    setAsked(true);
    if (problems.reason || problems.at) {
      (problems.reason ? reason : at).current?.focus();
      return;
    }
    run(
      () => send<IngestAnswer>('POST', 'states', wishOf(element, form)),
      (answer) => {
        onDone(outcomeOf(answer));
      },
    );
  };

  return (
    <form
      noValidate
      className={css('form')}
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      {element.kind === 'station' && (
        <SelectField
          label={t('target')}
          value={form.part}
          choices={[
            { value: 'whole', text: t('whole') },
            ...(element.technologies ?? []).map((one) => ({ value: one, text: t('technology', { technology: one }) })),
            ...(element.cells ?? []).map((code) => ({ value: `cell ${code}`, text: t('cell', { code }) })),
          ]}
          onChange={(part) => {
            change({ part });
          }}
        />
      )}
      <Choice label={t('state')}>
        <Segmented
          wide
          label={t('state')}
          value={form.state}
          choices={ELEMENT_STATES.map((one) => ({ value: one, text: stateWord(one) }))}
          onChange={(state) => {
            change({ state });
          }}
        />
      </Choice>
      {form.state !== 'up' && (
        <SelectField<Cause | ''>
          label={t('cause')}
          value={form.cause}
          choices={[
            { value: '', text: t('noCause') },
            ...CAUSES.map((one) => ({ value: one, text: common(`cause.${one}`) })),
          ]}
          onChange={(cause) => {
            change({ cause });
          }}
        />
      )}
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        value={form.reason}
        input={reason}
        required
        maxLength={MOST_REASON}
        autoComplete="off"
        problem={asked && problems.reason ? t('noReason') : undefined}
        onText={(text) => {
          change({ reason: text });
        }}
      />
      <Choice label={t('when')}>
        <Segmented
          wide
          label={t('when')}
          value={form.at === null ? 'now' : 'earlier'}
          choices={(['now', 'earlier'] as const).map((one) => ({ value: one, text: t(one) }))}
          onChange={(when) => {
            change({ at: when === 'now' ? null : typedAt(serverNow()) });
          }}
        />
      </Choice>
      {form.at !== null && (
        <TextField
          label={t('at')}
          autoComplete="off"
          value={form.at}
          input={at}
          problem={asked && problems.at ? t('badAt') : undefined}
          onText={(moment) => {
            change({ at: moment });
          }}
        />
      )}
      <DialogEnd action={t('set')} working={t('setting')} {...{ busy, refused, onClose }} />
    </form>
  );
}

/** A label above a row of buttons, which names itself. */
function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p aria-hidden className={css('label')}>
        {label}
      </p>
      {children}
    </div>
  );
}

function useStateWord(kind: Element['kind']): (state: (typeof ELEMENT_STATES)[number]) => string {
  const { t } = useTranslation('common');
  return (state) => t(`${kind === 'station' ? 'state' : kind}.${state}`);
}
