package repeat

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"eenkeer/analysis/contact"
)

// Only says which of the counted contacts a list holds. Each is one of the counts
// of [Counts], so that a list has as many contacts as the figure it belongs to.
type Only string

// What a list may hold.
const (
	AllContacts  Only = ""             // Counts.Contacts
	OnlyRepeats  Only = "repeats"      // Counts.Repeats: those that follow an earlier contact
	OnlyRipe     Only = "ripe"         // Counts.Ripe
	OnlyFollowed Only = "followed"     // Counts.Followed: ripe, and another contact follows
	OnlySolved   Only = "not_followed" // Counts.Ripe less Counts.Followed: first time fix
)

// Onlys lists what a list may hold.
var Onlys = []Only{AllContacts, OnlyRepeats, OnlyRipe, OnlyFollowed, OnlySolved}

// Of gives how many contacts of a group a list of them holds.
func (o Only) Of(c Counts) int {
	switch o {
	case OnlyRepeats:
		return c.Repeats
	case OnlyRipe:
		return c.Ripe
	case OnlyFollowed:
		return c.Followed
	case OnlySolved:
		return c.Ripe - c.Followed
	}
	return c.Contacts
}

// The orders of a list besides the dimensions of a contact.
const (
	SortTime     = "time" // also the default
	SortCustomer = "customer"
	SortAfter    = "after"  // time since the contact that is repeated; contacts that repeat none last
	SortBefore   = "before" // time until the contact that follows; contacts that none follows last
)

// ListOptions say which contacts a [List] holds and in what order. Contacts that are
// equal in it stay in the order of customer and time.
type ListOptions struct {
	Only Only
	Sort string // one of the orders, or a stored dimension; empty: by time
	Desc bool
}

// Contact is one contact of a [List].
type Contact struct {
	Place    int    // in the log
	Customer uint32 // which customer, a number within this log; 0: none
	Time     time.Time
	Values   [len(contact.Stored)]string // by the order of [contact.Stored]

	Repeats bool          // it follows an earlier contact within the window
	First   int           // the place of that contact; -1: none
	After   time.Duration // the time between

	Ripe     bool          // what comes after it can be judged
	Followed bool          // ripe, and another contact follows within the window
	Second   int           // the place of the contact that follows, also of one not ripe; -1: none
	Before   time.Duration // the time between
}

// Value gives the value of a stored dimension.
func (c Contact) Value(d contact.Dimension) string {
	if i := contact.StoredIndex(d); i >= 0 {
		return c.Values[i]
	}
	return ""
}

// List is the contacts behind a figure. It does not change.
type List struct {
	Query   Query
	Options ListOptions
	Counts  Counts // of the selection, from the list itself

	engine *Engine
	links  *links
	places []int32 // among the contacts with a customer key
}

// Len gives the number of contacts: that of the count that the options name.
func (l *List) Len() int { return len(l.places) }

// Place gives where in the log contact i of the list stands.
func (l *List) Place(i int) int { return l.engine.log.Keyed + int(l.places[i]) }

// Log gives the log that the contacts are of.
func (l *List) Log() *contact.Log { return l.engine.log }

// List gives the contacts that a query counts: those of its selection that have a
// customer key and are eligible. q.By is not looked at.
func (e *Engine) List(ctx context.Context, q Query, o ListOptions) (*List, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	if !slices.Contains(Onlys, o.Only) {
		return nil, fmt.Errorf("there is no list of %q", o.Only)
	}
	links, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return nil, err
	}
	l := &List{Query: q, Options: o, engine: e, links: links}
	n := e.log.Len() - e.log.Keyed
	w := int32(min(q.Definition.Window.Seconds(), none-2))
	for i := range n {
		if i%block == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if m.bits != nil && m.bits[e.log.Keyed+i] == 0 || !links.counts(i) {
			continue
		}
		repeats, ripe, ahead := links.back[i] <= w, w <= links.age[i], links.ahead[i] <= w
		one := Counts{Contacts: 1, Repeats: bit(repeats), Ripe: bit(ripe), Followed: bit(ripe && ahead)}
		l.Counts.add(one)
		if o.Only.Of(one) == 1 {
			l.places = append(l.places, int32(i))
		}
	}
	return l, l.sort(ctx)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

