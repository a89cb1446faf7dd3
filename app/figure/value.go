package figure

import (
	"fmt"
	"strconv"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Value writes a value of a dimension for people, on its own: "(leeg)" for the
// missing one, "wk 23 2026", "jun 2026", "3 jun 2026", "maandag", "09:00".
func Value(d contact.Dimension, key string, l *locale.Locale) string {
	if key == "" {
		return l.T("value.missing")
	}
	switch d {
	case contact.Day:
		if t, err := time.Parse("2006-01-02", key); err == nil {
			return l.Date(t)
		}
	case contact.Week:
		if year, week, ok := isoWeek(key); ok {
			return l.T("figure.week.year", "week", strconv.Itoa(week), "year", strconv.Itoa(year))
		}
	case contact.Month:
		if t, err := time.Parse("2006-01", key); err == nil {
			return fmt.Sprintf("%s %d", l.Month(t.Month()), t.Year())
		}
	case contact.Weekday:
		if n, err := strconv.Atoi(key); err == nil && n >= 1 && n <= 7 {
			return l.Weekday(n - 1)
		}
	case contact.Hour:
		return key + ":00"
	}
	return key
}

// FileValue writes a value for a column that is sorted, filtered and joined with
// others: a period by its key, such as 2026-W23, and the missing value empty; the
// rest as [Value] does.
func FileValue(d contact.Dimension, key string, l *locale.Locale) string {
	if key == "" || contact.IsPeriod(d) {
		return key
	}
	return Value(d, key, l)
}

// PeriodLabel writes a period for an axis, where the year is told otherwise:
// "wk 23", "jun 2026", "3 jun".
func PeriodLabel(per contact.Dimension, key string, l *locale.Locale) string {
	switch per {
	case contact.Week:
		if _, week, ok := isoWeek(key); ok {
			return l.T("figure.week", "week", strconv.Itoa(week))
		}
	case contact.Day:
		if t, err := time.Parse("2006-01-02", key); err == nil {
			return fmt.Sprintf("%d %s", t.Day(), l.Month(t.Month()))
		}
	}
	return Value(per, key, l)
}

// PeriodTitle writes a period with its days: "wk 23 · 1 jun – 7 jun 2026".
func PeriodTitle(per contact.Dimension, p repeat.Period, l *locale.Locale) string {
	switch per {
	case contact.Week:
		return PeriodLabel(per, p.Key, l) + " · " + l.Period(p.Start, p.End.AddDate(0, 0, -1))
	case contact.Day:
		return l.Weekday((int(p.Start.Weekday())+6)%7) + " " + l.Date(p.Start)
	}
	return Value(per, p.Key, l)
}

// isoWeek reads a key such as "2026-W23".
func isoWeek(key string) (year, week int, ok bool) {
	n, err := fmt.Sscanf(key, "%d-W%d", &year, &week)
	return year, week, err == nil && n == 2
}

// yearOf gives the year that a period counts to; of a week its ISO year.
func yearOf(per contact.Dimension, p repeat.Period) int {
	if per == contact.Week {
		if year, _, ok := isoWeek(p.Key); ok {
			return year
		}
	}
	return p.Start.Year()
}
