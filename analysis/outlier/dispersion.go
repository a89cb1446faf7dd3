package outlier

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// quantile gives the quantile of sorted values as R's type 7 does: straight between the values around 1 + (n−1)p. gonum's
// kinds of quantile have no type 7.
func quantile(sorted []float64, p float64) float64 {
	at := float64(len(sorted)-1) * p
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// Winsorise gives z with what lies beyond the quantiles share and 1 − share moved onto them, so that a few outliers do not
// widen the limits that are to find them. z is left as it is.
func Winsorise(z []float64, share float64) []float64 {
	if len(z) == 0 {
		return nil
	}
	sorted := slices.Sorted(slices.Values(z))
	low, high := quantile(sorted, share), quantile(sorted, 1-share)
	out := make([]float64, len(z))
	for i, v := range z {
		out[i] = min(max(v, low), high)
	}
	return out
}

// Truncate gives z without the units that lie beyond the quantiles share and 1 − share by rank: ⌊share × n⌋ at either end
// (FunnelPlotR leaves out whole units).
func Truncate(z []float64, share float64) []float64 {
	sorted := slices.Sorted(slices.Values(z))
	k := int(share * float64(len(sorted)))
	return sorted[k : len(sorted)-k]
}

// Phi gives the overdispersion φ: the mean of z². 1 is chance alone. NaN without values.
func Phi(z []float64) float64 {
	sum := 0.0
	for _, v := range z {
		sum += v * v
	}
	return sum / float64(len(z))
}

// WinsorisedChance gives the φ that chance alone leaves after winsorising: the variance of a standard normal z cut at its
// quantiles, 2·share·q² + (1 − 2·share) − 2qφ(q); 0.679 for a tenth. φ divided by it is 1 for units that do not differ, so that
// the spread between units is not taken for smaller than it is.
func WinsorisedChance(share float64) float64 {
	if share == 0 {
		return 1
	}
	q := distuv.UnitNormal.Quantile(1 - share)
	return 2*share*q*q + 1 - 2*share - 2*q*distuv.UnitNormal.Prob(q)
}

// Tau2 gives the variance between units, τ², in the method of moments of DerSimonian and Laird: (nφ − (n−1)) ÷
// (Σw − Σw² ÷ Σw) with w = 1 ÷ s², 0 where that is below 0. s holds the standard error of each unit.
func Tau2(phi float64, s []float64) float64 {
	n, w, w2 := float64(len(s)), 0.0, 0.0
	for _, v := range s {
		w += 1 / (v * v)
		w2 += 1 / (v * v * v * v)
	}
	if excess := n*phi - (n - 1); excess > 0 && w-w2/w > 0 {
		return excess / (w - w2/w)
	}
	return 0
}

// RatioScore gives the z of observed against expected on the logarithm, √E ln(O/E), and its standard error 1/√E
// (FunnelPlotR, ratios).
func RatioScore(observed, expected float64) (z, s float64) {
	return math.Sqrt(expected) * math.Log(observed/expected), 1 / math.Sqrt(expected)
}

// ProportionScore gives the z of x out of n against the proportion target on the arcsine, and its standard error 1/(2√n)
// (FunnelPlotR, proportions).
func ProportionScore(x, n, target float64) (z, s float64) {
	s = 1 / (2 * math.Sqrt(n))
	return (math.Asin(math.Sqrt(x/n)) - math.Asin(math.Sqrt(target))) / s, s
}
