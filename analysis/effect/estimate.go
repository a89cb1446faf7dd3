package effect

import (
	"context"
	"math"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// leastStratum is how many ripe contacts a reason needs before the change to be a stratum of its own; smaller ones are put
// together.
const leastStratum = 30

// leastRanges is how many pairs of neighbouring weeks the spread between weeks takes.
const leastRanges = 7

// rangeFreedom is the degrees of freedom that a moving range of two gives to a standard deviation estimated from their mean:
// the efficiency of the estimate against that from squares (Cryer and Ryan 1990, J. Quality Technology 22).
const rangeFreedom = 0.605

// cell is the contacts of one part, stratum and side: their rate, and the weight of each in the estimate.
type cell struct {
	Count
	rate   float64
	weight float64 // signed
}

// estimate is the difference as a weighted sum over contacts: every one counts its outcome times the weight of its cell.
type estimate struct {
	r         *run
	own, rest [][3]cell // of the scope and of others, by stratum
	ownOf     []int     // the stratum of each reason
	restOf    []int
	compare   bool // against others

	rate       float64 // of the scope after, of strata that there were before
	base       float64 // before, with the mix of after
	restChange float64
	fresh      int // ripe contacts after of no stratum before
	phi        Spread

	varAfter, varBase, varRest float64 // binomial variances of rate, base and restChange
}

// fold puts the reasons together that are too small before, and gives the stratum of each.
func fold(c counts) (stratum []int, n int) {
	stratum = make([]int, len(c))
	n = 1 // 0: all that is small
	for code := range c {
		if c[code][before].Ripe >= leastStratum {
			stratum[code] = n
			n++
		}
	}
	return stratum, n
}

// weigh puts counts into cells and gives the rate after, and that before with the mix of after. Strata without a contact on
// one of the sides are left out; fresh is their contacts after. sign is +1 for the scope and −1 for others.
func weigh(c counts, sign float64) (cells [][3]cell, stratum []int, rate, base float64, fresh int) {
	stratum, n := fold(c)
	cells = make([][3]cell, n)
	for code := range c {
		k := &cells[stratum[code]]
		for side := before; side <= after; side++ {
			k[side].Count = k[side].plus(c[code][side])
		}
	}
	total := 0
	for k := range cells {
		b, a := &cells[k][before], &cells[k][after]
		if b.Ripe == 0 || a.Ripe == 0 {
			fresh += a.Ripe
			*b, *a = cell{}, cell{}
			continue
		}
		total += a.Ripe
	}
	for k := range cells {
		b, a := &cells[k][before], &cells[k][after]
		if a.Ripe == 0 {
			continue
		}
		part := float64(a.Ripe) / float64(total)
		b.rate, a.rate = b.Rate(), a.Rate()
		rate += part * a.rate
		base += part * b.rate
		a.weight = sign / float64(total)
		b.weight = -sign * part / float64(b.Ripe)
	}
	if total == 0 {
		rate, base = math.NaN(), math.NaN()
	}
	return cells, stratum, rate, base, fresh
}

// variance is the binomial one of a side: Σ weight² n p (1−p). A cell in which all or none are followed is taken for half a
// contact from there: else it would be known without doubt.
func variance(cells [][3]cell, side int) float64 {
	v := 0.0
	for k := range cells {
		c := cells[k][side]
		if c.Ripe > 0 {
			n := float64(c.Ripe)
			p := min(max(c.rate, 0.5/(n+1)), 1-0.5/(n+1))
			v += c.weight * c.weight * n * p * (1 - p)
		}
	}
	return v
}

// estimate weighs the contacts. Others are compared with only if there are at least as many of them as of the scope on both
// sides: fewer would add more chance than they take away.
func (r *run) estimate() *estimate {
	e := &estimate{r: r}
	e.own, e.ownOf, e.rate, e.base, e.fresh = weigh(r.own, 1)
	e.varAfter, e.varBase = variance(e.own, after), variance(e.own, before)
	rest, stratum, rate, base, _ := weigh(r.rest, -1)
	for side, ok := before, true; ok && side <= after; side++ {
		n := r.rest.sum(side).Ripe
		ok = n >= r.own.sum(side).Ripe && n >= LeastRipe
		e.compare = ok
	}
	if e.compare = e.compare && !math.IsNaN(rate); e.compare {
		e.rest, e.restOf, e.restChange = rest, stratum, rate-base
		e.varRest = variance(rest, before) + variance(rest, after)
	}
	return e
}

// at gives the cell of a contact.
func (e *estimate) at(i int, own bool, side int) *cell {
	code := int(e.r.strata.At(i))
	if own {
		return &e.own[e.ownOf[code]][side]
	}
	return &e.rest[e.restOf[code]][side]
}

// spread works out by how much the estimate varies more than chance alone lets it, in two ways. Customers: the variance of
// the sum over whole customers ÷ that over single contacts (cluster-robust, Liang and Zeger 1986). Weeks: Laney's σz² of the
// difference of each week from the rates of its side, from neighbouring weeks, so that shocks that scope and others share
// cancel out.
func (e *estimate) spread(ctx context.Context) error {
	log := e.r.engine.Log()
	customers, fourth, contacts, heads := 0.0, 0.0, 0.0, 0.0
	sum, last := 0.0, -1
	head := func() { // a customer is complete
		customers += sum * sum
		fourth += sum * sum * sum * sum
		if last >= 0 {
			heads++
		}
	}
	type week struct {
		off, n [2]float64 // of the scope and of others: followed − expected, contacts
		v      [2]float64 // Σ p(1−p)
	}
	first := e.r.f.from
	weeks := make([]week, 1+(min(e.r.f.until, dayOf(log.End)+1)-first)/7)
	for k, mark := range e.r.marks {
		if k&0xffff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		own := mark&ownMark != 0
		if mark == 0 || !own && !e.compare {
			continue
		}
		i := log.Keyed + k
		c := e.at(i, own, int(mark&sideMark))
		if c.weight == 0 {
			continue
		}
		if customer := int(log.Customer.At(i)); customer != last {
			head()
			sum, last = 0, customer
		}
		off := float64(followed(e.r.answers[i])) - c.rate
		u := c.weight * off
		sum += u
		contacts += u * u
		w, part := &weeks[(dayOf(log.Time[i])-first)/7], 0
		if !own {
			part = 1
		}
		w.off[part] += off
		w.n[part]++
		w.v[part] += c.rate * (1 - c.rate)
	}
	head()
	e.phi = Spread{Used: 1, Customers: math.NaN(), Weeks: math.NaN()}
	if contacts > 0 {
		e.phi.Customers = customers / contacts
		// Degrees of freedom of a sum of squares by its first two moments: 2 mean² ÷ variance.
		e.phi.widen(e.phi.Customers, 2*customers*customers/(fourth-customers*customers/heads), ByCustomers)
	}
	ranges, total, previous := 0, 0.0, math.NaN()
	for _, w := range weeks {
		if w.n[0] < repeat.LeastRipe || w.v[0] == 0 || e.compare && w.n[1] < repeat.LeastRipe {
			continue
		}
		off, v := w.off[0]/w.n[0], w.v[0]/(w.n[0]*w.n[0])
		if e.compare {
			off -= w.off[1] / w.n[1]
			v += w.v[1] / (w.n[1] * w.n[1])
		}
		z := off / math.Sqrt(v)
		if !math.IsNaN(previous) {
			total += math.Abs(z - previous)
			ranges++
		}
		previous = z
	}
	if ranges >= leastRanges {
		sigma := total / float64(ranges) / 1.128
		e.phi.Weeks = sigma * sigma
		e.phi.widen(e.phi.Weeks, rangeFreedom*float64(ranges), ByWeeks)
	}
	return nil
}

// againstBefore is Newcombe's difference of the rate after and that before with the mix of after. Where there are several
// strata the rate before rests on as many contacts as give its variance.
func (e *estimate) againstBefore() Difference {
	return newcombe(e.rate, worth(e.rate, e.varAfter*e.phi.Used), e.base, worth(e.base, e.varBase*e.phi.Used))
}

// worth gives the contacts that give a rate p the variance v.
func worth(p, v float64) float64 { return max(p*(1-p), 1e-4) / v }

// againstOthers is the difference in differences.
func (e *estimate) againstOthers() Difference {
	return normal(e.rate-e.base-e.restChange, e.phi.Used*(e.varAfter+e.varBase+e.varRest))
}

// pull moves the rate before towards that of its kind, for a scope that was picked on these very days because it stood out:
// empirical Bayes by moments, with the units of the dimension that the scope is of (as epiR's epi.empbayes). What stands out
// by chance alone falls back by itself; that much of the fall is not the change's.
func (e *estimate) pull(ctx context.Context) error {
	r := e.r
	by := r.by
	if by == "" {
		return nil // all contacts: picked from nothing
	}
	units, err := r.units(ctx, by)
	if err != nil {
		return err
	}
	n, x, n2, k := 0.0, 0.0, 0.0, 0.0
	for _, u := range units {
		if u.Ripe >= repeat.LeastRipe {
			n += float64(u.Ripe)
			x += float64(u.Followed)
			n2 += float64(u.Ripe) * float64(u.Ripe)
			k++
		}
	}
	if k < 2 {
		return nil
	}
	g, q := x/n, 0.0
	for _, u := range units {
		if u.Ripe >= repeat.LeastRipe {
			d := u.Rate() - g
			q += float64(u.Ripe) * d * d
		}
	}
	tau2 := max(0, (q-(k-1)*g*(1-g)*e.phi.Used)/(n-n2/n))
	s2 := e.varBase * e.phi.Used
	keep := tau2 / (tau2 + s2)
	// The interval is not made narrower for it: how much units differ is itself only estimated.
	e.base += (1 - keep) * (g - e.base)
	return nil
}

// units counts the contacts before the change by the values of a dimension, those that the rest of the scope lets through.
func (r *run) units(ctx context.Context, by contact.Dimension) ([]Count, error) {
	p, err := r.part(by)
	if err != nil {
		return nil, err
	}
	var rest repeat.Filter
	for _, c := range r.s.Scope {
		if c.By != by {
			rest = append(rest, c)
		}
	}
	m, err := r.matcher(rest)
	if err != nil {
		return nil, err
	}
	units := make([]Count, p.n)
	log := r.engine.Log()
	for i := log.Keyed; i < log.Len(); i++ {
		if i&0xffff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := r.answers[i]
		if !a.Is(repeat.Ripe) || r.f.side(dayOf(log.Time[i])) != before || !m.at(i) {
			continue
		}
		u := &units[p.codes.At(i)]
		u.Ripe++
		if a.Is(repeat.Followed) {
			u.Followed++
		}
	}
	return units, nil
}
