package session

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// ideas is what could be done, on a grid of what it takes and what it brings.
type ideas struct {
	d    *desk
	box  *fyne.Container
	view *chartview.View
	list *fyne.Container
	roll *container.Scroll

	about *kaizen.Session
	of    *workbench.SessionFacts
	lit   kaizen.ID
}

func newIdeas(d *desk) *ideas {
	i := &ideas{d: d, view: d.view(), list: kit.VBox(d.gap(2))}
	i.view.OnHit = func(h charts.Hit) {
		if n, err := strconv.Atoi(h.Key); err == nil {
			d.at.idea = kaizen.ID(n)
			d.redraw()
		}
	}
	i.roll = container.NewVScroll(i.list)
	i.box = kit.Columns(d.gap(kit.GapSmall), []float32{3, 2}, d.card("", d.room(i.view, 220)), d.card("", i.roll))
	return i
}

func (i *ideas) content() fyne.CanvasObject { return i.box }
func (i *ideas) moves() []string            { return []string{"idea", "effort"} }

func (i *ideas) acts() []act {
	one := i.d.s != nil && i.d.s.Idea(i.d.at.idea) != nil
	return []act{
		{id: "idea", do: i.askIdea, primary: true},
		{id: "more", do: func() { i.nudge(0, 1) }, off: !one}, {id: "less", do: func() { i.nudge(0, -1) }, off: !one},
		{id: "harder", do: func() { i.nudge(1, 0) }, off: !one}, {id: "easier", do: func() { i.nudge(-1, 0) }, off: !one},
		{id: "edit", do: i.askEdit, off: !one}, {id: "remove", do: i.remove, off: !one},
	}
}

func (i *ideas) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		i.move(1)
	case fyne.KeyUp:
		i.move(-1)
	case fyne.KeyRight:
		i.nudge(1, 0)
	case fyne.KeyLeft:
		i.nudge(-1, 0)
	default:
		return false
	}
	return true
}

func (i *ideas) move(by int) {
	var all []kaizen.ID
	for _, one := range i.d.s.Ideas {
		all = append(all, one.ID)
	}
	i.d.at.idea = shift(all, i.d.at.idea, by)
	i.d.redraw()
}

// nudge moves the idea on the grid by steps of effort and impact; one without a place starts in the middle.
func (i *ideas) nudge(effort, impact float64) {
	id := i.d.at.idea
	if i.d.locked() || i.d.s.Idea(id) == nil {
		return
	}
	i.d.try(func(s *kaizen.Session) {
		one := s.Idea(id)
		step := func(at *float64, by float64) *float64 {
			x := workbench.MostImpact / 2.0
			if at != nil {
				x = *at + by
			}
			x = min(max(x, 0), workbench.MostImpact)
			return &x
		}
		if effort != 0 || one.Effort == nil {
			one.Effort = step(one.Effort, effort)
		}
		if impact != 0 || one.Impact == nil {
			one.Impact = step(one.Impact, impact)
		}
	})
}

// settle keeps the cursor on an idea that is there.
func (d *desk) settleIdea() {
	if d.s.Idea(d.at.idea) == nil {
		d.at.idea = 0
		if n := len(d.s.Ideas); n > 0 {
			d.at.idea = d.s.Ideas[0].ID
		}
	}
}

func (i *ideas) show() {
	d := i.d
	d.settleIdea()
	if i.about != d.s || i.lit != d.at.idea || i.of != d.facts {
		i.about, i.lit, i.of = d.s, d.at.idea, d.facts
		g := figure.Ideas(d.s, d.at.idea, d.impactName(), d.at.revealed, d.l)
		d.put(i.view, func() charts.Chart { return g })
	}
	i.list.Objects = nil
	for n, one := range d.s.Ideas {
		i.list.Add(i.row(n, one))
	}
	if len(d.s.Ideas) == 0 {
		i.list.Add(d.para(d.t("session.ideas.none"), kit.RoleMuted))
	}
	i.list.Refresh()
	d.reveal(i.roll, i.list, slices.IndexFunc(d.s.Ideas, func(x kaizen.Idea) bool { return x.ID == d.at.idea }))
}

