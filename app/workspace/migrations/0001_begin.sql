-- Version 1: batches by column, mappings, definitions, settings.

CREATE TABLE batch (
  id               INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
  name             TEXT    NOT NULL,
  imported_at      INTEGER NOT NULL,                  -- milliseconds, UTC
  contacts         INTEGER NOT NULL,
  source_rows      INTEGER NOT NULL,
  merged           INTEGER NOT NULL,
  dropped          INTEGER NOT NULL,
  without_customer INTEGER NOT NULL,
  first_time       INTEGER,                           -- wall-clock milliseconds
  last_time        INTEGER,
  covered_to       INTEGER,                           -- up to here the source was complete, if it says so
  hash             TEXT    NOT NULL,
  format           TEXT    NOT NULL,
  sheet            TEXT    NOT NULL,
  taken_back       INTEGER NOT NULL DEFAULT 0,
  mapping          TEXT    NOT NULL,                  -- JSON, or empty
  report           TEXT    NOT NULL                   -- JSON, or empty
) STRICT;

CREATE TABLE column_chunk (
  id     INTEGER PRIMARY KEY,
  batch  INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  field  TEXT    NOT NULL, -- which column, see columns.go
  chunk  INTEGER NOT NULL, -- from 0
  start  INTEGER NOT NULL, -- first row of the chunk
  count  INTEGER NOT NULL, -- rows in the chunk
  size   INTEGER NOT NULL, -- bytes of text in the chunk, else 0
  codec  INTEGER NOT NULL, -- see codec.go
  crc    INTEGER NOT NULL, -- CRC-32C of data
  data   BLOB    NOT NULL,
  UNIQUE (batch, field, chunk)
) STRICT;

CREATE TABLE profile (
  signature  TEXT    PRIMARY KEY, -- of a file's header
  name       TEXT    NOT NULL,
  changed_at INTEGER NOT NULL,
  mapping    TEXT    NOT NULL
) STRICT;

CREATE TABLE definition (
  name       TEXT    PRIMARY KEY,
  changed_at INTEGER NOT NULL,
  body       TEXT    NOT NULL
) STRICT;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
