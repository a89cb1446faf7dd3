package ingest

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
)

// clockHeaders are headers, folded and without spaces, of a time of day beside a date.
var clockHeaders = []string{"tijd", "time", "uur", "hour", "timeofday", "kloktijd"}

// meansClock reports whether a column may hold times of day by its header: that of a
// start or an end, and not that of a duration.
func meansClock(header string) bool {
	if slices.Contains(clockHeaders, squeeze(fold(header))) {
		return true
	}
	means := max(match(header, contact.FieldTime), match(header, contact.FieldEnd))
	return means > 0.3 && means > match(header, contact.FieldHandle) && means > match(header, contact.FieldWait)
}

// oddClocks reports whether the values are times of day in a form that might be
// something else as well: 1331, parts of a day such as 0.5521, or the day 0 of a
// spreadsheet with a time behind it.
func oddClocks(values []string) bool {
	const least = 5
	digits, parts, dayZero, n := 0, 0, 0, 0
	r := moment.NewReader("dmy", false, false, DefaultZone())
	for _, v := range values {
		if missingMarks[foldMark(v)] {
			continue
		}
		n++
		s := []byte(v)
		if f, ok := moment.Number(s); ok {
			switch {
			case f >= 0 && f < 1 && len(s) > 1:
				parts++
			case len(s) == 4 && f < 2400 && int(f)%100 < 60, len(s) == 6 && f < 240000 && int(f)/100%100 < 60 && int(f)%100 < 60:
				digits++
			}
		} else if ms, ok := r.Read(s); ok {
			switch at := wallTime(ms); {
			case at.Year() == 1899 && at.YearDay() >= 364, at.Year() == 1900 && at.YearDay() == 1:
				dayZero++
			}
		}
	}
	return n >= least && max(digits, parts, dayZero) == n
}
