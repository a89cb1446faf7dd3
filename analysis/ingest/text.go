package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
	"unicode/utf8"

	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/layout"
	"eenkeer/analysis/ingest/textfile"
)

// headSize is how much of a text file is read to find out what it is; headRows
// is how many rows of it are kept.
const (
	headSize = 256 << 10
	headRows = 200
)

// probed looks for characters beyond ASCII farther on in a file whose head has none.
func probed(f *os.File, size int64, c textfile.Charset) textfile.Charset {
	const probes = 16
	buf := make([]byte, 16<<10)
	for k := range int64(probes) {
		n, err := f.ReadAt(buf, headSize+(size-headSize)*k/probes)
		if err != nil && err != io.EOF {
			break // reading on will say so
		}
		probe := buf[:n]
		for i := 0; i < utf8.UTFMax && len(probe) > 0 && !utf8.RuneStart(probe[0]); i++ {
			probe = probe[1:] // the rest of a character
		}
		if found := textfile.SniffCharset(probe, true); found.Sure && found.Wide == nil && found.BOM == 0 {
			return found
		}
	}
	return c
}

// gridRows is how many records of the head are looked at for tables.
const gridRows = 4000

// textSource says how the table of a text file is read.
type textSource struct {
	path     string
	dialect  textfile.Dialect
	charset  textfile.Charset
	dataAt   int64      // where the rows start in the decoded text, the mark left out
	dataTo   int64      // where they end; 0: with the file
	dataLine int        // the line they start on, from 1
	header   [][]string // the rows of the header, which a page break repeats
}

// openText finds encoding, dialect, tables, header and columns of a text file.
func openText(t *Table, f *os.File, asked int) error {
	raw := make([]byte, headSize)
	n, err := io.ReadFull(f, raw)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && err != io.EOF {
		return fileError(t.Path, err)
	}
	whole := int64(n) == t.Size
	src := &textSource{path: t.Path, charset: textfile.SniffCharset(raw[:n], !whole)}
	if !whole && !src.charset.Sure {
		src.charset = probed(f, t.Size, src.charset)
	}
	head := raw[src.charset.BOM:n]
	if src.charset.Wide != nil {
		// An odd byte at the end of the head is half a character.
		head, _ = src.charset.Wide.NewDecoder().Bytes(head[:len(head)&^1])
	}
	if whole {
		head = bytes.TrimRight(head, "\x1a")
	}
	var skip int
	src.dialect, t.RecordEnd, skip = textfile.SniffDialect(head, whole)
	t.text = src
	t.Encoding, t.Separator = src.charset.Name, src.dialect.Separator()

	g := src.grid(head, skip, whole)
	if g.filled == 0 {
		return &Error{ID: ErrEmpty, File: t.Path}
	}
	if g.quoted {
		t.Quote = string(src.charset.Text(src.dialect.Quotes()))
	}
	if garbled(g.rows) {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtGarbled})
	}
	o := layout.Options{Known: knownHeader, Cut: g.cut}
	tables := layout.Find(g.rows, o)
	if len(tables) == 0 { // nothing but spaces of other kinds
		return &Error{ID: ErrEmpty, File: t.Path}
	}
	number := layout.Best(g.rows, tables, o)
	if asked > 0 {
		if asked > len(tables) {
			return &Error{ID: ErrNoSuchTable, File: t.Path, Args: []any{"table", asked, "tables", len(tables)}}
		}
		number = asked - 1
	}
	t.Number = number + 1
	for _, at := range tables {
		t.Tables = append(t.Tables, g.place(at))
	}
	if len(tables) > 1 {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtTables, Args: []any{"table", t.Number, "tables", len(tables)}, Red: alike(tables, number)})
	}
	at := tables[number]
	t.above(at.Above)
	src.columns(t, g, at, head)
	last := number == len(tables)-1
	switch {
	case at.To < len(g.rows):
		src.dataTo = int64(g.places[at.To].at)
		if at.Footers > 0 {
			t.footer(g.line(at.To), g.filledIn(at.To, at.To+at.Footers))
		}
	case last && !whole:
		if err := src.footer(t, f); err != nil {
			return err
		}
	}
	return nil
}

// alike reports whether another table has nearly the columns of the one that is
// read: then it may well hold more contacts.
func alike(tables []layout.Table, number int) bool {
	for i, other := range tables {
		same := 0
		for _, name := range other.Names {
			if name != "" && slices.Contains(tables[number].Names, name) {
				same++
			}
		}
		if i != number && other.To > other.From && same > 1 && same*3 >= 2*len(tables[number].Names) {
			return true
		}
	}
	return false
}

