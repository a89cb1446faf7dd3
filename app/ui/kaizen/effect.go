package kaizen

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// effectText is what an action brought, in a few words: its effect as it is now, else the verdict of the latest look at it.
// False while neither is known.
func effectText(n *workbench.Snapshot, a *kaizen.Action, l *locale.Locale) (string, kit.Role, bool) {
	if e := n.Effects[a.ID]; e != nil && n.Workspace.Contacts > 0 {
		return e.VerdictText(l), effectRole(e), true
	}
	var last *kaizen.Finding
	for _, c := range a.Checks {
		if c.Result != nil && (last == nil || c.Result.At.After(last.At)) {
			last = c.Result
		}
	}
	if last == nil {
		return "", kit.RoleMuted, false
	}
	text := l.T("kaizen.verdict." + string(last.Verdict))
	if (last.Verdict == kaizen.Lower || last.Verdict == kaizen.Higher) && last.Difference != nil {
		text += ": " + l.Points(*last.Difference)
	}
	return text, verdictRole(last.Verdict), true
}

// effectRole colours an effect; its words say the same.
func effectRole(e *figure.Effect) kit.Role { return verdictRole(e.Finding("", e.DataTo).Verdict) }

// effectsOf changes when the effects of a snapshot do.
func effectsOf(n *workbench.Snapshot) string { return fmt.Sprintf("%p", n.Effects) }

// wanted lists the actions whose effect is to be worked out: those that are shown and have one.
func wanted(list []*kaizen.Action) []kaizen.ID {
	var all []kaizen.ID
	for _, a := range list {
		if a.Status.Finished() && workbench.Measurable(a) {
			all = append(all, a.ID)
		}
	}
	return all
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
	effect  *figure.Effect
	today   repeat.Date
	view    *chartview.View
	weeks   fyne.CanvasObject // holds link
	link    *kit.LinkButton
	grown   func()                           // told when it became higher or lower
	follow  func(o, place fyne.CanvasObject) // lets the form scroll to it
}

func newEffectBox(sh screen.Shell) *effectBox {
	b := &effectBox{sh: sh, content: kit.VBox(6), view: chartview.New()}
	b.view.Widget.OnError = sh.Fail
	b.view.Offer(sh, b.picture)
	b.link = kit.NewLinkButton(sh.Locale().T("board.effect.weeks"), b.showWeeks)
	b.weeks = kit.HBox(0, b.link)
	return b
}

// draw draws the effect: before and after, and the difference with its interval.
func (b *effectBox) draw(e figure.Effect) {
	l := b.sh.Locale()
	b.view.Widget.SetMinSize(240, float32(figure.EffectChart(e, l).Height(chartview.Style(1, false))))
	b.view.Set(func() charts.Chart { return figure.EffectChart(e, l) })
}

// picture gives the chart as it may leave the program.
func (b *effectBox) picture() (chartview.Picture, bool) {
	if b.effect == nil || b.shown == nil {
		return chartview.Picture{}, false
	}
	e, title, l := *b.effect, b.shown.Title, b.sh.Locale()
	return chartview.Picture{Name: title, Make: func() charts.Captioned { return figure.EffectPicture(e, title, l) }}, true
}

// showWeeks shows the control chart of what the action is about, with its start as a flag.
func (b *effectBox) showWeeks() {
	d, l := b.sh.Bench().Snapshot().Detail, b.sh.Locale()
	if d == nil || b.shown == nil || d.Action != b.shown.ID {
		return
	}
	chart, err := figure.EffectTrend(*d.Effect, *d.Weeks, b.shown.Title, l)
	if err != nil {
		b.sh.Fail(err)
		return
	}
	view := chartview.New()
	view.Widget.OnError = b.sh.Fail
	view.Widget.SetMinSize(600, 340)
	view.Set(func() charts.Chart { return chart })
	kit.ShowDialog(b.sh.Window().Canvas(), kit.DialogOptions{
		Title: b.shown.Title, Width: 980, Height: 480, Content: container.NewBorder(nil, kit.NewParagraph(scopeText(b.shown.Scope, l)+" · "+figure.DefinitionText(d.Effect.Definition, l), kit.RoleSmall), nil, nil, view.Widget),
		Buttons: []kit.DialogButton{{Text: l.T("shell.close"), Cancel: true, Default: true}},
	})
}

func (b *effectBox) show(n *workbench.Snapshot, a *kaizen.Action) {
	e := n.Effects[a.ID]
	if d := n.Detail; d != nil && d.Action == a.ID {
		e = d.Effect
	}
	if b.shown == a && b.today == n.Today && b.effect == e {
		return
	}
	b.shown, b.today, b.effect = a, n.Today, e
	l := b.sh.Locale()
	b.content.Objects = nil
	switch {
	case a.Start.IsZero():
		b.content.Add(kit.NewParagraph(l.T("board.effect.no_start"), kit.RoleMuted))
	case a.Status == kaizen.Proposed || a.Status == kaizen.Dropped:
	case n.Workspace.Contacts == 0:
		b.content.Add(kit.NewParagraph(l.T("board.effect.no_contacts"), kit.RoleMuted))
	case e == nil:
		b.content.Add(kit.NewParagraph(l.T("board.effect.working"), kit.RoleMuted))
	default:
		b.content.Add(kit.NewParagraph(capital(e.VerdictText(l)), effectRole(e)))
		b.content.Add(kit.NewParagraph(e.VerdictMeans(l), kit.RoleSmall))
		b.draw(*e)
		b.content.Add(b.view.Widget)
		b.content.Add(b.weeks)
		for _, f := range e.Facts(l) {
			b.content.Add(kit.NewParagraph(f.Label+": "+f.Text, kit.RoleSmall))
		}
	}
	for _, c := range a.Checks {
		b.content.Add(b.check(n, a, c))
	}
	b.content.Refresh()
	if b.grown != nil {
		b.grown()
	}
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
		parts := []fyne.CanvasObject{kit.NewText(name, kit.RoleStrong), kit.NewParagraph(capital(figure.FindingText(*f, l)), verdictRole(f.Verdict))}
		if before.Known() && after.Known() {
			parts = append(parts, kit.NewParagraph(l.T("board.check.found", "before", figure.Percent(before, l), "x", before.Numerator, "n", before.Denominator,
				"after", figure.Percent(after, l), "y", after.Numerator, "m", after.Denominator), kit.RoleSmall))
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
	row := kit.HBox(kit.GapSmall, kit.NewText(name, kit.RoleBody), kit.NewText(when, role))
	if workbench.Measurable(a) && n.Workspace.Contacts > 0 && !n.Workspace.ReadOnly && !c.Due.IsZero() && !c.Due.Time().After(n.Today.Time()) {
		take := kit.NewLinkButton(l.T("board.check.take"), func() { b.sh.Bench().TakeCheck(a.ID, c.ID) })
		take.SetTip(l.T("board.check.take.tip"))
		if b.follow != nil {
			b.follow(take, row)
		}
		row.Add(kit.Spacer())
		row.Add(take)
	}
	return row
}
