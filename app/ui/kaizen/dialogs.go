package kaizen

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
)

// question is a dialog that asks for one text.
type question struct {
	title, text, hint, yes string
	lines                  int    // more than one: a text of several lines, that Ctrl+Enter closes
	start                  string // what is in it at first
	wrong                  bool   // text says what was wrong with the answer
}

// ask asks for a text. What do refuses is said in the dialog, which stays then.
func ask(sh screen.Shell, q question, do func(text string) error) {
	l := sh.Locale()
	entry := kit.NewEntry(q.hint)
	if q.lines > 1 {
		entry = kit.NewTextArea(q.hint, q.lines)
	}
	entry.SetText(q.start)
	role := kit.RoleMuted
	if q.wrong {
		role = kit.RoleBad
	}
	var d *kit.Dialog
	yes := func() bool {
		d.Close() // what it leads to may open another
		err := do(strings.TrimSpace(entry.Text))
		if err != nil {
			q.start = entry.Text
			askAgain(sh, q, err, do)
		}
		return false
	}
	entry.OnSubmitted = func(string) { yes() }
	d = kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: q.title, Width: 520, Focus: entry, Content: kit.VBox(kit.GapSmall, kit.NewParagraph(q.text, role), entry),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: q.yes, Default: true, Do: yes}},
	})
}

// askAgain asks once more, with what was wrong above what was typed.
func askAgain(sh screen.Shell, q question, err error, do func(text string) error) {
	q.text, q.wrong = said(sh, err), true
	ask(sh, q, do)
}

// newAction asks for a title, and adds an action as it is given with that title.
func newAction(sh screen.Shell, like kaizen.Action, then func(id kaizen.ID)) {
	l := sh.Locale()
	ask(sh, question{title: l.T("board.new"), text: l.T("board.new.text"), hint: l.T("board.new.title"), yes: l.T("board.new.add")}, func(title string) error {
		like.Title = title
		id, err := sh.Bench().AddAction(like)
		if err == nil {
			then(id)
		}
		return err
	})
}

// moveAction brings an action to another status, and asks for what that needs: an owner and a day from when it is agreed, a
// reason when it is dropped.
func moveAction(sh screen.Shell, id kaizen.ID, to kaizen.Status) {
	n := sh.Bench().Snapshot()
	a := n.Register.Action(id)
	if a == nil || a.Status == to {
		return
	}
	switch {
	case to == kaizen.Dropped:
		askWhy(sh, a)
	case to != kaizen.Proposed && (a.Owner == 0 || a.Due.IsZero()):
		askOwner(sh, a, to)
	default:
		fail(sh, sh.Bench().MoveAction(id, to, ""))
	}
}

// askWhy asks why an action is dropped.
func askWhy(sh screen.Shell, a *kaizen.Action) {
	l := sh.Locale()
	ask(sh, question{title: l.T("board.drop.title", "title", a.Title), text: l.T("board.drop.text"), hint: l.T("board.drop.why"), yes: l.T("board.drop")},
		func(why string) error { return sh.Bench().MoveAction(a.ID, kaizen.Dropped, why) })
}

// askDue asks for another day on which an action is done.
func askDue(sh screen.Shell, id kaizen.ID) {
	a := sh.Bench().Snapshot().Register.Action(id)
	if a == nil {
		return
	}
	l := sh.Locale()
	due := day.NewField(l, func() repeat.Date { return sh.Bench().Snapshot().Today }, func(repeat.Date) {})
	due.Set(a.Due.Time())
	kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("board.later.title", "title", a.Title), Width: 420, Focus: due.Entry(),
		Content: labelled(l.T("kaizen.field.due"), due),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("board.keep"), Default: true, Do: func() bool {
			due.Keep()
			if due.Entry().Typing() {
				return false // what is typed is no day
			}
			var d repeat.Date
			if !due.Day().IsZero() {
				d = repeat.DateOf(due.Day())
			}
			fail(sh, sh.Bench().EditAction(id, func(a *kaizen.Action) { a.Due = d }))
			return true
		}}},
	})
}

// askOwner asks for the owner and the day of an action that is agreed, and moves it with both in one change.
func askOwner(sh screen.Shell, a *kaizen.Action, to kaizen.Status) {
	l := sh.Locale()
	n := sh.Bench().Snapshot()
	owner := personField(sh, nil)
	owner.Set(n.Register.Name(a.Owner))
	due := day.NewField(l, func() repeat.Date { return sh.Bench().Snapshot().Today }, func(repeat.Date) {})
	if !a.Due.IsZero() {
		due.Set(a.Due.Time())
	}
	wrong := kit.NewParagraph("", kit.RoleBad)
	wrong.Hide()
	var d *kit.Dialog
	do := func() bool {
		owner.Keep()
		due.Keep()
		today := sh.Bench().Snapshot().Today
		err := sh.Bench().EditRegister("kaizen.did.move", func(e *kaizen.Edit) error {
			x := e.Action(a.ID)
			if x == nil {
				return nil
			}
			x.Owner, x.Due = e.PersonNamed(owner.Text), repeat.Date{}
			if !due.Day().IsZero() {
				x.Due = repeat.DateOf(due.Day())
			}
			x.Move(to, today)
			return nil
		})
		if err != nil {
			wrong.SetText(said(sh, err))
			wrong.Show()
			d.Refresh()
			return false
		}
		return true
	}
	d = kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("board.agree.title", "title", a.Title), Width: 480, Focus: owner.CompletionEntry,
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("board.agree.text"), kit.RoleMuted),
			kit.Columns(kit.Gap, nil, labelled(l.T("kaizen.field.owner"), owner.CompletionEntry), labelled(l.T("kaizen.field.due"), due)), wrong),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("board.agree.do", "status", l.T("kaizen.status."+string(to))), Default: true, Do: do}},
	})
}

// copyAction adds an action like one that there is, to do the same elsewhere.
func copyAction(sh screen.Shell, id kaizen.ID, then func(id kaizen.ID)) {
	a := sh.Bench().Snapshot().Register.Action(id)
	if a == nil {
		return
	}
	next, err := sh.Bench().AddAction(kaizen.Action{Title: a.Title, Cause: a.Cause, Measure: a.Measure, Text: a.Text, Expected: a.Expected, Tags: a.Tags, Copied: a.ID})
	if err != nil {
		sh.Fail(err)
		return
	}
	then(next)
}
