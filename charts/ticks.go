package charts

import (
	"math"
	"strconv"
)

// tick is a value on an axis with its label.
type tick struct {
	value float64
	label string
}

// span is a range of values. Invalid until something is added.
type span struct{ lo, hi float64 }

func emptySpan() span { return span{math.Inf(1), math.Inf(-1)} }

// add widens s to hold v, if v is a number.
func (s *span) add(v float64) {
	if number(v) {
		s.lo, s.hi = min(s.lo, v), max(s.hi, v)
	}
}

func (s span) valid() bool { return s.lo <= s.hi }

// number says whether v can be drawn: neither missing nor endless.
func number(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// niceStep is the least of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … that is at least d.
func niceStep(d float64) float64 {
	if !(d > 0) || math.IsInf(d, 0) {
		return 1
	}
	e := math.Floor(math.Log10(d))
	for {
		for _, m := range [...]float64{1, 2, 5} {
			// Dividing by a whole power keeps 0.2 exactly 0.2.
			step := m * math.Pow(10, e)
			if e < 0 {
				step = m / math.Pow(10, -e)
			}
			if step >= d*(1-1e-9) {
				return step
			}
		}
		e++
	}
}

// Steps is what the ticks of a value axis may lie apart.
type Steps int

const (
	Decimal Steps = iota // 1, 2, 5 and those times a power of ten
	Clock                // for values in seconds: whole seconds, minutes and hours as clocks have them
)

// clockSteps are the steps of [Clock] in seconds; between and beyond them are the decimal ones.
var clockSteps = [...]float64{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400}

// atLeast is the least step that is at least d.
func (s Steps) atLeast(d float64) float64 {
	if s == Clock && d > 0.5 {
		for _, step := range clockSteps {
			if step >= d*(1-1e-9) {
				return step
			}
		}
	}
	return niceStep(d)
}

// niceScale gives ticks on 1-2-5 steps, about n of them, and the range that they and the data span: to the next tick
// where that is near, else no further than the data, so that no room is lost. The range stays within limit, unless the
// data do not. Labels that come out alike (a format with too few decimals) make the step larger until they differ.
func niceScale(data, limit span, n int, format func(float64) string) (span, []tick) {
	return Decimal.scale(data, limit, n, format)
}

// scale is niceScale with steps of s.
func (s Steps) scale(data, limit span, n int, format func(float64) string) (span, []tick) {
	n = max(n, 1)
	step := s.atLeast((data.hi - data.lo) / float64(n))
	for range 40 {
		lo, hi := math.Floor(data.lo/step+1e-9), math.Ceil(data.hi/step-1e-9)
		if hi <= lo {
			hi = lo + 1
		}
		r := span{lo * step, hi * step}
		// An end that lies far beyond the data goes, the farther first, as long as two ticks are left.
		below, above, left := data.lo-r.lo, r.hi-data.hi, hi-lo+1
		for range 2 {
			switch {
			case left <= 2:
			case below > 0.4*step && below >= above:
				r.lo, below, left = data.lo, 0, left-1
			case above > 0.4*step:
				r.hi, above, left = data.hi, 0, left-1
			}
		}
		r.lo = max(r.lo, min(limit.lo, data.lo))
		r.hi = min(r.hi, max(limit.hi, data.hi))
		var ticks []tick
		alike := false
		for i := lo; i <= hi; i++ {
			v := ratio(i, step)
			if v < r.lo-step*1e-9 || v > r.hi+step*1e-9 {
				continue
			}
			label := format(v)
			alike = alike || len(ticks) > 0 && ticks[len(ticks)-1].label == label && label != ""
			ticks = append(ticks, tick{v, label})
		}
		if !alike {
			return r, ticks
		}
		step = s.atLeast(step * 1.5)
	}
	return data, nil
}

// ratio is i steps, without the rounding noise of a step such as 0.1 and without a negative zero.
func ratio(i, step float64) float64 {
	if i == 0 {
		return 0
	}
	if step < 1 {
		return i / math.Round(1/step)
	}
	return i * step
}

// plainFormat writes a number where the caller gave no function for it.
func plainFormat(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// formatOr is f, or plainFormat where the caller gave none.
func formatOr(f func(float64) string) func(float64) string {
	if f == nil {
		return plainFormat
	}
	return f
}
