package repeat

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
)

// naiveFlows looks at every pair of contacts: the second of a ripe contact is the one that follows it first.
func naiveFlows(entries []entry, q Query, by contact.Dimension) (cells map[[2]string]int, ripe map[string]int) {
	n := newNaive(entries, q.Definition)
	cells, ripe = map[[2]string]int{}, map[string]int{}
	order := n.order()
	for i, e := range entries {
		if !n.counts[i] || !n.ripe(i) || !selected(e, q.Selection) {
			continue
		}
		ripe[e.values[by]]++
		for _, j := range order {
			if n.follows[j][i] {
				if n.repeats(i, j) {
					cells[[2]string{e.values[by], entries[j].values[by]}]++
				}
				break
			}
		}
	}
	return cells, ripe
}

func TestFlowsAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		by := rapid.SampledFrom([]contact.Dimension{contact.Reason, contact.Process, contact.Channel, contact.Team}).Draw(t, "by")
		o := FlowOptions{By: by, Apart: rapid.Bool().Draw(t, "apart"), Order: rapid.SampledFrom([]FlowOrder{"", LikeOrder, VolumeOrder}).Draw(t, "order")}
		e := New(logOf(entries))
		f, err := e.Flows(context.Background(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		want, ripe := naiveFlows(entries, q, by)
		twice := 0
		for key, n := range want {
			if key[0] == key[1] {
				twice += n
				if o.Apart {
					delete(want, key)
				}
			}
		}
		got := map[[2]string]int{}
		sum, same := 0, 0
		for i, a := range f.Sides {
			if a.Ripe != ripe[a.Keys[0]] || len(a.Keys) != 1 || a.Rest {
				t.Fatalf("%+v, want %d ripe", a, ripe[a.Keys[0]])
			}
			firsts, seconds := 0, 0
			for j, b := range f.Sides {
				firsts, seconds = firsts+f.Cells[i][j], seconds+f.Cells[j][i]
				if n := f.Cells[i][j]; n > 0 {
					got[[2]string{a.Keys[0], b.Keys[0]}] = n
				}
			}
			if firsts != a.Firsts || seconds != a.Seconds || firsts+seconds == 0 {
				t.Fatalf("%+v, but the cells come to %d and %d", a, firsts, seconds)
			}
			sum, same = sum+firsts, same+f.Cells[i][i]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		r, err := e.Rates(context.Background(), q)
		followed := sum
		if o.Apart {
			followed, same = sum+f.Same, twice
		}
		if err != nil || followed != r.Total.Followed || f.Pairs != sum || f.Same != same || f.Ripe != r.Total.Ripe {
			t.Fatalf("%d pairs of %d ripe, %d alike; the rates say %+v; the cells %d, %d", f.Pairs, f.Ripe, f.Same, r.Total, sum, same)
		}
		// A cell holds as many pairs as the list behind it.
		for _, c := range f.Strongest(3, true) {
			p, err := e.Pairs(context.Background(), Query{Definition: q.Definition, Selection: Selection{From: q.Selection.From, To: q.Selection.To,
				Filter: append(slices.Clone(q.Selection.Filter), Condition{by, f.Sides[c.First].Keys})}}, PairOptions{Ripe: true, Other: Filter{{by, f.Sides[c.Second].Keys}}})
			if err != nil || p.Len() != c.Pairs {
				t.Fatalf("%d pairs behind a cell of %d, %v", p.Len(), c.Pairs, err)
			}
		}
	})
}

// Source: Agresti, An Introduction to Categorical Data Analysis (2007), table 2.5, with the residuals that R prints of it in
// chisq.test(M)$stdres.
func TestAdjustedResidualsPublished(t *testing.T) {
	counts := [2][3]int{{762, 327, 468}, {484, 239, 477}}
	want := [2][3]float64{{4.5020535, 0.6994517, -5.3159455}, {-4.5020535, -0.6994517, 5.3159455}}
	f := &Flows{Sides: make([]FlowSide, 5), Cells: make([][]int, 5), limit: 3}
	for i := range f.Cells {
		f.Cells[i] = make([]int, 5)
	}
	for i, row := range counts {
		for j, n := range row {
			f.Cells[i][2+j] = n
			f.Sides[i].Firsts += n
			f.Sides[2+j].Seconds += n
			f.Pairs += n
		}
	}
	for i := range counts {
		for j := range counts[i] {
			c := f.Cell(i, 2+j)
			if math.Abs(c.Residual-want[i][j]) > 5e-8 || c.Stands != (j != 1) {
				t.Errorf("%+v, want %g", c, want[i][j])
			}
		}
	}
}

