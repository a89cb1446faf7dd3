package survival

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Test is what a log-rank test finds.
type Test struct {
	Observed  []int     // events of each group
	Expected  []float64 // events it would have had if all groups had the same curve
	ChiSquare float64
	Freedom   int
	P         float64
}

var errGroups = errors.New("a log-rank test needs at least two groups in which something could happen")

// LogRank tests whether groups have the same curve (Mantel 1966, Peto and Peto 1972): at every time of an event those at risk are
// taken to be drawn without looking at their group. Groups of nobody are no groups. It is an error when fewer than two are left,
// or when there were no events.
func LogRank(groups ...Table) (Test, error) {
	t := Test{Observed: make([]int, len(groups)), Expected: make([]float64, len(groups))}
	left := make([]float64, len(groups)) // at risk
	next := make([]int, len(groups))     // place in the table
	var used []int
	for g, table := range groups {
		watched, events := table.Totals()
		t.Observed[g], left[g] = events, float64(watched)
		if watched > 0 {
			used = append(used, g)
		}
	}
	covariance := make([]float64, len(groups)*len(groups))
	for {
		now, found := math.Inf(1), false
		for g, table := range groups {
			if next[g] < table.Len() {
				now, found = min(now, table.Time[next[g]]), true
			}
		}
		if !found {
			break
		}
		n, d := 0.0, 0.0
		for g, table := range groups {
			n += left[g]
			if next[g] < table.Len() && table.Time[next[g]] == now {
				d += float64(table.Events[next[g]])
			}
		}
		if d > 0 {
			spread := 0.0
			if n > 1 {
				spread = d * (n - d) / (n - 1)
			}
			for g := range groups {
				share := left[g] / n
				t.Expected[g] += d * share
				for h := range groups {
					v := -share * left[h] / n
					if g == h {
						v += share
					}
					covariance[g*len(groups)+h] += spread * v
				}
			}
		}
		for g, table := range groups {
			if next[g] < table.Len() && table.Time[next[g]] == now {
				left[g] -= float64(table.Events[next[g]]) + float64(table.Censored[next[g]])
				next[g]++
			}
		}
	}
	if len(used) < 2 {
		return t, errGroups
	}
	// One group less, for the differences add up to nothing.
	k := len(used) - 1
	difference, matrix := mat.NewVecDense(k, nil), mat.NewSymDense(k, nil)
	for i, g := range used[:k] {
		difference.SetVec(i, float64(t.Observed[g])-t.Expected[g])
		for j, h := range used[:k] {
			matrix.SetSym(i, j, covariance[g*len(groups)+h])
		}
	}
	var root mat.Cholesky
	if !root.Factorize(matrix) {
		return t, errGroups
	}
	var solved mat.VecDense
	if err := root.SolveVecTo(&solved, difference); err != nil {
		return t, errGroups
	}
	t.ChiSquare, t.Freedom = mat.Dot(difference, &solved), k
	t.P = distuv.ChiSquared{K: float64(k)}.Survival(t.ChiSquare)
	return t, nil
}
