package ingest

// dateOrder is what a column's values say about day and month.
type dateOrder struct {
	order   string // "dmy", "mdy", "ymd"; dmy where nothing decides
	decided bool   // some value decides, or there is nothing to decide
	mixed   bool   // values decide both ways
}

// decideOrder looks at the values of a date column.
func decideOrder(values []string) dateOrder {
	var numeric, yearFirst, yearLast, first, second, firstBig, thirdBig int
	for _, v := range values {
		s := []byte(v)
		if i := weekdayPrefix(s); i > 0 {
			s = s[i:]
		}
		a, na, i := number(s, 0)
		if na == 0 || na > 4 || i >= len(s) || s[i] != '-' && s[i] != '/' && s[i] != '.' && s[i] != ' ' {
			continue
		}
		sep := s[i]
		b, nb, i := number(s, spaces(s, i+1))
		if nb == 0 || nb > 2 || i >= len(s) || s[i] != sep {
			continue
		}
		c, nc, _ := number(s, spaces(s, i+1))
		if nc == 0 || nc > 4 {
			continue
		}
		numeric++
		switch {
		case na == 4:
			yearFirst++
			continue
		case nc == 4:
			yearLast++
		case na <= 2 && nc <= 2:
			if a > 31 {
				firstBig++
			}
			if c > 31 {
				thirdBig++
			}
		}
		if a > 12 {
			first++
		}
		if b > 12 {
			second++
		}
	}
	switch {
	case numeric == 0 || yearFirst == numeric:
		return dateOrder{order: "dmy", decided: true}
	case firstBig > 0 && thirdBig == 0 && yearLast == 0:
		return dateOrder{order: "ymd", decided: true}
	case second > 0 && first == 0:
		return dateOrder{order: "mdy", decided: true}
	case first > 0 && second == 0:
		return dateOrder{order: "dmy", decided: true}
	case first > 0:
		d := dateOrder{order: "dmy", decided: true, mixed: true}
		if second > first {
			d.order = "mdy"
		}
		return d
	}
	return dateOrder{order: "dmy"}
}

// looksSerialColumn reports whether a column of a text file holds a
// spreadsheet's serial dates: all values do that are there.
func looksSerialColumn(values []string) bool {
	n := 0
	for _, v := range values {
		if looksSerial([]byte(v)) {
			n++
		}
	}
	return n > 0 && n*10 >= len(values)*9
}
