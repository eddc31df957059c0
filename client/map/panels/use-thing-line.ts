import { useTranslation } from 'react-i18next';
import { useView } from '../../model/use-view.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { ThingWords } from './thing-words.ts';
import { useSignal } from './use-signal.ts';

/** The line under a name: "97,7% dân số có 4G", "Mất liên lạc", "Đứt, 14 trạm". */
export function useThingLine(): (words: ThingWords) => string {
  const { t } = useTranslation(['map', 'common']);
  const format = useFormat();
  const { view } = useView();
  const signal = useSignal();
  return ({ share, state, stations }) => {
    if (share === null) return t('noFigure', { signal });
    if (share !== undefined)
      return t('of', { share: format.percent(share), what: t(`covered.${view.measure}`, { signal }) });
    const word = state === null ? '' : t(`common:${state}`);
    return stations ? t('withStations', { word, count: stations, number: format.number(stations) }) : word;
  };
}
