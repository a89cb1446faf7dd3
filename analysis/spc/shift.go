package spc

import (
	"math"
	"slices"
)

// Shift is a lasting change of level: where a person may want to let limits start afresh.
type Shift struct {
	At            int     // the first point of the new level
	Seen          int     // the point at which nine in a row had been on the new side
	Before, After float64 // centre of the points before, back to the shift before it, and after, up to the next
	Side          int     // +1 up, −1 down
	Verdict       Verdict
	Strength      float64 // twice the gain in log-likelihood, in units of the noise between neighbours
}

// What a shift must have to be proposed. The strength was set by simulation: see TestShiftsOnStableSeries.
const (
	shiftRun      = 9  // points in a row on one side of the old level
	shiftBefore   = 8  // points before it
	shiftStrength = 13 // least
)

// Shifts proposes where phases could begin: the best change points by likelihood within each phase of o, one after the
// other, of which the new level stays. Nothing is changed; a caller that agrees adds At to the phases. Within a baseline
// nothing is proposed.
func Shifts(s Series, o Options) ([]Shift, error) {
	if err := o.check(s); err != nil {
		return nil, err
	}
	if o.Kind == MR {
		return nil, nil
	}
	var out []Shift
	for _, r := range o.phases(len(s.Values)) {
		out = append(out, shiftsIn(s, o, r)...)
	}
	return out, nil
}

// level holds the used points of a phase, with sums from the start for means of any stretch.
type level struct {
	index   []int
	y       []float64
	sw, swy []float64 // sums of the weights and of weight times value, before each point
	noise   float64   // variance of a point of weight 1
}

func newLevel(s Series, o Options, idx []int) level {
	l := level{index: idx, sw: make([]float64, len(idx)+1), swy: make([]float64, len(idx)+1)}
	values := make([]float64, len(s.Values))
	for i := range values {
		values[i] = s.value(i)
	}
	l.y = pick(values, idx)
	for j, i := range idx {
		w := 1.0
		if o.Kind.based() {
			w = s.Bases[i]
		}
		l.sw[j+1], l.swy[j+1] = l.sw[j]+w, l.swy[j]+w*l.y[j]
	}
	kind := o.Kind
	switch kind {
	case P:
		kind = PPrime
	case Run:
		kind = XmR
	}
	m := fit(s, kind, values, idx, !o.Unscreen)
	// Less noise than chance gives is luck, not knowledge.
	sigma := m.sigma * max(m.sigmaZ, 1)
	l.noise = sigma * sigma
	return l
}

func (l level) mean(from, to int) float64 { return (l.swy[to] - l.swy[from]) / (l.sw[to] - l.sw[from]) }

// strength is the gain of two levels over one on from…to, split at k.
func (l level) strength(from, k, to int) float64 {
	a, b := l.sw[k]-l.sw[from], l.sw[to]-l.sw[k]
	d := l.mean(from, k) - l.mean(k, to)
	return a * b / (a + b) * d * d / l.noise
}

// best gives the split of from…to that gains most, not before the point least; k is -1 where none will do.
func (l level) best(from, to, least int) (k int, strength float64) {
	k = -1
	for j := from + shiftBefore; j <= to-shiftRun; j++ {
		if l.index[j] < least {
			continue
		}
		if g := l.strength(from, j, to); g > strength {
			k, strength = j, g
		}
	}
	if strength < shiftStrength {
		return -1, 0
	}
	return k, strength
}

// stays says from which point on shiftRun points in a row had been on the new side of the level before the split k, -1
// where that never was or the last points have gone back.
func (l level) stays(from, k, to int) int {
	before, after := l.mean(from, k), l.mean(k, to)
	if math.Abs(l.mean(to-shiftRun, to)-before) < math.Abs(after-before)/2 {
		return -1
	}
	run := 0
	for j := k; j < to; j++ {
		if sign(l.y[j]-before) != sign(after-before) {
			run = 0
			continue
		}
		if run++; run == shiftRun {
			return j
		}
	}
	return -1
}

// shiftsIn gives the shifts of phase r.
func shiftsIn(s Series, o Options, r Range) []Shift {
	idx := s.usable(r)
	if len(idx) < shiftBefore+shiftRun {
		return nil
	}
	l := newLevel(s, o, idx)
	if !(l.noise > 0) {
		return nil
	}
	least := 0
	if b := o.basis(r); b != r {
		least = b.To
	}
	var splits []int
	var search func(from, to int)
	search = func(from, to int) {
		k, _ := l.best(from, to, least)
		if k < 0 {
			return
		}
		splits = append(splits, k)
		search(from, k)
		search(k, to)
	}
	search(0, len(idx))
	slices.Sort(splits)
	// Judged from the first on, between neighbours: a split that does not hold up gives its points to the next.
	var out []Shift
	from := 0
	for i, k := range splits {
		to := len(idx)
		if i+1 < len(splits) {
			to = splits[i+1]
		}
		g, seen := l.strength(from, k, to), l.stays(from, k, to)
		if seen < 0 || g < shiftStrength {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].After = l.mean(from, k)
		}
		side := sign(l.mean(k, to) - l.mean(from, k))
		out = append(out, Shift{l.index[k], l.index[seen], l.mean(from, k), l.mean(k, to), side, o.Better.verdict(side), g})
		from = k
	}
	return out
}
