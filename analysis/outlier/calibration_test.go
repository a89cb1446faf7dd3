package outlier

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// world is invented units: how many contacts each has in each stratum, and the true ratio of each.
type world struct {
	rates  []float64
	sizes  [][]int
	ratios []float64
}

// newWorld gives units of unlike size; every third does only the hard half of the strata.
func newWorld(r *rand.Rand, units int) world {
	w := world{rates: []float64{.05, .1, .15, .2, .3, .4, .5}}
	for u := range units {
		total := int(40 * math.Exp(2.8*r.Float64()))
		mix := make([]int, len(w.rates))
		from := 0
		if u%3 == 0 {
			from = len(mix) / 2
		}
		for range total {
			mix[from+r.IntN(len(mix)-from)]++
		}
		w.sizes = append(w.sizes, mix)
		w.ratios = append(w.ratios, 1)
	}
	return w
}

func (w world) draw(t *testing.T, r *rand.Rand, o Options) *Assessment {
	t.Helper()
	var cells []Cell
	for u, mix := range w.sizes {
		for s, n := range mix {
			x := 0
			for range n {
				if r.Float64() < w.rates[s]*w.ratios[u] {
					x++
				}
			}
			if n > 0 {
				cells = append(cells, Cell{u, s, n, x})
			}
		}
	}
	a, err := Assess(len(w.sizes), len(w.rates), cells, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// atMost gives the number of times that a chance p is exceeded in n tries with probability under one in a thousand.
func atMost(p float64, n int) int {
	b := distuv.Binomial{N: float64(n), P: p}
	k := 0
	for b.Survival(float64(k)) > 0.001 {
		k++
	}
	return k
}

// Units that do not differ, with unlike mixes: the share of comparisons with any flag is at most the false-discovery share,
// and the share of units beyond the 95 % limits, before correction, at most a twentieth. Slack: what a true share of that
// much exceeds once in a thousand times (binomial). Case mix alone never shows: a third of the units has only hard work.
func TestNoDifferencesNoFlags(t *testing.T) {
	r := rand.New(rand.NewPCG(20, 26))
	for _, way := range []Overdispersion{NoSpread, Auto} {
		const runs = 400
		flagged, beyond, judged, hard, crude := 0, 0, 0, 0, 0
		for range runs {
			w := newWorld(r, 60)
			a := w.draw(t, r, Options{Overdispersion: way})
			if a.Flagged > 0 {
				flagged++
			}
			for u, s := range a.Scores {
				if s.State != Judged {
					continue
				}
				judged++
				if s.P <= 0.05 {
					beyond++
				}
				if s.Flag != Inside && u%3 == 0 {
					hard++
				}
				if z := (float64(s.Followed)/float64(s.Ripe) - a.Overall()) / math.Sqrt(a.Overall()*(1-a.Overall())/float64(s.Ripe)); z > 3.09 {
					crude++
				}
			}
		}
		t.Logf("%s: %d of %d comparisons with a flag (%.3f); %d of %d units beyond 95 %% (%.4f); %d hard ones flagged, %d by the crude rate",
			way, flagged, runs, float64(flagged)/runs, beyond, judged, float64(beyond)/float64(judged), hard, crude)
		if most := atMost(0.05, runs); flagged > most {
			t.Errorf("%s: %d of %d comparisons have a flag, more than %d", way, flagged, runs, most)
		}
		if most := atMost(0.05, judged); beyond > most {
			t.Errorf("%s: %d of %d units lie beyond the limits, more than %d", way, beyond, judged, most)
		}
		if way == NoSpread && float64(beyond) < 0.04*float64(judged) {
			t.Errorf("limits are too wide: only %d of %d beyond", beyond, judged)
		}
		if crude < judged/20 {
			t.Errorf("only %d of %d stand out by the crude rate: the test shows nothing", crude, judged)
		}
	}
}

// Units that differ a little among themselves, all alike: the usual comparison flags hardly any, one by chance alone many.
func TestCommonSpreadIsNoFinding(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	r := rand.New(rand.NewPCG(3, 4))
	const runs = 150
	share := map[Overdispersion]float64{}
	for _, way := range []Overdispersion{NoSpread, Auto} {
		for range runs {
			w := newWorld(r, 60)
			for u := range w.ratios {
				w.ratios[u] = 1 + 0.12*r.NormFloat64()
			}
			if a := w.draw(t, r, Options{Overdispersion: way}); a.Flagged > 0 {
				share[way] += 1.0 / runs
			}
		}
	}
	t.Logf("comparisons with a flag: %.3f by chance alone, %.3f with the common spread", share[NoSpread], share[Auto])
	if most := float64(atMost(0.05, runs)) / runs; share[Auto] > most+0.05 || share[NoSpread] < 0.3 {
		t.Errorf("%v, want at most about %.3f with the common spread, and many without", share, most)
	}
}

// One unit of sixty truly differs: it is found about as often as computed from its own size.
func TestRealDifferencesAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	r := rand.New(rand.NewPCG(5, 6))
	const runs = 300
	for _, c := range []struct {
		ratio float64
		size  int
	}{{1.4, 30}, {1.5, 40}, {0.6, 35}, {1.25, 100}} {
		found, computed := 0, 0.0
		for range runs {
			w := newWorld(r, 60)
			w.ratios[1] = c.ratio
			for s := range w.sizes[1] {
				w.sizes[1][s] = c.size
			}
			a := w.draw(t, r, Options{Overdispersion: NoSpread})
			s := a.Scores[1]
			if s.Flag == High && c.ratio > 1 || s.Flag == Low && c.ratio < 1 {
				found++
			}
			// The expectation holds a little of the unit's own excess; its true variance is that of the changed rates.
			mean, variance := 0.0, 0.0
			for k, n := range w.sizes[1] {
				p := w.rates[k] * c.ratio
				mean += float64(n) * w.rates[k]
				variance += float64(n) * p * (1 - p)
			}
			seen := 1 + (c.ratio-1)*(1-s.OwnPart)
			cut := a.nextCut()
			if s.Flag != Inside {
				cut = a.Cut
			}
			computed += Power(seen, cut, s.Error, math.Sqrt(variance*(1-s.OwnPart))/mean) / runs
		}
		share := float64(found) / runs
		t.Logf("ratio %.2f, %d contacts: found %.3f, computed %.3f", c.ratio, c.size*7, share, computed)
		if math.Abs(share-computed) > 3.3*math.Sqrt(0.25/runs)+0.03 {
			t.Errorf("ratio %.2f: found %.3f of the time, computed %.3f", c.ratio, share, computed)
		}
	}
}

// Above a hundred contacts the binomial with the same mean and variance stands in for the exact distribution.
func TestMatchedBinomialIsNearTheExactOne(t *testing.T) {
	groups := []group{{40, .05, 0}, {30, .2, 0}, {20, .4, 0}, {10, .6, 0}}
	exact := nullOf(groups)
	fitted := exact
	fitted.below = nil
	for x := 5; x <= 45; x++ {
		a, b := exact.score(x), fitted.score(x)
		if far := math.Abs(a); math.Abs(a-b) > 0.03*max(1, far) && (far < 4 || math.Abs(a-b) > 0.06*far) {
			t.Errorf("z of %d is %.4f, matched %.4f", x, a, b)
		}
	}
	one := nullOf([]group{{60, .3, 0}, {40, .3, 0}})
	same := one
	same.below = nil
	for x := 10; x <= 60; x++ {
		near(t, "z where all chances are one", same.score(x), one.score(x), 1e-6)
	}
}

// What chance leaves after winsorising, against a million draws.
func TestWinsorisedChance(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	r := rand.New(rand.NewPCG(7, 8))
	z := make([]float64, 1_000_000)
	for i := range z {
		z[i] = r.NormFloat64()
	}
	for _, share := range []float64{0, 0.05, 0.1, 0.2} {
		near(t, "φ by chance", WinsorisedChance(share), Phi(Winsorise(z, share)), 0.005)
	}
}
