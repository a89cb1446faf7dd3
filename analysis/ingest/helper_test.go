package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
)

// write puts a file into a folder of the test.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens a file that must be a table.
func open(t testing.TB, path string) *Table {
	t.Helper()
	table, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table
}

// imported imports a table that must go, and holds the identity of the report.
func imported(t testing.TB, table *Table, m Mapping) (*contact.Batch, *Report) {
	t.Helper()
	batch, report, err := table.Import(context.Background(), m, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Rows != report.Kept+report.Merged+report.Dropped {
		t.Fatalf("%d rows are not %d kept + %d merged + %d dropped", report.Rows, report.Kept, report.Merged, report.Dropped)
	}
	dropped := 0
	for _, reason := range Dropping {
		dropped += report.ProblemCount[reason]
	}
	if dropped != report.Dropped {
		t.Fatalf("%d dropped, reasons for %d", report.Dropped, dropped)
	}
	if batch.Len() != report.Kept || len(batch.Line) != report.Kept {
		t.Fatalf("batch of %d, %d kept", batch.Len(), report.Kept)
	}
	for i := range batch.Columns {
		if c := batch.Columns[i].Codes; c.Width() > 0 && c.Len() != report.Kept {
			t.Fatalf("column %s has %d codes", contact.Stored[i], c.Len())
		}
	}
	return batch, report
}

// fields makes a mapping of "field=column+column" pairs.
func fields(pairs ...string) Mapping {
	m := Mapping{Fields: map[contact.Field][]string{}, Missing: map[contact.Field][]string{}, Units: map[contact.Field]string{}}
	for _, p := range pairs {
		f, columns, _ := strings.Cut(p, "=")
		m.Fields[contact.Field(f)] = strings.Split(columns, "+")
	}
	return m
}

// times writes a batch's times out.
func times(b *contact.Batch) string {
	var out []string
	for _, ms := range b.Time {
		out = append(out, wallTime(ms).Format("2006-01-02 15:04:05"))
	}
	return strings.Join(out, "|")
}

// values writes a dimension of a batch out.
func values(b *contact.Batch, d contact.Dimension) string {
	c := &b.Columns[contact.StoredIndex(d)]
	var out []string
	for i := range b.Len() {
		out = append(out, c.Dict.Text(c.Codes.At(i)))
	}
	return strings.Join(out, "|")
}

// customers writes the strongest customer key of every contact of a batch out.
func customers(b *contact.Batch) string {
	var out []string
	for i := range b.Len() {
		key := ""
		for k := range b.Keys {
			if key == "" {
				key = b.Keys[k].Dict.Text(b.Keys[k].At(i))
			}
		}
		out = append(out, key)
	}
	return strings.Join(out, "|")
}

// allRows reads every row.
func allRows(t testing.TB, table *Table) (rows [][]string, lines []int) {
	t.Helper()
	for row, err := range table.Rows(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		rows, lines = append(rows, row.Cells), append(lines, row.Line)
	}
	return rows, lines
}

// refusal gives the id of an error, or "".
func refusal(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.ID
	}
	return ""
}

// wall parses a wall-clock time.
func wall(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04:05", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
