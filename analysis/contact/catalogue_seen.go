package contact

import (
	"cmp"
	"slices"
)

// Seen is a reason as it occurs in a log.
type Seen struct {
	Reason   string // as most of its contacts spell it
	Contacts int
	Latest   int64  // wall-clock milliseconds of its last contact
	Process  string // that all of its contacts name; empty when they name none, or several
	New      bool   // no contact before the latest import has it
}

// Seen lists the reasons of the log, spellings that mean the same together, most contacts first. latest tells the
// batches of the latest import from those before, by their place in [Build]; nil: nothing is new.
func (l *Log) Seen(latest func(batch int) bool) []Seen {
	reason, process := &l.Columns[reasonColumn], &l.Columns[processColumn]
	type tally struct {
		contacts   int
		latest     int64
		process    uint32
		several    bool
		otherBatch bool
	}
	join := func(into *tally, t tally) {
		if t.contacts == 0 {
			return
		}
		into.several = into.several || t.several || into.contacts > 0 && into.process != t.process
		if into.contacts == 0 {
			into.process = t.process
		}
		into.latest = max(into.latest, t.latest)
		into.contacts += t.contacts
		into.otherBatch = into.otherBatch || t.otherBatch
	}
	n := l.Len()
	if reason.Codes.Len() == 0 || n == 0 {
		return nil
	}
	parts := max(1, Workers)
	tallies := make([][]tally, parts)
	eachPart(parts, func(p int) {
		mine := make([]tally, reason.Dict.Len())
		for i := p * n / parts; i < (p+1)*n/parts; i++ {
			code := reason.Codes.At(i)
			if code == 0 {
				continue
			}
			t := &mine[code]
			pr := process.Codes.At(i)
			if t.contacts == 0 {
				t.process, t.latest = pr, l.Time[i]
			}
			t.contacts++
			t.latest = max(t.latest, l.Time[i])
			t.several = t.several || t.process != pr
			if !t.otherBatch {
				batch, _ := l.Origin(i)
				t.otherBatch = latest == nil || !latest(batch)
			}
		}
		tallies[p] = mine
	})
	type group struct {
		tally
		name string
		most int
	}
	groups := map[string]*group{}
	for code := 1; code < reason.Dict.Len(); code++ {
		var t tally
		for _, mine := range tallies {
			join(&t, mine[code])
		}
		if t.contacts == 0 {
			continue
		}
		name := reason.Dict.Text(uint32(code))
		g := groups[Fold(name)]
		if g == nil {
			g = &group{}
			groups[Fold(name)] = g
		}
		if t.contacts > g.most {
			g.name, g.most = name, t.contacts
		}
		join(&g.tally, t)
	}
	all := make([]Seen, 0, len(groups))
	for _, g := range groups {
		s := Seen{Reason: g.name, Contacts: g.contacts, Latest: g.latest, New: !g.otherBatch}
		if !g.several {
			s.Process = process.Dict.Text(g.process)
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Seen) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.Reason, b.Reason))
	})
	return all
}

// Unfiled gives those of the reasons seen that the catalogue has no process for.
func (c *Catalogue) Unfiled(seen []Seen) []Seen {
	filed := map[string]bool{}
	for _, e := range c.Reasons {
		filed[Fold(e.Reason)] = e.Process != ""
	}
	var all []Seen
	for _, s := range seen {
		if !filed[Fold(s.Reason)] {
			all = append(all, s)
		}
	}
	return all
}
