import { Popover } from '@base-ui/react/popover';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSeesEveryOperator } from '../../model/session.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { PageTechnology } from './address.ts';
import { useFailureName } from './failure-words.ts';
import { useFailures, useStanding } from './questions.ts';
import { HIGH_FROM, MEDIUM_FROM, riskOf, type RiskLevel } from './risk.ts';
import { css } from './styles.ts';

interface RiskFigureProps {
  code: string;
  population: number;
  technology: PageTechnology;
}

/** How much hangs on one element, in a word, with what the word means. */
export function RiskFigure({ code, population, technology }: RiskFigureProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const nameOf = useFailureName();
  const { data } = useFailures(code, technology);
  const seesEvery = useSeesEveryOperator();
  const about = useStanding(code)?.aboutToLoseLast === true && seesEvery;
  const known = data?.layer === technology;
  const worst = known ? data.items.find(({ core }) => !core) : undefined;
  const people = worst?.lost[technology] ?? 0;
  const level: RiskLevel | null = !known ? null : about ? 'high' : riskOf(people, population);
  return (
    <div>
      <dt>
        {t('figures.risk')}
        <Popover.Root>
          <Popover.Trigger className={css('info')} aria-label={t('risk.what')} openOnHover delay={150}>
            <Info size={14} aria-hidden />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner className={css('positioner')} sideOffset={6} align="end" collisionPadding={12}>
              <Popover.Popup className={css('definition')} aria-label={t('risk.what')}>
                <p>{t('risk.definition', { technology, high: HIGH_FROM, medium: MEDIUM_FROM })}</p>
                {known && (
                  <p>
                    {worst === undefined || people === 0
                      ? t('risk.none', { technology })
                      : t('risk.worst', {
                          name: nameOf(worst),
                          people: format.number(people),
                          share: format.percent(population > 0 ? (100 * people) / population : null),
                        })}
                  </p>
                )}
                {about && <p>{t('risk.lastOperator')}</p>}
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </dt>
      <dd className={css('value', level === 'low' || level === null ? null : 'amber')}>
        {level !== null && level !== 'low' && <Glyph name="degraded" size={18} />}
        {level === null ? '–' : t(`risk.level.${level}`)}
      </dd>
    </div>
  );
}