var errNoSort = errors.New("a list is not sorted by that")

// sort puts the contacts in the order asked for.
func (l *List) sort(ctx context.Context) error {
	log := l.engine.log
	var key func(place int32) int64
	switch by := l.Options.Sort; by {
	case "", SortTime:
		key = func(p int32) int64 { return log.Time[log.Keyed+int(p)] }
	case SortCustomer:
		key = func(p int32) int64 { return int64(l.engine.customers[p]) }
	case SortAfter:
		key = l.gapKey(l.links.back)
	case SortBefore:
		key = l.gapKey(l.links.ahead)
	default:
		column := log.Column(contact.Dimension(by))
		if column == nil {
			return errNoSort
		}
		rank := ranks(column.Dict.Texts())
		key = func(p int32) int64 { return rank[column.Codes.At(log.Keyed+int(p))] }
	}
	keys := make([]int64, len(l.places))
	order := make([]int32, len(l.places))
	for i, p := range l.places {
		keys[i], order[i] = key(p), int32(i)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		if l.Options.Desc {
			return cmp.Compare(keys[b], keys[a])
		}
		return cmp.Compare(keys[a], keys[b])
	})
	places := make([]int32, len(l.places))
	for i, at := range order {
		places[i] = l.places[at]
	}
	l.places = places
	return ctx.Err()
}

// gapKey orders by a gap; those outside the window are last whichever way it runs.
func (l *List) gapKey(gaps []int32) func(place int32) int64 {
	w := l.Query.Definition.Window.Seconds()
	last := int64(none)
	if l.Options.Desc {
		last = -1
	}
	return func(p int32) int64 {
		if g := int64(gaps[p]); g <= w {
			return g
		}
		return last
	}
}

// ranks gives for each text its place in the alphabet.
func ranks(texts []string) []int64 {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(texts[a], texts[b]) })
	rank := make([]int64, len(texts))
	for at, code := range order {
		rank[code] = int64(at)
	}
	return rank
}

// At gives contact i of the list. It costs little, but for a customer with very
// many contacts of which few pass the rules.
func (l *List) At(i int) Contact { return l.contact(int(l.places[i])) }

// contact describes the contact at a place among those with a customer key.
func (l *List) contact(p int) Contact {
	e, log := l.engine, l.engine.log
	w := int32(min(l.Query.Definition.Window.Seconds(), none-2))
	c := Contact{Place: log.Keyed + p, Customer: e.customers[p], Time: contact.When(log.Time[log.Keyed+p]), First: -1, Second: -1, Ripe: w <= l.links.age[p]}
	for k := range log.Columns {
		column := &log.Columns[k]
		c.Values[k] = column.Dict.Text(column.Codes.At(c.Place))
	}
	if c.Repeats = l.links.back[p] <= w; c.Repeats {
		c.First, c.After = l.other(p, -1)
	}
	if l.links.ahead[p] <= w {
		c.Second, c.Before = l.other(p, 1)
		c.Followed = c.Ripe
	}
	return c
}

// other finds the contact that one is linked to, in a direction.
func (l *List) other(p, step int) (place int, gap time.Duration) {
	o := l.engine.linkedTo(l.links, l.Query.Definition, p, step)
	if o < 0 {
		return -1, 0
	}
	return l.engine.log.Keyed + o, l.engine.between(l.links, min(o, p), max(o, p))
}

// Around describes the contact at a place in the log, such as First or Second of
// another; false when it has no customer key.
func (l *List) Around(place int) (Contact, bool) {
	p := place - l.engine.log.Keyed
	if p < 0 || p >= len(l.engine.customers) {
		return Contact{}, false
	}
	return l.contact(p), true
}

// Key gives the strongest key of a contact's customer.
func (l *List) Key(c Contact) string { return l.engine.log.Customers.Text(c.Customer) }

// Data says what the list was made from.
func (l *List) Data() Data {
	log := l.engine.log
	return Data{From: contact.When(log.Start), To: contact.When(log.End), Contacts: l.Counts.Contacts}
}
