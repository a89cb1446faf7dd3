package outlier

import (
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Confidence levels of the inner and outer funnel limits; their normal points are 1.959964 and 3.090232.
const (
	Inner = 0.95
	Outer = 0.998
)

// point gives the two-sided normal point of a confidence level: 1.96 for 0.95.
func point(confidence float64) float64 { return distuv.UnitNormal.Quantile((1 + confidence) / 2) }

// chi2 gives the quantile of the chi-squared distribution with k degrees of freedom.
func chi2(p, k float64) float64 { return distuv.ChiSquared{K: k}.Quantile(p) }

// check says what is wrong with x out of n, if anything.
func check(x, n int) error {
	switch {
	case n <= 0:
		return fmt.Errorf("a rate needs something to divide by, not %d", n)
	case x < 0:
		return fmt.Errorf("a count cannot be %d", x)
	case x > n:
		return fmt.Errorf("%d out of %d: more than there are", x, n)
	}
	return nil
}

// PoissonLimits gives the funnel limits of a ratio observed ÷ expected around target:
// target × χ²(α; 2E) ÷ 2E and target × χ²(1−α; 2(E+1)) ÷ 2E (FunnelPlotR). NaN when expected is not above 0.
func PoissonLimits(expected, target, confidence float64) (low, high float64) {
	if !(expected > 0) {
		return math.NaN(), math.NaN()
	}
	a := (1 - confidence) / 2
	return target * chi2(a, 2*expected) / 2 / expected, target * chi2(1-a, 2*(expected+1)) / 2 / expected
}

// ProportionLimits gives the funnel limits of a proportion of n around target by the normal approximation, p ∓ z√(p(1−p)/n),
// kept within 0 and 1. It is what PHE's inversion of Wilson's interval comes to. NaN when n is not above 0.
func ProportionLimits(n, target, confidence float64) (low, high float64) {
	if !(n > 0) {
		return math.NaN(), math.NaN()
	}
	half := point(confidence) * math.Sqrt(target*(1-target)/n)
	return max(0, target-half), min(1, target+half)
}

// ExpectedRange gives, for an observed count, the expected counts between which it is no surprise: the exact interval of
// Poisson. At its ends the ratio observed ÷ expected lies on a limit of PHE's funnel of ratios. observed is above 0.
func ExpectedRange(observed int, confidence float64) (low, high float64) {
	a := (1 - confidence) / 2
	x := float64(observed)
	return chi2(a, 2*x) / 2, chi2(1-a, 2*x+2) / 2
}

// BinomialLimits gives the exact funnel limits of a proportion of n around target, made smooth between counts as
// Spiegelhalter 2005 does: with r the least count with F(r) ≥ p, the limit is (r − (F(r)−p)/(F(r)−F(r−1))) ÷ n, kept within 0
// and 1. n need not be whole. NaN when n is not above 0 or target not between 0 and 1.
func BinomialLimits(n, target, confidence float64) (low, high float64) {
	if !(n > 0) || !(target > 0 && target < 1) {
		return math.NaN(), math.NaN()
	}
	b := binomial{n, target}
	a := (1 - confidence) / 2
	return max(0, b.smooth(a)/n), min(1, b.smooth(1-a)/n)
}

// binomial is the binomial distribution; its size need not be whole, see [matched].
type binomial struct{ n, p float64 }

// below gives P(X ≤ k).
func (b binomial) below(k float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= b.n:
		return 1
	}
	return mathext.RegIncBeta(b.n-k, k+1, 1-b.p)
}

// above gives P(X ≥ k), precise also where it is small.
func (b binomial) above(k float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k >= b.n+1:
		return 0
	}
	return mathext.RegIncBeta(k, b.n-k+1, b.p)
}

// smooth gives the count at which the distribution function, joined up between counts, reaches p.
func (b binomial) smooth(p float64) float64 {
	r := float64(sort.Search(int(math.Ceil(b.n)), func(k int) bool { return b.below(float64(k)) >= p }))
	at, before := b.below(r), b.below(r-1)
	if at <= before {
		return r
	}
	return r - (at-p)/(at-before)
}

// matched gives the binomial distribution with a mean and variance: that of a sum of yes-or-no outcomes with unlike chances,
// exactly so when the chances are one. It needs 0 < variance < mean.
func matched(mean, variance float64) binomial {
	p := 1 - variance/mean
	return binomial{mean / p, p}
}

// Side is where a value lies against limits.
type Side string

// The sides. A value on a limit is inside.
const (
	Inside Side = ""
	High   Side = "high"
	Low    Side = "low"
)

// SideOf says where a value lies; on a limit is inside (FunnelPlotR).
func SideOf(value, low, high float64) Side {
	switch {
	case value > high:
		return High
	case value < low:
		return Low
	}
	return Inside
}
