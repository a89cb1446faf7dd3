package association

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Kappa is the agreement of two people who put the same things into the same categories, beyond what chance alone would
// give: 1 is full agreement, 0 as much as chance, below 0 less.
type Kappa struct {
	N         int     // things that both judged
	Agreed    int     // of them, judged the same
	Observed  float64 // Agreed / N
	Expected  float64 // agreement by chance, from how often each used each category
	Value     float64 // (Observed − Expected) / (1 − Expected); NaN when N is 0, or both used one and the same category only
	Error     float64 // large-sample standard error
	Low, High float64 // 95 % interval: Value ∓ 1.96 Error, within −1 and 1; NaN where Value or Error is
}

// Known reports whether there is a value.
func (k Kappa) Known() bool { return !math.IsNaN(k.Value) }

var z95 = distuv.UnitNormal.Quantile(0.975)

// CohenKappa gives Cohen's κ of a square table: table[i][j] is how many things the first person put in category i and
// the second in j. Cohen 1960; the standard error is that of Fleiss, Cohen and Everitt 1969, not that under κ = 0.
func CohenKappa(table [][]int) Kappa {
	k := Kappa{Observed: math.NaN(), Expected: math.NaN(), Value: math.NaN(), Error: math.NaN(), Low: math.NaN(), High: math.NaN()}
	rows, columns := make([]float64, len(table)), make([]float64, len(table))
	for i, row := range table {
		for j, n := range row {
			k.N += n
			rows[i] += float64(n)
			columns[j] += float64(n)
		}
		k.Agreed += row[i]
	}
	if k.N == 0 {
		return k
	}
	n := float64(k.N)
	k.Observed, k.Expected = float64(k.Agreed)/n, 0
	for i := range rows {
		rows[i] /= n
		columns[i] /= n
		k.Expected += rows[i] * columns[i]
	}
	rest := 1 - k.Expected
	if rest < 1e-12 { // both said the same one thing of everything: nothing to tell chance from
		return k
	}
	k.Value = (k.Observed - k.Expected) / rest
	var sum float64
	for i, row := range table {
		for j, c := range row {
			p := float64(c) / n
			if i == j {
				d := 1 - (rows[i]+columns[i])*(1-k.Value)
				sum += p * d * d
			} else {
				d := columns[i] + rows[j]
				sum += p * d * d * (1 - k.Value) * (1 - k.Value)
			}
		}
	}
	off := k.Value - k.Expected*(1-k.Value)
	k.Error = math.Sqrt(max(0, sum-off*off)/n) / rest
	k.Low, k.High = max(-1, k.Value-z95*k.Error), min(1, k.Value+z95*k.Error)
	return k
}
