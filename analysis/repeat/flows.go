package repeat

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"eenkeer/analysis/contact"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// FlowDimensions are what first and second contacts can be set against each other by. Agents are not among them: who takes the
// second contact says nothing of who took the first.
var FlowDimensions = []contact.Dimension{contact.Reason, contact.Process, contact.Channel, contact.Third, contact.Team}

// FlowOrder is the order of the values of [Flows].
type FlowOrder string

// The orders.
const (
	LikeOrder   FlowOrder = "like"   // values that lead to each other stand near each other
	VolumeOrder FlowOrder = "volume" // those with most pairs first
)

// FlowOptions say how flows are shown.
type FlowOptions struct {
	By    contact.Dimension
	Order FlowOrder // empty: LikeOrder
	Most  int       // values with a row and column of their own, those with most pairs; the rest share one. 0: all
	Apart bool      // pairs with the same value twice are left out: where do those go that go elsewhere
}

// Check says what is wrong with the options, if anything.
func (o FlowOptions) Check() error {
	if !slices.Contains(FlowDimensions, o.By) {
		return fmt.Errorf("there are no flows by %q", o.By)
	}
	if o.Order != "" && o.Order != LikeOrder && o.Order != VolumeOrder {
		return fmt.Errorf("flows are in the order like or volume, not %q", o.Order)
	}
	return nil
}

// Flows sets the first contacts of pairs against the second: for each value of a dimension of the first how many had which value of
// the second. The pairs are those of [Engine.Pairs] by their first contact, ripe: as many as Counts.Followed.
type Flows struct {
	Query   Query
	Options FlowOptions
	Data    Data
	Ripe    int        // ripe contacts of the selection
	Pairs   int        // of them, those that were followed; with Options.Apart those with two different values
	Same    int        // those with the same value twice, a missing one too: of Pairs, or with Options.Apart beside them
	Sides   []FlowSide // one a value, in order; each is a row (first contacts) and a column (second)
	Cells   [][]int    // pairs by first and second

	limit    float64     // of an adjusted residual, to stand out
	chance   float64     // of a count as far from what was expected, to stand out
	expected [][]float64 // with Options.Apart: pairs of each cell if first and second were independent but for being different
}

// FlowSide is one value of [Flows].
type FlowSide struct {
	Keys    []string // the value; of the rest, all that share its row and column
	Rest    bool     // it is the rest
	Ripe    int      // ripe contacts of the selection with it
	Firsts  int      // pairs whose first contact has it
	Seconds int      // pairs whose second contact has it
}

// FlowCell is a first and a second value together.
type FlowCell struct {
	First, Second int  // which sides
	Pairs         int  //
	Share         Rate // of the pairs with this first value
	OfRipe        Rate // of the ripe contacts with this first value
	Expected      float64
	Residual      float64 // adjusted: how many standard deviations there are more pairs than expected; NaN when that says nothing
	Stands        bool    // it lies further from the expected than any cell would by chance, in nineteen of twenty tables
}

// Cell gives a cell. Expected is row × column ÷ all, were first and second independent of each other; Residual is (O − E) ÷ √(E (1 −
// row ÷ all) (1 − column ÷ all)) (Haberman 1973), which needs pairs of more than one first and second value. With [FlowOptions.Apart]
// Expected is that of quasi-independence (Goodman 1968), under which Residual is the same formula and near enough.
func (f *Flows) Cell(first, second int) FlowCell {
	c := FlowCell{First: first, Second: second, Pairs: f.Cells[first][second], Residual: math.NaN(), Expected: math.NaN()}
	row, column, all := float64(f.Sides[first].Firsts), float64(f.Sides[second].Seconds), float64(f.Pairs)
	c.Share, c.OfRipe = NewRate(c.Pairs, f.Sides[first].Firsts), NewRate(c.Pairs, f.Sides[first].Ripe)
	if all == 0 {
		return c
	}
	c.Expected = row * column / all
	if f.Options.Apart {
		c.Expected = f.expected[first][second]
	}
	c.Residual = residual(float64(c.Pairs), c.Expected, row/all, column/all)
	switch {
	case c.Expected >= 5:
		c.Stands = math.Abs(c.Residual) > f.limit
	case c.Pairs >= 5 && c.Expected > 0: // too few expected to be near enough to normal, but far more found: by Poisson
		c.Stands = mathext.GammaIncReg(float64(c.Pairs), c.Expected) < f.chance
	}
	return c
}

