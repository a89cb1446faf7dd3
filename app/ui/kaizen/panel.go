package kaizen

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// panelWidth is how wide the panel of an action is.
const panelWidth = 372

// panel is one action with all there is of it. Each field is kept when it is left, as one change.
type panel struct {
	sh   screen.Shell
	side *side
	form *kit.Form
	id   kaizen.ID

	title    *kit.Field
	status   *kit.Select
	why      *kit.Field
	whyBox   fyne.CanvasObject
	owner    *kit.ChoiceField
	helper   *kit.ChoiceField
	due      *kit.DateField
	start    *kit.DateField
	by       *kit.Select
	value    *kit.ChoiceField
	valueBox fyne.CanvasObject
	measure  *kit.Select
	expected *kit.Field
	cause    *kit.Field
	text     *kit.Field
	session  *kit.Select
	theme    *kit.Select
	tags     *kit.Field
	keeper   *kit.ChoiceField

	effect    *effectBox
	checklist *fyne.Container
	notes     *fyne.Container
	note      *kit.Field
	history   *historyBox
	made      *kit.Paragraph
	locked    *kit.Notice

	shown   *kaizen.Action
	listed  string // what the checklist and notes were made of
	setting bool
}

// scopes are the dimensions that an action can be about. None of them is a single employee.
var scopes = []contact.Dimension{contact.Process, contact.Reason, contact.Third, contact.Team, contact.Channel}

func newPanel(sh screen.Shell) *panel {
	l := sh.Locale()
	p := &panel{sh: sh, form: kit.NewForm()}
	label := func(id string) string { return capital(l.T("kaizen.field." + id)) }
	tip := func(id string) string { return l.T("board.tip." + id) }
	field := func(id string, o fyne.CanvasObject) fyne.CanvasObject { return p.form.Field(id, label(id), tip(id), o) }

	p.title = kit.NewField(label("title"), func(text string) { p.edit(func(a *kaizen.Action) { a.Title = text }) })
	p.title.TextStyle.Bold = true
	var statuses, measures []kit.Option
	for _, s := range kaizen.Statuses {
		statuses = append(statuses, kit.Option{ID: string(s), Title: l.T("kaizen.status." + string(s))})
	}
	measures = append(measures, kit.Option{ID: "", Title: l.T("board.measure.none")})
	for _, m := range kaizen.Measures {
		measures = append(measures, kit.Option{ID: string(m), Title: l.T("kaizen.measure." + string(m))})
	}
	p.status = kit.NewSelect("", statuses, "", func(id string) {
		moveAction(sh, p.id, kaizen.Status(id))
		p.fill()
	})
	p.why = kit.NewField("", func(text string) { p.edit(func(a *kaizen.Action) { a.Why = text }) })
	p.owner = personField(sh, func(name string) { p.person(name, func(a *kaizen.Action, id kaizen.ID) { a.Owner = id }) })
	p.helper = personField(sh, func(name string) { p.person(name, func(a *kaizen.Action, id kaizen.ID) { a.Helper = id }) })
	p.keeper = personField(sh, func(name string) { p.person(name, func(a *kaizen.Action, id kaizen.ID) { a.Keeper = id }) })
	today := func() repeat.Date { return sh.Bench().Snapshot().Today }
	p.due = day.NewField(l, today, func(d repeat.Date) { p.edit(func(a *kaizen.Action) { a.Due = d }) })
	p.start = day.NewField(l, today, func(d repeat.Date) { p.edit(func(a *kaizen.Action) { a.Start = d }) })
	for f, id := range map[*kit.DateField]string{p.due: "due", p.start: "start"} {
		f.OnBad = func(string) { p.form.Wrong(id, l.T("kaizen.bad.day")) }
	}
	by := []kit.Option{{ID: "", Title: l.T("board.scope.all")}}
	for _, d := range scopes {
		by = append(by, kit.Option{ID: string(d), Title: l.T("dimension." + string(d))})
	}
	p.by = kit.NewSelect("", by, "", p.chooseBy)
	p.value = kit.NewChoiceField(l.T("board.scope.value"), p.values, nil, p.chooseValue)
	p.measure = kit.NewSelect(l.T("board.measure.none"), measures, "", func(id string) { p.edit(func(a *kaizen.Action) { a.Measure = kaizen.Measure(id) }) })
	p.expected = kit.NewField(l.T("board.expected.placeholder"), p.expect)
	p.cause = kit.NewTextField(l.T("board.cause.placeholder"), 2, func(text string) { p.edit(func(a *kaizen.Action) { a.Cause = text }) })
	p.text = kit.NewTextField(l.T("board.text.placeholder"), 3, func(text string) { p.edit(func(a *kaizen.Action) { a.Text = text }) })
	p.session = kit.NewSelect("", nil, "", func(id string) { p.edit(func(a *kaizen.Action) { a.Session = keyID(id) }) })
	p.theme = kit.NewSelect("", nil, "", func(id string) { p.edit(func(a *kaizen.Action) { a.Theme = keyID(id) }) })
	p.tags = kit.NewField(l.T("board.tags.placeholder"), func(text string) { p.edit(func(a *kaizen.Action) { a.Tags = tagsOf(text) }) })
	p.effect = newEffectBox(sh)
	p.effect.grown, p.effect.follow = p.form.Refresh, p.form.Follow
	p.checklist, p.notes = kit.VBox(4), kit.VBox(6)
	p.note = kit.NewTextField(l.T("board.note.placeholder"), 2, p.addNote)
	p.history = newHistoryBox(sh)
	p.made = kit.NewParagraph("", kit.RoleSmall)
	p.locked = kit.NewNotice(kit.KindWarn, "", "", nil, nil)

	p.whyBox = field("why", p.why)
	p.valueBox = p.form.Field("scope", " ", "", p.value.CompletionEntry)
	p.form.Add(p.locked, p.form.Field("title", "", "", p.title),
		kit.Columns(kit.GapSmall, nil, field("status", p.status), field("measure", p.measure)), p.whyBox,
		kit.Columns(kit.GapSmall, nil, field("owner", p.owner.CompletionEntry), field("helper", p.helper.CompletionEntry)),
		kit.Columns(kit.GapSmall, nil, field("due", p.due), field("start", p.start)),
		kit.Columns(kit.GapSmall, nil, labelledTip(l.T("kaizen.field.scope"), tip("scope"), p.by), p.valueBox),
		field("cause", p.cause), field("text", p.text), field("expected", p.expected),
		p.head("board.part.effect"), p.effect.content,
		p.head("board.part.standard"), p.checklist, field("keeper", p.keeper.CompletionEntry),
		p.head("board.part.belongs"), kit.Columns(kit.GapSmall, nil, field("session", p.session), field("theme", p.theme)), field("tags", p.tags),
		p.head("board.part.notes"), p.notes, p.form.Field("note", "", "", p.note),
		p.head("board.part.history"), p.history.content, p.made)
	p.form.Follow(p.by, p.by)
	p.form.Follow(p.effect.link, p.effect.weeks)
	p.side = newSide(sh, l.T("board.panel.title"), p.form.Content())
	p.side.closed = func() { p.open(0) }
	return p
}

