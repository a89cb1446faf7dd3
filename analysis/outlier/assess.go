package outlier

import (
	"fmt"
	"math"
)

// Cell is what a unit has in one stratum. Units and strata are numbered from 0.
type Cell struct{ Unit, Stratum, Ripe, Followed int }

// NoUnit is the unit of contacts that nobody is judged on but that units are compared with. Their cells come first.
const NoUnit = -1

// State says whether a unit is judged, and if not why.
type State string

// The states.
const (
	Judged State = "judged"
	Few    State = "few"    // too few ripe contacts: nothing is said of it
	Weak   State = "weak"   // so little is expected that only an enormous difference could show
	Alone  State = "alone"  // hardly anybody else does this work, so there is nothing to compare with
	Steady State = "steady" // all or none of its kind of contacts are followed: nothing can differ
)

// Score is what is found for a unit. Figures that cannot be given are NaN.
type Score struct {
	Ripe, Followed      int
	Expected, Variance  float64 // of followed, given the case mix and the rates of the whole
	OwnPart             float64 // share of its strata that is its own work, 0 to 1, by variance
	Ratio               float64 // followed ÷ expected
	RatioLow, RatioHigh float64 // 95 %, see [CountInterval]
	Shrunk              float64 // the ratio drawn to 1 by empirical Bayes, for an order only
	Error               float64 // standard error of the ratio by chance
	Z, P, Q             float64 // with the spread between units; Q over all judged units
	ChanceZ, ChanceP    float64 // by chance alone
	State               State
	Flag                Side    // Q ≤ alpha
	Detectable          float64 // least ratio above 1 that would be found four times in five
	Why                 Why     // why it is not flagged
}

// Spread is what was found about overdispersion.
type Spread struct {
	Phi    float64 // winsorised; NaN without judged units. Chance alone gives [Spread.Chance], not 1
	Chance float64
	Tau2   float64        // from Phi ÷ Chance
	Used   Overdispersion // additive, multiplicative or none
	Reason string         // asked, few_units, no_more_than_chance, more_than_chance
}

// scale gives what a z by chance is multiplied with, for a unit whose ratio has the standard error s.
func (sp Spread) scale(s float64) float64 {
	switch sp.Used {
	case Additive:
		return s / math.Sqrt(s*s+sp.Tau2)
	case Multiplicative:
		return 1 / math.Sqrt(max(1, sp.Phi/sp.Chance))
	}
	return 1
}

// Assessment is the comparison of all units.
type Assessment struct {
	Ripe, Followed int
	Rates          []float64 // followed rate of each stratum
	Scores         []Score   // by unit
	Spread         Spread
	Judged         int
	Flagged        int
	Cut            float64 // p at or below which a unit is flagged; 0 when none is

	ripe  []int // by stratum
	nulls []null
	o     Options
}

// Overall gives the followed rate of all units together.
func (a *Assessment) Overall() float64 { return float64(a.Followed) / float64(a.Ripe) }

// Assess compares units by indirect standardisation: what is expected of a unit is Σ n p over its strata, p being the
// followed rate of the stratum in all units together. The cells of a unit stand together, one for each stratum at most.
func Assess(units, strata int, cells []Cell, o Options) (*Assessment, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	a := &Assessment{Rates: make([]float64, strata), ripe: make([]int, strata), Scores: make([]Score, units), nulls: make([]null, units), o: o}
	for i, c := range cells {
		if c.Unit < NoUnit || c.Unit >= units || c.Stratum < 0 || c.Stratum >= strata || i > 0 && c.Unit < cells[i-1].Unit {
			return nil, fmt.Errorf("cell %d is of no unit or stratum, or out of order", i)
		}
		if err := check(c.Followed, c.Ripe); err != nil {
			return nil, err
		}
		a.ripe[c.Stratum] += c.Ripe
		a.Rates[c.Stratum] += float64(c.Followed)
		a.Ripe += c.Ripe
		a.Followed += c.Followed
		if c.Unit != NoUnit {
			a.Scores[c.Unit].Ripe += c.Ripe
			a.Scores[c.Unit].Followed += c.Followed
		}
	}
	for s := range a.Rates {
		a.Rates[s] /= float64(a.ripe[s])
	}
	var groups []group
	for from := 0; from < len(cells); {
		unit := cells[from].Unit
		groups = groups[:0]
		for ; from < len(cells) && cells[from].Unit == unit; from++ {
			c := cells[from]
			groups = append(groups, group{c.Ripe, a.Rates[c.Stratum], float64(c.Ripe) / float64(a.ripe[c.Stratum])})
		}
		if unit != NoUnit {
			a.nulls[unit] = nullOf(groups)
		}
	}
	for i := range a.Scores {
		a.standardise(i)
	}
	a.shrink()
	a.disperse()
	a.flag()
	for i := range a.Scores {
		a.explainUnflagged(i)
	}
	return a, nil
}

