/** The last operator standing: who still serves the commune, and how little is left of what it hangs on. */
import { useTranslation } from 'react-i18next';
import type { CommuneResilience } from '../../../server/contract/resilience.ts';
import { OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { Tag } from '../../ui/chip.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useCommunesResilience } from './questions.ts';
import { Answered, Section } from './section.tsx';
import { css } from './styles.ts';

type Standing = CommuneResilience['items'][number];

export function standingOf(data: CommuneResilience | undefined, code: string): Standing | undefined {
  return data?.items.find((item) => item.code === code);
}

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
  const { operators, lastOperator, aboutToLoseLast, stationsOnAir, stations, paths } = standing;
  const way = paths === null ? 'none' : paths <= 0 ? '0' : paths === 1 ? '1' : 'many';
  const rule = t('left.rule', { share: format.number(share) });
  return (
    <>
      <p className={css('tags')} title={rule}>
        {operators.length === 0 && <Tag tone="down">{t('left.none', { share: format.number(share) })}</Tag>}
        {lastOperator !== null ? (
          <Tag tone="deg">{t('left.last', { name: OPERATOR_NAMES[lastOperator] })}</Tag>
        ) : (
          operators.map((operator) => <Tag key={operator}>{OPERATOR_NAMES[operator]}</Tag>)
        )}
      </p>
      <p className={css('second')}>
        {t('left.onAir', { up: format.number(stationsOnAir), all: format.number(stations) })},{' '}
        {t(`left.paths.${way}`, { n: format.number(paths ?? 0) })}. {rule}
      </p>
      {aboutToLoseLast && (
        <p className={css('warning')}>
          <Glyph name="degraded" size={16} />
          {t('left.about')}
        </p>
      )}
    </>
  );
}
