package outlier

import (
	"math"
	"math/big"
	"testing"
)

// near fails the test where got is not want up to a relative difference.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(1e-300, math.Abs(want))) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

// Source: FunnelPlotR tests/testthat/test-poisson_limits.R @9020d49.
func TestPoissonLimitsPublished(t *testing.T) {
	for _, c := range []struct{ e, ll95, ul95, ll998, ul998 float64 }{
		{15, 0.5596924, 1.649348, 0.3862650, 2.082907},
		{20, 0.6108260, 1.544419, 0.4479107, 1.902094},
		{30, 0.6746958, 1.427562, 0.5289724, 1.702771},
	} {
		low, high := PoissonLimits(c.e, 1, Inner)
		near(t, "LL95", low, c.ll95, 1e-6)
		near(t, "UL95", high, c.ul95, 1e-6)
		low, high = PoissonLimits(c.e, 1, Outer)
		near(t, "LL99.8", low, c.ll998, 1e-6)
		near(t, "UL99.8", high, c.ul998, 1e-6)
	}
	if low, _ := PoissonLimits(0, 1, Inner); !math.IsNaN(low) {
		t.Error("limits at nothing expected")
	}
}

// Source: PHEindicatormethods tests/testthat/testdata_funnel_prop_outputs.csv, average 80.642448 %.
func TestProportionLimitsPublished(t *testing.T) {
	for _, c := range []struct{ n, low95, high95, low998, high998 float64 }{
		{1, 3.204264, 100, 0, 100},
		{10, 56.154344, 100, 42.03259, 100},
		{190, 75.024492, 86.260404, 71.784739, 89.500157},
		{110000, 80.408963, 80.875933, 80.274317, 81.010578},
	} {
		low, high := ProportionLimits(c.n, 0.80642448, Inner)
		near(t, "low 95", low*100, c.low95, 2e-7)
		near(t, "high 95", high*100, c.high95, 2e-7)
		low, high = ProportionLimits(c.n, 0.80642448, Outer)
		near(t, "low 99.8", low*100, c.low998, 2e-7)
		near(t, "high 99.8", high*100, c.high998, 2e-7)
	}
}

// Source: PHEindicatormethods, funnel of ratios: expected events at the 95 % limits for 1 to 3 observed. PHE finds them by
// trial, so that the published ones of 1 are good to six digits only.
func TestExpectedRangePublished(t *testing.T) {
	for i, want := range [][2]float64{{5.571644585, 0.025317898}, {7.224687515, 0.242209467}, {8.767273828, 0.618671905}} {
		low, high := ExpectedRange(i+1, Inner)
		near(t, "most expected", high, want[0], 1e-6)
		near(t, "least expected", low, want[1], 4e-6)
	}
}

// COMPUTED HERE in measures.md 3.8 for Spiegelhalter's smooth exact limits. Second derivation: the distribution function by
// adding up the terms of the binomial in rational numbers, where the program takes the incomplete beta function.
func TestBinomialLimits(t *testing.T) {
	for _, c := range []struct {
		n                            int
		low998, low95, high95, hi998 float64
	}{{50, 0.06623, 0.12434, 0.36504, 0.44050}, {100, 0.11957, 0.16235, 0.33232, 0.38561}, {20, 0, 0.0715, 0, 0}} {
		low95, high95 := BinomialLimits(float64(c.n), 0.25, Inner)
		low998, high998 := BinomialLimits(float64(c.n), 0.25, Outer)
		for _, x := range []struct{ p, got, want float64 }{{0.001, low998, c.low998}, {0.025, low95, c.low95}, {0.975, high95, c.high95}, {0.999, high998, c.hi998}} {
			near(t, "limit", x.got, max(0, byAdding(c.n, x.p)), 1e-9)
			if c.n != 20 && math.Abs(x.got-x.want) > 6e-6 {
				t.Errorf("n = %d, p = %g: %.6f, want %.5f", c.n, x.p, x.got, x.want)
			}
		}
	}
	if low, _ := BinomialLimits(20, 0.25, Outer); low != 0 || byAdding(20, 0.001) > -0.033 {
		t.Errorf("a limit below 0 is kept at 0, not %g of %g", low, byAdding(20, 0.001))
	}
}

// byAdding gives Spiegelhalter's limit for chance 1/4 from exact fractions.
func byAdding(n int, p float64) float64 {
	term := new(big.Rat).SetInt64(1) // C(n,k) (1/4)^k (3/4)^(n-k)
	for range n {
		term.Mul(term, big.NewRat(3, 4))
	}
	sum, before := new(big.Rat).Set(term), new(big.Rat)
	r := 0
	for at, _ := sum.Float64(); at < p; at, _ = sum.Float64() {
		before.Set(sum)
		term.Mul(term, big.NewRat(int64(n-r), int64(r+1)))
		term.Mul(term, big.NewRat(1, 3))
		sum.Add(sum, term)
		r++
	}
	f, _ := sum.Float64()
	g, _ := before.Float64()
	return (float64(r) - (f-p)/(f-g)) / float64(n)
}

