-- Version 5: the register of improvement.

-- Sessions, actions, people, themes, signals, notes as they are now; removed ones too. What is in them: app/kaizen.
CREATE TABLE kaizen_item (
  kind TEXT    NOT NULL,
  id   INTEGER NOT NULL,
  body TEXT    NOT NULL, -- JSON
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- What was changed at once.
CREATE TABLE kaizen_step (
  id         INTEGER PRIMARY KEY,
  changed_at INTEGER NOT NULL, -- milliseconds, UTC
  changed_by TEXT    NOT NULL,
  what       TEXT    NOT NULL, -- id of the text that says it
  kind       TEXT    NOT NULL, -- the item it is about
  item       INTEGER NOT NULL,
  undoes     INTEGER NOT NULL, -- the step it takes back; 0: none
  redoes     INTEGER NOT NULL  -- the step it does again; 0: none
) STRICT;

-- Of each item that a step changed: every field, with what it was before and after.
CREATE TABLE kaizen_change (
  kind   TEXT    NOT NULL,
  item   INTEGER NOT NULL,
  step   INTEGER NOT NULL REFERENCES kaizen_step (id) ON DELETE CASCADE,
  fields TEXT    NOT NULL, -- JSON
  PRIMARY KEY (kind, item, step)
) STRICT, WITHOUT ROWID;

CREATE INDEX kaizen_change_of_step ON kaizen_change (step);
