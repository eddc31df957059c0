/**
 * Makes the committed files of `data/` anew, to the byte:
 *
 *     tsx server/sample/build.ts [borders] [province]      both when neither is named
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { drawBorders } from './borders/draw-borders.ts';
import { buildProvince } from './province/build-province.ts';
import { readCommunes } from './province/communes.ts';
import { parseRegister } from './register.ts';

const DATA = new URL('../../data/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DATA), 'utf8');
const write = (name: string, text: string): void => {
  writeFileSync(new URL(name, DATA), text);
  process.stdout.write(`data/${name} ${String(Math.ceil(Buffer.byteLength(text) / 1000))} kB\n`);
};

const asked = new Set(process.argv.slice(2));
const wants = (part: string) => asked.size === 0 || asked.has(part);
const register = parseRegister(read('commune-register-200m.csv'));

if (wants('borders')) write('communes-2025.topojson', `${JSON.stringify(drawBorders(register))}\n`);
if (wants('province')) {
  const communes = readCommunes(read('communes-2025.csv'), read('commune-predecessors.csv'), register);
  mkdirSync(new URL('sample/', DATA), { recursive: true });
  for (const [name, text] of buildProvince(communes)) write(`sample/${name}`, text);
}