// Source: FunnelPlotR tests (φ 2.948033 published; truncation removes nobody of six). τ² and the winsorised figures are
// COMPUTED HERE; second derivation: the sums written out for this table, with R's type 7 quantiles of the z by hand.
func TestOverdispersionPublished(t *testing.T) {
	o := []float64{100, 150, 180, 80, 120, 225}
	e := []float64{108, 112, 165, 95, 100, 220}
	z, s := make([]float64, 6), make([]float64, 6)
	sumE, sumE2 := 0.0, 0.0
	for i := range o {
		z[i], s[i] = RatioScore(o[i], e[i])
		sumE += e[i]
		sumE2 += e[i] * e[i]
	}
	phi := Phi(Truncate(z, 0.1))
	near(t, "φ", phi, 2.948033, 2e-7)
	near(t, "τ²", Tau2(phi, s), 0.019477531, 1e-7)
	near(t, "τ² written out", Tau2(phi, s), (6*phi-5)/(sumE-sumE2/sumE), 1e-12) // w = 1/s² = E
	winsorised := Phi(Winsorise(z, 0.1))
	near(t, "winsorised φ", winsorised, 2.149053, 1e-6)
	near(t, "winsorised τ²", Tau2(winsorised, s), 0.012118491, 1e-6)
	// sorted z: the tenth percentile of six lies half way between the first two
	near(t, "quantile", quantile([]float64{1, 2, 4, 8, 16, 32}, 0.1), 1.5, 1e-12)
	if tau := Tau2(0.8, s); tau != 0 {
		t.Errorf("τ² of less than chance is %g", tau)
	}
}

