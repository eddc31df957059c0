/** What the URL of the page holds: /vung-phu/13066?cn=3G&so=13075. Pure parse and format, and the hook. */
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { LayerTechnology } from '../../../server/contract/terms.ts';

/** In the order the switch shows them. */
export const TECHNOLOGIES = ['2G', '3G', '4G'] as const;
export type PageTechnology = Extract<LayerTechnology, (typeof TECHNOLOGIES)[number]>;

export interface Address {
  technology: PageTechnology;
  /** Code of the commune it is compared with. */
  against: string | null;
}

const DEFAULT: Address = { technology: '4G', against: null };

/** @param search a URL's query; anything may stand in it */
export function parseAddress(search: string): Address {
  const params = new URLSearchParams(search);
  const against = params.get('so');
  return {
    technology: TECHNOLOGIES.find((technology) => technology === params.get('cn')) ?? DEFAULT.technology,
    against: against !== null && /^[\w-]{1,16}$/.test(against) ? against : null,
  };
}

/** @returns `?…`, or an empty string for the default */
export function formatAddress({ technology, against }: Address): string {
  const params = new URLSearchParams();
  if (technology !== DEFAULT.technology) params.set('cn', technology);
  if (against !== null) params.set('so', against);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export function useAddress(): { address: Address; setAddress: (patch: Partial<Address>) => void } {
  const { search } = useLocation();
  const navigate = useNavigate();
  const address = useMemo(() => parseAddress(search), [search]);
  const setAddress = useCallback(
    (patch: Partial<Address>) => {
      const { pathname, search: current } = window.location;
      const next = formatAddress({ ...parseAddress(current), ...patch });
      if (next !== formatAddress(parseAddress(current))) void navigate({ pathname, search: next });
    },
    [navigate],
  );
  return { address, setAddress };
}
