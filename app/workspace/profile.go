package workspace

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Profile is a remembered mapping: how files with one header are understood.
type Profile struct {
	Signature string // of the header
	Name      string
	ChangedAt time.Time
	Mapping   json.RawMessage
}

// Profile gives the mapping remembered for files with a header; false if there
// is none.
func (w *Workspace) Profile(ctx context.Context, signature string) (json.RawMessage, bool, error) {
	p, ok, err := w.profile(ctx, `signature = ?`, signature)
	return p.Mapping, ok, err
}

// ProfileByName gives the mapping with a name, the last changed if there are
// more; false if there is none.
func (w *Workspace) ProfileByName(ctx context.Context, name string) (Profile, bool, error) {
	return w.profile(ctx, `name = ?`, name)
}

func (w *Workspace) profile(ctx context.Context, where, value string) (p Profile, ok bool, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all, err := profiles(ctx, c, `WHERE `+where+` ORDER BY changed_at DESC LIMIT 1`, value)
		if len(all) > 0 {
			p, ok = all[0], true
		}
		return err
	})
	return p, ok, err
}

// Profiles lists the remembered mappings by name.
func (w *Workspace) Profiles(ctx context.Context) (all []Profile, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all, err = profiles(ctx, c, `ORDER BY name, changed_at DESC`)
		return err
	})
	return all, err
}

func profiles(ctx context.Context, c *sql.Conn, rest string, args ...any) ([]Profile, error) {
	rows, err := c.QueryContext(ctx, `SELECT signature, name, changed_at, mapping FROM profile `+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Profile
	for rows.Next() {
		var p Profile
		var at int64
		var mapping string
		if err := rows.Scan(&p.Signature, &p.Name, &at, &mapping); err != nil {
			return nil, err
		}
		p.ChangedAt, p.Mapping = time.UnixMilli(at).UTC(), rawJSON(mapping)
		all = append(all, p)
	}
	return all, rows.Err()
}

// DeleteProfile forgets the mapping for files with a header. One that is not
// there is no error.
func (w *Workspace) DeleteProfile(ctx context.Context, signature string) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `DELETE FROM profile WHERE signature = ?`, signature)
		return err
	})
}

// SaveProfile remembers a mapping for files with a header, in place of the one
// there was.
func (w *Workspace) SaveProfile(ctx context.Context, signature, name string, mapping json.RawMessage) error {
	if !json.Valid(mapping) {
		return mistaken("a mapping that is not JSON")
	}
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `INSERT INTO profile (signature, name, changed_at, mapping) VALUES (?,?,?,?)
			ON CONFLICT (signature) DO UPDATE SET name = excluded.name, changed_at = excluded.changed_at,
			mapping = excluded.mapping`, signature, name, time.Now().UnixMilli(), string(mapping))
		return err
	})
}
