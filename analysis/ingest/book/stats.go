package book

// Stats is what was seen of a sheet while it was read.
type Stats struct {
	Rows       int // filled rows
	HiddenRows int // of them
	Filled     int // cells that got the value of the merged cell they are in
	Columns    []ColumnStats

	merged    mergedRanges
	hiddenRow bool // the row that is being read is hidden
}

// ColumnStats is what was seen of a column.
type ColumnStats struct {
	Dates     int // cells that are dates to the workbook
	LateDates int // of them, those after the 12th of a month
	Texts     int // cells with a text such as 13-12-2025
	LateTexts int // of them, those with a number above 12 for the day
	NoValue   int // formulas that were never worked out
}

// Column gives what was seen of a column, from 0.
func (s *Stats) Column(c int) ColumnStats {
	if c < len(s.Columns) {
		return s.Columns[c]
	}
	return ColumnStats{}
}

// row counts a filled row.
func (s *Stats) row() {
	s.Rows++
	if s.hiddenRow {
		s.HiddenRows++
	}
}

func (s *Stats) column(c int) *ColumnStats {
	for len(s.Columns) <= c {
		s.Columns = append(s.Columns, ColumnStats{})
	}
	return &s.Columns[c]
}

func (s *Stats) date(column, day int) {
	c := s.column(column)
	c.Dates++
	if day > 12 {
		c.LateDates++
	}
}

// text looks whether a text is a date of which day and month come before the year.
func (s *Stats) text(column int, b []byte) {
	if len(b) < 6 || len(b) > 25 || b[0]-'0' > 9 {
		return
	}
	a, i := twoDigits(b, 0)
	if i == 0 || i >= len(b) || b[i] != '-' && b[i] != '/' && b[i] != '.' {
		return
	}
	m, k := twoDigits(b, i+1)
	if k == i+1 || k+2 >= len(b) || b[k] != b[i] || b[k+1]-'0' > 9 || b[k+2]-'0' > 9 {
		return
	}
	if a == 0 || m == 0 || a > 31 || m > 31 || a > 12 && m > 12 {
		return
	}
	c := s.column(column)
	c.Texts++
	if a > 12 || m > 12 {
		c.LateTexts++
	}
}

// twoDigits reads one or two digits.
func twoDigits(b []byte, i int) (n, next int) {
	for next = i; next < len(b) && next < i+2 && b[next]-'0' <= 9; next++ {
		n = n*10 + int(b[next]-'0')
	}
	return n, next
}
