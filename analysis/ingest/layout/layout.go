package layout

import (
	"slices"
	"strings"
	"unicode"
)

// Table is where a table stands in a grid. Rows and columns count from 0.
type Table struct {
	Title   string   // the row above it that names it; may be empty
	Header  int      // first row of the header; -1 for none
	Names   []string // what the header says of each column; the rows of a header are joined with a space
	From    int      // first row below the header
	To      int      // the row behind its last one
	Left    int      // first column
	Right   int      // the column behind its last one
	Footers int      // rows right below it that are notes and no part of it
	Above   int      // rows above it that are a small table of their own, passed over with the titles and filters
}

// Options say what is known beforehand.
type Options struct {
	// Known says that a text is the name of a field, so that a row of such texts is
	// a header even where the rows below are words as well. May be nil.
	Known func(text string) bool
	// Beside allows tables to stand side by side, as on a sheet.
	Beside bool
	// Cut says that the grid goes on behind its last row.
	Cut bool
}

// maxHeader is how many rows a header may have, and maxAbove how many rows above
// it are looked through.
const (
	maxHeader  = 3
	maxFilters = 10 // rows of filters above a header
	maxAbove   = 40
	// maxCompared is how many columns are compared with the rows above and below.
	maxCompared = 200
	maxName     = 80 // bytes of a name of a column
)

// Find gives the tables of a grid from top to bottom, and from left to right. Blank
// rows must be in it. There is always one, unless the grid is blank.
func Find(rows [][]string, o Options) []Table {
	if o.Known == nil {
		o.Known = func(string) bool { return false }
	}
	var tables []Table
	for at := nextFilled(rows, 0); at < len(rows); {
		t := o.first(rows, at)
		if len(tables) > 0 && t.To <= t.From && t.Header < 0 {
			break
		}
		tables = append(tables, t)
		at = nextFilled(rows, max(t.To+t.Footers, at+1)) // on, whatever was found
	}
	// Lines such as "Period: | 1 March | 31 March" above a header are no table.
	for len(tables) > 1 && tables[0].Header < 0 && tables[1].Header >= 0 && tables[0].To-tables[0].From <= maxFilters {
		tables = tables[1:]
		tables[0].Above = smallTable(rows[:tables[0].Header])
	}
	if !o.Beside {
		return tables
	}
	var beside []Table
	for _, t := range tables {
		beside = append(beside, o.split(rows, t)...)
	}
	return beside
}

// first finds the table that starts at or below a row.
func (o Options) first(rows [][]string, start int) Table {
	t := Table{Header: -1, From: start}
	body := rows[start:]
	if i := o.header(body); i >= 0 {
		t.Header = start + i
		t.From = t.Header + 1
	} else {
		t.From = start + firstData(body)
	}
	// A header of several rows: groups above it, more of it below.
	top := t.Header
	if t.Header > start && groups(rows[t.Header-1], rows[t.Header]) {
		top--
	}
	if t.Header >= 0 {
		for t.From-top < maxHeader && t.From < len(rows) && o.more(rows, t.Header, t.From) {
			t.From++
		}
		t.Header = top
	}
	for i := first(t.Header, t.From) - 1; i >= start && i >= first(t.Header, t.From)-3; i-- {
		if text, n := only(rows[i]); n == 1 {
			t.Title = text
			break
		} else if n > 1 {
			break
		}
	}
	t.Above = smallTable(rows[start:max(start, first(t.Header, t.From))])
	o.end(rows, &t)
	if t.Header >= 0 {
		t.Names = names(rows[t.Header:t.From])
	}
	for _, row := range rows[first(t.Header, t.From):t.To] {
		t.Right = max(t.Right, len(row))
	}
	return t
}

func first(header, from int) int {
	if header >= 0 {
		return header
	}
	return from
}

// header gives the index of the header among rows, or -1 when the table starts at
// once. Above it there may be titles, filters and blank rows.
func (o Options) header(rows [][]string) int {
	width := usualWidth(rows)
	for i, row := range rows[:min(len(rows), maxAbove)] {
		filled, typed := 0, 0
		seen := map[string]bool{}
		for _, c := range row {
			c = strings.TrimSpace(c)
			if c == "" {
				continue
			}
			filled++
			seen[strings.ToLower(c)] = true
			if Typed(c) {
				typed++
			}
		}
		switch {
		case filled == 0 || filled*2 < width || width > 1 && filled < 2:
			continue
		case filled*4 < width*3 && typed == 0 && fuller(rows, i, filled):
			continue
		case typed == 0 && len(seen)*3 >= filled*2:
			return i
		case typed*3 <= filled && len(seen)*4 >= filled*3 && o.known(row) >= 2:
			return i
		case typed > 0 && filled*3 >= width*2:
			// A row of values: what stands above it was no header either.
			return -1
		}
	}
	return -1
}

