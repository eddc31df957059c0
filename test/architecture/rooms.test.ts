/**
 * Who may import what. A module belongs to the room with the longest matching path; it may import its own room and what its row
 * names. Files that come later need a row only when they open a new room.
 */
import { cruise, type IDependency } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

type Import = Pick<IDependency, 'module' | 'resolved' | 'coreModule' | 'dependencyTypes'>;

interface Room {
  /** Rooms or files it may import. */
  may: string[];
  /** Rooms or files of which it may import types only. */
  types?: string[];
  /** Packages, and Node's own modules as `node:*`. Left out: any. */
  packages?: string[];
}

/** Mathematics and data structures: nothing here reaches a disk, a network, a clock. */
const HARMLESS = ['@turf/*', 'flatbush', 'geographiclib-geodesic', 'geojson', 'proj4', 'topojson-*', 'zod'];

const DOMAIN = ['server/state', 'server/topology', 'server/coverage', 'server/alarms'];
const CLIENT_BELOW_PAGES = ['client/map', 'client/model', 'client/ui', 'server/contract'];

const ROOMS: Record<string, Room> = {
  'server/launch.mjs': { may: ['server/launch'], packages: ['node:*'] },
  'server/launch': { may: [], packages: ['node:*', 'esbuild', 'vite', 'better-sqlite3'] },

  'server/run.ts': { may: ['server'] },
  'server/main.ts': { may: ['server'] },
  'server/config.ts': { may: ['server/contract'], types: ['server/coverage/types.ts'], packages: ['zod', 'node:*'] },
  'server/app.ts': {
    may: [
      'server/api',
      'server/ingest',
      'server/contract',
      'server/defences.ts',
      'server/errors.ts',
      'server/store/store.ts',
    ],
  },
  'server/metrics.ts': { may: [], packages: ['node:*', 'prom-client'] },
  'server/request-log.ts': { may: [], packages: ['express', 'pino', 'node:*'] },
  'server/defences.ts': {
    may: ['server/accounts/visitors.ts', 'server/errors.ts'],
    packages: ['node:*', 'express', 'helmet'],
  },
  'server/errors.ts': { may: ['server/error-table.ts', 'server/error-entry.ts'], packages: [] },
  'server/error-table.ts': { may: ['server/error-table-people.ts'], types: ['server/error-entry.ts'], packages: [] },
  'server/error-table-people.ts': { may: [], types: ['server/error-entry.ts'], packages: [] },
  'server/error-entry.ts': { may: [], packages: [] },
  'server/root.ts': { may: [], packages: ['node:*', 'zod'] },
  // Whose request, whose socket: what accounts decide, put before the routes and the stream.
  'server/gate.ts': {
    may: [
      'server/accounts',
      'server/api/access.ts',
      'server/api/rates.ts',
      'server/config.ts',
      'server/defences.ts',
      'server/errors.ts',
      'server/store/page-backup.ts',
    ],
    types: ['server/api', 'server/contract', 'server/store'],
    packages: ['node:*', 'express'],
  },
  'server/calendar.ts': { may: [], packages: [] },
  'server/pipeline.ts': {
    may: ['server/slice.ts', 'server/errors.ts', 'server/store/store.ts', ...DOMAIN],
    types: ['server/contract', 'server/world.ts', 'server/stream'],
  },
  'server/retelling.ts': { may: [...DOMAIN], types: ['server/store/store.ts'] },
  'server/slice.ts': {
    may: ['server/calendar.ts', 'server/retelling.ts', ...DOMAIN],
    types: ['server/world.ts', 'server/store/store.ts'],
  },
  'server/province.ts': {
    may: [
      'server/calendar.ts',
      'server/inventory',
      'server/pipeline.ts',
      'server/world.ts',
      'server/sample/past-loader.ts',
    ],
    types: ['server/config.ts', 'server/slice.ts', 'server/state/windows.ts', 'server/store/store.ts'],
  },
  'server/world.ts': { may: ['server/contract', 'server/errors.ts', ...DOMAIN], types: ['server/inventory/types.ts'] },

  'server/contract': { may: [], packages: ['zod'] },
  'server/inventory': { may: ['server/contract', 'server/errors.ts'] },
  'server/ingest': {
    may: ['server/contract', 'server/errors.ts'],
    types: ['server/inventory/types.ts', 'server/state/targets.ts', 'server/store/store.ts'],
  },
  'server/state': { may: ['server/contract'], types: ['server/inventory/types.ts'], packages: HARMLESS },
  'server/topology': {
    may: ['server/contract', 'server/state'],
    types: ['server/inventory/types.ts'],
    packages: HARMLESS,
  },
  'server/coverage': {
    may: ['server/contract', 'server/state', 'server/topology'],
    types: ['server/inventory/types.ts'],
    packages: HARMLESS,
  },
  'server/alarms': {
    may: ['server/contract', 'server/state', 'server/topology', 'server/coverage'],
    types: ['server/inventory/types.ts'],
    packages: HARMLESS,
  },
  'server/resilience': {
    may: ['server/contract', 'server/topology', 'server/coverage'],
    types: ['server/inventory/types.ts'],
    packages: HARMLESS,
  },
  'server/store': { may: ['server/contract', 'server/errors.ts'], types: ['server/inventory/types.ts', ...DOMAIN] },
  'server/listen.ts': {
    may: ['server/errors.ts'],
    types: ['server/config.ts', 'server/request-log.ts'],
    packages: ['node:*'],
  },
  'server/chores.ts': { may: ['server/stream/figures.ts', 'server/store/store.ts'], types: ['server'] },
  'server/feeds.ts': { may: [], types: ['server/accounts', 'server/ingest', 'server/contract'] },
  'server/maintenance.ts': {
    may: ['server/accounts/audit.ts', 'server/contract', 'server/errors.ts', 'server/state'],
    types: ['server/store'],
  },
  'server/silences.ts': { may: [], types: ['server/world.ts', 'server/store/store.ts'] },
  // The past is played through the very stages of the present, asked what the present is asked, and shown as it is shown.
  'server/history': {
    may: [
      'server/calendar.ts',
      'server/contract',
      'server/store',
      'server/inventory',
      'server/world.ts',
      'server/errors.ts',
      'server/resilience',
      'server/stream',
      ...DOMAIN,
    ],
  },
  'server/reports': {
    may: ['server/calendar.ts', 'server/contract', 'server/history', 'server/errors.ts', 'server/store/sqlite-past.ts'],
    types: ['server/inventory/types.ts', 'server/coverage/types.ts', 'server/store/store.ts'],
  },
  'server/stream': {
    may: ['server/contract'],
    types: [
      'server/inventory/types.ts',
      'server/world.ts',
      'server/slice.ts',
      'server/retelling.ts',
      'server/store',
      ...DOMAIN,
    ],
  },
  'server/accounts': { may: ['server/contract', 'server/errors.ts'], types: ['server/store'] },
  'server/api': {
    may: [
      'server/calendar.ts',
      'server/contract',
      'server/inventory',
      'server/store',
      'server/history',
      'server/reports',
      'server/resilience',
      'server/stream',
      'server/accounts',
      'server/errors.ts',
      // One element's path and footprint are asked for when somebody looks at it.
      'server/topology',
      'server/coverage',
      'server/state/windows.ts',
    ],
    types: ['server/world.ts', ...DOMAIN],
  },
  'server/cli': { may: ['server'] },
  // Its tuning measures the network it draws with the coverage engine itself.
  'server/sample': { may: ['server/contract', 'server/inventory', 'server/coverage', 'server/topology'] },

  'client/main.tsx': { may: ['client/app'] },
  'client/app': { may: ['client', 'server/contract'] },
  'client/feed': { may: ['client/model', 'server/contract'] },
  'client/model': { may: ['server/contract'] },
  'client/map': { may: ['client/model', 'client/ui', 'server/contract'] },
  'client/ui': { may: ['server/contract'] },
  'client/pages/live-map': { may: CLIENT_BELOW_PAGES },
  'client/pages/coverage': { may: CLIENT_BELOW_PAGES },
  'client/pages/commune': { may: CLIENT_BELOW_PAGES },
  'client/pages/reports': { may: CLIENT_BELOW_PAGES },
  'client/pages/sign-in': { may: CLIENT_BELOW_PAGES },
  'client/pages/settings': { may: CLIENT_BELOW_PAGES },
};

