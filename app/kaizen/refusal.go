package kaizen

import (
	"strings"

	"eenkeer/assets/locale"
)

// Refusal says which rule a change would break. It holds no text that a person typed
// but what it names.
type Refusal struct {
	Item  Ref
	Field string // of the JSON of the item; empty: the whole of it
	ID    string // of the text
	Args  []any
}

// In gives the sentence in a language.
func (e *Refusal) In(l *locale.Locale) string { return l.T(e.ID, e.Args...) }

// Error gives the English sentence.
func (e *Refusal) Error() string { return e.In(locale.New("en")) }

func refuse(item Ref, field, id string, args ...any) *Refusal {
	return &Refusal{item, field, id, args}
}

// sameName reports whether two names are the same to a person.
func sameName(a, b string) bool { return strings.EqualFold(oneLine(a), oneLine(b)) }

// PersonNamed gives the person with a name, in whatever case; nil when there is none.
func (r *Register) PersonNamed(name string) *Person {
	for _, p := range r.People {
		if sameName(p.Name, name) {
			return p
		}
	}
	return nil
}
