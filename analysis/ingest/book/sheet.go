package book

import (
	"bytes"
	"io"
)

// Bounds of a sheet.
const (
	maxRows    = 1 << 20 // a damaged file may claim more, and every one would be walked through
	maxColumns = 1 << 14
	maxRowText = 64 << 20
)

// ref is a cell of a row: its column from 0, and where its text stands.
type ref struct {
	column   int
	from, to int
}

// rowReader gives the filled rows of a sheet, one after the other.
type rowReader interface {
	// next adds the texts of the next filled row to buf, with a separator between.
	// At the end of the sheet ok is false.
	next(buf []byte) (out []byte, ok bool, err error)
	row() *row
	close()
}

// row is the row that was read last.
type row struct {
	line  int // from 1
	cells []ref
}

// separator stands between the cells of a row in a block.
const separator = 0x1f

// apart adds what stands before a cell: a separator, and how many columns it is away
// from the one before unless it stands right beside it. So rows with the same text
// have the same cells. No byte of it shows: a blank row stays blank.
func (r *row) apart(buf []byte, column int) []byte {
	gap := column + 1
	if n := len(r.cells); n > 0 {
		buf = append(buf, separator)
		gap = column - r.cells[n-1].column
	}
	if gap != 1 {
		for g := uint16(gap); g > 0; g >>= 4 {
			buf = append(buf, 1+byte(g&15))
		}
	}
	return buf
}

// sheetReader scans the XML of a sheet.
type sheetReader struct {
	l      lexer
	s      *stream
	shared func() (*texts, error)
	texts  *texts
	styles []style
	dates  dateWriter
	stats  *Stats
	merges *merges

	cur    row
	inRow  bool
	column int    // of the cell read last, from 0
	value  []byte // of a cell that is read token by token
	ended  bool
	failed error // why a value could not be had
}

func (r *sheetReader) row() *row { return &r.cur }

func (r *sheetReader) close() { r.s.close() }

func (r *sheetReader) next(buf []byte) ([]byte, bool, error) {
	from := len(buf)
	for {
		if r.inRow {
			buf = r.plainCells(buf)
		}
		t, err := r.plainRow()
		if err == io.EOF {
			if r.ended {
				return buf, false, nil
			}
			return buf, false, errUnusual // cut off, or no sheet at all
		}
		if err != nil {
			return buf, false, err
		}
		start := t.kind == tokenStart
		switch t.kind {
		case tokenStart, tokenEmpty:
			switch string(t.name) {
			case "c":
				if !r.inRow {
					return buf, false, errUnusual
				}
				if buf, err = r.anyCell(t, buf); err != nil {
					return buf, false, err
				}
			case "row":
				if r.ended || r.inRow {
					return buf, false, errUnusual
				}
				if err := r.startRow(t.body); err != nil {
					return buf, false, err
				}
				r.inRow, from = start, len(buf)
			case "mergeCell":
				ref, _ := attribute(t.body, "ref")
				r.stats.merged.add(ref)
			case "sheetData":
				r.ended = !start
			}
		case tokenEnd:
			switch string(t.name) {
			case "row":
				if !r.inRow {
					continue
				}
				r.inRow = false
				if buf, err = r.endRow(buf, from); err != nil {
					return buf, false, err
				}
				if len(r.cur.cells) > 0 {
					return buf, true, nil
				}
				buf = buf[:from]
			case "sheetData":
				r.ended = true
			}
		}
	}
}

var rowStart, rowEnd = []byte("<row "), []byte("</row>")

// plainRow gives the next token, quickly where it is the start or end of a row as
// nearly all are written.
func (r *sheetReader) plainRow() (token, error) {
	b := r.l.buf[r.l.pos:]
	if r.inRow {
		if bytes.HasPrefix(b, rowEnd) {
			r.l.pos += len(rowEnd)
			return token{kind: tokenEnd, name: rowEnd[2:5]}, nil
		}
	} else if bytes.HasPrefix(b, rowStart) {
		for i := len(rowStart); i < len(b); i++ {
			switch c := b[i]; {
			case c == '"':
				n := bytes.IndexByte(b[i+1:], '"')
				if n < 0 {
					return r.l.next()
				}
				i += n + 1
			case c == '>':
				r.l.pos += i + 1
				return token{kind: tokenStart, name: rowEnd[2:5], body: b[len(rowStart):i]}, nil
			case c == '/' || c == '<' || c == '\'':
				return r.l.next()
			}
		}
	}
	return r.l.next()
}

