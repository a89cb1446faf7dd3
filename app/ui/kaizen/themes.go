package kaizen

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// themes is the tab of "de 6 weken van": what everyone works on for six weeks, with the measure that leads, week by week.
type themes struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	none    *kit.EmptyState

	table *kit.Table[*kaizen.Theme]
	side  *side
	form  *kit.Form
	id    kaizen.ID

	title, goal, weeks, target *kit.Field
	lead, text                 *kit.Field
	owner                      *kit.ChoiceField
	start                      *kit.DateField
	by                         *kit.Select
	value                      *kit.ChoiceField
	valueBox                   fyne.CanvasObject
	baseline                   *kit.Paragraph
	freeze                     *kit.LinkButton
	weekly                     *fyne.Container
	acts                       *fyne.Container
	fresh                      *kit.Button
	remove                     *kit.LinkButton
	history                    *historyBox

	open    func(id kaizen.ID)
	n       *workbench.Snapshot
	drawn   drawn
	shown   *kaizen.Register
	setting bool
}

func newThemes(sh screen.Shell, open func(id kaizen.ID)) *themes {
	l := sh.Locale()
	t := &themes{sh: sh, open: open, form: kit.NewForm()}
	t.table = kit.NewTable(
		kit.Column[*kaizen.Theme]{ID: "title", Title: l.T("kaizen.field.theme"), MinWidth: 170, Text: func(x *kaizen.Theme) string { return x.Title },
			Role: func(*kaizen.Theme) kit.Role { return kit.RoleStrong }, Less: func(a, b *kaizen.Theme) bool { return strings.ToLower(a.Title) < strings.ToLower(b.Title) }},
		kit.Column[*kaizen.Theme]{ID: "days", Title: l.T("board.theme.days"), Width: 190, MinWidth: 120, Text: func(x *kaizen.Theme) string {
			if x.Start.IsZero() {
				return ""
			}
			return l.Period(x.Start.Time(), x.End().Time())
		}, Less: func(a, b *kaizen.Theme) bool { return a.Start.Time().Before(b.Start.Time()) }, DescFirst: true},
		kit.Column[*kaizen.Theme]{ID: "week", Title: l.T("board.theme.week"), Width: 110, Text: t.weekText, Role: func(x *kaizen.Theme) kit.Role {
			if x.Week(t.n.Today) > 0 {
				return kit.RoleAccent
			}
			return kit.RoleMuted
		}},
		kit.Column[*kaizen.Theme]{ID: "lead", Title: l.T("kaizen.field.lead"), Width: 180, MinWidth: 90, Text: func(x *kaizen.Theme) string { return firstLine(x.Lead) }},
		kit.Column[*kaizen.Theme]{ID: "last", Title: l.T("board.theme.last"), Tip: l.T("board.theme.last.tip"), Width: 90, Align: fyne.TextAlignTrailing, Text: func(x *kaizen.Theme) string {
			if len(x.Weekly) == 0 {
				return ""
			}
			return t.number(x.Weekly[len(x.Weekly)-1].Value)
		}},
		kit.Column[*kaizen.Theme]{ID: "owner", Title: l.T("kaizen.field.owner"), Width: 130, MinWidth: 80, Text: func(x *kaizen.Theme) string { return t.n.Register.Name(x.Owner) }})
	t.table.Key = func(x *kaizen.Theme) string { return idText(x.ID) }
	t.table.SetSort("days", true)
	t.table.OnActivate = func(x *kaizen.Theme) {
		if t.side.isOpen() && t.id == x.ID {
			focus(sh, t.title)
			return
		}
		t.show(x.ID)
	}
	t.table.OnSelect = func(x *kaizen.Theme) {
		if t.side.isOpen() {
			t.show(x.ID)
		}
	}
	t.table.OnDelete(func(x *kaizen.Theme) { t.take(x.ID) })
	t.table.OnCopy = sh.Copy
	t.makeForm()
	t.side = newSide(sh, l.T("board.theme.title"), t.form.Content())
	t.side.back = func() { focus(sh, t.table) }
	t.side.closed = func() { t.choose(0) }
	add := kit.NewPrimaryButton(l.T("board.theme.new"), t.add)
	t.side.around = container.NewBorder(nil, nil, nil, t.side.content, kit.NewCard("", nil, t.table))
	t.page = kit.VBoxFill(kit.GapSmall, container.NewBorder(nil, nil, nil, kit.VBox(0, add), kit.NewParagraph(l.T("board.theme.text"), kit.RoleMuted)), t.side.around)
	t.none = kit.NewEmptyState(l.T("board.theme.none.title"), l.T("board.theme.none.text"), kit.NewPrimaryButton(l.T("board.theme.new"), t.add))
	t.content = container.NewStack(t.page, t.none)
	put(t.content, t.none)
	return t
}

