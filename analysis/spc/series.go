package spc

import (
	"errors"
	"fmt"
	"math"
)

// Flag says what keeps a point out of limits, rules and judgements. Such a point is drawn all the same.
type Flag uint8

const (
	Used     Flag = iota // takes part in everything
	Unripe               // its window is not over yet
	Partial              // its period is not wholly inside the data
	Excluded             // left out by a person, with a note
)

// Series is what a chart is made of, first to last. For P, P′ and U charts Values are counts and Bases what they are
// counted out of; else Bases is nil and Values are what they are, except that a Run or XmR chart of Values with Bases is
// one of their ratio. A NaN value or a base of 0 is a period without a figure.
type Series struct {
	Values []float64
	Bases  []float64
	Flags  []Flag // nil: all used
}

// Kind is a kind of control chart.
type Kind int

const (
	P      Kind = iota // shares, binomial
	PPrime             // shares with more (or less) variation than binomial: Laney
	XmR                // individual values: counts, times
	MR                 // moving ranges of individual values
	C                  // counts, Poisson
	U                  // counts per base, Poisson
	Run                // median, no limits
)

// rate says whether values of the kind lie between 0 and 1.
func (k Kind) rate() bool { return k == P || k == PPrime }

// based says whether the kind cannot do without bases.
func (k Kind) based() bool { return k.rate() || k == U }

// Direction is which way is better.
type Direction int

const (
	Neither Direction = 0
	Higher  Direction = 1
	Lower   Direction = -1 // as for repeats
)

// Range is the points From up to but not including To. The zero Range is none.
type Range struct{ From, To int }

// Options are the choices that a person makes about a chart.
type Options struct {
	Kind     Kind
	Baseline Range     // the limits of the phase that it lies in come from these points alone and are carried on
	Phases   []int     // where each later phase begins, rising; limits start afresh there
	Target   *float64  // nil: none
	Better   Direction // which way is improvement
	Rules    RuleSet   // a Run chart has the run-chart rules whatever is set here
	Unscreen bool      // keep extreme moving ranges in the estimate of the spread, as the NHS Excel tool does
}

// Errors of [New], for what a caller got wrong.
var (
	ErrLengths  = errors.New("spc: values, bases and flags are not equally long")
	ErrNoBases  = errors.New("spc: this kind of chart needs bases")
	ErrPhases   = errors.New("spc: phases do not rise within the series")
	ErrBaseline = errors.New("spc: the baseline does not lie within one phase")
)

// check says what is wrong with s and o.
func (o Options) check(s Series) error {
	n := len(s.Values)
	if s.Bases != nil && len(s.Bases) != n || s.Flags != nil && len(s.Flags) != n {
		return ErrLengths
	}
	if o.Kind.based() && s.Bases == nil {
		return ErrNoBases
	}
	for i, v := range s.Values {
		if s.Bases == nil {
			continue
		}
		if v < 0 || s.Bases[i] < 0 || o.Kind.rate() && v > s.Bases[i] {
			return fmt.Errorf("spc: point %d: %v out of %v is no share", i, v, s.Bases[i])
		}
	}
	last := 0
	for _, p := range o.Phases {
		if p <= last || p >= n {
			return ErrPhases
		}
		last = p
	}
	if b := o.Baseline; b != (Range{}) {
		if b.From < 0 || b.To > n || b.From >= b.To {
			return ErrBaseline
		}
		for _, p := range o.Phases {
			if b.From < p && p < b.To {
				return ErrBaseline
			}
		}
	}
	return nil
}

// value is the figure of point i, NaN where there is none.
func (s Series) value(i int) float64 {
	v := s.Values[i]
	if s.Bases != nil {
		if s.Bases[i] <= 0 {
			return math.NaN()
		}
		v /= s.Bases[i]
	}
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// used says whether point i takes part in limits and rules.
func (s Series) used(i int) bool {
	return (s.Flags == nil || s.Flags[i] == Used) && !math.IsNaN(s.value(i))
}

// usable gives the points of r that take part.
func (s Series) usable(r Range) []int {
	out := make([]int, 0, r.To-r.From)
	for i := r.From; i < r.To; i++ {
		if s.used(i) {
			out = append(out, i)
		}
	}
	return out
}

// phases gives the phases of n points as ranges.
func (o Options) phases(n int) []Range {
	if n == 0 {
		return nil
	}
	out := make([]Range, 0, len(o.Phases)+1)
	from := 0
	for _, p := range o.Phases {
		out = append(out, Range{from, p})
		from = p
	}
	return append(out, Range{from, n})
}
