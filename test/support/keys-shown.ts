/** Six keys in every state, with prefixes that would be broken at their hyphen. */
import type { KeyBody } from '../../server/contract/accounts.ts';

const AT = '2026-11-22T04:04:05.000Z';
const KEY: KeyBody = {
  ...{ id: 1, name: 'NOC VTL', prefix: 'ps_RM-4iJ', operator: 'VTL', freshness: 'feed', simulated: false },
  ...{ internal: false, createdAt: AT, revokedAt: null, replacedBy: null },
  ...{ lastHeardAt: AT, received: 1_234_567, refused: 89 },
};

export const KEYS_SHOWN: readonly KeyBody[] = [
  { ...KEY, replacedBy: 2 },
  { ...KEY, id: 2, prefix: 'ps_WM-WmW', lastHeardAt: null, received: 0, refused: 0 },
  { ...KEY, id: 3, name: 'rot', prefix: 'ps_-a-b-c', operator: null, freshness: 'station' },
  { ...KEY, id: 4, name: 'Sở KH&CN', prefix: 'ps_0-QMWm', operator: null, revokedAt: AT },
  { ...KEY, id: 5, name: 'manual', prefix: 'ps_MWMW-M', operator: null, freshness: 'station', internal: true },
  { ...KEY, id: 6, name: 'W'.repeat(60), prefix: 'ps_ab-cde', operator: 'VNP' },
];
