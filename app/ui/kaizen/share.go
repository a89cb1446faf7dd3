package kaizen

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

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