// startRow reads a row's number.
func (r *sheetReader) startRow(body []byte) error {
	r.cur.line++
	if number, ok := attribute(body, "r"); ok {
		n, ok := whole(bytes.TrimSpace(number))
		if !ok || n == 0 {
			if len(number) > 9 {
				return damaged("row %.20s", number)
			}
			return errUnusual
		}
		r.cur.line = n
	}
	if r.cur.line > maxRows {
		return damaged("row %d", r.cur.line)
	}
	hidden, _ := attribute(body, "hidden")
	r.stats.hiddenRow = isTrue(hidden)
	r.cur.cells, r.column = r.cur.cells[:0], -1
	return nil
}

// endRow settles a row: what merged cells bring into it, and nothing at all if it
// holds only blanks.
func (r *sheetReader) endRow(buf []byte, from int) ([]byte, error) {
	if len(buf)-from > maxRowText {
		return buf, ErrTooBig
	}
	filled := false
	for _, c := range r.cur.cells {
		if !blank(buf[c.from:c.to]) {
			filled = true
			break
		}
	}
	if !filled {
		r.cur.cells = r.cur.cells[:0]
		return buf, nil
	}
	r.stats.row()
	if r.merges != nil {
		buf = r.merges.fill(buf, &r.cur, r.stats)
	}
	return buf, nil
}

func blank(b []byte) bool {
	for _, c := range b {
		if c > ' ' {
			return false
		}
	}
	return true
}

// cellType is the t of a cell.
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeInline
	typeText // of a formula
	typeBool
	typeError
	typeDate
)

func typeOf(t []byte) (cellType, bool) {
	switch string(t) {
	case "", "n":
		return typeNumber, true
	case "s":
		return typeShared, true
	case "inlineStr":
		return typeInline, true
	case "str":
		return typeText, true
	case "b":
		return typeBool, true
	case "e":
		return typeError, true
	case "d":
		return typeDate, true
	}
	return typeNumber, false
}

var (
	valueStart, valueEnd   = []byte("<v>"), []byte("</v></c>")
	inlineStart, inlineEnd = []byte("<is><t>"), []byte("</t></is></c>")
)

// plainCells reads cells as long as they are written the way nearly all are, and
// leaves the first other one to the lexer.
func (r *sheetReader) plainCells(buf []byte) []byte {
	b, i := r.l.buf, r.l.pos
	for i+2 < len(b) && b[i] == '<' && b[i+1] == 'c' && b[i+2] == ' ' {
		at := i + 3
		column, styled, typ := r.column+1, 0, typeNumber
		for at+3 < len(b) && b[at+1] == '=' && b[at+2] == '"' {
			name, from := b[at], at+3
			at = from
			switch name {
			case 'r':
				column = 0
				for at < len(b) && b[at]-'A' < 26 {
					column = column*26 + int(b[at]-'A') + 1
					at++
				}
				if column == 0 || at-from > 3 {
					return buf
				}
				column--
			case 's':
				for at < len(b) && b[at]-'0' <= 9 && styled < 1<<20 {
					styled = styled*10 + int(b[at]-'0')
					at++
				}
			}
			for at < len(b) && b[at] != '"' {
				at++
			}
			if at >= len(b) {
				return buf
			}
			if name == 't' {
				var ok bool
				if typ, ok = typeOf(b[from:at]); !ok {
					return buf
				}
			}
			if at++; at < len(b) && b[at] == ' ' {
				at++
			}
		}
		if at+2 >= len(b) || column >= maxColumns {
			return buf
		}
		var text []byte
		var next int
		switch {
		case b[at] == '/' && b[at+1] == '>':
			r.column, i = column, at+2
			r.l.pos = i
			continue
		case b[at] != '>':
			return buf
		case bytes.HasPrefix(b[at+1:], valueStart):
			from := at + 1 + len(valueStart)
			n := bytes.IndexByte(b[from:], '<')
			if n < 0 || !bytes.HasPrefix(b[from+n:], valueEnd) || typ == typeInline {
				return buf
			}
			text, next = b[from:from+n], from+n+len(valueEnd)
		case bytes.HasPrefix(b[at+1:], inlineStart):
			from := at + 1 + len(inlineStart)
			n := bytes.IndexByte(b[from:], '<')
			if n < 0 || !bytes.HasPrefix(b[from+n:], inlineEnd) || typ != typeInline {
				return buf
			}
			text, next = b[from:from+n], from+n+len(inlineEnd)
		default:
			return buf
		}
		if !plain(text) {
			var err error
			if r.value, err = appendText(r.value[:0], text); err != nil {
				return buf
			}
			text = r.value
		}
		out, ok := r.put(buf, column, typ, styled, text)
		if !ok {
			return buf
		}
		buf, r.column, i = out, column, next
		r.l.pos = i
	}
	return buf
}

