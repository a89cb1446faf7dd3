package session

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// charter is what the session is about: where it stands, where it wants to be, who is there.
type charter struct {
	d    *desk
	box  *fyne.Container
	left *fyne.Container
	side *fyne.Container
}

func newCharter(d *desk) *charter {
	c := &charter{d: d, left: kit.VBox(d.gap(kit.GapSmall)), side: kit.VBox(d.gap(kit.GapSmall))}
	c.box = kit.Columns(d.gap(kit.Gap), []float32{3, 2},
		d.card("", container.NewVScroll(c.left)), d.card("", container.NewVScroll(c.side)))
	return c
}

func (c *charter) content() fyne.CanvasObject { return c.box }
func (c *charter) moves() []string            { return nil }
func (c *charter) key(*fyne.KeyEvent) bool    { return false }

func (c *charter) acts() []act {
	frozen := c.d.s != nil && c.d.s.Baseline != nil
	return []act{
		{id: "problem", do: c.askProblem}, {id: "target", do: c.askTarget}, {id: "people", do: c.askPeople}, {id: "when", do: c.askWhen},
		{id: "freeze", do: func() { c.d.bench.FreezeBaseline(kaizen.Ref{Kind: kaizen.OfSession, ID: c.d.id}) }, off: frozen},
	}
}

func (c *charter) show() {
	d, s := c.d, c.d.s
	l := d.l
	var left []fyne.CanvasObject
	add := func(o ...fyne.CanvasObject) { left = append(left, o...) }
	if s.Problem != "" {
		add(d.para(s.Problem, kit.RoleBody), kit.MinSize(1, d.gap(2), kit.Spacer()))
	}
	add(baseline(d)...)
	if s.Target != nil {
		add(d.para(figure.TargetText(s, l), kit.RoleStrong))
	} else {
		add(d.para(d.t("session.target.none"), kit.RoleWarn))
	}
	if text, reach := workbench.ReachText(s, d.facts, l); text != "" {
		add(d.para(text, map[workbench.Reachable]kit.Role{workbench.ReachShown: kit.RoleGood, workbench.ReachFar: kit.RoleWarn, workbench.ReachUnknown: kit.RoleMuted}[reach]))
	}
	if s.Goal != "" {
		add(d.para(d.t("session.goal.is", "goal", s.Goal), kit.RoleBody))
	}
	c.left.Objects = left
	c.left.Refresh()

	var side []fyne.CanvasObject
	say := func(title, text string) {
		side = append(side, kit.VBox(0, d.para(title, kit.RoleSmall), d.para(text, kit.RoleBody)))
	}
	say(d.t("session.when"), figure.WhenText(s, l))
	say(d.t("session.sponsor"), d.name(s.Sponsor))
	say(d.t("session.facilitator"), d.name(s.Facilitator))
	var names []string
	for _, p := range s.Participants {
		names = append(names, d.name(p))
	}
	if len(names) == 0 {
		names = []string{d.t("session.participants.none")}
	}
	say(d.t("session.participants", "n", len(s.Participants)), strings.Join(names, " · "))
	say(d.t("session.checks"), checksText(d))
	c.side.Objects = side
	c.side.Refresh()
}

// baseline draws where the scope stood when it was frozen.
func baseline(d *desk) []fyne.CanvasObject {
	s, l := d.s, d.l
	if s.Baseline == nil {
		return []fyne.CanvasObject{d.para(d.t("session.baseline"), kit.RoleSmall), d.para(d.t("session.baseline.none"), kit.RoleWarn)}
	}
	b := s.Baseline
	r := b.Of(s.Measure)
	value := d.text(figure.Percent(r, l), kit.RoleHero)
	return []fyne.CanvasObject{
		d.para(d.t("session.baseline.at", "date", l.Date(b.At.Local())), kit.RoleSmall),
		kit.HBox(d.gap(10), value, kit.VBox(0, d.text(figure.BaselineText(s, l), kit.RoleBody),
			d.text(figure.Basis(r, l), kit.RoleMuted))),
		d.para(figure.SelectionText(b.Selection.Filter, l), kit.RoleStrong),
		d.para(figure.BaselineRests(b, l), kit.RoleSmall),
		d.para(b.Definition.Sentence(l), kit.RoleSmall),
	}
}

