package survival

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// With one observation a cluster the spread is Greenwood's, whichever way places are found.
func TestClustersOfOneAreGreenwoods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		watched := genWatched.Draw(t, "watched")
		curve := Estimate(observed(watched...), 0.95)
		times := []float64{0.5, 2, 5, 5.5, 8, 11}
		k := curve.Clusters(times)
		half := k.Like()
		for i, w := range watched {
			to := k
			if i%2 == 1 {
				to = half
			}
			to.Add(math.Abs(w), w > 0)
			to.Next()
		}
		k.Plus(half)
		for i, deviation := range k.Deviations() {
			p := curve.At(times[i])
			if math.IsNaN(p.S) || p.S == 0 {
				continue
			}
			if math.Abs(p.S*deviation-p.SE) > 1e-9 {
				t.Fatalf("at %g: %g, Greenwood %g", times[i], p.S*deviation, p.SE)
			}
			if low, high := curve.Band(p.S, deviation); math.Abs(low-p.Low) > 1e-9 || math.Abs(high-p.High) > 1e-9 {
				t.Fatalf("at %g: band %g to %g, want %g to %g", times[i], low, high, p.Low, p.High)
			}
		}
	})
}

// Observations that are there several times say no more than once: the spread stays that of the clusters.
func TestCopiesSayNoMore(t *testing.T) {
	base := []float64{9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161}
	var copies []float64
	for range 5 {
		copies = append(copies, base...)
	}
	once, five := Estimate(observed(base...), 0.95), Estimate(observed(copies...), 0.95)
	k := five.Clusters([]float64{15, 30, 40})
	for _, w := range base {
		for range 5 {
			k.Add(math.Abs(w), w > 0)
		}
		k.Next()
	}
	for i, time := range []float64{15, 30, 40} {
		want := once.At(time)
		if got := want.S * k.Deviations()[i]; math.Abs(got-want.SE) > 1e-9 {
			t.Errorf("at %g: %g, want %g", time, got, want.SE)
		}
	}
}

// The scores add up to the observed less the expected, and places are found the same way by look-up and by search.
func TestScoresAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := genWatched.Draw(t, "first"), genWatched.Draw(t, "second")
		a, b := observed(first...), observed(second...)
		test, err := LogRank(a, b)
		if err != nil {
			return
		}
		s, sum := LogRankScores(a, b), 0.0
		for _, w := range first {
			sum += s.Of(true, math.Abs(w), w > 0)
		}
		for _, w := range second {
			sum += s.Of(false, math.Abs(w), w > 0)
		}
		if want := float64(test.Observed[0]) - test.Expected[0]; math.Abs(sum-want) > 1e-9 {
			t.Fatalf("%g, want %g", sum, want)
		}
	})
	var times []float64
	for i := range 200 {
		times = append(times, float64(3*i))
	}
	looked, searched := newIndex(times), index{times: times}
	if looked.place == nil {
		t.Fatal("nothing to look up in")
	}
	for i, time := range times {
		if looked.of(time) != i || searched.of(time) != i {
			t.Fatalf("%g is at %d and %d, want %d", time, looked.of(time), searched.of(time), i)
		}
	}
}

// Customers who come back often do so in one group or the other: the plain test takes their contacts for as many people and finds
// differences that are not there; the clustered one keeps its word.
func TestClusteredLogRankKeepsItsWord(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	const trials = 400
	plain, clustered := 0, 0
	for range trials {
		var times [2][]float64
		var happened [2][]bool
		type one struct {
			group int
			time  float64
			event bool
		}
		var customers [][]one
		for range 120 {
			g, n, rate := r.IntN(2), 1+r.IntN(9), math.Exp(r.NormFloat64())
			var c []one
			for range n {
				event, end := math.Ceil(r.ExpFloat64()/rate*100), math.Ceil(300*r.Float64())
				o := one{g, min(event, end), event <= end}
				c = append(c, o)
				times[g], happened[g] = append(times[g], o.time), append(happened[g], o.event)
			}
			customers = append(customers, c)
		}
		a, b := Collect(times[0], happened[0]), Collect(times[1], happened[1])
		test, err := LogRank(a, b)
		if err != nil {
			t.Fatal(err)
		}
		s, squares := LogRankScores(a, b), 0.0
		for _, c := range customers {
			sum := 0.0
			for _, o := range c {
				sum += s.Of(o.group == 0, o.time, o.event)
			}
			squares += sum * sum
		}
		if test.P < 0.05 {
			plain++
		}
		if test.Clustered(squares).P < 0.05 {
			clustered++
		}
	}
	// 20 ± 3.5 standard deviations for the clustered one.
	if plain < 60 || clustered < 6 || clustered > 36 {
		t.Errorf("of %d: the plain test %d, the clustered one %d", trials, plain, clustered)
	}
}