// fuller reports whether a row of words is a filter above the header: a blank row
// comes next, or soon a fuller row of words.
func fuller(rows [][]string, at, filled int) bool {
	if at+1 < len(rows) && filledCells(rows[at+1]) == 0 {
		return true
	}
	if at+1 < len(rows) && groups(rows[at], rows[at+1]) {
		return false
	}
	for i := at + 1; i < min(len(rows), at+6); i++ {
		if n := headerLike(rows, i); n > filled {
			return true
		} else if n == 0 && filledCells(rows[i]) > filled {
			return false
		}
	}
	return false
}

// firstData gives the first row that is as wide as most are.
func firstData(rows [][]string) int {
	width := usualWidth(rows)
	for i, row := range rows[:min(len(rows), maxAbove)] {
		if n := filledCells(row); n*2 >= width && n > 0 && (width == 1 || n > 1) {
			return i
		}
	}
	return 0
}

// known counts the names of fields in a row.
func (o Options) known(row []string) int {
	n := 0
	for _, c := range row {
		if o.Known(c) {
			n++
		}
	}
	return n
}

// groups reports whether a row holds headings that span several columns of the
// header below: some cells are filled, each with blanks behind it; or, however many
// of them span one column only, they tell apart names that the header repeats.
func groups(row, header []string) bool {
	filled, blanks, spans, within := 0, 0, 0, 0
	last := -1
	for i := range min(len(header), max(len(row), len(header))) {
		c := ""
		if i < len(row) {
			c = strings.TrimSpace(row[i])
		}
		if c == "" {
			blanks++
			continue
		}
		if Typed(c) || strings.HasSuffix(c, ":") {
			return false
		}
		if filled++; last >= 0 && i-last > 1 {
			spans++
			within++
		}
		last = i
	}
	if last >= 0 && last < len(header)-1 {
		spans++
	}
	return filled >= 2 && blanks >= 2 && (within > 0 && spans*2 >= filled || tellsApart(row, header))
}

// tellsApart reports whether a name stands twice in a header, below headings that
// differ.
func tellsApart(row, header []string) bool {
	under := map[string]string{} // heading above a name
	heading := ""
	for i, name := range header[:min(len(header), maxCompared)] {
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			heading = strings.TrimSpace(row[i])
		}
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		if above, twice := under[name]; twice && above != heading {
			return true
		}
		under[name] = heading
	}
	return false
}

// smallTable counts the rows of a table among those above a header: names, and below them rows as wide, each with a
// value. Filters such as "Period: | 1 March" have no row of names above them.
func smallTable(rows [][]string) int {
	for i := range rows {
		width := headerLike(rows, i)
		if width < 2 || strings.HasSuffix(strings.TrimSpace(rows[i][0]), ":") {
			continue
		}
		n := 0
		for _, row := range rows[i+1:] {
			if filledCells(row) != width || !slices.ContainsFunc(row, Typed) || strings.HasSuffix(strings.TrimSpace(row[0]), ":") {
				break
			}
			n++
		}
		if n >= 2 {
			return n
		}
	}
	return 0
}

// more reports whether a row below a header still belongs to it: it holds words
// where the rows below hold numbers and dates, or says the same as the header.
func (o Options) more(rows [][]string, header, at int) bool {
	head, row := rows[header], rows[at]
	if ruled(row) {
		return true
	}
	filled, same := 0, 0
	for i, c := range row {
		c = strings.TrimSpace(c)
		if c == "" {
			continue
		}
		if Typed(c) || len(c) > maxName {
			return false
		}
		if filled++; i < len(head) && strings.EqualFold(c, strings.TrimSpace(head[i])) {
			same++
		}
	}
	if filled < 2 || filled*3 < len(head) || len(row)*3 < len(head)*2 {
		return false
	}
	if same == filled && same*2 > filledCells(head) {
		return true
	}
	below := rows[at+1 : min(len(rows), at+40)]
	names := groups(head, row) && filled > filledCells(head) && filled == usualWidth(below) && o.known(row) >= 2
	columns, words := 0, 0
	for i := range row[:min(len(row), maxCompared)] {
		if typedColumn(below, i) {
			if columns++; strings.TrimSpace(row[i]) != "" {
				words++
			}
		}
	}
	// Its words must stand where values do, and no row like it may follow. Below headings that span columns, names of
	// fields above one column of values are enough.
	return columns >= 2 && words >= 2 && words*2 >= columns || names && columns > 0 && words == columns
}

// ruled reports whether a row is a line drawn below a header.
func ruled(row []string) bool {
	filled := false
	for _, c := range row {
		c = strings.TrimSpace(c)
		if strings.Trim(c, "-=_+:") != "" || len(c) == 1 {
			return false
		}
		filled = filled || c != ""
	}
	return filled
}

// typedColumn reports whether nearly all filled cells of a column are values.
func typedColumn(rows [][]string, column int) bool {
	filled, typed := 0, 0
	for _, row := range rows {
		if column < len(row) {
			if c := strings.TrimSpace(row[column]); c != "" {
				if filled++; Typed(c) {
					typed++
				}
			}
		}
	}
	return filled > 0 && typed*10 >= filled*8
}

