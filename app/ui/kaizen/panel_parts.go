package kaizen

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// listNeeds lists what the action needs to become the standard, with a tick for each.
func (p *panel) listNeeds(a *kaizen.Action) {
	l := p.sh.Locale()
	p.checklist.Objects = nil
	left, needed := a.StandardLeft()
	p.checklist.Add(kit.NewParagraph(l.T("board.standard.text", "done", needed-left, "n", needed), kit.RoleMuted))
	for _, need := range a.Checklist {
		check := kit.NewCheck(need.NeedText(l), need.Done, nil)
		if need.Skip {
			check.Disable()
		}
		check.OnChanged = func(on bool) {
			p.need(need.ID, func(s *kaizen.Need) {
				s.Done = on
				s.Day = p.sh.Bench().Snapshot().Today
				if !on {
					s.Day = kaizen.Need{}.Day
				}
			})
		}
		word := l.T("board.need.skip")
		if need.Skip {
			word = l.T("board.need.use")
		}
		skip := kit.NewLinkButton(word, func() { p.need(need.ID, func(s *kaizen.Need) { s.Skip = !s.Skip }) })
		row := container.NewBorder(nil, nil, nil, skip, check)
		p.form.Follow(check, row)
		p.form.Follow(skip, row)
		p.checklist.Add(row)
	}
	more := kit.NewField(l.T("board.need.more"), func(text string) {
		p.edit(func(a *kaizen.Action) {
			id := kaizen.ID(1)
			for _, s := range a.Checklist {
				id = max(id, s.ID+1)
			}
			a.Checklist = append(a.Checklist, kaizen.Need{ID: id, Text: text})
		})
	})
	p.form.Follow(more, more)
	p.checklist.Add(more)
	p.checklist.Refresh()
}

func (p *panel) need(id kaizen.ID, f func(s *kaizen.Need)) {
	p.edit(func(a *kaizen.Action) {
		for i := range a.Checklist {
			if a.Checklist[i].ID == id {
				f(&a.Checklist[i])
			}
		}
	})
}

// listNotes lists the notes on the action.
func (p *panel) listNotes(n *workbench.Snapshot, a *kaizen.Action) {
	notes := n.Register.NotesOn(kaizen.Ref{Kind: kaizen.OfAction, ID: a.ID})
	now := fmt.Sprintf("%d %p", a.ID, notes)
	for _, x := range notes {
		now += fmt.Sprintf(" %p", x)
	}
	if now == p.listed {
		return
	}
	p.listed = now
	l := p.sh.Locale()
	p.notes.Objects = nil
	for _, x := range notes {
		remove := kit.NewButtonOf(kit.ButtonQuiet, "×", func() {
			fail(p.sh, p.sh.Bench().RemoveItem(kaizen.Ref{Kind: kaizen.OfNote, ID: x.ID}))
		})
		remove.SetTip(l.T("board.note.remove"))
		p.form.Follow(remove, remove)
		p.notes.Add(kit.VBox(0, container.NewBorder(nil, nil, nil, remove, kit.NewText(l.T("board.note.by", "by", x.By, "at", l.DateTime(x.Made.Local())), kit.RoleSmall)),
			kit.NewParagraph(x.Text, kit.RoleBody)))
	}
	show(p.notes, len(notes) > 0)
	p.form.Refresh()
}

// addNote adds a note on the action.
func (p *panel) addNote(text string) {
	if p.setting || p.id == 0 {
		return
	}
	_, err := p.sh.Bench().AddNote(kaizen.Note{On: kaizen.Ref{Kind: kaizen.OfAction, ID: p.id}, Text: text})
	if err == nil {
		p.note.Set("")
		p.note.SetText("")
	}
	p.try(err)
}

// historyBox is what was changed of an item, the latest first; it is read when it is asked for.
type historyBox struct {
	sh      screen.Shell
	content *fyne.Container
	ask     *kit.LinkButton
	lines   *fyne.Container
	item    kaizen.Ref
	asked   bool
	shown   *workbench.History
}

func newHistoryBox(sh screen.Shell) *historyBox {
	h := &historyBox{sh: sh, lines: kit.VBox(8)}
	h.ask = kit.NewLinkButton(sh.Locale().T("board.history.show"), h.toggle)
	h.content = kit.VBox(6, kit.HBox(0, h.ask), h.lines)
	return h
}

// of says which item it is about; its history is asked for again.
func (h *historyBox) of(item kaizen.Ref) {
	if h.asked {
		h.sh.Bench().HideHistory()
	}
	h.item, h.asked, h.shown = item, false, nil
	h.lines.Objects = nil
	h.ask.SetText(h.sh.Locale().T("board.history.show"))
}

func (h *historyBox) toggle() {
	if h.asked {
		h.of(h.item)
		h.content.Refresh()
		return
	}
	h.asked = true
	h.ask.SetText(h.sh.Locale().T("board.history.hide"))
	h.sh.Bench().ShowHistory(h.item)
}

// mostSteps is how many changes are listed; a history of years is in the file.
const mostSteps = 60

func (h *historyBox) show(n *workbench.Snapshot) {
	if !h.asked || n.History == nil || n.History == h.shown || n.History.Of != h.item {
		return
	}
	h.shown = n.History
	l := h.sh.Locale()
	h.lines.Objects = nil
	steps := n.History.Steps
	for i := len(steps) - 1; i >= max(0, len(steps)-mostSteps); i-- {
		s := steps[i]
		h.lines.Add(kit.NewText(l.T("board.history.by", "by", s.By, "at", l.DateTime(s.At.Local())), kit.RoleSmall))
		for _, c := range s.Changes {
			for _, d := range n.Register.Differences(c, l) {
				text := l.T("board.history.set", "field", d.Field, "to", d.To)
				switch {
				case d.To == "":
					text = l.T("board.history.cleared", "field", d.Field, "from", d.From)
				case d.From != "":
					text = l.T("board.history.changed", "field", d.Field, "from", d.From, "to", d.To)
				}
				h.lines.Add(kit.NewParagraph(text, kit.RoleBody))
			}
		}
	}
	if len(steps) > mostSteps {
		h.lines.Add(kit.NewParagraph(l.T("board.history.more", "n", len(steps)-mostSteps), kit.RoleMuted))
	}
	h.content.Refresh()
}
