package trends

import (
	"slices"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// groups are what small charts can be made by; empty for one chart.
var groups = []contact.Dimension{"", contact.Process, contact.Reason, contact.Third, contact.Team, contact.Channel}

// controls choose the measure, the period and the groups.
type controls struct {
	sh               screen.Shell
	content          *fyne.Container
	clocks           []repeat.Clock // that can be chosen
	measure, per, by *kit.ChipGroup
}

func newControls(sh screen.Shell) *controls {
	l := sh.Locale()
	set := func(change func(v *workbench.TrendsView)) {
		v := sh.Bench().Snapshot().Question.Trends
		change(&v)
		sh.Bench().SetTrends(v)
	}
	var periods, by []kit.Option
	for _, d := range []contact.Dimension{contact.Day, contact.Week, contact.Month} {
		periods = append(periods, kit.Option{ID: string(d), Title: l.T("dimension." + string(d))})
	}
	for _, d := range groups {
		title, tip := l.T("trends.by.all"), l.T("trends.by.all.tip")
		if d != "" {
			title = l.T("dimension." + string(d))
			tip = l.T("trends.by.tip", "dimension", title)
		}
		by = append(by, kit.Option{ID: groupID(d), Title: title, Tip: tip})
	}
	c := &controls{sh: sh}
	c.measure = kit.NewChipGroup(c.measures(nil), "", func(id string) { set(func(v *workbench.TrendsView) { v.Measure = repeat.Measure(id) }) })
	c.per = kit.NewChipGroup(periods, "", func(id string) { set(func(v *workbench.TrendsView) { v.Per = contact.Dimension(id) }) })
	c.by = kit.NewChipGroup(by, "", func(id string) { set(func(v *workbench.TrendsView) { v.By = groupOf(id) }) })
	c.content = kit.Flow(kit.GapSmall, whole(c.measure), kit.MinSize(kit.GapPage, 1, kit.Spacer()), whole(c.per), kit.MinSize(kit.GapPage, 1, kit.Spacer()), whole(c.by))
	return c
}

// measures are what can be chosen of a log with some durations; those that it has
// not stand there faint, so that nothing moves.
func (c *controls) measures(clocks []repeat.Clock) []kit.Option {
	l := c.sh.Locale()
	var out []kit.Option
	for _, m := range workbench.TrendMeasures {
		shown := figure.Shown(m)
		o := kit.Option{ID: string(m), Title: shown.Name(l), Tip: l.T("trends.measure." + string(shown) + ".tip")}
		if clock := shown.Clock(); clock != "" {
			o.Title = shown.Short(l)
			if o.Disabled = !slices.Contains(clocks, clock); o.Disabled {
				o.Tip = l.T("trends.measure.none.tip", "clock", o.Title)
			}
		}
		out = append(out, o)
	}
	return out
}

// offer lets the durations be chosen that the log has.
func (c *controls) offer(clocks []repeat.Clock) {
	if !slices.Equal(c.clocks, clocks) {
		c.clocks = clocks
		c.measure.SetOptions(c.measures(clocks))
	}
}

func (c *controls) show(v workbench.TrendsView) {
	choose(c.measure, string(v.Measure))
	choose(c.per, string(v.Per))
	choose(c.by, groupID(v.By))
}

func choose(g *kit.ChipGroup, id string) {
	if g.Selected() != id {
		g.SetSelected(id)
	}
}

// A chip must have an id; that of no groups is none.
const none = "none"

func groupID(d contact.Dimension) string {
	if d == "" {
		return none
	}
	return string(d)
}

func groupOf(id string) contact.Dimension {
	if id == none {
		return ""
	}
	return contact.Dimension(id)
}
