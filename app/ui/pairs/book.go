package pairs

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/coding"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
)

// book edits a code book in a dialog.
type book struct {
	sh     screen.Shell
	now    coding.Book
	table  *kit.Table[coding.Cause]
	name   *kit.Entry
	note   *kit.Entry
	retire *kit.Button
	up     *kit.Button
	down   *kit.Button
	add    *kit.Button
	full   *kit.Paragraph
	chosen string
	quiet  bool
}

// askBook shows the code book to change, and hands a changed one on.
func askBook(sh screen.Shell, b coding.Book, save func(coding.Book)) *book {
	l := sh.Locale()
	e := &book{sh: sh, now: slices.Clone(b)}
	e.table = kit.NewTable(
		kit.Column[coding.Cause]{ID: "key", Title: "", Width: 28, Align: fyne.TextAlignTrailing, Role: func(coding.Cause) kit.Role { return kit.RoleMuted }, Text: func(c coding.Cause) string {
			if i := slices.Index(e.now.Offered(), c); i >= 0 && i < coding.MostCauses {
				return string(rune('1' + i))
			}
			return ""
		}},
		kit.Column[coding.Cause]{ID: "title", Title: l.T("codebook.column"), MinWidth: 180, Text: func(c coding.Cause) string {
			title := figure.CauseTitle(e.now, c.ID, l)
			if c.Retired {
				title += " (" + l.T("codebook.retired") + ")"
			}
			return title
		}, Role: func(c coding.Cause) kit.Role {
			if c.Retired {
				return kit.RoleFaint
			}
			return kit.RoleBody
		}},
	)
	e.table.Key = func(c coding.Cause) string { return c.ID }
	e.table.OnSelect = func(c coding.Cause) { e.choose(c.ID) }
	e.table.SetFitHeight(10)
	e.name, e.note = kit.NewEntry(l.T("codebook.name")), kit.NewTextArea(l.T("codebook.note"), 3)
	change := func(string) {
		if c, ok := e.now.Find(e.chosen); ok && !e.quiet {
			c.Title, c.Note = strings.TrimSpace(e.name.Text), strings.TrimSpace(e.note.Text)
			if c.Builtin() && c.Title == l.T("codebook.cause."+c.ID) { // the words of the program, which follow the language
				c.Title = ""
			}
			if c.Builtin() && c.Title == "" && c.Note == l.T("codebook.cause."+c.ID+".note") {
				c.Note = ""
			}
			e.now = e.now.Put(c)
			e.table.SetRows(e.now)
		}
	}
	e.name.OnChanged, e.note.OnChanged = change, change
	e.up = kit.NewButton(l.T("codebook.up"), func() { e.move(-1) })
	e.down = kit.NewButton(l.T("codebook.down"), func() { e.move(1) })
	e.retire = kit.NewButton(l.T("codebook.retire"), func() {
		if c, ok := e.now.Find(e.chosen); ok && c.ID != coding.Other {
			c.Retired = !c.Retired
			e.set(e.now.Put(c), c.ID)
		}
	})
	e.add = kit.NewButton(l.T("codebook.add"), func() {
		next := e.now.Put(coding.Cause{Title: l.T("codebook.new")})
		e.set(next, next[len(next)-2].ID)
		sh.Window().Canvas().Focus(e.name)
	})
	e.full = kit.NewParagraph("", kit.RoleSmall)
	reset := kit.NewButtonOf(kit.ButtonQuiet, l.T("codebook.reset"), func() { e.set(e.begin(), coding.DefaultBook()[0].ID) })
	e.set(e.now, e.now[0].ID)
	field := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
		return kit.VBox(3, kit.NewText(l.T(id), kit.RoleSmall), o)
	}
	kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("codebook.title"), Width: 720, Height: 470,
		Content: kit.VBoxFill(10, kit.NewParagraph(l.T("codebook.text"), kit.RoleMuted), kit.Columns(kit.Gap, []float32{1, 1}, e.table,
			kit.VBox(10, field("codebook.name", e.name), field("codebook.note", e.note), kit.Flow(kit.GapSmall, e.up, e.down, e.retire), e.add, e.full))),
		Aside: reset,
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("codebook.save"), Kind: kit.ButtonPrimary, Do: func() bool {
			if e.now.Check() != nil { // a cause of one's own without a name
				return false
			}
			save(e.now)
			return true
		}}},
	})
	return e
}

// begin gives the book as every workspace starts with it; causes of one's own stay, not offered: codings refer to them.
func (e *book) begin() coding.Book {
	b := coding.DefaultBook()
	for _, c := range e.now {
		if !c.Builtin() {
			c.Retired = true
			b = b.Put(c)
		}
	}
	return b
}

func (e *book) move(step int) { e.set(e.now.Move(e.chosen, step), e.chosen) }

func (e *book) set(b coding.Book, chosen string) {
	e.now = b
	e.table.SetRows(b)
	e.table.SelectKey(chosen)
	e.choose(chosen)
}

// choose shows a cause to change.
func (e *book) choose(id string) {
	l := e.sh.Locale()
	c, ok := e.now.Find(id)
	if !ok {
		return
	}
	e.chosen, e.quiet = id, true
	e.name.SetText(figure.CauseTitle(e.now, id, l))
	e.note.SetText(figure.CauseNote(c, l))
	e.quiet = false
	text := "codebook.retire"
	if c.Retired {
		text = "codebook.offer"
	}
	e.retire.SetText(l.T(text))
	offered := len(e.now.Offered())
	able(e.retire, id != coding.Other && !(c.Retired && offered >= coding.MostCauses))
	able(e.up, id != coding.Other)
	able(e.down, id != coding.Other)
	able(e.add, offered < coding.MostCauses)
	full := ""
	if offered >= coding.MostCauses {
		full = l.T("codebook.full")
	}
	e.full.SetText(full)
}
