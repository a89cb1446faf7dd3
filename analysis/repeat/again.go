package repeat

import (
	"context"
	"time"

	"eenkeer/analysis/association"
	"eenkeer/analysis/contact"
)

// Factor is something that may be so of a pair, to see whether the customer then comes back once more more often.
type Factor string

// The factors. Of a pair of which one contact lacks the value a factor is not known.
const (
	OtherAgent   Factor = "agent"   // another agent than the first time
	OtherChannel Factor = "channel" // another channel
	OtherTeam    Factor = "team"
	OtherReason  Factor = "reason"
	Soon         Factor = "soon"  // the second contact came within 24 hours
	ThirdParty   Factor = "third" // the first contact has a third party
)

// Factors lists them as they are shown.
var Factors = []Factor{OtherAgent, OtherTeam, OtherChannel, OtherReason, ThirdParty, Soon}

// AgainRow is how one factor goes together with coming back once more.
type AgainRow struct {
	Factor        Factor
	With, Without Rate // share that came back once more, where the factor is so and where it is not
	Crude         association.Ratio
	Within        association.Stratified // within the same reason of the second contact: like with like
}

// Again is who comes back once more after a repeat. It counts the first pair of each customer only, so that customers who
// call and call do not weigh more than others and the pairs are independent of one another. What it shows is association.
type Again struct {
	Query Query
	Total Rate // of customers with a pair that can be judged, those followed once more
	Rows  []AgainRow
}

// Again looks, of each customer in the selection, at the first pair whose first contact is in it and whose second
// contact is ripe, and counts whether that second contact is followed in turn.
func (e *Engine) Again(ctx context.Context, q Query, o PairOptions) (Again, error) {
	o.By, o.Sort, o.Desc = ByFirst, SortOwner, false // by customer, and of equal ones in the order of the log: by time
	p, err := e.Pairs(ctx, q, o)
	out := Again{Query: q}
	if err != nil {
		return out, err
	}
	links, log := p.list.links, e.log
	w := int32(min(q.Definition.Window.Seconds(), none-2))
	strata := make([]map[uint32]*association.Table, len(Factors))
	sums := make([]association.Table, len(Factors))
	for i := range strata {
		strata[i] = map[uint32]*association.Table{}
	}
	code := func(d contact.Dimension, at int32) uint32 { return log.Column(d).Codes.At(log.Keyed + int(at)) }
	differ := func(d contact.Dimension, a, b int32) (is, known bool) {
		x, y := code(d, a), code(d, b)
		return x != y, x != 0 && y != 0
	}
	followed, n := 0, 0
	var last uint32
	for i := range p.first {
		if i%block == 0 && ctx.Err() != nil {
			return out, ctx.Err()
		}
		a, b := p.first[i], p.second[i]
		if e.customers[a] == last || w > links.age[b] {
			continue
		}
		last = e.customers[a]
		again := links.ahead[b] <= w
		n++
		followed += bit(again)
		for k, f := range Factors {
			is, known := false, true
			switch f {
			case OtherAgent:
				is, known = differ(contact.Agent, a, b)
			case OtherChannel:
				is, known = differ(contact.Channel, a, b)
			case OtherTeam:
				is, known = differ(contact.Team, a, b)
			case OtherReason:
				is, known = differ(contact.Reason, a, b)
			case Soon:
				is = p.between(i) <= 24*time.Hour
			case ThirdParty:
				is = code(contact.Third, a) != 0
			}
			if !known {
				continue
			}
			reason := code(contact.Reason, b)
			t := strata[k][reason]
			if t == nil {
				t = &association.Table{}
				strata[k][reason] = t
			}
			for _, to := range []*association.Table{t, &sums[k]} {
				switch {
				case is && again:
					to.With++
				case is:
					to.WithNot++
				case again:
					to.Without++
				default:
					to.WithoutNot++
				}
			}
		}
	}
	out.Total = NewRate(followed, n)
	for k, f := range Factors {
		s := sums[k]
		if s.With+s.WithNot == 0 || s.Without+s.WithoutNot == 0 {
			continue // it is so of all, or of none: there is nothing to compare
		}
		row := AgainRow{Factor: f, With: NewRate(s.With, s.With+s.WithNot), Without: NewRate(s.Without, s.Without+s.WithoutNot), Crude: association.Odds(s)}
		var list []association.Table
		for c := range uint32(log.Column(contact.Reason).Dict.Len()) { // in the order of codes, so that sums come out the same
			if t := strata[k][c]; t != nil {
				list = append(list, *t)
			}
		}
		row.Within = association.MantelHaenszel(list)
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}