func (c *charter) askProblem() {
	d, s := c.d, c.d.s
	d.ask(ask{
		title: d.t("session.ask.problem"),
		fields: []field{
			{label: d.t("session.field.title"), text: s.Title, need: true},
			{label: d.t("session.field.problem"), hint: d.t("session.field.problem.hint"), text: s.Problem, long: true},
			{label: d.t("session.field.goal"), hint: d.t("session.field.goal.hint"), text: s.Goal},
		},
		done: func(x []string) error {
			return d.edit(func(s *kaizen.Session) { s.Title, s.Problem, s.Goal = x[0], x[1], x[2] })
		},
	})
}

func (c *charter) askTarget() {
	d := c.d
	d.ask(ask{
		title:  d.t("session.ask.target"),
		fields: []field{{label: d.t("session.field.target"), hint: d.t("session.field.target.hint"), text: writeShare(d.s.Target, d.l)}},
		done: func(x []string) error {
			target, err := readShare(x[0])
			if err != nil {
				return err
			}
			return d.edit(func(s *kaizen.Session) { s.Target = target })
		},
	})
}

func (c *charter) askPeople() {
	d, s := c.d, c.d.s
	d.ask(ask{
		title: d.t("session.ask.people"),
		fields: []field{
			{label: d.t("session.field.sponsor"), text: d.n.Register.Name(s.Sponsor), options: d.names},
			{label: d.t("session.field.facilitator"), text: d.n.Register.Name(s.Facilitator), options: d.names},
			{label: d.t("session.field.participants"), hint: d.t("session.field.participants.hint"), text: people(d, s.Participants), options: d.names},
		},
		done: func(x []string) error {
			return d.bench.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
				s := e.Session(d.id)
				s.Sponsor, s.Facilitator, s.Participants = e.PersonNamed(x[0]), e.PersonNamed(x[1]), named(e, x[2])
				return nil
			})
		},
	})
}

// people writes names with commas.
func people(d *desk, all []kaizen.ID) string {
	var names []string
	for _, p := range all {
		names = append(names, d.n.Register.Name(p))
	}
	return strings.Join(names, ", ")
}

// named reads names with commas; each once. Who is not known yet is added to the register.
func named(e *kaizen.Edit, text string) []kaizen.ID {
	var all []kaizen.ID
	seen := map[kaizen.ID]bool{}
	for _, name := range strings.Split(text, ",") {
		if id := e.PersonNamed(name); id != 0 && !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	return all
}

func (c *charter) askWhen() {
	d, s := c.d, c.d.s
	d.ask(ask{
		title: d.t("session.ask.when"),
		fields: []field{
			{label: d.t("session.field.date"), hint: d.t("session.field.date.hint"), text: writeDay(s.Date)},
			{label: d.t("session.field.from"), hint: "9:00", text: s.From},
			{label: d.t("session.field.to"), hint: "12:00", text: s.To},
			{label: d.t("session.field.place"), text: s.Place},
		},
		done: func(x []string) error {
			day, err := readDay(x[0], d.today())
			if err != nil {
				return err
			}
			return d.edit(func(s *kaizen.Session) { s.Date, s.From, s.To, s.Place = day, clockText(x[1]), clockText(x[2]), x[3] })
		},
	})
}

// clockText brings a time of day to the form of the register: "9", "9:00" and "9.00" are "09:00".
func clockText(text string) string {
	text = strings.ReplaceAll(text, ".", ":")
	if text != "" && !strings.Contains(text, ":") {
		text += ":00"
	}
	if len(text) == 4 {
		text = "0" + text
	}
	return text
}

// above says what the worth of this session is above.
func (d *desk) above() string {
	if d.facts == nil || d.facts.Above == "" {
		return ""
	}
	return d.t("session.above." + string(d.facts.Above))
}

// checksText says when the whole of the session is looked at.
func checksText(d *desk) string {
	if text := figure.Dates(figure.CheckDays(d.s, d.n.Register.Settings), d.l); text != "" {
		return text
	}
	return d.t("session.checks.none")
}
