package workspace

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"eenkeer/app/kaizen"
)

// Register gives the register of improvement as it is now, with the steps that can be
// undone.
func (w *Workspace) Register(ctx context.Context) (r *kaizen.Register, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		var items []kaizen.Stored
		err := eachRow(ctx, c, `SELECT kind, id, body FROM kaizen_item`, func(scan func(...any) error) error {
			var s kaizen.Stored
			var body string
			err := scan(&s.Ref.Kind, &s.Ref.ID, &body)
			s.Body = json.RawMessage(body)
			items = append(items, s)
			return err
		})
		if err != nil {
			return err
		}
		// As many again, for those of them that were taken back and done again.
		steps, err := steps(ctx, c, `s.id > (SELECT coalesce(max(id), 0) FROM kaizen_step) - ?`, 3*kaizen.UndoKept)
		if err != nil {
			return err
		}
		if r, err = kaizen.Read(items, steps); err != nil {
			return &Error{ID: ErrDamaged, File: w.path, Err: err}
		}
		return nil
	})
	return r, err
}

// History gives every step that changed an item, the earliest first, with what it did
// to this item alone.
func (w *Workspace) History(ctx context.Context, of kaizen.Ref) (all []kaizen.Step, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all, err = steps(ctx, c, `c.kind = ? AND c.item = ?`, string(of.Kind), int64(of.ID))
		return err
	})
	return all, err
}

// steps gives the steps, with their changes, that a condition lets through.
func steps(ctx context.Context, c *sql.Conn, where string, args ...any) (all []kaizen.Step, err error) {
	query := `SELECT s.id, s.changed_at, s.changed_by, s.what, s.kind, s.item, s.undoes, s.redoes, c.kind, c.item, c.fields
		FROM kaizen_step s JOIN kaizen_change c ON c.step = s.id WHERE ` + where + ` ORDER BY s.id, c.kind, c.item`
	err = eachRow(ctx, c, query, func(scan func(...any) error) error {
		var s kaizen.Step
		var change kaizen.Change
		var at int64
		var fields string
		if err := scan(&s.ID, &at, &s.By, &s.What, &s.Of.Kind, &s.Of.ID, &s.Undoes, &s.Redoes, &change.Item.Kind, &change.Item.ID, &fields); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(fields), &change.Fields); err != nil {
			return err
		}
		s.At = time.UnixMilli(at).UTC()
		if n := len(all); n == 0 || all[n-1].ID != s.ID {
			all = append(all, s)
		}
		last := &all[len(all)-1]
		last.Changes = append(last.Changes, change)
		return nil
	}, args...)
	return all, err
}

// Commit keeps a change of the register: all of it or nothing.
func (w *Workspace) Commit(ctx context.Context, commit *kaizen.Commit) error {
	return w.write(ctx, func(c *sql.Conn) error { return keepCommit(ctx, c, commit) })
}

func keepCommit(ctx context.Context, c *sql.Conn, commit *kaizen.Commit) error {
	s := commit.Step
	_, err := c.ExecContext(ctx, `INSERT INTO kaizen_step (id, changed_at, changed_by, what, kind, item, undoes, redoes) VALUES (?,?,?,?,?,?,?,?)`,
		s.ID, s.At.UnixMilli(), s.By, s.What, string(s.Of.Kind), int64(s.Of.ID), s.Undoes, s.Redoes)
	if err != nil {
		return err
	}
	for _, change := range s.Changes {
		fields, err := json.Marshal(change.Fields)
		if err != nil {
			return err
		}
		_, err = c.ExecContext(ctx, `INSERT INTO kaizen_change (step, kind, item, fields) VALUES (?,?,?,?)`, s.ID, string(change.Item.Kind), int64(change.Item.ID), string(fields))
		if err != nil {
			return err
		}
	}
	for _, x := range commit.Items {
		_, err := c.ExecContext(ctx, `INSERT INTO kaizen_item (kind, id, body) VALUES (?,?,?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`,
			string(x.Ref.Kind), int64(x.Ref.ID), string(x.Body))
		if err != nil {
			return err
		}
	}
	return nil
}

// Compact takes removed items out for good, with all that is known of what they were,
// and gives their room in the file back. commit comes of [kaizen.Register.Compact].
func (w *Workspace) Compact(ctx context.Context, commit *kaizen.Commit, forget []kaizen.Ref) error {
	err := w.write(ctx, func(c *sql.Conn) error {
		for _, ref := range forget {
			for _, query := range []string{`DELETE FROM kaizen_item WHERE kind = ? AND id = ?`, `DELETE FROM kaizen_change WHERE kind = ? AND item = ?`} {
				if _, err := c.ExecContext(ctx, query, string(ref.Kind), int64(ref.ID)); err != nil {
					return err
				}
			}
		}
		if commit != nil {
			if err := keepCommit(ctx, c, commit); err != nil {
				return err
			}
		}
		_, err := c.ExecContext(ctx, `DELETE FROM kaizen_step WHERE id NOT IN (SELECT step FROM kaizen_change)`)
		return err
	})
	if err != nil {
		return err
	}
	return w.with(ctx, everyone, func(c *sql.Conn) error { return drain(ctx, c, `PRAGMA incremental_vacuum`) })
}
