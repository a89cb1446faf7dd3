package kaizen

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
)

// newAction asks for a title, and adds an action as it is given with that title.
func newAction(sh screen.Shell, like kaizen.Action, then func(id kaizen.ID)) {
	l := sh.Locale()
	title := kit.NewEntry(l.T("board.new.title"))
	wrong := kit.NewParagraph("", kit.RoleBad)
	wrong.Hide()
	var d *kit.Dialog
	add := func() bool {
		like.Title = title.Text
		id, err := sh.Bench().AddAction(like)
		if err != nil {
			wrong.SetText(said(sh, err))
			wrong.Show()
			d.Refresh()
			return false
		}
		d.Close()
		then(id)
		return true
	}
	title.OnSubmitted = func(string) { add() }
	d = kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("board.new"), Width: 520, Focus: title,
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("board.new.text"), kit.RoleMuted), title, wrong),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("board.new.add"), Default: true, Do: add}},
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
	why := kit.NewEntry(l.T("board.drop.why"))
	wrong := kit.NewParagraph("", kit.RoleBad)
	wrong.Hide()
	var d *kit.Dialog
	drop := func() bool {
		if err := sh.Bench().MoveAction(a.ID, kaizen.Dropped, strings.TrimSpace(why.Text)); err != nil {
			wrong.SetText(said(sh, err))
			wrong.Show()
			d.Refresh()
			return false
		}
		d.Close()
		return true
	}
	why.OnSubmitted = func(string) { drop() }
	d = kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("board.drop.title", "title", a.Title), Width: 520, Focus: why,
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(l.T("board.drop.text"), kit.RoleMuted), why, wrong),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("board.drop"), Default: true, Do: drop}},
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
