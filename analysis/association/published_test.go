package association

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func close(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// SAS prints 0.4842, standard error 0.1380, 95 % 0.2137 to 0.7547 (statsmodels, stats/tests/test_inter_rater.py, table10).
func TestKappaOfSAS(t *testing.T) {
	k := CohenKappa([][]int{{0, 4, 1}, {0, 8, 0}, {0, 1, 5}})
	close(t, "κ", k.Value, 0.4842, 5e-5)
	close(t, "error", k.Error, 0.1380, 5e-5)
	close(t, "low", k.Low, 0.2137, 5e-5)
	close(t, "high", k.High, 0.7547, 5e-5)
	if k.N != 19 || k.Agreed != 13 {
		t.Errorf("%d agreed of %d, want 13 of 19", k.Agreed, k.N)
	}
}

// kappa2(anxiety[, 2:3]) of R's irr prints −0.006289308 (the same file).
func TestKappaOfIrr(t *testing.T) {
	all := []int{
		3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3, 3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4, 2, 1, 4, 4, 3, 2,
		1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2,
	}
	table := make([][]int, 6)
	for i := range table {
		table[i] = make([]int, 6)
	}
	for i := range 20 {
		table[all[20+i]-1][all[40+i]-1]++
	}
	close(t, "κ", CohenKappa(table).Value, -0.006289308, 5e-9)
}

func TestKappaWithoutValue(t *testing.T) {
	for _, table := range [][][]int{nil, {{0, 0}, {0, 0}}, {{7, 0}, {0, 0}}} {
		if k := CohenKappa(table); k.Known() || !math.IsNaN(k.Low) {
			t.Errorf("%v: κ %v", table, k.Value)
		}
	}
	if k := CohenKappa([][]int{{3, 0}, {0, 4}}); k.Value != 1 || k.Low != 1 || k.High != 1 {
		t.Errorf("full agreement: %+v", k)
	}
}

// Who is called first, and what the categories are called, makes no difference.
func TestKappaIsEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "n")
		table, turned := make([][]int, n), make([][]int, n)
		for i := range table {
			table[i], turned[i] = rapid.SliceOfN(rapid.IntRange(0, 9), n, n).Draw(t, "row"), make([]int, n)
		}
		for i := range table {
			for j := range table {
				turned[n-1-j][n-1-i] = table[i][j]
			}
		}
		a, b := CohenKappa(table), CohenKappa(turned)
		if a.Known() != b.Known() || a.Known() && (math.Abs(a.Value-b.Value) > 1e-9 || math.Abs(a.Error-b.Error) > 1e-9) {
			t.Errorf("%v: %+v, turned %+v", table, a, b)
		}
		if a.Known() && (a.Value > 1 || a.Value < -1 || a.Low > a.Value || a.High < a.Value) {
			t.Errorf("%v: %+v", table, a)
		}
	})
}

// 7 of 34 against 1 of 34: 0.99 to 74, corrected 0.98 to 38 (Fagerland, Lydersen and Laake 2015); [[2,2],[2,2]]: 1,
// 0.0625488 to 15.9875077 (statsmodels).
func TestPublishedOdds(t *testing.T) {
	r := Odds(Table{7, 27, 1, 33})
	close(t, "low", r.Low, 0.99, 0.005)
	close(t, "high", r.High, 74, 0.5)
	if r.Corrected || r.Clear() {
		t.Error(r)
	}
	r = Odds(Table{2, 2, 2, 2})
	close(t, "value", r.Value, 1, 1e-12)
	close(t, "low", r.Low, 0.0625488, 5e-8)
	close(t, "high", r.High, 15.9875077, 5e-8)
	g := Odds(Table{7, 27, 0, 34})
	a, b, c, d := 7.5, 27.5, 0.5, 34.5
	close(t, "corrected", g.Value, a*d/(b*c), 1e-9)
	if !g.Corrected || !g.Known() {
		t.Error(g)
	}
	if Odds(Table{0, 0, 3, 4}).Known() || Odds(Table{3, 0, 4, 0}).Known() {
		t.Error("a ratio of a table with an empty side")
	}
}

// The adjusted interval of Gart of 7/34 against 1/34 is 0.98 to 38 (the same source).
func TestPublishedGart(t *testing.T) {
	r := Gart(Table{7, 27, 1, 33})
	close(t, "low", r.Low, 0.98, 0.005)
	close(t, "high", r.High, 38, 0.5)
	if !r.Corrected {
		t.Error("it does not say so")
	}
}

// R's mantelhaen.test on its rabbits: common odds ratio 7, 95 % 1.026713 to 47.725133, X² 3.9286, p 0.04747.
func TestPublishedMantelHaenszel(t *testing.T) {
	s := MantelHaenszel([]Table{{0, 0, 6, 5}, {3, 0, 3, 6}, {6, 2, 0, 4}, {5, 6, 1, 0}, {2, 5, 0, 0}})
	close(t, "ratio", s.Value, 7, 1e-9)
	close(t, "low", s.Low, 1.026713, 5e-7)
	close(t, "high", s.High, 47.725133, 5e-7)
	close(t, "X²", s.Chi2, 3.9286, 5e-5)
	close(t, "p", s.P, 0.04747, 5e-6)
	if s.Strata != 3 {
		t.Errorf("%d strata say something, want 3", s.Strata)
	}
}

// One stratum has the odds ratio of its table, and empty ones change nothing.
func TestOneStratum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.IntRange(1, 50)
		one := Table{c.Draw(t, "a"), c.Draw(t, "b"), c.Draw(t, "c"), c.Draw(t, "d")}
		s := MantelHaenszel([]Table{{0, 0, 4, 9}, one, {3, 0, 8, 0}, {}})
		if r := Odds(one); math.Abs(s.Value/r.Value-1) > 1e-9 || s.N != one.N() || s.Strata != 1 {
			t.Errorf("%+v: %+v, alone %+v", one, s, r)
		}
		swapped := MantelHaenszel([]Table{{one.Without, one.WithoutNot, one.With, one.WithNot}})
		if math.Abs(s.Value*swapped.Value-1) > 1e-9 || math.Abs(s.Low*swapped.High-1) > 1e-6 {
			t.Errorf("groups swapped: %+v, %+v", s, swapped)
		}
	})
}
