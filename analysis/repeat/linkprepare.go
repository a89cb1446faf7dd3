package repeat

import (
	"context"
	"time"

	"eenkeer/analysis/contact"
)

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
