package book

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// maxRepeated bounds the cells that a sheet has by saying that others come again.
const maxRepeated = 50_000_000

// readOpenDocument lists the tables of an OpenDocument spreadsheet.
func (b *Book) readOpenDocument() error {
	b.OpenDocument = true
	if data, err := b.archive.small("META-INF/manifest.xml"); err == nil && bytes.Contains(data, []byte("encryption-data")) {
		return ErrEncrypted
	}
	r, err := b.archive.open("content.xml", maxSheet)
	if err != nil {
		return err
	}
	s := newStream(r)
	defer s.close()
	l := &lexer{more: s.more}
	hidden := map[string]bool{} // styles
	family, spreadsheet := "", false
	for {
		t, err := l.next()
		if err == io.EOF {
			break
		}
		if Unusual(err) {
			return damaged("%w", err)
		}
		if err != nil {
			return err
		}
		if t.kind != tokenStart && t.kind != tokenEmpty {
			continue
		}
		switch string(t.name) {
		case "spreadsheet":
			spreadsheet = true
		case "style":
			name, _ := attribute(t.body, "name")
			family = string(name)
		case "table-properties":
			if shown, ok := attribute(t.body, "display"); ok && string(shown) == "false" {
				hidden[family] = true
			}
		case "table":
			name, _ := attribute(t.body, "name")
			styled, _ := attribute(t.body, "style-name")
			text, err := appendText(nil, name)
			if err != nil {
				return damaged("%w", err)
			}
			b.Sheets = append(b.Sheets, Sheet{Name: string(text), Hidden: hidden[string(styled)], part: "content.xml", table: len(b.Sheets)})
			if len(b.Sheets) > maxParts {
				return ErrTooBig
			}
		}
	}
	if !spreadsheet {
		return damaged("no spreadsheet")
	}
	return nil
}

// openReader reads a table of an OpenDocument.
type openReader struct {
	l     lexer
	s     *stream
	stats *Stats
	merge merges

	skip     int // tables still to pass by
	in       bool
	cur      row
	column   int
	repeat   int    // how often the row at hand is still to be given
	line     int    // the last row that was read, repeats counted
	text     []byte // of the row at hand
	start    int    // where it stood in the buffer
	value    []byte
	repeated int
}

func newOpenReader(s *stream, table int, stats *Stats) *openReader {
	return &openReader{l: lexer{more: s.more}, s: s, skip: table, stats: stats}
}

func (r *openReader) row() *row { return &r.cur }

func (r *openReader) close() { r.s.close() }

func (r *openReader) next(buf []byte) ([]byte, bool, error) {
	from := len(buf)
	if r.repeat > 0 {
		r.repeat--
		r.cur.line++
		return r.again(buf)
	}
	count := 1
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
		switch t.kind {
		case tokenStart, tokenEmpty:
			start := t.kind == tokenStart
			name := string(t.name)
			switch {
			case name == "table":
				if r.in = r.skip == 0 && start; r.skip > 0 || !start {
					r.skip--
				}
			case !r.in:
			case name == "table-row":
				count = repeats(t.body, "number-rows-repeated")
				shown, _ := attribute(t.body, "visibility")
				r.stats.hiddenRow = len(shown) > 0 && string(shown) != "visible"
				r.cur.cells, r.column = r.cur.cells[:0], 0
				buf = buf[:from]
				if !start {
					r.line += count
				}
			case name == "table-cell" || name == "covered-table-cell":
				if buf, err = r.cell(t, buf); err != nil {
					return buf, false, err
				}
			}
		case tokenEnd:
			switch string(t.name) {
			case "table":
				if r.in {
					return buf, false, nil
				}
			case "table-row":
				if !r.in {
					continue
				}
				r.cur.line = r.line + 1
				r.line += count
				filled := false
				for _, c := range r.cur.cells {
					filled = filled || !blank(buf[c.from:c.to])
				}
				if !filled {
					buf = buf[:from]
					continue
				}
				if r.cur.line > maxRows {
					return buf, false, damaged("row %d", r.cur.line)
				}
				r.repeat = min(count, maxRows-r.cur.line+1) - 1
				r.stats.row()
				buf = r.merge.fill(buf, &r.cur, r.stats)
				r.text, r.start = append(r.text[:0], buf[from:]...), from
				return buf, true, nil
			}
		}
	}
}

// again gives the row at hand once more.
func (r *openReader) again(buf []byte) ([]byte, bool, error) {
	if r.repeated += len(r.cur.cells); r.repeated > maxRepeated {
		return buf, false, ErrTooBig
	}
	r.stats.row()
	shift := len(buf) - r.start
	r.start = len(buf)
	for i := range r.cur.cells {
		r.cur.cells[i].from += shift
		r.cur.cells[i].to += shift
	}
	return append(buf, r.text...), true, nil
}

// repeats reads how often a row or cell stands there.
func repeats(body []byte, name string) int {
	text, ok := attribute(body, name)
	if !ok {
		return 1
	}
	n, ok := whole(text)
	if !ok {
		return maxRows
	}
	return max(1, min(n, maxRows))
}

