package kaizen

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// calendarView shows the days on which actions are due and their effects are looked at.
type calendarView struct {
	a        *actions
	content  fyne.CanvasObject
	calendar *kit.Calendar
	title    *kit.Text
	n        *workbench.Snapshot
	today    repeat.Date
}

func newCalendarView(a *actions) *calendarView {
	l := a.sh.Locale()
	v := &calendarView{a: a, title: kit.NewText("", kit.RoleStrong)}
	v.calendar = kit.NewCalendar(time.Now())
	v.calendar.Weekdays = day.Weekdays(l)
	v.calendar.Week = func(_, n int) string { return l.T("board.week", "n", n) }
	v.calendar.More = func(n int) string { return l.T("board.more", "n", n) }
	v.calendar.OnMonth = func(time.Time) { v.head() }
	v.calendar.OnOpen = func(key string) { v.a.open(keyID(key)) }
	v.calendar.OnDay = v.choose
	v.calendar.OnMove = func(key string, to time.Time) {
		fail(v.a.sh, v.a.sh.Bench().EditAction(keyID(key), func(x *kaizen.Action) { x.Due = repeat.DateOf(to) }))
	}
	back, on := kit.NewButton("‹", func() { v.calendar.Go(-1) }), kit.NewButton("›", func() { v.calendar.Go(1) })
	back.SetTip(l.T("board.month.back"))
	on.SetTip(l.T("board.month.on"))
	now := kit.NewButton(capital(l.T("day.today")), func() { v.calendar.Select(v.today.Time()); v.head() })
	v.content = container.NewBorder(kit.HBox(kit.GapSmall, back, on, now, kit.MinWidth(160, v.title)), nil, nil, nil, kit.Pad(0, kit.GapSmall, v.calendar))
	return v
}

func (v *calendarView) object() fyne.CanvasObject { return v.content }

func (v *calendarView) focus() { focus(v.a.sh, v.calendar) }

func (v *calendarView) head() { v.title.SetText(day.MonthName(v.calendar.Month(), v.a.sh.Locale())) }

func (v *calendarView) show(n *workbench.Snapshot, list []*kaizen.Action) {
	v.n = n
	if v.today != n.Today {
		v.calendar.SetToday(n.Today.Time())
		if v.today.IsZero() {
			v.calendar.Select(n.Today.Time())
		}
		v.today = n.Today
	}
	l := v.a.sh.Locale()
	var entries []kit.CalendarEntry
	for _, a := range list {
		if !a.Due.IsZero() && a.Status != kaizen.Dropped {
			role := kit.RoleAccent
			switch {
			case a.Late(n.Today):
				role = kit.RoleBad
			case a.Status.Finished():
				role = kit.RoleGood
			}
			entries = append(entries, kit.CalendarEntry{Key: idText(a.ID), Day: a.Due.Time(), Text: a.Title, Role: role,
				Tip: a.Title + "\n" + ownerText(n.Register, a) + " · " + l.T("kaizen.status."+string(a.Status)), Fixed: !a.Status.Open() && a.Status != kaizen.Proposed})
		}
	}
	for _, a := range list {
		for i, c := range a.Checks {
			if c.Due.IsZero() || a.Status == kaizen.Dropped || !a.Status.Finished() && !a.Status.Open() {
				continue
			}
			entries = append(entries, kit.CalendarEntry{Key: idText(a.ID) + "/" + strconv.Itoa(i), Day: c.Due.Time(), Role: kit.RoleMuted, Fixed: true,
				Text: l.T("board.check.on", "title", a.Title), Tip: l.T("board.check.days", "n", c.Days) + "\n" + a.Title})
		}
	}
	v.calendar.SetEntries(entries)
	v.head()
}

// choose offers what is on a day, and a new action for it.
func (v *calendarView) choose(on time.Time) {
	l := v.a.sh.Locale()
	var items []kit.MenuItem
	for _, e := range v.calendar.On(on) {
		items = append(items, kit.MenuItem{Text: e.Text, Do: func() { v.a.open(keyID(e.Key)) }})
	}
	if len(items) > 0 {
		items = append(items, kit.MenuItem{})
	}
	items = append(items, kit.MenuItem{Text: l.T("board.new.on", "day", l.Date(on)), Do: func() {
		newAction(v.a.sh, kaizen.Action{Due: repeat.DateOf(on)}, func(id kaizen.ID) { v.a.open(id); v.a.panel.next() })
	}})
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.calendar).AddXY(60, 60)
	kit.ShowMenuAt(v.a.sh.Window().Canvas(), at, items)
}
