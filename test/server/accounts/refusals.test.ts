/** Every refusal is told: line by line, and of a flood by its number. */
import { expect, it } from 'vitest';
import type { Actor, Deed } from '../../../server/accounts/audit.ts';
import { Refusals } from '../../../server/accounts/refusals.ts';

const VIEWER: Actor = { name: 'xem', address: '10.0.0.1' };
const ENGINEER: Actor = { name: 'ky.su', address: '10.0.0.1' };
const FORBIDDEN = { code: 'forbidden' };

function open() {
  const lines: { who: string; address: string | null; target: string; after: unknown }[] = [];
  const refusals = new Refusals({
    add: ({ name, address }: Actor, { target, after }: Deed) => lines.push({ who: name, address, target, after }),
  });
  return { refusals, lines };
}

it('tells thirty a minute each by itself, and how many more there were', async () => {
  const { refusals, lines } = open();
  for (let n = 0; n < 60; n++) await refusals.note(VIEWER, n % 2 === 0 ? 'GET /users' : 'GET /keys', FORBIDDEN);
  expect(lines).toHaveLength(30);
  refusals.tell();
  expect(lines[30]).toEqual({
    ...{ who: 'xem', address: '10.0.0.1', target: 'GET /users' },
    after: { code: 'forbidden', others: ['GET /keys'], tries: 30 },
  });
  refusals.tell();
  expect(lines).toHaveLength(31);
});

it('a flood of one hides no other of the same address', async () => {
  const { refusals, lines } = open();
  for (let n = 0; n < 100; n++) await refusals.note(VIEWER, 'GET /users', FORBIDDEN);
  await refusals.note(ENGINEER, 'POST /states', { code: 'out_of_scope' });
  expect(lines.at(-1)).toMatchObject({ who: 'ky.su', target: 'POST /states' });
});

it('a flood from everywhere is counted whole, in few lines', async () => {
  const { refusals, lines } = open();
  const [EACH, FROM] = [31, 1_500];
  for (let from = 0; from < FROM; from++) {
    const actor = { name: 'public', address: `10.1.${String(from >> 8)}.${String(from & 255)}` };
    for (let n = 0; n < EACH; n++) await refusals.note(actor, 'GET /users', FORBIDDEN);
  }
  const alone = lines.length;
  refusals.tell();
  const told = lines.slice(alone);
  expect(told).toHaveLength(1_001);
  expect(told.at(-1)).toMatchObject({ address: null });
  const tries = told.reduce((sum, { after }) => sum + (after as { tries: number }).tries, 0);
  expect(alone + tries).toBe(EACH * FROM);
});

it('what the disk did not keep stays counted', async () => {
  let isFull = false;
  const kept: unknown[] = [];
  const refusals = new Refusals({
    add: (_actor: Actor, { after }: Deed) => {
      if (isFull) throw new Error('full');
      kept.push(after);
    },
  });
  for (let n = 0; n < 32; n++) await refusals.note(VIEWER, 'GET /users', FORBIDDEN);
  isFull = true;
  expect(() => {
    refusals.tell();
  }).toThrow('full');
  isFull = false;
  refusals.tell();
  expect(kept.at(-1)).toEqual({ code: 'forbidden', tries: 2 });
});
