package ingest

import (
	"context"
	"testing"
	"time"
)

// FuzzSniff opens any content as a file and reads what was found in it.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"a;b\n1;2\n", "sep=|\na|b\n", "\xff\xfea\x00;\x00b\x00\n\x00", "\xef\xbb\xbfklant,datum\r\n1,2025-01-01\r\n", "x\ny\nz\n", "'a','b'\n'c','d'\n",
		"\"a\nb\";c\n", "PK\x03\x04", "titel\n\n\nklant;datum\n1;13-02-2025\n", "a\tb\r1\t2\r"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		table, err := Open(ctx, write(t, "x.csv", string(content)), Options{})
		if err != nil {
			if refusal(err) == "" {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		defer table.Close()
		for row, err := range table.Rows(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if len(row.Cells) < len(table.Columns) {
				t.Fatalf("a row of %d cells, %d columns", len(row.Cells), len(table.Columns))
			}
		}
		m := table.Guess().Mapping
		if _, err := table.Preview(m, 5); err != nil {
			t.Fatal(err)
		}
		_, r, err := table.Import(ctx, m, nil)
		if err != nil && refusal(err) == "" {
			t.Fatal(err)
		}
		if r != nil && r.Rows != r.Kept+r.Merged+r.Dropped {
			t.Fatalf("%+v", r)
		}
	})
}
