package spc

import (
	"math"
	"slices"
	"testing"
)

// trackOf is a track with centre 0 and a standard deviation of 1.
func trackOf(ys ...float64) track {
	var t track
	for i, y := range ys {
		t.index, t.y, t.z = append(t.index, i), append(t.y, y), append(t.z, y)
		t.outside, t.near, t.side = append(t.outside, beyond(y, -3, 3)), append(t.near, beyond(y, -2, 2)), append(t.side, sign(y))
	}
	return t
}

// found gives the points, from 1, whose window holds.
func found(test test, t track) []int {
	var out []int
	for i := test.width - 1; i < len(t.y); i++ {
		if _, ok := test.at(t, i); ok {
			out = append(out, i+1)
		}
	}
	return out
}

// flagged applies test alone and gives the points, from 1, that it flags.
func flagged(test test, t track) []int {
	c := Chart{Points: make([]Point, len(t.y))}
	c.apply(test, t, Options{})
	var out []int
	for i, p := range c.Points {
		if p.Rule != None {
			out = append(out, i+1)
		}
	}
	return out
}

// PUBLISHED: luca-scr/qcc at af35099, tests/testthat/test-rules.R: violators, from 1.
func TestWesternElectricAndNelson(t *testing.T) {
	we, nelson := westernElectricTests, nelsonTests
	overlap := append(all(7, 2.5), 3.2)
	n2 := append(append(all(10, 0.5), -0.5), all(9, -0.5)...)
	for _, w := range []struct {
		name string
		test test
		in   []float64
		want []int
	}{
		{"WE1", we[0], []float64{0, 3.2, -3.5, 2.9}, []int{2, 3}},
		{"WE2", we[1], []float64{0, 2.5, 1.0, 2.6, 0}, []int{4}},
		{"WE3", we[2], []float64{0, 1.2, 1.3, 0.2, 1.4, 1.5}, []int{6}},
		{"WE4", we[3], append(all(8, -1), 1), []int{8}},
		{"overlap WE4", we[3], overlap, []int{8}},
		{"overlap WE3", we[2], overlap, []int{5, 6, 7, 8}},
		{"overlap WE2", we[1], overlap, []int{3, 4, 5, 6, 7, 8}},
		{"overlap WE1", we[0], overlap, []int{8}},
		{"N2", nelson[1], n2, []int{9, 10, 19, 20}},
		{"N3", nelson[2], []float64{1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1}, []int{6, 7, 13, 14}},
		{"N4", nelson[3], []float64{1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7, 9, 8}, []int{14, 15}},
		{"N5", nelson[4], []float64{0, 2.3, 0.4, 2.2, -2.4, -0.2, -2.5}, []int{4, 7}},
		{"N6", nelson[5], []float64{1.2, 1.3, 0.2, 1.4, 1.5, -1.2, -1.3, -0.1, -1.4, -1.5}, []int{5, 10}},
		{"N7", nelson[6], append(all(16, 0.3), 1.2), []int{15, 16}},
		{"N8", nelson[7], []float64{1.2, -1.3, 1.1, -1.4, 1.5, -1.2, 1.3, -1.1, 0.2}, []int{8}},
		{"N8, one side", nelson[7], all(8, 1.2), nil},
	} {
		if got := found(w.test, trackOf(w.in...)); !slices.Equal(got, w.want) {
			t.Errorf("%s: %v, want %v", w.name, got, w.want)
		}
		if got := flagged(w.test, trackOf(w.in...)); !slices.Equal(got, w.want) {
			t.Errorf("%s flags %v, want %v", w.name, got, w.want)
		}
	}
	// Precedence: NA, NA, 2, 2, 2, 2, 2, 1.
	c := Chart{Points: make([]Point, 8)}
	for _, test := range we {
		c.apply(test, trackOf(overlap...), Options{})
	}
	for i, want := range []Rule{None, None, TwoOfThree, TwoOfThree, TwoOfThree, TwoOfThree, TwoOfThree, Outside} {
		if c.Points[i].Rule != want {
			t.Errorf("point %d: rule %d, want %d", i+1, c.Points[i].Rule, want)
		}
	}
}

