/** Finding communes by what somebody types. */
import { spelledOut } from '../../model/commune-name.ts';
import { fold } from '../../ui/fold.ts';

export interface NamedCommune {
  code: string;
  name: string;
  folded: string;
  /** Names before 1 July 2025. */
  former: readonly { name: string; folded: string }[];
}

interface FoundCommune {
  code: string;
  name: string;
  /** The old name it was found by; null: its own. */
  former: string | null;
}

/** Every word has to occur in the name, or in one former name. */
export function findCommunes(communes: readonly NamedCommune[], query: string): FoundCommune[] {
  const words = spelledOut(fold(query)).split(' ');
  const fits = (text: string): boolean => words.every((word) => text.includes(word));
  return communes.flatMap(({ code, name, folded, former }): FoundCommune[] => {
    if (fits(folded)) return [{ code, name, former: null }];
    const old = former.find((one) => fits(one.folded));
    return old === undefined ? [] : [{ code, name, former: old.name }];
  });
}

export function summaryOf(
  communes: readonly NamedCommune[],
  chosen: readonly string[],
): { kind: 'all' | 'one' | 'some'; name: string | null } {
  const [only] = chosen;
  if (only === undefined) return { kind: 'all', name: null };
  if (chosen.length > 1) return { kind: 'some', name: null };
  return { kind: 'one', name: communes.find(({ code }) => code === only)?.name ?? only };
}
