package figure

import (
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// DefinitionName gives the name of a definition, or what it is in a few words.
func DefinitionName(d repeat.Definition, l *locale.Locale) string {
	if d.Name != "" {
		return d.Name
	}
	return d.Short(l)
}

// TouchText says what one rule of a definition does: how many contacts it is about, and
// what the rates would be without it.
func TouchText(t repeat.Touch, with repeat.Counts, l *locale.Locale) string {
	what := l.T("definitions.touch."+string(t.Switch), "n", t.Contacts)
	before, after := t.Without.Follow(), with.Follow()
	switch {
	case t.Changed == 0:
		return what + "; " + l.T("definitions.touch.nothing")
	case !before.Known() || !after.Known():
		return what
	}
	return what + "; " + l.T("definitions.touch.without", "before", l.Percent(before.Value), "after", l.Percent(after.Value))
}