// cell reads a cell from behind its start.
func (r *openReader) cell(t token, buf []byte) ([]byte, error) {
	count := repeats(t.body, "number-columns-repeated")
	covered := string(t.name) == "covered-table-cell"
	span := repeats(t.body, "number-rows-spanned")
	kind, _ := attribute(t.body, "value-type")
	isText := len(kind) == 0 || string(kind) == "string"
	r.value = r.value[:0]
	attr := func(name string) []byte {
		v, _ := attribute(t.body, name)
		return v
	}
	var isDate bool
	var zeros []byte
	switch string(kind) {
	case "float", "percentage", "currency":
		r.value = appendNumber(r.value, attr("value"))
	case "date":
		r.value = appendISO(r.value, attr("date-value"))
		isDate = len(r.value) >= 10
	case "time":
		r.value = appendDuration(r.value, attr("time-value"))
	case "boolean":
		r.value = append(r.value, strings.ToUpper(string(attr("boolean-value")))...)
	}
	formula := len(attr("formula")) > 0
	if t.kind == tokenStart {
		shown, err := r.shown(string(t.name))
		if err != nil {
			return buf, err
		}
		if isText {
			r.value = append(r.value, shown...)
		}
		zeros = shown
	}
	// A number that is shown with zeros in front keeps them: 00123.
	if string(kind) == "float" && len(zeros) > len(r.value) && zeros[0] == '0' && bytes.Equal(bytes.TrimLeft(zeros, "0"), r.value) {
		r.value = append(r.value[:0], zeros...)
	}
	at := r.column
	if r.column += count; covered || at >= maxColumns {
		return buf, nil
	}
	if len(r.value) == 0 {
		if formula {
			r.stats.column(at).NoValue++
		}
		return buf, nil
	}
	for i := range min(count, maxColumns-at) {
		if r.repeated += min(i, 1); r.repeated > maxRepeated || len(buf) > maxRowText {
			return buf, ErrTooBig
		}
		buf = r.cur.apart(buf, at+i)
		from := len(buf)
		buf = append(buf, r.value...)
		r.cur.cells = append(r.cur.cells, ref{at + i, from, len(buf)})
		switch {
		case isDate:
			day, _ := twoDigits(r.value, 8)
			r.stats.date(at+i, day)
		case isText:
			r.stats.text(at+i, r.value)
		}
	}
	if span > 1 {
		r.merge.ranges = append(r.merge.ranges, mergedRange{at, r.line + 1, r.line + span})
	}
	return buf, nil
}

// shown reads the paragraphs of a cell, up to its end. Notes and drawings are not
// part of what it says.
func (r *openReader) shown(cell string) ([]byte, error) {
	var text []byte
	paragraphs, inText, aside := 0, 0, 0
	for {
		t, err := r.l.next()
		if err == io.EOF || Unusual(err) {
			return nil, damaged("a cell without an end")
		}
		if err != nil {
			return nil, err
		}
		name := string(t.name)
		switch t.kind {
		case tokenStart, tokenEmpty:
			start := t.kind == tokenStart
			switch name {
			case "annotation", "shapes", "frame", "custom-shape":
				if start {
					aside++
				}
			case "p", "h":
				if aside > 0 {
					continue
				}
				if paragraphs++; paragraphs > 1 {
					text = append(text, '\n')
				}
				if start {
					inText++
				}
			case "s":
				if inText > 0 && aside == 0 {
					text = append(text, bytes.Repeat([]byte(" "), min(repeats(t.body, "c"), 1000))...)
				}
			case "tab":
				text = append(text, '\t')
			case "line-break":
				text = append(text, '\n')
			}
		case tokenEnd:
			switch name {
			case "annotation", "shapes", "frame", "custom-shape":
				aside = max(aside-1, 0)
			case "p", "h":
				if aside == 0 {
					inText = max(inText-1, 0)
				}
			case cell:
				return text, nil
			case "table":
				return nil, damaged("a cell without an end")
			}
		case tokenText, tokenCDATA:
			if inText == 0 || aside > 0 {
				continue
			}
			if text, err = t.appendTo(text); err != nil {
				return nil, damaged("%w", err)
			}
		}
		if len(text) > maxToken {
			return nil, ErrTooBig
		}
	}
}

// appendISO writes a date of an OpenDocument or a strict workbook with a space
// before the time of day, which loses its fraction.
func appendISO(dst, iso []byte) []byte {
	if len(iso) < 19 || iso[10] != 'T' {
		return append(dst, iso...)
	}
	dst = append(append(append(dst, iso[:10]...), ' '), iso[11:19]...)
	rest := iso[19:]
	if len(rest) > 0 && rest[0] == '.' {
		rest = bytes.TrimLeft(rest[1:], "0123456789")
	}
	return append(dst, rest...)
}

// appendDuration writes PT09H05M00S as 9:05:00.
func appendDuration(dst, iso []byte) []byte {
	if len(iso) < 3 || iso[0] != 'P' {
		return append(dst, iso...)
	}
	total, number := 0.0, ""
	for _, c := range iso[1:] {
		v, _ := strconv.ParseFloat(number, 64)
		switch {
		case c-'0' <= 9 || c == '.' || c == ',':
			number += string(rune(c))
			continue
		case c == 'D':
			total += v * daySeconds
		case c == 'H':
			total += v * 3600
		case c == 'M':
			total += v * 60
		case c == 'S':
			total += v
		}
		number = ""
	}
	if total > 1e12 {
		return append(dst, iso...)
	}
	return appendClock(dst, int64(total+0.5))
}
