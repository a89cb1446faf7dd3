package outlier

import (
	"cmp"
	"slices"
)

// BenjaminiHochberg gives the q-value of each p: the least false-discovery share at which it is still a finding among all of
// them, min over k ≥ i of p(k) × m ÷ k, at most 1 (Benjamini and Hochberg 1995).
func BenjaminiHochberg(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(p[a], p[b]), cmp.Compare(a, b)) })
	q := make([]float64, len(p))
	least := 1.0
	for k := len(order) - 1; k >= 0; k-- {
		least = min(least, p[order[k]]*float64(len(p))/float64(k+1))
		q[order[k]] = least
	}
	return q
}