// PUBLISHED: NHSRplotthedots at 050b07d, tests/testthat/test-ptd_calculate_point_type.R, as points from 1.
func TestNHSVectors(t *testing.T) {
	trend, two, seven := nhsTests[1], nhsTests[2], nhsTests[3]
	for _, w := range []struct {
		name string
		test test
		in   []float64
		want []int
	}{
		{"8 above", seven, append(all(8, 1), -1), []int{7, 8}},
		{"6 above", seven, append(all(6, 1), -1), nil},
		{"8 below", seven, append(all(8, -1), 1), []int{7, 8}},
		{"rising", trend, []float64{1, 2, 3, 4, 5, 6, 7}, []int{7}},
		{"falling", trend, []float64{7, 6, 5, 4, 3, 2, 1}, []int{7}},
		{"a level step", trend, []float64{1, 2, 3, 3, 4, 5, 6}, nil},
		{"one rise of seven", trend, []float64{2, 1, 2, 3, 4, 5, 6, 7, 3}, []int{8}},
		{"opposite sides", two, []float64{2.5, -2.5, 2.5}, nil},
	} {
		if got := found(w.test, trackOf(w.in...)); !slices.Equal(got, w.want) {
			t.Errorf("%s: %v, want %v", w.name, got, w.want)
		}
	}
	// The whole run is flagged ("part of seven"): an end at 7 flags 1–7, an end at 8 flags 2–8.
	for _, w := range []struct {
		name string
		test test
		in   []float64
		want []int
	}{
		{"end at 7", seven, append(all(7, 1), -1), []int{1, 2, 3, 4, 5, 6, 7}},
		{"end at 8", seven, append(append([]float64{-1}, all(7, 1)...), -1), []int{2, 3, 4, 5, 6, 7, 8}},
		{"falling, +1 above", trend, []float64{7, 6, 5, 4, 3, 2, 1}, []int{1, 2, 3, 4, 5, 6, 7}},
		{"two of three, only the near ones", two, []float64{0, 1, 2.5, 1, 2.5, 1, 0}, []int{3, 5}},
	} {
		if got := flagged(w.test, trackOf(w.in...)); !slices.Equal(got, w.want) {
			t.Errorf("%s flags %v, want %v", w.name, got, w.want)
		}
	}
	// Windows of "two in three": 0,0,1,0,1,0,0 holds over 3–5, and 0,0,1,1,0,0,0 over 2–5.
	for _, w := range []struct {
		in   []float64
		want []int
	}{
		{[]float64{1, 1, 2.5, 1, 2.5, 1, 1}, []int{3, 4, 5}},
		{[]float64{1, 1, 2.5, 2.5, 1, 1, 1}, []int{2, 3, 4, 5}},
	} {
		covered := map[int]bool{}
		for _, e := range found(two, trackOf(w.in...)) {
			covered[e-2], covered[e-1], covered[e] = true, true, true
		}
		for i := 1; i <= len(w.in); i++ {
			if covered[i] != slices.Contains(w.want, i) {
				t.Errorf("%v: point %d covered %v", w.in, i, covered[i])
			}
		}
	}
	// 16 points 1, −1, … of which the last two are 5.5 and −5.5: these two are common cause.
	ys := make([]float64, 16)
	for i := range ys {
		ys[i] = float64(1 - i%2*2)
	}
	ys[14], ys[15] = 5.5, -5.5
	c := must(t, Series{Values: ys}, Options{Kind: XmR, Unscreen: true})
	if c.Points[14].Rule != None || c.Points[15].Rule != None {
		t.Errorf("rules %d, %d of %+v", c.Points[14].Rule, c.Points[15].Rule, c.Points[15])
	}
}

// A signal says where it begins and ends, on which side and what that means; windows that touch are one signal, and
// points that take no part are stepped over.
func TestSignals(t *testing.T) {
	ys := []float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 0.5, 0.4, 9, 0.6, 0.3, 0.5, 0.2, 0.6, 0.4, -1, 8, -1}
	flags := make([]Flag, len(ys))
	flags[16] = Unripe
	s := Series{Values: ys, Flags: flags}
	c := must(t, s, Options{Kind: XmR, Baseline: Range{0, 14}, Better: Lower})
	want := []Signal{{OneSide, 14, 22, 1, Concern}, {Outside, 24, 24, 1, Concern}}
	if !slices.Equal(c.Signals, want) {
		t.Errorf("signals %+v", c.Signals)
	}
	if c.Points[16].Rule != None || c.Points[15].Rule != OneSide {
		t.Error("an unripe point is flagged, or the one before it is not")
	}
	if c := must(t, s, Options{Kind: XmR, Baseline: Range{0, 14}, Better: Higher}); c.Signals[0].Verdict != Improvement {
		t.Error("up is no improvement where higher is better")
	}
	if c := must(t, s, Options{Kind: XmR, Baseline: Range{0, 14}}); c.Signals[0].Verdict != Changed {
		t.Error("a verdict without a direction")
	}
	// A phase of its own ends the run.
	c = must(t, s, Options{Kind: XmR, Baseline: Range{0, 14}, Phases: []int{18}})
	if len(c.Signals) > 0 && c.Signals[0].First < 18 {
		t.Errorf("a run over the border of a phase: %+v", c.Signals)
	}
}

