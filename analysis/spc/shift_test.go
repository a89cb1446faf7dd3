package spc

import (
	"math"
	"math/rand/v2"
	"testing"
)

// weekly gives weeks of shares with a chance of its own each; the chance of a week itself varies by extra.
func weekly(r *rand.Rand, ps []float64, base int, extra float64) Series {
	s := Series{Values: make([]float64, len(ps)), Bases: make([]float64, len(ps))}
	for i, p := range ps {
		n := base - base/10 + r.IntN(base/5+1)
		p += extra * r.NormFloat64()
		for range n {
			if r.Float64() < p {
				s.Values[i]++
			}
		}
		s.Bases[i] = float64(n)
	}
	return s
}

// step is before for at weeks and after up to n.
func step(n, at int, before, after float64) []float64 {
	ps := all(n, before)
	for i := at; i < n; i++ {
		ps[i] = after
	}
	return ps
}

func proposals(t *testing.T, s Series, o Options) []Shift {
	t.Helper()
	got, err := Shifts(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Of stable series of a year few get a proposal, also where weeks vary more than chance.
func TestShiftsOnStableSeries(t *testing.T) {
	for _, w := range []struct {
		name  string
		extra float64
	}{{"binomial", 0}, {"overdispersed", 0.03}} {
		r := rand.New(rand.NewPCG(1, 2))
		wrong := 0
		const series = 1000
		for range series {
			wrong += min(len(proposals(t, weekly(r, all(52, 0.3), 300, w.extra), Options{Kind: PPrime})), 1)
		}
		t.Logf("%s: %d of %d stable series", w.name, wrong, series)
		if wrong > series*2/100 {
			t.Errorf("%s: a shift is proposed in %d of %d stable series", w.name, wrong, series)
		}
	}
}

// Real steps are found and dated within two weeks.
func TestShiftsDateSteps(t *testing.T) {
	for _, w := range []struct {
		name          string
		before, after float64
		base          int
		extra         float64
		found, dated  float64 // least share of the series, and of those found
	}{
		{"large", 0.35, 0.25, 400, 0, 0.99, 0.99},
		{"middling", 0.30, 0.24, 400, 0, 0.97, 0.95},
		{"up, overdispersed", 0.20, 0.28, 500, 0.02, 0.95, 0.95},
	} {
		r := rand.New(rand.NewPCG(3, 4))
		const series = 300
		found, dated, more := 0, 0, 0
		for range series {
			at := 14 + r.IntN(24)
			got := proposals(t, weekly(r, step(52, at, w.before, w.after), w.base, w.extra), Options{Kind: PPrime, Better: Lower})
			if len(got) == 0 {
				continue
			}
			found++
			more += len(got) - 1
			for _, g := range got {
				if math.Abs(float64(g.At-at)) <= 2 && g.Side == sign(w.after-w.before) && math.Abs(g.After-w.after) < 0.02 {
					dated++
					break
				}
			}
		}
		t.Logf("%s: found %d of %d, dated within two weeks %d, too many %d", w.name, found, series, dated, more)
		if float64(found) < w.found*series || float64(dated) < w.dated*float64(found) || more > series*3/100 {
			t.Errorf("%s: found %d of %d, dated %d, too many %d", w.name, found, series, dated, more)
		}
	}
}

// Two steps are two proposals; what went back is none at the end; a baseline is left alone, and what was agreed to is not
// proposed again.
func TestShiftsInShape(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	ps := step(60, 20, 0.35, 0.28)
	copy(ps[40:], all(20, 0.20))
	s := weekly(r, ps, 600, 0)
	o := Options{Kind: PPrime, Better: Lower}
	got := proposals(t, s, o)
	if len(got) != 2 || math.Abs(float64(got[0].At-20)) > 2 || math.Abs(float64(got[1].At-40)) > 2 {
		t.Fatalf("two steps: %+v", got)
	}
	if got[0].Verdict != Improvement || got[0].After != got[1].Before || got[0].Seen < got[0].At+8 {
		t.Errorf("first step %+v", got[0])
	}
	o.Phases = []int{got[0].At, got[1].At}
	if again := proposals(t, s, o); len(again) != 0 {
		t.Errorf("proposed again: %+v", again)
	}
	o.Phases, o.Baseline = nil, Range{0, 30}
	for _, g := range proposals(t, s, o) {
		if g.At < 30 {
			t.Errorf("within the baseline: %+v", g)
		}
	}
	ps = all(40, 0.3)
	copy(ps[31:], all(5, 0.2))
	if got := proposals(t, weekly(r, ps, 600, 0), Options{Kind: P}); len(got) != 0 {
		t.Errorf("five weeks are no lasting shift: %+v", got)
	}
	late := weekly(r, step(30, 25, 0.35, 0.2), 600, 0)
	if got := proposals(t, late, Options{Kind: P}); len(got) != 0 {
		t.Errorf("after five weeks: %+v", got)
	}
}

// Choose picks P for binomial weeks about as often as its bounds promise, and P′ where weeks vary more.
func TestChoose(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	over, under, prime := 0, 0, 0
	const series = 1000
	for range series {
		c, err := Choose(weekly(r, all(40, 0.3), 200, 0), Options{Unscreen: true})
		if err != nil {
			t.Fatal(err)
		}
		switch c.Reason {
		case Overdispersed:
			over++
		case Underdispersed:
			under++
		}
		if c, _ = Choose(weekly(r, all(40, 0.3), 1000, 0.03), Options{}); c.Kind == PPrime {
			prime++
		}
	}
	t.Logf("of %d: binomial called over %d, under %d; overdispersed called so %d", series, over, under, prime)
	if over < 25 || over > 80 || under < 20 || under > 75 || prime < series*98/100 {
		t.Errorf("of %d: binomial called over %d, under %d; overdispersed called so %d", series, over, under, prime)
	}
	c, err := Choose(Series{Values: all(6, 3), Bases: all(6, 10)}, Options{})
	if err != nil || c.Reason != FewToTell || c.Kind != P {
		t.Errorf("six alike: %+v, %v", c, err)
	}
}