// weekText says in which of its weeks a theme is.
func (t *themes) weekText(x *kaizen.Theme) string {
	l := t.sh.Locale()
	switch w := x.Week(t.n.Today); {
	case w > 0:
		return l.T("board.theme.in_week", "n", w, "of", x.Weeks)
	case x.Start.IsZero():
		return ""
	case t.n.Today.Time().Before(x.Start.Time()):
		return l.T("board.theme.ahead")
	}
	return l.T("board.theme.over")
}

// number writes the value of a lead measure, without decimals where it has none.
func (t *themes) number(x float64) string {
	l := t.sh.Locale()
	if x == float64(int(x)) {
		return l.Int(int(x))
	}
	return l.Decimal(x, 1)
}

func (t *themes) makeForm() {
	sh, l := t.sh, t.sh.Locale()
	label := func(id string) string { return capital(l.T("kaizen.field." + id)) }
	today := func() repeat.Date { return sh.Bench().Snapshot().Today }
	t.title = kit.NewField("", func(text string) { t.edit(func(x *kaizen.Theme) { x.Title = text }) })
	t.title.TextStyle.Bold = true
	t.start = day.NewField(l, today, func(d repeat.Date) { t.edit(func(x *kaizen.Theme) { x.Start = d }) })
	t.start.OnBad = func(string) { t.form.Wrong("start", l.T("kaizen.bad.day")) }
	t.weeks = kit.NewField("", func(text string) {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			t.form.Wrong("weeks", l.T("kaizen.bad.weeks"))
			return
		}
		t.edit(func(x *kaizen.Theme) { x.Weeks = n })
	})
	t.owner = personField(sh, func(name string) { t.person(name) })
	t.target = kit.NewField(l.T("board.theme.target.hint"), t.aim)
	t.lead = kit.NewTextField(l.T("board.theme.lead.hint"), 2, func(text string) { t.edit(func(x *kaizen.Theme) { x.Lead = text }) })
	t.goal = kit.NewField(l.T("board.theme.goal.hint"), func(text string) { t.edit(func(x *kaizen.Theme) { x.LeadGoal = text }) })
	t.text = kit.NewTextField("", 2, func(text string) { t.edit(func(x *kaizen.Theme) { x.Text = text }) })
	by := []kit.Option{{ID: "", Title: l.T("board.scope.all")}}
	for _, d := range scopes {
		by = append(by, kit.Option{ID: string(d), Title: l.T("dimension." + string(d))})
	}
	t.by = kit.NewSelect("", by, "", func(id string) {
		if id == "" {
			t.edit(func(x *kaizen.Theme) { x.Scope.Filter = nil })
			t.refreeze()
			return
		}
		t.value.Set("")
		t.value.SetText("")
		show(t.valueBox, true)
		t.form.Refresh()
		focus(sh, t.value.CompletionEntry)
	})
	t.value = kit.NewChoiceField(l.T("board.scope.value"), func() []string { return valuesOf(sh.Bench().Snapshot(), contact.Dimension(t.by.Selected())) }, nil, func(text string) {
		d := contact.Dimension(t.by.Selected())
		if d == "" {
			return
		}
		t.edit(func(x *kaizen.Theme) {
			x.Scope.Filter = nil
			if text != "" {
				x.Scope.Filter = repeat.Filter{{By: d, Values: []string{text}}}
			}
		})
		t.refreeze()
	})
	t.baseline = kit.NewParagraph("", kit.RoleMuted)
	t.freeze = kit.NewLinkButton(l.T("board.theme.freeze"), func() { sh.Bench().FreezeBaseline(kaizen.Ref{Kind: kaizen.OfTheme, ID: t.id}) })
	t.freeze.SetTip(l.T("board.theme.freeze.tip"))
	t.weekly, t.acts = kit.VBox(4), kit.VBox(4)
	t.fresh = kit.NewButton(l.T("board.new"), func() {
		x := sh.Bench().Snapshot().Register.Theme(t.id)
		if x != nil {
			newAction(sh, kaizen.Action{Theme: x.ID, Scope: repeat.Selection{Filter: x.Scope.Filter}}, t.open)
		}
	})
	t.remove = kit.NewLinkButton(l.T("board.remove"), func() { t.take(t.id) })
	t.history = newHistoryBox(sh)
	for _, o := range []fyne.CanvasObject{t.by, t.freeze, t.fresh, t.remove} {
		t.form.Follow(o, o)
	}
	t.valueBox = t.form.Field("scope", " ", "", t.value.CompletionEntry)
	t.form.Add(t.form.Field("title", "", "", t.title),
		kit.Columns(kit.GapSmall, []float32{3, 2}, t.form.Field("start", label("start"), l.T("board.theme.start.tip"), t.start), t.form.Field("weeks", label("weeks"), "", t.weeks)),
		t.form.Field("owner", label("owner"), "", t.owner.CompletionEntry),
		kit.Columns(kit.GapSmall, nil, labelledTip(l.T("kaizen.field.scope"), l.T("board.tip.scope"), t.by), t.valueBox),
		t.baseline, kit.HBox(0, t.freeze), t.form.Field("target", label("target"), l.T("board.theme.target.tip"), t.target),
		t.form.Field("lead", label("lead"), l.T("board.theme.lead.tip"), t.lead), t.form.Field("lead_goal", label("lead_goal"), "", t.goal),
		kit.NewText(l.T("board.theme.by_week"), kit.RoleStrong), t.weekly,
		kit.Line(), kit.NewText(l.T("kaizen.tab.actions"), kit.RoleStrong), t.acts, kit.HBox(0, t.fresh),
		kit.Line(), t.form.Field("text", label("text"), "", t.text), kit.HBox(0, t.remove),
		kit.Line(), kit.NewText(l.T("board.part.history"), kit.RoleStrong), t.history.content)
}

