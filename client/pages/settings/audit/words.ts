/** Lines of the audit in words. */
import { useTranslation } from 'react-i18next';
import type { AuditBody } from '../../../../server/contract/accounts.ts';
import { NO_ACCOUNTS, personOnCommandLine, type AuditAction } from '../../../../server/contract/roles.ts';
import { changesOf, isRecord, type Change } from './changes.ts';
import { audit } from './texts-vi.ts';
import { isField, useValueWords } from './values.ts';

type Dashed<T extends string> = T extends `${infer A}.${infer B}` ? `${A}-${B}` : T;
type Kind = keyof typeof audit.kinds;

/** The texts' own keys know no dot inside. */
export function useActionWords(): (action: AuditAction) => string {
  const { t } = useTranslation('settings');
  return (action) => t(`audit.actions.${action.replace('.', '-') as Dashed<AuditAction>}`);
}

/** An account by its name, everybody else in words. */
export function useActorWords(): (actor: string) => string {
  const { t } = useTranslation('settings');
  return (actor) => {
    const person = personOnCommandLine(actor);
    if (person !== null) return `${t('audit.actors.cli')} · ${person}`;
    const known = NO_ACCOUNTS.find((one) => one === actor);
    return known === undefined ? actor : t(`audit.actors.${known}`);
  };
}

export interface Told {
  name: string;
  /** null: there was nothing. */
  from: string | null;
  /** null: nothing is left. */
  to: string | null;
}

/** Fields that say what it was done to. */
const NAMING: ReadonlySet<string> = new Set(['name', 'title', 'station', 'cell', 'link', 'node']);

const isKind = (text: string): text is Kind => Object.hasOwn(audit.kinds, text);

/** What has changed, name and value in the language of the page; a field that has no name of its own keeps the machine's. */
export function useChangeWords(): (line: Pick<AuditBody, 'before' | 'after' | 'target'>) => Told[] {
  const { t } = useTranslation('settings');
  const wordsOf = useValueWords();
  return (line) => {
    const { name: called } = calledBy(line);
    // What it was done to stands beside it.
    const isBeside = ({ key, from, to }: Change) =>
      NAMING.has(key) && (from === undefined || to === undefined) && [line.target, called].includes(String(from ?? to));
    return changesOf(line.before, line.after)
      .filter((change) => !isBeside(change))
      .map(({ key, from, to }) => ({
        name: isField(key) ? t(`audit.fields.${key}`) : key,
        from: from === undefined ? null : wordsOf(key, from),
        to: to === undefined ? null : wordsOf(key, to),
      }));
  };
}

/** What something was done to: its name and, where it is known by another, that one. */
export function useTargetWords(): (line: AuditBody) => { name: string; id: string | null } {
  const { t } = useTranslation('settings');
  return (line) => {
    const { action, target } = line;
    if (action.endsWith('.imported') && isKind(target)) return { name: t(`audit.kinds.${target}`), id: null };
    if (action === 'request.refused' && target === 'socket') return { name: t('audit.socket'), id: null };
    if (action === 'backup.made' && target === 'download') return { name: t('audit.download'), id: null };
    return /^(report|schedule)\./.test(action) ? calledBy(line) : { name: target, id: null };
  };
}

/** Reports and schedules are known by their titles and names, machines by their ids. */
function calledBy({ before, after, target }: Pick<AuditBody, 'before' | 'after' | 'target'>) {
  for (const told of [after, before]) {
    const name = isRecord(told) ? (told['title'] ?? told['name']) : undefined;
    if (typeof name === 'string') return { name, id: target };
  }
  return { name: target, id: null };
}