// The values with fewest pairs share a row and a column, of which all figures are the sums.
func TestFlowsOfTheRest(t *testing.T) {
	var entries []entry
	for i := range 60 {
		for k := range 2 {
			entries = append(entries, entry{1_700_000_000_000 + int64(i)*1000 + int64(k)*60_000, fmt.Sprint("k", i),
				map[contact.Dimension]string{contact.Reason: fmt.Sprint("r", (i*i+k)%7)}})
		}
	}
	e := New(logOf(entries))
	e.log.End += 30 * dayMs
	e = New(e.log)
	all, err := e.Flows(context.Background(), Query{Definition: Default}, FlowOptions{By: contact.Reason})
	if err != nil {
		t.Fatal(err)
	}
	some, err := e.Flows(context.Background(), Query{Definition: Default}, FlowOptions{By: contact.Reason, Most: 4})
	if err != nil {
		t.Fatal(err)
	}
	rest := some.Sides[3]
	if len(some.Sides) != 4 || !rest.Rest || len(rest.Keys) != len(all.Sides)-3 || some.Pairs != all.Pairs || some.Same != all.Same {
		t.Fatalf("%+v of %d", some.Sides, len(all.Sides))
	}
	between, firsts := 0, 0
	for i, a := range all.Sides {
		for j, b := range all.Sides {
			if slices.Contains(rest.Keys, a.Keys[0]) && slices.Contains(rest.Keys, b.Keys[0]) {
				between += all.Cells[i][j]
			}
		}
		if slices.Contains(rest.Keys, a.Keys[0]) {
			firsts += a.Firsts
		}
	}
	if some.Cells[3][3] != between || rest.Firsts != firsts || all.Pairs != 60 {
		t.Errorf("the rest has %d pairs among itself and %d firsts, want %d and %d", some.Cells[3][3], rest.Firsts, between, firsts)
	}
	if only, err := e.Flows(context.Background(), Query{Definition: Default}, FlowOptions{By: contact.Reason, Most: 1}); err != nil || len(only.Sides) != 2 {
		t.Errorf("%+v, %v", only.Sides, err)
	}
}

// Two groups of values that lead to each other within the group are each put together, whatever order they come in.
func TestSeriate(t *testing.T) {
	group := map[int]int{3: 0, 7: 0, 1: 0, 9: 1, 2: 1, 5: 1, 4: 2}
	affinity := func(a, b int) float64 {
		if group[a] == group[b] {
			return 5 + float64(a+b)/100
		}
		return 0
	}
	for range 3 {
		order := seriate([]int{3, 9, 4, 7, 2, 1, 5}, affinity)
		changes := 0
		for i := 1; i < len(order); i++ {
			if group[order[i]] != group[order[i-1]] {
				changes++
			}
		}
		if changes != 2 || len(order) != 7 {
			t.Errorf("order %v", order)
		}
	}
	if chain := seriate([]int{4, 1, 3, 2, 5}, func(a, b int) float64 { return 10 - math.Abs(float64(a-b)) }); !slices.IsSorted(chain) && !slices.IsSortedFunc(chain, func(a, b int) int { return b - a }) {
		t.Errorf("along a line: %v", chain)
	}
}

func TestFlowsRefused(t *testing.T) {
	e := New(logOf(largeTimes(10)))
	for _, o := range []FlowOptions{{By: contact.Agent}, {By: contact.Week}, {By: contact.Reason, Order: "best"}} {
		if _, err := e.Flows(context.Background(), Query{Definition: Default}, o); err == nil {
			t.Errorf("%+v is not refused", o)
		}
	}
}

// What is expected of different values comes to the same sums as what was found, and to what was found where it is all there is.
func TestQuasiIndependence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 7).Draw(t, "values")
		cells := make([][]int, n)
		for i := range cells {
			cells[i] = rapid.SliceOfN(rapid.IntRange(1, 50), n, n).Draw(t, "row")
		}
		apart := func(i, j int) bool { return i == j }
		expected := quasi(cells, apart)
		for i := range n {
			var rows, columns [2]float64
			for j := range n {
				if i != j {
					rows[0], rows[1] = rows[0]+float64(cells[i][j]), rows[1]+expected[i][j]
					columns[0], columns[1] = columns[0]+float64(cells[j][i]), columns[1]+expected[j][i]
				} else if expected[i][j] != 0 {
					t.Fatal("pairs of the same value twice are expected")
				}
			}
			if math.Abs(rows[0]-rows[1]) > 1e-6*rows[0] || math.Abs(columns[0]-columns[1]) > 1e-6*columns[0] {
				t.Fatalf("row %d: %v, column: %v", i, rows, columns)
			}
		}
	})
	// Products of row and column effects are found back.
	r, c := []float64{1, 2, 3, 5}, []float64{20, 10, 40, 30}
	cells := make([][]int, 4)
	for i := range cells {
		for j := range c {
			cells[i] = append(cells[i], int(r[i]*c[j]))
		}
	}
	for i, row := range quasi(cells, func(i, j int) bool { return i == j }) {
		for j, e := range row {
			if i != j && math.Abs(e-float64(cells[i][j])) > 1e-6 {
				t.Errorf("%d, %d: %g, want %d", i, j, e, cells[i][j])
			}
		}
	}
}
