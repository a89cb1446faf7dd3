package layout

import (
	"strings"
)

// end finds where the rows of a table end: at the header of another table, or at
// notes that stand below a blank row.
func (o Options) end(rows [][]string, t *Table) {
	width := 0
	for _, row := range rows[t.From:min(len(rows), t.From+50)] {
		width = max(width, filledCells(row))
	}
	var head []string
	if t.Header >= 0 {
		head = rows[t.From-1]
		width = max(width, filledCells(head))
	}
	gap, last := -1, t.From // the latest blank row below a row of the table, and the row behind the last one
	for i := t.From; i < len(rows); i++ {
		n := filledCells(rows[i])
		if n == 0 {
			if gap < last {
				gap = i
			}
			continue
		}
		apart := gap >= last
		switch {
		case o.other(rows, t, head, i, apart):
			t.To, t.Footers = last, max(0, titleAbove(rows, i)-last)
			return
		case apart && (n*3 <= width || n == 1 && width == 2) && o.notes(rows, t, head, i, width):
			// Notes: up to the end or to another table.
			t.To = last
			for k := i; k < len(rows); k++ {
				if filledCells(rows[k]) > 0 && o.other(rows, t, head, k, true) {
					t.Footers = max(0, titleAbove(rows, k)-last)
					return
				}
			}
			if o.Cut {
				t.To = len(rows)
				return
			}
			t.Footers = len(rows) - last
			return
		}
		last = i + 1
	}
	t.To = last
}

// notes reports whether what follows from a row on, up to the next row of another
// table, is narrow throughout, and no row of it holds two values where the table does:
// that is a contact of which little is known.
func (o Options) notes(rows [][]string, t *Table, head []string, from, width int) bool {
	for i := from; i < len(rows); i++ {
		n := filledCells(rows[i])
		if n*3 > width && (n > 1 || width != 2) {
			// Wide again: notes only if a header comes here.
			return i > from && o.other(rows, t, head, i, true)
		}
		values := 0
		for c, text := range rows[i][:min(len(rows[i]), maxCompared)] {
			if Typed(strings.TrimSpace(text)) && typedColumn(rows[t.From:min(from, t.From+50)], c) {
				values++
			}
		}
		if values > 1 {
			return false
		}
	}
	return true
}

// titleAbove gives the row of a title right above a header, blank rows aside, or
// that of the header.
func titleAbove(rows [][]string, header int) int {
	at := header
	for i := header - 1; i > 0 && header-i <= 3; i-- {
		_, n := only(rows[i])
		if n == 1 && filledCells(rows[i-1]) == 0 {
			return i
		}
		if n > 1 {
			break
		}
	}
	return at
}

// other reports whether another table starts at a row: its header stands apart, or
// takes the place of values, or is nearly the header above.
func (o Options) other(rows [][]string, t *Table, head []string, at int, apart bool) bool {
	filled := headerLike(rows, at)
	if filled < 2 {
		return false
	}
	same := 0
	for i, c := range rows[at] {
		if i < len(head) && strings.TrimSpace(c) != "" && strings.EqualFold(strings.TrimSpace(c), strings.TrimSpace(head[i])) {
			same++
		}
	}
	if same > 0 && same == filled && same == filledCells(head) {
		// The header once more: a new page, unless the very same rows follow.
		return again(rows, t.From, at+1)
	}
	if same*3 >= filled*2 {
		return true
	}
	// Words in columns of values, and values below them.
	above := rows[max(t.From, at-50):at]
	below := rows[at+1 : min(len(rows), at+50)]
	words, values := 0, 0
	for i, c := range rows[at][:min(len(rows[at]), maxCompared)] {
		if strings.TrimSpace(c) == "" {
			continue
		}
		if typedColumn(above, i) {
			words++
		}
		if typedColumn(below, i) {
			values++
		}
	}
	if !apart {
		return words >= 2 && values >= 2 && o.known(rows[at]) >= 2
	}
	return values > 0 && (words > 0 || o.known(rows[at]) >= 2) && len(below) > 0 && filledCells(below[0]) > 1
}

// again reports whether the rows of a table come a second time.
func again(rows [][]string, from, at int) bool {
	n := 0
	for ; at+n < len(rows) && n < 3; n++ {
		if from+n >= at-1 || filledCells(rows[at+n]) == 0 || !sameRow(rows[from+n], rows[at+n]) {
			break
		}
	}
	return n >= 2
}

func sameRow(a, b []string) bool {
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = strings.TrimSpace(a[i])
		}
		if i < len(b) {
			y = strings.TrimSpace(b[i])
		}
		if x != y {
			return false
		}
	}
	return true
}

// headerLike counts the filled cells of a row of different words; 0 for any other.
func headerLike(rows [][]string, at int) int {
	seen := map[string]bool{}
	for _, c := range rows[at] {
		c = strings.TrimSpace(c)
		if c == "" {
			continue
		}
		if Typed(c) || len(c) > maxName || seen[c] {
			return 0
		}
		seen[c] = true
	}
	return len(seen)
}