// names joins the rows of a header. A heading that spans columns goes on to the
// right as long as the row below has names there.
func names(header [][]string) []string {
	width := 0
	for _, row := range header {
		width = max(width, len(row))
	}
	out := make([]string, width)
	for k, row := range header {
		if ruled(row) {
			continue
		}
		span := ""
		spread := k+1 < len(header) && groups(row, header[k+1])
		for i := range out {
			c := ""
			if i < len(row) {
				c = strings.TrimSpace(row[i])
			}
			if spread {
				if c != "" {
					span = c
				}
				c = span
			}
			if len(header) == 1 && i < len(row) {
				out[i] = row[i]
			} else if c != "" {
				if out[i] != "" {
					out[i] += " "
				}
				out[i] += c
			}
		}
	}
	return out
}

// split cuts a table in two where a column is blank all the way down and a header
// stands on either side.
func (o Options) split(rows [][]string, t Table) []Table {
	blank := func(c int) bool {
		return !slices.ContainsFunc(rows[first(t.Header, t.From):t.To], func(row []string) bool {
			return c < len(row) && strings.TrimSpace(row[c]) != ""
		})
	}
	left := t.Left
	for left < t.Right && blank(left) {
		left++
	}
	right := left
	for right < t.Right && !blank(right) {
		right++
	}
	t.Left = left
	next := right
	for next < t.Right && blank(next) {
		next++
	}
	if next >= t.Right || right-left < 2 || t.Right-next < 2 {
		for t.Right > left+1 && blank(t.Right-1) {
			t.Right--
		}
		return []Table{o.narrow(rows, t)}
	}
	one, rest := t, t
	one.Right, rest.Left = right, next
	return append([]Table{o.narrow(rows, one)}, o.split(rows, rest)...)
}

// narrow fits the names and rows of a table to its columns.
func (o Options) narrow(rows [][]string, t Table) Table {
	if t.Names != nil {
		t.Names = slices.Clone(t.Names[min(t.Left, len(t.Names)):min(t.Right, len(t.Names))])
	}
	for t.To > t.From {
		row := rows[t.To-1]
		if filledCells(row[min(t.Left, len(row)):min(t.Right, len(row))]) > 0 {
			break
		}
		t.To--
	}
	return t
}

// Best gives the index of the table that is most like a table of contacts: known
// names, dates, rows; the first of equals.
func Best(rows [][]string, tables []Table, o Options) int {
	best, top := 0, -1
	for i, t := range tables {
		score := min(t.To-t.From, 20)
		if o.Known != nil {
			known := 0
			for _, name := range t.Names {
				if o.Known(name) {
					known++
				}
			}
			score += 15 * min(known, 8)
		}
		body := rows[t.From:min(t.To, t.From+40)]
		for c := t.Left; c < t.Right; c++ {
			if dateColumn(body, c) {
				score += 30
				break
			}
		}
		if t.To == t.From {
			score = 0
		}
		if score > top {
			best, top = i, score
		}
	}
	return best
}

// dateColumn reports whether a column seems to hold dates.
func dateColumn(rows [][]string, column int) bool {
	filled, dates := 0, 0
	for _, row := range rows {
		if column >= len(row) {
			continue
		}
		c := strings.TrimSpace(row[column])
		if c == "" {
			continue
		}
		filled++
		digits, marks := 0, 0
		for _, r := range c {
			switch {
			case r >= '0' && r <= '9':
				digits++
			case r == '-' || r == '/' || r == '.':
				marks++
			}
		}
		if digits >= 4 && marks >= 2 && c[0] != '-' && len(c) < 40 {
			dates++
		}
	}
	return filled > 0 && dates*10 >= filled*7
}

// Typed reports whether a text is a number, a date or a time rather than words.
func Typed(c string) bool {
	digits, letters := 0, 0
	for _, r := range c {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && (letters == 0 || digits > 2*letters)
}

// usualWidth gives the number of cells that most rows have, of equals the larger.
// Blank rows do not count.
func usualWidth(rows [][]string) int {
	count := map[int]int{}
	width, n := 0, 0
	for _, row := range rows {
		if filledCells(row) > 0 {
			count[len(row)]++
		}
	}
	for w, k := range count {
		if k > n || k == n && w > width {
			width, n = w, k
		}
	}
	return width
}

func filledCells(row []string) int {
	n := 0
	for _, c := range row {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// only gives the first filled cell of a row and how many are.
func only(row []string) (text string, n int) {
	for _, c := range row {
		if c = strings.TrimSpace(c); c != "" {
			if n++; n == 1 {
				text = c
			}
		}
	}
	return text, n
}

func nextFilled(rows [][]string, at int) int {
	for at < len(rows) && filledCells(rows[at]) == 0 {
		at++
	}
	return at
}
