package session

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// list is all sessions, the next one first.
type list struct {
	of      *Sessions
	content *fyne.Container
	table   *kit.Table[row]
	page    fyne.CanvasObject
	empty   *kit.EmptyState
	fresh   *kit.Button
	shown   *kaizen.Register
}

// row is a session in the list.
type row struct {
	*kaizen.Session
	actions, done int
}

func newList(of *Sessions) *list {
	l := of.sh.Locale()
	v := &list{of: of}
	v.table = kit.NewTable(
		kit.Column[row]{ID: "title", Title: l.T("session.column.title"), MinWidth: 200, Text: func(r row) string { return r.Title }, Role: func(row) kit.Role { return kit.RoleStrong },
			Less: func(a, b row) bool { return strings.ToLower(a.Title) < strings.ToLower(b.Title) }},
		kit.Column[row]{ID: "date", Title: l.T("session.column.date"), Width: 120, Text: func(r row) string {
			if r.Date.IsZero() {
				return "–"
			}
			return l.Date(r.Date.Time())
		}, Less: func(a, b row) bool { return a.Date.Time().Before(b.Date.Time()) }},
		kit.Column[row]{ID: "stage", Title: l.T("session.column.stage"), Width: 170, Text: func(r row) string { return l.T("kaizen.stage." + string(r.Stage)) },
			Less: func(a, b row) bool {
				return slices.Index(kaizen.Stages, a.Stage) < slices.Index(kaizen.Stages, b.Stage)
			}},
		kit.Column[row]{ID: "baseline", Title: l.T("session.column.baseline"), Width: 110, Align: fyne.TextAlignTrailing, Text: func(r row) string {
			if r.Baseline == nil {
				return "–"
			}
			return figure.Percent(r.Baseline.Of(r.Measure), l)
		}},
		kit.Column[row]{ID: "target", Title: l.T("session.column.target"), Width: 80, Align: fyne.TextAlignTrailing, Text: func(r row) string {
			if r.Target == nil {
				return "–"
			}
			return l.Percent(*r.Target)
		}},
		kit.Column[row]{ID: "actions", Title: l.T("session.column.actions"), Width: 120, Align: fyne.TextAlignTrailing, Text: func(r row) string {
			if r.actions == 0 {
				return "–"
			}
			return l.T("session.column.actions.done", "done", r.done, "n", r.actions)
		}},
	)
	v.table.SetSort("date", true)
	v.table.OnActivate = func(r row) { of.Open(r.ID) }
	v.fresh = kit.NewPrimaryButton(l.T("session.new"), v.ask)
	open := kit.NewButton(l.T("session.open"), func() {
		if r, ok := v.table.Selected(); ok {
			of.Open(r.ID)
		}
	})
	v.page = kit.VBoxFill(kit.GapSmall, kit.HBox(kit.GapSmall, v.fresh, open), kit.NewCard("", nil, v.table))
	v.empty = kit.NewEmptyState(l.T("session.empty.title"), l.T("session.empty.text"), kit.NewPrimaryButton(l.T("session.new"), v.ask))
	v.content = container.NewStack(v.page, v.empty)
	return v
}

func (v *list) show(n *workbench.Snapshot) {
	if n.Register == nil {
		return
	}
	if n.Workspace.ReadOnly {
		v.fresh.Disable()
	} else {
		v.fresh.Enable()
	}
	if n.Register != v.shown {
		v.shown = n.Register
		var rows []row
		for _, s := range n.Register.Sessions {
			r := row{Session: s}
			for _, a := range n.Register.ActionsOf(s.ID) {
				if a.Status == kaizen.Dropped {
					continue
				}
				r.actions++
				if a.Status.Finished() {
					r.done++
				}
			}
			rows = append(rows, r)
		}
		v.table.SetRows(rows)
	}
	face := fyne.CanvasObject(v.page)
	if len(n.Register.Sessions) == 0 {
		face = v.empty
	}
	for _, o := range v.content.Objects {
		if o == face {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// about is something that a session can be about.
type about struct {
	name string
	sel  repeat.Selection
}

// abouts lists what a session can be about: what is selected now, then the third parties, processes, reasons and teams in the
// data, those with most repeats first.
func abouts(d *desk) []about {
	n, l := d.n, d.l
	now := n.Question.Selection
	var all []about
	if len(now.Filter) > 0 && !ofAgent(now.Filter) {
		all = append(all, about{figure.SelectionText(now.Filter, l), now})
	}
	all = append(all, about{l.T("session.about.all"), repeat.Selection{From: now.From, To: now.To}})
	for _, by := range []contact.Dimension{contact.Third, contact.Process, contact.Reason, contact.Team} {
		var values []string
		if n.Figures != nil {
			for _, r := range n.Figures.Top[by].Rows {
				values = append(values, r.Key[0])
			}
		}
		if n.Workspace.Values != nil {
			for _, v := range n.Workspace.Values(by) {
				if !slices.Contains(values, v) {
					values = append(values, v)
				}
			}
		}
		for _, v := range values {
			if v != "" {
				all = append(all, about{l.T("session.about.one", "dimension", figure.Capital(l.T("dimension."+string(by))), "value", v),
					repeat.Selection{From: now.From, To: now.To, Filter: repeat.Filter{{By: by, Values: []string{v}}}}})
			}
		}
	}
	return all
}

// ofAgent says whether a filter picks single agents: no session is about one.
func ofAgent(f repeat.Filter) bool {
	return slices.ContainsFunc(f, func(c repeat.Condition) bool { return c.By == contact.Agent })
}

// ask asks what a new session is about, and opens it.
func (v *list) ask() {
	d := &desk{sh: v.of.sh, bench: v.of.bench, l: v.of.sh.Locale(), scale: 1}
	d.n = v.of.bench.Snapshot()
	if d.n.Register == nil || d.n.Workspace.ReadOnly {
		return
	}
	all := abouts(d)
	var names []string
	for _, a := range all {
		names = append(names, a.name)
	}
	first := ""
	if len(d.n.Question.Selection.Filter) > 0 && len(all) > 0 {
		first = all[0].name
	}
	d.askInDialog(ask{
		title: d.t("session.new"),
		fields: []field{
			{label: d.t("session.field.about"), hint: d.t("session.field.about.hint"), text: first, need: true, options: func() []string { return names }},
			{label: d.t("session.field.title"), hint: d.t("session.field.title.hint")},
			{label: d.t("session.field.target"), hint: d.t("session.field.target.hint")},
			{label: d.t("session.field.date"), hint: d.t("session.field.date.hint")},
			{label: d.t("session.field.participants"), hint: d.t("session.field.participants.hint"), options: d.names},
		},
		done: func(x []string) error {
			i := slices.IndexFunc(all, func(a about) bool { return strings.EqualFold(a.name, x[0]) })
			if i < 0 {
				return &problem{id: "session.bad.about"}
			}
			target, err := readShare(x[2])
			if err != nil {
				return err
			}
			day, err := readDay(x[3], d.today())
			if err != nil {
				return err
			}
			s := kaizen.Session{Title: x[1], Scope: all[i].sel, Target: target, Date: day, Bones: workbench.Bones(d.n.CodeBook)}
			if s.Title == "" {
				s.Title = all[i].name
			}
			var id kaizen.ID
			err = v.of.bench.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
				s.Participants = named(e, x[4])
				id = e.AddSession(s)
				return nil
			})
			if err != nil {
				return err
			}
			v.of.bench.FreezeBaseline(kaizen.Ref{Kind: kaizen.OfSession, ID: id})
			v.of.Open(id)
			return nil
		},
	})
}
