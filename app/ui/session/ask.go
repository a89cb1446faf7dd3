package session

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// ask is something to be typed: one line or some after one another.
type ask struct {
	title  string
	fields []field
	again  bool                       // when it was done a next one may follow, until nothing is typed
	done   func(texts []string) error // an error is told beside the fields, and nothing is lost
}

// field is a line to type.
type field struct {
	label   string
	hint    string // an example, or what it is for
	text    string // what stands there at first
	options func() []string
	need    bool // may not be left empty
	long    bool // of more lines on a page
}

// errEmpty says that a field may not be left empty.
var errEmpty = errors.New("empty")

// check gives the texts trimmed, or the number of the first field that is wrong.
func (a ask) check(texts []string) (trimmed []string, wrong int, err error) {
	for i, t := range texts {
		t = strings.TrimSpace(t)
		if t == "" && a.fields[i].need {
			return nil, i, errEmpty
		}
		trimmed = append(trimmed, t)
	}
	return trimmed, 0, nil
}

// sayWrong says an error of an ask in words.
func (d *desk) sayWrong(a ask, i int, err error) string {
	var m *problem
	switch {
	case errors.Is(err, errEmpty):
		return d.t("session.need", "field", strings.ToLower(a.fields[i].label))
	case errors.As(err, &m):
		return d.t(m.id, m.args...)
	}
	return workbench.Say(err, d.l)
}

// problem is an error with a text of this package.
type problem struct {
	id   string
	args []any
}

func (p *problem) Error() string { return p.id }

// askInDialog shows all fields of an ask at once.
func (d *desk) askInDialog(a ask) {
	var entries []func() string
	var rows []fyne.CanvasObject
	var first fyne.Focusable
	var dialog *kit.Dialog
	submit := func() {}
	for _, f := range a.fields {
		f := f
		rows = append(rows, kit.NewText(f.label, kit.RoleSmall))
		switch {
		case f.options != nil:
			e := kit.NewEntry(f.hint)
			e.SetText(f.text)
			c := newChoices(d, e, f.options, 1)
			e.OnSubmitted = func(string) { submit() }
			entries = append(entries, func() string { return e.Text })
			rows = append(rows, e, c.box)
			if first == nil {
				first = e
			}
		case f.long:
			e := kit.NewTextArea(f.hint, 3)
			e.SetText(f.text)
			entries = append(entries, func() string { return e.Text })
			rows = append(rows, e)
			if first == nil {
				first = e
			}
		default:
			e := kit.NewEntry(f.hint)
			e.SetText(f.text)
			e.OnSubmitted = func(string) { submit() }
			entries = append(entries, func() string { return e.Text })
			rows = append(rows, e)
			if first == nil {
				first = e
			}
		}
	}
	wrong := kit.NewParagraph("", kit.RoleBad)
	wrong.Hide()
	rows = append(rows, wrong)
	keep := func() bool {
		texts := make([]string, len(entries))
		for i, text := range entries {
			texts[i] = text()
		}
		trimmed, i, err := a.check(texts)
		if err == nil {
			err = a.done(trimmed)
		}
		if err != nil {
			wrong.SetText(d.sayWrong(a, i, err))
			wrong.Show()
			dialog.Refresh()
			return false
		}
		return true
	}
	submit = func() {
		if keep() {
			dialog.Close()
		}
	}
	dialog = kit.ShowDialog(d.sh.Window().Canvas(), kit.DialogOptions{
		Title: a.title, Content: kit.VBox(4, rows...), Width: 520, Focus: first,
		Buttons: []kit.DialogButton{
			{Text: d.t("shell.cancel"), Cancel: true},
			{Text: d.t("session.keep"), Default: true, Kind: kit.ButtonPrimary, Do: keep},
		},
	})
}
