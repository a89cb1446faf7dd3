package repeat

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
)

// CountedBy says which of its two contacts puts a pair in a selection.
type CountedBy string

// What a pair may be counted by.
const (
	// ByFirst counts a pair when its first contact is in the selection: what a judgement of reasons, teams and
	// agents is about. With [PairOptions.Ripe] there are as many as Counts.Followed.
	ByFirst CountedBy = "first"
	// BySecond counts a pair when its second contact is in the selection: the repeats, as many as Counts.Repeats.
	BySecond CountedBy = "second"
)

// Likeness asks that both contacts of a pair have the same value of a stored dimension, or that they have not.
// Pairs of which one contact has no value are neither.
type Likeness struct {
	By   contact.Dimension `json:"by"`
	Same bool              `json:"same"`
}

// The orders of pairs besides the dimensions of their contacts, see [SortFirst] and [SortSecond].
const (
	SortPairTime = "time"  // of the first contact; also the default
	SortSecondAt = "later" // time of the second contact
	SortBetween  = "between"
	SortOwner    = "customer"
)

// SortFirst and SortSecond name the order by a stored dimension of one of the two contacts.
func SortFirst(d contact.Dimension) string  { return "first." + string(d) }
func SortSecond(d contact.Dimension) string { return "second." + string(d) }

// PairOptions say which pairs a [Pairs] holds and in what order.
type PairOptions struct {
	By     CountedBy  `json:"by,omitempty"`     // empty: ByFirst
	Ripe   bool       `json:"ripe,omitempty"`   // only where the first contact is ripe
	Other  Filter     `json:"other,omitempty"`  // on the contact that is not counted by
	Alike  []Likeness `json:"alike,omitempty"`  // all must hold
	Search string     `json:"search,omitempty"` // a piece of any value of either contact, or the whole key of a customer
	Sort   string     `json:"sort,omitempty"`
	Desc   bool       `json:"desc,omitempty"`
}

// Check says what is wrong with the options, if anything.
func (o PairOptions) Check() error {
	if o.By != "" && o.By != ByFirst && o.By != BySecond {
		return fmt.Errorf("pairs are counted by first or second, not %q", o.By)
	}
	for _, a := range o.Alike {
		if contact.StoredIndex(a.By) < 0 {
			return fmt.Errorf("there is no likeness in %q", a.By)
		}
	}
	return o.Other.Check()
}

// Pair is a contact and the later contact that repeats it.
type Pair struct {
	First, Second Contact
	Between       time.Duration // from where the window of the first starts: its start, or its end
}

// Alike reports whether both contacts have the same value of a stored dimension; known is false when one has none.
func (p Pair) Alike(d contact.Dimension) (same, known bool) {
	a, b := p.First.Value(d), p.Second.Value(d)
	return a == b, a != "" && b != ""
}

// AlikeCount is how many pairs have the same value twice, and how many have two that differ.
type AlikeCount struct{ Same, Other int }

// Pairs is every pair of a selection. It does not change.
type Pairs struct {
	Query   Query
	Options PairOptions
	// Of the pairs that the selection and Other let through, before Alike and Search chose among them:
	All   int
	Ripe  int                             // whose first contact is ripe
	Alike [len(contact.Stored)]AlikeCount // by the order of [contact.Stored]

	list          *List // for its contacts
	first, second []int32
}

// AlikeIn gives the counts of a stored dimension.
func (p *Pairs) AlikeIn(d contact.Dimension) AlikeCount {
	if i := contact.StoredIndex(d); i >= 0 {
		return p.Alike[i]
	}
	return AlikeCount{}
}

// Len gives the number of pairs.
func (p *Pairs) Len() int { return len(p.first) }

// Log gives the log that the contacts are of.
func (p *Pairs) Log() *contact.Log { return p.list.Log() }

// Places gives where in the log the contacts of pair i stand.
func (p *Pairs) Places(i int) (first, second int) {
	keyed := p.Log().Keyed
	return keyed + int(p.first[i]), keyed + int(p.second[i])
}

// At gives pair i.
func (p *Pairs) At(i int) Pair {
	a, b := p.list.contact(int(p.first[i])), p.list.contact(int(p.second[i]))
	return Pair{a, b, p.between(i)}
}

// Around describes the contact at a place in the log; false when it has no customer key.
func (p *Pairs) Around(place int) (Contact, bool) { return p.list.Around(place) }

