package effect

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Asked is the power at which a change counts as one that would have been found.
const Asked = 0.8

// SampleSize gives the contacts that either period needs for a change from rate p1 to p2 to be found with the given power by
// a two-sided test at 5 %: (z(0.975) √(2 p̄ q̄) + z(power) √(p1 q1 + p2 q2))² ÷ (p1 − p2)², with p̄ the mean of the two (Fleiss
// 1981, without correction for continuity). +Inf when the two are equal, NaN outside 0 to 1.
func SampleSize(p1, p2, power float64) float64 {
	if !share(p1) || !share(p2) {
		return math.NaN()
	}
	mean := (p1 + p2) / 2
	root := z95*math.Sqrt(2*mean*(1-mean)) + distuv.UnitNormal.Quantile(power)*math.Sqrt(p1*(1-p1)+p2*(1-p2))
	return root * root / ((p1 - p2) * (p1 - p2))
}

// Power gives the chance that a change from rate p1 over n1 contacts to p2 over n2 is found, on the right side, by a
// two-sided test at 5 %: the formula of [SampleSize] the other way round, for periods that need not be equal. n may be
// broken: contacts that hang together are worth fewer.
func Power(p1, n1, p2, n2 float64) float64 {
	mean := (p1*n1 + p2*n2) / (n1 + n2)
	null := math.Sqrt(mean * (1 - mean) * (1/n1 + 1/n2))
	alternative := math.Sqrt(p1*(1-p1)/n1 + p2*(1-p2)/n2)
	return distuv.UnitNormal.CDF((math.Abs(p1-p2) - z95*null) / alternative)
}

// Detectable gives the smallest fall from rate p that n1 contacts before and n2 after would show with the power [Asked]; +Inf
// when not even a fall to 0 would be. A rise needs a little more.
func Detectable(p, n1, n2 float64) float64 {
	if !share(p) || !(n1 > 0) || !(n2 > 0) {
		return math.NaN()
	}
	found := func(fall float64) bool { return Power(p, n1, p-fall, n2) >= Asked }
	if p == 0 || !found(p) {
		return math.Inf(1)
	}
	return least(0, p, found)
}

// Enough gives the contacts needed after a change for a fall from rate p, known over n1 contacts, to be found with the
// power [Asked]; +Inf when so few contacts before let none be enough.
func Enough(p, n1, fall float64) float64 {
	fall = min(fall, p)
	if !share(p) || !(n1 > 0) || !(fall > 0) {
		return math.NaN()
	}
	const most = 1e9
	found := func(n2 float64) bool { return Power(p, n1, p-fall, n2) >= Asked }
	if !found(most) {
		return math.Inf(1)
	}
	return least(0, most, found)
}

// least gives by halving the least x between low and high for which ok holds, which holds from there on up to high.
func least(low, high float64, ok func(float64) bool) float64 {
	for high-low > 1e-9*high {
		if mid := (low + high) / 2; ok(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

func share(p float64) bool { return p >= 0 && p <= 1 }
