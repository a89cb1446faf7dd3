package kaizen

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// weekly is the list for the stand-up of a quarter of an hour: what came in, what is late, due and done, whose effect can be
// looked at, and who still has to be told. In large type, to be read by all who stand round it.
type weekly struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	none    *kit.EmptyState

	heading *kit.Text
	counts  *kit.Text
	table   *kit.Table[weekRow]

	open   func(id kaizen.ID) // shows an action on its own tab
	answer func(id kaizen.ID) // shows a signal on its own tab
	drawn  drawn
	n      *workbench.Snapshot
}

// weekRow is a line of the list, or the heading of a part of it.
type weekRow struct {
	key    string
	head   string
	what   string
	who    string
	state  string
	role   kit.Role
	action *kaizen.Action
	check  *kaizen.Check
	signal *kaizen.Signal
}

// weeklySize is that of the texts, weeklyHeight that of a line.
const (
	weeklySize   = 16
	weeklyHeight = 38
)

func newWeekly(sh screen.Shell, open, answer func(id kaizen.ID)) *weekly {
	l := sh.Locale()
	w := &weekly{sh: sh, open: open, answer: answer, heading: kit.NewText("", kit.RoleHeading), counts: kit.NewTruncatedText("", kit.RoleMuted)}
	head := func(r weekRow, other kit.Role) kit.Role {
		if r.head != "" {
			return kit.RoleAccent
		}
		return other
	}
	w.table = kit.NewTable(
		kit.Column[weekRow]{ID: "what", Title: l.T("board.weekly.what"), MinWidth: 260, Text: func(r weekRow) string {
			if r.head != "" {
				return r.head
			}
			return r.what
		}, Role: func(r weekRow) kit.Role { return head(r, kit.RoleStrong) }},
		kit.Column[weekRow]{ID: "who", Title: l.T("board.weekly.who"), Width: 190, MinWidth: 110, Text: func(r weekRow) string { return r.who }},
		kit.Column[weekRow]{ID: "state", Title: l.T("board.column.state"), Width: 330, MinWidth: 140, Text: func(r weekRow) string { return r.state },
			Role: func(r weekRow) kit.Role { return r.role }})
	w.table.Key = func(r weekRow) string { return r.key }
	w.table.SetTextSize(weeklySize)
	w.table.SetRowHeight(weeklyHeight)
	w.table.OnActivate = func(r weekRow) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.table)
		w.menu(r, at.AddXY(40, min(w.table.Size().Height/2, 120)))
	}
	w.table.OnSecondary = w.menu
	w.table.OnCopy = sh.Copy
	paper := kit.NewButton(l.T("board.weekly.print"), func() { saveWeekly(sh) })
	w.page = kit.VBoxFill(kit.GapSmall, container.NewBorder(nil, nil, nil, kit.VBox(0, paper), kit.VBox(2, w.heading, w.counts)), kit.NewCard("", nil, w.table))
	w.none = kit.NewEmptyState(l.T("board.weekly.none.title"), l.T("board.weekly.none.text"))
	w.content = container.NewStack(w.page, w.none)
	return w
}

// Content gives what to show.
func (w *weekly) Content() fyne.CanvasObject { return w.content }

// list makes the list of a snapshot.
func list(n *workbench.Snapshot) kaizen.Weekly {
	var to time.Time
	if n.Workspace.Contacts > 0 {
		to = n.Workspace.To
	}
	return n.Register.Weekly(n.Today, to, time.Duration(n.Question.Definition.Window))
}

// Show draws a snapshot.
func (w *weekly) Show(n *workbench.Snapshot) {
	if n.Register == nil {
		return
	}
	now := drawn{register: n.Register, rest: n.Today.String() + effectsOf(n) + n.Workspace.To.String() + n.Question.Definition.Window.String()}
	if w.drawn == now {
		return
	}
	w.drawn, w.n = now, n
	l := w.sh.Locale()
	k := list(n)
	w.sh.Bench().WantEffects(wanted(append(k.Done, actionsOf(k.Checks)...))...)
	_, week := n.Today.Time().ISOWeek()
	w.heading.SetText(l.T("board.weekly.heading", "n", week, "days", l.Period(k.From.Time(), k.To.Time())))
	w.counts.SetText(figure.Join(count(l.T("board.weekly.count.signals", "n", len(k.Signals)), len(k.Signals)), count(l.T("board.weekly.count.late", "n", len(k.Late)), len(k.Late)),
		count(l.T("board.weekly.count.due", "n", len(k.Due)), len(k.Due)), count(l.T("board.weekly.count.done", "n", len(k.Done)), len(k.Done)),
		count(l.T("board.weekly.count.checks", "n", len(k.Checks)), len(k.Checks)), count(l.T("board.weekly.count.reply", "n", len(k.Reply)), len(k.Reply))))
	rows := w.rows(k)
	w.table.SetRows(rows)
	if len(rows) == 0 {
		put(w.content, w.none)
	} else {
		put(w.content, w.page)
	}
}

