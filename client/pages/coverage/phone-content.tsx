import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { Segmented } from '../../ui/segmented.tsx';
import type { Entry } from './choose-rows.ts';
import { FilterBar } from './filter-bar.tsx';
import { Footer } from './footer.tsx';
import { Notes } from './notes.tsx';
import { PhoneTable } from './phone-table.tsx';
import { Side } from './side.tsx';
import { SortChoice } from './sort-choice.tsx';
import { Instead } from './table-area.tsx';
import type { Coverage } from './use-coverage.ts';
import styles from './coverage-page.module.css';

const css = bind(styles);

/** One hand: the list, or the map and the distribution. */
export function PhoneContent({ coverage, shown }: { coverage: Coverage; shown: readonly Entry[] }) {
  const { t } = useTranslation('coverage');
  const [part, setPart] = useState<'list' | 'picture'>('list');
  return (
    <>
      <FilterBar shown={shown.length} all={coverage.undecided ? 0 : coverage.rows.length}>
        <SortChoice coverage={coverage} />
      </FilterBar>
      <Notes coverage={coverage} />
      <div className={css('parts')}>
        <Segmented
          wide
          label={t('side.label')}
          value={part}
          choices={(['list', 'picture'] as const).map((value) => ({ value, text: t(`side.${value}`) }))}
          onChange={setPart}
        />
      </div>
      <div className={css('phone')}>
        {part === 'picture' ? (
          <Side coverage={coverage} shown={shown} />
        ) : (
          <>
            <Instead coverage={coverage} shown={shown}>
              <PhoneTable coverage={coverage} shown={shown} />
            </Instead>
            {coverage.rows.length > 0 && <Footer coverage={coverage} shown={shown} />}
          </>
        )}
      </div>
    </>
  );
}