// anyCell reads a cell token by token, from behind its start.
func (r *sheetReader) anyCell(t token, buf []byte) ([]byte, error) {
	column, styled := r.column+1, 0
	if at, ok := attribute(t.body, "r"); ok {
		c, _, ok := cellName(at)
		if !ok {
			return buf, errUnusual
		}
		column = c
	}
	if s, ok := attribute(t.body, "s"); ok {
		if styled, ok = whole(s); !ok {
			return buf, errUnusual
		}
	}
	written, _ := attribute(t.body, "t")
	typ, ok := typeOf(written)
	if !ok || column >= maxColumns {
		return buf, errUnusual
	}
	r.column = column
	if t.kind == tokenEmpty {
		return buf, nil
	}
	r.value = r.value[:0]
	inValue, inText, inString, phonetic, formula := false, false, false, 0, false
	for {
		t, err := r.l.next()
		if err == io.EOF {
			return buf, errUnusual
		}
		if err != nil {
			return buf, err
		}
		start := t.kind == tokenStart
		switch t.kind {
		case tokenStart, tokenEmpty:
			switch string(t.name) {
			case "v":
				inValue = start && typ != typeInline && len(r.value) == 0
			case "is":
				inString = start && typ == typeInline
			case "t":
				inText = start && inString && phonetic == 0
			case "rPh":
				if start {
					phonetic++
				}
			case "f":
				formula = true
			case "c", "row":
				return buf, errUnusual
			}
		case tokenText, tokenCDATA:
			if !inValue && !inText {
				continue
			}
			if r.value, err = t.appendTo(r.value); err != nil {
				return buf, err
			}
			if len(r.value) > maxToken {
				return buf, ErrTooBig
			}
		case tokenEnd:
			switch string(t.name) {
			case "v":
				inValue = false
			case "is":
				inString = false
			case "t":
				inText = false
			case "rPh":
				phonetic = max(phonetic-1, 0)
			case "row", "sheetData":
				return buf, errUnusual
			case "c":
				if len(r.value) == 0 {
					if formula {
						r.stats.column(column).NoValue++
					}
					return buf, nil
				}
				out, ok := r.put(buf, column, typ, styled, r.value)
				if r.failed != nil {
					return buf, r.failed
				}
				if !ok {
					return buf, errUnusual
				}
				return out, nil
			}
		}
	}
}

// put adds a cell; not ok means that its value is not what its type says.
func (r *sheetReader) put(buf []byte, column int, typ cellType, styled int, text []byte) ([]byte, bool) {
	if len(text) == 0 {
		return buf, true
	}
	buf = r.cur.apart(buf, column)
	from := len(buf)
	switch typ {
	case typeNumber:
		if text[0] <= ' ' || text[len(text)-1] <= ' ' {
			text = bytes.TrimSpace(text)
		}
		var s style
		if styled < len(r.styles) {
			s = r.styles[styled]
		}
		switch {
		case s.kind != number:
			var isDate bool
			var day int
			if buf, isDate, day = r.dates.append(buf, text, s.kind); isDate {
				r.stats.date(column, day)
			}
		case s.zeros > 0:
			buf = appendZeros(buf, text, int(s.zeros))
		default:
			buf = appendNumber(buf, text)
		}
	case typeShared:
		if r.texts == nil {
			if r.texts, r.failed = r.shared(); r.failed != nil {
				return buf, false
			}
		}
		n, ok := whole(bytes.TrimSpace(text))
		if !ok || n >= len(r.texts.at) {
			r.failed = damaged("no shared string %.20s", text)
			return buf, false
		}
		text = r.texts.text(n)
		buf = append(buf, text...)
		r.stats.text(column, text)
	case typeBool:
		switch string(bytes.TrimSpace(text)) {
		case "1", "true":
			buf = append(buf, "TRUE"...)
		case "0", "false":
			buf = append(buf, "FALSE"...)
		default:
			return buf, false
		}
	case typeInline, typeText:
		buf = unescape(append(buf, text...), from)
		r.stats.text(column, buf[from:])
	case typeDate:
		if buf = appendISO(buf, text); len(buf)-from >= 10 {
			day, _ := twoDigits(buf, from+8)
			r.stats.date(column, day)
		}
	case typeError:
		buf = append(buf, text...)
	}
	if len(buf) > from {
		r.cur.cells = append(r.cur.cells, ref{column, from, len(buf)})
	}
	return buf, true
}

// cellName reads a cell's name: column from 0, row from 1.
func cellName(name []byte) (column, line int, ok bool) {
	i := 0
	for ; i < len(name) && (name[i]|0x20)-'a' < 26; i++ {
		column = column*26 + int(name[i]|0x20-'a') + 1
		if i > 2 {
			return 0, 0, false
		}
	}
	line, ok = whole(name[i:])
	return column - 1, line, ok && i > 0
}
