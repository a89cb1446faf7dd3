package ingest

import (
	"bytes"
	"io"
	"os"

	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/textfile"
)

// sample is rows from the head, the middle and the tail of a table, on which
// what holds for whole columns is decided. The import checks it on all rows.
type sample struct{ rows [][]string }

// sampleSize is how much of the middle and of the tail is looked at.
const sampleSize = 96 << 10

// sample reads the sample, once.
func (t *Table) sample() *sample {
	if t.sampled != nil {
		return t.sampled
	}
	t.sampled = &sample{rows: t.Head}
	if t.text != nil && t.Size > headSize {
		t.sampled.rows = append(t.sampled.rows[:len(t.Head):len(t.Head)], t.text.around(t, t.Size/2)...)
		t.sampled.rows = append(t.sampled.rows, t.text.around(t, t.Size-sampleSize)...)
	}
	if t.book != nil {
		t.sampled.rows = append(t.sampled.rows[:len(t.Head):len(t.Head)], t.book.beyond(t)...)
	}
	return t.sampled
}

// column gives the trimmed values of a column that are not empty.
func (s *sample) column(c int) []string {
	var out []string
	for _, row := range s.rows {
		if c < len(row) {
			if v := cell.Trim([]byte(row[c])); len(v) > 0 {
				out = append(out, string(v))
			}
		}
	}
	return out
}

// cellOf gives a trimmed cell of a row, which may be short of it.
func cellOf(row []string, c int) []byte {
	if c >= len(row) {
		return nil
	}
	return cell.Trim([]byte(row[c]))
}

// around reads the rows that lie wholly in a stretch of the file. It starts at
// the first record end it sees, which within a quoted cell may be none; such
// rows have the wrong number of cells and are left out.
func (s *textSource) around(t *Table, at int64) [][]string {
	f, err := os.Open(s.path)
	if err != nil {
		return nil // the import will say so
	}
	defer f.Close()
	at = max(at, int64(s.charset.BOM)+s.dataAt)
	if s.charset.Wide != nil {
		at = (at-int64(s.charset.BOM))&^1 + int64(s.charset.BOM)
	}
	buf := make([]byte, sampleSize)
	n, err := f.ReadAt(buf, at)
	if err != nil && err != io.EOF {
		return nil
	}
	if end := s.dataTo + int64(s.charset.BOM) - at; s.dataTo > 0 && s.charset.Wide == nil && end < int64(n) {
		n = int(max(end, 0))
	}
	buf = buf[:n]
	if s.charset.Wide != nil {
		buf, _ = s.charset.Wide.NewDecoder().Bytes(buf[:len(buf)&^1])
	}
	first := bytes.IndexByte(buf, s.dialect.End) + 1
	last := bytes.LastIndexByte(buf, s.dialect.End) + 1
	var rows [][]string
	var cells []textfile.Span
	var seen textfile.Seen
	for pos := first; pos < last; {
		var next int
		cells, next = s.dialect.Record(buf[:last], pos, cells[:0], &seen)
		if len(cells) == len(t.Columns) && !textfile.BlankRecord(buf, cells) {
			row := make([]string, len(cells))
			for i, c := range cells {
				row[i] = string(s.charset.Text(s.dialect.Cell(buf, c)))
			}
			rows = append(rows, row)
		}
		pos = next
	}
	return rows
}
