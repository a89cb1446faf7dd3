package repeat

import (
	"context"
	"math"
	"time"
)

// none is the gap of a contact that has no other before or after it.
const none = math.MaxInt32

// links holds, for each contact with a customer key in the order of the log,
// the gap in seconds to the nearest earlier and the nearest later contact that
// passes the rules, at least the least gap away. Gaps are rounded up, so that
// gap ≤ window holds exactly when it holds to the millisecond.
type links struct {
	back, ahead []int32
	age         []int32 // seconds from the anchor to the end of the data; -1: cannot be a first contact
	aged        bool    // no age is -1
	eligible    []uint8 // 1: linked and counted; nil: all are
	keys        groupKeys

	// Of a definition that is not plain: places among the contacts with a key, -1: none.
	first, second []int32 // the contact that each gap leads to
	near          []int32 // the contact that it is too near to, to repeat it (a redial of it), the one with the latest anchor; nil: there can be none
	tail          []int32 // seconds from the start of a contact to its anchor; nil: none
}

// groupKeys splits a customer's contacts into those that can repeat each other.
type groupKeys struct {
	codes []uint32 // nil: all of a customer's contacts are one group
	limit int      // codes are below it
}

// gap gives the seconds between two wall-clock times, rounded up.
func gap(from, to int64) int32 {
	return int32(min((to-from+999)/1000, none-1))
}

// linked gives the links for a definition, from the cache if they are there.
func (e *Engine) linked(ctx context.Context, d Definition) (*links, error) {
	return cached(e, &e.links, d.rules(), func() (*links, error) { return e.link(ctx, d) })
}

// link runs through the log once. Contacts stand by customer and time, so that
// a customer's contacts are one stretch; workers get whole customers.
func (e *Engine) link(ctx context.Context, d Definition) (*links, error) {
	log := e.log
	n := log.Len() - log.Keyed
	if !d.inGroups() {
		return e.linkRules(ctx, d)
	}
	l := &links{back: make([]int32, n), ahead: make([]int32, n), age: e.age, aged: true}
	if d.Legs.Within > 0 || d.Heavy.AtLeast > 0 {
		r := &ruleLinker{links: l, times: log.Time[log.Keyed:], customers: e.customers, keyed: log.Keyed}
		if err := e.prepare(ctx, d, r); err != nil {
			return nil, err
		}
	} else if len(d.Eligible) > 0 {
		m, err := e.mask(ctx, Selection{Filter: d.Eligible})
		if err != nil {
			return nil, err
		}
		l.eligible = m.bits[log.Keyed:]
	}
	if err := e.groupsOf(ctx, d, l); err != nil {
		return nil, err
	}
	times, err := e.counted(ctx, d)
	if err != nil {
		return nil, err
	}
	if clock := e.clock(d); clock != nil {
		l.age, l.aged = make([]int32, n), false
		until := d.until(log.End)
		if err := inParts(ctx, n, func(_, from, to int) {
			end := clock.at(until)
			for i := from; i < to; i++ {
				l.age[i] = -1
				if log.Time[log.Keyed+i] <= until {
					l.age[i] = int32(min((end-times[i])/1000, none-2))
				}
			}
		}); err != nil {
			return nil, err
		}
	}
	work := l.linkGroups
	if l.keys.codes == nil && l.eligible == nil {
		work = l.linkAll
	}
	customers := e.customers
	err = inParts(ctx, n, func(_, from, until int) {
		from, until = customerStart(customers, from), customerStart(customers, until)
		if d.least() > 0 {
			l.linkApart(ctx, times, customers, from, until, d.least())
		} else {
			work(ctx, times, customers, from, until)
		}
	})
	return l, err
}

// customerStart moves i forward to the first contact of a customer.
func customerStart(customers []uint32, i int) int {
	for i > 0 && i < len(customers) && customers[i] == customers[i-1] {
		i++
	}
	return i
}

// linkAll links each contact of a customer to the one before it.
func (l *links) linkAll(ctx context.Context, times []int64, customers []uint32, from, until int) {
	if from >= until {
		return
	}
	l.back[from] = none
	for start := from + 1; start < until; start += 1 << 16 {
		if ctx.Err() != nil {
			return
		}
		for i := start; i < min(start+1<<16, until); i++ {
			g := int32(none)
			if customers[i] == customers[i-1] {
				g = gap(times[i-1], times[i])
			}
			l.back[i], l.ahead[i-1] = g, g
		}
	}
	l.ahead[until-1] = none
}

