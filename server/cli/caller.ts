/** Who calls on the command line and from where: what their shell says of them, cleaned of whatever could deceive a reader. */
import { isIP } from 'node:net';
import { userInfo } from 'node:os';
import { z } from 'zod';
import { CLI, type Actor } from '../accounts/audit.ts';
import { MAX_PERSON, onCommandLine } from '../contract/roles.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The account of the operating system under which this process runs. */
interface Login {
  /** null: this system counts no users. */
  uid: number | null;
  /** @throws where the user has no entry, as in a container that was given a number only */
  name: () => string;
}

const LOGIN: Login = { uid: process.geteuid?.() ?? null, name: () => userInfo().username };
/** An IPv6 address may carry a zone as long as one likes. */
const MAX_ADDRESS = 64;
/** Half a pair too, which is what cutting may leave. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Whatever comes in, only what can be written down comes out; null: nothing of it. */
export const callerSchema = z.object({
  person: z.string().nullable().transform(personIn),
  address: z.string().nullable().transform(addressIn),
});
export type Caller = z.infer<typeof callerSchema>;

/** sudo names who called it and, unless told to keep it, drops where they came from. */
export function callerOf(env: Environment, login: Login = LOGIN): Caller {
  const called = personIn(env['SUDO_USER'] ?? null);
  return { person: called ?? personIn(nameOf(login)), address: addressIn(env['SSH_CONNECTION'] ?? null) };
}

/** How the audit names them. */
export function actorOf(caller?: Caller): Actor {
  const { person, address } = caller ?? { person: null, address: null };
  return { name: person === null ? CLI.name : onCommandLine(person), address };
}

function nameOf({ uid, name }: Login): string | null {
  try {
    return name();
  } catch {
    return uid === null ? null : `uid ${String(uid)}`;
  }
}

function personIn(text: string | null): string | null {
  const shown = (text ?? '').replace(HIDDEN, '').normalize('NFC').trim().slice(0, MAX_PERSON);
  return shown.replace(HIDDEN, '').trim() || null;
}

/** SSH_CONNECTION is `address port address port`, the client's first. */
function addressIn(text: string | null): string | null {
  const [address = ''] = (text ?? '').split(' ');
  return address.length <= MAX_ADDRESS && isIP(address) !== 0 ? address : null;
}
