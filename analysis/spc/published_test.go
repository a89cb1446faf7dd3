package spc

import (
	"math"
	"testing"
)

// Data of Montgomery, Introduction to Statistical Quality Control, as the tests of qicharts2 have it
// (anhoej/qicharts2, tests/testthat/*.rds at 1b9487e), which also give the expected figures marked "qicharts2".
var (
	table74n = []float64{100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90}
	table74x = []float64{12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9}

	example71 = []float64{12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
		9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5, 6, 3, 5, 8, 7, 5, 6, 4, 5, 2, 3, 4, 7, 6, 5, 5, 3, 7, 9, 6, 10, 4, 3, 5,
		8, 11, 9, 7, 3, 5, 2, 1, 4, 5, 3, 7, 6, 4, 4, 6, 8, 5, 6}

	example65 = []float64{310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304,
		305, 282, 305, 296, 314, 295, 287, 301, 298, 311, 310, 292, 305, 299, 304, 310, 304, 305, 333, 328}

	example73 = []float64{21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15, 16, 18, 12, 15,
		24, 21, 28, 20, 25, 19, 18, 21, 16, 22, 19, 12, 14, 9, 16, 21}

	example74 = []float64{2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4}

	// Infections by Clostridioides difficile (qicharts2, data set cdi).
	cdi = []float64{17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11, 14, 9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9}

	// Patients seen within four hours (Mohammed et al. 2013, doi 10.1136/bmjqs-2012-001373).
	accidentsR = []float64{266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353, 256820, 261835,
		259144, 255910, 260863, 264465, 260989}
	accidentsN = []float64{280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629, 268091, 276803,
		271578, 266005, 273520, 278574, 273772}

	// R: set.seed(123); rnorm(20).
	rnorm = []float64{-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
		1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141}
)