func labelledTip(name, tip string, field fyne.CanvasObject) fyne.CanvasObject {
	t := kit.NewText(capital(name), kit.RoleSmall)
	t.SetTip(tip)
	return kit.VBox(3, t, field)
}

// head is the heading of a part of the panel.
func (p *panel) head(id string) fyne.CanvasObject {
	return kit.VBox(6, kit.MinSize(0, 2, kit.Spacer()), kit.Line(), kit.NewText(p.sh.Locale().T(id), kit.RoleStrong))
}

// edit makes one change to the action. What is refused is said at its field.
func (p *panel) edit(f func(a *kaizen.Action)) {
	if p.setting || p.id == 0 {
		return
	}
	p.try(p.sh.Bench().EditAction(p.id, f))
}

// person makes a change that names a person, who is added when there is none of that name.
func (p *panel) person(name string, f func(a *kaizen.Action, id kaizen.ID)) {
	if p.setting || p.id == 0 {
		return
	}
	p.try(p.sh.Bench().EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if a := e.Action(p.id); a != nil {
			f(a, e.PersonNamed(name))
		}
		return nil
	}))
}

// try says what a change was refused for.
func (p *panel) try(err error) {
	p.form.Right()
	r := refused(err)
	switch {
	case err == nil:
	case r == nil || !p.form.Wrong(r.Field, r.In(p.sh.Locale())):
		p.sh.Fail(err)
	}
	p.fill()
}

// keep keeps what is typed in any field.
func (p *panel) keep() {
	if p.id == 0 {
		return
	}
	leave(p.title, p.why, p.expected, p.cause, p.text, p.tags, p.note, p.owner, p.helper, p.keeper, p.value, p.due, p.start)
}

// open goes to another action; 0 is none. What was typed of the one before is kept.
func (p *panel) open(id kaizen.ID) {
	if p.id == id {
		return
	}
	p.keep()
	p.form.Right()
	p.id, p.shown, p.listed = id, nil, ""
	p.sh.Bench().ShowEffect(id)
	p.form.Top()
	p.history.of(kaizen.Ref{Kind: kaizen.OfAction, ID: id})
}

// show draws the action of a snapshot.
func (p *panel) show(n *workbench.Snapshot) {
	if n.Register == nil || p.id == 0 {
		return
	}
	a := n.Register.Action(p.id)
	if a == nil {
		return
	}
	p.history.show(n)
	p.effect.show(n, a)
	if why := n.Workspace.Why; n.Workspace.ReadOnly && why != nil {
		p.locked.SetText(kit.KindWarn, said(p.sh, why))
	}
	show(p.locked, n.Workspace.ReadOnly)
	p.listNotes(n, a)
	if p.shown == a {
		return
	}
	p.shown = a
	p.fillFrom(n, a)
}

// fill shows the action as it is kept.
func (p *panel) fill() {
	p.shown = nil
	p.show(p.sh.Bench().Snapshot())
}

