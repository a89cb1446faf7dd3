package workspace

import (
	"context"
	"database/sql"
	"errors"
)

// Setting gives a setting of the workspace, such as its zone or the definition
// in use; false if it was never set.
func (w *Workspace) Setting(ctx context.Context, key string) (value string, ok bool, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		err := c.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&value)
		if ok = err == nil; errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return value, ok, err
}

// SetSetting keeps a setting of the workspace.
func (w *Workspace) SetSetting(ctx context.Context, key, value string) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `INSERT INTO setting (key, value) VALUES (?,?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}