const LOCAL = { coreModule: false, dependencyTypes: [] } satisfies Partial<Import>;

const modules = await modulesOf(['server', 'client']);

describe('rooms', () => {
  it('finds the sources', () => {
    expect(modules.map((module) => module.source)).toContain('server/contract/terms.ts');
    expect(modules.length).toBeGreaterThan(50);
  });

  it('gives every module a room', () => {
    const homeless = modules.map((module) => module.source).filter((source) => roomOf(source) === undefined);
    expect(homeless).toEqual([]);
  });

  it('lets each room import only what its row names', () => {
    expect(eachImport(forbidden)).toEqual([]);
  });

  it.each([
    ['server/state/element-states.ts', { ...LOCAL, module: '../store/store.ts', resolved: 'server/store/store.ts' }],
    ['server/coverage/grid.ts', { ...LOCAL, module: '../inventory/build.ts', resolved: 'server/inventory/build.ts' }],
    ['server/coverage/grid.ts', { ...LOCAL, module: 'fs', resolved: 'fs', coreModule: true }],
    ['server/topology/graph.ts', { ...LOCAL, module: 'pino', resolved: 'node_modules/pino/pino.js' }],
    ['client/map/live-map.tsx', { ...LOCAL, module: '../feed/feed.ts', resolved: 'client/feed/feed.ts' }],
  ])('would see a forbidden import from %s', (from, to) => {
    expect(forbidden(from, to)).toBe(true);
  });

  it('lets nobody but the program import main', () => {
    expect(eachImport((_, to) => ['server/main.ts', 'server/run.ts'].includes(to.resolved))).toEqual([
      'server/run.ts -> server/main.ts',
    ]);
  });

  it('has no circle', () => {
    expect(eachImport((_, to) => to.circular)).toEqual([]);
  });

  it('keeps the database inside store/ and the sockets inside stream/', () => {
    const owners: Record<string, string[]> = {
      'better-sqlite3': ['server/store', 'server/launch'],
      'socket.io': ['server/stream'],
      'socket.io-client': ['client/feed'],
    };
    const strangers = eachImport((from, to) => {
      const homes = owners[packageName(to.module)];
      return homes !== undefined && !homes.some((home) => isIn(from, home));
    });
    expect(strangers).toEqual([]);
  });

  it('keeps Node out of the browser', () => {
    const reached = reachableFrom(modules.map((module) => module.source).filter((source) => isIn(source, 'client')));
    const core = [...reached].flatMap((source) =>
      dependenciesOf(source)
        .filter((to) => to.coreModule)
        .map((to) => `${source} -> ${to.module}`),
    );
    expect(core).toEqual([]);
  });
});

