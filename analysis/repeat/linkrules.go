package repeat

import (
	"cmp"
	"context"
	"slices"
	"time"

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

// groupsOf gives each contact the code of those it can be linked to.
func (e *Engine) groupsOf(ctx context.Context, d Definition, l *links) error {
	by := d.dimensions()
	if len(by) == 0 {
		return nil
	}
	log := e.log
	g, err := e.grouping(ctx, by)
	if err != nil {
		return err
	}
	l.keys = groupKeys{make([]uint32, len(l.back)), g.limit}
	table := alikeTable(d, g)
	return inParts(ctx, len(l.back), func(_, from, until int) {
		for i := from; i < until; i++ {
			l.keys.codes[i] = g.codes.At(log.Keyed + i)
		}
		if table == nil {
			return
		}
		for i := from; i < until; i++ {
			l.keys.codes[i] = table[l.keys.codes[i]]
		}
	})
}

// alikeTable gives for every group the group that stands for it when reasons are
// alike; nil when none are.
func alikeTable(d Definition, g *grouping) []uint32 {
	if len(d.Alike) == 0 {
		return nil
	}
	group := map[string]int{}
	for i, reasons := range d.Alike {
		for _, reason := range reasons {
			group[reason] = i
		}
	}
	type key struct {
		alike   int
		channel uint32
	}
	seen := map[key]uint32{}
	table := make([]uint32, g.limit)
	for code := range table {
		table[code] = uint32(code)
		if len(g.dense) > 0 && code >= len(g.dense) {
			continue
		}
		codes := g.split(code) // of the reason, and perhaps the channel
		alike, ok := group[g.parts[0].text(codes[0])]
		if !ok {
			continue
		}
		k := key{alike, 0}
		if len(codes) > 1 {
			k.channel = codes[1]
		}
		if first, ok := seen[k]; ok {
			table[code] = first
		} else {
			seen[k] = uint32(code)
		}
	}
	return table
}

// pairs makes the classes of channels and which of them follow each other.
func (r *ruleLinker) pairs(d Definition, channels *contact.Column) {
	if d.Channels != PairedChannels {
		r.firsts, r.seconds = [][]uint8{{0}}, [][]uint8{{0}}
		return
	}
	class := map[string]uint8{}
	of := func(channel string) uint8 {
		if c, ok := class[channel]; ok {
			return c
		}
		c := uint8(len(class) + 1) // class 0 is in no pair
		class[channel] = c
		return c
	}
	type pair struct{ first, second uint8 }
	var pairs []pair
	for _, p := range d.Pairs {
		pairs = append(pairs, pair{of(p.First), of(p.Second)})
	}
	r.firsts, r.seconds = make([][]uint8, len(class)+1), make([][]uint8, len(class)+1)
	for _, p := range pairs {
		r.firsts[p.second] = append(r.firsts[p.second], p.first)
		r.seconds[p.first] = append(r.seconds[p.first], p.second)
	}
	r.classes = channels.Codes
	r.class = make([]uint8, channels.Dict.Len())
	for code := range r.class {
		r.class[code] = class[channels.Dict.Text(uint32(code))]
	}
}

// prepare works out what must be known of every contact before linking.
func (e *Engine) prepare(ctx context.Context, d Definition, r *ruleLinker) error {
	log := e.log
	n := len(r.times)
	r.flags = make([]uint8, n)
	eligible, err := e.bits(ctx, d.Eligible)
	if err != nil {
		return err
	}
	marked, err := e.bits(ctx, d.Invited.Marked)
	if err != nil {
		return err
	}
	var abandoned []uint8
	if len(d.Abandoned.Outcomes) > 0 {
		if abandoned, err = e.bits(ctx, Filter{{contact.Outcome, d.Abandoned.Outcomes}}); err != nil {
			return err
		}
	}
	mark := uint8(invitesNext)
	if d.Invited.On == MarkOnSecond {
		mark = isInvited
	}
	wanted := uint8(0)
	if d.Abandoned.First == AbandonedFirst {
		wanted = 1
	}
	if err := inParts(ctx, n, func(_, from, until int) {
		for i := from; i < until; i++ {
			f := uint8(isEligible | canBeFirst)
			if eligible != nil && eligible[i] == 0 {
				f &^= isEligible
			}
			if abandoned != nil && abandoned[i] != wanted {
				f &^= canBeFirst
			}
			if marked != nil && marked[i] == 1 {
				f |= mark
			}
			r.flags[i] = f
		}
	}); err != nil {
		return err
	}
	if d.From == FromEnd {
		if err := e.tails(ctx, r); err != nil {
			return err
		}
	}
	if d.Legs.Within > 0 {
		if err := e.mergeLegs(ctx, d, r); err != nil {
			return err
		}
	}
	if d.Heavy.AtLeast > 0 {
		if err := e.leaveHeavy(ctx, d.Heavy, r); err != nil {
			return err
		}
	}
	if len(d.Eligible) > 0 || d.Legs.Within > 0 || d.Heavy.AtLeast > 0 {
		r.links.eligible = make([]uint8, n)
		for i, f := range r.flags {
			r.links.eligible[i] = f & isEligible
		}
	}
	_ = log
	return nil
}

// bits gives 1 for the contacts with a customer key that pass a filter; nil for
// one without conditions.
func (e *Engine) bits(ctx context.Context, f Filter) ([]uint8, error) {
	if len(f) == 0 {
		return nil, nil
	}
	m, err := e.mask(ctx, Selection{Filter: f})
	if err != nil {
		return nil, err
	}
	return m.bits[e.log.Keyed:], nil
}

// tails gives how long each contact lasted: to its end time, else its handle time,
// else nothing.
func (e *Engine) tails(ctx context.Context, r *ruleLinker) error {
	r.tail = make([]int32, len(r.times))
	return inParts(ctx, len(r.times), func(_, from, until int) {
		for i := from; i < until; i++ {
			r.tail[i] = e.lasts(i)
		}
	})
}

// lasts gives the seconds that the contact at a place among those with a key took.
func (e *Engine) lasts(i int) int32 {
	log := e.log
	i += log.Keyed
	if log.Length != nil && log.Length[i] >= 0 {
		return log.Length[i]
	}
	if log.Handle != nil && log.Handle[i] >= 0 {
		return log.Handle[i]
	}
	return 0
}

// mergeLegs takes out the legs of a conversation after the first, which lasts
// until the last one ends.
func (e *Engine) mergeLegs(ctx context.Context, d Definition, r *ruleLinker) error {
	marked, err := e.bits(ctx, d.Legs.Marked)
	if err != nil {
		return err
	}
	log, within := e.log, d.Legs.Within.Seconds()*1000
	passedOn := func(i int) bool {
		return marked != nil && marked[i] == 1 || log.Transfers != nil && log.Transfers[log.Keyed+i] > 0
	}
	return inParts(ctx, len(r.times), func(_, from, until int) {
		from, until = customerStart(r.customers, from), customerStart(r.customers, until)
		head := from // the first leg of the conversation
		for i := from; i < until; i++ {
			if i&(1<<16-1) == 0 && ctx.Err() != nil {
				return
			}
			if i > from && r.customers[i] == r.customers[i-1] && passedOn(i-1) &&
				r.times[i] <= r.times[i-1]+int64(e.lasts(i-1))*1000+within {
				r.flags[i] &^= isEligible
				if r.tail != nil {
					end := r.times[i] + int64(e.lasts(i))*1000
					r.tail[head] = max(r.tail[head], int32((end-r.times[head])/1000))
				}
				continue
			}
			head = i
		}
	})
}

// leaveHeavy takes out the contacts of the customers with very many, or all others.
func (e *Engine) leaveHeavy(ctx context.Context, h Heavy, r *ruleLinker) error {
	return inParts(ctx, len(r.times), func(_, from, until int) {
		from, until = customerStart(r.customers, from), customerStart(r.customers, until)
		for start := from; start < until; {
			if ctx.Err() != nil {
				return
			}
			end := start + 1
			for end < until && r.customers[end] == r.customers[start] {
				end++
			}
			heavy := end-start >= h.AtLeast && most(r.times[start:end], r.flags[start:end], h) >= h.AtLeast
			if heavy != h.Only {
				for i := start; i < end; i++ {
					r.flags[i] &^= isEligible
				}
			}
			start = end
		}
	})
}

// most gives how many eligible contacts a customer has, in the month with most of them or in all.
func most(times []int64, flags []uint8, h Heavy) int {
	best, n, until := 0, 0, int64(-1<<62)
	for i, t := range times {
		if h.Per == PerMonth && t >= until {
			at := contact.When(t)
			until, n = contact.Wall(time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, time.UTC)), 0
		}
		n += int(flags[i] & isEligible)
		best = max(best, n)
	}
	return best
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
