-- Version 2: several customer keys a contact, sources that overlap, the catalogue.

-- Exports of one source: contact ids, or whole contacts, are compared within it.
ALTER TABLE batch ADD COLUMN source TEXT NOT NULL DEFAULT '';
UPDATE batch SET source =
  lower(trim(coalesce(json_extract(mapping, '$.fields.contact_id[0]'), ''))) || char(31) ||
  lower(trim(coalesce(json_extract(mapping, '$.fields.time[0]'), '')))
  WHERE json_valid(mapping);

-- Its columns of customer keys, the strongest first: JSON, a list of {"name","kind"}; empty for a batch of version 1.
-- Their codes are the chunks "customer", "customer.2", "customer.3" and so on.
ALTER TABLE batch ADD COLUMN keys TEXT NOT NULL DEFAULT '';

-- What a person decided about a customer key, over what the data propose.
CREATE TABLE key_rule (
  key        TEXT    PRIMARY KEY,  -- normalised
  shared     INTEGER NOT NULL,     -- 1: of many customers, joins nobody; 0: joins all the same
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE catalogue_reason (
  reason      TEXT PRIMARY KEY,
  process     TEXT NOT NULL,  -- empty: as the contact says
  third_party TEXT NOT NULL,  -- of contacts that name none; empty: none
  target      REAL,           -- repeat rate aimed at, 0 to 1
  cost        REAL            -- euros a contact
) STRICT;

CREATE TABLE catalogue_process (
  process TEXT PRIMARY KEY,
  owner   TEXT NOT NULL,
  target  REAL,
  cost    REAL
) STRICT;

CREATE TABLE catalogue_team (
  team    TEXT PRIMARY KEY,
  manager TEXT NOT NULL
) STRICT;

-- A reason that goes by another name, or into another one.
CREATE TABLE catalogue_rename (
  id          INTEGER PRIMARY KEY,
  reason_from TEXT NOT NULL,
  reason_to   TEXT NOT NULL,
  since       INTEGER        -- wall-clock milliseconds; null: always
) STRICT;
