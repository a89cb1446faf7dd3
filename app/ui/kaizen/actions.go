package kaizen

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// The ways of showing actions.
const (
	asBoard    = "board"
	asList     = "list"
	asCalendar = "calendar"
)

// actions is the tab of what is to be done: who does what, and by when.
type actions struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	none    *kit.EmptyState

	controls fyne.CanvasObject

	as      *kit.ChipGroup
	mine    *kit.Chip
	owner   *kit.Select
	process *kit.Select
	session *kit.Select
	search  *kit.Entry
	clear   *kit.LinkButton
	count   *kit.Text
	views   *fyne.Container
	board   *boardView
	list    *listView
	dates   *calendarView
	panel   *panel
	in      *takeIn // a list that was read, while it is looked at; nil else

	filter  filter
	offered string
	shown   *workbench.Snapshot
	drawn   drawn
}

// drawn is what the views were drawn of last.
type drawn struct {
	register *kaizen.Register
	filter   filter
	as       string
	rest     string // what else they show
}

func newActions(sh screen.Shell) *actions {
	l := sh.Locale()
	a := &actions{sh: sh}
	a.board, a.list, a.dates = newBoardView(a), newListView(a), newCalendarView(a)
	a.panel = newPanel(sh)
	a.as = kit.NewChipGroup([]kit.Option{{ID: asBoard, Title: l.T("board.as.board")}, {ID: asList, Title: l.T("board.as.list")},
		{ID: asCalendar, Title: l.T("board.as.calendar")}}, asBoard, func(string) { a.draw() })
	a.mine = kit.NewChip(l.T("board.mine"), func() { a.set(func(f *filter) { f.mine = !f.mine }) })
	a.owner = kit.NewSelect(l.T("board.filter.owner"), nil, "", func(id string) {
		n, _ := strconv.ParseInt(id, 10, 64)
		a.set(func(f *filter) { f.owner = kaizen.ID(n) })
	})
	a.process = kit.NewSelect(l.T("board.filter.process"), nil, "", func(id string) { a.set(func(f *filter) { f.process = id }) })
	a.session = kit.NewSelect(l.T("board.filter.session"), nil, "", func(id string) {
		n, _ := strconv.ParseInt(id, 10, 64)
		a.set(func(f *filter) { f.session = kaizen.ID(n) })
	})
	a.search = kit.NewSearchEntry(l.T("board.search"))
	a.search.OnChanged = func(text string) {
		a.set(func(f *filter) { f.text = strings.ToLower(strings.TrimSpace(text)) })
	}
	a.clear = kit.NewLinkButton(l.T("board.filter.clear"), func() {
		a.search.SetText("")
		a.set(func(f *filter) { *f = filter{} })
	})
	a.count = kit.NewText("", kit.RoleMuted)
	a.views = container.NewStack(a.board.content, a.list.content, a.dates.content)
	a.panel.side.back = func() { a.view().focus() }
	fresh := kit.NewPrimaryButton(l.T("board.new"), a.add)
	fresh.SetTip(l.T("board.new.tip"))
	more := kit.NewButton(l.T("board.exchange"), nil)
	more.OnTapped(func() { a.exchange(more) })
	a.controls = container.NewBorder(nil, nil, nil, kit.VBox(0, kit.HBox(kit.GapSmall, more, fresh)),
		kit.Flow(kit.GapSmall, oneLine(a.as), a.mine, a.owner, a.process, a.session, kit.MinWidth(120, a.search), a.count, a.clear))
	around := container.NewBorder(nil, nil, nil, a.panel.side.content, a.views)
	a.panel.side.around = around
	// The controls are laid over what is beneath: a field of the panel that is half in sight takes no click of theirs.
	a.page = container.NewBorder(container.NewBorder(nil, kit.MinSize(0, kit.GapSmall, kit.Spacer()), nil, nil, a.controls), nil, nil, nil, around)
	a.none = kit.NewEmptyState(l.T("board.none.title"), l.T("board.none.text"), kit.NewPrimaryButton(l.T("board.new"), a.add),
		kit.NewButton(l.T("board.in"), a.importList))
	a.content = container.NewStack(a.page, a.none)
	put(a.content, a.none)
	return a
}