func TestRuleSetNames(t *testing.T) {
	for _, r := range []RuleSet{NHS, WesternElectric, Nelson, RunChart} {
		if got, ok := RuleSetNamed(r.String()); !ok || got != r {
			t.Errorf("%v comes back as %v", r, got)
		}
	}
	if _, ok := RuleSetNamed("other"); ok {
		t.Error("a rule set of any name")
	}
}

func TestIcons(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	ys := []float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2} // limits 1.5 ± 2.66
	for _, w := range []struct {
		target *float64
		better Direction
		want   Assurance
	}{
		{at(5), Lower, AlwaysMet}, {at(5), Higher, NeverMet}, {at(-2), Lower, NeverMet}, {at(-2), Higher, AlwaysMet},
		{at(2), Lower, HitAndMiss}, {nil, Lower, Untold}, {at(5), Neither, Untold},
	} {
		c := must(t, Series{Values: ys}, Options{Kind: XmR, Target: w.target, Better: w.better})
		if c.Assurance != w.want || c.Variation != (Variation{13, Common, 0}) {
			t.Errorf("%+v: %v, %+v", w, c.Assurance, c.Variation)
		}
	}
	c := must(t, Series{Values: append(slices.Clone(ys), 9, 1e9), Flags: append(make([]Flag, 15), Unripe)}, Options{Kind: XmR, Baseline: Range{0, 14}, Better: Lower})
	if c.Variation != (Variation{14, Concern, 1}) {
		t.Errorf("variation %+v", c.Variation)
	}
}

func TestFewPoints(t *testing.T) {
	for n, want := range map[int]struct {
		lack  Lack
		trial bool
	}{4: {TooFew, false}, 5: {Complete, true}, 11: {Complete, true}, 12: {Complete, false}} {
		ys := make([]float64, n)
		for i := range ys {
			ys[i] = float64(i % 2)
		}
		c := must(t, Series{Values: ys}, Options{Kind: XmR})
		if ph := c.Phases[0]; ph.Lack != want.lack || ph.Trial != want.trial || math.IsNaN(c.Points[0].Low) != (n == 4) {
			t.Errorf("%d points: %+v", n, ph)
		}
	}
	c := must(t, Series{Values: all(20, 0), Bases: all(20, 50)}, Options{Kind: P})
	if c.Phases[0].Lack != NoSpread || len(c.Signals) != 0 {
		t.Errorf("no spread: %+v, %v", c.Phases[0], c.Signals)
	}
	if c := must(t, Series{}, Options{Kind: XmR}); len(c.Phases) != 0 || c.Variation.Index != -1 {
		t.Errorf("nothing at all: %+v", c)
	}
}

func TestWrongOptions(t *testing.T) {
	s := Series{Values: all(10, 1), Bases: all(10, 2)}
	for name, w := range map[string]struct {
		s Series
		o Options
	}{
		"bases": {Series{Values: all(3, 1)}, Options{}}, "lengths": {Series{Values: all(3, 1), Bases: all(2, 2)}, Options{}},
		"falling phases": {s, Options{Phases: []int{5, 5}}}, "phase beyond": {s, Options{Phases: []int{10}}},
		"baseline over a border": {s, Options{Phases: []int{5}, Baseline: Range{2, 7}}}, "empty baseline": {s, Options{Baseline: Range{3, 3}}},
		"more than all": {Series{Values: all(3, 3), Bases: all(3, 2)}, Options{}}, "negative": {Series{Values: all(3, -1), Bases: all(3, 2)}, Options{}},
	} {
		if _, err := New(w.s, w.o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
