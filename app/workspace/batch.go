package workspace

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"eenkeer/analysis/contact"
)

// Batch is what is known of one import without reading its contacts.
type Batch struct {
	ID         int64
	Name       string    // of the file it came from
	ImportedAt time.Time // UTC
	// Counted by Add from the contacts themselves: Contacts, WithoutCustomer, and the first and last
	// time (wall-clock time of the workspace, in the shape of UTC; zero if there are no contacts).
	Contacts        int
	WithoutCustomer int
	First, Last     time.Time

	// CoveredTo is up to when the source was complete, if it says so: there may have been no contact
	// in its last days. Wall-clock time like First and Last.
	CoveredTo time.Time

	Rows    int // read from the source
	Merged  int // taken together with a later row of the same contact
	Dropped int // could not be used

	Hash   string // of the source, to know a file that comes again
	Format string // of the source: csv, xlsx, …
	Sheet  string

	// Set by Add from the contacts: their columns of customer keys, and the exports they are one of (see
	// [contact.Batch]). Keys is nil for a batch of version 1.
	Keys   []Key
	Source string

	Mapping json.RawMessage // how its columns were understood
	Report  json.RawMessage // what was wrong with it

	TakenBack bool // out of every figure, and gone when the workspace is closed
}

// Key is a column of customer keys.
type Key struct {
	Name string `json:"name"` // of the column in the source
	Kind string `json:"kind"` // as in package key
}

// Import is a batch to be added: its contacts, and what to write beside them.
type Import struct {
	Batch *contact.Batch
	Info  Batch
}

// Batches lists the imports, oldest first, those taken back included.
func (w *Workspace) Batches(ctx context.Context) ([]Batch, error) {
	var all []Batch
	err := w.read(ctx, func(c *sql.Conn) (err error) {
		all, err = batches(ctx, c)
		return err
	})
	return all, err
}

func batches(ctx context.Context, c *sql.Conn) ([]Batch, error) {
	rows, err := c.QueryContext(ctx, `SELECT id, name, imported_at, contacts, source_rows, merged, dropped, without_customer,
		first_time, last_time, covered_to, hash, format, sheet, taken_back, source, keys, mapping, report FROM batch ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Batch
	for rows.Next() {
		var b Batch
		var at int64
		var first, last, covered sql.NullInt64
		var keys, mapping, report string
		if err := rows.Scan(&b.ID, &b.Name, &at, &b.Contacts, &b.Rows, &b.Merged, &b.Dropped, &b.WithoutCustomer,
			&first, &last, &covered, &b.Hash, &b.Format, &b.Sheet, &b.TakenBack, &b.Source, &keys, &mapping, &report); err != nil {
			return nil, err
		}
		if keys != "" && (json.Unmarshal([]byte(keys), &b.Keys) != nil || len(b.Keys) > contact.MaxKeys) {
			return nil, errBlob
		}
		b.ImportedAt = time.UnixMilli(at).UTC()
		if first.Valid && last.Valid {
			b.First, b.Last = time.UnixMilli(first.Int64).UTC(), time.UnixMilli(last.Int64).UTC()
		}
		if covered.Valid {
			b.CoveredTo = time.UnixMilli(covered.Int64).UTC()
		}
		b.Mapping, b.Report = rawJSON(mapping), rawJSON(report)
		all = append(all, b)
	}
	return all, rows.Err()
}

func rawJSON(text string) json.RawMessage {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}

// Add stores imports, all or none of them, and gives their numbers in the same
// order. Progress is told in bytes of memory, from the calling goroutine; it
// may be nil. A context that ends leaves the file as it was.
func (w *Workspace) Add(ctx context.Context, imports []Import, progress func(done, total int64)) ([]int64, error) {
	for _, im := range imports {
		if err := check(im.Batch); err != nil {
			return nil, err
		}
		for _, text := range []json.RawMessage{im.Info.Mapping, im.Info.Report} {
			if len(text) > 0 && !json.Valid(text) {
				return nil, mistaken("mapping or report of a batch is not JSON")
			}
		}
	}
	var ids []int64
	err := w.write(ctx, func(c *sql.Conn) error {
		ids = ids[:0]
		var jobs []chunkJob
		var total int64
		for _, im := range imports {
			id, err := insertBatch(ctx, c, im)
			if err != nil {
				return err
			}
			ids = append(ids, id)
			for _, col := range columnsOf(im.Batch) {
				total += col.bytes
				for k, s := range col.spans {
					jobs = append(jobs, chunkJob{batch: id, column: col, chunk: k, span: s})
				}
			}
		}
		if err := codeAgents(ctx, c, imports); err != nil {
			return err
		}
		return storeChunks(ctx, c, jobs, total, progress)
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

func insertBatch(ctx context.Context, c *sql.Conn, im Import) (int64, error) {
	info, b := im.Info, im.Batch
	if info.ImportedAt.IsZero() {
		info.ImportedAt = time.Now()
	}
	keys := []Key{}
	for _, k := range b.Keys {
		keys = append(keys, Key{k.Name, k.Kind})
	}
	kinds, err := json.Marshal(keys)
	if err != nil {
		return 0, err
	}
	var first, last, covered any
	if !info.CoveredTo.IsZero() {
		covered = info.CoveredTo.UnixMilli()
	}
	if b.Len() > 0 {
		first, last = slices.Min(b.Time), slices.Max(b.Time)
	}
	result, err := c.ExecContext(ctx, `INSERT INTO batch (name, imported_at, contacts, source_rows, merged, dropped,
		without_customer, first_time, last_time, covered_to, hash, format, sheet, source, keys, mapping, report)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		info.Name, info.ImportedAt.UnixMilli(), b.Len(), info.Rows, info.Merged, info.Dropped,
		b.WithoutCustomer(), first, last, covered, info.Hash, info.Format, info.Sheet, b.Source, string(kinds), string(info.Mapping), string(info.Report))
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}
