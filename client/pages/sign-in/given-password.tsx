import { useState } from 'react';
import type { SessionBody } from '../../../server/contract/accounts.ts';
import { asRefusal, send, type Refusal } from '../../model/answers.ts';
import { useSession } from '../../model/session.ts';
import { PasswordForm } from '../../ui/password-form.tsx';
import { useWhyRefused } from './sign-in-form.tsx';

/** A password that was given is changed before anything else. */
export function GivenPassword({ name, known }: { name: string; known: string | undefined }) {
  const why = useWhyRefused();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <PasswordForm
      focused
      name={name}
      known={known}
      busy={busy}
      refused={refusal === null ? null : why(refusal)}
      onSubmit={(passwords) => {
        setBusy(true);
        setRefusal(null);
        send<SessionBody>('POST', 'session/password', passwords).then(
          (session) => {
            useSession.setState({ session });
          },
          (error: unknown) => {
            setBusy(false);
            setRefusal(asRefusal(error));
          },
        );
      }}
    />
  );
}
