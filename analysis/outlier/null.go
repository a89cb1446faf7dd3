package outlier

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// group is a unit's contacts in one stratum: n of them, which are followed with chance p, and own is its share of the
// stratum.
type group struct {
	n      int
	p, own float64
}

// exactUpTo is the number of contacts up to which the distribution is summed up exactly.
const exactUpTo = 100

// null is what a unit's count would be by chance alone: a sum of yes-or-no outcomes whose chances are those of the strata.
type null struct {
	n              int
	mean, variance float64
	apart          float64   // variance of observed − expected, of which the unit's own part in its strata takes away
	below          []float64 // P(X ≤ k), summed from below; nil: the matched binomial
	above          []float64 // P(X ≥ k), summed from above
}

// nullOf works out the distribution: exact up to exactUpTo contacts (mean and variance always are).
func nullOf(groups []group) null {
	var d null
	for _, g := range groups {
		d.n += g.n
		v := float64(g.n) * g.p * (1 - g.p)
		d.mean += float64(g.n) * g.p
		d.variance += v
		d.apart += v * (1 - g.own)
	}
	if d.n > exactUpTo {
		return d
	}
	mass := make([]float64, 1, d.n+1)
	mass[0] = 1
	for _, g := range groups {
		for range g.n {
			mass = append(mass, 0)
			for k := len(mass) - 1; k > 0; k-- {
				mass[k] = mass[k]*(1-g.p) + mass[k-1]*g.p
			}
			mass[0] *= 1 - g.p
		}
	}
	d.below, d.above = make([]float64, d.n+1), make([]float64, d.n+2)
	sum := 0.0
	for k, m := range mass {
		sum += m
		d.below[k] = sum
	}
	for k := d.n; k >= 0; k-- {
		d.above[k] = d.above[k+1] + mass[k]
	}
	return d
}

// nothing says that the count cannot differ from what is expected, so that there is nothing to judge.
func (d null) nothing() bool { return d.apart < 1e-9*max(1, d.mean) }

// tails gives the mid-p chances of at most x and of at least x: half the chance of x itself is counted.
func (d null) tails(x int) (low, high float64) {
	if d.below != nil {
		low, high = d.below[x], d.above[x]
		if x > 0 {
			low += d.below[x-1]
		}
		return low / 2, (high + d.above[x+1]) / 2
	}
	b, k := matched(d.mean, d.variance), float64(x)
	return (b.below(k) + b.below(k-1)) / 2, (b.above(k) + b.above(k+1)) / 2
}

// score gives the normal point of x: its mid-p chance written as z, made larger for the unit's own part in its strata, which
// draws what is expected towards what it has. 0 where there is nothing to judge.
func (d null) score(x int) float64 {
	if d.nothing() {
		return 0
	}
	low, high := d.tails(x)
	z := 0.0
	switch tail := min(low, high); {
	case tail >= 0.5:
	case tail < 1e-300:
		z = (float64(x) - d.mean) / math.Sqrt(d.variance)
	case low < high:
		z = distuv.UnitNormal.Quantile(low)
	default:
		z = -distuv.UnitNormal.Quantile(high)
	}
	return z * math.Sqrt(d.variance/d.apart)
}

// spread gives the standard error of observed ÷ expected.
func (d null) spread() float64 { return math.Sqrt(d.apart) / d.mean }

// twoSided gives the two-sided p of z.
func twoSided(z float64) float64 { return 2 * distuv.UnitNormal.CDF(-math.Abs(z)) }
