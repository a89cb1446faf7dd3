package book

import (
	"bytes"
	"io"
	"os"
)

// OpenXML takes a workbook in the XML of Excel 2003, which many systems still write
// and call .xls.
func OpenXML(path string) (*Book, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	b := &Book{path: path, size: info.Size()}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := newStream(f)
	defer s.close()
	l := &lexer{more: s.more}
	for {
		t, err := l.next()
		if err == io.EOF {
			break
		}
		if Unusual(err) {
			return nil, damaged("%w", err)
		}
		if err != nil {
			return nil, err
		}
		if t.kind != tokenStart && t.kind != tokenEmpty || string(t.name) != "Worksheet" {
			continue
		}
		name, _ := attribute(t.body, "Name")
		text, err := appendText(nil, name)
		if err != nil {
			return nil, damaged("%w", err)
		}
		at := len(b.Sheets)
		b.Sheets = append(b.Sheets, Sheet{Name: string(text)})
		if at > maxParts {
			return nil, ErrTooBig
		}
	}
	b.file = func(b *Book, sheet int, s *Stats) (rowReader, error) {
		f, err := os.Open(b.path)
		if err != nil {
			return nil, err
		}
		stream := newStream(f)
		return &xmlReader{l: lexer{more: stream.more}, s: stream, stats: s, skip: sheet}, nil
	}
	return b, nil
}

// xmlReader reads a sheet in the XML of Excel 2003.
type xmlReader struct {
	l      lexer
	s      *stream
	stats  *Stats
	merges merges

	skip   int // sheets still to pass by
	in     bool
	cur    row
	inRow  bool
	column int
	down   int // rows below that a cell reaches into
	across int // columns beside it
	kind   string
	inData bool
	text   []byte
}

func (r *xmlReader) row() *row { return &r.cur }

func (r *xmlReader) close() { r.s.close() }

func (r *xmlReader) next(buf []byte) ([]byte, bool, error) {
	from := len(buf)
	for {
		t, err := r.l.next()
		if err == io.EOF {
			return buf, false, nil
		}
		if Unusual(err) {
			return buf, false, damaged("%w", err)
		}
		if err != nil {
			return buf, false, err
		}
		start := t.kind == tokenStart
		number := func(name string, unless int) int {
			if text, ok := attribute(t.body, name); ok {
				if n, ok := whole(text); ok {
					return n
				}
			}
			return unless
		}
		switch t.kind {
		case tokenStart, tokenEmpty:
			switch string(t.name) {
			case "Worksheet":
				if r.in = r.skip == 0 && start; !r.in {
					r.skip--
				}
			case "Row":
				r.cur.line = number("Index", r.cur.line+1)
				if r.cur.line > maxRows {
					return buf, false, damaged("row %d", r.cur.line)
				}
				hidden, _ := attribute(t.body, "Hidden")
				r.stats.hiddenRow = isTrue(hidden)
				r.cur.cells, r.column, r.inRow = r.cur.cells[:0], 0, r.in && start
				from = len(buf)
			case "Cell":
				if !r.inRow {
					continue
				}
				for r.merges.covers(r.column, r.cur.line) {
					r.column++
				}
				r.column = number("Index", r.column+1)
				r.down, r.across, r.text, r.kind = number("MergeDown", 0), number("MergeAcross", 0), r.text[:0], ""
				if !start {
					r.column += r.across
				}
			case "Data":
				kind, _ := attribute(t.body, "Type")
				r.kind, r.inData = string(kind), start && r.inRow
			}
		case tokenText, tokenCDATA:
			if !r.inData {
				continue
			}
			if r.text, err = t.appendTo(r.text); err != nil || len(r.text) > maxToken {
				return buf, false, damaged("a cell that cannot be read")
			}
		case tokenEnd:
			switch string(t.name) {
			case "Data":
				r.inData = false
			case "Cell":
				if r.inRow {
					buf = r.put(buf)
				}
			case "Row":
				if !r.inRow {
					continue
				}
				r.inRow = false
				if len(buf)-from > maxRowText {
					return buf, false, ErrTooBig
				}
				if blank(buf[from:]) {
					buf = buf[:from]
					continue
				}
				r.stats.row()
				return r.merges.fill(buf, &r.cur, r.stats), true, nil
			case "Worksheet":
				if r.in {
					return buf, false, nil
				}
			}
		}
	}
}

// put adds a cell as its type says.
func (r *xmlReader) put(buf []byte) []byte {
	at := r.column - 1
	r.column += r.across
	if at < 0 || at >= maxColumns || len(r.text) == 0 {
		return buf
	}
	buf = r.cur.apart(buf, at)
	from := len(buf)
	switch r.kind {
	case "Number":
		buf = appendNumber(buf, bytes.TrimSpace(r.text))
	case "DateTime":
		iso := bytes.TrimSpace(r.text)
		if clock, ok := bytes.CutPrefix(iso, []byte("1899-12-31T")); ok && len(clock) >= 8 { // no day: a time of day
			buf = append(buf, clock[:8]...)
			break
		}
		if buf = appendISO(buf, iso); len(buf)-from >= 10 {
			dayOfMonth, _ := twoDigits(buf, from+8)
			r.stats.date(at, dayOfMonth)
		}
		buf = bytes.TrimSuffix(buf, []byte(" 00:00:00"))
	case "Boolean":
		buf = append(buf, map[bool]string{true: "TRUE", false: "FALSE"}[isTrue(r.text)]...)
	default:
		buf = append(buf, r.text...)
		r.stats.text(at, r.text)
	}
	r.cur.cells = append(r.cur.cells, ref{at, from, len(buf)})
	if r.down > 0 {
		r.merges.ranges = append(r.merges.ranges, mergedRange{at, r.cur.line, min(r.cur.line+r.down, maxRows)})
	}
	return buf
}