// refreeze takes the baseline anew when the scope changed before the theme began.
func (t *themes) refreeze() {
	n := t.sh.Bench().Snapshot()
	if x := n.Register.Theme(t.id); x != nil && !t.setting && n.Workspace.Contacts > 0 && (x.Start.IsZero() || n.Today.Time().Before(x.Start.Time())) {
		t.sh.Bench().FreezeBaseline(kaizen.Ref{Kind: kaizen.OfTheme, ID: t.id})
	}
}

// aim keeps the target, given as a percentage.
func (t *themes) aim(text string) {
	text = strings.NewReplacer(",", ".", "%", "", " ", "", "\u00a0", "").Replace(text)
	if text == "" {
		t.edit(func(x *kaizen.Theme) { x.Target = nil })
		return
	}
	p, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.form.Wrong("target", t.sh.Locale().T("kaizen.bad.target"))
		return
	}
	p /= 100
	t.edit(func(x *kaizen.Theme) { x.Target = &p })
}

// Content gives what to show.
func (t *themes) Content() fyne.CanvasObject { return t.content }

// Escape leaves the panel, then closes it.
func (t *themes) Escape() bool { return t.side.escape() }

// Show draws a snapshot.
func (t *themes) Show(n *workbench.Snapshot) {
	if n.Register == nil {
		return
	}
	t.n = n
	if len(n.Register.Themes) == 0 {
		t.side.close()
		put(t.content, t.none)
		return
	}
	put(t.content, t.page)
	if now := (drawn{register: n.Register, rest: n.Today.String()}); t.drawn != now {
		t.drawn = now
		t.table.SetRows(n.Register.Themes)
	}
	if t.side.isOpen() {
		t.fill(n)
	}
}

