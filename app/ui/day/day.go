// Package day reads and writes days as people type them, and makes the field for one.
package day

import (
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/assets/locale"
)

// Parse reads a day: 2026-07-12, 12-07-2026, 12/7/26, 12-7, "12 jul", "12 juli 2026", today and tomorrow, +3 for three days on
// and +2w for two weeks, and a weekday for the next such day. A day without a year is the one nearest by, sooner ahead than
// past.
func Parse(text string, today repeat.Date, l *locale.Locale) (repeat.Date, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if d, err := repeat.ParseDate(text); err == nil {
		return d, true
	}
	if d, ok := relative(text, today, l); ok {
		return d, true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.", r) })
	if len(parts) < 2 || len(parts) > 3 {
		return repeat.Date{}, false
	}
	n, err := strconv.Atoi(parts[0])
	m, known := month(parts[1], l)
	if err != nil || !known {
		return repeat.Date{}, false
	}
	if len(parts) == 3 {
		year, err := strconv.Atoi(parts[2])
		if err != nil {
			return repeat.Date{}, false
		}
		if len(parts[2]) == 2 {
			year += 2000
		}
		return date(year, m, n)
	}
	var best repeat.Date
	for _, year := range []int{today.Time().Year() - 1, today.Time().Year(), today.Time().Year() + 1} {
		const past = 120 // days; further back next year is meant
		if d, ok := date(year, m, n); ok && best.IsZero() && !d.Time().Before(today.AddDays(-past).Time()) {
			best = d
		}
	}
	return best, !best.IsZero()
}

// date gives a day that exists.
func date(year int, m time.Month, n int) (repeat.Date, bool) {
	t := time.Date(year, m, n, 0, 0, 0, 0, time.UTC)
	return repeat.DateOf(t), t.Day() == n && t.Month() == m && year >= 1980 && year < 2200
}

// month reads a number or a name, of which three letters are enough.
func month(text string, l *locale.Locale) (time.Month, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return time.Month(n), n >= 1 && n <= 12
	}
	full := strings.ToLower(l.T("day.months"))
	for i, name := range strings.Fields(full) {
		if len(text) >= 3 && strings.HasPrefix(name, text) || text == strings.ToLower(l.Month(time.Month(i+1))) {
			return time.Month(i + 1), true
		}
	}
	return 0, false
}

func relative(text string, today repeat.Date, l *locale.Locale) (repeat.Date, bool) {
	switch text {
	case "":
		return repeat.Date{}, false
	case l.T("day.today"):
		return today, true
	case l.T("day.tomorrow"):
		return today.AddDays(1), true
	}
	if rest, ok := strings.CutPrefix(text, "+"); ok {
		rest, weeks := strings.CutSuffix(rest, "w")
		n, err := strconv.Atoi(rest)
		if err != nil || n < 0 || n > 4000 {
			return repeat.Date{}, false
		}
		if weeks {
			n *= 7
		}
		return today.AddDays(n), true
	}
	for i := range 7 {
		if name := strings.ToLower(l.Weekday(i)); len(text) >= 2 && strings.HasPrefix(name, text) {
			on := (i + 1) % 7 // as time.Weekday counts
			ahead := (on - int(today.Time().Weekday()) + 7) % 7
			if ahead == 0 {
				ahead = 7
			}
			return today.AddDays(ahead), true
		}
	}
	return repeat.Date{}, false
}

// Short writes a day without its year where that is the year of today: 12 jul.
func Short(d, today repeat.Date, l *locale.Locale) string {
	if d.IsZero() {
		return ""
	}
	t := d.Time()
	if t.Year() != today.Time().Year() {
		return l.Date(t)
	}
	return strconv.Itoa(t.Day()) + " " + l.Month(t.Month())
}

// Weekdays gives the short names of the days of the week, Monday first.
func Weekdays(l *locale.Locale) (names [7]string) {
	for i := range names {
		names[i] = string([]rune(l.Weekday(i))[:2])
	}
	return names
}

// MonthName writes a month with its year: juli 2026.
func MonthName(m time.Time, l *locale.Locale) string {
	names := strings.Fields(l.T("day.months"))
	return names[m.Month()-1] + " " + strconv.Itoa(m.Year())
}

// NewField makes a field for a day, which is kept when it is left. today says what day it is.
func NewField(l *locale.Locale, today func() repeat.Date, keep func(d repeat.Date)) *kit.DateField {
	f := kit.NewDateField(kit.DateOptions{
		Placeholder: l.T("day.placeholder"), Tip: l.T("day.pick"),
		Parse: func(text string) (time.Time, bool) {
			d, ok := Parse(text, today(), l)
			return d.Time(), ok
		},
		Format: func(t time.Time) string { return t.Format("02-01-2006") },
		Month:  func(m time.Time) string { return MonthName(m, l) }, Weekdays: Weekdays(l),
		Today: func() time.Time { return today().Time() },
	}, func(t time.Time) {
		var d repeat.Date
		if !t.IsZero() {
			d = repeat.DateOf(t)
		}
		keep(d)
	})
	f.Entry().SetTip(l.T("day.tip"))
	return f
}
