package ingest

// dateOrder is what a column's values say about day and month.
type dateOrder struct {
	order   string // "dmy", "mdy", "ymd"; dmy where nothing decides
	decided bool   // enough values decide, or there is nothing to decide
	mixed   bool   // values decide both ways
	few     bool   // some values decide, but too few of them to be sure
	turned  bool   // all rows together said otherwise than the sample
}

// sure reports whether there is no reason to ask a person.
func (o dateOrder) sure() bool { return o.decided && !o.mixed && !o.turned }

// doubt says what is not sure about the dates of a column; nil for nothing.
func (o dateOrder) doubt(column string) *Doubt {
	d := &Doubt{ID: DoubtDateOrder, Column: column, Args: []any{"order", o.order}}
	switch {
	case o.sure():
		return nil
	case o.mixed:
		d.ID = DoubtMixedDates
	case o.turned:
		d.Args = append(d.Args, "turned", true)
	case o.few:
		d.Args = append(d.Args, "few", true)
	}
	return d
}

// judge decides on day and month of n dates in which either may stand in front,
// of which the first number is above 12 in first, and the second in second of
// them. One date that is written otherwise must not turn all the others, and day
// before month is what to expect here: month before day takes at least one in a
// hundred, and more than one where there are twenty or more. Days of a whole month
// give sixty in a hundred.
func judge(first, second, n int) dateOrder {
	o := dateOrder{order: "dmy"}
	most := first
	if second > first && second*100 >= n && (second > 1 || n < 20) {
		o.order, most = "mdy", second
	}
	o.mixed = first > 0 && second > 0
	switch {
	case o.order == "mdy":
		o.few = most*20 < n
	case first == 0:
		o.few = second > 0
	default:
		o.few = most*100 < n
	}
	o.decided = most > 0 && !o.few
	return o
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
		switch {
		case a > 12 && b > 12: // no date either way
		case a > 12:
			first++
		case b > 12:
			second++
		}
	}
	switch {
	case numeric == 0 || yearFirst == numeric:
		return dateOrder{order: "dmy", decided: true}
	case firstBig > 0 && thirdBig == 0 && yearLast == 0:
		return dateOrder{order: "ymd", decided: true}
	}
	return judge(first, second, numeric-yearFirst)
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