async function modulesOf(folders: string[]) {
  const { output } = await cruise(folders, {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'], exportsFields: ['exports'] },
  });
  if (typeof output === 'string') throw new Error(output);
  return output.modules.filter((module) => /^(server|client)\//.test(module.source));
}

function dependenciesOf(source: string): IDependency[] {
  return modules.find((module) => module.source === source)?.dependencies ?? [];
}

/** Lines `from -> to` of the imports that `matches`. */
function eachImport(matches: (from: string, to: IDependency) => boolean): string[] {
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.filter((to) => matches(source, to)).map((to) => `${source} -> ${to.resolved}`),
  );
}

function forbidden(from: string, to: Import): boolean {
  const room = roomOf(from);
  const row = room === undefined ? undefined : ROOMS[room];
  if (room === undefined || row === undefined) return false;
  const { may, types = [], packages } = row;
  if (isPackage(to)) return packages !== undefined && !packages.some((pattern) => matchesPackage(to, pattern));
  const typeOnly = to.dependencyTypes.includes('type-only');
  return ![room, ...may, ...(typeOnly ? types : [])].some((allowed) => isIn(to.resolved, allowed));
}

function roomOf(source: string): string | undefined {
  const [longest] = Object.keys(ROOMS)
    .filter((room) => isIn(source, room))
    .sort((a, b) => b.length - a.length);
  return longest;
}

function isIn(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

function isPackage(to: Import): boolean {
  return to.coreModule || !/^(\.|client\/|server\/)/.test(to.module);
}

function packageName(module: string): string {
  return module.split('/', module.startsWith('@') ? 2 : 1).join('/');
}

function matchesPackage(to: Import, pattern: string): boolean {
  if (pattern === 'node:*') return to.coreModule;
  const name = packageName(to.module);
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function reachableFrom(sources: string[]): Set<string> {
  const seen = new Set(sources);
  for (const source of seen) {
    for (const to of dependenciesOf(source)) if (to.resolved.startsWith('server/')) seen.add(to.resolved);
  }
  return seen;
}
