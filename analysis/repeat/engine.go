package repeat

import (
	"context"
	"math"
	"sync"

	"eenkeer/analysis/contact"
)

// Engine answers queries about one log. It is safe for concurrent use; what it
// has worked out for one query (links of a rule, the mask of a selection, time
// dimensions) it keeps for the next.
type Engine struct {
	log *contact.Log
	// For each contact with a customer key:
	customers []uint32 // its customer
	age       []int32  // seconds to the end of the data

	clocks func() []Clock // works them out once

	mu      sync.Mutex
	links   cache[rules, *links]
	masks   cache[string, mask]
	periods cache[contact.Dimension, *contact.Periods]
	groups  cache[string, *grouping]
}

// Caches are small: a person looks at one or two definitions at a time, and
// what is kept counts against the memory of a large log.
const (
	keptLinks   = 2         // at least; more of a smaller log, see linksRoom
	linksRoom   = 400 << 20 // bytes that links may take, a definition with no more than groups taking 8 a contact
	mostKept    = 8
	keptMasks   = 4
	keptPeriods = 3
	keptGroups  = 4
)

// New makes an engine for a log.
func New(log *contact.Log) *Engine {
	e := &Engine{log: log, age: make([]int32, log.Len()-log.Keyed)}
	if e.customers = log.Customer.U32; e.customers != nil {
		e.customers = e.customers[log.Keyed:]
	} else { // few customers: short codes are widened once
		e.customers = make([]uint32, len(e.age))
		for i := range e.customers {
			e.customers[i] = log.Customer.At(log.Keyed + i)
		}
	}
	times := log.Time[log.Keyed:]
	inParts(context.Background(), len(e.age), func(_, from, until int) {
		for i := from; i < until; i++ {
			e.age[i] = int32(min((log.End-times[i])/1000, math.MaxInt32-1))
		}
	})
	e.clocks = sync.OnceValue(e.findClocks)
	e.links.limit = min(max(keptLinks, linksRoom/(8*max(1, len(e.age)))), mostKept)
	e.masks.limit, e.periods.limit, e.groups.limit = keptMasks, keptPeriods, keptGroups
	return e
}

// Log gives the log the engine answers for.
func (e *Engine) Log() *contact.Log { return e.log }

// cache keeps the last few values, the least recently used goes first.
type cache[K comparable, V any] struct {
	limit  int
	keys   []K
	values map[K]V
}

func (c *cache[K, V]) get(k K) (V, bool) {
	v, ok := c.values[k]
	if ok {
		c.touch(k)
	}
	return v, ok
}

func (c *cache[K, V]) put(k K, v V) {
	if c.values == nil {
		c.values = map[K]V{}
	}
	c.values[k] = v
	c.touch(k)
	if len(c.keys) > c.limit {
		delete(c.values, c.keys[0])
		c.keys = c.keys[1:]
	}
}

func (c *cache[K, V]) touch(k K) {
	for i, old := range c.keys {
		if old == k {
			c.keys = append(c.keys[:i], c.keys[i+1:]...)
			break
		}
	}
	c.keys = append(c.keys, k)
}

// cached gives what a cache has under k, or makes and keeps it. Making happens
// outside the lock: two callers at once may do the same work, never wrong work.
func cached[K comparable, V any](e *Engine, c *cache[K, V], k K, build func() (V, error)) (V, error) {
	e.mu.Lock()
	v, ok := c.get(k)
	e.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := build()
	if err != nil {
		return v, err
	}
	e.mu.Lock()
	c.put(k, v)
	e.mu.Unlock()
	return v, nil
}

// block is how many contacts are worked on between two looks at the context,
// and few enough that what is computed for them stays in the fastest memory.
const block = 2048

// inParts cuts 0 to n into a part for each worker and waits for all of them.
func inParts(ctx context.Context, n int, work func(part, from, until int)) error {
	parts := partsOf(n)
	var wait sync.WaitGroup
	for p := 1; p < parts; p++ {
		wait.Go(func() { work(p, p*n/parts, (p+1)*n/parts) })
	}
	work(0, 0, n/parts)
	wait.Wait()
	return ctx.Err()
}

// partsOf gives the number of parts that n contacts are worth.
func partsOf(n int) int {
	if n < 1<<15 {
		return 1
	}
	return contact.Workers
}
