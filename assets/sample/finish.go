package sample

import (
	"math"
	"strconv"
	"time"
)

// today sets what depends on the day of a contact: how busy it is, and the chances of a repeat under the changes in force.
func (g *generator) today(at int64) {
	day := at - mod(at, daily)
	if day == g.day {
		return
	}
	g.day = day
	t := time.Unix(day, 0).UTC()
	c := g.calendarOf(day)
	g.busy = byWeekday[phone][c.weekday] * c.quiet * Switching.on(t) / (Switching.on(t) + 1) * 2
	for i := range g.reasons {
		r := &g.reasons[i]
		for p := range g.chance[i] {
			name, f := "", 1.0
			if p > 0 {
				name, f = Parties[p-1].Name, Parties[p-1].Factor
			}
			for _, x := range g.o.Changes {
				if !t.Before(x.Date) && x.Touches(r.Name, name) {
					f *= x.Factor
				}
			}
			g.chance[i][p] = r.Repeat * f
		}
	}
}

// finish turns p into the contact, and decides whether it is going to be repeated.
func (g *generator) finish(p pending, again bool) {
	g.today(p.at)
	r := &g.reasons[p.reason]
	c := &g.contact
	*c = Contact{Start: time.Unix(p.at, 0).UTC(), Channel: Channels[p.channel].Name, Direction: Inbound,
		Reason: r.Name, Process: r.process}
	if p.party >= 0 {
		c.ThirdParty = Parties[p.party].Name
	}
	c.ID, c.Customer = g.names(p.customer)
	g.id++

	outcome := g.outcome(p)
	c.Outcome = Outcomes[outcome].Name
	chance := g.chance[p.reason][p.party+1] * Channels[p.channel].Factor * Outcomes[outcome].Factor
	if outcome == hungUp {
		p.agent = -1
	} else {
		if p.agent < 0 {
			p.agent = int8(g.work[p.channel][r.number].draw(g.source.Uint64()))
		}
		c.Agent, c.Team = Agents[p.agent].Code, Agents[p.agent].Team
		chance *= g.agentBy[p.agent]
	}
	if p.outbound {
		c.Direction = Outbound
		chance *= outboundFactor
	}
	c.Note = g.note(again, outcome)
	end := p.at + g.times(p, r, outcome)
	c.End = time.Unix(end, 0).UTC()
	if g.unit() < min(chance, maxRepeat) {
		g.repeat(p, r, outcome)
	}
}

// outcome draws how the contact ends.
func (g *generator) outcome(p pending) int {
	u := g.unit()
	switch {
	case p.outbound:
		switch {
		case u < .22:
			return notReached
		case u < .36:
			return inProgress
		}
	case p.channel == phone:
		switch {
		case u < .025:
			return hungUp
		case u < .105:
			return transferred
		case u < .175:
			return callBack
		case u < .310:
			return inProgress
		}
	case u < .20:
		return inProgress
	}
	return solved
}

// times sets handle and wait time and transfers, and gives the seconds until the end of the contact.
func (g *generator) times(p pending, r *reason, outcome int) int64 {
	c := &g.contact
	handle := r.Handle * lengths[g.source.Uint64()%uint64(len(lengths))]
	switch {
	case outcome == notReached:
		handle = 15 + handle/20
	case outcome == hungUp:
		handle = 0
	case outcome == transferred:
		handle *= 1.4
		c.Transfers = 1 + int(g.source.Uint64()&15)/14
	case p.channel == mail:
		handle *= 1.3
	case p.channel == chat:
		handle *= 1.2
	}
	c.HandleSeconds = min(int(handle), 3600)
	switch {
	case p.outbound:
	case p.channel == phone:
		c.WaitSeconds = min(int(g.random.ExpFloat64()*70*g.busy), 1800)
		if outcome == hungUp {
			c.WaitSeconds += 60
		}
	case p.channel == chat:
		c.WaitSeconds = min(int(g.random.ExpFloat64()*35*g.busy), 900)
	default: // mail lies in a box before anybody opens it
		return int64(g.random.ExpFloat64()*14*float64(hour)) + hour/2 + int64(c.HandleSeconds)
	}
	return int64(c.WaitSeconds + c.HandleSeconds)
}

// names writes the contact's number and the customer's key, in one allocation.
func (g *generator) names(customer int32) (id, key string) {
	var b [32]byte
	s := strconv.AppendInt(b[:0], g.id, 10)
	n := len(s)
	if customer >= 0 {
		// A number coprime to keySpace spreads the keys, each once.
		k := (uint64(customer)*7_368_787 + 31_337) % keySpace
		for d := uint64(keySpace / 5); d > 0; d /= 10 {
			s = append(s, '0'+byte(k/d%10))
		}
	}
	all := string(s)
	return all[:n], all[n:]
}

// lengths holds the quantiles of a log-normal distribution with mean one: how long contacts last against the mean. They
// are rounded, so that processors that differ in the last bit give the same log.
var lengths = func() (t [1024]float64) {
	const sigma = 0.5
	for i := range t {
		z := math.Sqrt2 * math.Erfinv(2*(float64(i)+.5)/float64(len(t))-1)
		t[i] = math.Round(math.Exp(float64(sigma*z)-sigma*sigma/2)*1e6) / 1e6
	}
	return t
}()
