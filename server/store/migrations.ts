/** The tables, as numbered steps (migrate.ts). A step that has been released is never edited: the next one is added below it. */

/**
 * Columns carry the names of the properties they hold. Hot tables (journal, current, change_YYYYMM of change-log.ts) have no secondary
 * index: one costs them half their speed.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

  CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    technology TEXT NOT NULL,
    UNIQUE (kind, code, technology)
  ) STRICT;

  -- Receipt order. "before" is the target's own row before this one: an event list of one element walks that chain.
  CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    target INTEGER NOT NULL REFERENCES target (id),
    at INTEGER NOT NULL,
    fromState INTEGER NOT NULL,
    toState INTEGER NOT NULL,
    lasted INTEGER NOT NULL,
    late INTEGER NOT NULL,
    receivedAt INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    text TEXT,
    before INTEGER
  ) STRICT;
  -- Told more than an hour after it happened. All others are found by their receipt, which follows "at" closely.
  CREATE INDEX journalDelayed ON journal (at) WHERE receivedAt - at > 3600000;
  -- Ends of the chains, as of meta.headsUpTo; newer rows are read from the journal at start.
  CREATE TABLE journalHead (target INTEGER PRIMARY KEY, id INTEGER NOT NULL) STRICT;

  CREATE TABLE current (
    target INTEGER PRIMARY KEY REFERENCES target (id),
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    confirmedAt INTEGER NOT NULL,
    receivedAt INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    text TEXT,
    measurements TEXT
  ) STRICT;

  -- AUTOINCREMENT: reports name their key by id, which must never become another key's.
  CREATE TABLE apiKey (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    operator TEXT,
    freshness TEXT NOT NULL,
    simulated INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    revokedAt INTEGER,
    lastHeardAt INTEGER,
    received INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE figures (at INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

  -- Inventory: a row holds from validFrom until validTo (NULL: still), "position" is its place in the list.
  CREATE TABLE commune (
    position INTEGER NOT NULL, validFrom INTEGER NOT NULL, validTo INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    areaKm2 REAL NOT NULL,
    population INTEGER NOT NULL,
    geometry TEXT NOT NULL,
    former TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX communeOpen ON commune (code) WHERE validTo IS NULL;

  CREATE TABLE station (
    position INTEGER NOT NULL, validFrom INTEGER NOT NULL, validTo INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    operator TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    mastHeightM REAL NOT NULL,
    address TEXT NOT NULL,
    uplinkNode TEXT,
    status TEXT NOT NULL,
    mastOwner TEXT NOT NULL,
    sample INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX stationOpen ON station (code) WHERE validTo IS NULL;

  CREATE TABLE cell (
    position INTEGER NOT NULL, validFrom INTEGER NOT NULL, validTo INTEGER,
    code TEXT NOT NULL,
    station TEXT NOT NULL,
    technology TEXT NOT NULL,
    bandMhz REAL NOT NULL,
    azimuthDeg REAL NOT NULL,
    beamwidthDeg REAL NOT NULL,
    heightM REAL NOT NULL,
    eirpDbm REAL NOT NULL,
    environment TEXT,
    retiredOn TEXT,
    sample INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX cellOpen ON cell (code) WHERE validTo IS NULL;
  CREATE INDEX cellOfStation ON cell (station);

  CREATE TABLE node (
    position INTEGER NOT NULL, validFrom INTEGER NOT NULL, validTo INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    sample INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX nodeOpen ON node (code) WHERE validTo IS NULL;

  CREATE TABLE link (
    position INTEGER NOT NULL, validFrom INTEGER NOT NULL, validTo INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    nodeA TEXT NOT NULL,
    nodeB TEXT NOT NULL,
    route TEXT NOT NULL,
    sample INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX linkOpen ON link (code) WHERE validTo IS NULL;

  -- The whole list as float64: lat, lon, people, sizeM of each spot. It is only ever replaced as a whole.
  CREATE TABLE population (validFrom INTEGER NOT NULL, validTo INTEGER, spots BLOB NOT NULL) STRICT;
  CREATE UNIQUE INDEX populationOpen ON population (validTo IS NULL) WHERE validTo IS NULL;
  `,
  `
  -- When this server ran: from its start to its last sign of life. Between two rows is time nobody can speak for.
  CREATE TABLE uptime (begin INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT;

  -- When a station was shown stale. since 0: it had never been heard of. until NULL: it still is.
  CREATE TABLE silence (
    target INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (target, since)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX silenceOpen ON silence (target) WHERE until IS NULL;

  -- Hours and days, each in one row: blobs of float64 (history/bucket.ts). A row of their parts would be a thousandfold.
  CREATE TABLE rollup (
    id INTEGER PRIMARY KEY,
    span TEXT NOT NULL,
    start INTEGER NOT NULL,
    coverage BLOB NOT NULL,
    availability BLOB NOT NULL,
    outages BLOB NOT NULL,
    UNIQUE (span, start)
  ) STRICT;
  -- Stretches of history that changed after they had been rolled up.
  CREATE TABLE dirty (id INTEGER PRIMARY KEY, begin INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;

  -- What the network of each moment of change covers as built: people and m2 by commune and layer (-1: no such layer there).
  CREATE TABLE asBuilt (
    validFrom INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    communes TEXT NOT NULL,
    figures BLOB NOT NULL
  ) STRICT;

  CREATE TABLE report (
    id TEXT PRIMARY KEY,
    createdAt INTEGER NOT NULL,
    body TEXT NOT NULL,
    document TEXT,
    file BLOB
  ) STRICT;
  CREATE INDEX reportCreated ON report (createdAt);
  ALTER TABLE journal ADD COLUMN senderId TEXT;

  CREATE TABLE schedule (id TEXT PRIMARY KEY, createdAt INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  `,
  `
  -- Outages say more than they did: history is rolled up anew from what was told.
  DELETE FROM rollup;
  DELETE FROM meta WHERE name = 'settledTo';
  `,
  `
  CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    fullName TEXT NOT NULL,
    role TEXT NOT NULL,
    passwordHash TEXT NOT NULL,
    mustChangePassword INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    disabledAt INTEGER,
    lastSignInAt INTEGER
  ) STRICT;

  CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    tokenHash TEXT NOT NULL UNIQUE,
    createdAt INTEGER NOT NULL,
    lastSeenAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
  ) STRICT;

  -- Only ever added to; each line's hash holds the one before (accounts/audit.ts), the newest stands in auditHead.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    address TEXT,
    before TEXT,
    after TEXT,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER auditStays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
  CREATE TRIGGER auditHolds BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
  CREATE TABLE auditHead (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;

  -- The key that takes this one's place.
  ALTER TABLE apiKey ADD COLUMN replacedBy INTEGER REFERENCES apiKey (id);
  `,
  `
  -- Set once what was told late has shown that nothing changed there: the id the next line was to have.
  ALTER TABLE journal ADD COLUMN gone INTEGER;
  `,
  `
  -- What is known of the sender's clock and its last refusal, as JSON (ingest/feed-health.ts).
  ALTER TABLE apiKey ADD COLUMN heard TEXT;
  `,
  `
  -- What the role is limited to, codes with commas between; null: not limited.
  ALTER TABLE account ADD COLUMN operators TEXT;
  ALTER TABLE account ADD COLUMN communes TEXT;
  `,
  `
  -- Planned work on a station or link; a row is changed or ended, never removed.
  CREATE TABLE maintenance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    createdBy TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    endedBy TEXT,
    endedAt INTEGER
  ) STRICT;
  CREATE INDEX maintenanceElement ON maintenance (kind, code);
  CREATE INDEX maintenanceStart ON maintenance (start);
  CREATE TRIGGER maintenanceStays BEFORE DELETE ON maintenance
    BEGIN SELECT RAISE(ABORT, 'a maintenance window is ended, never removed'); END;
  `,
  `
  -- The key that told the word the line is of; NULL: told before this was noted, or by nobody's key.
  ALTER TABLE journal ADD COLUMN apiKey INTEGER;
  `,
  `
  -- Outages tell the people of every technology, no longer of 4G only: history is rolled up anew from what was told.
  DELETE FROM rollup;
  DELETE FROM meta WHERE name = 'settledTo';
  `,
  `
  -- Wrong passwords of late, of an account's name or an address: when, with commas between, and until when it is locked.
  CREATE TABLE guess (kind TEXT, who TEXT, wrong TEXT NOT NULL, lockedUntil INTEGER, PRIMARY KEY (kind, who)) STRICT, WITHOUT ROWID;
  `,
];
