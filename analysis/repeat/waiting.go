package repeat

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/survival"
)

// minute is the unit in which times to repeat are counted. Gaps are rounded up to it and the time that a contact was watched is
// rounded down, as [links] and ripeness are to the second: "within 2 days" is exact, and so is who was at risk until then.
const minute = 60

// watched is one contact in the histogram of [Engine.waiting]: how long it was watched, in minutes, times two, plus one when that
// ended because another contact followed.
type watched uint32

func (w watched) minutes() uint32 { return uint32(w) >> 1 }
func (w watched) event() uint32   { return uint32(w) & 1 }

// watch gives how long a contact was watched: until the next contact that passes the rules, however long that took, else until
// the end of the data. A contact that cannot be a first one (age below 0) is not watched.
func watch(ahead, age int32) watched {
	if ahead != none {
		return watched((uint32(ahead)+minute-1)/minute)<<1 | 1
	}
	return watched(uint32(age)/minute) << 1
}

// waiting makes the table of times to repeat of a whole selection. The window plays no part in it.
func (e *Engine) waiting(ctx context.Context, l *links, m mask) (survival.Table, error) {
	n := len(e.age)
	parts := partsOf(n)
	limit := e.longest()
	if n < limit/8 { // fewer contacts than minutes: sorting costs less than a histogram
		parts, err := e.gather(ctx, l, m, nil, false)
		if err != nil {
			return survival.Table{}, err
		}
		return parts.table(0), nil
	}
	// A contact that is counted goes to its own place in the histogram, one that is not to the first, which is then emptied.
	bins := make([][]uint32, parts)
	err := inParts(ctx, n, func(part, from, until int) {
		bin := make([]uint32, 2*limit+2)
		for start := from; start < until; start += block {
			if ctx.Err() != nil {
				return
			}
			end := min(start+block, until)
			ahead, age := l.ahead[start:end], l.age[start:end]
			age = age[:len(ahead)]
			if m.bits == nil && l.eligible == nil && l.aged {
				for i := range ahead {
					bin[2+watch(ahead[i], age[i])]++
				}
				continue
			}
			for i := range ahead {
				counted := 1 - uint32(age[i])>>31
				if m.bits != nil {
					counted &= uint32(m.bits[e.log.Keyed+start+i])
				}
				if l.eligible != nil {
					counted &= uint32(l.eligible[start+i])
				}
				bin[(2+watch(ahead[i], age[i]))&watched(-counted)]++
			}
		}
		bins[part] = bin
	})
	if err != nil {
		return survival.Table{}, err
	}
	times := 0
	sum := bins[0][2:]
	for _, more := range bins[1:] {
		for i, k := range more[2:] {
			sum[i] += k
		}
	}
	for i := 0; i < len(sum); i += 2 {
		if sum[i]|sum[i+1] != 0 {
			times++
		}
	}
	t := survival.Table{Time: make([]float64, 0, times), Events: make([]int32, 0, times), Censored: make([]int32, 0, times)}
	for i := 0; i < len(sum); i += 2 {
		if sum[i]|sum[i+1] != 0 {
			t.Add(float64(i/2), int32(sum[i+1]), int32(sum[i]))
		}
	}
	return t, nil
}

// longest gives more than the most minutes that any contact can have been watched. Whole days may come to a day more than the data.
func (e *Engine) longest() int { return int((e.log.End-e.log.Start)/(minute*1000)) + 3*24*60 }

// gathered is the contacts of a selection by group, those of a group in the order of the log.
type gathered struct {
	starts []int32 // one more than there are groups
	all    []watched
	who    []uint32 // the customers, when they were asked for
}

// gather collects the contacts of a selection by group; one group when g is nil. who also collects whose they are.
func (e *Engine) gather(ctx context.Context, l *links, m mask, g *grouping, who bool) (gathered, error) {
	groups, keyed := 1, e.log.Keyed
	var codes contact.Codes
	if g != nil {
		groups, codes = g.limit, g.codes
	}
	n := len(e.age)
	counted := func(i int) bool { return (m.bits == nil || m.bits[keyed+i] == 1) && l.counts(i) && l.age[i] >= 0 }
	at := make([][]int32, partsOf(n))
	err := inParts(ctx, n, func(part, from, until int) {
		counts := make([]int32, groups)
		for i := from; i < until; i++ {
			if counted(i) {
				counts[codes.At(keyed+i)]++
			}
		}
		at[part] = counts
	})
	if err != nil {
		return gathered{}, err
	}
	out := gathered{starts: make([]int32, groups+1)}
	next := int32(0)
	for k := range groups {
		out.starts[k] = next
		for part := range at {
			n := at[part][k]
			at[part][k] = next
			next += n
		}
	}
	out.starts[groups] = next
	out.all = make([]watched, next)
	if who {
		out.who = make([]uint32, next)
	}
	return out, inParts(ctx, n, func(part, from, until int) {
		places := at[part]
		for i := from; i < until; i++ {
			if counted(i) {
				p := &places[codes.At(keyed+i)]
				out.all[*p] = watch(l.ahead[i], l.age[i])
				if who {
					out.who[*p] = e.customers[i]
				}
				*p++
			}
		}
	})
}

// len gives the number of contacts of a group.
func (g gathered) len(group int) int { return int(g.starts[group+1] - g.starts[group]) }

// table makes the table of a group. It may be called for different groups at once.
func (g gathered) table(group int) survival.Table {
	sorted := sortWatched(g.all[g.starts[group]:g.starts[group+1]])
	var t survival.Table
	for i := 0; i < len(sorted); {
		now := sorted[i].minutes()
		var counts [2]int32
		for ; i < len(sorted) && sorted[i].minutes() == now; i++ {
			counts[sorted[i].event()]++
		}
		t.Add(float64(now), counts[1], counts[0])
	}
	return t
}

// sortWatched gives a sorted copy, digit by digit when there are many.
func sortWatched(in []watched) []watched {
	a := slices.Clone(in)
	if len(a) < 1<<10 {
		slices.Sort(a)
		return a
	}
	most := slices.Max(a)
	b := make([]watched, len(a))
	const digit = 11
	for shift := 0; most>>shift != 0; shift += digit {
		var starts [1<<digit + 1]int32
		for _, v := range a {
			starts[v>>shift&(1<<digit-1)+1]++
		}
		for i := 1; i < len(starts); i++ {
			starts[i] += starts[i-1]
		}
		for _, v := range a {
			d := v >> shift & (1<<digit - 1)
			b[starts[d]] = v
			starts[d]++
		}
		a, b = b, a
	}
	return a
}

// inTurns does n pieces of work, each on the worker that is free.
func inTurns(ctx context.Context, n int, work func(i int)) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, contact.Workers) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}
