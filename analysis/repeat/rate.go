package repeat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Rate is a proportion with its 95 % Wilson interval.
type Rate struct {
	Numerator, Denominator int
	Value, Low, High       float64 // fractions; NaN when Denominator is 0
}

// z95 is the two-sided 95 % point of the standard normal distribution.
var z95 = distuv.UnitNormal.Quantile(0.975)

// NewRate gives the rate of a count x out of n.
func NewRate(x, n int) Rate {
	low, high := Wilson(x, n, z95)
	value := math.NaN()
	if n > 0 {
		value = float64(x) / float64(n)
	}
	return Rate{x, n, value, low, high}
}

// Known reports whether there is anything to divide by.
func (r Rate) Known() bool { return r.Denominator > 0 }

// Few reports whether the rate rests on fewer than [LeastRipe] contacts.
func (r Rate) Few() bool { return r.Denominator < LeastRipe }

// withheld gives the rate without its figures if it rests on too few contacts.
func (r Rate) withheld() Rate {
	if r.Few() {
		r.Value, r.Low, r.High = math.NaN(), math.NaN(), math.NaN()
	}
	return r
}

// Wilson gives Wilson's score interval of x out of n for the normal point z
// (1.96 for 95 %): (2x + z² ∓ z√(z² + 4x(1−x/n))) / (2(n + z²)), Wilson 1927.
// It is NaN, NaN when n < 1, x < 0 or x > n.
func Wilson(x, n int, z float64) (low, high float64) {
	if n < 1 || x < 0 || x > n {
		return math.NaN(), math.NaN()
	}
	fx, fn := float64(x), float64(n)
	half := z * math.Sqrt(z*z+4*fx*(1-fx/fn))
	width := 2 * (fn + z*z)
	return max(0, (2*fx+z*z-half)/width), min(1, (2*fx+z*z+half)/width)
}
