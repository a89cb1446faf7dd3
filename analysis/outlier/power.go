package outlier

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// asked is the power at which a difference counts as one that would be found.
const asked = 0.8

// detectable gives the least ratio above 1 that is found with the power asked by a two-sided test at p, for a ratio with
// standard error s: 1 + (z(1−p/2) + z(power)) s.
func detectable(p, s float64) float64 {
	return 1 + (distuv.UnitNormal.Quantile(1-p/2)+distuv.UnitNormal.Quantile(asked))*s
}

// Power gives the chance that a true ratio is found by a two-sided test at p: s is the standard error of the ratio where
// nothing differs, t where the ratio is the true one.
func Power(ratio, p, s, t float64) float64 {
	limit := distuv.UnitNormal.Quantile(1-p/2) * s
	return distuv.UnitNormal.CDF((ratio-1-limit)/t) + distuv.UnitNormal.CDF((1-ratio-limit)/t)
}

// Why says why a unit is not flagged.
type Why struct {
	// Code is "" for a flagged unit; few, weak, alone, steady as its State; within: it lies within what chance gives;
	// correction: taken by itself it would be flagged, among so many units it would not; overdispersion: by chance alone it
	// would be flagged, but units differ that much among themselves.
	Code string `json:"code"`
	// More and Fewer are how many more or fewer of its contacts would have had to be followed for a flag; 0 where no number
	// would do or the unit is not judged.
	More  int `json:"more,omitempty"`
	Fewer int `json:"fewer,omitempty"`
}

// explainUnflagged fills in why a unit is not flagged.
func (a *Assessment) explainUnflagged(i int) {
	s := &a.Scores[i]
	switch {
	case s.Flag != Inside:
		return
	case s.State != Judged:
		s.Why.Code = string(s.State)
		return
	case s.ChanceP <= a.nextCut():
		s.Why.Code = "overdispersion"
	case s.P <= a.o.Alpha:
		s.Why.Code = "correction"
	default:
		s.Why.Code = "within"
	}
	d, scale, cut := a.nulls[i], a.Spread.scale(s.Error), a.nextCut()
	flagged := func(x int, side Side) bool {
		z := d.score(x) * scale
		return SideOf(z, 0, 0) == side && twoSided(z) <= cut
	}
	if k := least(s.Ripe-s.Followed, func(k int) bool { return flagged(s.Followed+k, High) }); k > 0 {
		s.Why.More = k
	}
	if k := least(s.Followed, func(k int) bool { return flagged(s.Followed-k, Low) }); k > 0 {
		s.Why.Fewer = k
	}
}

// least gives the least k from 1 to most for which ok holds, which holds for all above it; 0 if none.
func least(most int, ok func(int) bool) int {
	if most < 1 || !ok(most) {
		return 0
	}
	low, high := 0, most // ok(high) holds
	for high-low > 1 {
		if mid := (low + high) / 2; ok(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

// Limit is the funnel at one expected count: the ratios between which chance and the common spread leave a unit.
type Limit struct {
	Expected float64 `json:"expected"`
	Low95    float64 `json:"low95"`
	High95   float64 `json:"high95"`
	Low998   float64 `json:"low998"`
	High998  float64 `json:"high998"`
}

// exactBelow is the expected count below which funnel limits are exact ones.
const exactBelow = 1000

// Funnel gives the funnel limits from one expected count to another, on a scale that is even on the logarithm. Each unit is
// judged by its own case mix; the curve takes the mix of all: their variance ÷ expected. Below 1,000 expected it is the exact
// binomial, above it the normal approximation; the common spread makes both wider by the same factor as it makes z smaller.
func (a *Assessment) Funnel(from, to float64, points int) []Limit {
	mean, apart := 0.0, 0.0
	for i, s := range a.Scores {
		if s.State == Judged {
			mean += a.nulls[i].mean
			apart += a.nulls[i].apart
		}
	}
	if !(from > 0) || to < from || points < 2 || !(mean > 0) {
		return nil
	}
	share := apart / mean
	limits := make([]Limit, points)
	for i := range limits {
		e := from * math.Pow(to/from, float64(i)/float64(points-1))
		l := &limits[i]
		l.Expected = e
		l.Low95, l.High95 = a.limit(e, share, Inner)
		l.Low998, l.High998 = a.limit(e, share, Outer)
	}
	return limits
}

func (a *Assessment) limit(expected, share, confidence float64) (low, high float64) {
	s := math.Sqrt(share / expected)
	half := point(confidence) * s
	low, high = 1-half, 1+half
	if expected < exactBelow && share < 1 {
		b := matched(expected, share*expected)
		tail := (1 - confidence) / 2
		low, high = b.smooth(tail)/expected, b.smooth(1-tail)/expected
	}
	wider := 1 / a.Spread.scale(s)
	return max(0, 1-(1-low)*wider), 1 + (high-1)*wider
}