func (t *themes) choose(id kaizen.ID) {
	if t.id == id {
		return
	}
	if t.id != 0 {
		leave(t.title, t.goal, t.weeks, t.target, t.lead, t.text, t.owner, t.value, t.start)
	}
	t.id, t.shown = id, nil
	t.form.Right()
	t.form.Top()
	t.history.of(kaizen.Ref{Kind: kaizen.OfTheme, ID: id})
}

func (t *themes) show(id kaizen.ID) {
	t.Show(t.sh.Bench().Snapshot()) // it may be the first one there is
	t.choose(id)
	t.side.open()
	t.fill(t.sh.Bench().Snapshot())
}

func (t *themes) fill(n *workbench.Snapshot) {
	x := n.Register.Theme(t.id)
	t.history.show(n)
	if x == nil || t.shown == n.Register {
		return
	}
	t.shown, t.n = n.Register, n
	t.setting = true
	defer func() { t.setting = false }()
	l := t.sh.Locale()
	t.title.Set(x.Title)
	t.start.Set(x.Start.Time())
	t.weeks.Set(strconv.Itoa(x.Weeks))
	t.owner.Set(n.Register.Name(x.Owner))
	target := ""
	if x.Target != nil {
		target = l.Percent(*x.Target)
	}
	t.target.Set(target)
	t.lead.Set(x.Lead)
	t.goal.Set(x.LeadGoal)
	t.text.Set(x.Text)
	d, value := contact.Dimension(""), ""
	if len(x.Scope.Filter) > 0 {
		d, value = x.Scope.Filter[0].By, strings.Join(x.Scope.Filter[0].Values, ", ")
	}
	t.by.SetSelected(string(d))
	t.value.Set(value)
	show(t.valueBox, d != "")
	t.baseline.SetText(l.T("board.theme.no_baseline"))
	if b := x.Baseline; b != nil {
		r := b.Of(x.Measure)
		t.baseline.SetText(l.T("board.theme.baseline", "rate", figure.Percent(r, l), "x", r.Numerator, "n", r.Denominator, "day", l.Date(b.At.Local()), "definition", b.Definition.Short(l)))
	}
	show(t.freeze, n.Workspace.Contacts > 0 && x.Week(n.Today) == 0 && (x.Start.IsZero() || n.Today.Time().Before(x.Start.Time())))
	t.listWeeks(x)
	t.listActions(n, x)
	t.form.Refresh()
}

// listWeeks has a field for each week that has begun.
func (t *themes) listWeeks(x *kaizen.Theme) {
	l := t.sh.Locale()
	t.weekly.Objects = nil
	if x.Start.IsZero() {
		t.weekly.Add(kit.NewParagraph(l.T("board.theme.needs_start"), kit.RoleMuted))
	}
	monday, _ := kaizen.Week(x.Start)
	for i := 0; i < x.Weeks && !x.Start.IsZero(); i++ {
		week := monday.AddDays(7 * i)
		if week.Time().After(t.n.Today.Time()) {
			break
		}
		value, note := "", ""
		for _, w := range x.Weekly {
			if w.Week == week {
				value, note = t.number(w.Value), w.Note
			}
		}
		v := kit.NewField(l.T("board.theme.value"), func(text string) { t.measure(week, text) })
		v.Set(value)
		remark := kit.NewField(l.T("board.theme.remark"), func(text string) {
			t.edit(func(x *kaizen.Theme) {
				for i := range x.Weekly {
					if x.Weekly[i].Week == week {
						x.Weekly[i].Note = text
					}
				}
			})
		})
		remark.Set(note)
		if value == "" {
			remark.Disable()
		}
		_, n := week.Time().ISOWeek()
		row := container.NewBorder(nil, nil, kit.HBox(6, kit.MinWidth(48, kit.NewText(l.T("board.week", "n", n), kit.RoleMuted)), kit.MinWidth(74, v)), nil, kit.Pad(3, 0, remark))
		t.form.Follow(v, row)
		t.form.Follow(remark, row)
		t.weekly.Add(row)
	}
	t.weekly.Refresh()
}

