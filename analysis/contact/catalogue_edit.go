package contact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// clone gives a catalogue of its own to change.
func (c *Catalogue) clone() *Catalogue {
	return &Catalogue{slices.Clone(c.Reasons), slices.Clone(c.Processes), slices.Clone(c.Teams), slices.Clone(c.Renames)}
}

// Tidy gives the catalogue in order: names without spaces around them and sorted, one spelling of each process, and
// without reasons and teams of which nothing but the name is known.
func (c *Catalogue) Tidy() *Catalogue {
	c = c.clone()
	spelling := map[string]string{}
	for i := range c.Processes {
		e := &c.Processes[i]
		e.Process, e.Owner = trim(e.Process), trim(e.Owner)
		spelling[Fold(e.Process)] = e.Process
	}
	slices.SortStableFunc(c.Reasons, func(a, b ReasonEntry) int { return cmp.Compare(reasonKey(a), reasonKey(b)) })
	for i := range c.Reasons {
		e := &c.Reasons[i]
		e.Reason, e.Process, e.ThirdParty = trim(e.Reason), trim(e.Process), trim(e.ThirdParty)
		if known, ok := spelling[Fold(e.Process)]; ok {
			e.Process = known
		}
		spelling[Fold(e.Process)] = e.Process
	}
	for i := range c.Teams {
		c.Teams[i] = TeamEntry{trim(c.Teams[i].Team), trim(c.Teams[i].Manager)}
	}
	for i := range c.Renames {
		c.Renames[i].From, c.Renames[i].To = trim(c.Renames[i].From), trim(c.Renames[i].To)
	}
	c.Reasons = slices.DeleteFunc(c.Reasons, func(e ReasonEntry) bool { return e == ReasonEntry{Reason: e.Reason} })
	c.Teams = slices.DeleteFunc(c.Teams, func(e TeamEntry) bool { return e.Manager == "" })
	slices.SortStableFunc(c.Processes, func(a, b ProcessEntry) int { return cmp.Compare(processKey(a), processKey(b)) })
	slices.SortStableFunc(c.Teams, func(a, b TeamEntry) int { return cmp.Compare(teamKey(a), teamKey(b)) })
	slices.SortStableFunc(c.Renames, func(a, b Rename) int {
		return cmp.Or(cmp.Compare(Fold(a.From), Fold(b.From)), cmp.Compare(a.Since, b.Since))
	})
	return c
}

// trim takes the spaces off that a person does not see.
func trim(name string) string { return strings.Join(strings.Fields(name), " ") }

// put puts an entry in place of the one with its key, or adds it.
func put[T any](list []T, key func(T) string, e T) []T {
	if i := slices.IndexFunc(list, func(old T) bool { return key(old) == key(e) }); i >= 0 {
		list[i] = e
		return list
	}
	return append(list, e)
}

// WithReason gives the catalogue with an entry in place of that of the same reason.
func (c *Catalogue) WithReason(e ReasonEntry) *Catalogue {
	c = c.clone()
	c.Reasons = put(c.Reasons, reasonKey, e)
	return c.Tidy()
}

// Filed gives the catalogue with reasons filed under a process; an empty process takes them out of theirs.
func (c *Catalogue) Filed(process string, reasons ...string) *Catalogue {
	c = c.clone()
	at := map[string]int{}
	for i, e := range c.Reasons {
		at[reasonKey(e)] = i
	}
	for _, reason := range reasons {
		i, known := at[Fold(reason)]
		if !known {
			i = len(c.Reasons)
			c.Reasons, at[Fold(reason)] = append(c.Reasons, ReasonEntry{Reason: reason}), i
		}
		c.Reasons[i].Process = process
	}
	return c.Tidy()
}

// WithProcess gives the catalogue with an entry in place of the process called old; reasons that are filed under old go
// along to its new name. An empty old adds.
func (c *Catalogue) WithProcess(old string, e ProcessEntry) *Catalogue {
	c = c.clone()
	if key := Fold(old); key != "" {
		c.Processes = slices.DeleteFunc(c.Processes, func(p ProcessEntry) bool { return processKey(p) == key })
		for i := range c.Reasons {
			if Fold(c.Reasons[i].Process) == key {
				c.Reasons[i].Process = e.Process
			}
		}
	}
	c.Processes = put(c.Processes, processKey, e)
	return c.Tidy()
}

