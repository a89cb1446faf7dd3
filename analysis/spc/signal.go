package spc

import (
	"cmp"
	"slices"
)

// Rule is what makes a point or a run of points a signal.
type Rule int

const (
	None         Rule = iota
	Outside           // beyond a limit
	Trend             // steadily up or down
	TwoOfThree        // two of three beyond the near limit (2σ), on one side
	OneSide           // a run on one side of the centre
	FourOfFive        // four of five beyond 1σ, on one side
	Alternating       // up and down in turn
	Hugging           // a run within 1σ
	Mixture           // a run beyond 1σ, on both sides
	LongRun           // a longer run on one side of the median than chance gives
	FewCrossings      // fewer crossings of the median than chance gives
)

// Verdict is what a signal means.
type Verdict int

const (
	Common      Verdict = iota // no signal: chance
	Improvement                // a change for the better
	Concern                    // a change for the worse
	Changed                    // a change of which no better or worse is known
)

// Signal is a run of points that chance does not explain. Points that take no part may lie within it.
type Signal struct {
	Rule        Rule
	First, Last int // the points that make it
	Side        int // +1 above or rising, −1 below or falling, 0 neither
	Verdict     Verdict
}

// verdict judges a side.
func (d Direction) verdict(side int) Verdict {
	switch int(d) * side {
	case 1:
		return Improvement
	case -1:
		return Concern
	}
	return Changed
}

// signals applies the rules to every phase, flags the points and gives the signals.
func (c *Chart) signals(o Options) []Signal {
	var out []Signal
	for _, ph := range c.Phases {
		if ph.Lack == TooFew {
			continue
		}
		if c.Kind == Run || o.Rules == RunChart {
			out = append(out, c.runSignals(ph, o)...)
			continue
		}
		tests := o.Rules.tests()
		if c.Kind == MR { // ranges overlap, so that runs of them mean nothing
			tests = onlyOutside
		}
		t := c.track(ph)
		for _, test := range tests {
			out = append(out, c.apply(test, t, o)...)
		}
	}
	slices.SortStableFunc(out, func(a, b Signal) int { return cmp.Compare(a.First, b.First) })
	return out
}

// apply flags the points that test finds in t, those without a flag, and gives the signals: one for windows that touch.
func (c *Chart) apply(test test, t track, o Options) []Signal {
	var out []Signal
	last, open := 0, -1
	for i := test.width - 1; i < len(t.index); i++ {
		side, found := test.at(t, i)
		if !found {
			continue
		}
		from, to := i-test.width+1, i
		for from < to && test.marks == near && t.near[from] != side {
			from++
		}
		for to > from && test.marks == near && t.near[to] != side {
			to--
		}
		verdict := o.Better.verdict(side)
		if open >= 0 && out[open].Side == side && i-test.width <= last {
			out[open].Last = max(out[open].Last, t.index[to])
		} else {
			out = append(out, Signal{test.rule, t.index[from], t.index[to], side, verdict})
			open = len(out) - 1
		}
		last = i
		for j := from; j <= to; j++ {
			if test.marks == ends && j < i || test.marks == near && t.near[j] != side {
				continue
			}
			c.flag(t.index[j], test.rule, side, verdict)
		}
	}
	return out
}

// flag notes a signal at point i, if it has none of a rule that goes before.
func (c *Chart) flag(i int, r Rule, side int, v Verdict) {
	if p := &c.Points[i]; p.Rule == None {
		p.Rule, p.Side, p.Verdict = r, side, v
	}
}

// runSignals gives the signals of the run chart of ph. Only a long run flags points: too few crossings are of the whole.
func (c *Chart) runSignals(ph Phase, o Options) []Signal {
	var out []Signal
	t := ph.Runs
	if t.Useful == 0 {
		return nil
	}
	if t.Longest > t.LongestMax {
		v := o.Better.verdict(t.LongestSide)
		out = append(out, Signal{LongRun, t.LongestAt.From, t.LongestAt.To - 1, t.LongestSide, v})
		for i := t.LongestAt.From; i < t.LongestAt.To; i++ {
			if p := c.Points[i]; p.Used && sign(p.Value-ph.Centre) == t.LongestSide {
				c.flag(i, LongRun, t.LongestSide, v)
			}
		}
	}
	if t.Crossings < t.CrossingsMin {
		out = append(out, Signal{FewCrossings, ph.From, ph.To - 1, 0, Changed})
	}
	return out
}
