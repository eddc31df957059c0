/** What the types of the texts cannot see: a word that is missing in English would be said in Vietnamese. */
import { expect, it } from 'vitest';
import { texts as app } from '../../client/app/texts.ts';
import { texts as map } from '../../client/map/texts.ts';
import { texts as commune } from '../../client/pages/commune/texts.ts';
import { texts as coverage } from '../../client/pages/coverage/texts.ts';
import { texts as drawer } from '../../client/pages/live-map/drawer/texts.ts';
import { texts as panel } from '../../client/pages/live-map/panel/texts.ts';
import { texts as replay } from '../../client/pages/live-map/replay/texts.ts';
import { texts as page } from '../../client/pages/live-map/texts.ts';
import { texts as reports } from '../../client/pages/reports/texts.ts';
import { texts as common } from '../../client/ui/texts.ts';

function keysOf(texts: object, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`],
  );
}

it.each(Object.entries({ app, map, commune, coverage, drawer, panel, replay, page, reports, common }))(
  'English counts one as well as many: %s',
  (_, { en }) => {
    const keys = keysOf(en);
    const many = keys.filter((key) => key.endsWith('_other'));
    expect(many.filter((key) => !keys.includes(key.replace(/_other$/, '_one')))).toEqual([]);
  },
);
