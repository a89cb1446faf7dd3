package textfile

import (
	"bytes"
	"eenkeer/analysis/ingest/cell"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// collect reads a text in parallel as an import does, but keeps all cells.
func collect(t testing.TB, text string, d Dialect, columns, size int) [][]string {
	want := make([]int, columns)
	for i := range want {
		want[i] = i
	}
	chunks := NewChunker(strings.NewReader(text), d, size)
	var rows [][]string
	split, b := NewSplitter(d, want), cell.NewBlock(columns)
	for {
		k, err := chunks.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		split.Reset(k)
		for split.Next(b) {
			for r := range b.N {
				row := make([]string, columns)
				for c := range row {
					row[c] = string(b.Cell(c, r))
				}
				rows = append(rows, row)
			}
		}
	}
}

// Reading in chunks, however small, gives what encoding/csv gives.
func TestChunksEqualStandardLibrary(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		columns := rapid.IntRange(2, 5).Draw(r, "columns")
		value := rapid.StringOfN(rapid.SampledFrom([]rune("ab,;\"\n é0")), 0, 9, -1)
		rows := rapid.SliceOfN(rapid.SliceOfN(value, columns, columns), 1, 40).Draw(r, "rows")
		crlf := rapid.Bool().Draw(r, "crlf")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = crlf
		if rapid.Bool().Draw(r, "semicolon") {
			w.Comma = ';'
		}
		if err := w.WriteAll(rows); err != nil {
			r.Fatal(err)
		}
		text := b.String()
		if rapid.Bool().Draw(r, "cut") {
			text = strings.TrimRight(text, "\r\n")
		}
		std := csv.NewReader(strings.NewReader(text))
		std.Comma = w.Comma
		want, err := std.ReadAll()
		if err != nil {
			r.Skip(err.Error())
		}
		d := Dialect{Sep: string(w.Comma), Quote: '"', End: '\n'}
		want = slices.DeleteFunc(want, cell.BlankAll)
		got := collect(t, text, d, columns, rapid.IntRange(1, 64).Draw(r, "size"))
		for _, row := range got { // encoding/csv writes and reads a break as \n
			for i := range row {
				row[i] = strings.ReplaceAll(row[i], "\r\n", "\n")
			}
		}
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" { // a text of blank rows has none
			r.Fatalf("%q: %s", text, d)
		}
	})
}

// FuzzRecords reads any text whole and in tiny chunks: nothing panics, and where
// encoding/csv reads the text without complaint, the cells are the same.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"b\",c\r\n\"d\ne\",f", "\"never closed,1\n2,3\n", "a\"b,\"c\" ,d\n", ",,\n\"\"\n\"\"\"\"", "a\rb\r\nc", "\"x\"y,z\n"} {
		f.Add(s, byte(3))
	}
	f.Fuzz(func(t *testing.T, text string, size byte) {
		text = strings.TrimRight(text, "\x1a") // how DOS ends a file
		d := Dialect{Sep: ",", Quote: '"', End: '\n'}
		n := 1
		var whole [][]string
		var cells []Span
		var seen Seen
		for pos := 0; pos < len(text); {
			var next int
			cells, next = d.Record([]byte(text), pos, cells[:0], &seen)
			if next <= pos {
				t.Fatal("no way forward")
			}
			if !BlankRecord([]byte(text), cells) {
				row := make([]string, len(cells))
				for i, c := range cells {
					row[i] = string(d.Cell([]byte(text), c))
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
		want = slices.DeleteFunc(want, func(r []string) bool { return cell.BlankAll(r) })
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

// Reading in chunks, however small, gives what reading record by record gives, for
// every kind of dialect.
func FuzzDialects(f *testing.F) {
	for _, s := range []string{"a,b,c\n\"1,2,\"3\"\n1,\"x\"y\",3\n", "\"a,b,\"\"c\"\"\"\n1,2,3\n", "a||b\r\n\"x\\\"y\"||2\rc||d\n", "a, \"b\", \r\nx,\"y\n",
		"  a   b  c \r\n 1 2\n", "1,\"2\n3,\"4\",5\n", "\"\"a\"\",\"b\"\",c\n", "x\x1a", "“a,b”,“c\nd”\n“e,f\n"} {
		for kind := range dialects {
			f.Add(s, byte(3), byte(kind))
		}
	}
	f.Fuzz(func(t *testing.T, text string, size, kind byte) {
		d := dialects[int(kind)%len(dialects)]
		var whole [][]string
		var cells []Span
		var seen Seen
		buf, n := []byte(text), 1
		if len(buf) > 0 {
			buf = d.ended(buf)
		}
		for pos := 0; pos < len(buf); {
			var next int
			cells, next = d.Record(buf, pos, cells[:0], &seen)
			if next <= pos {
				t.Fatal("no way forward")
			}
			if !BlankRecord(buf, cells) {
				row := make([]string, len(cells))
				for i, c := range cells {
					row[i] = string(d.Cell(buf, c))
				}
				whole, n = append(whole, row), max(n, len(row))
			}
			pos = next
		}
		if n > 200 {
			return
		}
		got := collect(t, text, d, n, int(size)+1)
		for i := range whole {
			whole[i] = padded(whole[i], n)
		}
		if d := cmp.Diff(whole, got, cmpopts.EquateEmpty()); d != "" {
			t.Fatal(d)
		}
	})
}

// dialects are some of every kind.
var dialects = []Dialect{
	{Sep: ",", Quote: '"', End: '\n', Width: 3},
	{Sep: ",", Quote: '"', End: '\n'},
	{Sep: ";", Quote: '\'', End: '\r', Width: 2},
	{Sep: "||", Quote: '"', Escape: '\\', End: '\n', Mixed: true, Width: 2},
	{Sep: ", ", Quote: '"', End: '\n', Strict: true, Width: 3},
	{Sep: " ", Quote: '"', End: '\n', Runs: true},
	{Sep: " ", End: '\n', Columns: []int{0, 4, 7}, Runes: true},
	{Sep: " ", Quote: '"', End: '\n', Width: 4},
	{Sep: ",", Curly: [2]string{"“", "”"}, End: '\n', Width: 2},
}

func padded(row []string, n int) []string {
	for len(row) < n {
		row = append(row, "")
	}
	return row
}
