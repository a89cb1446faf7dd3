-- Version 4: samples of pairs to read, and what people say of them.

-- A sample, frozen as it was drawn. Its id stays its own for good: what was found is attached elsewhere by it.
CREATE TABLE sample (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL, -- milliseconds, UTC
  removed    INTEGER NOT NULL DEFAULT 0, -- 1: no longer shown
  detail     TEXT    NOT NULL  -- JSON: seed, strata, what it was drawn from, the pairs; no customer keys, no agents
) STRICT;

-- What one person says of one pair; an empty coder is what was settled together.
CREATE TABLE coding (
  sample     INTEGER NOT NULL REFERENCES sample (id),
  pair       INTEGER NOT NULL, -- its number in the sample, from 1
  coder      TEXT    NOT NULL,
  cause      TEXT    NOT NULL, -- of the code book; empty: not said
  party      TEXT    NOT NULL, -- customer, process, employee, third_party; empty: not said
  note       TEXT    NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (sample, pair, coder)
) STRICT;
