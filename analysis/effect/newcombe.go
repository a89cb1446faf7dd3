package effect

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// z95 is the two-sided 95 % point of the standard normal distribution.
var z95 = distuv.UnitNormal.Quantile(0.975)

// Difference is a difference of two rates, in fractions, with its 95 % interval. NaN where nothing is known.
type Difference struct {
	Value float64
	Low   float64
	High  float64
}

var unknown = Difference{math.NaN(), math.NaN(), math.NaN()}

// Known reports whether there is a difference with an interval.
func (d Difference) Known() bool {
	return !math.IsNaN(d.Value) && !math.IsNaN(d.Low) && !math.IsNaN(d.High)
}

// wilson is Wilson's score interval (1927) of a rate p that rests on n contacts, which need be no whole number: contacts
// that hang together are worth fewer than there are.
func wilson(p, n, z float64) (low, high float64) {
	if !(n > 0) || math.IsNaN(p) {
		return math.NaN(), math.NaN()
	}
	x := p * n
	half := z * math.Sqrt(z*z+4*x*(1-p))
	width := 2 * (n + z*z)
	return max(0, (2*x+z*z-half)/width), min(1, (2*x+z*z+half)/width)
}

// Newcombe gives the difference x1/n1 − x2/n2 with Newcombe's hybrid score interval (1998, method 10): with Wilson's
// limits l and u of either rate, d − √((p1−l1)² + (u2−p2)²) to d + √((u1−p1)² + (p2−l2)²). phi is by how much contacts vary
// more than chance alone lets them, 1 for not at all: n contacts are then worth n/phi. NaN when a rate is none.
func Newcombe(x1, n1, x2, n2 int, phi float64) Difference {
	if x1 < 0 || x2 < 0 || n1 < 1 || n2 < 1 || x1 > n1 || x2 > n2 || !(phi > 0) {
		return unknown
	}
	return newcombe(float64(x1)/float64(n1), float64(n1)/phi, float64(x2)/float64(n2), float64(n2)/phi)
}

func newcombe(p1, n1, p2, n2 float64) Difference {
	l1, u1 := wilson(p1, n1, z95)
	l2, u2 := wilson(p2, n2, z95)
	d := p1 - p2
	return Difference{d, d - math.Hypot(p1-l1, u2-p2), d + math.Hypot(u1-p1, p2-l2)}
}

// Count is a number of ripe contacts and how many of them were followed.
type Count struct {
	Followed int `json:"followed"`
	Ripe     int `json:"ripe"`
}

// Rate gives Followed ÷ Ripe; NaN without contacts.
func (c Count) Rate() float64 {
	if c.Ripe < 1 {
		return math.NaN()
	}
	return float64(c.Followed) / float64(c.Ripe)
}

func (c Count) plus(o Count) Count { return Count{c.Followed + o.Followed, c.Ripe + o.Ripe} }

// variance is that of the rate, binomial.
func (c Count) variance() float64 {
	p := c.Rate()
	return p * (1 - p) / float64(c.Ripe)
}

// DiD gives the difference in differences (after − before) − (after of others − before of others) with its normal 95 %
// interval. The variance is the sum of the four p(1−p)/n, times phi. NaN when one of the four is without contacts.
func DiD(before, after, othersBefore, othersAfter Count, phi float64) Difference {
	d := after.Rate() - before.Rate() - (othersAfter.Rate() - othersBefore.Rate())
	v := phi * (before.variance() + after.variance() + othersBefore.variance() + othersAfter.variance())
	return normal(d, v)
}

func normal(d, variance float64) Difference {
	half := z95 * math.Sqrt(variance)
	return Difference{d, d - half, d + half}
}
