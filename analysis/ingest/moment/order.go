package moment

// Order is what a column's values say about day and month.
type Order struct {
	Order   string // "dmy", "mdy", "ymd"; dmy where nothing decides
	Decided bool   // enough values decide, or there is nothing to decide
	Mixed   bool   // values decide both ways
	Few     bool   // some values decide, but too few of them to be sure
	Told    bool   // values decide, rather than that there is nothing to decide
	Turned  bool   // all rows together said otherwise than the sample
}

// Sure reports whether there is no reason to ask a person.
func (o Order) Sure() bool { return o.Decided && !o.Mixed && !o.Turned }

// Judge decides on day and month of n dates in which either may stand in front,
// of which the first number is above 12 in first, and the second in second of
// them. One date that is written otherwise must not turn all the others, and day
// before month is what to expect here: month before day takes at least one in a
// hundred, and more than one where there are twenty or more. Days of a whole month
// give sixty in a hundred.
func Judge(first, second, n int) Order {
	o := Order{Order: "dmy"}
	most := first
	if second > first && second*100 >= n && (second > 1 || n < 20) {
		o.Order, most = "mdy", second
	}
	o.Mixed = first > 0 && second > 0
	switch {
	case o.Order == "mdy":
		o.Few = most*20 < n
	case first == 0:
		o.Few = second > 0
	default:
		o.Few = most*100 < n
	}
	o.Decided = most > 0 && !o.Few
	o.Told = o.Decided
	return o
}

// spreadDays is on how many days contacts must lie for [spread] to decide.
const spreadDays = 4

// spread decides on dates with a time of day of which nothing is above 12, by the
// numbers they hold: of contacts that lie in one month the month stays the same
// and the day does not. Contacts at all hours, and all of them on the fifth of a
// month, there are none.
func spread(first, second map[int]bool) (Order, bool) {
	switch {
	case len(second) == 1 && len(first) >= spreadDays:
		return Order{Order: "dmy", Decided: true, Told: true}, true
	case len(first) == 1 && len(second) >= spreadDays:
		return Order{Order: "mdy", Decided: true, Told: true}, true
	}
	return Order{}, false
}

// DecideOrder looks at the values of a date column.
func DecideOrder(values []string) Order {
	var numeric, yearFirst, yearLast, first, second, firstBig, thirdBig, clocks, american int
	firsts, seconds := map[int]bool{}, map[int]bool{}
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
		c, nc, end := number(s, spaces(s, i+1))
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
		firsts[a], seconds[b] = true, true
		if end < len(s) {
			clocks++
			if last := s[len(s)-1] | 0x20; sep == '/' && (last == 'm' || last == '.') {
				american++ // 6/5/25 07:00 AM
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
		return Order{Order: "dmy", Decided: true}
	case firstBig > 0 && thirdBig == 0 && yearLast == 0:
		return Order{Order: "ymd", Decided: true}
	}
	if n := numeric - yearFirst; first+second == 0 && clocks*2 > n {
		if o, ok := spread(firsts, seconds); ok {
			return o
		}
	}
	o := Judge(first, second, numeric-yearFirst)
	if first+second == 0 && american*2 > numeric-yearFirst {
		o.Order = "mdy" // likely, and still to be asked
	}
	return o
}

// LooksSerialColumn reports whether a column of a text file holds a
// spreadsheet's serial dates: all values do that are there.
func LooksSerialColumn(values []string) bool {
	n := 0
	for _, v := range values {
		if looksSerial([]byte(v)) {
			n++
		}
	}
	return n > 0 && n*10 >= len(values)*9
}
