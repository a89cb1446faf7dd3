package kaizen

import (
	"cmp"
	"slices"
	"strings"

	"eenkeer/app/kaizen"
	"eenkeer/app/workbench"
)

// nobody stands for actions without an owner in a filter.
const nobody kaizen.ID = -1

// filter is which actions are shown.
type filter struct {
	owner   kaizen.ID // 0: everyone's; nobody: those without
	session kaizen.ID
	process string
	text    string // in lower case
	mine    bool   // what I have to do this week
}

// any reports whether it leaves something out.
func (f filter) any() bool { return f != filter{} }

// of lists the actions that are shown: late first, then by the day they are due; without one last.
func (f filter) of(n *workbench.Snapshot) []*kaizen.Action {
	r := n.Register
	var list []*kaizen.Action
	if f.mine {
		if p := r.PersonNamed(n.Me); p != nil {
			list = r.Mine(p.ID, n.Today)
		}
	} else {
		list = slices.Clone(r.Actions)
	}
	list = slices.DeleteFunc(list, func(a *kaizen.Action) bool { return !f.keeps(n, a) })
	slices.SortStableFunc(list, func(a, b *kaizen.Action) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			if a.Due.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.Due.Time().Compare(b.Due.Time()), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func (f filter) keeps(n *workbench.Snapshot, a *kaizen.Action) bool {
	switch {
	case f.owner == nobody && a.Owner != 0, f.owner > 0 && a.Owner != f.owner && a.Helper != f.owner:
		return false
	case f.session != 0 && a.Session != f.session:
		return false
	case f.process != "" && processOf(n, a.Scope) != f.process:
		return false
	}
	return f.text == "" || strings.Contains(searchable(n, a), f.text)
}

// searchable is everything of an action that a search looks in, in lower case.
func searchable(n *workbench.Snapshot, a *kaizen.Action) string {
	parts := []string{a.Title, a.Cause, a.Text, n.Register.Name(a.Owner), n.Register.Name(a.Helper)}
	for _, c := range a.Scope.Filter {
		parts = append(parts, c.Values...)
	}
	return strings.ToLower(strings.Join(append(parts, a.Tags...), "\n"))
}

// processes lists the processes that actions are about, by name.
func processes(n *workbench.Snapshot) []string {
	var all []string
	for _, a := range n.Register.Actions {
		if p := processOf(n, a.Scope); p != "" {
			all = append(all, p)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
