// Package survival is the page of the pairs on which one sees how long it takes until customers come back: curves of Kaplan and
// Meier, what was promised, and whether two of them differ by more than chance.
package survival

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// Survival is the page.
type Survival struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	loading *kit.EmptyState

	by      *kit.ChipGroup
	until   *kit.ChipGroup
	promise *kit.Field
	wrong   *kit.Text
	split   *kit.DateField
	view    *chartview.View
	card    *kit.Card
	told    *fyne.Container // the card's texts and chart
	note    *kit.Paragraph
	kept    *kit.Paragraph
	test    *kit.Paragraph
	all     *kit.LinkButton
	table   *kit.Table[repeat.TimesRow]
	list    *kit.Card

	offered string
	columns string
	asked   workbench.TimesView
	shown   *workbench.Times
	setting bool
}

// New makes the page in the language of the shell.
func New(sh screen.Shell) screen.Tab {
	v := &Survival{sh: sh, view: chartview.New(), note: kit.NewParagraph("", kit.RoleMuted), kept: kit.NewParagraph("", kit.RoleBody),
		test: kit.NewParagraph("", kit.RoleBody), wrong: kit.NewText("", kit.RoleWarn)}
	v.by = kit.NewChipGroup(v.options(nil), "", func(id string) {
		v.ask(func(q *workbench.TimesView) { q.By, q.Chosen = contact.Dimension(id), nil })
	})
	var untils []kit.Option
	for _, u := range workbench.TimesUntil {
		untils = append(untils, kit.Option{ID: u.String(), Title: figure.DaysText(u, repeat.Definition{}, sh.Locale())})
	}
	v.until = kit.NewChipGroup(untils, "", func(id string) {
		if u, err := repeat.ParseSpan(id); err == nil {
			v.ask(func(q *workbench.TimesView) { q.Until = u })
		}
	})
	v.promise = kit.NewField(v.t("survival.promise.hint"), v.promised)
	v.promise.SetTip(v.t("survival.promise.tip"))
	v.wrong.Hide()
	v.split = day.NewField(sh.Locale(), v.today, func(d repeat.Date) { v.ask(func(q *workbench.TimesView) { q.Split = d }) })
	v.split.Entry().SetTip(v.t("survival.compare.date.tip"))

	v.view.Widget.SetMinSize(240, 170)
	v.view.Widget.OnError = sh.Fail
	v.view.Offer(sh, v.picture)
	v.told = kit.VBoxFill(2, v.note, v.kept, v.test, v.view.Widget)
	v.card = kit.NewCard("", v.view.PictureButton(sh), v.told)

	v.table = kit.NewTable[repeat.TimesRow]()
	v.table.Key = func(r repeat.TimesRow) string { return fmt.Sprint(r.Key) }
	v.table.OnActivate = func(r repeat.TimesRow) { v.choose(r.Key[0]) }
	v.table.OnCopy = sh.Copy
	v.table.SetEmptyText(v.t("survival.table.none"))
	v.all = kit.NewLinkButton(v.t("survival.clear"), func() { v.ask(func(q *workbench.TimesView) { q.Chosen = nil }) })
	v.list = kit.NewCard("", nil, container.NewBorder(nil, kit.Pad(0, 4, kit.NewTruncatedText(v.t("survival.table.choose"), kit.RoleSmall)), nil, nil, kit.MinSize(200, 110, v.table)))

	choices := kit.Flow(kit.GapSmall,
		kit.HBox(6, kit.NewText(v.t("survival.until"), kit.RoleMuted), v.until),
		kit.HBox(6, kit.NewText(v.t("survival.promise.label"), kit.RoleMuted), kit.MinWidth(86, v.promise), v.wrong),
		kit.HBox(6, kit.NewText(v.t("survival.compare.period"), kit.RoleMuted), kit.MinWidth(150, v.split)))
	v.page = kit.VBoxFill(kit.GapSmall, v.by, choices, container.New(&parts{0.56, kit.Gap}, v.card, v.list))
	v.loading = kit.NewEmptyState(v.t("pairs.loading.title"), v.t("pairs.loading.text"))
	v.content = container.NewStack(v.page, v.loading)
	v.page.Hide()
	return v
}

