package session

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
)

// decisions is what the session leads to: actions, each with an owner and a day, and what else was decided.
type decisions struct {
	d     *desk
	box   *fyne.Container
	ideas *fyne.Container
	list  *fyne.Container
	left  *container.Scroll
	right *container.Scroll
	foot  *kit.Paragraph
}

func newDecisions(d *desk) *decisions {
	x := &decisions{d: d, ideas: kit.VBox(d.gap(2)), list: kit.VBox(d.gap(2)), foot: d.para("", kit.RoleWarn)}
	if d.s != nil {
		d.nextIdea()
	}
	x.left, x.right = container.NewVScroll(x.ideas), container.NewVScroll(x.list)
	x.box = kit.Columns(d.gap(kit.GapSmall), []float32{2, 3}, d.card(d.t("session.decisions.ideas"), x.left),
		d.card(d.t("session.decisions.made"), container.NewBorder(nil, x.foot, nil, nil, x.right)))
	return x
}

func (x *decisions) content() fyne.CanvasObject { return x.box }
func (x *decisions) moves() []string            { return []string{"idea", "action"} }

func (x *decisions) acts() []act {
	d := x.d
	if d.s == nil {
		return nil
	}
	idea := d.s.Idea(d.at.idea)
	return []act{
		{id: "action", do: x.askAction, primary: true, off: idea == nil},
		{id: "loose", do: x.askLoose},
		{id: "decision", do: x.askDecision},
		{id: "edit", do: x.askEdit, off: x.chosen() == nil},
		{id: "finish", do: x.finish, off: d.s.Stage == kaizen.Closed},
		{id: "print", do: func() { d.print() }},
		{id: "invite", do: func() { d.invite() }, off: d.s.Date.IsZero()},
	}
}

// key walks along the ideas with up and down, along the actions with left and right.
func (x *decisions) key(e *fyne.KeyEvent) bool {
	d := x.d
	var ideas, actions []kaizen.ID
	for _, r := range figure.RankIdeas(d.s) {
		ideas = append(ideas, r.ID)
	}
	for _, a := range x.actions() {
		actions = append(actions, a.ID)
	}
	switch e.Name {
	case fyne.KeyDown:
		d.at.idea = shift(ideas, d.at.idea, 1)
	case fyne.KeyUp:
		d.at.idea = shift(ideas, d.at.idea, -1)
	case fyne.KeyRight:
		d.at.action = shift(actions, d.at.action, 1)
	case fyne.KeyLeft:
		d.at.action = shift(actions, d.at.action, -1)
	default:
		return false
	}
	d.redraw()
	return true
}

// actions lists those of the session that were not dropped.
func (x *decisions) actions() []*kaizen.Action {
	return slices.DeleteFunc(x.d.n.Register.ActionsOf(x.d.id), func(a *kaizen.Action) bool { return a.Status == kaizen.Dropped })
}

// chosen gives the action at the cursor.
func (x *decisions) chosen() *kaizen.Action {
	for _, a := range x.actions() {
		if a.ID == x.d.at.action {
			return a
		}
	}
	return nil
}

func (x *decisions) show() {
	d, s := x.d, x.d.s
	d.settleIdea()
	x.ideas.Objects = nil
	order := figure.RankIdeas(s)
	for _, r := range order {
		x.ideas.Add(x.idea(r))
	}
	if len(order) == 0 {
		x.ideas.Add(d.para(d.t("session.decisions.no_ideas"), kit.RoleMuted))
	}
	x.ideas.Refresh()
	d.reveal(x.left, x.ideas, slices.IndexFunc(order, func(r figure.RankedIdea) bool { return r.ID == d.at.idea }))

	x.list.Objects = nil
	actions := x.actions()
	if x.chosen() == nil {
		d.at.action = 0
		if n := len(actions); n > 0 {
			d.at.action = actions[n-1].ID
		}
	}
	for _, a := range actions {
		x.list.Add(x.action(a))
	}
	if len(actions) == 0 {
		x.list.Add(d.para(d.t("session.actions.none"), kit.RoleMuted))
	}
	for _, one := range s.Decisions {
		x.list.Add(kit.Pad(d.gap(8), d.gap(3), d.para(d.t("session.decision.line", "text", one.Text), kit.RoleBody)))
	}
	x.list.Refresh()
	d.reveal(x.right, x.list, slices.IndexFunc(actions, func(a *kaizen.Action) bool { return a.ID == d.at.action }))
	x.foot.SetText(d.openText())
	x.foot.SetRole(kit.RoleWarn)
	if len(actions) > 0 && len(d.lacking()) == 0 {
		x.foot.SetText(d.t("session.actions.complete", "n", len(actions)))
		x.foot.SetRole(kit.RoleGood)
	}
}

