package repeat

import (
	"math"
	"slices"
)

// order puts the sides in the order asked for; a missing value and the rest stand last.
func (f *Flows) order() {
	var named, tail []int
	for i, s := range f.Sides {
		if s.last() {
			tail = append(tail, i)
		} else {
			named = append(named, i)
		}
	}
	slices.SortStableFunc(tail, func(a, b int) int { return bit(f.Sides[a].Rest) - bit(f.Sides[b].Rest) })
	if f.Options.Order != VolumeOrder {
		// Most pairs have the same value twice: what the others do shows when those are left out.
		apart := quasi(f.Cells, func(i, j int) bool { return i == j })
		named = seriate(named, func(a, b int) float64 { return f.affinity(apart, a, b) })
	}
	order := append(named, tail...)
	sides, cells := make([]FlowSide, len(order)), make([][]int, len(order))
	for i, a := range order {
		sides[i], cells[i] = f.Sides[a], make([]int, len(order))
		for j, b := range order {
			cells[i][j] = f.Cells[a][b]
		}
	}
	f.Sides, f.Cells = sides, cells
}

// affinity says how much two values lead to each other beyond what their sizes make: the mean of their two residuals, not below 0.
func (f *Flows) affinity(expected [][]float64, a, b int) float64 {
	all := max(1, float64(f.Pairs))
	one := func(i, j int) float64 {
		r := residual(float64(f.Cells[i][j]), expected[i][j], float64(f.Sides[i].Firsts)/all, float64(f.Sides[j].Seconds)/all)
		if math.IsNaN(r) {
			return 0
		}
		return r
	}
	return max(0, (one(a, b)+one(b, a))/2)
}

// seriate puts items in such an order that those with much affinity stand near each other. Groups are joined by average affinity, the
// nearest first; each time the way round is taken in which the ends that touch have most. Equal ones stay in the order they came.
func seriate(items []int, affinity func(a, b int) float64) []int {
	n := len(items)
	if n < 3 {
		return items
	}
	single := make([][]float64, n)
	for i := range single {
		single[i] = make([]float64, n)
	}
	for i := range n {
		for j := range i {
			a := affinity(items[i], items[j])
			single[i][j], single[j][i] = a, a
		}
	}
	groups := make([][]int, n)
	between := make([][]float64, n) // average affinity of groups
	for i := range n {
		groups[i], between[i] = []int{i}, slices.Clone(single[i])
	}
	for range n - 1 {
		a, b, best := -1, -1, math.Inf(-1)
		for i := range groups {
			for j := i + 1; j < n; j++ {
				if groups[i] != nil && groups[j] != nil && between[i][j] > best {
					a, b, best = i, j, between[i][j]
				}
			}
		}
		x, y := float64(len(groups[a])), float64(len(groups[b]))
		for k := range groups {
			if groups[k] != nil && k != a && k != b {
				v := (x*between[a][k] + y*between[b][k]) / (x + y)
				between[a][k], between[k][a] = v, v
			}
		}
		groups[a], groups[b] = joined(groups[a], groups[b], single), nil
	}
	order := make([]int, 0, n)
	for _, i := range groups[0] {
		order = append(order, items[i])
	}
	// The end with the item that came first stands first.
	if slices.Index(order, items[0]) > n/2 {
		slices.Reverse(order)
	}
	return order
}

// joined puts one group after another, each the way round that lets the ends that touch have most affinity.
func joined(a, b []int, affinity [][]float64) []int {
	type way struct{ turnA, turnB bool }
	best, most := way{}, math.Inf(-1)
	for _, w := range []way{{}, {false, true}, {true, false}, {true, true}} {
		end, begin := a[len(a)-1], b[0]
		if w.turnA {
			end = a[0]
		}
		if w.turnB {
			begin = b[len(b)-1]
		}
		if v := affinity[end][begin]; v > most {
			best, most = w, v
		}
	}
	a, b = slices.Clone(a), slices.Clone(b)
	if best.turnA {
		slices.Reverse(a)
	}
	if best.turnB {
		slices.Reverse(b)
	}
	return append(a, b...)
}
