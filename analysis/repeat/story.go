package repeat

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"eenkeer/analysis/contact"
)

// Story is everything one customer asked, with what repeats what under a definition. It does not change.
type Story struct {
	Definition Definition
	Customer   uint32         // a number within the log
	Contacts   []StoryContact // all of the customer's, by time, whatever is selected
	Pairs      []StoryPair    // by their first contact
	Chains     int            // of contacts that repeat one another, two or more each

	log *contact.Log
}

// StoryContact is one contact of a [Story].
type StoryContact struct {
	Contact
	Counted bool // it is linked and counted under the definition
	Chain   int  // which chain it is in, from 1; 0: none
}

// StoryPair is two contacts of a [Story] of which the second repeats the first, by their place in Contacts.
type StoryPair struct {
	First, Second int
	Between       time.Duration
}

// Key gives the strongest key of the customer.
func (s *Story) Key() string { return s.log.Customers.Text(s.Customer) }

// Log gives the log that the contacts are of.
func (s *Story) Log() *contact.Log { return s.log }

// Find gives the place in Contacts of the contact at a place in the log; -1 when it is another customer's.
func (s *Story) Find(place int) int {
	return slices.IndexFunc(s.Contacts, func(c StoryContact) bool { return c.Place == place })
}

// Story gives the story of the customer whose contact stands at a place in the log.
func (e *Engine) Story(ctx context.Context, d Definition, place int) (*Story, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	links, err := e.linked(ctx, d)
	if err != nil {
		return nil, err
	}
	at := place - e.log.Keyed
	if at < 0 || at >= len(e.customers) {
		return nil, fmt.Errorf("no customer is known of the contact at %d", place)
	}
	from, until := at, at+1
	for from > 0 && e.customers[from-1] == e.customers[at] {
		from--
	}
	for until < len(e.customers) && e.customers[until] == e.customers[at] {
		until++
	}
	list := &List{Query: Query{Definition: d}, engine: e, links: links}
	s := &Story{Definition: d, Customer: e.customers[at], log: e.log}
	seen := map[[2]int]bool{}
	pair := func(first, second int, between time.Duration) {
		first, second = first-e.log.Keyed-from, second-e.log.Keyed-from
		if first >= 0 && second >= 0 && !seen[[2]int{first, second}] {
			seen[[2]int{first, second}] = true
			s.Pairs = append(s.Pairs, StoryPair{first, second, between})
		}
	}
	for p := from; p < until; p++ {
		c := list.contact(p)
		s.Contacts = append(s.Contacts, StoryContact{Contact: c, Counted: links.counts(p)})
		if c.Second >= 0 {
			pair(c.Place, c.Second, c.Before)
		}
		if c.First >= 0 {
			pair(c.First, c.Place, c.After)
		}
	}
	slices.SortFunc(s.Pairs, func(a, b StoryPair) int { return cmp.Or(a.First-b.First, a.Second-b.Second) })
	s.chain()
	return s, nil
}

// chain numbers the chains: contacts that pairs lead from one to another.
func (s *Story) chain() {
	root := make([]int, len(s.Contacts))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, p := range s.Pairs {
		a, b := find(p.First), find(p.Second)
		root[max(a, b)] = min(a, b)
	}
	number := map[int]int{}
	in := map[int]int{}
	for i := range root {
		in[find(i)]++
	}
	for i := range s.Contacts {
		r := find(i)
		if in[r] < 2 {
			continue
		}
		if number[r] == 0 {
			s.Chains++
			number[r] = s.Chains
		}
		s.Contacts[i].Chain = number[r]
	}
}
