/** Builds the parts, listens, stops. */
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Keys } from './accounts/keys.ts';
import { createApi } from './api/routes.ts';
import { createApp } from './app.ts';
import { startChores } from './chores.ts';
import { createCommands } from './cli/commands.ts';
import { startControl } from './cli/control.ts';
import { importEvents } from './cli/import-events.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { AppError } from './errors.ts';
import { isForeign } from './defences.ts';
import { FeedHealth } from './ingest/feed-health.ts';
import { feedsOf } from './feeds.ts';
import { HistoryClient } from './history/client.ts';
import { createIngest, type Intake } from './ingest/http.ts';
import { readInThread } from './inventory/reader.ts';
import { listen } from './listen.ts';
import { Province } from './province.ts';
import { Metrics } from './metrics.ts';
import { logRequests } from './request-log.ts';
import { PastLoader } from './sample/past-loader.ts';
import { openOffice } from './reports/office.ts';
import { reportMaker } from './reports/make.ts';
import { SampleOperators } from './sample/operators.ts';
import { Silences } from './silences.ts';
import { refuseDamaged } from './store/inspection.ts';
import { lockDataDir } from './store/lock.ts';
import { openStore } from './store/sqlite-store.ts';
import { countStations } from './stream/figures.ts';
import { unsentBytes } from './stream/slow-viewers.ts';
import { HourAgo } from './stream/hour-ago.ts';
import { Stream } from './stream/stream.ts';
import { openViewers } from './stream/viewers.ts';

const MINUTE_MS = 60_000;
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
  const inputs = join(root, 'data');
  const log = pino({ level: config.logLevel });
  const dataDir = resolve(config.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = lockDataDir(dataDir);
  const databaseFile = join(dataDir, 'phu-song.db');
  refuseDamaged(databaseFile);
  const store = openStore(databaseFile);
  const keys = new Keys(store, clock);
  keys.dropSimulated();
  const health = new FeedHealth();
  store.beginUptime(startedAt);

  const province = new Province({
    config,
    store,
    inputs,
    clock,
    onCommitted: (committed) => {
      stream.committed(committed);
      if (committed.tookMs > 0) metrics.committed(committed.tookMs);
    },
    onSampleGone: () => {
      void operators.stop();
      pastLoader.stop();
      silences.forget();
      hourAgo.forget();
    },
    onReplaced: (world) => {
      stream.replaceWorld(world, province.pipeline.seq);
      history.restart();
    },
  });
  const pastLoader = new PastLoader({
    store,
    inputs,
    ids: () => {
      const { targets, ids } = province.world;
      return Array.from(ids, (id, target): [string, number] => {
        const { kind, code, technology } = targets.name(target);
        return [`${kind} ${code} ${technology}`, id];
      });
    },
    onFinished: () => {
      history.restart();
      Promise.all([province.readAgain(), hourAgo.fill(clock())]).catch((error: unknown) => {
        log.error({ err: error }, "the sample's past");
      });
    },
    onError: (error) => {
      log.error({ err: error }, "the sample's past");
    },
  });
  const silences = new Silences(store);
  const setting = { province: config.province, thresholds: { ...config.thresholds }, tiles: config.tiles };
  const historySetup = {
    file: databaseFile,
    thresholds: config.thresholds,
    staleAfterMs: config.staleAfterMs,
    setting,
  };
  const history = new HistoryClient({
    setup: historySetup,
    save: (settled) => {
      store.saveSettled(settled);
    },
    onError: (error) => {
      log.error({ err: error }, 'history');
    },
    lacks: (at) => pastLoader.lacks(at),
    written: () => pastLoader.written,
  });
  const operators = new SampleOperators({ keys, province, simulate: config.simulate, log, clock });
  const hourAgo = new HourAgo(store.loadFigures(clock() - HOUR_MS - 2 * MINUTE_MS), (at) => history.figuresAt(at));

  const intake: Intake = {
    authenticate: (authorization) => keys.authenticate(authorization),
    open: () => province.pipeline.open(),
    present: () => province.world,
    submit: async (submission) => {
      const receipt = await province.pipeline.submit(submission);
      metrics.ingested(submission.key.name, { ...receipt, rejected: submission.refused });
      return receipt;
    },
    health,
    clock,
  };
  const office = openOffice({
    ...{ store, clock, history: historySetup, issuer: config.issuer, province: config.province, smtp: config.smtp },
    simulated: () => province.isSample,
    make: reportMaker((method, question) => history.ask(method, question)),
    onError: (error, what) => {
      log.error({ err: error }, what);
    },
  });
  const api = createApi({
    world: () => province.world,
    seq: () => province.pipeline.seq,
    boundary: async () => {
      await stream.boundary();
      return { ...stream.position, snapshot: () => stream.snapshot() };
    },
    events: (query) => store.events(query),
    history,
    desk: office.desk,
    mail: office.mail,
    schedules: office.schedules,
    reportSettings: { issuer: config.issuer, mail: config.smtp !== null },
    viewers: () => viewers.engine.clientsCount,
    failing: () => province.pipeline.failing,
    simulated: () => operators.isSimulating,
    province: config.province,
    thresholds: config.thresholds,
    startedAt,
    clock,
  });
  const metrics = new Metrics({
    viewers: () => viewers.engine.clientsCount,
    unsentBytes: () => unsentBytes(viewers),
    stations: () => countStations(province.world, province.world.inventory.stations.keys()),
    databaseFile,
    ready: () => !province.pipeline.failing,
  });
  const app = createApp({
    metrics: { contentType: metrics.contentType, text: () => metrics.text(), token: config.metricsToken },
    log: logRequests(log),
    api,
    ingest: createIngest(intake),
    clientDir: join(root, 'dist/client'),
    tileUrl: config.tiles?.url ?? null,
    trustProxy: config.trustProxy,
    onInternalError: (error) => {
      log.error({ err: error }, 'a request failed');
    },
  });
  const http = createServer(app);
  http.requestTimeout = REQUEST_MS;
  http.headersTimeout = REQUEST_MS / 2;
  const viewers = openViewers(http, ({ headers }) => !isForeign(headers, headers.host));
  const stream = new Stream({
    world: province.world,
    seq: province.pipeline.seq,
    setting,
    viewers,
    clock,
    events: store.events({ limit: 50 }),
    advance: () => ++province.pipeline.seq,
    feeds: () => feedsOf(keys, health),
    simulated: () => operators.isSimulating,
    hourAgo: () => hourAgo.at(clock()),
    onShown: (ageMs) => {
      metrics.shown(ageMs);
    },
  });

  operators.freshen();
  province.pipeline.sweep();
  const url = await listen(http, config);
  stream.start();
  history.start();
  history.settle();
  const chores = startChores({
    province,
    store,
    history,
    operators,
    silences,
    hourAgo,
    clock,
    onError: (error, what) => {
      log.error({ err: error }, what);
    },
  });
  const control = await startControl(
    join(dataDir, 'control.sock'),
    createCommands({
      keys,
      backUp: (file) => store.backUp(file),
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
  pastLoader.start();
  office.start();

  return {
    url,
    /** Finishes what was begun, answers, closes. */
    async stop() {
      chores.stop();
      pastLoader.stop();
      await operators.stop();
      await control.stop();
      stream.stop();
      await viewers.close();
      http.closeAllConnections();
      await province.pipeline.idle();
      office.stop();
      await history.stop();
      store.close();
      lock.release();
    },
  };
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
