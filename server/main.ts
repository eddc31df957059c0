/** Builds the parts, listens, stops; run.ts is the program. */
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { Keys } from './accounts/keys.ts';
import { createApi } from './api/routes.ts';
import { createApp } from './app.ts';
import { startChores } from './chores.ts';
import { createCommands } from './cli/commands.ts';
import { startControl } from './cli/control.ts';
import { importEvents } from './cli/import-events.ts';
import type { Config } from './config.ts';
import { FeedHealth } from './ingest/feed-health.ts';
import { feedsOf } from './feeds.ts';
import { openGate } from './gate.ts';
import { HistoryThreads } from './history/threads.ts';
import { createIngest, take, type Intake } from './ingest/http.ts';
import { readInThread } from './inventory/reader.ts';
import { httpServer, listen, watchUnread } from './listen.ts';
import { Maintenance } from './maintenance.ts';
import { Province } from './province.ts';
import { Metrics } from './metrics.ts';
import { logRequests, logUnread } from './request-log.ts';
import { PastLoader } from './sample/past-loader.ts';
import { openOffice } from './reports/office.ts';
import { reportMaker } from './reports/make.ts';
import { projectRoot, versionOf } from './root.ts';
import { SampleOperators } from './sample/operators.ts';
import { Silences } from './silences.ts';
import { refuseDamaged } from './store/inspection.ts';
import { lockDataDir } from './store/lock.ts';
import { sweepLeftCopies } from './store/page-backup.ts';
import { openStore } from './store/sqlite-store.ts';
import type { Store } from './store/store.ts';
import { watchDoors } from './stream/doors.ts';
import { countStations } from './stream/figures.ts';
import { unsentBytes } from './stream/slow-viewers.ts';
import { HoursAgo } from './stream/hour-ago.ts';
import { Stream } from './stream/stream.ts';
import { openViewers } from './stream/viewers.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Running {
  url: string;
  /** Of the first account, told once; null: there is somebody already, or it was given. */
  firstPassword: string | null;
  stop(): Promise<void>;
}

