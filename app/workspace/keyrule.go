package workspace

import (
	"context"
	"database/sql"
	"time"
)

// KeyRule is what a person decided about a customer key.
type KeyRule struct {
	Key       string // normalised
	Shared    bool   // it is of many customers and joins nobody; false: it joins whatever the data propose
	ChangedAt time.Time
}

// KeyRules lists what was decided about customer keys, by key.
func (w *Workspace) KeyRules(ctx context.Context) (all []KeyRule, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all = nil
		rows, err := c.QueryContext(ctx, `SELECT key, shared, changed_at FROM key_rule ORDER BY key`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var r KeyRule
			var at int64
			if err := rows.Scan(&r.Key, &r.Shared, &at); err != nil {
				return err
			}
			r.ChangedAt = time.UnixMilli(at).UTC()
			all = append(all, r)
		}
		return rows.Err()
	})
	return all, err
}

// SetKeyRule keeps what was decided about a customer key, in place of what was
// decided before.
func (w *Workspace) SetKeyRule(ctx context.Context, key string, shared bool) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `INSERT INTO key_rule (key, shared, changed_at) VALUES (?,?,?)
			ON CONFLICT (key) DO UPDATE SET shared = excluded.shared, changed_at = excluded.changed_at`, key, shared, time.Now().UnixMilli())
		return err
	})
}

// DeleteKeyRule leaves a customer key to the data again. One about which nothing
// was decided is no error.
func (w *Workspace) DeleteKeyRule(ctx context.Context, key string) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `DELETE FROM key_rule WHERE key = ?`, key)
		return err
	})
}
