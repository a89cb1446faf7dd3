package association

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Table is the counts of a two by two table.
type Table struct {
	With, WithNot       int // in the group: it happened, it did not
	Without, WithoutNot int // outside the group: it happened, it did not
}

// N gives how many there are in all.
func (t Table) N() int { return t.With + t.WithNot + t.Without + t.WithoutNot }

// Ratio is an odds ratio with its 95 % interval: above 1 it happens more often in the group, below 1 less often.
type Ratio struct {
	Value, Low, High float64 // NaN when it cannot be told
	Corrected        bool    // a half was added to every count, since one of them is none
}

// Known reports whether there is a value.
func (r Ratio) Known() bool { return !math.IsNaN(r.Value) && !math.IsInf(r.Value, 0) }

// Clear reports whether the interval lies wholly above or below 1.
func (r Ratio) Clear() bool { return r.Low > 1 || r.High < 1 }

// empty reports whether the group, the rest, or one of the two outcomes does not occur.
func (t Table) empty() bool {
	return t.With+t.WithNot == 0 || t.Without+t.WithoutNot == 0 || t.With+t.Without == 0 || t.WithNot+t.WithoutNot == 0
}

// Odds gives the odds ratio of a table with Woolf's interval, exp(ln OR ∓ z √(1/a + 1/b + 1/c + 1/d)). Where a count is
// none, it is that of [Gart]. A group or an outcome that is empty gives NaN.
func Odds(t Table) Ratio {
	if !t.empty() && (t.With == 0 || t.WithNot == 0 || t.Without == 0 || t.WithoutNot == 0) {
		return Gart(t)
	}
	return woolf(t, 0)
}

// Gart gives the odds ratio with a half added to every count.
func Gart(t Table) Ratio {
	r := woolf(t, 0.5)
	r.Corrected = true
	return r
}

func woolf(t Table, add float64) Ratio {
	if t.empty() {
		return Ratio{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	a, b, c, d := float64(t.With)+add, float64(t.WithNot)+add, float64(t.Without)+add, float64(t.WithoutNot)+add
	value := a * d / (b * c)
	half := z95 * math.Sqrt(1/a+1/b+1/c+1/d)
	return Ratio{Value: value, Low: math.Exp(math.Log(value) - half), High: math.Exp(math.Log(value) + half)}
}

// Stratified is the odds ratio that strata have in common.
type Stratified struct {
	Ratio
	Strata int     // those that say something: both groups and both outcomes occur in them
	N      int     // counted in them
	Chi2   float64 // of the test that there is none, with continuity correction, one degree of freedom
	P      float64
}

// MantelHaenszel gives the common odds ratio of strata, Σ(ad/n) / Σ(bc/n), with the interval of Robins, Breslow and
// Greenland 1986 and the Cochran-Mantel-Haenszel test. Within each stratum like is compared with like; what differs
// between strata does not count.
func MantelHaenszel(strata []Table) Stratified {
	var num, den, pr, prqs, qs, diff, variance float64
	s := Stratified{Ratio: Ratio{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, Chi2: math.NaN(), P: math.NaN()}
	for _, t := range strata {
		a, b, c, d := float64(t.With), float64(t.WithNot), float64(t.Without), float64(t.WithoutNot)
		n := a + b + c + d
		if t.empty() {
			continue // says nothing of a difference
		}
		s.Strata++
		s.N += t.N()
		r, q := a*d/n, b*c/n
		p, o := (a+d)/n, (b+c)/n
		num += r
		den += q
		pr += p * r
		prqs += p*q + o*r
		qs += o * q
		diff += a - (a+b)*(a+c)/n
		variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
	}
	if s.Strata == 0 {
		return s
	}
	if variance > 0 {
		yates := 0.5
		if math.Abs(diff) < yates {
			yates = math.Abs(diff)
		}
		s.Chi2 = math.Pow(math.Abs(diff)-yates, 2) / variance
		s.P = distuv.ChiSquared{K: 1}.Survival(s.Chi2)
	}
	if num == 0 || den == 0 { // none, or without bound: no interval either
		return s
	}
	s.Value = num / den
	half := z95 * math.Sqrt(pr/(2*num*num)+prqs/(2*num*den)+qs/(2*den*den))
	s.Low, s.High = math.Exp(math.Log(s.Value)-half), math.Exp(math.Log(s.Value)+half)
	return s
}