// Between gives the time between a first and a second contact, by their places in the log, from where the definition
// has it run.
func (p *Pairs) Between(first, second int) time.Duration {
	keyed := p.Log().Keyed
	return p.list.engine.between(p.list.links, first-keyed, second-keyed)
}

// between gives the time between the contacts of pair i, from where the definition has it run.
func (p *Pairs) between(i int) time.Duration {
	return p.list.engine.between(p.list.links, int(p.first[i]), int(p.second[i]))
}

// Key gives the strongest key of the customer of a pair.
func (p *Pairs) Key(one Pair) string { return p.list.Key(one.First) }

// Find gives the place among the pairs of the one with these places in the log; -1 when it is not there.
func (p *Pairs) Find(first, second int) int {
	keyed := p.Log().Keyed
	a, b := int32(first-keyed), int32(second-keyed)
	for i, f := range p.first {
		if f == a && p.second[i] == b {
			return i
		}
	}
	return -1
}

// Data says what the pairs were made from.
func (p *Pairs) Data() Data {
	log := p.Log()
	return Data{From: contact.When(log.Start), To: contact.When(log.End), Contacts: p.Len()}
}

// Pairs gives the pairs that a query selects by their first or their second contact. q.By is not looked at.
func (e *Engine) Pairs(ctx context.Context, q Query, o PairOptions) (*Pairs, error) {
	if err := errors.Join(q.Check(), o.Check()); err != nil {
		return nil, err
	}
	links, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	counted, err := e.mask(ctx, q.Selection)
	if err != nil {
		return nil, err
	}
	other, err := e.mask(ctx, Selection{Filter: o.Other})
	if err != nil {
		return nil, err
	}
	out := &Pairs{Query: q, Options: o, list: &List{Query: q, engine: e, links: links}}
	s := &pairScan{Pairs: out, counted: counted, other: other, found: e.search(o.Search)}
	parts := make([]pairPart, partsOf(len(e.customers)))
	if err := inParts(ctx, len(e.customers), func(part, from, until int) { parts[part] = s.run(ctx, from, until) }); err != nil {
		return nil, err
	}
	for _, p := range parts {
		out.All += p.all
		out.Ripe += p.ripe
		for i := range p.alike {
			out.Alike[i].Same += p.alike[i].Same
			out.Alike[i].Other += p.alike[i].Other
		}
		out.first, out.second = append(out.first, p.first...), append(out.second, p.second...)
	}
	return out, out.sort(ctx)
}

// pairScan looks for pairs in parts of a log.
type pairScan struct {
	*Pairs
	counted, other mask
	found          *found
}

// pairPart is what one part of the log has.
type pairPart struct {
	first, second []int32
	all, ripe     int
	alike         [len(contact.Stored)]AlikeCount
}

func (s *pairScan) run(ctx context.Context, from, until int) (out pairPart) {
	e, links := s.list.engine, s.list.links
	log := e.log
	w := int32(min(s.Query.Definition.Window.Seconds(), none-2))
	bySecond := s.Options.By == BySecond
	gaps, step := links.ahead, 1
	if bySecond {
		gaps, step = links.back, -1
	}
	passes := func(m mask, p int) bool { return m.bits == nil || m.bits[log.Keyed+p] == 1 }
	for p := from; p < until; p++ {
		if p%block == 0 && ctx.Err() != nil {
			return out
		}
		if gaps[p] > w || !links.counts(p) || !passes(s.counted, p) {
			continue
		}
		place, _ := s.list.other(p, step)
		if place < 0 {
			continue
		}
		a, b := p, place-log.Keyed
		if !passes(s.other, b) {
			continue
		}
		if bySecond {
			a, b = b, a
		}
		ripe := w <= links.age[a]
		if s.Options.Ripe && !ripe {
			continue
		}
		out.all++
		out.ripe += bit(ripe)
		for i := range log.Columns {
			x, y := log.Columns[i].Codes.At(log.Keyed+a), log.Columns[i].Codes.At(log.Keyed+b)
			switch {
			case x == 0 || y == 0:
			case x == y:
				out.alike[i].Same++
			default:
				out.alike[i].Other++
			}
		}
		if s.alike(a, b) && (s.found == nil || s.found.in(e, a) || s.found.in(e, b)) {
			out.first, out.second = append(out.first, int32(a)), append(out.second, int32(b))
		}
	}
	return out
}

