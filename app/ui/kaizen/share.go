package kaizen

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// capital writes a text with a capital.
func capital(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// byName gives people in the order of their names; those who left come last.
func byName(people []*kaizen.Person) []*kaizen.Person {
	people = slices.Clone(people)
	slices.SortStableFunc(people, func(a, b *kaizen.Person) int {
		if a.Left != b.Left {
			if a.Left {
				return 1
			}
			return -1
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return people
}

// names lists who can be chosen.
func names(sh screen.Shell) []string {
	r := sh.Bench().Snapshot().Register
	if r == nil {
		return nil
	}
	var all []string
	for _, p := range byName(r.People) {
		if !p.Left {
			all = append(all, p.Name)
		}
	}
	return all
}

// personField makes a field for a person: one of those there are, or a new one.
func personField(sh screen.Shell, keep func(name string)) *kit.ChoiceField {
	l := sh.Locale()
	return kit.NewChoiceField(l.T("board.person.placeholder"), func() []string { return names(sh) },
		func(text string) string { return l.T("board.person.new", "name", text) }, keep)
}

// fail tells what went wrong with a change, if anything did.
func fail(sh screen.Shell, err error) {
	if err != nil {
		sh.Fail(err)
	}
}

// refused gives the rule that a change would break; nil for anything else.
func refused(err error) *kaizen.Refusal {
	var r *kaizen.Refusal
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// focus puts the keyboard in a widget.
func focus(sh screen.Shell, o fyne.Focusable) {
	if c := sh.Window().Canvas(); c != nil && c.Focused() != o {
		c.Focus(o)
	}
}

// said gives an error in words.
func said(sh screen.Shell, err error) string { return workbench.Say(err, sh.Locale()) }

// labelled puts a name above a field.
func labelled(name string, field fyne.CanvasObject) fyne.CanvasObject {
	return kit.VBox(3, kit.NewText(capital(name), kit.RoleSmall), field)
}

// stateRow is a line that leads to an action and says how it stands; the title is cut where room is short.
func stateRow(n *workbench.Snapshot, sh screen.Shell, form *kit.Form, a *kaizen.Action, open func(id kaizen.ID)) fyne.CanvasObject {
	text, role := stateText(n, a, sh.Locale())
	see := kit.NewLinkButton(a.Title, func() { open(a.ID) })
	see.SetTip(a.Title)
	row := container.NewBorder(nil, nil, nil, kit.NewText(text, role), container.New(cutRoom{}, see))
	form.Follow(see, row)
	return row
}

// cutRoom lets an object be narrower than it asks for: its text is cut.
type cutRoom struct{}

func (cutRoom) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, o[0].MinSize().Height)
}

func (cutRoom) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// keeper is a field that keeps what is typed, or goes back to what it had.
type keeper interface {
	Keep()
	GiveUp()
}

// leave keeps what is typed in some fields; what cannot be kept, such as a day that is none, is given up: they go on to
// another item.
func leave(fields ...keeper) {
	for _, f := range fields {
		f.Keep()
	}
	for _, f := range fields {
		f.GiveUp()
	}
}
