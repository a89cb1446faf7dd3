package sample

import "time"

// maxRepeat bounds the chance of a repeat, however bad the factors.
const maxRepeat = 0.92

var (
	reasonNamed  = map[string]*Reason{}
	partyNamed   = map[string]Party{}
	channelNamed = map[string]Channel{}
	outcomeNamed = map[string]Outcome{}
	teamNamed    = map[string]Team{}
	agentNamed   = map[string]Agent{}
)

func init() {
	for i := range Processes {
		for j := range Processes[i].Reasons {
			r := &Processes[i].Reasons[j]
			reasonNamed[r.Name] = r
		}
	}
	for _, x := range Parties {
		partyNamed[x.Name] = x
	}
	for _, x := range Channels {
		channelNamed[x.Name] = x
	}
	for _, x := range Outcomes {
		outcomeNamed[x.Name] = x
	}
	for _, x := range Teams {
		teamNamed[x.Name] = x
	}
	for _, x := range Agents {
		agentNamed[x.Code] = x
	}
}

// Repeated is the chance that the generator lets the customer of c make contact again because of c, at any time: the
// reason's own chance times the factors of its third party, channel, outcome, direction, team, agent and of the changes in
// force when it started. Contacts of the same customer that have nothing to do with c come on top of it (a few per cent
// within a week with the default number of customers). A contact of an unknown reason gives 0.
func (o Options) Repeated(c Contact) float64 {
	r := reasonNamed[c.Reason]
	if r == nil {
		return 0
	}
	p := r.Repeat * channelNamed[c.Channel].Factor * outcomeNamed[c.Outcome].Factor
	if x, ok := partyNamed[c.ThirdParty]; ok {
		p *= x.Factor
	}
	if x, ok := agentNamed[c.Agent]; ok {
		p *= x.Factor * teamNamed[c.Team].Factor
	}
	if c.Direction == Outbound {
		p *= outboundFactor
	}
	for _, x := range o.Changes {
		if !c.Start.Before(x.Date) && x.Touches(c.Reason, c.ThirdParty) {
			p *= x.Factor
		}
	}
	return min(p, maxRepeat)
}

// RepeatedWithin is the chance of a repeat because of c within w: exact at seven days, near elsewhere ([Delay.Within]).
func (o Options) RepeatedWithin(c Contact, w time.Duration) float64 {
	r := reasonNamed[c.Reason]
	if r == nil {
		return 0
	}
	return o.Repeated(c) * r.Delay.Within(w)
}
