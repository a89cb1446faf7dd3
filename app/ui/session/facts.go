package session

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// fact is a chart with what it says.
type fact struct {
	id    string
	title string
	says  string // what to see in it
	rests string // what it rests on
	chart func() charts.Chart
}

// facts shows what is known of the scope, one chart at a time.
type facts struct {
	d     *desk
	box   *fyne.Container
	title *kit.Paragraph
	says  *kit.Paragraph
	rests *kit.Paragraph
	place *kit.Text
	view  *chartview.View
	wait  *kit.Paragraph

	of    *workbench.SessionFacts
	about *kaizen.Session
	shown string
	all   []fact
}

func newFacts(d *desk) *facts {
	f := &facts{d: d, title: d.bold(""), says: d.para("", kit.RoleBody), rests: d.para("", kit.RoleSmall), place: d.text("", kit.RoleMuted),
		view: d.view(), wait: d.para(d.t("session.facts.wait"), kit.RoleMuted)}
	head := container.NewBorder(nil, nil, nil, f.place, f.title)
	f.box = container.NewStack(d.card("", container.NewBorder(kit.VBox(d.gap(2), head, f.says), f.rests, nil, nil,
		container.NewStack(d.room(f.view, 200), f.wait))))
	return f
}

func (f *facts) content() fyne.CanvasObject { return f.box }
func (f *facts) moves() []string            { return []string{"fact"} }

func (f *facts) acts() []act {
	last := len(f.all) - 1
	return []act{
		{id: "previous", do: func() { f.move(-1) }, off: f.d.at.fact <= 0},
		{id: "next", do: func() { f.move(1) }, off: f.d.at.fact >= last},
		{id: "evidence", do: f.keep, off: len(f.all) == 0 || f.d.s == nil || f.d.s.Cause(f.d.at.cause) == nil},
	}
}

func (f *facts) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyLeft:
		f.move(-1)
	case fyne.KeyRight:
		f.move(1)
	default:
		return false
	}
	return true
}

func (f *facts) move(by int) {
	f.d.at.fact = min(max(f.d.at.fact+by, 0), max(0, len(f.all)-1))
	f.d.redraw()
}

// keep makes the chart in sight evidence of the cause that was chosen last.
func (f *facts) keep() {
	d := f.d
	if len(f.all) == 0 {
		return
	}
	one := f.all[min(d.at.fact, len(f.all)-1)]
	query := d.facts.Query
	d.try(func(s *kaizen.Session) {
		if c := s.Cause(d.at.cause); c != nil {
			c.Evidence = append(c.Evidence, kaizen.Evidence{ID: s.Next(), Proof: kaizen.ByChart, Text: one.title, Chart: one.id, Query: &query, At: time.Now().UTC()})
		}
	})
}

func (f *facts) show() {
	d := f.d
	if d.facts != f.of || d.s != f.about {
		f.of, f.about = d.facts, d.s
		f.all = factsOf(d)
	}
	f.wait.Hide()
	if len(f.all) == 0 {
		f.title.SetText("")
		f.says.SetText("")
		f.rests.SetText("")
		f.place.SetText("")
		f.view.Widget.Hide()
		if d.facts != nil {
			f.wait.SetText(d.t("session.facts.none"))
		}
		f.wait.Show()
		return
	}
	f.view.Widget.Show()
	d.at.fact = min(d.at.fact, len(f.all)-1)
	one := f.all[d.at.fact]
	f.title.SetText(one.title)
	f.says.SetText(one.says)
	f.rests.SetText(one.rests)
	f.place.SetText(d.t("session.facts.place", "i", d.at.fact+1, "n", len(f.all)))
	if key := one.id + one.title + one.says; key != f.shown {
		f.shown = key
		d.put(f.view, one.chart)
	}
}

// factsOf makes the facts of a session.
func factsOf(d *desk) []fact {
	f, s, l := d.facts, d.s, d.l
	var all []fact
	if e := figure.SplitOf(s); e != nil {
		if bars, ok := figure.SplitChart(e.Split, d.n.CodeBook, l); ok {
			all = append(all, fact{id: "split", title: d.t("session.fact.split", "n", e.Split[0].Of), says: e.Text, rests: d.t("session.fact.split.rests"),
				chart: func() charts.Chart { return bars }})
		}
	}
	if f == nil || f.Total.Total.Ripe == 0 {
		return all
	}
	rests := restsOn(f.Query, f.Total.Data, l)
	setup := figure.Setup{Target: s.Target}
	if c, err := figure.NewControl(f.Weeks, f.Weeks.Total, figure.Followed, setup); err == nil {
		events := workbench.Flags(d.n.EventsOf(f.Query.Selection.Filter), l)
		all = append(all, fact{id: "trend", title: d.t("session.fact.trend"), says: c.Reading(l), rests: rests,
			chart: func() charts.Chart { return figure.ControlChart(f.Weeks, c, events, l) }})
	}
	if f.Parts != nil && len(f.Parts.Items) > 1 {
		all = append(all, fact{id: "pareto", title: d.t("session.fact.parts", "dimension", l.T("dimension."+string(f.Parts.Dimension))),
			says: figure.TailText(*f.Parts, l), rests: rests, chart: func() charts.Chart { return figure.Pareto(*f.Parts, l) }})
	}
	if f.Peers != nil && f.Peers.Dimension != contact.Agent && judged(f.Peers) > 1 {
		chosen := ""
		if by, values := ownOf(s); by == f.Peers.Dimension && len(values) > 0 {
			chosen = values[0]
		}
		all = append(all, fact{id: "funnel", title: figure.OutliersTitle(*f.Peers, l), says: figure.OutliersNote(*f.Peers, l), rests: restsOn(f.Peers.Query, f.Peers.Data, l),
			chart: func() charts.Chart { return figure.Funnel(*f.Peers, chosen, l) }})
	}
	return all
}

// restsOn says what the figures of a query rest on.
func restsOn(q repeat.Query, data repeat.Data, l *locale.Locale) string {
	return figure.Join(figure.SelectionText(q.Selection.Filter, l), figure.Period(q.Selection, data, l), q.Definition.Short(l), figure.Coverage(data, l))
}

func judged(r *outlier.Result) int { return r.Judged }

// ownOf gives the dimension of the scope that its peers are of.
func ownOf(s *kaizen.Session) (contact.Dimension, []string) {
	for _, c := range s.Scope.Filter {
		if c.By == contact.Third || c.By == contact.Team {
			return c.By, c.Values
		}
	}
	return "", nil
}
