import { useMemo } from 'react';
import { fold } from '../../ui/fold.ts';
import { useFormat } from '../../ui/use-format.ts';
import { passes, sortEntries, type Entry } from './choose-rows.ts';
import type { CoverageView } from './coverage-view.ts';
import type { Coverage } from './use-coverage.ts';

/** The communes that pass the filters, in the order that was asked for. */
export function useShown({ entries }: Pick<Coverage, 'entries'>, view: CoverageView): readonly Entry[] {
  const { compare } = useFormat();
  return useMemo(
    () =>
      sortEntries(
        entries.filter((entry) => passes(entry, view, fold)),
        view.sort,
        compare,
      ),
    [entries, view, compare],
  );
}