// alike reports whether two contacts are as alike as asked.
func (s *pairScan) alike(a, b int) bool {
	log := s.list.engine.log
	for _, l := range s.Options.Alike {
		codes := &log.Column(l.By).Codes
		x, y := codes.At(log.Keyed+a), codes.At(log.Keyed+b)
		if x == 0 || y == 0 || (x == y) != l.Same {
			return false
		}
	}
	return true
}

// found is which values hold a text that is searched for.
type found struct {
	values   [len(contact.Stored)][]bool // by code; nil: none of the dimension
	customer uint32                      // whose key the text is; 0: nobody's
}

// search looks a text up among all values; nil when there is nothing to search for.
func (e *Engine) search(text string) *found {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil
	}
	f := &found{}
	for i := range e.log.Columns {
		dict := &e.log.Columns[i].Dict
		for code := 1; code < dict.Len(); code++ {
			if strings.Contains(strings.ToLower(dict.Text(uint32(code))), text) {
				if f.values[i] == nil {
					f.values[i] = make([]bool, dict.Len())
				}
				f.values[i][code] = true
			}
		}
	}
	for code := 1; code < e.log.Customers.Len(); code++ {
		if strings.EqualFold(e.log.Customers.Text(uint32(code)), text) {
			f.customer = uint32(code)
			break
		}
	}
	return f
}

// in reports whether a contact, a place among those with a key, has what is searched for.
func (f *found) in(e *Engine, p int) bool {
	if f.customer != 0 && e.customers[p] == f.customer {
		return true
	}
	for i, values := range f.values {
		if values != nil && values[e.log.Columns[i].Codes.At(e.log.Keyed+p)] {
			return true
		}
	}
	return false
}

// sort puts the pairs in the order asked for; pairs that are equal in it stay in the order of customer and time.
func (p *Pairs) sort(ctx context.Context) error {
	e, log := p.list.engine, p.Log()
	time := func(p int32) int64 { return log.Time[log.Keyed+int(p)] }
	var key func(i int) int64
	switch by := p.Options.Sort; by {
	case "", SortPairTime:
		key = func(i int) int64 { return time(p.first[i]) }
	case SortSecondAt:
		key = func(i int) int64 { return time(p.second[i]) }
	case SortBetween:
		key = func(i int) int64 { return int64(p.between(i)) }
	case SortOwner:
		key = func(i int) int64 { return int64(e.customers[p.first[i]]) }
	default:
		side, d, _ := strings.Cut(by, ".")
		column := log.Column(contact.Dimension(d))
		places := map[string][]int32{"first": p.first, "second": p.second}[side]
		if column == nil || places == nil && len(p.first) > 0 {
			return fmt.Errorf("pairs are not sorted by %q", by)
		}
		rank := ranks(column.Dict.Texts())
		key = func(i int) int64 { return rank[column.Codes.At(log.Keyed+int(places[i]))] }
	}
	keys := make([]uint64, len(p.first))
	for i := range keys {
		keys[i] = uint64(key(i)) ^ 1<<63 // negative times before positive ones
		if p.Options.Desc {
			keys[i] = ^keys[i]
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	order := sortedBy(keys)
	first, second := make([]int32, len(order)), make([]int32, len(order))
	for i, at := range order {
		first[i], second[i] = p.first[at], p.second[at]
	}
	p.first, p.second = first, second
	return ctx.Err()
}

// sortedBy gives the places of keys in rising order, equal ones as they stood. It goes digit by digit over those that
// differ at all, which for millions of keys is several times as fast as comparing them.
func sortedBy(keys []uint64) []int32 {
	order, next := make([]int32, len(keys)), make([]int32, len(keys))
	for i := range order {
		order[i] = int32(i)
	}
	if len(keys) < 2 {
		return order
	}
	if len(keys) < 1<<10 {
		slices.SortStableFunc(order, func(a, b int32) int {
			switch x, y := keys[a], keys[b]; {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		})
		return order
	}
	var differ uint64
	for _, k := range keys {
		differ |= k ^ keys[0]
	}
	const digit = 11
	for shift := 0; shift < 64; shift += digit {
		if differ>>shift&(1<<digit-1) == 0 {
			continue
		}
		var starts [1<<digit + 1]int32
		for _, k := range keys {
			starts[k>>shift&(1<<digit-1)+1]++
		}
		for i := 1; i < len(starts); i++ {
			starts[i] += starts[i-1]
		}
		for _, at := range order {
			d := keys[at] >> shift & (1<<digit - 1)
			next[starts[d]] = at
			starts[d]++
		}
		order, next = next, order
	}
	return order
}
