package book

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// OpenHTML takes a web page for a workbook of one sheet, as many systems call the
// table that they write in HTML a workbook. The tables of the page follow each
// other on it, with a blank row between.
func OpenHTML(path string) (*Book, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	return &Book{Sheets: []Sheet{{}}, path: path, size: info.Size(), file: newHTMLReader}, nil
}

// htmlReader reads the tables of a web page.
type htmlReader struct {
	f      io.Closer
	z      *html.Tokenizer
	stats  *Stats
	merges merges

	cur    row
	inRow  bool
	inCell bool
	// A row starts where the one before has no end.
	pending bool
	aside   int // scripts and styles
	column  int
	span    int
	text    []byte
	rows    int // of the cell
}

func newHTMLReader(b *Book, _ int, s *Stats) (rowReader, error) {
	f, err := os.Open(b.path)
	if err != nil {
		return nil, err
	}
	r, err := charset.NewReader(f, "")
	if err != nil {
		f.Close()
		return nil, damaged("%w", err)
	}
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxToken)
	return &htmlReader{f: f, z: z, stats: s}, nil
}

func (r *htmlReader) row() *row { return &r.cur }

func (r *htmlReader) close() { r.f.Close() }

func (r *htmlReader) next(buf []byte) ([]byte, bool, error) {
	from := len(buf)
	if r.pending {
		r.startRow()
	}
	for {
		kind := r.z.Next()
		switch kind {
		case html.ErrorToken:
			err := r.z.Err()
			switch {
			case err == io.EOF && r.inRow:
				buf, ok := r.endRow(buf, from)
				return buf, ok, nil
			case err == io.EOF:
				return buf, false, nil
			case errors.Is(err, html.ErrBufferExceeded):
				return buf, false, ErrTooBig
			}
			return buf, false, err
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := r.z.TagName()
			switch string(name) {
			case "table":
				if r.cur.line > 0 {
					r.cur.line++ // blank
				}
			case "tr":
				if r.inRow {
					var ok bool
					if buf, ok = r.endRow(buf, from); ok {
						r.pending = true
						return buf, true, nil
					}
				}
				r.startRow()
			case "td", "th":
				if !r.inRow {
					r.startRow()
				}
				if buf = r.endCell(buf); len(buf)-from > maxRowText {
					return buf, false, ErrTooBig
				}
				r.startCell(more)
			case "br", "p", "div":
				if r.inCell && len(r.text) > 0 {
					r.text = append(r.text, '\n')
				}
			case "script", "style":
				if kind == html.StartTagToken {
					r.aside++
				}
			}
		case html.EndTagToken:
			name, _ := r.z.TagName()
			switch string(name) {
			case "td", "th":
				buf = r.endCell(buf)
			case "tr", "table":
				if !r.inRow {
					continue
				}
				var ok bool
				if buf, ok = r.endRow(buf, from); ok {
					return buf, true, nil
				}
			case "script", "style":
				r.aside = max(r.aside-1, 0)
			}
		case html.TextToken:
			if r.inCell && r.aside == 0 && len(r.text) < maxToken {
				r.text = append(r.text, r.z.Text()...)
			}
		}
	}
}

func (r *htmlReader) startRow() {
	r.cur.line++
	r.cur.cells, r.column, r.inRow, r.inCell, r.pending = r.cur.cells[:0], 0, true, false, false
}

// startCell reads how many columns and rows a cell takes.
func (r *htmlReader) startCell(more bool) {
	r.inCell, r.text, r.span, r.rows = true, r.text[:0], 1, 1
	for more {
		var name, value []byte
		name, value, more = r.z.TagAttr()
		n, err := strconv.Atoi(string(value))
		if err != nil || n < 1 {
			continue
		}
		switch string(name) {
		case "colspan":
			r.span = min(n, maxColumns)
		case "rowspan":
			r.rows = min(n, maxRows)
		}
	}
	for r.merges.covers(r.column, r.cur.line) {
		r.column++
	}
}

// endCell adds a cell; white space counts as a page shows it.
func (r *htmlReader) endCell(buf []byte) []byte {
	if !r.inCell {
		return buf
	}
	r.inCell = false
	at := r.column
	r.column += r.span
	text := bytes.TrimSpace(bytes.ReplaceAll(r.text, []byte("\u00a0"), []byte(" ")))
	if at >= maxColumns || len(text) == 0 {
		return buf
	}
	buf = r.cur.apart(buf, at)
	from := len(buf)
	for i, line := range bytes.Split(text, []byte("\n")) {
		if words := bytes.Join(bytes.Fields(line), []byte(" ")); len(words) > 0 {
			if i > 0 && len(buf) > from {
				buf = append(buf, ' ')
			}
			buf = append(buf, bytes.ToValidUTF8(words, []byte("\ufffd"))...)
		}
	}
	r.cur.cells = append(r.cur.cells, ref{at, from, len(buf)})
	r.stats.text(at, buf[from:])
	if r.rows > 1 {
		r.merges.ranges = append(r.merges.ranges, mergedRange{at, r.cur.line, min(r.cur.line+r.rows-1, maxRows)})
	}
	return buf
}

// endRow settles a row, and tells whether there is anything in it.
func (r *htmlReader) endRow(buf []byte, from int) ([]byte, bool) {
	buf = r.endCell(buf)
	r.inRow = false
	if len(r.cur.cells) == 0 || r.cur.line > maxRows {
		return buf[:from], false
	}
	r.stats.row()
	return r.merges.fill(buf, &r.cur, r.stats), true
}
