package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// StoryChart draws the contacts of one customer in time, by channel, with bows over the pairs. chosen is the place in
// Contacts of the one that has a ring; −1: none.
func StoryChart(s *repeat.Story, chosen int, l *locale.Locale) charts.Story {
	c := charts.Story{Message: l.T("story.none")}
	if len(s.Contacts) == 0 {
		return c
	}
	lanes := storyLanes(s)
	for _, lane := range lanes {
		c.Lanes = append(c.Lanes, Value(contact.Channel, lane, l))
	}
	place, breaks := storyTime(s)
	for _, b := range breaks {
		c.Breaks = append(c.Breaks, charts.StoryBreak{From: b.from, To: b.to, Label: l.T("story.quiet", "n", int(b.quiet.Hours()/24))})
	}
	last := time.Time{}
	for i, one := range s.Contacts {
		m := charts.StoryMark{X: place[i], Lane: slices.Index(lanes, one.Value(contact.Channel)), Key: fmt.Sprint(one.Place), Chosen: i == chosen,
			Label: one.Value(contact.Reason), Text: StoryText(s, i, l)}
		if !one.Counted {
			m.Tone = charts.Faint
		}
		c.Marks = append(c.Marks, m)
		if day := one.Time.Truncate(24 * time.Hour); !day.Equal(last) {
			label := fmt.Sprintf("%d %s", day.Day(), l.Month(day.Month()))
			if day.Year() != last.Year() {
				label = l.Date(day)
			}
			c.Ticks = append(c.Ticks, charts.StoryTick{X: place[i], Label: label})
			last = day
		}
	}
	for _, p := range s.Pairs {
		gap := Gap(p.Between, l)
		c.Arcs = append(c.Arcs, charts.StoryArc{From: p.First, To: p.Second, Label: gap, Text: l.T("story.arc", "second", p.Second+1, "first", p.First+1, "gap", gap)})
	}
	return c
}

// StoryText says one contact of a story in a line.
func StoryText(s *repeat.Story, i int, l *locale.Locale) string {
	one := s.Contacts[i]
	counted := ""
	if !one.Counted {
		counted = l.T("story.not_counted")
	}
	return Join(fmt.Sprint(i+1), l.DateTime(one.Time), one.Value(contact.Reason), one.Value(contact.Channel), one.Value(contact.Agent), counted)
}

// StoryTitle says how much there is: "7 contacten, 3 paren".
func StoryTitle(s *repeat.Story, l *locale.Locale) string {
	return Join(l.T("story.contacts", "n", len(s.Contacts)), l.T("pairs.count", "n", len(s.Pairs)), chainsText(s, l))
}

func chainsText(s *repeat.Story, l *locale.Locale) string {
	if s.Chains == 0 {
		return ""
	}
	return l.T("story.chains", "n", s.Chains)
}

// storyLanes gives the channels that the customer used, the most used first.
func storyLanes(s *repeat.Story) []string {
	n := map[string]int{}
	for _, c := range s.Contacts {
		n[c.Value(contact.Channel)]++
	}
	var lanes []string
	for lane := range n {
		lanes = append(lanes, lane)
	}
	slices.SortFunc(lanes, func(a, b string) int { return cmp.Or(n[b]-n[a], cmp.Compare(a, b)) })
	return lanes
}

// quiet is a stretch without contacts that is not drawn to scale.
type quiet struct {
	from, to float64
	quiet    time.Duration
}

// storyTime lays the contacts out over 0 to 1. Time runs evenly but for long quiet stretches, which are cut to a fixed
// width: else a chain of days would be a dot in a line of years. Long is more than the window and more than what all that
// is not quiet would fill five times over.
func storyTime(s *repeat.Story) (place []float64, breaks []quiet) {
	n := len(s.Contacts)
	place = make([]float64, n)
	if n == 1 {
		place[0] = 0.5
		return place, nil
	}
	gaps := make([]float64, n-1)
	for i := range gaps {
		gaps[i] = s.Contacts[i+1].Time.Sub(s.Contacts[i].Time).Hours()
	}
	window := time.Duration(s.Definition.Window).Hours()
	busy := 0.0
	for _, g := range gaps {
		if g <= window {
			busy += g
		}
	}
	cut := max(window*1.5, busy, 24*3)
	cuts := 0
	scaled := 0.0
	for _, g := range gaps {
		if g > cut {
			cuts++
		} else {
			scaled += g
		}
	}
	share := math.Min(0.09, 0.5/float64(max(cuts, 1))) // of the width for each cut
	unit := 0.0
	if scaled > 0 {
		unit = (1 - share*float64(cuts)) / scaled
	} else if cuts > 0 {
		share = 1 / float64(cuts)
	} else { // all at one time
		for i := range place {
			place[i] = float64(i) / float64(n-1)
		}
		return place, nil
	}
	x := 0.0
	for i, g := range gaps {
		if g > cut {
			inset := share * 0.2
			breaks = append(breaks, quiet{x + inset, x + share - inset, s.Contacts[i+1].Time.Sub(s.Contacts[i].Time)})
			x += share
		} else {
			x += g * unit
		}
		place[i+1] = min(x, 1)
	}
	return place, breaks
}