// WithoutProcess gives the catalogue without a process; its reasons are filed under none.
func (c *Catalogue) WithoutProcess(name string) *Catalogue {
	c = c.clone()
	key := Fold(name)
	c.Processes = slices.DeleteFunc(c.Processes, func(p ProcessEntry) bool { return processKey(p) == key })
	for i := range c.Reasons {
		if Fold(c.Reasons[i].Process) == key {
			c.Reasons[i].Process = ""
		}
	}
	return c.Tidy()
}

// WithTeam gives the catalogue with an entry in place of that of the same team; an empty manager takes it out.
func (c *Catalogue) WithTeam(e TeamEntry) *Catalogue {
	c = c.clone()
	c.Teams = put(c.Teams, teamKey, e)
	return c.Tidy()
}

// WithRename gives the catalogue with one more rename, in place of one of the same name and date. A name of which
// nothing is known takes over what is known of the old one.
func (c *Catalogue) WithRename(r Rename) *Catalogue {
	c = c.clone()
	c.Renames = put(c.Renames, renameKey, r)
	old, known := c.Reason(r.From)
	if _, has := c.Reason(r.To); known && !has {
		old.Reason = r.To
		c.Reasons = append(c.Reasons, old)
	}
	return c.Tidy()
}

// WithoutRename gives the catalogue without a rename.
func (c *Catalogue) WithoutRename(r Rename) *Catalogue {
	c = c.clone()
	c.Renames = slices.DeleteFunc(c.Renames, func(old Rename) bool { return renameKey(old) == renameKey(r) })
	return c
}

func renameKey(r Rename) string { return fmt.Sprint(r.Since, " ", Fold(r.From)) }

// Changes counts entries, renames among them.
type Changes struct{ Added, Changed, Removed int }

// None reports whether nothing differs.
func (d Changes) None() bool { return d == Changes{} }

// ChangesTo counts what is otherwise in another catalogue.
func (c *Catalogue) ChangesTo(next *Catalogue) Changes {
	var d Changes
	countChanges(&d, c.Reasons, next.Reasons, reasonKey)
	countChanges(&d, c.Processes, next.Processes, processKey)
	countChanges(&d, c.Teams, next.Teams, teamKey)
	countChanges(&d, c.Renames, next.Renames, renameKey)
	return d
}

func countChanges[T comparable](d *Changes, before, after []T, key func(T) string) {
	old := byKey(before, key)
	for _, e := range after {
		switch was, known := old[key(e)]; {
		case !known:
			d.Added++
		case was != e:
			d.Changed++
		}
		delete(old, key(e))
	}
	d.Removed += len(old)
}

// Revert takes back a change from before to after and leaves what was changed since as it is.
func (c *Catalogue) Revert(before, after *Catalogue) *Catalogue {
	return (&Catalogue{
		revert(c.Reasons, before.Reasons, after.Reasons, reasonKey),
		revert(c.Processes, before.Processes, after.Processes, processKey),
		revert(c.Teams, before.Teams, after.Teams, teamKey),
		revert(c.Renames, before.Renames, after.Renames, renameKey),
	}).Tidy()
}

func revert[T comparable](now, before, after []T, key func(T) string) []T {
	old, made := byKey(before, key), byKey(after, key)
	var out []T
	there := map[string]bool{}
	for _, e := range now {
		there[key(e)] = true
		was, had := old[key(e)]
		is, has := made[key(e)]
		switch {
		case had == has && was == is: // the change left it alone
			out = append(out, e)
		case had:
			out = append(out, was)
		}
	}
	for _, e := range before { // what the change took out
		if _, has := made[key(e)]; !has && !there[key(e)] {
			out = append(out, e)
		}
	}
	return out
}

func byKey[T any](list []T, key func(T) string) map[string]T {
	all := make(map[string]T, len(list))
	for _, e := range list {
		all[key(e)] = e
	}
	return all
}
