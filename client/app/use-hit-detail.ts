import { useTranslation } from 'react-i18next';
import { OPERATOR_NAMES } from '../../server/contract/terms.ts';
import { useLive } from '../model/live.ts';
import type { SearchHit } from '../model/search.ts';
import { useFormat } from '../ui/use-format.ts';

/** What tells a hit from its neighbours: whose and where a station is, how many people a commune has, how long a link is. */
export function useHitDetail({ kind, index }: SearchHit): string {
  const { t } = useTranslation('app');
  const format = useFormat();
  const picture = useLive((live) => live.picture);
  if (picture === null) return '';
  if (kind === 'station') {
    const station = picture.stations[index];
    if (station === undefined) return '';
    const commune = picture.communes[station.commune];
    return [OPERATOR_NAMES[station.operator], commune?.name].filter((part) => part !== undefined).join(', ');
  }
  if (kind === 'commune')
    return t('search.people', { people: format.number(picture.communes[index]?.population ?? 0) });
  if (kind === 'link') return format.unit(picture.links[index]?.lengthKm ?? 0, 'km', 1);
  return picture.communes[picture.nodes[index]?.commune ?? -1]?.name ?? '';
}
