package repeat

import (
	"context"
	"math"
	"slices"

	"eenkeer/analysis/survival"
)

// spread is how wide the band of a curve is when contacts of one customer are not independent: worked out at some times, and between
// them in the same proportion to the band of independent contacts.
type spread struct {
	times     []float64
	deviation []float64 // of ln S at these times; nil: contacts are independent
	wider     []float64 // as a multiple of that of independent contacts
}

// timesAnchors are the times at which a spread is worked out: all those that a figure is given of, and a few more.
func timesAnchors(promise Span, o TimesOptions) []float64 {
	all := append([]Span{Hour, 4 * Hour, 12 * Hour, o.Until}, o.Days...)
	if promise > 0 {
		all = append(all, promise)
	}
	out := make([]float64, len(all))
	for i, t := range all {
		out[i] = minutesOf(t)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func newSpread(curve *survival.Curve, k *survival.Clusters, times []float64) spread {
	s := spread{times: times, deviation: k.Deviations(), wider: make([]float64, len(times))}
	for i, t := range times {
		s.wider[i] = 1
		if p := curve.At(t); p.S > 0 && p.SE > 0 {
			s.wider[i] = s.deviation[i] / (p.SE / p.S)
		} else if i > 0 {
			s.wider[i] = s.wider[i-1]
		}
	}
	return s
}

// band gives the ends of the band at a point of the curve.
func (s spread) band(curve *survival.Curve, p survival.Point) (low, high float64) {
	if s.deviation == nil || math.IsNaN(p.S) || p.S == 0 || p.S == 1 {
		return p.Low, p.High
	}
	at, exact := slices.BinarySearch(s.times, p.Time)
	if exact {
		return curve.Band(p.S, s.deviation[at])
	}
	wider := s.wider[min(at, len(s.wider)-1)]
	if at > 0 && at < len(s.times) {
		part := (p.Time - s.times[at-1]) / (s.times[at] - s.times[at-1])
		wider = s.wider[at-1] + part*(s.wider[at]-s.wider[at-1])
	}
	return curve.Band(p.S, wider*p.SE/p.S)
}

// spread works out the spread of the curve of a selection.
func (e *Engine) spread(ctx context.Context, l *links, m mask, curve *survival.Curve, o TimesOptions) (spread, error) {
	if o.Independent || curve.Watched == 0 {
		return spread{}, ctx.Err()
	}
	times := timesAnchors(o.Promise, o)
	first := curve.Clusters(times)
	parts := make([]*survival.Clusters, partsOf(len(e.customers)))
	err := inParts(ctx, len(e.customers), func(part, from, until int) {
		from, until = customerStart(e.customers, from), customerStart(e.customers, until)
		k := first.Like()
		for i := from; i < until; i++ {
			if i > from && e.customers[i] != e.customers[i-1] {
				k.Next()
			}
			if i%block == 0 && ctx.Err() != nil {
				return
			}
			if (m.bits == nil || m.bits[e.log.Keyed+i] == 1) && l.counts(i) && l.age[i] >= 0 {
				w := watch(l.ahead[i], l.age[i])
				k.Add(float64(w.minutes()), w.event() == 1)
			}
		}
		k.Next()
		parts[part] = k
	})
	if err != nil {
		return spread{}, err
	}
	for _, k := range parts {
		first.Plus(k)
	}
	return newSpread(curve, first, times), nil
}

// spread works out the spread of the curve of a group.
func (g gathered) spread(group int, curve *survival.Curve, promise Span, o TimesOptions) spread {
	if g.who == nil {
		return spread{}
	}
	times := timesAnchors(promise, o)
	k := curve.Clusters(times)
	from, until := int(g.starts[group]), int(g.starts[group+1])
	for i := from; i < until; i++ {
		if i > from && g.who[i] != g.who[i-1] {
			k.Next()
		}
		k.Add(float64(g.all[i].minutes()), g.all[i].event() == 1)
	}
	k.Next()
	return newSpread(curve, k, times)
}

// squares adds up the squares of what the customers of two selections add to a log-rank test.
func (e *Engine) squares(ctx context.Context, l *links, masks [2]mask, s *survival.Scores) (float64, error) {
	parts := make([]float64, partsOf(len(e.customers)))
	err := inParts(ctx, len(e.customers), func(part, from, until int) {
		from, until = customerStart(e.customers, from), customerStart(e.customers, until)
		sum, squares := 0.0, 0.0
		for i := from; i < until; i++ {
			if i > from && e.customers[i] != e.customers[i-1] {
				squares, sum = squares+sum*sum, 0
			}
			if i%block == 0 && ctx.Err() != nil {
				return
			}
			if !l.counts(i) || l.age[i] < 0 {
				continue
			}
			w := watch(l.ahead[i], l.age[i])
			for g, m := range masks {
				if m.bits == nil || m.bits[e.log.Keyed+i] == 1 {
					sum += s.Of(g == 0, float64(w.minutes()), w.event() == 1)
				}
			}
		}
		parts[part] = squares + sum*sum
	})
	total := 0.0
	for _, p := range parts {
		total += p
	}
	return total, err
}
