package sample

// How the reason, channel and agent of a repeat follow from the contact before it.
const (
	SameReason  = 0.62 // keeps its reason
	ThenReason  = 0.25 // shifts to Reason.Then, or keeps its own where there is none
	SameProcess = 0.08 // another reason of the process; what is left takes any reason
	SameAgent   = 0.10 // reaches the agent of the contact before, when the channel is the same
	CalledBack  = 0.55 // of the repeats after the outcome "Terugbellen": the insurer calls
)

// repeatChannel holds, per channel of a contact, the running shares of phone and mail among its repeats; the rest chats.
var repeatChannel = [...][2]float64{phone: {.86, .93}, mail: {.45, .92}, chat: {.42, .54}}

// repeat puts the contact that follows p in the queue.
func (g *generator) repeat(p pending, r *reason, outcome int) {
	n := pending{customer: p.customer, reason: p.reason, party: p.party, agent: -1, channel: chat}
	switch u := g.unit(); {
	case u < SameReason:
	case u < SameReason+ThenReason:
		n.reason = r.then
	case u < SameReason+ThenReason+SameProcess:
		n.reason = r.family[g.source.Uint64()%uint64(len(r.family))]
	default:
		n.reason = uint8(g.mix.draw(g.source.Uint64()))
	}
	if n.reason != p.reason {
		n.party = g.partyAfter(&g.reasons[n.reason], p.party)
	}
	if outcome == callBack && g.unit() < CalledBack {
		n.channel, n.outbound = phone, true
	} else if u := g.unit(); u < repeatChannel[p.channel][0] {
		n.channel = phone
	} else if u < repeatChannel[p.channel][1] {
		n.channel = mail
	}
	if n.channel == p.channel && p.agent >= 0 && g.unit() < SameAgent {
		n.agent = p.agent
	}
	delay := max(r.Delay.at(g.unit()), int64(g.contact.HandleSeconds+g.contact.WaitSeconds)+60)
	n.at = g.place(p.at, delay, int(n.channel))
	if n.at < g.end {
		g.queue.push(n)
	}
}

// partyAfter keeps the third party when the next reason may involve it too.
func (g *generator) partyAfter(r *reason, party int8) int8 {
	for _, x := range r.parties {
		if x == party {
			return party
		}
	}
	return g.party(r)
}

// place moves a repeat to a moment at which its channel is open: the same day, or else the next; but never from within
// seven days of the contact to beyond.
func (g *generator) place(from, delay int64, channel int) int64 {
	at := from + delay
	day := at - mod(at, daily)
	tod := at - day
	for {
		if day >= g.end {
			return g.end
		}
		c := g.calendarOf(day)
		open, shut := c.open(channel)
		if tod >= open && tod < shut {
			at = day + tod
			break
		}
		if tod < open && open < shut {
			at = day + open + g.within(shut-open)
			break
		}
		day, tod = day+daily, -1
	}
	if delay > week || at-from <= week {
		return at
	}
	last := min(from+week, g.end-1)
	for day := last - mod(last, daily); day >= from-daily && day >= g.start-daily; day -= daily {
		c := g.calendarOf(day)
		open, shut := c.open(channel)
		low, high := max(day+open, from+hour), min(day+shut, from+week+1)
		if low < high {
			return low + int64(g.source.Uint64()%uint64(high-low))
		}
	}
	return from + delay
}

// calendarOf gives the day that begins at day, in Unix seconds.
func (g *generator) calendarOf(day int64) *calendarDay {
	i := (day - (g.start - mod(g.start, daily))) / daily
	return &g.calendars[max(0, min(i, int64(len(g.calendars)-1)))]
}

// within draws a second of n, earlier ones more often: people call when the line opens.
func (g *generator) within(n int64) int64 {
	return int64(min(g.source.Uint64()%uint64(n), g.source.Uint64()%uint64(n)))
}
