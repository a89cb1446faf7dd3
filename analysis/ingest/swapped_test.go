package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// exportOf writes a file of contacts five hours apart, dates as written says.
func exportOf(from time.Time, n int, written func(time.Time) string) string {
	var b strings.Builder
	b.WriteString("klantnummer;datum;reden\n")
	for i := range n {
		fmt.Fprintf(&b, "K%d;%s;a\n", i%50, written(from.Add(time.Duration(i)*5*time.Hour)))
	}
	return b.String()
}

// yearDayMonth writes a date in an order that no program should.
func yearDayMonth(t time.Time) string {
	return fmt.Sprintf("%d-%02d-%02d %s", t.Year(), t.Day(), t.Month(), t.Format("15:04"))
}

func TestSwappedMonths(t *testing.T) {
	swapped := func(t time.Time) string {
		if t.Day() <= 12 {
			return t.Format("01-02-2006 15:04")
		}
		return t.Format("02-01-2006 15:04")
	}
	isoSwapped := func(t time.Time) string {
		if t.Day() <= 12 {
			return yearDayMonth(t)
		}
		return t.Format("2006-01-02 15:04")
	}
	plain := func(t time.Time) string { return t.Format("02-01-2006 15:04") }
	day := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 8, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name    string
		from    time.Time
		n       int
		written func(time.Time) string
		want    bool
	}{
		{"two months", day(9, 1), 192, swapped, true}, {"as ISO", day(9, 1), 192, isoSwapped, true}, {"half a year", day(1, 1), 870, swapped, true},
		{"as they are", day(9, 1), 192, plain, false}, {"over a month's end", day(9, 20), 105, plain, false}, {"over a year's end", day(12, 20), 105, plain, false},
		{"a few days", day(9, 1), 30, plain, false}, {"half a year as it is", day(1, 1), 870, plain, false},
	} {
		table := open(t, write(t, "x.csv", exportOf(c.from, c.n, c.written)))
		g := table.Guess()
		_, report := imported(t, table, g.Mapping)
		isIt := func(d Doubt) bool { return d.ID == DoubtSwappedMonths && d.Red && d.Column == "datum" }
		if got := slices.ContainsFunc(report.Doubts, isIt); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, report.Doubts, c.want)
		}
		if got := slices.ContainsFunc(g.Doubts, isIt); got != c.want && c.n < 500 { // the sample of a long file holds too few days
			t.Errorf("%s, before the import: %v, want %v", c.name, g.Doubts, c.want)
		}
	}
}

// Rows that go because their dates are written in no way that is known are not a matter of a few.
func TestUnread(t *testing.T) {
	table := open(t, write(t, "x.csv", exportOf(time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC), 400, yearDayMonth)))
	_, report := imported(t, table, table.Guess().Mapping)
	if !slices.ContainsFunc(report.Doubts, func(d Doubt) bool { return d.ID == DoubtUnread && d.Red }) {
		t.Errorf("%d of %d rows dropped: %v", report.Dropped, report.Rows, report.Doubts)
	}
}
