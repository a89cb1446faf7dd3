package workbench

import (
	"slices"

	"eenkeer/analysis/coding"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// SessionCharts makes the pictures of a session's page: the scope week by week with what
// happened, the fishbone, the grid. impact says what the impact of the grid is; facts may
// be nil.
func SessionCharts(s *kaizen.Session, facts *SessionFacts, book coding.Book, events []Event, impact string, l *locale.Locale) report.SessionCharts {
	c := report.SessionCharts{}
	if len(s.Causes) > 0 {
		fish := figure.Fishbone(s, book, 0, l)
		told := slices.DeleteFunc(slices.Clone(fish.Bones), func(b charts.Bone) bool { return len(b.Causes) == 0 })
		if len(told) > 1 { // on paper nothing is added any more: bones without causes only take room
			fish.Bones = told
		}
		c.Causes = fish
	}
	if len(s.Ideas) > 0 {
		c.Ideas = figure.Ideas(s, 0, impact, true, l)
	}
	if facts != nil && facts.Total.Total.Ripe > 0 {
		if x, err := figure.NewControl(facts.Weeks, facts.Weeks.Total, figure.Followed, figure.Setup{Target: s.Target}); err == nil {
			c.Facts = figure.ControlChart(facts.Weeks, x, Flags(events, l), l)
		}
	}
	if e := figure.SplitOf(s); e != nil {
		c.Evidence = figure.EvidenceText(*e, book, l)
	}
	return c
}