// oneLine keeps a row of chips at the width that it needs for one line.
func oneLine(g *kit.ChipGroup) fyne.CanvasObject {
	return kit.MinWidth(kit.OneLine(g).Width+1, g)
}

// Content gives what to show.
func (a *actions) Content() fyne.CanvasObject { return a.content }

// Show draws a snapshot.
func (a *actions) Show(n *workbench.Snapshot) {
	a.shown = n
	a.showIn(n)
	if n.Register == nil || len(n.Register.Actions) == 0 {
		a.panel.side.close()
		put(a.content, a.none)
		return
	}
	a.offer(n)
	a.draw()
	put(a.content, a.page)
}

// offer lets choose among owners, processes and sessions that there are.
func (a *actions) offer(n *workbench.Snapshot) {
	l, r := a.sh.Locale(), n.Register
	owners := []kit.Option{{ID: "0", Title: l.T("board.filter.owner.all")}, {ID: strconv.Itoa(int(nobody)), Title: l.T("board.filter.owner.none")}}
	for _, p := range byName(r.People) {
		owners = append(owners, kit.Option{ID: idText(p.ID), Title: p.Name})
	}
	subjects := []kit.Option{{ID: "", Title: l.T("board.filter.process.all")}}
	for _, p := range processes(n) {
		subjects = append(subjects, kit.Option{ID: p, Title: p})
	}
	sessions := []kit.Option{{ID: "0", Title: l.T("board.filter.session.all")}}
	for _, s := range r.Sessions {
		sessions = append(sessions, kit.Option{ID: idText(s.ID), Title: shortOption(s.Title)})
	}
	if now := fmt.Sprint(owners, subjects, sessions, a.filter); now != a.offered {
		a.offered = now
		a.owner.SetOptions(owners)
		a.owner.SetSelected(idText(a.filter.owner))
		a.process.SetOptions(subjects)
		a.process.SetSelected(a.filter.process)
		a.session.SetOptions(sessions)
		a.session.SetSelected(idText(a.filter.session))
		show(a.process, len(subjects) > 1)
		show(a.session, len(sessions) > 1)
		if r.PersonNamed(n.Me) == nil {
			a.mine.Disable()
			a.mine.SetTip(l.T("board.mine.unknown", "name", n.Me))
		} else {
			a.mine.Enable()
			a.mine.SetTip(l.T("board.mine.tip", "name", n.Me))
		}
		a.page.Refresh()
	}
}

func idText(id kaizen.ID) string { return strconv.FormatInt(int64(id), 10) }

// set changes which actions are shown.
func (a *actions) set(change func(f *filter)) {
	before := a.filter
	change(&a.filter)
	if a.shown == nil || a.shown.Register == nil || a.filter == before {
		return
	}
	a.mine.SetSelected(a.filter.mine)
	a.offer(a.shown)
	a.draw()
}

// draw draws the chosen view, and the panel if it is open.
func (a *actions) draw() {
	n := a.shown
	if n == nil || n.Register == nil {
		return
	}
	as := a.as.Selected()
	view := map[string]view{asBoard: a.board, asList: a.list, asCalendar: a.dates}[as]
	now := drawn{n.Register, a.filter, as, n.Today.String() + effectsOf(n)}
	if a.drawn != now {
		a.drawn = now
		list := a.filter.of(n)
		a.sh.Bench().WantEffects(wanted(list)...)
		view.show(n, list)
		l := a.sh.Locale()
		// The board has no column of what was dropped: it counts what can be seen, and says where the rest is.
		seen, all, tip := len(list), len(n.Register.Actions), ""
		if as == asBoard {
			dropped := func(actions []*kaizen.Action) (n int) {
				for _, x := range actions {
					if x.Status == kaizen.Dropped {
						n++
					}
				}
				return n
			}
			if k := dropped(list); k > 0 {
				tip = l.T("board.count.dropped", "n", k)
			}
			seen, all = seen-dropped(list), all-dropped(n.Register.Actions)
		}
		text := l.T("board.count", "n", seen)
		if a.filter.any() {
			text = l.T("board.count.of", "n", seen, "all", all)
		}
		a.count.SetText(text)
		a.count.SetTip(tip)
		show(a.clear, a.filter.any())
		a.controls.Refresh()
	}
	put(a.views, view.object())
	if a.panel.side.isOpen() {
		a.panel.show(n)
	}
}

