package start

import (
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// headline says in one sentence what changed.
func headline(f *workbench.Figures, l *locale.Locale) string {
	c := f.Change(repeat.RepeatRate)
	rate := f.Total.Total.Repeat()
	weeks := c.Weeks
	switch {
	case rate.Few():
		return l.T("start.title.few")
	case !c.Known:
		return l.T("start.title.unknown", "rate", figure.Percent(rate, l))
	case !c.Clear:
		return l.T("start.title.same", "weeks", weeks, "now", figure.Percent(c.Now, l), "before", figure.Percent(c.Before, l))
	case c.Now.Value < c.Before.Value:
		return l.T("start.title.down", "weeks", weeks, "now", figure.Percent(c.Now, l), "before", figure.Percent(c.Before, l))
	}
	return l.T("start.title.up", "weeks", weeks, "now", figure.Percent(c.Now, l), "before", figure.Percent(c.Before, l))
}

// change says how a measure moved over the latest weeks, and whether that is
// good news.
func change(f *workbench.Figures, m figure.Measure, l *locale.Locale) (note string, role kit.Role, tip string) {
	c := f.Change(m.Asked())
	now, before := turned(m, c.Now), turned(m, c.Before)
	if !c.Known && len(f.Weeks.Periods) > 2*c.Weeks {
		return l.T("start.change.few"), kit.RoleMuted, l.T("start.change.unknown.tip", "weeks", c.Weeks)
	}
	if !c.Known {
		return l.T("start.change.unknown", "weeks", 2*c.Weeks), kit.RoleMuted, l.T("start.change.unknown.tip", "weeks", c.Weeks)
	}
	tip = l.T("start.change.tip", "weeks", c.Weeks,
		"now", figure.Percent(now, l), "now_basis", figure.Basis(now, l), "before", figure.Percent(before, l), "before_basis", figure.Basis(before, l))
	difference := now.Value - before.Value
	if !c.Clear {
		return l.T("start.change.same", "points", l.Points(difference)), kit.RoleMuted, tip + "\n" + l.T("start.change.same.tip")
	}
	role = kit.RoleBad
	if (difference > 0) == m.HigherIsBetter() {
		role = kit.RoleGood
	}
	return l.T("start.change", "points", l.Points(difference), "weeks", c.Weeks), role, tip
}

// turned gives a rate of the analysis as the measure shows it.
func turned(m figure.Measure, r repeat.Rate) repeat.Rate {
	if m == figure.FTF {
		return repeat.NewRate(r.Denominator-r.Numerator, r.Denominator)
	}
	return r
}