// residual gives an adjusted residual; NaN where there can be no difference.
func residual(observed, expected, row, column float64) float64 {
	spread := expected * (1 - row) * (1 - column)
	if !(spread > 0) {
		return math.NaN()
	}
	return (observed - expected) / math.Sqrt(spread)
}

// Never reports whether a cell cannot have pairs: the same value twice, where those are left out.
func (f *Flows) Never(first, second int) bool {
	return f.Options.Apart && first == second && !f.Sides[first].Rest
}

// quasi gives what cells of different values would have if first and second were independent but for being different: row and column
// effects whose products come to the sums of the rows and columns, found by fitting these in turns.
func quasi(cells [][]int, out func(i, j int) bool) [][]float64 {
	n := len(cells)
	rows, columns := make([]float64, n), make([]float64, n)
	a, b := make([]float64, n), make([]float64, n)
	for i := range n {
		b[i] = 1
		for j := range n {
			if !out(i, j) {
				rows[i] += float64(cells[i][j])
				columns[j] += float64(cells[i][j])
			}
		}
	}
	for range 500 {
		change := 0.0
		for i := range n {
			sum := 0.0
			for j := range n {
				if !out(i, j) {
					sum += b[j]
				}
			}
			a[i] = 0
			if sum > 0 {
				a[i] = rows[i] / sum
			}
		}
		for j := range n {
			sum := 0.0
			for i := range n {
				if !out(i, j) {
					sum += a[i]
				}
			}
			next := 0.0
			if sum > 0 {
				next = columns[j] / sum
			}
			change = max(change, math.Abs(next-b[j])/max(1e-300, next))
			b[j] = next
		}
		if change < 1e-10 {
			break
		}
	}
	expected := make([][]float64, n)
	for i := range n {
		expected[i] = make([]float64, n)
		for j := range n {
			if !out(i, j) {
				expected[i][j] = a[i] * b[j]
			}
		}
	}
	return expected
}

// Strongest gives the cells with most pairs, at most so many; those with the same value twice are left out unless same is set.
func (f *Flows) Strongest(most int, same bool) []FlowCell {
	var list []FlowCell
	for i := range f.Sides {
		for j := range f.Sides {
			if f.Cells[i][j] > 0 && (same || i != j || f.Sides[i].Rest) {
				list = append(list, FlowCell{First: i, Second: j, Pairs: f.Cells[i][j]})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b FlowCell) int { return cmp.Compare(b.Pairs, a.Pairs) })
	list = list[:min(len(list), most)]
	for i, c := range list {
		list[i] = f.Cell(c.First, c.Second)
	}
	return list
}

// mostFlowValues is how many values a dimension may have for its flows to be counted.
const mostFlowValues = 4096

var errManyValues = errors.New("there are too many different values to set first against second")

// Flows answers a query with its flows. q.By is not looked at.
func (e *Engine) Flows(ctx context.Context, q Query, o FlowOptions) (*Flows, error) {
	q.By, q.Measure = nil, FollowedRate
	if err := errors.Join(q.Check(), o.Check()); err != nil {
		return nil, err
	}
	l, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return nil, err
	}
	p, err := e.part(o.By)
	if err != nil {
		return nil, err
	}
	if p.limit > mostFlowValues {
		return nil, errManyValues
	}
	s := &flowScan{e: e, d: q.Definition, l: l, m: m, codes: p.codes, n: p.limit, window: int32(min(q.Definition.Window.Seconds(), none-2))}
	s.next = q.Definition.inGroups() && l.keys.codes == nil && l.eligible == nil && q.Definition.least() == 0
	parts := make([]flowCounts, partsOf(len(e.customers)))
	if err := inParts(ctx, len(e.customers), func(part, from, until int) { parts[part] = s.run(ctx, from, until) }); err != nil {
		return nil, err
	}
	sum := parts[0]
	for _, more := range parts[1:] {
		sum.contacts += more.contacts
		for i, k := range more.cells {
			sum.cells[i] += k
		}
		for i, k := range more.ripe {
			sum.ripe[i] += k
		}
	}
	f := &Flows{Query: q, Options: o, Data: e.dataOf(m, sum.contacts)}
	f.fill(sum, p)
	f.order()
	f.chance = 0.05 / float64(2*max(1, len(f.Sides)*len(f.Sides))) // Bonferroni
	f.limit = distuv.UnitNormal.Quantile(1 - f.chance)
	if o.Apart {
		f.expected = quasi(f.Cells, f.Never)
	}
	return f, nil
}