// row is an idea in the list; that of the chosen one says what it rests on.
func (i *ideas) row(n int, one kaizen.Idea) fyne.CanvasObject {
	d := i.d
	parts := []fyne.CanvasObject{d.para(strconv.Itoa(n+1)+". "+one.Text, kit.RoleBody).SetBold(one.ID == d.at.idea)}
	if one.ID == d.at.idea {
		if c := d.s.Cause(one.Cause); c != nil {
			parts = append(parts, d.para(d.t("session.idea.against", "cause", c.Text), kit.RoleSmall))
		}
		if one.Worth != nil {
			id := "session.idea.worth.even"
			if _, known := d.facts.WorthOf(d.s, one.Cause); known {
				id = "session.idea.worth"
			}
			parts = append(parts, d.para(d.t(id, "worth", figure.WorthText(*one.Worth, d.l), "above", d.above()), kit.RoleSmall))
		}
		if !one.Placed() {
			parts = append(parts, d.para(d.t("session.idea.unplaced"), kit.RoleWarn))
		}
	}
	return d.choice(one.ID == d.at.idea, kit.VBox(0, parts...), func() { d.at.idea = one.ID; d.redraw() })
}

// impactName names the scale of the impact, and what its top is.
func (d *desk) impactName() string {
	if top := d.facts.Top(); top.Repeats > 0 {
		return d.t("session.grid.impact.top", "worth", figure.WorthText(top, d.l), "above", d.above())
	}
	return d.t("session.grid.impact")
}

// causeTexts lists the causes, those to do something about first.
func causeTexts(s *kaizen.Session) []string {
	var first, rest []string
	for _, c := range s.Causes {
		if c.Root {
			first = append(first, c.Text)
		} else {
			rest = append(rest, c.Text)
		}
	}
	return append(first, rest...)
}

// causeNamed gives the cause with a text.
func causeNamed(s *kaizen.Session, text string) (kaizen.ID, error) {
	if text == "" {
		return 0, nil
	}
	for _, c := range s.Causes {
		if strings.EqualFold(c.Text, text) {
			return c.ID, nil
		}
	}
	return 0, &problem{id: "session.bad.cause"}
}

func (i *ideas) askIdea() {
	d := i.d
	cause := ""
	if c := d.s.Cause(d.at.cause); c != nil {
		cause = c.Text
	}
	d.ask(ask{
		title: d.t("session.ask.idea"), again: true,
		fields: []field{
			{label: d.t("session.field.idea"), hint: d.t("session.field.idea.hint"), need: true},
			{label: d.t("session.field.idea.cause"), text: cause, options: func() []string { return causeTexts(d.s) }},
		},
		done: func(x []string) error {
			about, err := causeNamed(d.s, x[1])
			if err != nil {
				return err
			}
			return d.edit(func(s *kaizen.Session) {
				one := kaizen.Idea{ID: s.Next(), Text: x[0], Cause: about}
				d.weigh(s, &one)
				s.Ideas = append(s.Ideas, one)
				d.at.idea = one.ID
			})
		},
	})
}

// weigh fills in the impact of an idea from what its cause costs.
func (d *desk) weigh(s *kaizen.Session, one *kaizen.Idea) {
	w, _ := d.facts.WorthOf(s, one.Cause)
	if impact, ok := d.facts.Impact(w); ok {
		one.Worth, one.Impact = &w, &impact
	}
}

func (i *ideas) askEdit() {
	d := i.d
	one := d.s.Idea(d.at.idea)
	if one == nil {
		return
	}
	id, cause := one.ID, ""
	if c := d.s.Cause(one.Cause); c != nil {
		cause = c.Text
	}
	d.ask(ask{
		title: d.t("session.ask.edit_idea"),
		fields: []field{
			{label: d.t("session.field.idea"), text: one.Text, need: true},
			{label: d.t("session.field.idea.cause"), text: cause, options: func() []string { return causeTexts(d.s) }},
		},
		done: func(x []string) error {
			about, err := causeNamed(d.s, x[1])
			if err != nil {
				return err
			}
			return d.edit(func(s *kaizen.Session) {
				one := s.Idea(id)
				if one == nil {
					return
				}
				one.Text = x[0]
				if one.Cause != about {
					one.Cause = about
					d.weigh(s, one)
				}
			})
		},
	})
}

func (i *ideas) remove() {
	id := i.d.at.idea
	i.d.try(func(s *kaizen.Session) {
		s.Ideas = slices.DeleteFunc(s.Ideas, func(x kaizen.Idea) bool { return x.ID == id })
	})
}