// count leaves out what there is none of.
func count(text string, n int) string {
	if n == 0 {
		return ""
	}
	return text
}

func actionsOf(checks []kaizen.Ready) []*kaizen.Action {
	var all []*kaizen.Action
	for _, c := range checks {
		all = append(all, c.Action)
	}
	return all
}

// rows are the lines of the list, part by part; a part in which there is nothing has no heading.
func (w *weekly) rows(k kaizen.Weekly) []weekRow {
	l, r := w.sh.Locale(), w.n.Register
	var rows []weekRow
	part := func(id string, lines []weekRow) {
		if len(lines) > 0 {
			rows = append(rows, weekRow{key: id, head: l.T("board.weekly.part."+id, "n", len(lines))})
			rows = append(rows, lines...)
		}
	}
	actions := func(id string, list []*kaizen.Action) {
		var lines []weekRow
		for _, a := range list {
			x := weekRow{key: id + idText(a.ID), what: a.Title, who: ownerText(r, a), action: a}
			x.state, x.role = stateText(w.n, a, l)
			lines = append(lines, x)
		}
		part(id, lines)
	}
	signals := func(id string, list []*kaizen.Signal, state func(s *kaizen.Signal) (string, kit.Role)) {
		var lines []weekRow
		for _, s := range list {
			x := weekRow{key: id + idText(s.ID), what: s.Text, who: r.Name(s.From), signal: s}
			x.state, x.role = state(s)
			lines = append(lines, x)
		}
		part(id, lines)
	}
	signals("signals", k.Signals, func(s *kaizen.Signal) (string, kit.Role) {
		return figure.Join(aboutText(s, l), daysAgo(s.Day, w.n.Today, w.sh)), kit.RoleMuted
	})
	actions("late", k.Late)
	actions("due", k.Due)
	actions("lacking", k.Lacking)
	actions("done", k.Done)
	var checks []weekRow
	for _, c := range k.Checks {
		x := weekRow{key: "check" + idText(c.Action.ID) + "/" + idText(c.Check.ID), what: c.Action.Title, who: ownerText(r, c.Action), action: c.Action, check: &c.Check}
		x.state, x.role = l.T("board.check.days", "n", c.Check.Days), kit.RoleMuted
		if text, role, ok := effectText(w.n, c.Action, l); ok {
			x.state, x.role = x.state+": "+text, role
		}
		checks = append(checks, x)
	}
	part("checks", checks)
	signals("reply", k.Reply, func(s *kaizen.Signal) (string, kit.Role) {
		return l.T("board.weekly.tell", "title", r.Title(kaizen.Ref{Kind: kaizen.OfAction, ID: s.Action})), kit.RoleWarn
	})
	signals("replied", k.Replied, func(s *kaizen.Signal) (string, kit.Role) { return s.Answer, kit.RoleGood })
	return rows
}

// daysAgo says how long ago a day was.
func daysAgo(d, today repeat.Date, sh screen.Shell) string {
	if d.IsZero() {
		return ""
	}
	if days := int(today.Time().Sub(d.Time()).Hours() / 24); days > 0 {
		return sh.Locale().T("board.days_ago", "n", days)
	}
	return day.Short(d, today, sh.Locale())
}

// menu offers what can be done with a line, there and then.
func (w *weekly) menu(r weekRow, at fyne.Position) {
	l, b := w.sh.Locale(), w.sh.Bench()
	var items []kit.MenuItem
	switch {
	case r.signal != nil:
		if r.signal.Action == 0 {
			items = append(items, kit.MenuItem{Text: l.T("board.signal.act"), Do: func() { actOn(w.sh, r.signal.ID, w.open) }})
		}
		items = append(items, kit.MenuItem{Text: l.T("board.signal.answer"), Do: func() { reply(w.sh, r.signal.ID) }},
			kit.MenuItem{Text: l.T("board.open"), Do: func() { w.answer(r.signal.ID) }})
	case r.check != nil:
		items = append(items, kit.MenuItem{Text: l.T("board.check.take.long"), Do: func() { b.TakeCheck(r.action.ID, r.check.ID) }},
			kit.MenuItem{Text: l.T("board.open"), Do: func() { w.open(r.action.ID) }})
	case r.action != nil:
		id := r.action.ID
		items = append(items, kit.MenuItem{Text: l.T("board.open"), Do: func() { w.open(id) }}, kit.MenuItem{})
		for _, s := range []kaizen.Status{kaizen.Agreed, kaizen.Doing, kaizen.Done, kaizen.Standard, kaizen.Dropped} {
			if s != r.action.Status {
				items = append(items, kit.MenuItem{Text: l.T("board.to", "status", l.T("kaizen.status."+string(s))), Do: func() { moveAction(w.sh, id, s) }})
			}
		}
		if !r.action.Status.Finished() {
			items = append(items, kit.MenuItem{}, kit.MenuItem{Text: l.T("board.later"), Do: func() { askDue(w.sh, id) }})
		}
	default:
		return
	}
	kit.ShowMenuAt(w.sh.Window().Canvas(), at, items)
}