// idea is an idea with its votes and what came of it.
func (x *decisions) idea(r figure.RankedIdea) fyne.CanvasObject {
	d := x.d
	var notes []string
	if r.Tally.Dots > 0 && (d.at.revealed || d.at.ballot == 0) {
		note := d.t("session.votes.dots", "n", r.Tally.Dots)
		if r.Tally.Tied {
			note += d.t("session.votes.tied.words")
		}
		notes = append(notes, note)
	}
	if r.Worth != nil {
		notes = append(notes, figure.WorthText(*r.Worth, d.l))
	}
	if r.Action != 0 && d.n.Register.Action(r.Action) != nil {
		notes = append(notes, d.t("session.idea.became"))
	}
	lit := r.ID == d.at.idea
	parts := []fyne.CanvasObject{d.para(strconv.Itoa(r.Number)+". "+r.Text, kit.RoleBody).SetBold(lit)}
	if len(notes) > 0 {
		parts = append(parts, d.para(figure.Join(notes...), kit.RoleSmall))
	}
	return d.choice(lit, kit.VBox(0, parts...), func() { d.at.idea = r.ID; d.redraw() })
}

// action is an action with its owner and day, or what it lacks.
func (x *decisions) action(a *kaizen.Action) fyne.CanvasObject {
	d := x.d
	owner, role := d.n.Register.Name(a.Owner), kit.RoleMuted
	if owner == "" {
		owner, role = d.t("session.action.no_owner"), kit.RoleWarn
	}
	due, dueRole := d.t("session.action.no_due"), kit.RoleWarn
	if !a.Due.IsZero() {
		due, dueRole = d.l.Date(a.Due.Time()), kit.RoleMuted
	}
	parts := kit.HBox(d.gap(14), d.text(owner, role), d.text(due, dueRole))
	if a.Expected != nil {
		parts.Add(d.text(d.l.Points(*a.Expected/100), kit.RoleMuted))
	}
	return d.choice(a.ID == d.at.action, kit.VBox(0, d.para(a.Title, kit.RoleBody).SetBold(true), parts), func() { d.at.action = a.ID; d.redraw() })
}

// lacking lists the actions of the session without an owner or a day.
func (d *desk) lacking() []*kaizen.Action {
	var all []*kaizen.Action
	for _, a := range d.n.Register.ActionsOf(d.id) {
		if a.Status != kaizen.Dropped && (a.Owner == 0 || a.Due.IsZero()) {
			all = append(all, a)
		}
	}
	return all
}

// openText says what stands in the way of ending the session; empty when nothing does.
func (d *desk) openText() string {
	var titles []string
	for _, a := range d.lacking() {
		titles = append(titles, "“"+a.Title+"”")
	}
	switch {
	case len(d.n.Register.ActionsOf(d.id)) == 0:
		return d.t("session.open.none")
	case len(titles) > 0:
		return d.t("session.open.lacking", "titles", strings.Join(titles, ", "))
	}
	return ""
}

// fields are what is asked of an action: nobody leaves without owner and day.
func (x *decisions) fields(title, owner, due, expected string) []field {
	d := x.d
	return []field{
		{label: d.t("session.field.action"), text: title, need: true},
		{label: d.t("session.field.owner"), hint: d.t("session.field.owner.hint"), text: owner, need: true, options: d.names},
		{label: d.t("session.field.due"), hint: d.t("session.field.due.hint"), text: due, need: true},
		{label: d.t("session.field.expected"), hint: d.t("session.field.expected.hint"), text: expected},
	}
}

