package textfile

import (
	"bytes"
	"math/bits"

	"eenkeer/analysis/ingest/cell"
)

// Span is a cell within a buffer, without its quotes.
type Span struct {
	from, to uint32
	marks    mark
}

// mark says what is to be done with a cell.
type mark uint32

const (
	quoted        mark = 1 << iota
	doubledQuotes      // holds doubled quotes that stand for one
	wrappedLine        // and so does the line around it
)

func inQuotes(doubled bool) mark {
	if doubled {
		return quoted | doubledQuotes
	}
	return quoted
}

// Seen remembers, within one buffer, what an earlier record has shown, so that a
// hostile text is not searched again and again. Its zero value starts a buffer.
type Seen struct {
	dead  int  // up to here no quote closes a cell
	open  bool // a decision hung on bytes behind the end of the buffer
	reach int  // a decision hung on what stands here, perhaps behind its record
}

// Record cuts the record that starts at pos into cells, which it appends, and
// gives where the next one starts. A quote opens a cell only as its first
// character, and closes it only before a separator or record end (spaces may
// stand between); any other is text. seen is handed on from record to record.
//
// With a width known, a record of another width is tried in other ways: a quote
// too many as text, quotes that should have been doubled, a whole line in quotes.
func (d *Dialect) Record(buf []byte, pos int, cells []Span, seen *Seen) ([]Span, int) {
	if !d.plain() {
		return d.general(buf, pos, cells, seen)
	}
	had := len(cells)
	cells, next, odd := d.record(buf, pos, cells, seen, asItStands)
	if !odd && (d.Width < 2 || len(cells)-had == d.Width) {
		return cells, next
	}
	if odd {
		near := -1
		for _, as := range []reading{lastCloses, oddAsText} {
			other, to, _ := d.record(buf, pos, cells[:had], seen, as)
			if len(other)-had == d.Width {
				return other, to
			}
			if as == oddAsText {
				near = len(other) - had - d.Width
			}
		}
		if near == -1 || near == 1 {
			// A separator too few or too many: better than to swallow the next lines.
			other, to, _ := d.record(buf, pos, cells[:had], seen, oddAsText)
			return other, to
		}
		cells, next, _ = d.record(buf, pos, cells[:had], seen, patient)
	}
	if len(cells)-had == 1 && cells[had].marks&quoted != 0 {
		if inner, ok := d.unwrap(buf, cells[had], cells[:had]); ok {
			return inner, next
		}
	}
	return cells, next
}

// reading is how quotes that stand where they should not are read.
type reading uint8

const (
	asItStands reading = iota // stops at the first odd one
	oddAsText                 // a quote that opens before an odd one is text
	lastCloses                // of quotes before a separator the last closes: none is doubled
	patient                   // odd ones are text within a cell
)

// record reads a record in one way. odd reports a quote within a quoted cell that
// looks as if it opened another one, or too many cells: then the cells are not those
// of the record. The ways to put a record right stay within its line, so that each
// takes no longer than the line is long.
func (d *Dialect) record(buf []byte, pos int, cells []Span, seen *Seen, as reading) (_ []Span, next int, odd bool) {
	sep, quote, stop, most := d.Sep[0], d.Quote, d.End, len(cells)+maxCells
	if as == oddAsText || as == lastCloses {
		if i := bytes.IndexByte(buf[pos:], stop); i >= 0 {
			buf = buf[:pos+i+1]
		}
		seen, most = &Seen{}, len(cells)+d.Width+2
	}
	for {
		if len(cells) >= most {
			if as == oddAsText || as == lastCloses {
				return cells, pos, true
			}
			return append(cells, d.rest(buf, pos)), d.behind(buf, pos), false
		}
		if pos < len(buf) && buf[pos] == quote && quote != 0 {
			end, doubled, strange := d.closing(buf, pos+1, seen, as)
			if strange && as == asItStands {
				return cells, pos, true
			}
			if end >= 0 {
				cells = append(cells, Span{uint32(pos + 1), uint32(end), inQuotes(doubled)})
				pos = end + 1
				for pos < len(buf) && buf[pos] != sep && buf[pos] != stop {
					pos++ // spaces, or the '\r' of a record end
				}
				if pos == len(buf) {
					return cells, pos, false
				}
				pos++
				if buf[pos-1] == stop {
					return cells, pos, false
				}
				continue
			}
		}
		from := pos
		for pos < len(buf) && buf[pos] != sep && buf[pos] != stop {
			pos++
		}
		to := pos
		if (pos == len(buf) || buf[pos] == stop) && to > from && buf[to-1] == '\r' {
			to--
		}
		cells = append(cells, Span{uint32(from), uint32(to), 0})
		if pos == len(buf) {
			return cells, pos, false
		}
		pos++
		if buf[pos-1] == stop {
			return cells, pos, false
		}
	}
}