// Source: FunnelPlotR, test of aggregation: observed and expected summed per group. Here two strata with rates that give
// those expectations, and for each group a unit of its own beside one that makes up the rest of the stratum.
func TestRatiosPublished(t *testing.T) {
	for i, g := range []struct {
		observed, expected int
		ratio              float64
	}{{430, 402, 1.069652}, {209, 195, 1.071795}, {225, 220, 1.022727}} {
		// a thousand contacts of the unit in either stratum; all have twice what it is expected to have, of twice as many
		half := g.expected / 2
		rest := []int{2*half - g.observed/2, 2*(g.expected-half) - (g.observed - g.observed/2)}
		a, err := Assess(2, 2, []Cell{{0, 0, 1000, g.observed / 2}, {0, 1, 1000, g.observed - g.observed/2}, {1, 0, 1000, rest[0]}, {1, 1, 1000, rest[1]}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "expected", a.Scores[0].Expected, float64(g.expected), 1e-12)
		if got := a.Scores[0].Ratio; math.Abs(got-g.ratio) > 5e-7 {
			t.Errorf("group %d: %.6f, want %.6f", i, got, g.ratio)
		}
	}
}

// Source: FunnelPlotR, test of flags: limits 0.9 to 1.1; on a limit is inside.
func TestSidesPublished(t *testing.T) {
	rr := []float64{1, .95, 1.05, .8, 1.2, .6, 1.4, .4, 1.6, 0}
	flags := []bool{false, false, false, true, true, true, true, true, true, true}
	for i, r := range rr {
		if got := SideOf(r, 0.9, 1.1) != Inside; got != flags[i] {
			t.Errorf("%g is flagged: %v", r, got)
		}
	}
	if SideOf(0.9, 0.9, 1.1) != Inside || SideOf(1.1, 0.9, 1.1) != Inside || SideOf(1.11, .9, 1.1) != High || SideOf(.89, .9, 1.1) != Low {
		t.Error("sides")
	}
}

// Source: PHEindicatormethods testdata_Byars_Wilson.xlsx @093fd28 (measures.md 3.2) and testdata_DSR_ISR.xlsx (3.9).
func TestByarPublished(t *testing.T) {
	for _, c := range []struct {
		x         int
		low, high float64
	}{{65, 50.163187710459454, 82.849138545939837}, {1045, 982.59320180733255, 1110.3312129856499}, {1, 0.013072132901504351, 5.5637555824752605}} {
		low, high := Byar(c.x, Inner)
		near(t, "low", low, c.low, 1e-12)
		near(t, "high", high, c.high, 1e-12)
	}
	if low, high := Byar(0, Inner); low != 0 || !(high > 3) {
		t.Errorf("Byar of 0: %g to %g", low, high)
	}
	if low, _ := CountInterval(-1, Inner); !math.IsNaN(low) {
		t.Error("interval of a count below 0")
	}
}

// Source: PHEindicatormethods testdata_DSR_ISR.xlsx: indirectly standardised ratios × 100.
func TestISRPublished(t *testing.T) {
	const e = 835.88356123117433
	near(t, "ratio", 895/e*100, 107.07232939, 1e-9)
	low, high := CountInterval(895, Inner)
	near(t, "low 95", low/e*100, 100.17147713, 1e-9)
	near(t, "high 95", high/e*100, 114.32332872, 1e-9)
	low, high = CountInterval(895, Outer)
	near(t, "low 99.8", low/e*100, 96.35155620, 1e-9)
	near(t, "high 99.8", high/e*100, 118.60070416, 1e-9)
	near(t, "ratio", 91/e*100, 10.886683770, 1e-9)
	low, high = CountInterval(91, Inner)
	near(t, "low 95", low/e*100, 8.765040102, 1e-9)
	near(t, "high 95", high/e*100, 13.366576328, 1e-9)
	near(t, "ratio", 9/e*100, 1.07670498828, 1e-9)
	low, high = CountInterval(9, Inner) // exact below 10
	near(t, "low 95", low/e*100, 0.492338082508, 1e-9)
	near(t, "high 95", high/e*100, 2.04392145555, 1e-9)
}

// Source: epitools ageadjust.indirect.Rd, Selvin's table. The adjusted rate 137.9415 is COMPUTED HERE; second derivation: the
// crude rate of the reference is adjusted ÷ SMR, so that adjusted × expected = observed × that rate.
func TestSelvinPublished(t *testing.T) {
	const observed, expected = 71058, 85556.88884
	near(t, "SMR", observed/expected, 0.8305351, 1e-7)
	low, high := LogInterval(observed/expected, observed, Inner)
	near(t, "middle of the interval", math.Sqrt(low*high), 0.8305351, 1e-7)
	near(t, "width of the interval", math.Log(high/low), 2*1.959964/math.Sqrt(observed), 1e-7)
	reference := 137.9415 / 0.8305351
	near(t, "adjusted", reference*observed/expected, 137.9415, 1e-6)
	if low, _ := LogInterval(0, 0, Inner); !math.IsNaN(low) {
		t.Error("log-normal interval of nothing")
	}
}

// Source: statsmodels stats/tests/test_multi.py @82c59e3, from R multtest.
func TestBenjaminiHochbergPublished(t *testing.T) {
	p := []float64{5.23656777208e-05, 2.8140506198e-04, 0.0149877310796, 0.0202732688798, 0.177096952723, 0.642193923795,
		0.680845947633, 0.71626938238, 0.838541367553, 0.967833824309}
	want := []float64{0.00052365677721, 0.00140702530991, 0.04995910359867, 0.0506831721995, 0.354193905446, 0.895336727975,
		0.895336727975, 0.895336727975, 0.931712630614, 0.967833824309}
	turn := func(x []float64) []float64 {
		out := make([]float64, len(x))
		for i := range x {
			out[(i*7+3)%len(x)] = x[i]
		}
		return out
	}
	for name, of := range map[string]func([]float64) []float64{"in order": func(x []float64) []float64 { return x }, "shuffled": turn} {
		got := BenjaminiHochberg(of(p))
		for i, w := range of(want) {
			near(t, name, got[i], w, 1e-10)
		}
	}
}

// COMPUTED HERE in measures.md 3.11 for epiR's Scottish lip cancer: g, φ, α and ν. Second derivation: the shrunken rate is the
// mean of the gamma distribution with α and ν updated by the counts, (O + ν) ÷ (n + α).
func TestShrinkage(t *testing.T) {
	s := Shrinkage{Mean: 3.578129458e-05, Variance: 1.237142979e-09}
	alpha, nu := s.Prior()
	near(t, "α", alpha, 28922.5216, 1e-8)
	near(t, "ν", nu, 1.03488527, 1e-8)
	for _, c := range [][2]float64{{9, 28324}, {0, 3000}, {39, 231337}} {
		near(t, "shrunken", s.Rate(c[0], c[1]), (c[0]+nu)/(c[1]+alpha), 1e-9)
	}
	// by hand: rates 0.1, 0.3, 0.2 of 100, 100 and 200: g 0.2, Σn(r−g)² = 2, so φ = 2/400 − 0.2/(400/3)
	got := Shrink([]float64{10, 30, 40}, []float64{100, 100, 200})
	near(t, "mean", got.Mean, 0.2, 1e-12)
	near(t, "variance", got.Variance, 0.005-0.2/(400.0/3), 1e-12)
	// no more than chance: all at the mean
	if flat := Shrink([]float64{10, 11}, []float64{100, 100}); flat.Variance != 0 || flat.Rate(10, 100) != flat.Mean {
		t.Errorf("%+v", flat)
	}
}
