package survival

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

var genWatched = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) float64 {
	v := float64(rapid.IntRange(1, 12).Draw(t, "time"))
	if rapid.Bool().Draw(t, "censored") {
		v = -v
	}
	return v
}), 1, 40)

// The estimator by its definition: at each time of an event, look at everybody again.
func TestCurveAgainstTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		watched := genWatched.Draw(t, "watched")
		curve := Estimate(observed(watched...), 0.95)
		for time := 0.5; time < 14; time += 0.5 {
			s, variance, end := 1.0, 0.0, 0.0
			atRisk := 0
			for _, w := range watched {
				end = max(end, math.Abs(w))
				if math.Abs(w) >= time {
					atRisk++
				}
			}
			for at := 1.0; at <= time; at++ {
				n, d := 0.0, 0.0
				for _, w := range watched {
					if math.Abs(w) >= at {
						n++
					}
					if w == at {
						d++
					}
				}
				if d > 0 {
					s *= 1 - d/n
					variance += d / (n * (n - d))
				}
			}
			p := curve.At(time)
			if p.AtRisk != atRisk {
				t.Fatalf("at %g: %d at risk, want %d", time, p.AtRisk, atRisk)
			}
			switch {
			case time > end && s > 0:
				if !math.IsNaN(p.S) {
					t.Fatalf("at %g nobody was watched any more, yet S is %g", time, p.S)
				}
			case math.Abs(p.S-s) > 1e-12:
				t.Fatalf("at %g S is %g, want %g", time, p.S, s)
			case s > 0 && math.Abs(p.SE-s*math.Sqrt(variance)) > 1e-12:
				t.Fatalf("at %g SE is %g, want %g", time, p.SE, s*math.Sqrt(variance))
			}
		}
	})
}

// Without anybody lost from sight the curve is a plain share, and Greenwood's variance that of the binomial.
func TestNobodyLost(t *testing.T) {
	curve := Estimate(observed(1, 2, 2, 3, 5, 5, 5, 8), 0.95)
	for _, c := range []struct{ time, share float64 }{{0.5, 0}, {1, 1. / 8}, {2, 3. / 8}, {4, 4. / 8}, {5, 7. / 8}, {8, 1}, {9, 1}} {
		p := curve.At(c.time)
		agrees(t, "share", 1-p.S, c.share, 1e-12)
		if c.share < 1 {
			agrees(t, "SE", p.SE, math.Sqrt(c.share*(1-c.share)/8), 1e-12)
		}
	}
}

// Thinning keeps points of the curve, in order, with the last one, and no large step between two of them unless the curve itself
// makes it.
func TestThin(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var table Table
	for i := range 20_000 {
		table.Add(float64(i+1), int32(r.IntN(3)), int32(r.IntN(3)))
	}
	curve := Estimate(table, 0.95)
	thin := curve.Thin(15_000, 300)
	if len(thin) > 330 || len(thin) < 100 {
		t.Fatalf("%d points", len(thin))
	}
	last := Point{S: 1}
	for i, p := range thin {
		if at := curve.At(p.Time); at != p {
			t.Fatalf("%+v is no point of the curve, that is %+v", p, at)
		}
		if i > 0 && (p.Time <= last.Time || p.S >= last.S || last.S-p.S > 0.02) {
			t.Fatalf("%+v after %+v", p, last)
		}
		last = p
	}
	if last.Time > 15_000 || curve.At(15_000).S != last.S {
		t.Errorf("the last point is %+v, the curve ends at %+v", last, curve.At(15_000))
	}
	if all := Estimate(maintained(), 0.95).Thin(1000, 300); len(all) != 7 {
		t.Errorf("a curve of seven steps has %d points", len(all))
	}
	if none := Estimate(maintained(), 0.95).Thin(8, 300); none != nil {
		t.Errorf("before the first step there are %d points", len(none))
	}
}

// Two groups drawn from one curve are told apart in about one of twenty trials; two different ones nearly always.
func TestLogRankKeepsItsWord(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	draw := func(n int, rate float64) Table {
		times, happened := make([]float64, n), make([]bool, n)
		for i := range times {
			event, end := r.ExpFloat64()/rate, 3*r.Float64()
			times[i], happened[i] = min(event, end), event <= end
		}
		return Collect(times, happened)
	}
	const trials = 1000
	alike, apart, three := 0, 0, 0
	for range trials {
		a, b := draw(80, 1), draw(60, 1)
		if test, err := LogRank(a, b); err != nil {
			t.Fatal(err)
		} else if test.P < 0.05 {
			alike++
		}
		if test, _ := LogRank(a, draw(60, 2)); test.P < 0.05 {
			apart++
		}
		if test, _ := LogRank(a, b, draw(50, 1)); test.P < 0.05 {
			three++
		}
	}
	// 50 ± 3.5 standard deviations.
	if alike < 26 || alike > 74 || three < 26 || three > 74 || apart < 900 {
		t.Errorf("of %d: %d two alike, %d three alike, %d different", trials, alike, three, apart)
	}
}

// The order of the groups does not matter, nor does one of nobody; with fewer than two there is nothing to test.
func TestLogRankGroups(t *testing.T) {
	a, _ := LogRank(maintained(), nonmaintained())
	b, err := LogRank(nonmaintained(), Table{}, maintained())
	if err != nil || math.Abs(a.ChiSquare-b.ChiSquare) > 1e-9 || b.Freedom != 1 || b.Expected[1] != 0 {
		t.Errorf("%+v, %+v, %v", a, b, err)
	}
	for _, groups := range [][]Table{nil, {maintained()}, {maintained(), {}}, {observed(-1, -2), observed(-3)}} {
		if _, err := LogRank(groups...); err == nil {
			t.Errorf("a test of %d groups without two to compare", len(groups))
		}
	}
}

// A curve of nobody knows nothing.
func TestNobody(t *testing.T) {
	curve := Estimate(Table{}, 0.95)
	if p := curve.At(1); !math.IsNaN(p.S) || curve.Known(0) || curve.Len() != 0 || curve.Thin(10, 10) != nil {
		t.Errorf("%+v", p)
	}
	if q := curve.Quantile(0.5); !math.IsNaN(q.Value) {
		t.Errorf("%+v", q)
	}
}