func (v *Survival) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Title gives the word of the tab.
func (v *Survival) Title() string { return v.t("survival.tab") }

// Content gives what to show.
func (v *Survival) Content() fyne.CanvasObject { return v.content }

// options are the dimensions that the workspace has values of.
func (v *Survival) options(n *workbench.Snapshot) []kit.Option {
	all := []kit.Option{{ID: "", Title: v.t("survival.by.all")}}
	for _, d := range workbench.TimesDimensions {
		known := n == nil || n.Workspace.Values == nil || len(n.Workspace.Values(d)) > 1
		all = append(all, kit.Option{ID: string(d), Title: v.t("dimension." + string(d)), Disabled: !known})
	}
	return all
}

// today is the last day of the data: what is compared lies before it.
func (v *Survival) today() repeat.Date {
	return repeat.DateOf(v.sh.Bench().Snapshot().Workspace.To)
}

func (v *Survival) ask(change func(q *workbench.TimesView)) {
	if v.setting {
		return
	}
	q := v.sh.Bench().Snapshot().Question.Times
	q.Chosen = slices.Clone(q.Chosen)
	change(&q)
	v.sh.Bench().SetTimes(q)
}

// promised takes over what was typed as the service level.
func (v *Survival) promised(text string) {
	span, err := repeat.Span(0), error(nil)
	if text != "" {
		if span, err = repeat.ParseSpan(text); err != nil {
			if days, bad := repeat.ParseSpan(text + "d"); bad == nil { // a number alone is days
				span, err = days, nil
			}
		}
	}
	if err != nil {
		v.wrong.SetText(v.t("survival.promise.bad"))
		v.wrong.Show()
		return
	}
	v.wrong.Hide()
	v.ask(func(q *workbench.TimesView) { q.Promise = span })
}

// choose puts the curve of a group in or takes it out.
func (v *Survival) choose(key string) {
	v.ask(func(q *workbench.TimesView) {
		if at := slices.Index(q.Chosen, key); at >= 0 {
			q.Chosen = slices.Delete(q.Chosen, at, at+1)
			return
		}
		if len(q.Chosen) == figure.MostCurves {
			q.Chosen = q.Chosen[1:]
		}
		q.Chosen = append(q.Chosen, key)
	})
}

// Show draws a snapshot. What was found for an earlier question stays until the next is there.
func (v *Survival) Show(n *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	q := n.Question.Times
	if options := v.options(n); fmt.Sprint(options) != v.offered {
		v.offered = fmt.Sprint(options)
		v.by.SetOptions(options)
	}
	v.by.SetSelected(string(q.By))
	v.until.SetSelected(q.Until.String())
	typed := ""
	if q.Promise > 0 {
		typed = q.Promise.String()
		if q.Promise == repeat.Day {
			typed = "1d"
		}
	}
	v.promise.Set(typed)
	v.split.Set(q.Split.Time())
	if n.Looked == nil || n.Looked.Times == nil {
		if v.shown == nil {
			v.loading.Show()
			v.page.Hide()
		}
		return
	}
	v.loading.Hide()
	v.page.Show()
	asked := n.Looked.Question.Times
	if n.Looked.Times == v.shown && slices.Equal(asked.Chosen, v.asked.Chosen) {
		return
	}
	v.shown, v.asked = n.Looked.Times, asked
	v.draw()
	v.fill()
}