// all gives n times v.
func all(n int, v float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// without flags points, from 0, as left out.
func without(n int, out ...int) []Flag {
	f := make([]Flag, n)
	for _, i := range out {
		f[i] = Excluded
	}
	return f
}

func must(t *testing.T, s Series, o Options) Chart {
	t.Helper()
	c, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// closeTo fails t where got is not want within tol.
func closeTo(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

// limits checks the centre and limits of point i.
func limits(t *testing.T, c Chart, i int, centre, low, high, tol float64) {
	t.Helper()
	closeTo(t, "centre", c.Points[i].Centre, centre, tol)
	closeTo(t, "lower limit", c.Points[i].Low, low, tol)
	closeTo(t, "upper limit", c.Points[i].High, high, tol)
}

// runsAre checks a run test.
func runsAre(t *testing.T, r RunTest, longest, longestMax, crossings, crossingsMin int) {
	t.Helper()
	if r.Longest != longest || r.LongestMax != longestMax || r.Crossings != crossings || r.CrossingsMin != crossingsMin {
		t.Errorf("longest run %d of %d, crossings %d of %d; want %d of %d, %d of %d",
			r.Longest, r.LongestMax, r.Crossings, r.CrossingsMin, longest, longestMax, crossings, crossingsMin)
	}
}

// PUBLISHED: qicharts2, Montgomery table 7.4.
func TestPTable74(t *testing.T) {
	c := must(t, Series{Values: table74x, Bases: table74n}, Options{Kind: P})
	for i, n := range table74n {
		want := map[float64][2]float64{
			80:  {0, 0.19409342051458195},
			90:  {0.0025650562804066107, 0.18845535188285867},
			100: {0.007334694727773067, 0.18368571343549223},
			110: {0.011438154625052752, 0.17958225353821256},
			120: {0.01501734492727154, 0.17600306323599374},
		}[n]
		limits(t, c, i, 0.09551020408163265, want[0], want[1], 1e-15)
	}
	runsAre(t, c.Phases[0].Runs, 5, 8, 10, 8)
	if c.Phases[0].Runs.Signal() {
		t.Error("a runs signal")
	}
}

// PUBLISHED: qicharts2, Montgomery example 7.1: two points left out, a new phase after 30.
func TestPExample71(t *testing.T) {
	n := len(example71)
	c := must(t, Series{example71, all(n, 50), without(n, 14, 22)}, Options{Kind: P, Phases: []int{30}})
	if n != 94 || c.Phases[0].Usable != 28 || c.Phases[1].Usable != 64 {
		t.Fatalf("%d points, phases of %d and %d", n, c.Phases[0].Usable, c.Phases[1].Usable)
	}
	limits(t, c, 0, 0.215, 0.040702839954289555, 0.38929716004571047, 1e-15)
	limits(t, c, 93, 0.1096875, 0, 0.24226995518120034, 1e-15)
	runsAre(t, c.Phases[0].Runs, 5, 8, 13, 9)
	runsAre(t, c.Phases[1].Runs, 7, 9, 30, 25)
	for _, i := range []int{14, 22} {
		if p := c.Points[i]; p.Used || p.Rule != None || p.Value <= p.High {
			t.Errorf("point %d that was left out: %+v", i, p)
		}
	}
}

// PUBLISHED: qicharts2, Montgomery example 6.5: individuals and moving ranges, frozen at 20.
func TestXmRExample65(t *testing.T) {
	o := Options{Kind: XmR, Baseline: Range{0, 20}}
	c := must(t, Series{Values: example65}, o)
	limits(t, c, 39, 300.5, 279.78331466965284, 321.21668533034716, 1e-12)
	runsAre(t, c.Phases[0].Runs, 6, 8, 20, 14)
	for i, p := range c.Points {
		if (p.Rule == Outside) != (i >= 38) {
			t.Errorf("point %d: rule %d", i, p.Rule)
		}
	}
	o.Kind = MR
	c = must(t, Series{Values: example65}, o)
	limits(t, c, 39, 7.7894736842105265, 0, 25.44821052631579, 1e-12)
	if !math.IsNaN(c.Points[0].Value) || c.Points[1].Value != 22 {
		t.Errorf("ranges begin %v %v", c.Points[0].Value, c.Points[1].Value)
	}
}

// PUBLISHED: qicharts2, Montgomery examples 7.3 (two points left out, frozen at 26) and 7.4.
func TestCAndU(t *testing.T) {
	n := len(example73)
	c := must(t, Series{Values: example73, Flags: without(n, 5, 19)}, Options{Kind: C, Baseline: Range{0, 26}})
	limits(t, c, 0, 19.666666666666668, 6.3625319710165975, 32.970801362316735, 1e-12)
	r := c.Phases[0].Runs
	runsAre(t, r, 8, 8, 14, 16)
	if r.Useful != 44 || !r.Signal() {
		t.Errorf("%d useful points, signal %v", r.Useful, r.Signal())
	}
	c = must(t, Series{Values: example74, Bases: all(20, 50)}, Options{Kind: U})
	limits(t, c, 0, 0.074, 0, 0.1894123043700281, 1e-15)
}

// The published median and run of the cdi data (qicharts2, vignette), and the run rules on them.
func TestRunChartCDI(t *testing.T) {
	c := must(t, Series{Values: cdi}, Options{Kind: Run, Baseline: Range{0, 24}, Better: Lower})
	if c.Points[35].Centre != 19 || c.Phases[0].Lack != NoneByArt {
		t.Fatalf("median %v, lack %d", c.Points[35].Centre, c.Phases[0].Lack)
	}
	if r := c.Phases[0].Runs; r.Longest != 15 || r.LongestSide != -1 || r.LongestAt != (Range{21, 36}) {
		t.Errorf("run %+v", r)
	}
	if s := c.Signals; len(s) != 2 || s[1] != (Signal{LongRun, 21, 35, -1, Improvement}) || s[0].Rule != FewCrossings {
		t.Errorf("signals %+v", s)
	}
	if c.Points[20].Rule != None || c.Points[21].Rule != LongRun || c.Points[35].Verdict != Improvement {
		t.Error("the run is not flagged from its first point to its last")
	}
}

// n = 20, 25, 28, 40, 44, 64 are PUBLISHED (qicharts2); the others agree with the formulas worked out a second way: the
// tail summed in whole numbers of Pascal's triangle.
func TestRunLimits(t *testing.T) {
	for _, w := range [][3]int{{10, 6, 2}, {12, 7, 3}, {16, 7, 4}, {20, 7, 6}, {24, 8, 8}, {25, 8, 8}, {28, 8, 9}, {40, 8, 14}, {44, 8, 16}, {64, 9, 25}, {100, 10, 41}} {
		longest, crossings := runLimits(w[0])
		if longest != w[1] || crossings != w[2] {
			t.Errorf("n = %d: %d and %d, want %d and %d", w[0], longest, crossings, w[1], w[2])
		}
		if w[0] > 50 {
			continue // beyond whole numbers of 64 bits
		}
		term, sum, k := 1, 1, 0
		for 20*sum < 1<<(w[0]-1) {
			term = term * (w[0] - 1 - k) / (k + 1)
			k++
			sum += term
		}
		if k != w[2] {
			t.Errorf("n = %d: Pascal's triangle gives %d", w[0], k)
		}
	}
}

// COMPUTED in the reference, and here a second time straight from the formula of Laney.
func TestPPrimeAccidents(t *testing.T) {
	s := Series{Values: accidentsR, Bases: accidentsN}
	c := must(t, s, Options{Kind: PPrime})
	ph := c.Phases[0]
	closeTo(t, "centre", ph.Centre, 0.9528997113441912, 1e-15)
	closeTo(t, "sigma_z", ph.SigmaZ, 10.640421863, 1e-8)
	sum, before := 0.0, math.NaN()
	for i := range accidentsR {
		z := (accidentsR[i]/accidentsN[i] - ph.Centre) * math.Sqrt(accidentsN[i]/(ph.Centre*(1-ph.Centre)))
		if i > 0 {
			sum += math.Abs(z - before)
		}
		before = z
	}
	closeTo(t, "sigma_z by hand", ph.SigmaZ, sum/19/1.128, 1e-12)
	closeTo(t, "lower limit, week 1", c.Points[0].Low, 0.94013, 5e-6)
	closeTo(t, "upper limit, week 1", c.Points[0].High, 0.96567, 5e-6)
	closeTo(t, "lower limit, week 17", c.Points[16].Low, 0.939788, 5e-7)
	closeTo(t, "upper limit, week 17", c.Points[16].High, 0.966012, 5e-7)
	closeTo(t, "week 17", c.Points[16].Value, 0.962050, 5e-7)
	if ph.Screened != 0 || c.Points[16].Rule == Outside {
		t.Errorf("%d ranges screened, rule of week 17 %d", ph.Screened, c.Points[16].Rule)
	}
	plain, out := must(t, s, Options{Kind: P}), 0
	for _, p := range plain.Points {
		if p.Rule == Outside {
			out++
		}
	}
	closeTo(t, "plain lower limit", plain.Points[0].Low, 0.951700, 1e-6)
	closeTo(t, "plain upper limit", plain.Points[0].High, 0.954100, 1e-6)
	if out != 16 {
		t.Errorf("%d points outside plain limits, want 16", out)
	}
	choice, err := Choose(s, Options{})
	if err != nil || choice.Kind != PPrime || choice.Reason != Overdispersed {
		t.Errorf("choice %+v, %v", choice, err)
	}
	closeTo(t, "sigma_z of the choice", choice.SigmaZ, ph.SigmaZ, 1e-12)
}

// NHSRplotthedots at 050b07d (R/ptd_spc_standard.R, vignettes/deviations.Rmd). That package multiplies by 2.66, this one
// by 3/1.128 = 2.6596, so limits agree to about one part in ten thousand of their distance.
func TestXmRScreening(t *testing.T) {
	spike := []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
	wild := append([]float64(nil), rnorm...)
	wild[14] = 10
	for _, w := range []struct {
		ys             []float64
		unscreen       bool
		mean, low, upp float64
		tol            float64
	}{
		{spike, false, 1.94, -0.72, 4.60, 0.006},
		{spike, true, 1.94, -3.06, 6.95, 0.006},
		{rnorm, false, 0.1416238, -3.01138, 3.294627, 6e-4},
		{wild, false, 0.6694159, -2.383666, 3.722497, 6e-4},
		{wild, true, 0.6694159, -4.596625, 5.935457, 1e-3},
	} {
		c := must(t, Series{Values: w.ys}, Options{Kind: XmR, Unscreen: w.unscreen})
		limits(t, c, 0, w.mean, w.low, w.upp, w.tol)
		closeTo(t, "near limit", c.Points[0].NearHigh, w.mean+(w.upp-w.mean)*2/3, w.tol)
	}
}