// maxCells bounds the cells of a record. What stands behind them is one cell.
const maxCells = 1 << 16

// rest gives what is left of a line as one cell, and behind where the next starts.
func (d *Dialect) rest(buf []byte, pos int) Span {
	end := d.behind(buf, pos)
	for end > pos && (buf[end-1] == '\n' || buf[end-1] == '\r') {
		end--
	}
	return Span{uint32(pos), uint32(end), 0}
}

func (d *Dialect) behind(buf []byte, pos int) int {
	for ; pos < len(buf); pos++ {
		if n := d.endAt(buf, pos); n > 0 {
			return pos + n
		}
	}
	return len(buf)
}

// closing finds the quote that closes a cell whose text starts at from; -1 when
// there is none within reach. odd reports that it stopped at a quote that looks
// like an opening one, where the reading says so.
func (d *Dialect) closing(buf []byte, from int, seen *Seen, as reading) (end int, doubled, odd bool) {
	limit := min(len(buf), from+maxQuoted)
	at := from
	if from < seen.dead {
		// Only the quotes right here may pair up in another way than before.
		for at < limit && buf[at] == d.Quote {
			if at+1 < len(buf) && buf[at+1] == d.Quote {
				at += 2
			} else if d.closesAt(buf, at+1) {
				return at, true, false
			} else {
				at++
			}
		}
		at, doubled = max(at, seen.dead), true
	}
	for at < limit {
		i := bytes.IndexByte(buf[at:limit], d.Quote)
		if i < 0 {
			break
		}
		at += i
		if at+1 < len(buf) && buf[at+1] == d.Quote {
			doubled = true
			if as == lastCloses && at+2 < len(buf) && buf[at+2] != d.Quote && d.closesAt(buf, at+2) {
				return at + 1, doubled, false
			}
			at += 2
			continue
		}
		if d.closesAt(buf, at+1) {
			return at, doubled, false
		}
		if d.Width > 1 && as <= oddAsText && d.opensAt(buf, at) && at > from {
			seen.reach = max(seen.reach, at)
			return -1, false, true
		}
		doubled = true // a lone quote within; unquote leaves it alone
		at++
	}
	seen.open = seen.open || limit == len(buf)
	seen.dead = max(seen.dead, limit)
	return -1, false, false
}

// opensAt reports whether a quote stands where a cell starts.
func (d *Dialect) opensAt(buf []byte, at int) bool {
	return at == 0 || buf[at-1] == d.Sep[0] || buf[at-1] == d.End || buf[at-1] == '\r'
}

// closesAt reports whether a separator, a record end or the end of the text
// comes next, spaces aside.
func (d *Dialect) closesAt(buf []byte, at int) bool {
	for at < len(buf) && buf[at] == ' ' && d.Sep[0] != ' ' {
		at++
	}
	if at < len(buf) && buf[at] == '\r' {
		at++
		return at == len(buf) || buf[at] == d.End || d.End == '\r'
	}
	return at == len(buf) || buf[at] == d.Sep[0] || buf[at] == d.End
}

