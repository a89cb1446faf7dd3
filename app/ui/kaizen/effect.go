package kaizen

import (
	"fyne.io/fyne/v2"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// effectText is what an action brought, in a few words: the verdict of the latest look at it. False while nobody looked.
func effectText(_ *workbench.Snapshot, a *kaizen.Action, l *locale.Locale) (string, kit.Role, bool) {
	var last *kaizen.Finding
	for _, c := range a.Checks {
		if c.Result != nil && (last == nil || c.Result.At.After(last.At)) {
			last = c.Result
		}
	}
	if last == nil {
		return "", kit.RoleMuted, false
	}
	return findingText(last, l), verdictRole(last.Verdict), true
}

// effectsOf changes when the effects of a snapshot do.
func effectsOf(*workbench.Snapshot) string { return "" }

// findingText writes a finding: "lager −4,2 pt".
func findingText(f *kaizen.Finding, l *locale.Locale) string {
	text := l.T("kaizen.verdict." + string(f.Verdict))
	if (f.Verdict == kaizen.Lower || f.Verdict == kaizen.Higher) && f.Difference != nil {
		text += " " + l.Points(*f.Difference)
	}
	return text
}

// verdictRole colours a verdict; its words say the same.
func verdictRole(v kaizen.Verdict) kit.Role {
	switch v {
	case kaizen.Lower:
		return kit.RoleGood
	case kaizen.Higher:
		return kit.RoleBad
	case kaizen.NoShift:
		return kit.RoleWarn
	}
	return kit.RoleMuted
}

// effectBox is the effect of an action in its panel, with the looks at it that are planned and were taken.
type effectBox struct {
	sh      screen.Shell
	content *fyne.Container
	shown   *kaizen.Action
	today   repeat.Date
}

func newEffectBox(sh screen.Shell) *effectBox {
	return &effectBox{sh: sh, content: kit.VBox(6)}
}

func (b *effectBox) show(n *workbench.Snapshot, a *kaizen.Action) {
	if b.shown == a && b.today == n.Today {
		return
	}
	b.shown, b.today = a, n.Today
	l := b.sh.Locale()
	b.content.Objects = nil
	if a.Start.IsZero() {
		b.content.Add(kit.NewParagraph(l.T("board.effect.no_start"), kit.RoleMuted))
	}
	for _, c := range a.Checks {
		b.content.Add(b.check(n, a, c))
	}
	b.content.Refresh()
}

// check is one look at the effect: what it found, or when it is due.
func (b *effectBox) check(n *workbench.Snapshot, a *kaizen.Action, c kaizen.Check) fyne.CanvasObject {
	l := b.sh.Locale()
	name := l.T("board.check.days", "n", c.Days)
	if c.Days == 0 {
		name = l.T("board.check.day")
	}
	if f := c.Result; f != nil {
		before, after := f.Before.Rate(), f.After.Rate()
		text := kit.NewText(findingText(f, l), verdictRole(f.Verdict))
		text.SetBold(true)
		parts := []fyne.CanvasObject{kit.HBox(kit.GapSmall, kit.NewText(name, kit.RoleStrong), text)}
		if before.Known() && after.Known() {
			basis := l.T("board.check.found", "before", figure.Percent(before, l), "x", before.Numerator, "n", before.Denominator,
				"after", figure.Percent(after, l), "y", after.Numerator, "m", after.Denominator)
			if f.Low != nil && f.High != nil {
				basis += " " + l.T("board.check.interval", "low", l.Points(*f.Low), "high", l.Points(*f.High))
			}
			parts = append(parts, kit.NewParagraph(basis, kit.RoleSmall))
		}
		parts = append(parts, kit.NewParagraph(l.T("board.check.frozen", "day", l.Date(f.At.Local()), "by", f.By, "definition", f.Definition.Short(l)), kit.RoleSmall))
		return kit.VBox(2, parts...)
	}
	when, role := l.T("board.check.unplanned"), kit.RoleMuted
	if !c.Due.IsZero() {
		when = day.Short(c.Due, n.Today, l)
		if c.Due.Time().Before(n.Today.Time()) && a.Status.Finished() {
			when, role = l.T("board.check.ready", "day", when), kit.RoleWarn
		}
	}
	return kit.HBox(kit.GapSmall, kit.NewText(name, kit.RoleBody), kit.NewText(when, role))
}
