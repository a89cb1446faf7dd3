package book

import (
	"bytes"
	"cmp"
	"slices"
)

// maxMerged bounds the merged ranges of a sheet that are looked at.
const maxMerged = 100_000

// maxOpen bounds those that reach into one row.
const maxOpen = 64

// mergedRange is a merged cell that reaches over several rows. Its value stands in
// the first of them.
type mergedRange struct{ column, top, bottom int }

type mergedRanges []mergedRange

func (m *mergedRanges) add(ref []byte) {
	first, last, ok := bytes.Cut(ref, []byte(":"))
	if !ok || len(*m) >= maxMerged {
		return
	}
	c, top, ok1 := cellName(first)
	_, bottom, ok2 := cellName(last)
	if ok1 && ok2 && bottom > top && bottom <= maxRows {
		*m = append(*m, mergedRange{c, top, bottom})
	}
}

// merges brings the values of merged cells into the rows below.
type merges struct {
	ranges []mergedRange // by their first row
	next   int
	open   []openRange
}

type openRange struct {
	mergedRange
	value []byte
}

// newMerges gives nil when nothing is merged over rows, as in most sheets.
func newMerges(ranges mergedRanges) *merges {
	if len(ranges) == 0 {
		return nil
	}
	m := &merges{ranges: slices.Clone(ranges)}
	slices.SortFunc(m.ranges, func(a, b mergedRange) int { return cmp.Or(a.top-b.top, a.column-b.column) })
	return m
}

// covers reports whether a cell of a row is covered by one of a row above it.
func (m *merges) covers(column, line int) bool {
	for _, o := range m.open {
		if o.column == column && line > o.top && line <= o.bottom {
			return true
		}
	}
	return false
}

// fill puts what the open ranges hold into a row and opens those that start there.
func (m *merges) fill(buf []byte, r *row, s *Stats) []byte {
	m.open = slices.DeleteFunc(m.open, func(o openRange) bool { return o.bottom < r.line })
	find := func(column int) *ref {
		for i := range r.cells {
			if r.cells[i].column == column {
				return &r.cells[i]
			}
		}
		return nil
	}
	for i := range m.open {
		o := &m.open[i]
		if r.line <= o.top || find(o.column) != nil {
			continue
		}
		buf = r.apart(buf, o.column)
		from := len(buf)
		buf = append(buf, o.value...)
		r.cells = append(r.cells, ref{o.column, from, len(buf)})
		s.Filled++
	}
	for ; m.next < len(m.ranges) && m.ranges[m.next].top <= r.line; m.next++ {
		o := m.ranges[m.next]
		if o.top != r.line {
			continue // it starts in a row without anything in it
		}
		if c := find(o.column); c != nil && len(m.open) < maxOpen {
			m.open = append(m.open, openRange{o, bytes.Clone(buf[c.from:c.to])})
		}
	}
	if m.next == len(m.ranges) {
		m.ranges, m.next = m.ranges[:0], 0
	}
	return buf
}
