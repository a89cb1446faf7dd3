package kaizen

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// What the list is put together by.
const (
	byNothing = ""
	byOwner   = "owner"
	byProcess = "process"
	bySession = "session"
)

// listRow is an action, or the heading of a group of them.
type listRow struct {
	head string
	n    int // actions under the heading
	*kaizen.Action
}

// listView shows actions in a table, put together by owner, process or session.
type listView struct {
	a       *actions
	content fyne.CanvasObject
	group   *kit.Select
	table   *kit.Table[listRow]
	n       *workbench.Snapshot
	list    []*kaizen.Action
	rows    []listRow
}

func newListView(a *actions) *listView {
	l := a.sh.Locale()
	v := &listView{a: a}
	v.group = kit.NewSelect("", []kit.Option{{ID: byNothing, Title: l.T("board.group.nothing")}, {ID: byOwner, Title: l.T("board.group.owner")},
		{ID: byProcess, Title: l.T("board.group.process")}, {ID: bySession, Title: l.T("board.group.session")}}, byNothing, func(string) { v.arrange() })
	v.table = kit.NewTable(v.columns()...)
	v.table.Key = func(r listRow) string {
		if r.Action == nil {
			return "head " + r.head
		}
		return idText(r.ID)
	}
	v.table.OnSort = func(string, bool) { v.arrange() }
	v.table.OnActivate = func(r listRow) {
		if r.Action == nil {
			return
		}
		if v.a.panel.side.isOpen() && v.a.panel.id == r.ID {
			v.a.panel.enter()
			return
		}
		v.a.open(r.ID)
	}
	v.table.OnSelect = func(r listRow) {
		if r.Action != nil {
			v.a.follow(r.ID)
		}
	}
	v.table.OnSecondary = func(r listRow, at fyne.Position) {
		if r.Action != nil {
			v.a.menu(r.ID, at)
		}
	}
	v.table.OnDelete(func(r listRow) {
		if r.Action != nil {
			v.a.move(r.ID, kaizen.Dropped)
		}
	})
	v.table.OnCopy = a.sh.Copy
	v.table.SetSort("due", false)
	v.table.SetEmptyText(l.T("board.list.none"))
	v.content = kit.NewCard("", nil, container.NewBorder(kit.Pad(0, 4, kit.HBox(kit.GapSmall, v.group)), nil, nil, nil, v.table))
	return v
}

func (v *listView) columns() []kit.Column[listRow] {
	l := v.a.sh.Locale()
	text := func(f func(a *kaizen.Action) string) func(listRow) string {
		return func(r listRow) string {
			if r.Action == nil {
				return ""
			}
			return f(r.Action)
		}
	}
	strong := func(r listRow) kit.Role {
		if r.Action == nil {
			return kit.RoleAccent
		}
		return kit.RoleStrong
	}
	state := func(r listRow) kit.Role {
		if r.Action == nil {
			return kit.RoleMuted
		}
		_, role := stateText(v.n, r.Action, l)
		return role
	}
	return []kit.Column[listRow]{
		{ID: "title", Title: l.T("kaizen.field.title"), MinWidth: 170, Sortable: true, Role: strong, Text: func(r listRow) string {
			if r.Action == nil {
				return l.T("board.group.head", "name", r.head, "n", r.n)
			}
			return r.Title
		}},
		{ID: "status", Title: l.T("kaizen.field.status"), Width: 100, MinWidth: 80, Sortable: true, Text: text(func(a *kaizen.Action) string { return l.T("kaizen.status." + string(a.Status)) })},
		{ID: "owner", Title: l.T("kaizen.field.owner"), Width: 140, MinWidth: 90, Sortable: true, Text: text(func(a *kaizen.Action) string { return ownerText(v.n.Register, a) })},
		{ID: "due", Title: l.T("kaizen.field.due"), Width: 84, Fit: true, Sortable: true, Text: text(func(a *kaizen.Action) string { return day.Short(a.Due, v.n.Today, l) })},
		{ID: "state", Title: l.T("board.column.state"), Tip: l.T("board.column.state.tip"), Width: 190, MinWidth: 100, Sortable: true, Role: state,
			Text: text(v.state)},
		{ID: "scope", Title: l.T("kaizen.field.scope"), Width: 180, MinWidth: 90, Sortable: true, Text: text(func(a *kaizen.Action) string { return scopeText(a.Scope, l) })},
		{ID: "session", Title: l.T("kaizen.field.session"), Width: 150, MinWidth: 70, Sortable: true, Text: text(func(a *kaizen.Action) string { return v.groupOf(a, bySession) })},
	}
}

