package workspace

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"eenkeer/analysis/coding"
)

// Samples lists the samples of pairs, the latest first; those removed are left out.
func (w *Workspace) Samples(ctx context.Context) (all []coding.Sample, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all = nil
		return eachRow(ctx, c, `SELECT id, name, created_at, detail FROM sample WHERE removed = 0 ORDER BY id DESC`, func(scan func(...any) error) error {
			var s coding.Sample
			var id, at int64
			var name, detail string
			if err := scan(&id, &name, &at, &detail); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(detail), &s); err != nil {
				return err
			}
			s.ID, s.Name, s.At = id, name, time.UnixMilli(at).UTC()
			all = append(all, s)
			return nil
		})
	})
	return all, err
}

// AddSample keeps a sample and gives its id.
func (w *Workspace) AddSample(ctx context.Context, s coding.Sample) (id int64, err error) {
	if len(s.Pairs) == 0 || strings.TrimSpace(s.Name) == "" {
		return 0, mistaken("a sample without pairs or name")
	}
	detail, err := json.Marshal(s)
	if err != nil {
		return 0, err
	}
	err = w.write(ctx, func(c *sql.Conn) error {
		result, err := c.ExecContext(ctx, `INSERT INTO sample (name, created_at, detail) VALUES (?,?,?)`, strings.TrimSpace(s.Name), s.At.UnixMilli(), string(detail))
		if err == nil {
			id, err = result.LastInsertId()
		}
		return err
	})
	return id, err
}

// RenameSample gives a sample another name.
func (w *Workspace) RenameSample(ctx context.Context, id int64, name string) error {
	if name = strings.TrimSpace(name); name == "" {
		return mistaken("a sample without a name")
	}
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `UPDATE sample SET name = ? WHERE id = ?`, name, id)
		return err
	})
}

// RemoveSample takes a sample out of sight, or puts it back; what was coded stays.
func (w *Workspace) RemoveSample(ctx context.Context, id int64, removed bool) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `UPDATE sample SET removed = ? WHERE id = ?`, removed, id)
		return err
	})
}

// Codings gives all that was said of the pairs of a sample, by pair and coder.
func (w *Workspace) Codings(ctx context.Context, sample int64) (all []coding.Coding, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all = nil
		return eachRow(ctx, c, `SELECT pair, coder, cause, party, note, changed_at FROM coding WHERE sample = ? ORDER BY pair, coder`, func(scan func(...any) error) error {
			var one coding.Coding
			var at int64
			if err := scan(&one.Pair, &one.Coder, &one.Cause, &one.Party, &one.Note, &at); err != nil {
				return err
			}
			one.At = time.UnixMilli(at).UTC()
			all = append(all, one)
			return nil
		}, sample)
	})
	return all, err
}

// PutCoding keeps what one person says of a pair, in place of what they said before; nothing said takes it out.
func (w *Workspace) PutCoding(ctx context.Context, sample int64, one coding.Coding) error {
	return w.write(ctx, func(c *sql.Conn) error {
		if one.Empty() {
			_, err := c.ExecContext(ctx, `DELETE FROM coding WHERE sample = ? AND pair = ? AND coder = ?`, sample, one.Pair, one.Coder)
			return err
		}
		_, err := c.ExecContext(ctx, `INSERT INTO coding (sample, pair, coder, cause, party, note, changed_at) VALUES (?,?,?,?,?,?,?)
			ON CONFLICT (sample, pair, coder) DO UPDATE SET cause = excluded.cause, party = excluded.party, note = excluded.note, changed_at = excluded.changed_at`,
			sample, one.Pair, one.Coder, one.Cause, string(one.Party), one.Note, one.At.UnixMilli())
		return err
	})
}

// settingCodeBook is the setting that holds the code book.
const settingCodeBook = "code_book"

// CodeBook gives the code book; the one every workspace starts with when it was never changed.
func (w *Workspace) CodeBook(ctx context.Context) (coding.Book, error) {
	text, ok, err := w.Setting(ctx, settingCodeBook)
	if err != nil || !ok {
		return coding.DefaultBook(), err
	}
	var b coding.Book
	if json.Unmarshal([]byte(text), &b) != nil || b.Check() != nil {
		return coding.DefaultBook(), nil
	}
	return b, nil
}

// SaveCodeBook keeps a code book.
func (w *Workspace) SaveCodeBook(ctx context.Context, b coding.Book) error {
	if err := b.Check(); err != nil {
		return mistaken("%v", err)
	}
	data, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return w.SetSetting(ctx, settingCodeBook, string(data))
}
