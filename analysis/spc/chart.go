package spc

import "math"

// Chart is a series with its limits and signals.
type Chart struct {
	Kind      Kind
	Points    []Point
	Phases    []Phase
	Signals   []Signal // by first point; of one first point by precedence
	Variation Variation
	Assurance Assurance
}

// Point is one point of a chart. What it has not is NaN.
type Point struct {
	Value             float64
	Flag              Flag
	Used              bool // took part in rules, and in limits where it lies in the basis
	Centre            float64
	Low, High         float64
	NearLow, NearHigh float64 // two thirds of the way to the limits
	Sigma             float64 // standard deviation, that of P′ with σ_z in it
	Rule              Rule    // the first rule that flags it, None where none does
	Side              int     // of that signal: +1 high or rising, −1 low or falling
	Verdict           Verdict // of that signal
}

// Phase is a stretch of points with one centre.
type Phase struct {
	Range
	Basis    Range // the points that centre and limits come from
	Usable   int   // how many of the basis could be used
	Centre   float64
	SigmaZ   float64 // of P′; else 1
	Screened int     // moving ranges left out of the estimate of the spread
	Lack     Lack    // why there are no limits
	Trial    bool    // the limits come from under 12 points
	Runs     RunTest
}

// basis gives the points that the limits of phase r come from.
func (o Options) basis(r Range) Range {
	if b := o.Baseline; b.To > b.From && b.From >= r.From && b.To <= r.To {
		return b
	}
	return r
}

// New makes a chart of s.
func New(s Series, o Options) (Chart, error) {
	if err := o.check(s); err != nil {
		return Chart{}, err
	}
	c := Chart{Kind: o.Kind, Points: make([]Point, len(s.Values))}
	nan := math.NaN()
	for i := range c.Points {
		p := &c.Points[i]
		*p = Point{Value: s.value(i), Used: s.used(i), Centre: nan, Low: nan, High: nan, NearLow: nan, NearHigh: nan, Sigma: nan}
		if s.Flags != nil {
			p.Flag = s.Flags[i]
		}
	}
	phases := o.phases(len(s.Values))
	if o.Kind == MR {
		c.ranges(phases)
	}
	values := make([]float64, len(c.Points))
	for i, p := range c.Points {
		values[i] = p.Value
	}
	for _, r := range phases {
		c.Phases = append(c.Phases, c.phase(s, o, r, values))
	}
	c.Signals = c.signals(o)
	c.Variation = c.variation()
	c.Assurance = c.assurance(o)
	return c, nil
}

// ranges turns the values of every phase into the distances between used neighbours; the first has none.
func (c *Chart) ranges(phases []Range) {
	for _, r := range phases {
		last := math.NaN()
		for i := r.From; i < r.To; i++ {
			p := &c.Points[i]
			v := p.Value
			p.Value = math.Abs(v - last)
			if p.Used {
				last = v
			}
			p.Used = p.Used && !math.IsNaN(p.Value)
		}
	}
}

// phase works out the limits of the points of r and writes them in the points.
func (c *Chart) phase(s Series, o Options, r Range, values []float64) Phase {
	ph := Phase{Range: r, Basis: o.basis(r), Centre: math.NaN(), SigmaZ: 1}
	var idx []int
	for i := ph.Basis.From; i < ph.Basis.To; i++ {
		if c.Points[i].Used {
			idx = append(idx, i)
		}
	}
	ph.Usable = len(idx)
	if len(idx) < leastPoints {
		ph.Lack = TooFew
		return ph
	}
	m := fit(s, c.Kind, values, idx, !o.Unscreen)
	ph.Centre, ph.SigmaZ, ph.Screened = m.centre, m.sigmaZ, m.screened
	ph.Trial = len(idx) < trialPoints
	switch {
	case c.Kind == Run:
		ph.Lack = NoneByArt
	case !(m.sigma*m.sigmaZ > 0):
		ph.Lack = NoSpread
	}
	for i := r.From; i < r.To; i++ {
		p := &c.Points[i]
		p.Centre = m.centre
		if ph.Lack != Complete || c.Kind.based() && !(s.Bases[i] > 0) {
			continue
		}
		p.Sigma = m.spread(s, c.Kind, i)
		p.Low, p.High = clip(c.Kind, m.centre-3*p.Sigma), clip(c.Kind, m.centre+3*p.Sigma)
		p.NearLow, p.NearHigh = clip(c.Kind, m.centre-2*p.Sigma), clip(c.Kind, m.centre+2*p.Sigma)
	}
	ph.Runs = c.runTest(r, m.centre)
	return ph
}

// clip keeps a limit where values of the kind can be.
func clip(k Kind, v float64) float64 {
	switch k {
	case P, PPrime:
		return min(max(v, 0), 1)
	case C, U, MR:
		return max(v, 0)
	}
	return v
}
