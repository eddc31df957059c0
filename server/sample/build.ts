/**
 * Makes the committed files of `data/` anew, to the byte:
 *
 *     tsx server/sample/build.ts [borders]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawBorders } from './borders/draw-borders.ts';
import { parseRegister } from './register.ts';

const DATA = new URL('../../data/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DATA), 'utf8');

writeFileSync(
  new URL('communes-2025.topojson', DATA),
  `${JSON.stringify(drawBorders(parseRegister(read('commune-register-200m.csv'))))}\n`,
);
