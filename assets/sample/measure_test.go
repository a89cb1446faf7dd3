package sample

import (
	"iter"
	"math"
	"slices"
	"time"
)

const sevenDays = 7 * 24 * time.Hour

// measured is a contact with what a naive look at its customer's contacts says: any reason, any channel, seven days.
type measured struct {
	Contact
	ripe, followed, repeat bool
}

// measure links a log in time order the plain way. Contacts without key are left out.
func measure(contacts iter.Seq[Contact]) []measured {
	var all []measured
	last := map[string]int{}
	var end time.Time
	for c := range contacts {
		end = c.Start
		if c.Customer == "" {
			continue
		}
		m := measured{Contact: c}
		if i, ok := last[c.Customer]; ok && c.Start.Sub(all[i].Start) <= sevenDays {
			all[i].followed = true
			m.repeat = true
		}
		last[c.Customer] = len(all)
		all = append(all, m)
	}
	for i := range all {
		all[i].ripe = !all[i].Start.Add(sevenDays).After(end)
	}
	return all
}

// tally holds, over the ripe contacts of a group, how many are followed and how many should be.
type tally struct {
	ripe, followed, expected, variance float64
}

func (t *tally) add(o Options, m measured) {
	p := o.RepeatedWithin(m.Contact, sevenDays)
	t.ripe++
	t.expected += p
	t.variance += p * (1 - p)
	if m.followed {
		t.followed++
	}
}

func (t *tally) rate() float64 { return t.followed / t.ripe }

// off is how many standard errors the count is from what it should be.
func (t *tally) off() float64 { return (t.followed - t.expected) / math.Sqrt(t.variance) }

func tallies(o Options, log []measured, key func(Contact) string) map[string]*tally {
	by := map[string]*tally{}
	for _, m := range log {
		if !m.ripe {
			continue
		}
		k := key(m.Contact)
		if by[k] == nil {
			by[k] = &tally{}
		}
		by[k].add(o, m)
	}
	return by
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
