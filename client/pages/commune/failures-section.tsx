/** What the commune would lose if a single element failed: computed, so it stands in the colour of simulation. */
import { Network, RadioTower, Spline, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FailureBody, Resilience } from '../../../server/contract/resilience.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { PageTechnology } from './address.ts';
import { elementPath, useFailureName } from './failure-words.ts';
import { useFailures } from './questions.ts';
import { Answered, Section, useFirst } from './section.tsx';
import { css } from './styles.ts';

const FIRST = 3;
const ICONS: Record<FailureBody['kind'], LucideIcon> = { station: RadioTower, link: Spline, node: Network };

interface FailuresSectionProps {
  code: string;
  technology: PageTechnology;
  /** Of the commune: a whole bar. */
  population: number;
}

export function FailuresSection({ code, technology, population }: FailuresSectionProps) {
  const { t } = useTranslation('commune');
  const query = useFailures(code, technology);
  return (
    <Section
      title={t('failures.title')}
      end={<span className={css('label')}>{t('failures.unit', { technology })}</span>}
    >
      <Answered query={query} what={t('failures.what')} fits={(data) => data.layer === technology}>
        {(data) => <FailureList data={data} technology={technology} population={population} />}
      </Answered>
    </Section>
  );
}

interface FailureListProps extends Omit<FailuresSectionProps, 'code'> {
  data: Resilience;
}

function FailureList({ data, technology, population }: FailureListProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const harmful = data.items.filter(({ lost }) => (lost[technology] ?? 0) > 0);
  const { shown, more } = useFirst(harmful, FIRST);
  if (harmful.length === 0) return <p className={css('quiet')}>{t('failures.none', { technology })}</p>;
  return (
    <>
      <ul>
        {shown.map((failure) => (
          <FailureLine
            key={`${failure.kind} ${failure.code}`}
            failure={failure}
            people={failure.lost[technology] ?? 0}
            population={population}
          />
        ))}
      </ul>
      <p className={css('foot')}>
        {t('failures.computed', { time: format.time(Date.parse(data.computedAt)) })}
        <span className={css('gap')} />
        {more}
      </p>
    </>
  );
}

interface FailureLineProps {
  failure: FailureBody;
  people: number;
  population: number;
}

function FailureLine({ failure, people, population }: FailureLineProps) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const nameOf = useFailureName();
  const Icon = ICONS[failure.kind];
  const share = population > 0 ? Math.min(100, (100 * people) / population) : 0;
  return (
    <li className={css('failure')}>
      <Icon size={16} aria-label={t(`failures.kind.${failure.kind}`)} />
      <Link to={elementPath(failure)} title={failure.name}>
        {nameOf(failure)}
      </Link>
      <b>{t('people', { n: format.number(people) })}</b>
      <span className={css('track')}>
        <i style={{ width: `${share.toFixed(1)}%` }} />
      </span>
      <span className={css('second', 'small')}>
        {[
          // Not told to who sees a part of the network.
          ...(failure.stations === null ? [] : [t('failures.stations', { count: failure.stations })]),
          ...(failure.core ? [t('failures.core')] : []),
        ].join(' · ')}
      </span>
    </li>
  );
}
