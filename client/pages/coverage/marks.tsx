import { UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useSeesEveryOperator } from '../../model/session.ts';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { Entry, Standing } from './choose-rows.ts';
import styles from './table.module.css';

const css = bind(styles);

/**
 * Signs after a commune's name: an ongoing outage, the last operator. Each says itself to screen readers and on hover. The last
 * operator rests on all of them, and is not told to who sees some.
 */
export function Marks({ entry: { facts, standing }, stopped }: { entry: Entry; stopped: boolean }) {
  const { t } = useTranslation('coverage');
  const seesEvery = useSeesEveryOperator();
  const outages = facts?.outages ?? 0;
  const ongoing = t('outages', { count: outages });
  return (
    <>
      {outages > 0 && (
        <span className={css('mark')} title={ongoing}>
          <Glyph name={stopped ? 'stale' : 'down'} size={13} label={ongoing} />
        </span>
      )}
      {seesEvery && standing?.aboutToLoseLast === true && <LastOperator standing={standing} />}
    </>
  );
}

function LastOperator({ standing }: { standing: Standing }) {
  const { t } = useTranslation('coverage');
  const left = standing.operators.length;
  const words =
    standing.lastOperator !== null
      ? t('last.one', { operator: OPERATOR_NAMES[standing.lastOperator] })
      : left === 0
        ? t('last.none')
        : standing.takenBy[0] === undefined
          ? t('last.nearUnseen')
          : t('last.near', { what: standing.takenBy[0].name });
  return (
    <span className={css('mark', left > 1 ? 'near' : 'last')} title={words} role="img" aria-label={words}>
      <UserRoundX size={13} aria-hidden />
      {left <= 1 && <i aria-hidden>{left}</i>}
    </span>
  );
}
