package workspace

import (
	"context"
	"database/sql"

	"eenkeer/analysis/contact"
)

// Catalogue gives the catalogue of the workspace; an empty one if nothing was filled in.
func (w *Workspace) Catalogue(ctx context.Context) (*contact.Catalogue, error) {
	var all *contact.Catalogue
	err := w.read(ctx, func(c *sql.Conn) error {
		all = &contact.Catalogue{}
		err := eachRow(ctx, c, `SELECT reason, process, third_party, target, cost FROM catalogue_reason`, func(scan func(...any) error) error {
			var e contact.ReasonEntry
			var target, cost sql.NullFloat64
			err := scan(&e.Reason, &e.Process, &e.ThirdParty, &target, &cost)
			e.Target, e.Cost = contact.Amount{Value: target.Float64, Known: target.Valid}, contact.Amount{Value: cost.Float64, Known: cost.Valid}
			all.Reasons = append(all.Reasons, e)
			return err
		})
		if err != nil {
			return err
		}
		err = eachRow(ctx, c, `SELECT process, owner, target, cost FROM catalogue_process`, func(scan func(...any) error) error {
			var e contact.ProcessEntry
			var target, cost sql.NullFloat64
			err := scan(&e.Process, &e.Owner, &target, &cost)
			e.Target, e.Cost = contact.Amount{Value: target.Float64, Known: target.Valid}, contact.Amount{Value: cost.Float64, Known: cost.Valid}
			all.Processes = append(all.Processes, e)
			return err
		})
		if err != nil {
			return err
		}
		err = eachRow(ctx, c, `SELECT team, manager FROM catalogue_team`, func(scan func(...any) error) error {
			var e contact.TeamEntry
			err := scan(&e.Team, &e.Manager)
			all.Teams = append(all.Teams, e)
			return err
		})
		if err != nil {
			return err
		}
		return eachRow(ctx, c, `SELECT reason_from, reason_to, since FROM catalogue_rename ORDER BY id`, func(scan func(...any) error) error {
			var r contact.Rename
			var since sql.NullInt64
			err := scan(&r.From, &r.To, &since)
			r.Since = since.Int64
			all.Renames = append(all.Renames, r)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return all.Tidy(), nil
}

func eachRow(ctx context.Context, c *sql.Conn, query string, row func(scan func(...any) error) error, args ...any) error {
	rows, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// SaveCatalogue keeps a catalogue in place of the one there was, whole or not at all. One that is wrong is refused with a
// *contact.CatalogueError.
func (w *Workspace) SaveCatalogue(ctx context.Context, all *contact.Catalogue) error {
	if err := all.Check(); err != nil {
		return err
	}
	return w.write(ctx, func(c *sql.Conn) error {
		exec := func(query string, args ...any) error {
			_, err := c.ExecContext(ctx, query, args...)
			return err
		}
		if err := exec(`DELETE FROM catalogue_reason; DELETE FROM catalogue_process; DELETE FROM catalogue_team; DELETE FROM catalogue_rename`); err != nil {
			return err
		}
		for _, e := range all.Reasons {
			if err := exec(`INSERT INTO catalogue_reason VALUES (?,?,?,?,?)`, e.Reason, e.Process, e.ThirdParty, nullable(e.Target), nullable(e.Cost)); err != nil {
				return err
			}
		}
		for _, e := range all.Processes {
			if err := exec(`INSERT INTO catalogue_process VALUES (?,?,?,?)`, e.Process, e.Owner, nullable(e.Target), nullable(e.Cost)); err != nil {
				return err
			}
		}
		for _, e := range all.Teams {
			if err := exec(`INSERT INTO catalogue_team VALUES (?,?)`, e.Team, e.Manager); err != nil {
				return err
			}
		}
		for _, r := range all.Renames {
			since := sql.NullInt64{Int64: r.Since, Valid: r.Since != 0}
			if err := exec(`INSERT INTO catalogue_rename (reason_from, reason_to, since) VALUES (?,?,?)`, r.From, r.To, since); err != nil {
				return err
			}
		}
		return nil
	})
}

func nullable(a contact.Amount) sql.NullFloat64 {
	return sql.NullFloat64{Float64: a.Value, Valid: a.Known}
}
