package trends

import (
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

// measures are what can be shown: the followed rate as first time fix.
var measures = []repeat.Measure{repeat.RepeatRate, repeat.FollowedRate, workbench.Volume}

// controls choose the measure, the period and the groups.
type controls struct {
	content          *fyne.Container
	measure, per, by *kit.ChipGroup
}

func newControls(sh screen.Shell) *controls {
	l := sh.Locale()
	set := func(change func(v *workbench.TrendsView)) {
		v := sh.Bench().Snapshot().Question.Trends
		change(&v)
		sh.Bench().SetTrends(v)
	}
	var rates, periods, by []kit.Option
	for _, m := range measures {
		shown := figure.Shown(m)
		rates = append(rates, kit.Option{ID: string(m), Title: shown.Name(l), Tip: l.T("trends.measure." + string(shown) + ".tip")})
	}
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
	c := &controls{}
	c.measure = kit.NewChipGroup(rates, "", func(id string) { set(func(v *workbench.TrendsView) { v.Measure = repeat.Measure(id) }) })
	c.per = kit.NewChipGroup(periods, "", func(id string) { set(func(v *workbench.TrendsView) { v.Per = contact.Dimension(id) }) })
	c.by = kit.NewChipGroup(by, "", func(id string) { set(func(v *workbench.TrendsView) { v.By = groupOf(id) }) })
	c.content = kit.Flow(kit.GapSmall, whole(c.measure), kit.MinSize(kit.GapPage, 1, kit.Spacer()), whole(c.per), kit.MinSize(kit.GapPage, 1, kit.Spacer()), whole(c.by))
	return c
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
