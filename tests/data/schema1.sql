-- schema.sql - the database of sevenstep, version 1. docs/database.md explains it for people with sqlite3 at hand.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    case_name TEXT NOT NULL,
    scenario TEXT NOT NULL,
    seed INTEGER NOT NULL,          -- seed.world
    version TEXT NOT NULL,
    at INTEGER NOT NULL,            -- seconds since 1970, UTC
    wall_s REAL NOT NULL,
    world_key BLOB NOT NULL,        -- runs pair when both keys are equal
    rows_key BLOB NOT NULL
) STRICT;
CREATE INDEX runs_by_name ON runs (name);
CREATE TABLE knobs (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    decided INTEGER NOT NULL,       -- 1: set by the scenario, -s or a person; 0: the case's default
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE metrics (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,         -- order in which it was measured
    name TEXT NOT NULL,             -- with [own] or [CLASS] where it has one
    value REAL,                     -- NULL: not measured, why says so
    low REAL,
    high REAL,
    baseline REAL,
    oracle REAL,
    why TEXT NOT NULL,
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE replicates (
    run INTEGER NOT NULL,
    name TEXT NOT NULL,
    vals BLOB NOT NULL,             -- doubles, little-endian: the metric in each bootstrap replicate
    PRIMARY KEY (run, name),
    FOREIGN KEY (run, name) REFERENCES metrics (run, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE curves (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    xs BLOB NOT NULL,               -- doubles, little-endian
    ys BLOB NOT NULL,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE funnel (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    stage TEXT NOT NULL,
    items_in REAL,                  -- mean items a request
    items_out REAL,
    p50_ms REAL,
    p99_ms REAL,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE stages (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    node TEXT NOT NULL,
    cached INTEGER NOT NULL,
    seconds REAL NOT NULL,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE thresholds (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    metric TEXT NOT NULL,
    rule TEXT NOT NULL,
    value REAL,
    passed INTEGER NOT NULL,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    case_name TEXT NOT NULL,
    scenario TEXT NOT NULL,
    mode TEXT NOT NULL,
    focus TEXT NOT NULL,
    level TEXT NOT NULL,
    seed INTEGER NOT NULL,
    started INTEGER NOT NULL,
    last INTEGER NOT NULL,
    step INTEGER NOT NULL,          -- 1..7; 8 done
    untimed INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    name TEXT NOT NULL,             -- of a fork
    parent INTEGER REFERENCES sessions (id)
) STRICT;
CREATE TABLE events (               -- what was typed and done, in order; everything else about a session derives from it
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,         -- the candidate's clock
    step INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (session, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE answers (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (session, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE scores (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    step INTEGER NOT NULL,          -- 0: the whole
    item TEXT NOT NULL,
    points REAL NOT NULL,
    earned REAL NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (session, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_runs (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    PRIMARY KEY (session, step, run)
) STRICT, WITHOUT ROWID;