// linkGroups links each contact to the one before it of the same customer and
// group. Places only grow, so that a place remembered for an earlier customer
// is told apart by being before this customer's first.
func (l *links) linkGroups(ctx context.Context, times []int64, customers []uint32, from, until int) {
	last := make([]int32, max(1, l.keys.limit))
	for i := range last {
		last[i] = -1
	}
	start := from
	for i := from; i < until; i++ {
		if i&(1<<16-1) == 0 && ctx.Err() != nil {
			return
		}
		if i == from || customers[i] != customers[i-1] {
			start = i
		}
		l.back[i], l.ahead[i] = none, none
		if l.eligible != nil && l.eligible[i] == 0 {
			continue
		}
		key := uint32(0)
		if l.keys.codes != nil {
			key = l.keys.codes[i]
		}
		if p := last[key]; int(p) >= start {
			g := gap(times[p], times[i])
			l.back[i], l.ahead[p] = g, g
		}
		last[key] = int32(i)
	}
}

// linkApart is linkGroups with a least gap: the nearest contact may be too near,
// and then the next one counts. Each group is a chain of places, and the place a
// contact looks back to never moves backwards along it, so the whole is one pass.
func (l *links) linkApart(ctx context.Context, times []int64, customers []uint32, from, until int, leastMs int64) {
	last := make([]int32, max(1, l.keys.limit))
	for i := range last {
		last[i] = -1
	}
	next := make([]int32, until-from) // the next of the group, relative to from; -1: none
	look := make([]int32, until-from) // where the search for it goes on
	start := from
	for i := from; i < until; i++ {
		if i&(1<<16-1) == 0 && ctx.Err() != nil {
			return
		}
		if i == from || customers[i] != customers[i-1] {
			start = i
		}
		l.back[i], l.ahead[i] = none, none
		next[i-from], look[i-from] = -1, int32(i-from)
		if l.eligible != nil && l.eligible[i] == 0 {
			continue
		}
		key := uint32(0)
		if l.keys.codes != nil {
			key = l.keys.codes[i]
		}
		if p := int(last[key]); p >= start {
			next[p-from] = int32(i - from)
			at := look[p-from] // the latest known to be far enough from p, or the first of the group
			for n := next[at]; n >= 0 && times[i]-times[from+int(n)] >= leastMs && int(n) != i-from; n = next[at] {
				at = n
			}
			look[i-from] = at
			if far := from + int(at); far != i && times[i]-times[far] >= leastMs {
				l.back[i] = gap(times[far], times[i])
			}
		}
		last[key] = int32(i)
	}
	// Ahead: the first later contact of the chain that is far enough. The search
	// for a contact starts where that of the one before it in the chain ended.
	const unknown = -2
	for i := range look {
		look[i] = unknown
	}
	for i := from; i < until; i++ {
		n := look[i-from]
		if n == unknown {
			n = next[i-from]
		}
		for n >= 0 && times[from+int(n)]-times[i] < leastMs {
			n = next[n]
		}
		if n >= 0 {
			l.ahead[i] = gap(times[i], times[from+int(n)])
		}
		if follower := next[i-from]; follower >= 0 && follower != n {
			look[follower] = n
		}
	}
}

// group tells the group of a contact (a place among those with a key).
func (l *links) group(i int) uint32 {
	if l.keys.codes == nil {
		return 0
	}
	return l.keys.codes[i]
}

// counts reports whether the contact at a place among those with a key is eligible.
func (l *links) counts(i int) bool { return l.eligible == nil || l.eligible[i] == 1 }

// linkedTo gives the contact that the one at a place is linked to under all the
// rules of the definition that made the links: with step -1 the first one that it
// repeats, with step 1 the second one that repeats it; -1 if there is none. All
// are places among the contacts with a key. The window is not looked at: the pair
// counts when the gap in back or ahead is within it.
func (e *Engine) linkedTo(l *links, d Definition, p, step int) int {
	switch {
	case l.first != nil && step < 0:
		return int(l.first[p])
	case l.second != nil && step > 0:
		return int(l.second[p])
	}
	if !l.counts(p) {
		return -1
	}
	times, least := e.log.Time[e.log.Keyed:], d.least()
	for o := p + step; o >= 0 && o < len(e.customers) && e.customers[o] == e.customers[p]; o += step {
		if (times[o]-times[p])*int64(step) >= least && l.counts(o) && l.group(o) == l.group(p) {
			return o
		}
	}
	return -1
}

// between gives the wall-clock time from the anchor of a first contact to the
// start of a second one.
func (e *Engine) between(l *links, first, second int) time.Duration {
	return time.Duration(e.log.Time[e.log.Keyed+second]-e.anchor(l, first)) * time.Millisecond
}
