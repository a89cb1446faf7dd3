package kaizen

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Rename lets the register follow a value of a dimension that goes by another name from
// now on: a scope of the old name is of both, for contacts of before may keep it.
func (e *Edit) Rename(d contact.Dimension, from, to string) {
	r := e.register
	for _, a := range r.Actions {
		if f, ok := alsoNamed(a.Scope.Filter, d, from, to); ok {
			e.Action(a.ID).Scope.Filter = f
		}
	}
	for _, s := range r.Sessions {
		if f, ok := alsoNamed(s.Scope.Filter, d, from, to); ok {
			e.Session(s.ID).Scope.Filter = f
		}
	}
	for _, t := range r.Themes {
		if f, ok := alsoNamed(t.Scope.Filter, d, from, to); ok {
			e.Theme(t.ID).Scope.Filter = f
		}
	}
	for _, s := range r.Signals {
		if f, ok := alsoNamed(s.Scope.Filter, d, from, to); ok {
			e.Signal(s.ID).Scope.Filter = f
		}
		switch {
		case d == contact.Reason && s.Reason != "" && contact.Fold(s.Reason) == contact.Fold(from):
			e.Signal(s.ID).Reason = to
		case d == contact.Process && s.Process != "" && contact.Fold(s.Process) == contact.Fold(from):
			e.Signal(s.ID).Process = to
		}
	}
}

// alsoNamed gives a filter that lets the new name of a value through too; false when it
// does already or does not name the value.
func alsoNamed(f repeat.Filter, d contact.Dimension, from, to string) (repeat.Filter, bool) {
	for i, c := range f {
		has := func(name string) bool {
			return slices.ContainsFunc(c.Values, func(v string) bool { return contact.Fold(v) == contact.Fold(name) })
		}
		if c.By != d || from == "" || !has(from) || has(to) {
			continue
		}
		f = slices.Clone(f)
		f[i].Values = append(slices.Clone(c.Values), to)
		return f, true
	}
	return f, false
}
