package locale

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Int writes a whole number with the language's thousands separator: 1.234.
func (l *Locale) Int(n int) string { return l.printer.Sprintf("%d", n) }

// Decimal writes a number with a fixed number of decimals: 1,31.
func (l *Locale) Decimal(x float64, decimals int) string {
	return minus(l.printer.Sprintf("%.*f", decimals, x))
}

// Percent writes a fraction as a percentage with one decimal: 23,1 %.
func (l *Locale) Percent(fraction float64) string { return l.PercentN(fraction, 1) }

// PercentN writes a fraction as a percentage. A fraction that is not a number
// is a withheld figure and becomes a dash.
func (l *Locale) PercentN(fraction float64, decimals int) string {
	if math.IsNaN(fraction) || math.IsInf(fraction, 0) {
		return "–"
	}
	text := minus(l.printer.Sprintf("%.*f", decimals, fraction*100))
	if l.Language == "nl" {
		return text + "\u00a0%"
	}
	return text + "%"
}

// Interval writes two fractions as a range of percentages: 22,8 – 23,5 %.
func (l *Locale) Interval(low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return "–"
	}
	return l.printer.Sprintf("%.1f", low*100) + " – " + l.Percent(high)
}

// Points writes a difference of two rates in percentage points: −2,9 pt.
func (l *Locale) Points(difference float64) string {
	text := l.printer.Sprintf("%.1f", math.Abs(difference)*100)
	switch {
	case math.IsNaN(difference):
		return "–"
	case text == l.printer.Sprintf("%.1f", 0.0):
		return "0 pt"
	case difference < 0:
		return "−" + text + " pt"
	}
	return "+" + text + " pt"
}

// minus replaces the hyphen of a negative number by a minus sign.
func minus(text string) string { return strings.Replace(text, "-", "−", 1) }

var months = map[string][12]string{
	"nl": {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
	"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}

var weekdays = map[string][7]string{ // Monday first
	"nl": {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
	"en": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
}

// Month gives the short name of a month.
func (l *Locale) Month(m time.Month) string { return months[l.Language][m-1] }

// Weekday gives the name of a weekday counted from Monday, 0 to 6.
func (l *Locale) Weekday(fromMonday int) string { return weekdays[l.Language][fromMonday] }

// Date writes a day with the month spelled out, so that no one reads 01-12
// as January: 1 dec 2026.
func (l *Locale) Date(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), l.Month(t.Month()), t.Year())
}

// DateTime is [Locale.Date] with hours and minutes, and seconds when there are any.
func (l *Locale) DateTime(t time.Time) string {
	layout := "15:04"
	if t.Second() != 0 {
		layout = "15:04:05"
	}
	return l.Date(t) + " " + t.Format(layout)
}

// Period writes a span of days, without saying a year or month twice:
// 1 jan – 28 jun 2026.
func (l *Locale) Period(from, to time.Time) string {
	switch {
	case from.Year() != to.Year():
		return l.Date(from) + " – " + l.Date(to)
	case from.YearDay() == to.YearDay():
		return l.Date(from)
	}
	return fmt.Sprintf("%d %s – %s", from.Day(), l.Month(from.Month()), l.Date(to))
}

// Duration writes a window in the largest unit that keeps it whole: 7 dagen,
// 24 uur, 10 minuten. Durations of two days and more that are whole days are
// days; one day is said as 24 hours, as the field does.
func (l *Locale) Duration(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 2*day && d%day == 0:
		return l.T("duration.days", "n", int(d/day))
	case d%time.Hour == 0:
		return l.T("duration.hours", "n", int(d/time.Hour))
	case d%time.Minute == 0:
		return l.T("duration.minutes", "n", int(d/time.Minute))
	}
	return l.T("duration.seconds", "n", int(d/time.Second))
}
