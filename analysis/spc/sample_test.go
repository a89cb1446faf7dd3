package spc

import (
	"math"
	"testing"
	"time"

	"eenkeer/assets/sample"
)

const week = 7 * 24 * time.Hour

// sampleWeeks gives, per week, the ripe contacts of the shipped sample that keep lets through and how many of them were
// followed within seven days, linked in time order without any help. The first and the last week may not be whole.
func sampleWeeks(t *testing.T, keep func(sample.Contact) bool) (s Series, monday time.Time) {
	t.Helper()
	type linked struct {
		at       time.Time
		kept     bool
		followed bool
	}
	var all []linked
	last := map[string]int{}
	var end time.Time
	for c := range sample.Generate(sample.Default()) {
		end = c.Start
		if c.Customer == "" {
			continue
		}
		if i, ok := last[c.Customer]; ok && c.Start.Sub(all[i].at) <= week {
			all[i].followed = true
		}
		last[c.Customer] = len(all)
		all = append(all, linked{at: c.Start, kept: keep(c)})
	}
	monday = all[0].at.Truncate(24 * time.Hour)
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, -1)
	}
	n := int(end.Sub(monday)/week) + 1
	s = Series{make([]float64, n), make([]float64, n), make([]Flag, n)}
	for _, c := range all {
		if !c.kept || c.at.Add(week).After(end) {
			continue
		}
		i := int(c.at.Sub(monday) / week)
		s.Bases[i]++
		if c.followed {
			s.Values[i]++
		}
	}
	s.Flags[0], s.Flags[n-1], s.Flags[n-2] = Partial, Unripe, Unripe
	return s, monday
}

// The two changes of the sample that work are signalled as improvements and dated within two weeks; the one that does not
// is neither dated nor called an improvement.
func TestChangesOfTheSample(t *testing.T) {
	for _, x := range sample.Changes {
		s, monday := sampleWeeks(t, func(c sample.Contact) bool { return x.Touches(c.Reason, c.ThirdParty) })
		at := int(x.Date.Sub(monday) / week)
		choice, err := Choose(s, Options{})
		if err != nil {
			t.Fatal(err)
		}
		o := Options{Kind: choice.Kind, Better: Lower}
		shifts := proposals(t, s, o)
		if x.Factor == 1 {
			if len(shifts) != 0 {
				t.Errorf("%s: %+v, though it does nothing", x.Name, shifts)
			}
			for _, g := range must(t, s, o).Signals {
				if g.Verdict == Improvement && g.Last >= at {
					t.Errorf("%s: %+v, though it does nothing", x.Name, g)
				}
			}
			continue
		}
		if len(shifts) != 1 || math.Abs(float64(shifts[0].At-at)) > 2 || shifts[0].Verdict != Improvement {
			t.Errorf("%s in week %d: %+v", x.Name, at, shifts)
			continue
		}
		t.Logf("%s: week %d, dated %d, seen %d, %.3f to %.3f", x.Name, at, shifts[0].At, shifts[0].Seen, shifts[0].Before, shifts[0].After)
		// Against a baseline of the weeks before, as a team would have watched it, a signal begins within two weeks.
		o.Baseline = Range{0, at}
		first := len(s.Values)
		for _, g := range must(t, s, o).Signals {
			if g.Verdict == Improvement && g.First >= at-2 {
				first = min(first, g.First)
			}
		}
		if first > at+2 {
			t.Errorf("%s in week %d: the first signal of improvement begins in week %d", x.Name, at, first)
		}
	}
}
