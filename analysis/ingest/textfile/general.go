package textfile

import (
	"bytes"
	"unicode/utf8"
)

// plain reports whether the quick way of splitting will do: separators of one
// byte, doubled quotes, one kind of record end.
func (d *Dialect) plain() bool {
	return len(d.Sep) == 1 && d.Escape == 0 && !d.Mixed && !d.Strict && !d.Runs && d.Columns == nil && d.Curly[0] == ""
}

// Lines counts the lines that end in a piece of text.
func (d *Dialect) Lines(text []byte) int {
	switch {
	case d.Strict:
		return bytes.Count(text, []byte{'\n'})
	case !d.Mixed:
		return bytes.Count(text, []byte{d.End})
	}
	return bytes.Count(text, []byte{'\n'}) + bytes.Count(text, []byte{'\r'}) - bytes.Count(text, []byte{'\r', '\n'})
}

// endAt gives the length of a record end at pos; 0 if there is none.
func (d *Dialect) endAt(buf []byte, pos int) int {
	switch buf[pos] {
	case '\n':
		if d.Mixed || d.End == '\n' && !d.Strict {
			return 1
		}
	case '\r':
		switch {
		case pos+1 < len(buf) && buf[pos+1] == '\n' && (d.Mixed || d.End == '\n'):
			return 2
		case d.Mixed || d.End == '\r':
			return 1
		}
	}
	return 0
}

// sepAt gives the length of a separator at pos; 0 if there is none.
func (d *Dialect) sepAt(buf []byte, pos int) int {
	rest := buf[pos:]
	switch {
	case rest[0] != d.Sep[0]:
		return 0
	case d.Runs:
		n := 0
		for n < len(rest) && rest[n] == d.Sep[0] {
			n++
		}
		if n < len(d.Sep) {
			return 0
		}
		return n
	case bytes.HasPrefix(rest, []byte(d.Sep)):
		return len(d.Sep)
	}
	// A space that belongs to the separator is often lost at the end of a line.
	if n := len(d.Sep) - 1; n > 0 && d.Sep[n] == ' ' && bytes.HasPrefix(rest, []byte(d.Sep[:n])) && (n == len(rest) || d.endAt(rest, n) > 0) {
		return n
	}
	return 0
}

// general is [Dialect.Record] for any dialect.
func (d *Dialect) general(buf []byte, pos int, cells []Span, seen *Seen) ([]Span, int) {
	if d.Columns != nil {
		return d.aligned(buf, pos, cells)
	}
	if d.Runs { // what stands before the first cell separates nothing
		for pos < len(buf) && buf[pos] == d.Sep[0] {
			pos++
		}
	}
	sep, most := d.Sep[0], len(cells)+maxCells
	for {
		if len(cells) >= most {
			return append(cells, d.rest(buf, pos)), d.behind(buf, pos)
		}
		if open := d.opens(buf, pos); open > 0 {
			if end, doubled := d.close(buf, pos+open, seen); end >= 0 {
				cells = append(cells, Span{uint32(pos + open), uint32(end), inQuotes(doubled)})
				for pos = end + max(len(d.Curly[1]), 1); pos < len(buf) && d.sepAt(buf, pos) == 0 && d.endAt(buf, pos) == 0; {
					pos++ // spaces
				}
				if pos == len(buf) {
					seen.open = true
					return cells, pos
				}
				if n := d.sepAt(buf, pos); n > 0 {
					pos += n
					continue
				}
				return cells, pos + d.endAt(buf, pos)
			}
		}
		from, stop, end := pos, 0, 0
		for ; pos < len(buf); pos++ {
			if b := buf[pos]; b == sep {
				if stop = d.sepAt(buf, pos); stop > 0 {
					break
				}
			} else if b == '\n' || b == '\r' {
				if end = d.endAt(buf, pos); end > 0 {
					break
				}
			}
		}
		if d.Runs && stop > 0 && (pos+stop == len(buf) || d.endAt(buf, pos+stop) > 0) {
			cells = append(cells, Span{uint32(from), uint32(pos), 0})
			pos += stop // spaces at the end of a line
			if pos == len(buf) {
				return cells, pos
			}
			return cells, pos + d.endAt(buf, pos)
		}
		to := pos
		if pos == len(buf) && to > from && buf[to-1] == '\r' {
			to--
		}
		cells = append(cells, Span{uint32(from), uint32(to), 0})
		if pos == len(buf) {
			return cells, pos
		}
		pos += stop + end
		if end > 0 {
			return cells, pos
		}
	}
}

// opens gives the length of the quote that opens a cell at pos; 0 if there is none.
func (d *Dialect) opens(buf []byte, pos int) int {
	switch {
	case pos == len(buf):
	case d.Curly[0] != "":
		if bytes.HasPrefix(buf[pos:], []byte(d.Curly[0])) {
			return len(d.Curly[0])
		}
	case d.Quote != 0 && buf[pos] == d.Quote:
		return 1
	}
	return 0
}

// close is [Dialect.closing] for any dialect.
func (d *Dialect) close(buf []byte, from int, seen *Seen) (end int, doubled bool) {
	limit := min(len(buf), from+maxQuoted)
	if from < seen.dead {
		return -1, false
	}
	for at := from; at < limit; at++ {
		switch b := buf[at]; {
		case d.Curly[1] != "":
			if n := len(d.Curly[1]); b == d.Curly[1][0] && bytes.HasPrefix(buf[at:], []byte(d.Curly[1])) {
				if at+n == len(buf) {
					seen.open = true
					return at, false
				}
				if d.sepAt(buf, at+n) > 0 || d.endAt(buf, at+n) > 0 {
					return at, false
				}
			}
		case d.Escape != 0 && b == d.Escape:
			at, doubled = at+1, true
		case b != d.Quote:
		case d.Escape == 0 && at+1 < len(buf) && buf[at+1] == d.Quote:
			at, doubled = at+1, true
		default:
			next := at + 1
			for next < len(buf) && buf[next] == ' ' && d.sepAt(buf, next) == 0 {
				next++
			}
			if next == len(buf) {
				seen.open = true
				return at, doubled
			}
			if d.sepAt(buf, next) > 0 || d.endAt(buf, next) > 0 {
				return at, doubled
			}
			doubled = true
		}
	}
	seen.open = seen.open || limit == len(buf)
	seen.dead = max(seen.dead, limit)
	return -1, false
}

// aligned cuts a line at the places where its columns start.
func (d *Dialect) aligned(buf []byte, pos int, cells []Span) ([]Span, int) {
	end := pos
	for end < len(buf) && d.endAt(buf, end) == 0 {
		end++
	}
	next := end
	if end < len(buf) {
		next += d.endAt(buf, end)
	}
	add := func(from, to int) {
		for from < to && buf[from] == ' ' {
			from++
		}
		for from < to && (buf[to-1] == ' ' || buf[to-1] == '\r') {
			to--
		}
		cells = append(cells, Span{uint32(from), uint32(to), 0})
	}
	from, at := pos, 0
	for _, column := range d.Columns[1:] {
		to := from
		for to < end && at < column {
			n := 1
			if d.Runes {
				_, n = utf8.DecodeRune(buf[to:end])
			}
			to += n
			at++
		}
		add(from, to)
		from = to
	}
	add(from, end)
	return cells, next
}