// grid is the records of the head of a text file, blank ones among them, and
// where they stand.
type grid struct {
	rows   [][]string
	places []place
	filled int
	quoted bool // some cell stands in quotes
	cut    bool // the file goes on
	end    place
}

// place is where a record starts in the head, and on which line.
type place struct{ at, line int }

// grid cuts the head into records. Of blank ones in a row only the first is kept.
func (s *textSource) grid(head []byte, skip int, whole bool) grid {
	var g grid
	var cells []textfile.Span
	var seen textfile.Seen
	line, blank := 1+s.dialect.Lines(head[:skip]), false
	pos := skip
	for pos < len(head) {
		if len(g.rows) == gridRows {
			g.cut = true
			break
		}
		var next int
		cells, next = s.dialect.Record(head, pos, cells[:0], &seen)
		if next >= len(head) && !whole && len(g.rows) > 0 {
			g.cut = true
			break // cut through by the end of the head
		}
		if textfile.BlankRecord(head, cells) {
			if !blank {
				g.rows, g.places = append(g.rows, nil), append(g.places, place{pos, line})
			}
			blank = true
		} else {
			row := make([]string, len(cells))
			for i, c := range cells {
				row[i] = string(s.charset.Text(s.dialect.Cell(head, c)))
				g.quoted = g.quoted || c.Quoted()
			}
			g.rows, g.places = append(g.rows, row), append(g.places, place{pos, line})
			g.filled++
			blank = false
		}
		line += s.dialect.Lines(head[pos:next])
		pos = next
	}
	g.cut = g.cut || !whole
	g.end = place{pos, line}
	return g
}

// line gives the line of a record, or that behind the last.
func (g *grid) line(row int) int {
	if row < len(g.places) {
		return g.places[row].line
	}
	return g.end.line
}

// filledIn counts the records of a stretch in which something stands.
func (g *grid) filledIn(from, to int) int {
	n := 0
	for _, row := range g.rows[from:min(to, len(g.rows))] {
		if row != nil {
			n++
		}
	}
	return n
}

// place tells where a table stands.
func (g *grid) place(at layout.Table) Place {
	p := Place{Title: at.Title, From: g.line(at.From), Left: at.Left + 1, Right: at.Right}
	if at.Header >= 0 {
		p.HeaderLine = g.line(at.Header)
	}
	if at.To < len(g.rows) || !g.cut {
		p.To = max(p.From, g.line(max(at.To, at.From+1)-1))
	}
	return p
}

// columns takes over a table's header, columns and first rows.
func (s *textSource) columns(t *Table, g grid, at layout.Table, head []byte) {
	var body [][]string
	var lines []int
	for i := at.From; i < at.To; i++ {
		if g.rows[i] != nil {
			body, lines = append(body, g.rows[i]), append(lines, g.places[i].line)
		}
	}
	header := at.Names
	switch {
	case at.Header >= 0:
		s.header = g.rows[at.Header:at.From]
		t.HeaderLine = g.line(at.Header)
	case at.From > 0 && g.rows[at.From-1] != nil:
		if header = s.otherwise(head[g.places[at.From-1].at:g.places[at.From].at], usualWidth(body)); header != nil {
			t.HeaderLine = g.line(at.From - 1)
			t.Tables[t.Number-1].HeaderLine, t.Tables[t.Number-1].Title = t.HeaderLine, ""
		}
	}
	if t.HeaderLine == 0 {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtNoHeader})
	}
	header = oneTooMany(header, body)
	width := min(tableWidth(len(header), body), maxColumns)
	// A header ends where its last filled cell and the rows below do.
	for width > 1 && header != nil && (width > len(header) || cell.Blank([]byte(header[width-1]))) && emptyBeyond(body, width-1) {
		width--
	}
	t.Columns = uniqueNames(header, width)
	if len(body) > 2 { // another table of the file may have another width
		s.dialect.Width = usualWidth(body)
	}
	s.dataAt, s.dataLine = int64(g.end.at), g.end.line
	if at.From < len(g.rows) {
		s.dataAt, s.dataLine = int64(g.places[at.From].at), g.places[at.From].line
	}
	for i, row := range body {
		if len(t.Head) == headRows {
			break
		}
		if s.pageBreak(row) {
			continue
		}
		t.Head = append(t.Head, padded(row, width))
		t.headLines = append(t.headLines, lines[i])
	}
}