// unwrap cuts a line that stands in quotes as a whole, as a spreadsheet leaves a
// line behind that it took for one cell: its own quotes are doubled. False when
// there are not as many cells as usual.
func (d *Dialect) unwrap(buf []byte, line Span, cells []Span) ([]Span, bool) {
	had, q := len(cells), []byte{d.Quote, d.Quote}
	for pos, end := int(line.from), int(line.to); ; pos++ {
		text := buf[pos:end]
		if len(cells)-had >= d.Width {
			return cells, false
		}
		if bytes.HasPrefix(text, q) {
			closed := -1
			for at := 2; at < len(text); {
				i := bytes.Index(text[at:], q)
				if i < 0 {
					break
				}
				at += i
				if bytes.HasPrefix(text[at+2:], q) {
					at += 4
					continue
				}
				if at+2 == len(text) || text[at+2] == d.Sep[0] {
					closed = at
					break
				}
				at += 2
			}
			if closed >= 0 {
				cells = append(cells, Span{uint32(pos + 2), uint32(pos + closed), quoted | doubledQuotes | wrappedLine})
				if pos += closed + 2; pos == end {
					return cells, len(cells)-had == d.Width
				}
				continue
			}
		}
		i := bytes.IndexByte(text, d.Sep[0])
		if i < 0 {
			cells = append(cells, Span{uint32(pos), uint32(end), doubledQuotes})
			return cells, len(cells)-had == d.Width
		}
		cells = append(cells, Span{uint32(pos), uint32(pos + i), doubledQuotes})
		pos += i
	}
}

// unquote writes doubled quotes once, in place, and gives the new end.
func (d *Dialect) unquote(buf []byte, c Span) uint32 {
	to := d.undouble(buf, c.from, c.to)
	if c.marks&wrappedLine != 0 {
		to = d.undouble(buf, c.from, to)
	}
	return to
}

// undouble does so once.
func (d *Dialect) undouble(buf []byte, from, end uint32) uint32 {
	to, escape := from, d.Escape
	for i := from; i < end; i++ {
		if escape != 0 && buf[i] == escape && i+1 < end && (buf[i+1] == d.Quote || buf[i+1] == escape) {
			i++
			buf[to] = buf[i]
			to++
			continue
		}
		buf[to] = buf[i]
		to++
		if escape == 0 && buf[i] == d.Quote && i+1 < end && buf[i+1] == d.Quote {
			i++
		}
	}
	return to
}

// Cell gives a cell's text; the buffer stays as it is.
func (d *Dialect) Cell(buf []byte, c Span) []byte {
	text := buf[c.from:c.to]
	if c.marks&doubledQuotes == 0 {
		return text
	}
	text = bytes.Clone(text)
	return text[:d.unquote(text, Span{to: uint32(len(text)), marks: c.marks})]
}

// Splitter cuts a chunk of whole records into blocks.
type Splitter struct {
	d      Dialect
	want   []int // by column: its slot
	place  []int // by column: where its slot's cells start in a block
	slots  int   // the slot of columns nobody wants
	buf    []byte
	pos    int
	line   uint32
	quoted bool
	cells  []Span
	seen   Seen
	plain  bool
}

// NewSplitter makes a splitter that fills, for every column of want that is not
// negative, that slot.
func NewSplitter(d Dialect, want []int) *Splitter {
	s := &Splitter{d: d, want: make([]int, len(want)), plain: d.plain()}
	for _, w := range want {
		s.slots = max(s.slots, w+1)
	}
	for c, w := range want {
		s.want[c] = w
		if w < 0 {
			s.want[c] = s.slots
		}
		s.place = append(s.place, s.want[c]*cell.Rows)
	}
	return s
}

// Reset starts on a chunk, which must have eight bytes of room behind it.
func (s *Splitter) Reset(c *Chunk) {
	clear(c.Buf[len(c.Buf) : len(c.Buf)+8]) // nothing that looks like a separator
	s.buf, s.pos, s.line, s.quoted, s.seen = c.Buf, 0, 0, c.Quoted, Seen{}
}

