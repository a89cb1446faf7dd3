package outlier

import "math"

// Shrinkage is how far rates are drawn to their common mean, by empirical Bayes in the method of moments (epiR,
// epi.empbayes; Marshall 1991). It serves to put units in an order, never to flag them: it hides small ones that truly
// differ.
type Shrinkage struct {
	Mean     float64 // Σ observed ÷ Σ exposure
	Variance float64 // between the true rates, at least 0
}

// Shrink works out the shrinkage of counts over exposures (contacts, or what was expected), which are above 0:
// mean g = ΣO ÷ Σn, variance Σn(r−g)² ÷ Σn − g ÷ mean n.
func Shrink(observed, exposure []float64) Shrinkage {
	o, n := 0.0, 0.0
	for i := range observed {
		o += observed[i]
		n += exposure[i]
	}
	g, between := o/n, 0.0
	for i := range observed {
		d := observed[i]/exposure[i] - g
		between += exposure[i] * d * d
	}
	return Shrinkage{g, max(0, between/n-g/(n/float64(len(observed))))}
}

// Rate gives a unit's shrunken rate, g + φ(r − g) ÷ (φ + g ÷ n); the mean for one without exposure.
func (s Shrinkage) Rate(observed, exposure float64) float64 {
	if !(exposure > 0) || s.Variance == 0 {
		return s.Mean
	}
	return s.Mean + s.Variance*(observed/exposure-s.Mean)/(s.Variance+s.Mean/exposure)
}

// Prior gives the gamma distribution that the shrinkage amounts to: rate α = g ÷ φ and shape ν = g² ÷ φ, with which the
// shrunken rate is (O + ν) ÷ (n + α). Both are endless where the variance is 0.
func (s Shrinkage) Prior() (alpha, nu float64) {
	if s.Variance == 0 {
		return math.Inf(1), math.Inf(1)
	}
	return s.Mean / s.Variance, s.Mean * s.Mean / s.Variance
}
