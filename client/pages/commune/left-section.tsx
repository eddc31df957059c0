/** The last operator standing: who still serves the commune, and how little is left of what it hangs on. */
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LastFailure } from '../../../server/contract/resilience.ts';
import { OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useOperators, useSeesAll, useSeesEveryOperator, useSeesPart } from '../../model/session.ts';
import { useWhose } from '../../model/use-whose.ts';
import { Tag } from '../../ui/chip.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { elementPath, useFailureName } from './failure-words.ts';
import { standingOf, useCommunesResilience, type Standing } from './questions.ts';
import { Answered, Section } from './section.tsx';
import { css } from './styles.ts';

export function LeftSection({ code }: { code: string }) {
  const { t } = useTranslation('commune');
  return (
    <Section title={t('left.title')}>
      <Answered query={useCommunesResilience()} what={t('left.what')} bars={[80, 60]}>
        {(data) => {
          const standing = standingOf(data, code);
          return standing === undefined ? null : <Left standing={standing} share={data.servesFromPercent} />;
        }}
      </Answered>
    </Section>
  );
}

function Left({ standing, share }: { standing: Standing; share: number }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const { operators, lastOperator, stationsOnAir, stations, paths, takenBy, takenByCores } = standing;
  const way = paths === null ? 'none' : paths <= 0 ? '0' : paths === 1 ? '1' : 'many';
  const rule = t('left.rule', { share: format.number(share) });
  // What rests on all operators together is not told to who sees some: none of theirs is not none.
  const seesEvery = useSeesEveryOperator();
  const last = seesEvery ? lastOperator : null;
  const whose = useWhose();
  const seesPart = useSeesPart();
  const seesAll = useSeesAll();
  return (
    <>
      <p className={css('tags')} title={rule}>
        {operators.length === 0 && !seesEvery && <NoneOfSeen share={format.number(share)} />}
        {operators.length === 0 && seesEvery && (
          <Tag tone="down">{t('left.none', { share: format.number(share) })}</Tag>
        )}
        {last !== null ? (
          <Tag tone="deg">{t('left.last', { name: OPERATOR_NAMES[last] })}</Tag>
        ) : (
          operators.map((operator) => <Tag key={operator}>{OPERATOR_NAMES[operator]}</Tag>)
        )}
      </p>
      <p className={css('second')}>
        {t(whose === null ? 'left.onAir' : 'left.onAirOf', {
          up: format.number(stationsOnAir),
          all: format.number(stations),
          whose,
        })}
        {/* A node that is not seen is not none. */}
        {(paths !== null || seesAll) && `, ${t(`left.paths.${way}`, { n: format.number(paths ?? 0) })}`}. {rule}
        {!seesEvery && ` ${t('left.seenOnly')}`}
      </p>
      {seesEvery && (last !== null || takenBy.length > 0) && (
        <p className={css('warning')}>
          <Glyph name="degraded" size={16} />
          <span>
            {takenBy[0] === undefined ? t('left.aboutOne') : <Taken by={takenBy[0]} others={takenBy.length - 1} />}
          </span>
        </p>
      )}
      {(seesEvery ? takenByCores : []).map((core) => (
        <p key={core.code} className={css('second', 'small')}>
          <Trans
            t={t}
            i18nKey={seesPart ? 'left.coreSeen' : 'left.core'}
            values={{ n: format.number(core.communes - 1) }}
            components={{ element: <ElementLink of={core} /> }}
          />
        </p>
      ))}
    </>
  );
}

/** Of the operators that are seen none serves it; of the others nothing is said. */
function NoneOfSeen({ share }: { share: string }) {
  const { t } = useTranslation('commune');
  const [first, ...others] = useOperators();
  if (first === undefined) return null;
  const words =
    others.length === 0 ? t('left.notOne', { name: OPERATOR_NAMES[first], share }) : t('left.noneSeen', { share });
  return <Tag>{words}</Tag>;
}

/** The failure that would take the last of them; of several the most particular. */
function Taken({ by, others }: { by: LastFailure; others: number }) {
  const { t } = useTranslation('commune');
  return (
    <>
      <Trans t={t} i18nKey="left.about" components={{ element: <ElementLink of={by} /> }} />
      {others > 0 && ` ${t('left.others', { count: others })}`}
    </>
  );
}

function ElementLink({ of }: { of: LastFailure }) {
  const nameOf = useFailureName();
  return <Link to={elementPath(of)}>{nameOf(of)}</Link>;
}