func (p *panel) fillFrom(n *workbench.Snapshot, a *kaizen.Action) {
	p.setting = true
	defer func() { p.setting = false }()
	l, r := p.sh.Locale(), n.Register
	p.title.Set(a.Title)
	p.status.SetSelected(string(a.Status))
	p.why.Set(a.Why)
	show(p.whyBox, a.Status == kaizen.Dropped)
	p.owner.Set(r.Name(a.Owner))
	p.helper.Set(r.Name(a.Helper))
	p.keeper.Set(r.Name(a.Keeper))
	p.due.Set(a.Due.Time())
	p.start.Set(a.Start.Time())
	d, value := contact.Dimension(""), ""
	if len(a.Scope.Filter) > 0 {
		d, value = a.Scope.Filter[0].By, strings.Join(a.Scope.Filter[0].Values, ", ")
	}
	p.by.SetSelected(string(d))
	p.value.Set(value)
	show(p.valueBox, d != "")
	p.measure.SetSelected(string(a.Measure))
	expected := ""
	if a.Expected != nil {
		expected = strconv.FormatFloat(*a.Expected, 'f', -1, 64)
		if l.Language == "nl" {
			expected = strings.Replace(expected, ".", ",", 1)
		}
	}
	p.expected.Set(expected)
	p.cause.Set(a.Cause)
	p.text.Set(a.Text)
	sessions, themes := []kit.Option{{ID: "0", Title: l.T("board.none.session")}}, []kit.Option{{ID: "0", Title: l.T("board.none.theme")}}
	for _, s := range r.Sessions {
		sessions = append(sessions, kit.Option{ID: idText(s.ID), Title: shortOption(s.Title)})
	}
	for _, t := range r.Themes {
		themes = append(themes, kit.Option{ID: idText(t.ID), Title: shortOption(t.Title)})
	}
	p.session.SetOptions(sessions)
	p.session.SetSelected(idText(a.Session))
	p.theme.SetOptions(themes)
	p.theme.SetSelected(idText(a.Theme))
	p.tags.Set(strings.Join(a.Tags, ", "))
	p.listNeeds(a)
	made := l.T("board.made", "day", l.DateTime(a.Made.Local()), "by", a.By, "id", int(a.ID))
	if from := r.Action(a.Copied); from != nil {
		made += " " + l.T("board.copied", "title", from.Title)
	}
	p.made.SetText(made)
	p.form.Refresh()
}

// chooseBy changes what kind of thing the action is about; which of them is asked next.
func (p *panel) chooseBy(id string) {
	if id == "" {
		p.edit(func(a *kaizen.Action) { a.Scope.Filter = nil })
		return
	}
	p.value.Set("")
	p.value.SetText("")
	show(p.valueBox, true)
	p.form.Refresh()
	focus(p.sh, p.value.CompletionEntry)
}

// values lists what the data have of what was chosen.
func (p *panel) values() []string {
	n := p.sh.Bench().Snapshot()
	if n.Workspace.Values == nil || p.by.Selected() == "" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.Workspace.Values(contact.Dimension(p.by.Selected()))), func(v string) bool { return v == "" })
}

// chooseValue keeps what the action is about. A text with commas that is no value itself names several.
func (p *panel) chooseValue(text string) {
	by := contact.Dimension(p.by.Selected())
	if by == "" {
		return
	}
	list := []string{text}
	if known := p.values(); !slices.Contains(known, text) {
		if parts := tagsOf(text); len(parts) > 1 {
			list = parts
		}
	}
	p.edit(func(a *kaizen.Action) {
		first := repeat.Filter{}
		if text != "" {
			first = repeat.Filter{{By: by, Values: list}}
		}
		rest := a.Scope.Filter
		if len(rest) > 0 {
			rest = rest[1:]
		}
		a.Scope.Filter = append(first, rest.Without(by)...)
	})
}

// expect keeps the expected effect, in percentage points.
func (p *panel) expect(text string) {
	text = strings.NewReplacer(",", ".", "−", "-", "pt", "", "%", "", " ", "").Replace(text)
	if text == "" {
		p.edit(func(a *kaizen.Action) { a.Expected = nil })
		return
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		p.form.Wrong("expected", p.sh.Locale().T("kaizen.bad.expected"))
		return
	}
	p.edit(func(a *kaizen.Action) { a.Expected = &x })
}

// tagsOf splits a text at its commas.
func tagsOf(text string) []string {
	var all []string
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(all, part) {
			all = append(all, part)
		}
	}
	return all
}

// enter puts the keyboard in the first field.
func (p *panel) enter() { focus(p.sh, p.title) }

// next puts the keyboard in the first field that an action lacks.
func (p *panel) next() {
	switch a := p.sh.Bench().Snapshot().Register.Action(p.id); {
	case a == nil:
	case a.Owner == 0:
		focus(p.sh, p.owner.CompletionEntry)
	case a.Due.IsZero():
		focus(p.sh, p.due.Entry())
	default:
		p.enter()
	}
}
