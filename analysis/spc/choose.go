package spc

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Reason says why [Choose] chose.
type Reason int

const (
	Binomial       Reason = iota // the points vary as chance alone lets them: P
	Overdispersed                // they vary more: P′
	Underdispersed               // they vary less: P all the same, whose limits are the wider
	FewToTell                    // under 12 usable points: the one with the wider limits
)

// Choice is the chart that a rate wants, with the figures that say so.
type Choice struct {
	Kind   Kind
	Reason Reason
	SigmaZ float64 // how many times as much neighbouring points differ as chance alone would let them
	Low    float64 // where SigmaZ of purely binomial points lies 95 times in 100 above
	High   float64 // and below
	Ratio  float64 // variance over all points as a multiple of the binomial one (Pearson); a shift raises it too
	Usable int
}

// Choose says whether the rates of s want a P or a P′ chart: P′ where neighbouring points differ clearly more than
// chance alone lets them. Contacts of one customer hang together, so repeat data often do. o gives the phases and the
// baseline; its kind is not looked at.
func Choose(s Series, o Options) (Choice, error) {
	o.Kind = PPrime
	if err := o.check(s); err != nil {
		return Choice{}, err
	}
	var sum, chi float64
	ranges, free, points := 0, 0, 0
	for _, r := range o.phases(len(s.Values)) {
		idx := s.usable(o.basis(r))
		points += len(idx)
		if len(idx) < 2 {
			continue
		}
		m := model{centre: pooled(s, idx), sigmaZ: 1}
		m.sigma = math.Sqrt(m.centre * (1 - m.centre))
		if m.sigma == 0 {
			continue
		}
		zs := standardised(s, m, idx)
		sigma, screened := spreadOf(zs, !o.Unscreen)
		sum += sigma * float64(len(zs)-1-screened)
		ranges += len(zs) - 1 - screened
		for _, z := range zs {
			chi += z * z
		}
		free += len(zs) - 1
	}
	c := Choice{Kind: P, Reason: FewToTell, SigmaZ: math.NaN(), Ratio: math.NaN(), Low: math.NaN(), High: math.NaN(), Usable: points}
	if ranges == 0 {
		return c, nil
	}
	c.SigmaZ, c.Ratio = sum/float64(ranges), chi/float64(free)
	half := distuv.UnitNormal.Quantile(0.95) * rangeError(ranges)
	c.Low, c.High = 1-half, 1+half
	switch {
	case points < trialPoints:
		if c.SigmaZ > 1 {
			c.Kind = PPrime
		}
	case c.SigmaZ > c.High:
		c.Kind, c.Reason = PPrime, Overdispersed
	case c.SigmaZ < c.Low:
		c.Reason = Underdispersed
	default:
		c.Reason = Binomial
	}
	return c, nil
}

// rangeError is the standard error of a standard deviation of 1 that is estimated from k moving ranges of normal points.
// A range |z(i+1)−z(i)| has variance 2−4/π; neighbouring ranges share a point and so have covariance
// (4/π)(√¾ + ½·π/6 − 1), by the mean product of two absolute normals with correlation −½.
func rangeError(k int) float64 {
	single := 2 - 4/math.Pi
	shared := 4 / math.Pi * (math.Sqrt(0.75) + math.Pi/12 - 1)
	v := (single*float64(k) + 2*shared*float64(k-1)) / float64(k*k)
	return math.Sqrt(v) / rangeToSigma
}