/** @param open the database; tests put something of theirs between it and the server */
export async function start(config: Config, open: (file: string) => Store = openStore): Promise<Running> {
  const startedAt = Date.now();
  const clock = () => Date.now();
  const root = projectRoot();
  const inputs = join(root, 'data');
  const log = pino({ level: config.logLevel });
  const report = (error: unknown, what: string) => {
    log.error({ err: error }, what);
  };
  const dataDir = resolve(config.dataDir);
  const lock = lockDataDir(dataDir);
  const databaseFile = join(dataDir, 'phu-song.db');
  refuseDamaged(databaseFile);
  sweepLeftCopies(databaseFile);
  const store = open(databaseFile);
  const keys = new Keys(store, clock);
  keys.dropSimulated();
  const health = new FeedHealth(store.heardOfKeys());
  store.beginUptime(startedAt);

  const maintenance = new Maintenance({
    ...{ store, clock },
    onChanged: () => {
      province.pipeline.sweep();
    },
  });
  const province = new Province({
    ...{ config, store, inputs, clock },
    windows: () => maintenance.open(),
    onCommitted: (committed) => {
      stream.committed(committed);
      if (committed.tookMs > 0) metrics.committed(committed.tookMs);
    },
    onSampleGone: () => {
      void operators.stop();
      pastLoader.stop();
      silences.forget();
      hoursAgo.forget();
    },
    onReplaced: (world) => {
      stream.replaceWorld(world, province.pipeline.seq);
      history.restart();
    },
  });
  const pastLoader = new PastLoader({
    store,
    inputs,
    ids: () => province.world.idsByName(),
    onFinished: () => {
      history.restart();
      Promise.all([province.readAgain(), hoursAgo.whole.fill(clock())]).catch((error: unknown) => {
        report(error, "the sample's past");
      });
    },
    onError: (error) => {
      report(error, "the sample's past");
    },
  });
  const silences = new Silences(store);
  const setting = { province: config.province, thresholds: { ...config.thresholds }, tiles: config.tiles };
  const { thresholds, staleAfterMs } = config;
  const historySetup = { file: databaseFile, thresholds, staleAfterMs, setting };
  const history = new HistoryThreads({
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
  const hoursAgo = new HoursAgo(
    store.loadFigures(clock() - HOUR_MS - 2 * MINUTE_MS),
    (at, scope) => history.figuresAt(at, scope),
    (error) => {
      report(error, 'the hour before is not known');
    },
  );

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
    onError: report,
  });
  const isCommune = (code: string) => province.world.inventory.communeByCode.has(code);
  const gate = openGate({
    ...{ config, store, keys, databaseFile, version: versionOf(root), startedAt, clock },
    isCommune,
    isAllSample: () => province.isAllSample,
    onRevoked: () => {
      province.listenAgain();
    },
    onError: report,
  });
  const api = createApi({
    ...gate.routes,
    maintenance,
    byHand: (event, witness) => {
      const submit: Intake['submit'] = (submission) => intake.submit({ ...submission, witness });
      return take({ ...intake, submit }, keys.ofSource('manual'), [event]);
    },
    world: () => province.world,
    seq: () => province.pipeline.seq,
    boundary: async (scope) => {
      await stream.boundary();
      return { ...stream.position(scope), snapshot: () => stream.snapshot(scope) };
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
    ...{ province: config.province, thresholds, startedAt, clock },
  });
  const metrics = new Metrics({
    viewers: () => viewers.engine.clientsCount,
    unsentBytes: () => unsentBytes(viewers),
    stations: () => countStations(province.world, province.world.inventory.stations.keys()),
    databaseFile,
    ready: () => province.pipeline.failing === null,
  });
  const app = createApp({
    metrics: { contentType: metrics.contentType, text: () => metrics.text(), token: config.metricsToken },
    log: logRequests(log),
    api,
    onForeign: (request, refusal) => gate.routes.access.refused(request, refusal),
    ingest: createIngest(intake, {
      key: (request, refusal) => gate.keyRefused(request, refusal),
      foreign: (request, key, elements) => gate.foreignRefused(request, key, elements),
    }),
    clientDir: join(root, 'dist/client'),
    tileUrl: config.tiles?.url ?? null,
    trustProxy: config.trustProxy,
    onInternalError: (error) => {
      report(error, 'a request failed');
    },
  });
  const http = httpServer(app);
  watchUnread(http, logUnread(log));
  const viewers = openViewers(http, gate.mayWatch, gate.mayGoOn);
  const doors = watchDoors(viewers, gate.mayWatch, gate.sessionOf, (request) => stream.admit(gate.scopeOf(request)));
  const stream = new Stream({
    world: province.world,
    seq: province.pipeline.seq,
    setting,
    viewers,
    clock,
    events: (query) => store.events(query),
    sourceOf: (key) => keys.sourceOf(key),
    received: store.receivedSince(clock() - MINUTE_MS),
    advance: () => ++province.pipeline.seq,
    feeds: () => feedsOf(keys, health),
    simulated: () => operators.isSimulating,
    hourAgo: (scope) => hoursAgo.at(scope, clock()),
    onShown: (ageMs) => {
      metrics.shown(ageMs);
    },
  });

  operators.freshen();
  province.pipeline.sweep();
  const makeAdmin = await gate.accounts.prepareAdmin(config.adminPassword);
  const url = await listen(http, config);
  // In the turn in which the port is ours: before anybody is answered, and not for a server that never comes up.
  const firstPassword = makeAdmin();
  store.waitBriefly();
  stream.start();
  history.start();
  history.settle();
  const { whole: hourAgo } = hoursAgo;
  const parts = { province, store, health, history, operators, silences, hourAgo, clock };
  const chores = startChores({ ...parts, onError: report });
  const gateKeeper = gate.start(doors.close);
  const control = await startControl(
    join(dataDir, 'control.sock'),
    createCommands({
      ...{ keys, accounts: gate.accounts, audit: gate.audit, isCommune },
      backUp: (file) => store.backUp(file),
      onRevoked: () => {
        province.listenAgain();
      },
      applyImport: async ({ kind, bytes, replace }, witness) => {
        const { file, problems } = await readInThread(kind, bytes);
        if (file.kind === 'events') return importEvents(intake, keys, file.rows, problems, witness);
        return province.importRows(file, problems, replace, witness);
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
    ...{ url, firstPassword },
    /** Finishes what was begun, answers, closes. */
    async stop() {
      chores.stop();
      gateKeeper.stop();
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
