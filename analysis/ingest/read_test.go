package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func utf16Text(text string, big, mark bool) string {
	var b bytes.Buffer
	if mark {
		text = "\ufeff" + text
	}
	for _, u := range utf16.Encode([]rune(text)) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestReadText(t *testing.T) {
	plain := "klant;datum;reden\n1;01-02-2025;één\n2;13-02-2025;twee\n"
	want := [][]string{{"1", "01-02-2025", "één"}, {"2", "13-02-2025", "twee"}}
	for _, c := range []struct {
		name, text         string
		sep, encoding, end string
		header             int
		columns            string
		rows               [][]string
		lines              []int
	}{
		{name: "plain", text: plain, rows: want, lines: []int{2, 3}},
		{name: "no last record end", text: strings.TrimSuffix(plain, "\n"), rows: want},
		{name: "utf-8 mark", text: "\ufeff" + plain, encoding: "UTF-8 BOM", rows: want},
		{name: "utf-16 little", text: utf16Text(plain, false, true), encoding: "UTF-16LE", rows: want, lines: []int{2, 3}},
		{name: "utf-16 big", text: utf16Text(plain, true, true), encoding: "UTF-16BE", rows: want},
		{name: "utf-16 without mark", text: utf16Text(plain, false, false), encoding: "UTF-16LE", rows: want},
		{name: "windows-1252", text: strings.ReplaceAll(plain, "é", "\xe9"), encoding: "Windows-1252", rows: want},
		{name: "crlf", text: strings.ReplaceAll(plain, "\n", "\r\n"), end: "CRLF", rows: want, lines: []int{2, 3}},
		{name: "cr", text: strings.ReplaceAll(plain, "\n", "\r"), end: "CR", rows: want, lines: []int{2, 3}},
		{name: "comma", text: strings.ReplaceAll(plain, ";", ","), sep: ",", rows: want},
		{name: "tab", text: strings.ReplaceAll(plain, ";", "\t"), sep: "\t", rows: want},
		{name: "bar", text: strings.ReplaceAll(plain, ";", "|"), sep: "|", rows: want},
		{name: "sep line", text: "sep=;\r\na;b,c\r\n1;x,y\r\n", header: 2, end: "CRLF", columns: "a|b,c", rows: [][]string{{"1", "x,y"}}, lines: []int{3}},
		{name: "decimal commas", text: "a;b;c\n1,5;2,5;3,5\n1,1;2,1;3,1\n", columns: "a|b|c", rows: [][]string{{"1,5", "2,5", "3,5"}, {"1,1", "2,1", "3,1"}}},
		{name: "title above", text: "Rapport januari 2025\n\nklant;datum\n1;2\n", header: 3, columns: "klant|datum", rows: [][]string{{"1", "2"}}, lines: []int{4}},
		{name: "title with separators", text: "Rapport;;\n;;\nklant;datum;x\n1;2;3\n", header: 3, columns: "klant|datum|x", rows: [][]string{{"1", "2", "3"}}, lines: []int{4}},
		{name: "quoted", text: "a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n", sep: ",", columns: "a|b",
			rows: [][]string{{"x, \"y\"\nz", "2"}, {"3", "4"}}, lines: []int{2, 4}},
		{name: "stray quotes", text: "a;b\n5\" disk;x\nsaid \"hi\";y\n", columns: "a|b", rows: [][]string{{`5" disk`, "x"}, {`said "hi"`, "y"}}},
		{name: "quote never closed", text: "a;b\n\"x;1\ny;2\n", columns: "a|b", rows: [][]string{{`"x`, "1"}, {"y", "2"}}},
		{name: "quote within a quoted cell", text: "a;b\n\"x \"y\" z\";1\n", columns: "a|b", rows: [][]string{{`x "y" z`, "1"}}},
		{name: "single quotes", text: "a,b\n'x,y','1'\n'z','2'\n'z','2'\n", sep: ",", columns: "a|b", rows: [][]string{{"x,y", "1"}, {"z", "2"}, {"z", "2"}}},
		{name: "ragged", text: "a;b;c\n1\n1;2;3\n1;2;3;4\n", columns: "a|b|c", rows: [][]string{{"1", "", ""}, {"1", "2", "3"}, {"1", "2", "3", "4"}}},
		{name: "blank rows", text: "a;b\n\n1;2\n;\n   \n3;4\n\n\n", columns: "a|b", rows: [][]string{{"1", "2"}, {"3", "4"}}, lines: []int{3, 6}},
		{name: "repeated and empty headers", text: "a;;a;b\nx;y;z;w\n", columns: "a|column2|a.2|b", rows: [][]string{{"x", "y", "z", "w"}}},
		{name: "header only", text: "a;b\n", columns: "a|b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := open(t, write(t, "x.csv", c.text))
			def := func(s *string, d string) {
				if *s == "" {
					*s = d
				}
			}
			def(&c.sep, ";")
			def(&c.encoding, "UTF-8")
			def(&c.end, "LF")
			def(&c.columns, "klant|datum|reden")
			got := fmt.Sprintf("%q %s %s %d %s", table.Separator, table.Encoding, table.RecordEnd, table.HeaderLine, strings.Join(table.Names(), "|"))
			want := fmt.Sprintf("%q %s %s %d %s", c.sep, c.encoding, c.end, max(c.header, 1), c.columns)
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			rows, lines := allRows(t, table)
			if d := cmp.Diff(c.rows, rows); d != "" {
				t.Error(d)
			}
			if c.lines != nil && !slices.Equal(c.lines, lines) {
				t.Errorf("lines %v, want %v", lines, c.lines)
			}
		})
	}
}

func TestNoHeader(t *testing.T) {
	table := open(t, write(t, "x.csv", "1001;01-02-2025 10:00;5\n1002;13-02-2025 10:00;6\n"))
	if table.HeaderLine != 0 || table.Columns[0].Name != "column1" {
		t.Errorf("header %d, columns %v", table.HeaderLine, table.Names())
	}
	if rows, _ := allRows(t, table); len(rows) != 2 {
		t.Errorf("%d rows", len(rows))
	}
	if len(table.Doubts) != 1 || table.Doubts[0].ID != DoubtNoHeader {
		t.Errorf("doubts %v", table.Doubts)
	}
}

func TestRowsStopsWhenCancelled(t *testing.T) {
	table := open(t, write(t, "x.csv", "a;b\n"+strings.Repeat("1;2\n", 100)))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range table.Rows(ctx) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

// A file in which every cell opens a quote and none closes is read in a time that
// grows with its size.
func TestQuotesThatNeverClose(t *testing.T) {
	for _, c := range []struct{ head, line string }{
		{"a;b\n", "\"a;b\n"}, {"a;b\n", "x;\"\"\"y\n"}, {"a;b\n", "\"\"a;\"b\n"},
		// With a width known, each of these is tried in every way.
		{strings.Repeat("a;b;c\n1;2;3\n", 200), "1;\"a;\"b;c;d\n"}, {strings.Repeat("a;b;c\n1;2;4\n", 200), "1;\"a\n"}, {"a||b\n1||2\n2||3\n", "x||\"\"\"y\n"},
	} {
		table := open(t, write(t, "x.csv", c.head+strings.Repeat(c.line, 100_000)))
		if rows, _ := allRows(t, table); len(rows) < 100_000 {
			t.Errorf("%q: %d rows", c.line, len(rows))
		}
	}
}
