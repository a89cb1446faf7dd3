package sample

import (
	"iter"
	"math"
	"math/rand/v2"
	"time"
)

// perFresh is the number of contacts that come of one first contact, with its repeats and theirs (measured).
const perFresh = 1.449

const (
	quarter  = hour / 4
	firstID  = 1_000_001
	keySpace = 50_000_000 // customer keys are below it
)

// Sums of products are rounded in between (float64 around the product): else some processors would fuse them and give
// another log for the same seed.

// Generate makes the contacts in time order, one at a time. It holds only the repeats that are due, so that a log of many
// millions takes no more memory than a short one. It may be ranged over again and gives the same contacts.
func Generate(o Options) iter.Seq[Contact] {
	return func(yield func(Contact) bool) {
		g := newGenerator(o)
		for g.next() {
			if !yield(g.contact) {
				return
			}
		}
	}
}

type generator struct {
	o          Options
	source     *rand.PCG
	random     *rand.Rand // over source, for what it alone can draw
	start, end int64      // Unix seconds
	customers  uint64
	queue      queue
	calendars  []calendarDay // from the day of start to that of end
	id         int64
	contact    Contact // the last one made

	reasons []reason
	work    [3][]alias // agents by channel and process
	team    []int      // of each agent
	agentBy []float64  // agent's factor times team's

	// The walk through quarters of an hour in which first contacts come.
	scale   float64 // contacts per unit of demand
	quarter int64   // Unix seconds of the current one
	used    float64 // of its demand, in contacts
	mass    float64 // its demand, in contacts
	running [3]float64
	fresh   int64 // when the next first contact comes

	// The day of the current quarter and of the last contact; the two can differ by the length of a lull.
	freshDay int64
	calendar calendarDay
	volume   float64
	mix      alias

	day    int64
	busy   float64     // of the day, against the mean
	chance [][]float64 // of a repeat, by reason and party + 1
}

// reason is a Reason with its names looked up.
type reason struct {
	*Reason
	process string
	number  int     // of the process
	family  []uint8 // the reasons of the process
	then    uint8
	parties []int8
}

func newGenerator(o Options) *generator {
	g := &generator{o: o, source: rand.NewPCG(o.Seed, 0x656e6b656572), id: firstID,
		start: o.Start.Unix(), end: o.End.Unix(), customers: uint64(o.customers())}
	g.random = rand.New(g.source)
	g.reasons = lookUp()
	for range g.reasons {
		g.chance = append(g.chance, make([]float64, len(Parties)+1))
	}
	for day := g.start - mod(g.start, daily); day < g.end; day += daily {
		g.calendars = append(g.calendars, calendarOf(time.Unix(day, 0).UTC()))
	}
	teams := map[string]int{}
	for i, t := range Teams {
		teams[t.Name] = i
	}
	for _, a := range Agents {
		t := teams[a.Team]
		g.team = append(g.team, t)
		g.agentBy = append(g.agentBy, a.Factor*Teams[t].Factor)
	}
	for channel := range Channels {
		for _, p := range Processes {
			g.work[channel] = append(g.work[channel], g.agentsFor(channel, p.Name))
		}
	}
	g.scale = float64(max(o.Contacts, 0)) / perFresh / g.demand()
	g.freshDay, g.day = math.MinInt64, math.MinInt64
	g.quarter = g.start - mod(g.start, quarter) - quarter
	g.nextFresh()
	return g
}

func lookUp() []reason {
	var all []reason
	at := map[string]uint8{}
	for n, p := range Processes {
		var family []uint8
		for i := range p.Reasons {
			family = append(family, uint8(len(all)+i))
		}
		for i := range p.Reasons {
			at[p.Reasons[i].Name] = uint8(len(all))
			all = append(all, reason{Reason: &p.Reasons[i], process: p.Name, number: n, family: family})
		}
	}
	parties := map[string]int8{}
	for i, p := range Parties {
		parties[p.Name] = int8(i)
	}
	for i := range all {
		r := &all[i]
		r.then = uint8(i)
		if r.Then != "" {
			r.then = at[r.Then]
		}
		for _, name := range r.Parties {
			r.parties = append(r.parties, parties[name])
		}
	}
	return all
}

func (g *generator) agentsFor(channel int, process string) alias {
	w := make([]float64, len(Agents))
	for i := range Agents {
		t := &Teams[g.team[i]]
		share, ok := t.Work[process]
		if !ok {
			share = t.Other
		}
		if channel == phone {
			share *= t.Calls
		} else {
			share *= t.Written
		}
		w[i] = share * (0.8 + 0.4*float64(i%5)/4) // some work fewer hours
	}
	return newAlias(w)
}

// next makes the next contact, or says that there is none.
func (g *generator) next() bool {
	for {
		if len(g.queue) > 0 && g.queue[0].at <= g.fresh {
			p := g.queue.pop()
			if p.at >= g.end {
				return false // and so is all that is left
			}
			g.finish(p, true)
			return true
		}
		if g.fresh >= g.end {
			return false
		}
		p := g.first()
		g.nextFresh()
		if p.at >= g.start {
			g.finish(p, false)
			return true
		}
	}
}

// unit draws from [0, 1).
func (g *generator) unit() float64 { return float64(g.source.Uint64()>>11) * (1.0 / (1 << 53)) }

func mod(a, n int64) int64 { return ((a % n) + n) % n }