// measure keeps what the lead measure was in a week; empty takes it out.
func (t *themes) measure(week repeat.Date, text string) {
	text = strings.NewReplacer(",", ".", "%", "", " ", "").Replace(text)
	value, err := strconv.ParseFloat(text, 64)
	if err != nil && text != "" {
		t.sh.Fail(&workbench.Message{ID: "board.theme.bad_value"})
		t.shown = nil
		t.fill(t.sh.Bench().Snapshot())
		return
	}
	t.edit(func(x *kaizen.Theme) {
		next, note := kaizen.LeadWeek{ID: 1, Week: week, Value: value}, ""
		var kept []kaizen.LeadWeek
		for _, w := range x.Weekly {
			next.ID = max(next.ID, w.ID+1)
			if w.Week == week {
				note = w.Note
				continue
			}
			kept = append(kept, w)
		}
		if next.Note = note; text != "" {
			kept = append(kept, next)
		}
		slices.SortFunc(kept, func(a, b kaizen.LeadWeek) int { return a.Week.Time().Compare(b.Week.Time()) })
		x.Weekly = kept
	})
}

// listActions lists the actions of the theme with how they stand.
func (t *themes) listActions(n *workbench.Snapshot, x *kaizen.Theme) {
	l := t.sh.Locale()
	t.acts.Objects = nil
	for _, a := range n.Register.Actions {
		if a.Theme != x.ID {
			continue
		}
		t.acts.Add(stateRow(n, t.sh, t.form, a, t.open))
	}
	if len(t.acts.Objects) == 0 {
		t.acts.Add(kit.NewParagraph(l.T("board.theme.no_actions"), kit.RoleMuted))
	}
}

func (t *themes) edit(f func(x *kaizen.Theme)) {
	if t.setting || t.id == 0 {
		return
	}
	t.try(t.sh.Bench().EditTheme(t.id, f))
}

func (t *themes) person(name string) {
	if t.setting || t.id == 0 {
		return
	}
	t.try(t.sh.Bench().EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if x := e.Theme(t.id); x != nil {
			x.Owner = e.PersonNamed(name)
		}
		return nil
	}))
}

func (t *themes) try(err error) {
	t.form.Right()
	r := refused(err)
	switch {
	case err == nil:
	case r == nil || !t.form.Wrong(r.Field, r.In(t.sh.Locale())):
		t.sh.Fail(err)
	}
	t.shown = nil
	t.fill(t.sh.Bench().Snapshot())
}

func (t *themes) take(id kaizen.ID) {
	if t.id == id {
		t.side.close()
	}
	fail(t.sh, t.sh.Bench().RemoveItem(kaizen.Ref{Kind: kaizen.OfTheme, ID: id}))
}

func (t *themes) add() {
	l := t.sh.Locale()
	ask(t.sh, question{title: l.T("board.theme.new"), text: l.T("board.theme.new.text"), hint: l.T("board.theme.new.hint"), yes: l.T("board.new.add")}, func(title string) error {
		monday, _ := kaizen.Week(t.sh.Bench().Snapshot().Today)
		id, err := t.sh.Bench().AddTheme(kaizen.Theme{Title: title, Start: monday.AddDays(7)})
		if err == nil {
			t.show(id)
			focus(t.sh, t.owner.CompletionEntry)
		}
		return err
	})
}