// standardise fills in what rests on the unit alone.
func (a *Assessment) standardise(i int) {
	s, d := &a.Scores[i], a.nulls[i]
	nan := math.NaN()
	s.Expected, s.Variance, s.OwnPart = d.mean, d.variance, nan
	s.Ratio, s.RatioLow, s.RatioHigh, s.Shrunk, s.Error = nan, nan, nan, nan, nan
	s.Z, s.P, s.Q, s.ChanceZ, s.ChanceP, s.Detectable = nan, nan, nan, nan, nan, nan
	if d.mean > 0 {
		low, high := CountInterval(s.Followed, Inner)
		s.Ratio, s.RatioLow, s.RatioHigh = float64(s.Followed)/d.mean, low/d.mean, high/d.mean
		s.Error = d.spread()
	}
	if d.variance > 0 {
		s.OwnPart = 1 - d.apart/d.variance
	}
	switch {
	case s.Ripe < a.o.LeastRipe:
		s.State = Few
	case s.OwnPart > a.o.LargestOwnPart:
		s.State = Alone
	case d.nothing():
		s.State = Steady
	case detectable(a.o.Alpha, s.Error) > min(a.o.LargestRatio, float64(s.Ripe)/d.mean):
		s.State = Weak
	default:
		s.State = Judged
		s.ChanceZ = d.score(s.Followed)
		s.ChanceP = twoSided(s.ChanceZ)
	}
}

// shrink draws the ratios to their mean.
func (a *Assessment) shrink() {
	var o, e []float64
	for _, s := range a.Scores {
		if s.Expected > 0 {
			o, e = append(o, float64(s.Followed)), append(e, s.Expected)
		}
	}
	if len(o) == 0 {
		return
	}
	prior := Shrink(o, e)
	for i := range a.Scores {
		if s := &a.Scores[i]; s.Expected > 0 {
			s.Shrunk = prior.Rate(float64(s.Followed), s.Expected)
		}
	}
}

// disperse works out the spread between the judged units.
func (a *Assessment) disperse() {
	var z, errors []float64
	for _, s := range a.Scores {
		if s.State == Judged {
			z, errors = append(z, s.ChanceZ), append(errors, s.Error)
		}
	}
	a.Judged = len(z)
	sp := &a.Spread
	sp.Phi, sp.Chance, sp.Used = Phi(Winsorise(z, a.o.Trim)), WinsorisedChance(a.o.Trim), NoSpread
	if len(z) > 0 {
		sp.Tau2 = Tau2(sp.Phi/sp.Chance, errors)
	}
	switch {
	case a.o.Overdispersion == NoSpread:
		sp.Reason = "asked"
	case a.o.Overdispersion != Auto:
		sp.Used, sp.Reason = a.o.Overdispersion, "asked"
	case len(z) < LeastUnits:
		sp.Reason = "few_units"
	case sp.Tau2 == 0:
		sp.Reason = "no_more_than_chance"
	default:
		sp.Used, sp.Reason = Additive, "more_than_chance"
	}
}

// flag judges all units together.
func (a *Assessment) flag() {
	var at []int
	var p []float64
	for i := range a.Scores {
		if s := &a.Scores[i]; s.State == Judged {
			s.Z = s.ChanceZ * a.Spread.scale(s.Error)
			s.P = twoSided(s.Z)
			at, p = append(at, i), append(p, s.P)
		}
	}
	for k, q := range BenjaminiHochberg(p) {
		s := &a.Scores[at[k]]
		s.Q = q
		if q <= a.o.Alpha {
			s.Flag = SideOf(s.Z, 0, 0)
			a.Flagged++
		}
	}
	if a.Judged > 0 {
		a.Cut = a.o.Alpha * float64(a.Flagged) / float64(a.Judged)
	}
	for i := range a.Scores {
		if s := &a.Scores[i]; s.State == Judged || s.State == Weak {
			cut := a.nextCut()
			if s.Flag != Inside {
				cut = a.Cut
			}
			s.Detectable = detectable(cut, s.Error/a.Spread.scale(s.Error))
		}
	}
}

// nextCut gives the p at which one unit more would be flagged.
func (a *Assessment) nextCut() float64 {
	return a.o.Alpha * float64(min(a.Flagged+1, max(a.Judged, 1))) / float64(max(a.Judged, 1))
}