// flowScan counts pairs in parts of a log.
type flowScan struct {
	e      *Engine
	d      Definition
	l      *links
	m      mask
	codes  contact.Codes
	n      int // codes are below it
	window int32
	next   bool // the second contact of a pair is always the next in the log
}

type flowCounts struct {
	contacts int
	cells    []int32 // by code of the first × n + code of the second
	ripe     []int32 // by code
}

func (s *flowScan) run(ctx context.Context, from, until int) flowCounts {
	c := flowCounts{cells: make([]int32, s.n*s.n), ripe: make([]int32, s.n)}
	keyed, ahead, age := s.e.log.Keyed, s.l.ahead, s.l.age
	for i := from; i < until; i++ {
		if i%block == 0 && ctx.Err() != nil {
			return c
		}
		if s.m.bits != nil && s.m.bits[keyed+i] == 0 || !s.l.counts(i) {
			continue
		}
		c.contacts++
		if age[i] < s.window {
			continue
		}
		first := int(s.codes.At(keyed + i))
		c.ripe[first]++
		if ahead[i] > s.window {
			continue
		}
		second := i + 1
		if !s.next {
			second = s.e.linkedTo(s.l, s.d, i, 1)
		}
		c.cells[first*s.n+int(s.codes.At(keyed+second))]++
	}
	return c
}

// fill takes the counts over, the values with most pairs each for themselves, the rest together.
func (f *Flows) fill(c flowCounts, p part) {
	n := p.limit
	firsts, seconds := make([]int, n), make([]int, n)
	for i := range n {
		f.Ripe += int(c.ripe[i])
		f.Same += int(c.cells[i*n+i])
		if f.Options.Apart {
			c.cells[i*n+i] = 0
		}
		for j := range n {
			k := int(c.cells[i*n+j])
			firsts[i] += k
			seconds[j] += k
			f.Pairs += k
		}
	}
	var codes []int
	for i := range n {
		if firsts[i]+seconds[i] > 0 {
			codes = append(codes, i)
		}
	}
	slices.SortStableFunc(codes, func(a, b int) int {
		return cmp.Or(cmp.Compare(firsts[b]+seconds[b], firsts[a]+seconds[a]), cmp.Compare(p.text(uint32(a)), p.text(uint32(b))))
	})
	own := len(codes)
	if most := f.Options.Most; most > 0 && own > most {
		own = max(1, most-1) // a row for the rest is a row too
	}
	sides := make([]FlowSide, min(len(codes), own+1))
	side := make([]int, n)
	for k, code := range codes {
		at := min(k, own)
		side[code] = at
		s := &sides[at]
		s.Keys = append(s.Keys, p.text(uint32(code)))
		s.Rest = at == own
		s.Ripe += int(c.ripe[code])
		s.Firsts += firsts[code]
		s.Seconds += seconds[code]
	}
	f.Sides, f.Cells = sides, make([][]int, len(sides))
	for i := range f.Cells {
		f.Cells[i] = make([]int, len(sides))
	}
	for _, a := range codes {
		for _, b := range codes {
			f.Cells[side[a]][side[b]] += int(c.cells[a*n+b])
		}
	}
}

// last reports whether a side stands after those with a value of their own.
func (s FlowSide) last() bool { return s.Rest || s.Keys[0] == "" }