// otherwise reads a header that stands in one cell because it has another
// separator than the rows below it; nil if it is none.
func (s *textSource) otherwise(line []byte, width int) []string {
	if width < 3 {
		return nil
	}
	for _, sep := range []string{";", ",", "\t", "|", " "} {
		d := textfile.Dialect{Sep: sep, Quote: s.dialect.Quote, End: s.dialect.End, Width: width}
		cells, _ := d.Record(line, 0, nil, &textfile.Seen{})
		if len(cells) != width || sep == s.dialect.Sep {
			continue
		}
		var names []string
		for _, c := range cells {
			name := string(s.charset.Text(d.Cell(line, c)))
			if layout.Typed(name) || slices.Contains(names, name) || cell.Blank([]byte(name)) {
				break
			}
			names = append(names, name)
		}
		if len(names) == width {
			return names
		}
	}
	return nil
}

// oneTooMany takes the one blank cell out of a header that has a cell more than
// nearly all of its rows: its names would stand over the wrong columns.
func oneTooMany(header []string, body [][]string) []string {
	blank, blanks := -1, 0
	for i, name := range header {
		if cell.Blank([]byte(name)) {
			blank = i
			blanks++
		}
	}
	fits := 0
	for _, row := range body {
		if len(row) == len(header)-1 {
			fits++
		}
	}
	if blanks != 1 || len(body) < 3 || fits*10 < len(body)*9 {
		return header
	}
	return slices.Delete(slices.Clone(header), blank, blank+1)
}

// pageBreak reports whether a row is the header once more.
func (s *textSource) pageBreak(row []string) bool {
	for _, h := range s.header {
		if len(h) > 1 && len(row) >= len(h) && slices.Equal(row[:len(h)], h) {
			return true
		}
	}
	return false
}

// above notes that a small table above the one that is read was passed over.
func (t *Table) above(rows int) {
	if rows > 0 {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtAbove, Args: []any{"n", rows}})
	}
}

// footer notes that lines below the table were left out, from a line on if it is known.
func (t *Table) footer(line, rows int) {
	args := []any{"n", rows}
	if line > 0 {
		args = append(args, "line", line)
	}
	if rows > 0 {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtFooter, Args: args})
	}
}

// tailSize is how much of the end of a file is looked through for notes.
const tailSize = 64 << 10

// footer looks for notes below the table at the end of a file longer than the
// head: narrow records behind a blank one.
func (s *textSource) footer(t *Table, f *os.File) error {
	if s.charset.Wide != nil || len(t.Columns) < 3 {
		return nil
	}
	from := max(t.Size-tailSize, headSize)
	buf := make([]byte, t.Size-from)
	if _, err := f.ReadAt(buf, from); err != nil && err != io.EOF {
		return fileError(t.Path, err)
	}
	start := bytes.IndexByte(buf, s.dialect.End) + 1
	var cells []textfile.Span
	var seen textfile.Seen
	gap, notes, wide := -1, 0, false // where the notes' blank record is, how many there are, and whether a full row stands above
	for pos, above := start, false; pos < len(buf); {
		var next int
		cells, next = s.dialect.Record(buf, pos, cells[:0], &seen)
		filled := 0
		for _, c := range cells {
			if !c.Blank(buf) {
				filled++
			}
		}
		switch {
		case filled == 0 && gap < 0:
			gap, wide = pos, above
		case filled == 0:
		case gap >= 0 && filled*3 <= len(t.Columns):
			notes++
		default:
			gap, notes, above = -1, 0, len(cells) == len(t.Columns)
		}
		pos = next
	}
	if gap < 0 || notes == 0 || !wide || notes > 50 {
		return nil
	}
	s.dataTo = from - int64(s.charset.BOM) + int64(gap)
	t.footer(0, notes)
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
	return f, s.upTo(r), nil
}

// upTo cuts the text off where the table ends. The text starts at its first row.
func (s *textSource) upTo(r io.Reader) io.Reader {
	if s.dataTo == 0 {
		return r
	}
	return io.LimitReader(r, s.dataTo-s.dataAt)
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
				for len(cells) > width && cells[len(cells)-1].Blank(k.Buf) {
					cells = cells[:len(cells)-1] // nothing beyond the last column
				}
				row := make([]string, len(cells), max(len(cells), width))
				for i, c := range cells {
					row[i] = string(s.charset.Text(s.dialect.Cell(k.Buf, c)))
				}
				if !s.pageBreak(row) && !yield(Row{Line: line, Cells: padded(row, width)}, nil) {
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