// lines are the curves to draw, with names.
func (v *Survival) lines() []figure.TimesLine {
	l, t := v.sh.Locale(), v.shown
	if c := t.Compared; c != nil && t.Names == nil {
		date := l.Date(t.Split.Time())
		lines := make([]figure.TimesLine, len(c.Times))
		for i, one := range c.Times {
			lines[i] = figure.TimesLine{Name: v.t([]string{"survival.before", "survival.from"}[min(i, 1)], "date", date), Row: one.Total}
		}
		return lines
	}
	return figure.TimesLines(t.Times, v.asked.Chosen, l)
}

func (v *Survival) draw() {
	l, t := v.sh.Locale(), v.shown
	d, until, lines := t.Times.Query.Definition, t.Options.Until, v.lines()
	v.view.Set(func() charts.Chart { return figure.TimesChart(lines, d, until, l) })
	v.card.SetTitle(figure.TimesTitle(nil, l))
	note, kept := "", ""
	if len(lines) == 1 { // of several the table says it
		note, kept = figure.TimesNote(lines[0].Row, d, l), figure.PromiseText(lines[0].Row, d, l)
	}
	set(v.note, note)
	set(v.kept, kept)
	set(v.test, v.tested())
	v.told.Refresh() // once for the width of the texts, once for the height that they then take
	v.told.Refresh()
}

// tested says what the comparison found; empty without one.
func (v *Survival) tested() string {
	c, l := v.shown.Compared, v.sh.Locale()
	if c == nil {
		return ""
	}
	text := figure.TimesTestText(*c, l)
	if c.Known {
		text += " " + v.t("survival.test.tip", "chi", l.Decimal(c.Test.ChiSquare, 2))
	}
	return text
}

// set shows a paragraph that has something to say.
func set(p *kit.Paragraph, text string) {
	p.SetText(text)
	if text == "" {
		p.Hide()
	} else {
		p.Show()
	}
}

// fill lists the groups.
func (v *Survival) fill() {
	t, l := v.shown, v.sh.Locale()
	by := t.Times.Query.By
	if now := fmt.Sprint(by, t.Options.Days, t.Options.Promise, t.Times.Query.Definition.DayLength(), v.asked.Chosen); now != v.columns {
		v.columns = now
		v.table.SetRows(nil) // those of an earlier question are by something else
		v.table.SetColumns(v.makeColumns()...)
	}
	rows := t.Times.Rows
	if len(by) == 0 {
		rows = []repeat.TimesRow{t.Times.Total}
	}
	v.table.SetRows(rows)
	v.list.SetTitle(figure.TimesTitle(by, l))
	if len(v.asked.Chosen) > 0 {
		v.list.SetAside(v.all)
	} else {
		v.list.SetAside(nil)
	}
}

