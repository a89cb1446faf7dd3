package effect

import (
	"math"
	"time"
)

// enough works out how many contacts are needed, and about when they are there. e is nil while nothing is ripe.
func (out *Result) enough(r *run, e *estimate) {
	b, n := out.Before.Count, float64(out.After.Ripe)
	p, phi, known, grow := b.Rate(), out.Spread.Used, float64(b.Ripe), 1.0
	if e != nil {
		p = e.base
		known = worth(p, e.varBase)
		if e.compare {
			// The contacts of others add their chance to both sides: those before to what is known, those after to each new one.
			restBefore, restAfter := variance(e.rest, before), variance(e.rest, after)
			known = worth(p, e.varBase+restBefore)
			grow = 1 + restAfter/e.varAfter
		}
		out.Smallest = Detectable(p, known/phi, n/(grow*phi))
	}
	needed := Enough(p, known/phi, out.LookedFor) * grow * phi
	if math.IsInf(needed, 1) || math.IsNaN(needed) || needed > 1e8 {
		out.Beyond, needed = true, float64(b.Ripe)
	}
	out.Enough = max(LeastRipe, int(math.Ceil(needed)))
	out.More = max(0, out.Enough-out.After.Ripe)
	if out.More == 0 || r.recent[1] == 0 || r.recent[0] == 0 {
		return
	}
	pace := float64(r.recent[0]) / float64(r.recent[1])
	begin := out.DataTo
	if full := out.Study.Full.Time().Add(time.Duration(out.Definition.Window)); full.After(begin) {
		begin = full
	}
	if days := float64(out.More) / pace; days < 20*366 {
		day := begin.AddDate(0, 0, int(math.Ceil(days)))
		out.When = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	}
}

// judge gives the verdict, from the interval.
func (out *Result) judge() {
	d := out.Effect
	switch {
	case out.After.Ripe < LeastRipe || out.After.Over < leastDays:
		out.Verdict, out.Why = TooEarly, WhyFirstDays
	case d.High < 0:
		out.Verdict = Lower
	case d.Low > 0:
		out.Verdict = Higher
	case out.More > 0:
		out.Verdict, out.Why = TooEarly, WhyMore
	default:
		out.Verdict = NoChange
	}
	if s := out.Series; s != nil {
		switch {
		case s.Falling && out.Verdict == Lower:
			out.Doubts = append(out.Doubts, FallingBefore)
		case s.Rising && out.Verdict == Higher:
			out.Doubts = append(out.Doubts, RisingBefore)
		}
		if out.Verdict == Lower && s.Mean.Low > 0 || out.Verdict == Higher && s.Mean.High < 0 {
			out.Doubts = append(out.Doubts, SeriesDiffers)
		}
	}
}

// monthDays is how long a month is on average.
const monthDays = 365.25 / 12

// saved turns the effect into contacts a month.
func (out *Result) saved() {
	if out.After.Over == 0 || !out.Effect.Known() {
		return
	}
	out.Monthly = float64(out.After.Ripe) / float64(out.After.Over) * monthDays
	out.Saved = Range{-out.Effect.High * out.Monthly, -out.Effect.Low * out.Monthly}
}
