package ingest

import (
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzRecords reads any text whole and in tiny chunks: nothing panics, and where
// encoding/csv reads the text without complaint, the cells are the same.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"b\",c\r\n\"d\ne\",f", "\"never closed,1\n2,3\n", "a\"b,\"c\" ,d\n", ",,\n\"\"\n\"\"\"\"", "a\rb\r\nc", "\"x\"y,z\n"} {
		f.Add(s, byte(3))
	}
	f.Fuzz(func(t *testing.T, text string, size byte) {
		d := Dialect{Sep: ',', Quote: '"', End: '\n'}
		n := 1
		var whole [][]string
		var cells []span
		dead := 0
		for pos := 0; pos < len(text); {
			var next int
			cells, next = d.record([]byte(text), pos, cells[:0], &dead)
			if next <= pos {
				t.Fatal("no way forward")
			}
			if len(cells) > 1 || !blank([]byte(text)[cells[0].from:cells[0].to]) {
				row := make([]string, len(cells))
				for i, c := range cells {
					row[i] = string(d.cell([]byte(text), c))
				}
				whole = append(whole, row)
				n = max(n, len(row))
			}
			pos = next
		}
		if n > 200 {
			return
		}
		std := csv.NewReader(strings.NewReader(text))
		std.FieldsPerRecord = -1
		want, err := std.ReadAll()
		if err != nil || strings.Contains(text, "\r") {
			collect(t, text, d, n, int(size)+1) // only that it ends
			return
		}
		want = slices.DeleteFunc(want, func(r []string) bool { return len(r) == 1 && blank([]byte(r[0])) })
		got := collect(t, text, d, n, int(size)+1)
		if len(got) != len(want) || len(whole) != len(want) {
			t.Fatalf("%d records in chunks, %d whole, want %d", len(got), len(whole), len(want))
		}
		for i := range want {
			if !slices.Equal(whole[i], want[i]) || !slices.Equal(got[i], padded(want[i], n)) {
				t.Fatalf("record %d: %q in chunks, %q whole, want %q", i, got[i], whole[i], want[i])
			}
		}
	})
}

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

// FuzzTime reads any text as a time; the fast way and the careful way agree.
func FuzzTime(f *testing.F) {
	for _, s := range []string{"29/2/2016 01:16", "2016-01-12T09:05:07.123+02:00", "990201", "1 mei 2025 14:05", "6/23/25 07:00 AM", "44087.5", "Tue Oct 31 22:10:47 +0000 2017",
		"01-12-2025 14:05:30", "2025-13-01", "1735689600", "-1", "24-10-2025 24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, order := range []string{"dmy", "mdy", "ymd"} {
			for _, serial := range []bool{false, true} {
				fast, careful := newTimeReader(order, serial, false, DefaultZone()), newTimeReader(order, serial, false, DefaultZone())
				a, ok := fast.read([]byte(text))
				b, also := careful.readAny([]byte(text))
				if ok != also || a != b {
					t.Fatalf("%q %s: %v %v, %v %v", text, order, wallTime(a), ok, wallTime(b), also)
				}
				if y := wallTime(a).Year(); ok && (y < firstYear-1 || y > lastYear+2) {
					t.Fatalf("%q is in the year %d", text, y)
				}
				fast.readPair([]byte("990201"), []byte(text))
			}
		}
		seconds([]byte(text), "s")
		clockSeconds([]byte(text))
		count([]byte(text))
	})
}
