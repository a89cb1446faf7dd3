package repeat

import (
	"cmp"
	"context"
	"slices"

	"eenkeer/analysis/contact"
)

// What [linkRules] knows of a contact before it links.
const (
	isEligible  = 1 << iota // linked and counted
	canBeFirst              // of a family that can be the first of a pair
	invitesNext             // the contact after it is invited
	isInvited               // it is invited itself
)

// ruleLinker links under rules that are more than groups: pairs of channels,
// ends of contacts, invitations, families, hours. It goes through the contacts of
// a customer once forwards and once backwards. Forwards, a contact becomes
// available as a first one when the time has come to the least gap after its
// anchor; the latest to become so is the nearest. An invited contact takes away
// those that are available: for them the search has ended. Backwards is the mirror
// of it.
type ruleLinker struct {
	links     *links
	times     []int64
	customers []uint32
	flags     []uint8
	tail      []int32 // seconds from the start of a contact to its anchor; nil: none
	classes   contact.Codes
	class     []uint8   // by channel code, for pairs of channels; nil: all are one
	firsts    [][]uint8 // by class of a second contact: the classes of first ones that count
	seconds   [][]uint8 // the other way round
	least     int64
	clock     *clock
	until     int64 // end of the data; of whole days that of the last one
	end       int64 // the same by the clock
	keyed     int
	invites   bool
}

// linkRules links for a definition that is not plain.
func (e *Engine) linkRules(ctx context.Context, d Definition) (*links, error) {
	log := e.log
	n := log.Len() - log.Keyed
	l := &links{back: make([]int32, n), ahead: make([]int32, n), age: make([]int32, n), first: make([]int32, n), second: make([]int32, n)}
	r := &ruleLinker{links: l, times: log.Time[log.Keyed:], customers: e.customers, least: d.least(), keyed: log.Keyed,
		clock: e.clock(d), until: d.until(log.End), invites: len(d.Invited.Marked) > 0}
	r.end = r.clock.at(r.until)
	if err := e.prepare(ctx, d, r); err != nil {
		return nil, err
	}
	if err := e.groupsOf(ctx, d, l); err != nil {
		return nil, err
	}
	if r.least > 0 || d.From == FromEnd {
		l.near = make([]int32, n)
	}
	r.pairs(d, log.Column(contact.Channel))
	err := inParts(ctx, n, func(_, from, until int) {
		r.link(ctx, customerStart(e.customers, from), customerStart(e.customers, until))
	})
	l.keys, l.tail = groupKeys{}, r.tail // the pairs say the rest
	return l, err
}

// link links whole customers.
func (r *ruleLinker) link(ctx context.Context, from, until int) {
	classes := len(r.firsts)
	size := max(1, r.links.keys.limit) * classes
	s := &ruleState{best: places(size), next: places(size)}
	if r.links.near != nil {
		s.latest = places(size)
	}
	if r.invites {
		s.invite = places(size)
	}
	done := 0
	for start := from; start < until; {
		if done++; done&1023 == 0 && ctx.Err() != nil {
			return
		}
		end := start + 1
		for end < until && r.customers[end] == r.customers[start] {
			end++
		}
		r.lookAt(s, start, end)
		r.forwards(s, start)
		r.backwards(s, start)
		start = end
	}
}

// ruleState is what one worker keeps. By group and class: places of contacts; one
// before the customer at hand is of another customer, and none.
type ruleState struct {
	best   []int32 // forwards: the available first contact with the latest anchor
	latest []int32 // forwards: the contact with the latest anchor, also one too near; nil when none can be too near
	invite []int32 // forwards: an available one that invites; nil when nothing does
	next   []int32 // backwards: the earliest second contact

	// Of the contacts of the customer at hand, by place after its first:
	contacts []ruleContact
	order    []int32 // by anchor; empty: as they are
}

// ruleContact is what linking asks of a contact.
type ruleContact struct {
	time, anchor int64 // wall clock
	from         int64 // the anchor by the clock
	at           int64 // the time by the clock
	group        int32 // its first class
	class        uint8
	flags        uint8
}

func places(n int) []int32 {
	p := make([]int32, n)
	for i := range p {
		p[i] = -1
	}
	return p
}

