package ingest

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// span is a cell within a buffer, without its quotes.
type span struct {
	from, to uint32
	quoted   bool
	doubled  bool // holds doubled quotes that stand for one
}

// load64 reads eight bytes.
func load64(b []byte, at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }

// record cuts the record that starts at pos into cells, which it appends, and
// gives where the next one starts. A quote opens a cell only as its first
// character, and closes it only before a separator or record end (spaces may
// stand between); any other is text. dead is 0 for the first record of buf and
// handed on to the next ones: see closing.
func (d Dialect) record(buf []byte, pos int, cells []span, dead *int) ([]span, int) {
	for {
		if pos < len(buf) && buf[pos] == d.Quote && d.Quote != 0 {
			if end, doubled := d.closing(buf, pos+1, dead); end >= 0 {
				cells = append(cells, span{uint32(pos + 1), uint32(end), true, doubled})
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
		cells = append(cells, span{from: uint32(from), to: uint32(to)})
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
func (d Dialect) unquote(buf []byte, c span) uint32 {
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

// cell gives a cell's text; the buffer stays as it is.
func (d Dialect) cell(buf []byte, c span) []byte {
	text := buf[c.from:c.to]
	if !c.doubled {
		return text
	}
	text = bytes.Clone(text)
	return text[:d.unquote(text, span{to: uint32(len(text))})]
}

// blockRows is how many records are split at a time: few enough for their cells
// to stay near the processor.
const blockRows = 512

// block holds the wanted cells of some records, column by column.
type block struct {
	buf   []byte
	n     int
	cells []uint64 // by slot, then record: where the cell starts, and above that where it ends
	line  []uint32 // lines since the start of the chunk
	from  []uint32 // where the record starts in buf
	to    []uint32
	long  []int // records with filled cells beyond the last column
}

// newBlock makes a block for a number of slots. One more takes what nobody wants.
func newBlock(slots int) *block {
	return &block{
		cells: make([]uint64, (slots+1)*blockRows),
		line:  make([]uint32, blockRows), from: make([]uint32, blockRows), to: make([]uint32, blockRows),
	}
}

// cell gives the text of a slot of a record.
func (b *block) cell(slot, row int) []byte {
	c := b.cells[slot*blockRows+row]
	return b.buf[uint32(c) : c>>32]
}

// set puts a cell.
func (b *block) set(slot, row int, from, to uint32) {
	b.cells[slot*blockRows+row] = uint64(to)<<32 | uint64(from)
}

// column gives the cells of a slot.
func (b *block) column(slot int) []uint64 { return b.cells[slot*blockRows:][:b.n] }

// drop takes the marked records out.
func (b *block) drop(marked []bool) {
	k := 0
	for r := range b.n {
		if marked[r] {
			continue
		}
		if k != r {
			for at := 0; at < len(b.cells); at += blockRows {
				b.cells[at+k] = b.cells[at+r]
			}
			b.line[k], b.from[k], b.to[k] = b.line[r], b.from[r], b.to[r]
		}
		k++
	}
	b.n = k
}

// splitter cuts a chunk of whole records into blocks.
type splitter struct {
	d      Dialect
	want   []int // by column: its slot
	place  []int // by column: where its slot's cells start in a block
	slots  int   // the slot of columns nobody wants
	buf    []byte
	pos    int
	line   uint32
	quoted bool
	cells  []span
	dead   int // see [Dialect.closing]
}

// newSplitter makes a splitter that fills, for every column of want that is not
// negative, that slot.
func newSplitter(d Dialect, want []int) *splitter {
	s := &splitter{d: d, want: make([]int, len(want))}
	for _, w := range want {
		s.slots = max(s.slots, w+1)
	}
	for c, w := range want {
		s.want[c] = w
		if w < 0 {
			s.want[c] = s.slots
		}
		s.place = append(s.place, s.want[c]*blockRows)
	}
	return s
}

// reset starts on a chunk, which must have eight bytes of room behind it.
func (s *splitter) reset(c *chunk) {
	clear(c.buf[len(c.buf) : len(c.buf)+8]) // nothing that looks like a separator
	s.buf, s.pos, s.line, s.quoted, s.dead = c.buf, 0, 0, c.quoted, 0
}

// next fills a block; false when the chunk is used up.
func (s *splitter) next(b *block) bool {
	b.buf, b.n, b.long = s.buf, 0, b.long[:0]
	if s.quoted {
		s.slow(b)
	} else {
		s.fast(b)
	}
	return b.n > 0
}

// slow splits records among which are quoted cells.
func (s *splitter) slow(b *block) {
	for s.pos < len(s.buf) && b.n < blockRows {
		start, line := s.pos, s.line
		s.cells, s.pos = s.d.record(s.buf, s.pos, s.cells[:0], &s.dead)
		s.line += uint32(bytes.Count(s.buf[start:s.pos], []byte{s.d.End}))
		if len(s.cells) == 1 && blank(s.buf[s.cells[0].from:s.cells[0].to]) {
			continue
		}
		r := b.n
		for i, c := range s.cells {
			if i >= len(s.want) {
				if !blank(s.buf[c.from:c.to]) {
					b.markLong(r)
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
			b.set(slot, r, c.from, c.to)
		}
		for i := len(s.cells); i < len(s.want); i++ {
			b.set(s.want[i], r, 0, 0)
		}
		b.line[r], b.from[r], b.to[r] = line, uint32(start), uint32(s.pos)
		b.n++
	}
}

// fast splits records without any quote, eight bytes at a time.
func (s *splitter) fast(b *block) {
	const low, high = 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	n := len(s.buf)
	buf := s.buf[:n+8]
	seps, ends := 0x0101010101010101*uint64(s.d.Sep), 0x0101010101010101*uint64(s.d.End)
	want, place, cells, row, col := s.want, s.place, b.cells, 0, 0
	first, start := s.pos, s.pos
	for pos := s.pos; pos < n; pos += 8 {
		w := load64(buf, pos)
		x, y := w^seps, w^ends
		atSep := ^(((x & low) + low) | x | low)
		atEnd := ^(((y & low) + low) | y | low)
		for m := atSep | atEnd; m != 0; m &= m - 1 {
			i := pos + bits.TrailingZeros64(m)>>3
			if col < len(place) {
				cells[place[col]+row] = uint64(i)<<32 | uint64(start)
			} else if !blank(buf[start:i]) {
				b.markLong(row)
			}
			col++
			cell := start
			start = i + 1
			if atEnd&(m&-m) == 0 {
				continue
			}
			if i > cell && buf[i-1] == '\r' && col <= len(want) {
				b.set(want[col-1], row, uint32(cell), uint32(i-1))
			}
			line := s.line
			s.line++
			if col == 1 && blank(buf[first:i]) {
				first, col = start, 0
				continue
			}
			for ; col < len(want); col++ {
				b.set(want[col], row, 0, 0)
			}
			b.line[row], b.from[row], b.to[row] = line, uint32(first), uint32(i)
			first, col = start, 0
			if row++; row == blockRows {
				b.n, s.pos = row, start
				return
			}
		}
	}
	b.n, s.pos = row, n
}

func (b *block) markLong(row int) {
	if k := len(b.long); k == 0 || b.long[k-1] != row {
		b.long = append(b.long, row)
	}
}
