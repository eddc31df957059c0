/** Builds the parts, listens, stops. */
import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Keys } from './accounts/keys.ts';
import { createApi } from './api/routes.ts';
import { createApp } from './app.ts';
import { createCommands } from './cli/commands.ts';
import { startControl } from './cli/control.ts';
import { importEvents } from './cli/import-events.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import type { Feed } from './contract/wire.ts';
import { AppError } from './errors.ts';
import { FeedHealth } from './ingest/feed-health.ts';
import { createIngest, type Intake } from './ingest/http.ts';
import { readInThread } from './inventory/reader.ts';
import { Province } from './province.ts';
import { SampleOperators } from './sample/operators.ts';
import { lockDataDir } from './store/lock.ts';
import { openStore } from './store/sqlite-store.ts';
import type { Store } from './store/store.ts';
import { figuresOf } from './stream/figures.ts';
import { HourAgo } from './stream/hour-ago.ts';
import { Stream } from './stream/stream.ts';
import { openViewers } from './stream/viewers.ts';

const MINUTE_MS = 60_000;
const SWEEP_MS = 1_000;
const HOUR_MS = 60 * MINUTE_MS;
const STOP_MS = 5_000;
/** A request must arrive whole within this time. */
const REQUEST_MS = 30_000;

interface Running {
  url: string;
  stop(): Promise<void>;
}

export async function start(config: Config): Promise<Running> {
  const startedAt = Date.now();
  const clock = () => Date.now();
  const root = projectRoot();
  const log = pino({ level: config.logLevel });
  const dataDir = resolve(config.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = lockDataDir(dataDir);
  const store = openStore(join(dataDir, 'phu-song.db'));
  const keys = new Keys(store, clock);
  keys.dropSimulated();
  const health = new FeedHealth();

  const province = new Province({
    config,
    store,
    inputs: join(root, 'data'),
    clock,
    onCommitted: (committed) => {
      stream.committed(committed);
    },
    onReplaced: (world) => {
      stream.replaceWorld(world, province.pipeline.seq);
      if (!province.isSample) void operators.stop();
    },
  });
  const operators = new SampleOperators({ keys, province, simulate: config.simulate, log, clock });
  const hourAgo = new HourAgo(store.loadFigures(clock() - HOUR_MS - 2 * MINUTE_MS));

  const intake: Intake = {
    authenticate: (authorization) => keys.authenticate(authorization),
    open: () => province.pipeline.open(),
    present: () => province.world,
    submit: (submission) => province.pipeline.submit(submission),
    health,
    clock,
  };
  const api = createApi({
    world: () => province.world,
    seq: () => province.pipeline.seq,
    boundary: async () => {
      await stream.boundary();
      return { ...stream.position, snapshot: () => stream.snapshot() };
    },
    events: (query) => store.events(query),
    viewers: () => viewers.engine.clientsCount,
    failing: () => province.pipeline.failing,
    simulated: () => operators.isSimulating,
    province: config.province,
    thresholds: config.thresholds,
    startedAt,
    clock,
  });
  const app = createApp({
    api,
    ingest: createIngest(intake),
    clientDir: join(root, 'dist/client'),
    onInternalError: (error) => {
      log.error({ err: error }, 'a request failed');
    },
  });
  const http = createServer(app);
  http.requestTimeout = REQUEST_MS;
  http.headersTimeout = REQUEST_MS / 2;
  const viewers = openViewers(http);
  const stream = new Stream({
    world: province.world,
    seq: province.pipeline.seq,
    setting: { province: config.province, thresholds: { ...config.thresholds }, tiles: config.tiles },
    viewers,
    clock,
    events: store.events({ limit: 50 }),
    advance: () => ++province.pipeline.seq,
    feeds: () => feedsOf(keys, health),
    simulated: () => operators.isSimulating,
    hourAgo: () => hourAgo.at(clock()),
  });

  operators.freshen();
  province.pipeline.sweep();
  await listen(http, config);
  const url = addressOf(http.address(), config.host);
  stream.start();
  const timers = [
    setInterval(() => {
      operators.freshen();
      province.pipeline.sweep();
    }, SWEEP_MS),
    setInterval(() => {
      keepMinute(province, store, hourAgo, clock(), (error) => {
        log.error({ err: error }, 'the minute could not be kept');
      });
    }, MINUTE_MS),
  ];
  const control = await startControl(
    join(dataDir, 'control.sock'),
    createCommands({
      keys,
      onRevoked: () => {
        province.listenAgain();
      },
      applyImport: async ({ kind, bytes, replace }) => {
        const { file, problems } = await readInThread(kind, bytes);
        if (file.kind === 'events') return importEvents(intake, keys, file.rows, problems);
        return province.importRows(file, problems, replace);
      },
      get simulate() {
        return operators.simulation;
      },
    }),
    (error) => {
      log.error({ err: error }, 'a command failed');
    },
  );
  operators.start(url);

  return {
    url,
    /** Finishes what was begun, answers, closes. */
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await operators.stop();
      await control.stop();
      stream.stop();
      await viewers.close();
      http.closeAllConnections();
      await province.pipeline.idle();
      store.close();
      lock.release();
    },
  };
}

const LISTEN_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it; set PORT to a free one',
  EACCES: 'this user may not; ports below 1024 belong to the system, set PORT to a higher one',
  EADDRNOTAVAIL: 'this machine has no such address; set HOST to one of its own',
  ENOTFOUND: 'there is no such name; set HOST to an address of this machine',
};

/** @throws AppError address_unusable, with what to do */
function listen(http: Server, { host, port }: Config): Promise<void> {
  return new Promise((listening, failed) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const problem = LISTEN_PROBLEMS[error.code ?? ''] ?? error.message;
      failed(new AppError('address_unusable', { address: `${host}:${String(port)}`, problem }, { cause: error }));
    });
    http.listen(port, host, listening);
  });
}

function keepMinute(
  province: Province,
  store: Store,
  hourAgo: HourAgo,
  now: number,
  onError: (error: unknown) => void,
): void {
  try {
    const figures = figuresOf(province.world, now);
    hourAgo.add(figures);
    store.transaction(() => {
      store.saveFigures(figures);
    });
    store.tidy(now);
    province.turnDay().catch(onError);
  } catch (error) {
    onError(error);
  }
}

function feedsOf(keys: Keys, health: FeedHealth): Feed[] {
  return keys
    .list()
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ id, name, operator, freshness, simulated, lastHeardAt, received, refused }) => ({
      ...{ name, operator, freshness, simulated, lastHeardAt, received, refused },
      clockSkewMs: health.clockSkewMs(id),
      lastRefusal: health.lastRefusal(id),
    }));
}

function addressOf(address: string | AddressInfo | null, host: string): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${String(port)}`;
}

/** The folder that holds package.json, from the sources as from the bundle. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder of the project was not found.');
    folder = parent;
  }
  return folder;
}

async function run(): Promise<void> {
  const running = await start(readConfig(process.env));
  process.stdout.write(`Phủ Sóng: ${running.url}\n`);
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

run().catch((error: unknown) => {
  const said = error instanceof ConfigError || error instanceof AppError;
  process.stderr.write(`${said ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
