package sample

import (
	"math"
	"time"
)

// demand is the total of the whole period, in its own unit.
func (g *generator) demand() float64 {
	sum := 0.0
	for q := g.start - mod(g.start, quarter); q < g.end; q += quarter {
		g.enterDay(q)
		for channel := range Channels {
			sum += float64(g.volume * g.calendar.demand(channel, mod(q, daily)))
		}
	}
	return max(sum, 1e-9)
}

// enterDay sets the calendar and the mix of reasons for the quarter that begins at q.
func (g *generator) enterDay(q int64) {
	day := q - mod(q, daily)
	if day == g.freshDay {
		return
	}
	g.freshDay = day
	t := time.Unix(day, 0).UTC()
	g.calendar = *g.calendarOf(day)
	w := make([]float64, len(g.reasons))
	g.volume = 0
	for i := range g.reasons {
		w[i] = g.reasons[i].demand(t)
		g.volume += w[i]
	}
	g.mix = newAlias(w)
}

// nextFresh moves to the moment of the next first contact: a Poisson process whose rate is constant in each quarter.
func (g *generator) nextFresh() {
	need := g.random.ExpFloat64()
	for g.used+need >= g.mass {
		need -= g.mass - g.used
		g.quarter += quarter
		if g.quarter >= g.end {
			g.fresh = math.MaxInt64
			return
		}
		g.enterDay(g.quarter)
		g.used, g.mass = 0, 0
		for channel := range Channels {
			g.mass += float64(g.scale * g.volume * g.calendar.demand(channel, mod(g.quarter, daily)))
			g.running[channel] = g.mass
		}
	}
	g.used += need
	g.fresh = g.quarter + int64(g.used/g.mass*float64(quarter))
}

// first draws the contact with which something begins.
func (g *generator) first() pending {
	p := pending{at: g.fresh, agent: -1, customer: -1}
	u := g.unit() * g.mass
	for int(p.channel) < chat && u >= g.running[p.channel] {
		p.channel++
	}
	p.reason = uint8(g.mix.draw(g.source.Uint64()))
	p.party = g.party(&g.reasons[p.reason])
	if g.unit() >= g.o.Keyless {
		// Some people make contact more often: among three in ten contacts they are drawn towards the low numbers.
		v := g.unit()
		if g.source.Uint64()%10 < 3 {
			v *= v
		}
		p.customer = int32(v * float64(g.customers))
	}
	return p
}

func (g *generator) party(r *reason) int8 {
	if len(r.parties) == 0 || g.unit() >= r.PartyShare {
		return -1
	}
	return r.parties[g.source.Uint64()%uint64(len(r.parties))]
}
