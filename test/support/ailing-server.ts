/** The server on a disk that fails as it is told: each SIGUSR2 takes the next of AILMENTS. Bundled by own-program.ts. */
import process from 'node:process';
import Database from 'better-sqlite3';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite-store.ts';
import { AILMENTS } from './ailments.ts';

const NO_LIMIT = 1_000_000_000;
/** The connections that were opened, the writer's among them: it does not let go of its own. */
const opened = new Set<Database.Database>();
type Pragma = (this: Database.Database, ...args: Parameters<Database.Database['pragma']>) => unknown;
const pragma = Object.getOwnPropertyDescriptor(Database.prototype, 'pragma')?.value as Pragma;
Database.prototype.pragma = function (this: Database.Database, ...args) {
  opened.add(this);
  return pragma.apply(this, args);
};

const { url } = await start(readConfig(process.env), openStore);
let next = 0;
process.on('SIGUSR2', () => {
  const ailment = AILMENTS[next++ % AILMENTS.length];
  for (const db of opened) {
    if (!db.open || db.readonly) continue;
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${String(ailment === 'full' ? pages + 4 : NO_LIMIT)}`);
    db.pragma(`query_only = ${ailment === 'read-only' ? 'ON' : 'OFF'}`);
  }
  process.stdout.write(`now ${String(next)}: ${String(ailment)}\n`);
});
process.stdout.write(`${url}\n`);
