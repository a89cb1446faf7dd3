package report

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	dutch "github.com/rickar/cal/v2/nl"

	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
)

// ImportDays says which days an import covers, and which of them want a look.
type ImportDays struct {
	Span int `json:"span"` // days from the first to the last, both included
	With int `json:"with"` // days that have contacts

	Closed   []time.Weekday `json:"closed,omitempty"`   // weekdays that never, or hardly ever, have contacts
	Holidays []time.Time    `json:"holidays,omitempty"` // Dutch public holidays without contacts, on other weekdays
	Gaps     []DayGap       `json:"gaps,omitempty"`     // days without contacts that neither explains, nor chance
	Missing  int            `json:"missing"`            // the days in Gaps
	Quiet    int            `json:"quiet"`              // other days without contacts, as there are where contacts are few

	// Thin is the first day of weeks up to the end that have less than a quarter of
	// the contacts of the weeks before: the export may have been cut off. Zero: none.
	Thin time.Time `json:"thin"`

	// FirstPart and LastPart say that the first or the last day was cut short: it
	// begins later or ends earlier than the others, with fewer contacts. Opens and
	// Closes are the minutes of the day at which the others begin and end.
	FirstPart bool `json:"first_part"`
	LastPart  bool `json:"last_part"`
	Opens     int  `json:"opens"`
	Closes    int  `json:"closes"`

	// Unripe is the first of the days at the end that cannot all be judged yet; zero
	// when there is none. UnripeContacts are the contacts from then on.
	Unripe         time.Time `json:"unripe"`
	UnripeContacts int       `json:"unripe_contacts"`
}

// DayGap is a run of days without contacts. Days leaves out the days in it that
// are closed or holidays.
type DayGap struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	Days int       `json:"days"`
}

// importDays looks at the days of a batch. end is the end of the data of the
// workspace. It is nil when the days were not kept.
func importDays(h *ingest.Health, first, last, end time.Time, window repeat.Span) *ImportDays {
	if h == nil || len(h.Days) == 0 {
		return nil
	}
	d := &ImportDays{Span: len(h.Days), Opens: h.Opens, Closes: h.Closes}
	day := func(i int) time.Time { return h.Start.AddDate(0, 0, i) }
	d.Closed = closedWeekdays(h)
	expected := expectedContacts(h)
	var gap *DayGap
	var among float64 // contacts to be expected in it
	close := func() {
		if gap != nil && among < surelySome {
			d.Quiet += gap.Days
			d.Gaps = d.Gaps[:len(d.Gaps)-1]
		} else if gap != nil {
			d.Missing += gap.Days
		}
		gap, among = nil, 0
	}
	for i, n := range h.Days {
		switch {
		case n > 0:
			d.With++
			close()
		case slices.Contains(d.Closed, day(i).Weekday()):
		case isHoliday(day(i)):
			d.Holidays = append(d.Holidays, day(i))
		default:
			among += expected[day(i).Weekday()]
			if gap == nil {
				d.Gaps = append(d.Gaps, DayGap{From: day(i)})
				gap = &d.Gaps[len(d.Gaps)-1]
			}
			gap.To = day(i)
			gap.Days++
		}
	}
	close()
	if week := thinFrom(h); week > 0 {
		d.Thin = day(7 * week)
	}
	usual := func(i int) bool { return h.Days[i]*10 < usualContacts(h, i)*6 }
	d.FirstPart = minuteOf(first) > h.Opens+60 && usual(0)
	d.LastPart = minuteOf(last) < h.Closes-60 && usual(len(h.Days)-1)

	// A day is ripe when the window after its last moment lies in the data.
	for i := len(h.Days) - 1; i >= 0 && day(i+1).Add(time.Duration(window)).After(end.Add(time.Millisecond)); i-- {
		d.Unripe = day(i)
		d.UnripeContacts += h.Days[i]
	}
	return d
}

// surelySome is from how many expected contacts on it is no chance that there are
// none: once in a thousand times, for contacts that come independently.
const surelySome = 7

// expectedContacts gives the mean contacts of each weekday.
func expectedContacts(h *ingest.Health) (mean [7]float64) {
	var days [7]float64
	for i, n := range h.Days {
		w := h.Start.AddDate(0, 0, i).Weekday()
		days[w]++
		mean[w] += float64(n)
	}
	for w := range mean {
		mean[w] /= max(1, days[w])
	}
	return mean
}

// minuteOf gives the minute of the day of a time.
func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// closedWeekdays lists the weekdays of which at most one in twenty has contacts,
// Monday first. One such day says something only of a weekend.
func closedWeekdays(h *ingest.Health) []time.Weekday {
	var with, all [7]int
	for i, n := range h.Days {
		w := h.Start.AddDate(0, 0, i).Weekday()
		all[w]++
		if n > 0 {
			with[w]++
		}
	}
	var closed []time.Weekday
	for _, w := range []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday} {
		weekend := w == time.Saturday || w == time.Sunday
		if (all[w] > 1 || weekend && all[w] > 0) && with[w]*20 <= all[w] {
			closed = append(closed, w)
		}
	}
	return closed
}

// usualContacts gives the contacts of a usual day like day i: the median of the
// same weekday, or of the other working days where there is no second one; 0 where
// that says nothing, as of the only Saturday.
func usualContacts(h *ingest.Health, i int) int {
	weekend := func(i int) bool {
		w := h.Start.AddDate(0, 0, i).Weekday()
		return w == time.Saturday || w == time.Sunday
	}
	var same, all []int
	for k, n := range h.Days {
		switch {
		case k == i || n == 0:
		case (k-i)%7 == 0:
			same = append(same, n)
		case !weekend(k):
			all = append(all, n)
		}
	}
	if len(same) == 0 && !weekend(i) {
		same = all
	}
	if len(same) == 0 {
		return 0
	}
	slices.Sort(same)
	return same[len(same)/2]
}

const (
	leastBefore = 4 // weeks that say what is usual
	leastThin   = 2 // weeks that are no holiday
)

// thinFrom gives the first of the whole weeks, counted from the first day, from
// which on every week has less than a quarter of the median of those before; 0 for
// none.
func thinFrom(h *ingest.Health) int {
	var weeks []int
	for i := 0; i+7 <= len(h.Days); i += 7 {
		n := 0
		for _, k := range h.Days[i : i+7] {
			n += k
		}
		weeks = append(weeks, n)
	}
	for from := leastBefore; from+leastThin <= len(weeks); from++ {
		before := slices.Sorted(slices.Values(weeks[:from]))
		if usual := before[from/2]; slices.Max(weeks[from:])*4 < usual {
			return from
		}
	}
	return 0
}

// isHoliday reports whether a day is a public holiday in the Netherlands. Easter
// and Whit Sunday are the days before the Mondays that the calendar lists.
func isHoliday(day time.Time) bool {
	is := func(h *cal.Holiday, day time.Time) bool {
		actual, observed := h.Calc(day.Year())
		return sameDay(actual, day) || sameDay(observed, day)
	}
	next := day.AddDate(0, 0, 1)
	return slices.ContainsFunc(dutch.Holidays, func(h *cal.Holiday) bool { return is(h, day) }) ||
		is(dutch.TweedePaasdag, next) || is(dutch.TweedePinksterDag, next)
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.Month() == b.Month() && a.Day() == b.Day()
}
