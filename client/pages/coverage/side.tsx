import { useTranslation } from 'react-i18next';
import { isObservedEnough } from '../../../server/contract/observed.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Entry } from './choose-rows.ts';
import { Distribution } from './distribution.tsx';
import { MoversList } from './movers-list.tsx';
import { periodWords } from './period-words.ts';
import { movers } from './rows.ts';
import { SmallMap } from './small-map.tsx';
import type { Coverage } from './use-coverage.ts';

/** How many of each. */
const MOST = 3;

/** The same figure beside the table: where, how many, and who moved. */
export function Side({
  coverage: { rows, periods, observed, partlyFailed },
  shown,
}: {
  coverage: Coverage;
  shown: readonly Entry[];
}) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { down, up } = movers(rows, MOST);
  const base = periodWords(periods.base, t, format);
  const compared = rows.some(({ before }) => typeof before.main === 'number');
  const tooLittle = [observed.base, observed.now].some(
    (share) => share !== null && share > 0 && !isObservedEnough(share),
  );
  const noBase = t(tooLittle ? 'side.tooLittle' : 'side.noBase', { period: base });
  return (
    <>
      <SmallMap rows={rows} shown={shown} />
      {rows.length > 0 && (
        <>
          <Distribution rows={rows} />
          {!partlyFailed.includes('base') && (
            <>
              <MoversList
                title={t('side.fell', { period: base })}
                movers={down}
                none={compared ? t('side.fellNone') : noBase}
              />
              <MoversList title={t('side.rose')} movers={up} none={compared ? t('side.roseNone') : noBase} />
            </>
          )}
        </>
      )}
    </>
  );
}
