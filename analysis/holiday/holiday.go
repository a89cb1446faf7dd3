// Package holiday knows the public holidays of the Netherlands. It computes them;
// nothing is stored. No texts come in here: a holiday has an id.
package holiday

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	dutch "github.com/rickar/cal/v2/nl"
)

// Day is a public holiday.
type Day struct {
	Date time.Time // midnight UTC, the clock being that of the workspace
	ID   string    // "new_year", "kings_day", …
}

var known = []struct {
	id   string
	rule *cal.Holiday
}{
	{"new_year", dutch.Nieuwjaar}, {"good_friday", dutch.GoedeVrijdag}, {"easter_monday", dutch.TweedePaasdag}, {"kings_day", dutch.Koningsdag},
	{"liberation_day", dutch.BevrijdingsDag}, {"ascension", dutch.Hemelvaart}, {"whit_monday", dutch.TweedePinksterDag},
	{"christmas", dutch.EersteKerstdag}, {"boxing_day", dutch.TweedeKerstdag},
}

// IDs lists the ids of all holidays.
func IDs() []string {
	ids := make([]string, len(known))
	for i, k := range known {
		ids[i] = k.id
	}
	return ids
}

// firstKingsDay is the year before which 30 April was kept, as Queen's Day.
const firstKingsDay = 2014

// mostYears is how long a span may be: one contact of 1900 must not bring a thousand flags.
const mostYears = 20

// Between gives the holidays from a day to another, both included, in order; of the last [mostYears] when there are more.
func Between(from, to time.Time) []Day {
	var days []Day
	for year := max(from.Year(), to.Year()-mostYears); year <= to.Year(); year++ {
		for _, k := range known {
			if k.id == "kings_day" && year < firstKingsDay {
				continue
			}
			_, observed := k.rule.Calc(year)
			date := time.Date(observed.Year(), observed.Month(), observed.Day(), 0, 0, 0, 0, time.UTC)
			if !date.Before(midnight(from)) && !date.After(to) {
				days = append(days, Day{date, k.id})
			}
		}
	}
	slices.SortStableFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return days
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