// state is what an action waits for or brought; the day it is due has a column of its own.
func (v *listView) state(a *kaizen.Action) string {
	text, role := stateText(v.n, a, v.a.sh.Locale())
	if role == kit.RoleMuted && !a.Status.Finished() && a.Status != kaizen.Dropped {
		return ""
	}
	return text
}

func (v *listView) object() fyne.CanvasObject { return v.content }

func (v *listView) focus() { focus(v.a.sh, v.table) }

func (v *listView) show(n *workbench.Snapshot, list []*kaizen.Action) {
	v.n, v.list = n, list
	v.arrange()
}

// groupOf gives the group that an action is in; empty for those that are in none.
func (v *listView) groupOf(a *kaizen.Action, by string) string {
	switch by {
	case byOwner:
		return v.n.Register.Name(a.Owner)
	case byProcess:
		return processOf(v.n, a.Scope)
	case bySession:
		if s := v.n.Register.Session(a.Session); s != nil {
			return s.Title
		}
	}
	return ""
}

// arrange puts the actions in their groups and in order.
func (v *listView) arrange() {
	if v.n == nil {
		return
	}
	l := v.a.sh.Locale()
	list := slices.Clone(v.list)
	column, desc := v.table.Sort()
	slices.SortStableFunc(list, func(a, b *kaizen.Action) int {
		x := v.compare(column, a, b)
		if desc {
			return -x
		}
		return x
	})
	by := v.group.Selected()
	v.rows = v.rows[:0:0]
	if by != byNothing {
		slices.SortStableFunc(list, func(a, b *kaizen.Action) int { return lastEmpty(v.groupOf(a, by), v.groupOf(b, by)) })
	}
	head := -1
	for i, a := range list {
		if group := v.groupOf(a, by); by != byNothing && (i == 0 || group != v.groupOf(list[i-1], by)) {
			if group == "" {
				group = l.T("board.group.none." + by)
			}
			head = len(v.rows)
			v.rows = append(v.rows, listRow{head: group})
		}
		if head >= 0 {
			v.rows[head].n++
		}
		v.rows = append(v.rows, listRow{Action: a})
	}
	v.table.SetSource(len(v.rows), func(i int) listRow { return v.rows[i] })
}

func (v *listView) compare(column string, a, b *kaizen.Action) int {
	l := v.a.sh.Locale()
	switch column {
	case "title":
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	case "status":
		return cmp.Compare(slices.Index(kaizen.Statuses, a.Status), slices.Index(kaizen.Statuses, b.Status))
	case "owner":
		return lastEmpty(v.n.Register.Name(a.Owner), v.n.Register.Name(b.Owner))
	case "state":
		x, _ := stateText(v.n, a, l)
		y, _ := stateText(v.n, b, l)
		return cmp.Or(cmp.Compare(b.DaysLate(v.n.Today), a.DaysLate(v.n.Today)), strings.Compare(x, y))
	case "scope":
		return strings.Compare(scopeText(a.Scope, l), scopeText(b.Scope, l))
	case "session":
		return lastEmpty(v.groupOf(a, bySession), v.groupOf(b, bySession))
	}
	return 0 // they come by the day they are due
}

// lastEmpty puts names in order without regard to capitals, no name last.
func lastEmpty(a, b string) int {
	if (a == "") != (b == "") {
		if a == "" {
			return 1
		}
		return -1
	}
	return strings.Compare(strings.ToLower(a), strings.ToLower(b))
}
