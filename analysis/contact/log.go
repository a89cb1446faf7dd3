package contact

import (
	"iter"
	"math"
	"slices"
	"time"
)

// Log is every contact of a workspace, by column. Contacts are ordered by
// customer, time and source row; those without a customer key stand first.
// A Log does not change once built.
type Log struct {
	Time      []int64 // wall-clock milliseconds, see the package comment
	Customer  Codes   // code in Customers; 0: no customer key
	Customers Dict
	Columns   [len(Stored)]Column // by the order of [Stored]

	Length    []int32 // seconds; NoNumber if unknown; nil if no batch has it
	Handle    []int32
	Wait      []int32
	Transfers []int32

	Identity Identity // how contacts became customers

	Keyed      int   // place of the first contact that has a customer key
	Start, End int64 // first and last contact time; both 0 for an empty log

	origin origin
	asRead *[len(Stored)]Column // Columns before a catalogue changed them; nil: none did, see [Log.With]
}

// origin says for each contact where it came from. It is empty when there is one
// batch, ordered as the log is.
type origin struct {
	batch []uint16
	row   []uint32
}

// Len gives the number of contacts.
func (l *Log) Len() int { return len(l.Time) }

// Origin gives which of the batches given to [Build] a contact came from, and its
// place in that batch as it was given.
func (l *Log) Origin(i int) (batch, place int) {
	if l.origin.row == nil {
		return 0, i
	}
	return int(l.origin.batch[i]), int(l.origin.row[i])
}

// When turns a wall-clock time of a log into a time.Time. The zone it bears is
// UTC by name only: the clock reads as it does in the workspace's zone.
func When(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// Wall is the opposite of [When]: what the clock of t shows, as milliseconds.
func Wall(t time.Time) int64 {
	_, offset := t.Zone()
	return t.UnixMilli() + int64(offset)*1000
}

// Column gives the stored column of a dimension; it is nil for one that follows
// from the time.
func (l *Log) Column(d Dimension) *Column {
	if i := StoredIndex(d); i >= 0 {
		return &l.Columns[i]
	}
	return nil
}

// Build makes the log of batches, the oldest first. Of contacts that several
// batches of one source have, only that of the latest batch stays; contacts that
// share a customer key are of one customer.
//
// Build takes the batches over: they must not be used after.
func Build(batches []*Batch, r Rules) *Log {
	l := &Log{}
	b := &Batch{}
	var keys keySet
	lines, joined := make([][]uint32, len(batches)), false
	for i, b := range batches {
		lines[i], joined = b.Line, joined || len(b.Keys) > 1
	}
	if len(batches) == 1 {
		b = batches[0]
		if joined || len(r.Shared) > 0 || !b.ordered() { // it will be in another order
			l.origin = origin{make([]uint16, b.Len()), make([]uint32, b.Len())}
			for i := range l.origin.row {
				l.origin.row[i] = uint32(i)
			}
		}
		keys = keysOf(b)
	} else {
		b, keys, l.origin = join(batches)
	}
	b.ID, b.Note, b.Line = nil, nil, nil // on disk until asked for
	customer, customers, identity := keys.customers(r.Shared)
	keys = keySet{}
	b.Keys = []KeyColumn{{Codes: customer, Dict: customers}}
	b.order(&l.origin)
	if joined {
		b.settle(&l.origin, lines)
	}
	l.Time, l.Customer, l.Customers, l.Columns = b.Time, b.Keys[0].Codes, customers, b.Columns
	l.Length, l.Handle, l.Wait, l.Transfers = b.Length, b.Handle, b.Wait, b.Transfers
	for l.Keyed < l.Len() && l.Customer.At(l.Keyed) == 0 {
		l.Keyed++
	}
	if l.Len() > 0 {
		l.Start, l.End = math.MaxInt64, math.MinInt64
		for _, t := range l.Time {
			l.Start, l.End = min(l.Start, t), max(l.End, t)
		}
		l.End = max(l.End, r.Covered)
	}
	l.Identity = identity
	l.Identity.Contacts, l.Identity.WithoutCustomer = l.Len(), l.Keyed
	for range l.stretches() {
		l.Identity.Customers++
	}
	return l
}

// stretches gives for every customer the places of its contacts.
func (l *Log) stretches() iter.Seq2[int, int] {
	return func(yield func(from, until int) bool) {
		for from := l.Keyed; from < l.Len(); {
			until, c := from+1, l.Customer.At(from)
			for until < l.Len() && l.Customer.At(until) == c {
				until++
			}
			if !yield(from, until) {
				return
			}
			from = until
		}
	}
}

// Customer is one customer of a log.
type Customer struct {
	Key         string // the strongest
	Contacts    int
	First, Last int64 // wall-clock milliseconds
}

// Largest gives the n customers with the most contacts, the largest first. One
// that is very large may be no customer, but a key that many share.
func (l *Log) Largest(n int) []Customer {
	type stretch struct{ from, until int }
	var all []stretch
	least := 0 // contacts that the smallest of the n found so far has
	top := func() {
		slices.SortStableFunc(all, func(a, b stretch) int { return (b.until - b.from) - (a.until - a.from) })
		all = all[:min(n, len(all))]
		if len(all) == n && n > 0 {
			least = all[n-1].until - all[n-1].from
		}
	}
	for from, until := range l.stretches() {
		if until-from > least {
			if all = append(all, stretch{from, until}); len(all) >= 4*n+64 {
				top()
			}
		}
	}
	top()
	list := make([]Customer, len(all))
	for i, s := range all {
		list[i] = Customer{l.Customers.Text(l.Customer.At(s.from)), s.until - s.from, l.Time[s.from], l.Time[s.until-1]}
	}
	return list
}
