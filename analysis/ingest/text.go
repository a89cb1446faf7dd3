package ingest

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"

	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/textfile"
)

// headSize is how much of a text file is read to find out what it is; headRows
// is how many rows of it are kept.
const (
	headSize = 256 << 10
	headRows = 200
)

// textSource says how the table of a text file is read.
type textSource struct {
	path     string
	dialect  textfile.Dialect
	charset  textfile.Charset
	dataAt   int64 // where the rows start in the decoded text, the mark left out
	dataLine int   // the line they start on, from 1
}

// openText finds encoding, dialect, header and columns of a text file.
func openText(t *Table, f *os.File) error {
	raw := make([]byte, headSize)
	n, err := io.ReadFull(f, raw)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && err != io.EOF {
		return fileError(t.Path, err)
	}
	whole := int64(n) == t.Size
	src := &textSource{path: t.Path, charset: textfile.SniffCharset(raw[:n], !whole)}
	head := raw[src.charset.BOM:n]
	if src.charset.Wide != nil {
		// An odd byte at the end of the head is half a character.
		head, _ = src.charset.Wide.NewDecoder().Bytes(head[:len(head)&^1])
	}
	var skip int
	src.dialect, t.RecordEnd, skip = textfile.SniffDialect(head, whole)
	t.text = src
	t.Encoding, t.Separator = src.charset.Name, src.dialect.Separator()

	// Every record of the head, with where it starts and on which line.
	type place struct{ at, line int }
	var rows [][]string
	var places []place
	var cells []textfile.Span
	var seen textfile.Seen
	line := 1 + src.dialect.Lines(head[:skip])
	anyQuoted := false
	for pos := skip; pos < len(head) && len(rows) < headRows+60; {
		var next int
		cells, next = src.dialect.Record(head, pos, cells[:0], &seen)
		if next >= len(head) && !whole && len(rows) > 0 {
			break // cut through by the end of the head
		}
		if !textfile.BlankRecord(head, cells) {
			row := make([]string, len(cells))
			for i, c := range cells {
				row[i] = string(src.charset.Text(src.dialect.Cell(head, c)))
				anyQuoted = anyQuoted || c.Quoted()
			}
			rows, places = append(rows, row), append(places, place{pos, line})
		}
		line += src.dialect.Lines(head[pos:next])
		pos = next
	}
	if anyQuoted {
		t.Quote = string(rune(src.dialect.Quote))
	}
	if len(rows) == 0 {
		return &Error{ID: ErrEmpty, File: t.Path}
	}
	at := findHeader(rows)
	var header []string
	if at >= 0 {
		header = rows[at]
		t.HeaderLine = places[at].line
	} else {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtNoHeader})
	}
	body := rows[at+1:]
	width := min(tableWidth(len(header), body), maxColumns)
	// A header ends where its last filled cell and the rows below do.
	for width > 1 && (width > len(header) || cell.Blank([]byte(header[width-1]))) && emptyBeyond(body, width-1) {
		width--
	}
	t.Columns = uniqueNames(header, width)
	if len(body) > 0 {
		src.dataAt, src.dataLine = int64(places[at+1].at), places[at+1].line
	} else {
		src.dataAt, src.dataLine = int64(len(head)), line
	}
	for i, row := range body[:min(len(body), headRows)] {
		t.Head = append(t.Head, padded(row, width))
		t.headLines = append(t.headLines, places[at+1+i].line)
	}
	return nil
}

// maxColumns bounds the columns of a table.
const maxColumns = 16384

// emptyBeyond reports whether no row has anything in column c.
func emptyBeyond(rows [][]string, c int) bool {
	for _, row := range rows {
		if c < len(row) && !cell.Blank([]byte(row[c])) {
			return false
		}
	}
	return true
}

// padded makes a row at least width cells long.
func padded(row []string, width int) []string {
	for len(row) < width {
		row = append(row, "")
	}
	return row
}

// open gives the rows' text from its first byte.
func (s *textSource) open() (*os.File, io.Reader, error) {
	f, err := os.Open(s.path)
	if err != nil {
		return nil, nil, fileError(s.path, err)
	}
	at := int64(s.charset.BOM)
	if s.charset.Wide == nil {
		at += s.dataAt
	}
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		f.Close()
		return nil, nil, fileError(s.path, err)
	}
	r := s.charset.Reader(f)
	if s.charset.Wide != nil {
		if _, err := io.CopyN(io.Discard, r, s.dataAt); err != nil && err != io.EOF {
			f.Close()
			return nil, nil, fileError(s.path, err)
		}
	}
	return f, r, nil
}

// rows gives the records as they stand, one after the other.
func (s *textSource) rows(ctx context.Context, t *Table) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		f, r, err := s.open()
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer f.Close()
		s.records(ctx, r, textfile.ChunkSize, len(t.Columns), yield)
	}
}

// records cuts a text into rows of at least width cells.
func (s *textSource) records(ctx context.Context, r io.Reader, size, width int, yield func(Row, error) bool) {
	chunks := textfile.NewChunker(r, s.dialect, size)
	chunks.Free = make(chan *textfile.Chunk, 1)
	line := s.dataLine
	var cells []textfile.Span
	for {
		if err := ctx.Err(); err != nil {
			yield(Row{}, err)
			return
		}
		k, err := chunks.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			yield(Row{}, s.readError(err))
			return
		}
		var seen textfile.Seen
		for pos := 0; pos < len(k.Buf); {
			var next int
			cells, next = s.dialect.Record(k.Buf, pos, cells[:0], &seen)
			if !textfile.BlankRecord(k.Buf, cells) {
				row := make([]string, len(cells), max(len(cells), width))
				for i, c := range cells {
					row[i] = string(s.charset.Text(s.dialect.Cell(k.Buf, c)))
				}
				if !yield(Row{Line: line, Cells: padded(row, width)}, nil) {
					return
				}
			}
			line += s.dialect.Lines(k.Buf[pos:next])
			pos = next
		}
		chunks.Free <- k
	}
}

// readError puts what went wrong while reading into words.
func (s *textSource) readError(err error) error {
	if errors.Is(err, textfile.ErrLongRecord) {
		return &Error{ID: ErrNoTable, File: s.path, Err: err}
	}
	return fileError(s.path, err)
}
