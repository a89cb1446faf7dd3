package textfile

import (
	"bytes"
	"math/bits"

	"eenkeer/analysis/ingest/cell"
)

// Span is a cell within a buffer, without its quotes.
type Span struct {
	from, to uint32
	quoted   bool
	doubled  bool // holds doubled quotes that stand for one
}

// Record cuts the record that starts at pos into cells, which it appends, and
// gives where the next one starts. A quote opens a cell only as its first
// character, and closes it only before a separator or record end (spaces may
// stand between); any other is text. dead is 0 for the first record of buf and
// handed on to the next ones: see closing.
func (d Dialect) Record(buf []byte, pos int, cells []Span, dead *int) ([]Span, int) {
	for {
		if pos < len(buf) && buf[pos] == d.Quote && d.Quote != 0 {
			if end, doubled := d.closing(buf, pos+1, dead); end >= 0 {
				cells = append(cells, Span{uint32(pos + 1), uint32(end), true, doubled})
				pos = end + 1
				for pos < len(buf) && buf[pos] != d.Sep && buf[pos] != d.End {
					pos++ // spaces, or the '\r' of a record end
				}
				if pos == len(buf) {
					return cells, pos
				}
				pos++
				if buf[pos-1] == d.End {
					return cells, pos
				}
				continue
			}
		}
		from := pos
		for pos < len(buf) && buf[pos] != d.Sep && buf[pos] != d.End {
			pos++
		}
		to := pos
		if (pos == len(buf) || buf[pos] == d.End) && to > from && buf[to-1] == '\r' {
			to--
		}
		cells = append(cells, Span{from: uint32(from), to: uint32(to)})
		if pos == len(buf) {
			return cells, pos
		}
		pos++
		if buf[pos-1] == d.End {
			return cells, pos
		}
	}
}

// closing finds the quote that closes a cell whose text starts at from; -1 when
// there is none within reach. dead remembers up to where an earlier search found
// none, so that a file full of quotes that never close is not searched from each
// of them again.
func (d Dialect) closing(buf []byte, from int, dead *int) (end int, doubled bool) {
	limit := min(len(buf), from+maxQuoted)
	at := from
	if from < *dead {
		// Only the quotes right here may pair up in another way than before.
		for at < limit && buf[at] == d.Quote {
			if at+1 < len(buf) && buf[at+1] == d.Quote {
				at += 2
			} else if d.closesAt(buf, at+1) {
				return at, true
			} else {
				at++
			}
		}
		at, doubled = max(at, *dead), true
	}
	for at < limit {
		i := bytes.IndexByte(buf[at:limit], d.Quote)
		if i < 0 {
			break
		}
		at += i
		if at+1 < len(buf) && buf[at+1] == d.Quote {
			doubled = true
			at += 2
			continue
		}
		if d.closesAt(buf, at+1) {
			return at, doubled
		}
		doubled = true // a lone quote within; unquote leaves it alone
		at++
	}
	*dead = max(*dead, limit)
	return -1, false
}

// closesAt reports whether a separator, a record end or the end of the text
// comes next, spaces aside.
func (d Dialect) closesAt(buf []byte, at int) bool {
	for at < len(buf) && buf[at] == ' ' {
		at++
	}
	if at < len(buf) && buf[at] == '\r' {
		at++
		return at == len(buf) || buf[at] == d.End || d.End == '\r'
	}
	return at == len(buf) || buf[at] == d.Sep || buf[at] == d.End
}

// unquote writes doubled quotes once, in place, and gives the new end.
func (d Dialect) unquote(buf []byte, c Span) uint32 {
	to := c.from
	for i := c.from; i < c.to; i++ {
		buf[to] = buf[i]
		to++
		if buf[i] == d.Quote && i+1 < c.to && buf[i+1] == d.Quote {
			i++
		}
	}
	return to
}

// Cell gives a cell's text; the buffer stays as it is.
func (d Dialect) Cell(buf []byte, c Span) []byte {
	text := buf[c.from:c.to]
	if !c.doubled {
		return text
	}
	text = bytes.Clone(text)
	return text[:d.unquote(text, Span{to: uint32(len(text))})]
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
	dead   int // see [Dialect.closing]
}

// NewSplitter makes a splitter that fills, for every column of want that is not
// negative, that slot.
func NewSplitter(d Dialect, want []int) *Splitter {
	s := &Splitter{d: d, want: make([]int, len(want))}
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
	s.buf, s.pos, s.line, s.quoted, s.dead = c.Buf, 0, 0, c.Quoted, 0
}

// Next fills a block; false when the chunk is used up.
func (s *Splitter) Next(b *cell.Block) bool {
	b.Buf, b.N, b.Long = s.buf, 0, b.Long[:0]
	if s.quoted {
		s.slow(b)
	} else {
		s.fast(b)
	}
	return b.N > 0
}

// slow splits records among which are quoted cells.
func (s *Splitter) slow(b *cell.Block) {
	for s.pos < len(s.buf) && b.N < cell.Rows {
		start, line := s.pos, s.line
		s.cells, s.pos = s.d.Record(s.buf, s.pos, s.cells[:0], &s.dead)
		s.line += uint32(bytes.Count(s.buf[start:s.pos], []byte{s.d.End}))
		if len(s.cells) == 1 && cell.Blank(s.buf[s.cells[0].from:s.cells[0].to]) {
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
			if c.doubled {
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
	seps, ends := 0x0101010101010101*uint64(s.d.Sep), 0x0101010101010101*uint64(s.d.End)
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
			if col == 1 && cell.Blank(buf[first:i]) {
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
func (s *Splitter) Dialect() Dialect { return s.d }

// Quoted reports whether the cell stands in quotes.
func (c Span) Quoted() bool { return c.quoted }

// Blank reports whether a cell of buf is empty but for spaces.
func (c Span) Blank(buf []byte) bool { return cell.Blank(buf[c.from:c.to]) }
