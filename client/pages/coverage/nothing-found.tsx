import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { fold } from '../../ui/fold.ts';
import { Empty } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { offerFor, type Entry } from './choose-rows.ts';
import { NO_FILTER } from './coverage-view.ts';
import { useCoverageView } from './use-coverage-view.ts';

/** Says why there is no row, and offers what nearly matches. */
export function NothingFound({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { view, setView } = useCoverageView();
  const offer = offerFor(entries, view, fold);
  const clear = (
    <Button
      kind="ghost"
      onClick={() => {
        setView(NO_FILTER);
      }}
    >
      {t('empty.clear')}
    </Button>
  );
  const icon = <SearchX size={24} aria-hidden />;
  const whole = (percent: number): string => `${format.number(percent, 1)}%`;
  switch (offer.kind) {
    case 'threshold': {
      const { lowest, share, threshold } = offer;
      const told = { threshold: whole(view.threshold ?? 0), name: lowest.name, share: format.percent(share) };
      return (
        <Empty icon={icon} title={t('empty.threshold', told)}>
          <span>
            <Button
              onClick={() => {
                setView({ threshold });
              }}
            >
              {t('empty.change', { threshold: whole(threshold) })}
            </Button>
            {clear}
          </span>
        </Empty>
      );
    }
    case 'name': {
      const { name } = offer.nearest;
      return (
        <Empty icon={icon} title={t('empty.name', { query: view.query })}>
          <span>
            <Button
              onClick={() => {
                setView({ query: name });
              }}
            >
              {t('empty.nearest', { name })}
            </Button>
            {clear}
          </span>
        </Empty>
      );
    }
    case 'clear':
      return (
        <Empty icon={icon} title={view.query === '' ? t('empty.filters') : t('empty.name', { query: view.query })}>
          {clear}
        </Empty>
      );
  }
}
