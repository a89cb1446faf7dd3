-- Version 3: codes for agents, whether they are shown by name, the calendar of events.

-- The code that stands for an agent wherever names are not shown. Given in random order, and for good.
CREATE TABLE agent_code (
  agent TEXT    PRIMARY KEY,
  code  INTEGER NOT NULL UNIQUE
) STRICT;

-- Every time that names were switched on or off; the latest holds. Nothing is ever taken out.
CREATE TABLE agent_names (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  changed_at INTEGER NOT NULL, -- milliseconds, UTC
  shown      INTEGER NOT NULL,  -- 1: agents by name
  reference  TEXT    NOT NULL,  -- of the works council's decision; empty when switched off
  decided    TEXT    NOT NULL,  -- day of it, 2026-06-28; empty when switched off
  changed_by TEXT    NOT NULL   -- who switched
) STRICT;

-- What happened that a trend may show.
CREATE TABLE event (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT    NOT NULL, -- mailing, outage, change, holiday, other
  first_day  TEXT    NOT NULL, -- 2026-06-28
  last_day   TEXT    NOT NULL, -- the same for an event of one day
  title      TEXT    NOT NULL,
  dimension  TEXT    NOT NULL, -- what it is about, with value; both empty: everything
  value      TEXT    NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