// lookAt brings together what linking asks of the contacts of a customer.
func (r *ruleLinker) lookAt(s *ruleState, start, end int) {
	n := end - start
	if cap(s.contacts) < n {
		s.contacts = make([]ruleContact, 2*n)
	}
	s.contacts, s.order = s.contacts[:n], s.order[:0]
	classes := int32(len(r.firsts))
	inOrder := true
	times, flags, ages := r.times[start:end], r.flags[start:end], r.links.age[start:end]
	for k := range s.contacts {
		c, i := &s.contacts[k], start+k
		c.time, c.flags, c.group, c.class = times[k], flags[k], 0, 0
		c.anchor = c.time
		if r.tail != nil {
			c.anchor += int64(r.tail[i]) * 1000
			inOrder = inOrder && (k == 0 || s.contacts[k-1].anchor <= c.anchor)
		}
		c.at, c.from = c.time, c.anchor
		if r.clock != nil {
			c.at = r.clock.at(c.time)
			if c.from = c.at; r.tail != nil {
				c.from = r.clock.at(c.anchor)
			}
		}
		if r.links.keys.codes != nil {
			c.group = int32(r.links.keys.codes[i]) * classes
		}
		if r.class != nil {
			c.class = r.class[r.classes.At(r.keyed+i)]
		}
		age := int32(-1)
		if c.flags&canBeFirst != 0 && c.anchor <= r.until {
			age = int32(min((r.end-c.from)/1000, none-2))
		}
		ages[k] = age
	}
	if inOrder {
		return
	}
	for i := range s.contacts {
		s.order = append(s.order, int32(i))
	}
	slices.SortFunc(s.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.contacts[a].anchor, s.contacts[b].anchor), cmp.Compare(a, b))
	})
}

// byAnchor gives the contact that is k-th by its anchor.
func (s *ruleState) byAnchor(k int) int {
	if len(s.order) == 0 {
		return k
	}
	return int(s.order[k])
}

const linkable = isEligible | canBeFirst

// forwards finds the first contact of each contact of a customer.
func (r *ruleLinker) forwards(s *ruleState, start int) {
	l, k := r.links, 0
	back, firstOf := l.back[start:start+len(s.contacts)], l.first[start:start+len(s.contacts)]
	for j := range s.contacts {
		c := &s.contacts[j]
		place := start + j
		back[j], firstOf[j] = none, -1
		if l.near != nil {
			l.near[place] = -1
		}
		if c.flags&isEligible == 0 {
			continue
		}
		for ; k < len(s.contacts); k++ {
			i := s.byAnchor(k)
			first := &s.contacts[i]
			if i >= j || first.anchor+r.least > c.time {
				break
			}
			if first.flags&linkable == linkable {
				at := first.group + int32(first.class)
				s.best[at] = int32(start + i)
				if first.flags&invitesNext != 0 {
					s.invite[at] = int32(start + i)
				}
			}
		}
		found, invited := -1, c.flags&isInvited != 0
		firsts := r.firsts[c.class]
		for _, class := range firsts {
			at := c.group + int32(class)
			if b := int(s.best[at]) - start; b >= 0 && (found < 0 || s.later(b, found)) {
				found = b
			}
			if l.near != nil {
				p, near := int(s.latest[at])-start, int(l.near[place])-start
				if p >= 0 && s.contacts[p].anchor+r.least > c.time && (near < 0 || s.later(p, near)) {
					l.near[place] = int32(start + p)
				}
			}
			invited = invited || r.invites && int(s.invite[at]) >= start
		}
		if l.near != nil && c.flags&canBeFirst != 0 {
			at := c.group + int32(c.class)
			if p := int(s.latest[at]) - start; p < 0 || s.later(j, p) {
				s.latest[at] = int32(place)
			}
		}
		switch {
		case invited:
			c.flags |= isInvited
			for _, class := range firsts {
				s.best[c.group+int32(class)], s.invite[c.group+int32(class)] = -1, -1
			}
		case found >= 0:
			firstOf[j], back[j] = int32(start+found), gap(s.contacts[found].from, c.at)
		}
	}
}

// backwards finds the second contact of each contact of a customer.
func (r *ruleLinker) backwards(s *ruleState, start int) {
	k := len(s.contacts) - 1
	ahead, secondOf := r.links.ahead[start:start+len(s.contacts)], r.links.second[start:start+len(s.contacts)]
	for q := len(s.contacts) - 1; q >= 0; q-- {
		i := s.byAnchor(q)
		c := &s.contacts[i]
		ahead[i], secondOf[i] = none, -1
		if c.flags&linkable != linkable {
			continue
		}
		for ; k > i && s.contacts[k].time-r.least >= c.anchor; k-- {
			if second := &s.contacts[k]; second.flags&isEligible != 0 {
				s.next[second.group+int32(second.class)] = int32(start + k)
			}
		}
		found := -1
		for _, class := range r.seconds[c.class] {
			if n := int(s.next[c.group+int32(class)]) - start; n >= 0 && (found < 0 || n < found) {
				found = n
			}
		}
		if found >= 0 && s.contacts[found].flags&isInvited == 0 {
			secondOf[i], ahead[i] = int32(start+found), gap(c.from, s.contacts[found].at)
		}
	}
}

// later reports whether the anchor of one contact lies after that of another.
func (s *ruleState) later(a, b int) bool {
	x, y := s.contacts[a].anchor, s.contacts[b].anchor
	return x > y || x == y && a > b
}
