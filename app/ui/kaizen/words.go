package kaizen

import (
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/day"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// subjectText names what something is about, short enough for a card.
func subjectText(s repeat.Selection, l *locale.Locale) string {
	parts := make([]string, len(s.Filter))
	for i, c := range s.Filter {
		parts[i] = values(c, l)
	}
	if len(parts) == 0 {
		return l.T("board.scope.all")
	}
	return strings.Join(parts, " · ")
}

// scopeText names what something is about, and what that is: "proces · Eigen risico".
func scopeText(s repeat.Selection, l *locale.Locale) string {
	if len(s.Filter) == 0 {
		return l.T("board.scope.all")
	}
	if len(s.Filter) == 1 {
		c := s.Filter[0]
		return l.T("dimension."+string(c.By)) + " · " + values(c, l)
	}
	return subjectText(s, l)
}

func values(c repeat.Condition, l *locale.Locale) string {
	parts := make([]string, len(c.Values))
	for i, v := range c.Values {
		parts[i] = figure.Value(c.By, v, l)
	}
	return strings.Join(parts, ", ")
}

// stateText says in a few words what an action waits for, or what it brought: an owner, a day, the day it is due, how late it
// is, or its effect.
func stateText(n *workbench.Snapshot, a *kaizen.Action, l *locale.Locale) (string, kit.Role) {
	switch {
	case a.Status == kaizen.Dropped:
		return a.Why, kit.RoleMuted
	case a.Status.Finished():
		if text, role, ok := effectText(n, a, l); ok {
			return text, role
		}
		return l.T("board.state.done", "day", day.Short(a.Finished, n.Today, l)), kit.RoleMuted
	case a.Owner == 0:
		return l.T("board.state.no_owner"), kit.RoleWarn
	case a.Due.IsZero():
		return l.T("board.state.no_due"), kit.RoleWarn
	}
	return dueText(a, n.Today, l)
}

// dueText says when an action is due, or how late it is.
func dueText(a *kaizen.Action, today repeat.Date, l *locale.Locale) (string, kit.Role) {
	switch late := a.DaysLate(today); {
	case late > 0:
		return l.T("board.state.late", "n", late), kit.RoleBad
	case a.Due.IsZero():
		return "", kit.RoleMuted
	case a.Status.Open() && a.Due == today:
		return l.T("board.state.today"), kit.RoleWarn
	}
	return day.Short(a.Due, today, l), kit.RoleMuted
}

// ownerText names the owner of an action, or a dash.
func ownerText(r *kaizen.Register, a *kaizen.Action) string {
	if name := r.Name(a.Owner); name != "" {
		return name
	}
	return "—"
}

// tipText is what a card says beyond what is on it.
func tipText(n *workbench.Snapshot, a *kaizen.Action, l *locale.Locale) string {
	parts := []string{a.Title}
	add := func(id string, text string) {
		if text != "" {
			parts = append(parts, l.T(id)+": "+text)
		}
	}
	add("kaizen.field.scope", scopeText(a.Scope, l))
	add("kaizen.field.cause", a.Cause)
	add("kaizen.field.helper", n.Register.Name(a.Helper))
	if !a.Due.IsZero() {
		add("kaizen.field.due", l.Date(a.Due.Time()))
	}
	if s := n.Register.Session(a.Session); s != nil {
		add("kaizen.field.session", s.Title)
	}
	if left, needed := a.StandardLeft(); a.Status == kaizen.Checked && needed > 0 {
		parts = append(parts, l.T("board.standard.left", "left", left, "n", needed))
	}
	return strings.Join(parts, "\n")
}

// processOf gives the process that an action is about, by its scope or by the reason in it; empty for none.
func processOf(n *workbench.Snapshot, s repeat.Selection) string {
	for _, c := range s.Filter {
		switch {
		case len(c.Values) != 1:
		case c.By == contact.Process:
			return c.Values[0]
		case c.By == contact.Reason:
			if n.Catalogue != nil {
				if e, ok := n.Catalogue.Reason(c.Values[0]); ok && e.Process != "" {
					return e.Process
				}
			}
			return ofReasons.process(n.Reasons, c.Values[0])
		}
	}
	return ""
}

// ofReasons remembers which process each reason of the data belongs to, for a thousand actions ask. It is used on the
// goroutine of the window alone.
var ofReasons reasonProcesses

type reasonProcesses struct {
	of *contact.Seen // the first of those that it was made of
	by map[string]string
}

func (r *reasonProcesses) process(seen []contact.Seen, reason string) string {
	if len(seen) == 0 {
		return ""
	}
	if r.of != &seen[0] {
		r.of, r.by = &seen[0], make(map[string]string, len(seen))
		for _, s := range seen {
			r.by[s.Reason] = s.Process
		}
	}
	return r.by[reason]
}