// view is a way of showing actions.
type view interface {
	object() fyne.CanvasObject
	show(n *workbench.Snapshot, list []*kaizen.Action)
	focus() // puts the keyboard in it
}

func (a *actions) view() view {
	return map[string]view{asBoard: a.board, asList: a.list, asCalendar: a.dates}[a.as.Selected()]
}

// open shows an action in the panel.
func (a *actions) open(id kaizen.ID) {
	a.Show(a.sh.Bench().Snapshot()) // it may be the first one there is
	a.panel.open(id)
	a.panel.side.open()
	a.panel.show(a.sh.Bench().Snapshot())
}

// reveal shows an action, wherever it was filtered to.
func (a *actions) reveal(id kaizen.ID) {
	n := a.sh.Bench().Snapshot()
	if x := n.Register.Action(id); x != nil && !a.filter.keeps(n, x) {
		a.search.SetText("")
		a.set(func(f *filter) { *f = filter{} })
	}
	a.open(id)
	a.board.board.Select(idText(id))
	a.list.table.SelectKey(idText(id))
}

// follow shows the action that is selected now, if the panel is open.
func (a *actions) follow(id kaizen.ID) {
	if a.panel.side.isOpen() {
		a.open(id)
	}
}

// Escape leaves the panel, then closes it.
func (a *actions) Escape() bool { return a.panel.side.escape() }

// move brings an action to another status. What that needs is asked for.
func (a *actions) move(id kaizen.ID, to kaizen.Status) {
	moveAction(a.sh, id, to)
}

// menu offers what can be done with an action.
func (a *actions) menu(id kaizen.ID, at fyne.Position) {
	x := a.sh.Bench().Snapshot().Register.Action(id)
	if x == nil {
		return
	}
	l := a.sh.Locale()
	items := []kit.MenuItem{{Text: l.T("board.open"), Hint: "Enter", Do: func() { a.open(id); a.panel.enter() }}, {}}
	for _, s := range kaizen.Statuses {
		hint := ""
		if s == kaizen.Dropped {
			hint = "Del"
		}
		items = append(items, kit.MenuItem{Text: l.T("board.to", "status", l.T("kaizen.status."+string(s))), Hint: hint, Checked: x.Status == s, Disabled: x.Status == s,
			Do: func() { a.move(id, s) }})
	}
	items = append(items, kit.MenuItem{}, kit.MenuItem{Text: l.T("board.copy"), Do: func() { copyAction(a.sh, id, a.open) }},
		kit.MenuItem{Text: l.T("board.remove"), Do: func() { a.remove(id) }})
	kit.ShowMenuAt(a.sh.Window().Canvas(), at, items)
}

func (a *actions) remove(id kaizen.ID) {
	a.panel.side.close()
	fail(a.sh, a.sh.Bench().RemoveItem(kaizen.Ref{Kind: kaizen.OfAction, ID: id}))
}

// add asks for the title of a new action and shows it.
func (a *actions) add() {
	newAction(a.sh, kaizen.Action{Session: a.filter.session, Owner: max(0, a.filter.owner)}, func(id kaizen.ID) {
		a.open(id)
		a.board.board.Select(idText(id))
		a.panel.next()
	})
}