// fill puts the answers in an action.
func (x *decisions) fill(e *kaizen.Edit, a *kaizen.Action, texts []string) error {
	due, err := readDay(texts[2], x.d.today())
	if err != nil {
		return err
	}
	expected, err := readPoints(texts[3])
	if err != nil {
		return err
	}
	a.Title, a.Owner, a.Due, a.Expected = texts[0], e.PersonNamed(texts[1]), due, expected
	if a.Status == "" || a.Status == kaizen.Proposed {
		a.Status = kaizen.Agreed
	}
	return nil
}

// askAction makes an action of the idea.
func (x *decisions) askAction() {
	d := x.d
	idea := d.s.Idea(d.at.idea)
	if idea == nil {
		return
	}
	id, about, measure := idea.ID, "", idea.Measure
	if c := d.s.Cause(idea.Cause); c != nil {
		about = c.Text
	}
	d.ask(ask{
		title: d.t("session.ask.action", "text", idea.Text), fields: x.fields(idea.Text, "", "", ""),
		done: func(texts []string) error {
			err := d.bench.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
				s := e.Session(d.id)
				a := kaizen.Action{Session: s.ID, Idea: id, Scope: s.Scope, Theme: s.Theme, Cause: about, Measure: measure}
				if err := x.fill(e, &a, texts); err != nil {
					return err
				}
				number := e.AddAction(a)
				if one := s.Idea(id); one != nil {
					one.Action = number
				}
				d.at.action = number
				return nil
			})
			if err == nil {
				d.see(d.bench.Snapshot())
				d.nextIdea()
			}
			return err
		},
	})
}

// nextIdea goes to the idea with most votes that no action stands for yet.
func (d *desk) nextIdea() {
	for _, r := range figure.RankIdeas(d.s) {
		if r.Action == 0 {
			d.at.idea = r.ID
			return
		}
	}
}

// askLoose makes an action that no idea stands for.
func (x *decisions) askLoose() {
	d := x.d
	d.ask(ask{
		title: d.t("session.ask.loose"), fields: x.fields("", "", "", ""),
		done: func(texts []string) error {
			return d.bench.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
				s := e.Session(d.id)
				a := kaizen.Action{Session: s.ID, Scope: s.Scope, Theme: s.Theme}
				if err := x.fill(e, &a, texts); err != nil {
					return err
				}
				d.at.action = e.AddAction(a)
				return nil
			})
		},
	})
}

func (x *decisions) askEdit() {
	d, a := x.d, x.chosen()
	if a == nil {
		return
	}
	id := a.ID
	d.ask(ask{
		title: d.t("session.ask.edit_action"), fields: x.fields(a.Title, d.n.Register.Name(a.Owner), writeDay(a.Due), writePoints(a.Expected, d.l)),
		done: func(texts []string) error {
			return d.bench.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
				if a := e.Action(id); a != nil {
					return x.fill(e, a, texts)
				}
				return nil
			})
		},
	})
}

func (x *decisions) askDecision() {
	d := x.d
	d.ask(ask{
		title: d.t("session.ask.decision"), again: true,
		fields: []field{{label: d.t("session.field.decision"), hint: d.t("session.field.decision.hint"), need: true}},
		done: func(texts []string) error {
			return d.edit(func(s *kaizen.Session) {
				s.Decisions = append(s.Decisions, kaizen.Decision{ID: s.Next(), Text: texts[0]})
			})
		},
	})
}

// finish ends the session, unless an action lacks an owner or a day: nobody leaves before.
func (x *decisions) finish() {
	d := x.d
	if text := d.openText(); text != "" {
		d.say(text)
		return
	}
	stage := kaizen.Following
	if d.s.Stage == kaizen.Following {
		stage = kaizen.Closed
	}
	d.try(func(s *kaizen.Session) { s.Stage = stage })
}

// say tells something in passing.
func (d *desk) say(text string) {
	if d.tell != nil {
		d.tell(text)
		return
	}
	kit.ShowDialog(d.sh.Window().Canvas(), kit.DialogOptions{
		Content: kit.NewParagraph(text, kit.RoleBody),
		Buttons: []kit.DialogButton{{Text: d.t("shell.close"), Default: true, Cancel: true}},
	})
}
