package workspace

import (
	"context"
	"database/sql"
)

// TakeBack takes an import out of every figure. [Workspace.PutBack] undoes it
// until the workspace is closed; then its data are removed from the file, not
// merely hidden.
func (w *Workspace) TakeBack(ctx context.Context, id int64) error { return w.mark(ctx, id, 1) }

// PutBack undoes [Workspace.TakeBack].
func (w *Workspace) PutBack(ctx context.Context, id int64) error { return w.mark(ctx, id, 0) }

func (w *Workspace) mark(ctx context.Context, id int64, takenBack int) error {
	return w.write(ctx, func(c *sql.Conn) error {
		result, err := c.ExecContext(ctx, `UPDATE batch SET taken_back = ? WHERE id = ?`, takenBack, id)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return &Error{ID: ErrNoBatch, File: w.path, Err: err}
		}
		return nil
	})
}

// purge removes what was taken back. With secure_delete SQLite writes zeroes
// over what it frees; the freed pages then go from the file.
func (w *Workspace) purge(ctx context.Context) error {
	c, err := w.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return purge(ctx, c)
}

func purge(ctx context.Context, c *sql.Conn) error {
	var n int
	if err := c.QueryRowContext(ctx, `SELECT count(*) FROM batch WHERE taken_back`).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		err := transaction(ctx, c, func() error {
			_, err := c.ExecContext(ctx, `DELETE FROM batch WHERE taken_back`)
			return err
		})
		if err != nil {
			return err
		}
	}
	var free int
	if err := c.QueryRowContext(ctx, `PRAGMA freelist_count`).Scan(&free); err != nil || free == 0 {
		return err
	}
	return drain(ctx, c, `PRAGMA incremental_vacuum`)
}

// drain runs a statement to its end: a pragma that works row by row does
// nothing more once nobody asks for the next row.
func drain(ctx context.Context, c *sql.Conn, query string) error {
	rows, err := c.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