func (v *Survival) makeColumns() []kit.Column[repeat.TimesRow] {
	type row = repeat.TimesRow
	l, t := v.sh.Locale(), v.shown
	d, by := t.Times.Query.Definition, t.Times.Query.By
	name := func(r row) string { return figure.TimesName(t.Times, r, l) }
	few := func(r row) kit.Role {
		if figure.TimesFew(r) {
			return kit.RoleMuted
		}
		return kit.RoleBody
	}
	title := v.t("survival.all")
	if len(by) > 0 {
		title = v.t("dimension." + string(by[0]))
	}
	chosen := slices.Clone(v.asked.Chosen)
	columns := []kit.Column[row]{
		{ID: "name", Title: title, MinWidth: 120, Text: name, Role: func(row) kit.Role { return kit.RoleStrong }, Less: func(a, b row) bool { return name(a) < name(b) },
			Tag: func(r row) string {
				if len(r.Key) == 1 {
					if at := slices.Index(chosen, r.Key[0]); at >= 0 {
						return fmt.Sprint(at + 1) // which of the curves
					}
				}
				return ""
			}},
		{ID: "contacts", Title: v.t("survival.column.contacts"), Tip: v.t("survival.column.contacts.tip"), Width: 74, Align: fyne.TextAlignTrailing,
			Text: func(r row) string { return l.Int(r.Contacts) }, Less: func(a, b row) bool { return a.Contacts < b.Contacts }, DescFirst: true},
		{ID: "followed", Title: v.t("survival.column.followed"), Tip: v.t("survival.column.followed.tip"), Width: 74, Align: fyne.TextAlignTrailing,
			Text: func(r row) string { return l.Int(r.Followed) }, Less: func(a, b row) bool { return a.Followed < b.Followed }, DescFirst: true},
	}
	for i, by := range t.Options.Days {
		share := func(r row) repeat.TimesShare {
			if i < len(r.Shares) {
				return r.Shares[i]
			}
			return repeat.TimesShare{Share: math.NaN()}
		}
		columns = append(columns, kit.Column[row]{ID: "by_" + by.String(), Title: v.t("survival.column.share", "time", figure.DaysShort(by, d, l)),
			Tip: v.t("survival.column.share.tip"), Width: 68, MinWidth: 56, Align: fyne.TextAlignTrailing, Role: few,
			Text: func(r row) string { return l.Percent(share(r).Share) },
			Less: func(a, b row) bool { return cmp.Less(share(a).Share, share(b).Share) }, DescFirst: true})
	}
	columns = append(columns, kit.Column[row]{ID: "median", Title: v.t("survival.column.median"), Tip: v.t("survival.column.median.tip"), Width: 92, Align: fyne.TextAlignTrailing, Role: few,
		Text: func(r row) string { return figure.QuantileText(r.Median, d, l) },
		Less: func(a, b row) bool {
			if a.Median.Known != b.Median.Known {
				return a.Median.Known
			}
			return a.Median.Value < b.Median.Value
		}})
	if t.Options.Promise > 0 {
		share := func(r row) repeat.Rate {
			if r.Promise == nil {
				return repeat.NewRate(0, 0)
			}
			return repeat.NewRate(r.Promise.Followed, r.Followed)
		}
		columns = append(columns,
			kit.Column[row]{ID: "before", Title: v.t("survival.column.before"), Tip: v.t("survival.column.before.tip"), Width: 108, Align: fyne.TextAlignTrailing, Role: few,
				Text: func(r row) string {
					return l.Int(share(r).Numerator) + " (" + l.PercentN(share(r).Value, 0) + ")"
				}, Less: func(a, b row) bool { return cmp.Less(share(a).Value, share(b).Value) }, DescFirst: true},
			kit.Column[row]{ID: "after", Title: v.t("survival.column.after"), Tip: v.t("survival.column.after.tip"), Width: 74, Align: fyne.TextAlignTrailing, Role: few,
				Text: func(r row) string { return l.Int(share(r).Denominator - share(r).Numerator) },
				Less: func(a, b row) bool {
					return share(a).Denominator-share(a).Numerator < share(b).Denominator-share(b).Numerator
				}, DescFirst: true})
	}
	return columns
}

// picture gives the curves as they may leave the program.
func (v *Survival) picture() (chartview.Picture, bool) {
	if v.shown == nil {
		return chartview.Picture{}, false
	}
	l, t, lines := v.sh.Locale(), v.shown, v.lines()
	times, own := t.Times, v.tested()
	if len(v.asked.Chosen) == 0 || t.Compared != nil && t.Names == nil {
		times.Query.By = nil
	}
	return chartview.Picture{
		Name: figure.TimesTitle(times.Query.By, l) + ", " + times.Query.Definition.Short(l),
		Make: func() charts.Captioned { return figure.TimesPicture(times, lines, t.Options.Until, own, l) },
	}, true
}

// parts puts two objects above one another; the first takes a share of the height.
type parts struct{ share, gap float32 }

func (p *parts) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+p.gap+b.Height)
}

func (p *parts) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := max(float32(int((s.Height-p.gap)*p.share)), o[0].MinSize().Height)
	h = min(h, s.Height-p.gap-o[1].MinSize().Height)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[1].Move(fyne.NewPos(0, h+p.gap))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-h-p.gap))
}
