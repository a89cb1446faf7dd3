package workspace

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Named is a definition as the file keeps it; what is in it is not known here.
type Named struct {
	Name       string
	ChangedAt  time.Time
	Definition json.RawMessage
}

// Definitions lists the saved definitions by name.
func (w *Workspace) Definitions(ctx context.Context) (all []Named, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all = nil
		rows, err := c.QueryContext(ctx, `SELECT name, changed_at, body FROM definition ORDER BY name`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n Named
			var at int64
			var body string
			if err := rows.Scan(&n.Name, &at, &body); err != nil {
				return err
			}
			n.ChangedAt, n.Definition = time.UnixMilli(at).UTC(), rawJSON(body)
			all = append(all, n)
		}
		return rows.Err()
	})
	return all, err
}

// SaveDefinition saves a definition under a name, in place of the one there was.
func (w *Workspace) SaveDefinition(ctx context.Context, name string, definition json.RawMessage) error {
	if !json.Valid(definition) {
		return mistaken("a definition that is not JSON")
	}
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `INSERT INTO definition (name, changed_at, body) VALUES (?,?,?)
			ON CONFLICT (name) DO UPDATE SET changed_at = excluded.changed_at, body = excluded.body`,
			name, time.Now().UnixMilli(), string(definition))
		return err
	})
}

// DeleteDefinition forgets a definition. One that is not there is no error.
func (w *Workspace) DeleteDefinition(ctx context.Context, name string) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `DELETE FROM definition WHERE name = ?`, name)
		return err
	})
}
