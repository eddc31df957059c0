/** How a failing element is called, and where it is found on the map. */
import { useTranslation } from 'react-i18next';
import type { FailureBody } from '../../../server/contract/resilience.ts';
import { mapPath } from '../../model/view.ts';

/** A station by its code, a link as the stretch it is. */
export function useFailureName(): (failure: Pick<FailureBody, 'kind' | 'code' | 'name'>) => string {
  const { t } = useTranslation('commune');
  return ({ kind, code, name }) =>
    kind === 'station' ? code : kind === 'link' && !/^(Trục|Vòng) /.test(name) ? t('failures.link', { name }) : name;
}

export function elementPath({ kind, code }: Pick<FailureBody, 'kind' | 'code'>): string {
  return mapPath({ kind, code });
}
