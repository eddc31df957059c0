import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { startTexts } from '../../../../client/app/i18n.ts';
import {
  clockText,
  freshness,
  isClockWrong,
  orderFeeds,
} from '../../../../client/pages/live-map/panel/feed-sentence.ts';
import { formatFor } from '../../../../client/ui/format.ts';
import type { Feed } from '../../../../server/contract/wire.ts';

beforeAll(() => startTexts('vi'));

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

function feed(patch: Partial<Feed>): Feed {
  return {
    name: 'VTL chính',
    operator: 'VTL',
    freshness: 'feed',
    simulated: false,
    lastHeardAt: NOW,
    clockSkewMs: 0,
    received: 10,
    refused: 0,
    lastRefusal: null,
    ...patch,
  };
}

it.each<[number | null, string]>([
  [NOW, 'fresh'],
  [NOW - 5 * MINUTE, 'fresh'],
  [NOW - 5 * MINUTE - 1, 'quiet'],
  [NOW - 15 * MINUTE, 'quiet'],
  [NOW - 15 * MINUTE - 1, 'stale'],
  [null, 'stale'],
])('heard at %s is %s', (lastHeardAt, expected) => {
  expect(freshness(feed({ lastHeardAt }), NOW, 15 * MINUTE)).toBe(expected);
});

it.each<[number | null, string, string, boolean]>([
  [null, 'chưa rõ', 'unknown', false],
  [0, 'đúng giờ', 'right', false],
  [-1_900, 'đúng giờ', 'right', false],
  [12_000, 'nhanh 12 giây', '12 s fast', false],
  [-95_000, 'chậm 2 phút', '2 min slow', true],
  [239_900, 'nhanh 4 phút', '4 min fast', true],
  [59_700, 'nhanh 1 phút', '1 min fast', true],
  [12_900, 'nhanh 13 giây', '13 s fast', false],
  [30_000, 'nhanh 30 giây', '30 s fast', true],
])('a clock %s ms ahead', (clockSkewMs, vietnamese, english, wrong) => {
  expect(clockText(feed({ clockSkewMs }), i18next.getFixedT('vi', 'panel'), formatFor('vi'))).toBe(vietnamese);
  expect(clockText(feed({ clockSkewMs }), i18next.getFixedT('en', 'panel'), formatFor('en'))).toBe(english);
  expect(isClockWrong(feed({ clockSkewMs }))).toBe(wrong);
});

it('orders by operator, the unscoped last', () => {
  const feeds = [
    feed({ operator: null, name: 'a' }),
    feed({ operator: 'GTL' }),
    feed({ name: 'z' }),
    feed({ name: 'đ' }),
  ];
  expect(orderFeeds(feeds, formatFor('vi')).map(({ operator, name }) => `${operator ?? '–'} ${name}`)).toEqual([
    'VTL đ',
    'VTL z',
    'GTL VTL chính',
    '– a',
  ]);
});
