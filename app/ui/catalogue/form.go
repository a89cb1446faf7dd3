package catalogue

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
)

// field is a text of a form with its label above it.
type field struct {
	entry  *kit.CompletionEntry
	object fyne.CanvasObject
}

// form edits the row that is selected in the table beneath it: fields beside one another, and the buttons behind them.
// Enter in any field saves.
type form struct {
	content fyne.CanvasObject
	head    *kit.Text // what is edited, or what is wrong with it
	fields  []*field
	save    *kit.Button
	remove  *kit.Button // nil: there is none
	last    []string    // title and texts that were set
}

// newForm makes a form; save gives what is wrong with what was typed, empty when it was kept.
func newForm(v *View, save func() (wrong string), remove func(), add func(), fields ...*field) *form {
	f := &form{head: kit.NewTruncatedText("", kit.RoleStrong), fields: fields}
	keep := func() { f.say(save()) }
	f.save = kit.NewPrimaryButton(v.t("catalogue.save"), keep)
	buttons := []fyne.CanvasObject{f.save}
	if remove != nil {
		f.remove = kit.NewButtonOf(kit.ButtonDanger, v.t("catalogue.remove"), remove)
		buttons = append(buttons, f.remove)
	}
	var row []fyne.CanvasObject
	for _, x := range fields {
		x.entry.OnTaken = func(string) { keep() }
		row = append(row, x.object)
	}
	row = append(row, kit.VBox(2, kit.NewText(" ", kit.RoleSmall), kit.HBox(kit.GapSmall, buttons...)))
	head := container.NewStack(f.head)
	if add != nil {
		head = container.NewBorder(nil, nil, nil, kit.NewLinkButton(v.t("catalogue.add"), add), f.head)
	}
	f.content = kit.VBox(8, head, kit.Flow(12, row...), kit.Pad(0, 4, kit.Line()))
	return f
}

// newField makes a field of a width; options may be nil.
func newField(v *View, heading string, width float32, placeholder string, options func() []string) *field {
	x := &field{entry: kit.NewCompletionEntry(placeholder, options, nil)}
	x.object = kit.MinWidth(width, kit.VBox(2, kit.NewText(v.t("catalogue.label."+heading), kit.RoleSmall), x.entry))
	return x
}

// set puts texts in the fields. The same as before is left alone: someone may be typing over it.
func (f *form) set(title string, texts ...string) {
	now := append([]string{title}, texts...)
	if slices.Equal(now, f.last) {
		return
	}
	f.last = now
	f.say("")
	for i, x := range f.fields {
		if x.entry.Text != texts[i] {
			x.entry.SetText(texts[i])
		}
	}
}

// say shows what is wrong in place of what is edited; nothing is wrong when empty.
func (f *form) say(wrong string) {
	if wrong != "" {
		f.head.SetRole(kit.RoleBad)
		f.head.SetText(wrong)
		return
	}
	f.head.SetRole(kit.RoleStrong)
	if len(f.last) > 0 {
		f.head.SetText(f.last[0])
	}
}

// setEnabled shuts the form in a workspace that cannot be changed.
func (f *form) setEnabled(v *View) {
	for _, x := range f.fields {
		v.setEnabled(x.entry)
	}
	v.setEnabled(f.save)
	if f.remove != nil {
		v.setEnabled(f.remove)
	}
}

func (f *form) text(i int) string { return f.fields[i].entry.Text }

// list is a table with its form above it, out of the way of the messages that pass at the foot of the window. What is
// said of all of the list comes first; tools may be nil.
func list(table fyne.CanvasObject, intro, tools fyne.CanvasObject, f *form) fyne.CanvasObject {
	var above []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{intro, f.content, tools} {
		if o != nil {
			above = append(above, o)
		}
	}
	return kit.NewCard("", nil, kit.VBoxFill(8, append(above, table)...))
}