// Next fills a block; false when the chunk is used up.
func (s *Splitter) Next(b *cell.Block) bool {
	b.Buf, b.N, b.Long = s.buf, 0, b.Long[:0]
	if s.quoted || !s.plain {
		s.slow(b)
	} else {
		s.fast(b)
	}
	return b.N > 0
}

// blankLine reports whether a record holds nothing but separators and spaces.
func blankLine(line []byte, sep byte) bool {
	for _, b := range line {
		if b > ' ' && b != sep {
			return false
		}
	}
	return true
}

// slow splits records among which are quoted cells.
func (s *Splitter) slow(b *cell.Block) {
	for s.pos < len(s.buf) && b.N < cell.Rows {
		start, line := s.pos, s.line
		s.cells, s.pos = s.d.Record(s.buf, s.pos, s.cells[:0], &s.seen)
		s.line += uint32(s.d.Lines(s.buf[start:s.pos]))
		if BlankRecord(s.buf, s.cells) {
			continue
		}
		r := b.N
		for i, c := range s.cells {
			if i >= len(s.want) {
				if !cell.Blank(s.buf[c.from:c.to]) {
					b.MarkLong(r)
				}
				continue
			}
			slot := s.want[i]
			if slot == s.slots {
				continue
			}
			if c.marks&doubledQuotes != 0 {
				c.to = s.d.unquote(s.buf, c)
			}
			b.Set(slot, r, c.from, c.to)
		}
		for i := len(s.cells); i < len(s.want); i++ {
			b.Set(s.want[i], r, 0, 0)
		}
		b.Line[r], b.From[r], b.To[r] = line, uint32(start), uint32(s.pos)
		b.N++
	}
}

// fast splits records without any quote, eight bytes at a time.
func (s *Splitter) fast(b *cell.Block) {
	const low, high = 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	n := len(s.buf)
	buf := s.buf[:n+8]
	seps, ends := 0x0101010101010101*uint64(s.d.Sep[0]), 0x0101010101010101*uint64(s.d.End)
	want, place, cells, row, col := s.want, s.place, b.Cells, 0, 0
	first, start := s.pos, s.pos
	for pos := s.pos; pos < n; pos += 8 {
		w := cell.Load64(buf, pos)
		x, y := w^seps, w^ends
		atSep := ^(((x & low) + low) | x | low)
		atEnd := ^(((y & low) + low) | y | low)
		for m := atSep | atEnd; m != 0; m &= m - 1 {
			i := pos + bits.TrailingZeros64(m)>>3
			if col < len(place) {
				cells[place[col]+row] = uint64(i)<<32 | uint64(start)
			} else if !cell.Blank(buf[start:i]) {
				b.MarkLong(row)
			}
			col++
			began := start
			start = i + 1
			if atEnd&(m&-m) == 0 {
				continue
			}
			if i > began && buf[i-1] == '\r' && col <= len(want) {
				b.Set(want[col-1], row, uint32(began), uint32(i-1))
			}
			line := s.line
			s.line++
			// Perhaps a row in which nothing stands.
			if c := buf[first]; (c <= ' ' || c == s.d.Sep[0]) && blankLine(buf[first:i], s.d.Sep[0]) {
				first, col = start, 0
				continue
			}
			for ; col < len(want); col++ {
				b.Set(want[col], row, 0, 0)
			}
			b.Line[row], b.From[row], b.To[row] = line, uint32(first), uint32(i)
			first, col = start, 0
			if row++; row == cell.Rows {
				b.N, s.pos = row, start
				return
			}
		}
	}
	b.N, s.pos = row, n
}

// Dialect is how the splitter cuts.
func (s *Splitter) Dialect() *Dialect { return &s.d }

// Quoted reports whether the cell stands in quotes.
func (c Span) Quoted() bool { return c.marks&quoted != 0 }

// Blank reports whether a cell of buf is empty but for spaces.
func (c Span) Blank(buf []byte) bool { return cell.Blank(buf[c.from:c.to]) }
