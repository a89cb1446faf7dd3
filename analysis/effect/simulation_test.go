package effect

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"

	"gonum.org/v1/gonum/stat/distuv"
)

// within says whether k of n agrees with a chance p, but for once in a thousand either way.
func within(k, n int, p float64) bool {
	b := distuv.Binomial{N: float64(n), P: p}
	return b.CDF(float64(k)) > 0.0005 && 1-b.CDF(float64(k)-1) > 0.0005
}

// atMost says whether k of n is no more than a chance p gives, but for once in a thousand.
func atMost(k, n int, p float64) bool {
	return 1-distuv.Binomial{N: float64(n), P: p}.CDF(float64(k)-1) > 0.001
}

// The change of a simulation: on day 140, with as many weeks after.
const (
	changeDay = 140
	lastDay   = 280
)

var (
	change = dayZero.AddDays(changeDay)
	letter = work("Brief")
)

// work is contacts of reasons that come in by themselves, so that others are too: what follows on them has its own reason.
func work(reasons ...string) repeat.Filter {
	return only(contact.Reason, reasons...).With(repeat.Condition{By: contact.Process, Values: []string{"Werk"}})
}

// scenario makes a log in which nothing happens to the reason Brief.
type scenario struct {
	name string
	make func(w *world)
}

// shocked gives p, other every week by a shock of everything.
func shocks(r *rand.Rand, sd float64) func(day int) float64 {
	var weeks [lastDay/7 + 1]float64
	for i := range weeks {
		weeks[i] = sd * r.NormFloat64()
	}
	return func(day int) float64 { return weeks[day/7] }
}

var nothings = []scenario{
	{"alone", func(w *world) {
		w.some(2000, 0, changeDay, 0.30, "Brief")
		w.some(2000, changeDay, lastDay, 0.30, "Brief")
	}},
	{"others beside", func(w *world) {
		w.some(2000, 0, changeDay, 0.30, "Brief")
		w.some(2000, changeDay, lastDay, 0.30, "Brief")
		w.some(4000, 0, lastDay, 0.20, "Nota")
		w.some(2000, 0, lastDay, 0.10, "Adres")
	}},
	{"all worsens but for the change", func(w *world) { // and improves: others show it
		w.some(2000, 0, changeDay, 0.34, "Brief")
		w.some(2000, changeDay, lastDay, 0.30, "Brief")
		w.some(6000, 0, changeDay, 0.24, "Nota")
		w.some(6000, changeDay, lastDay, 0.20, "Nota")
	}},
	{"the mix moves", func(w *world) { // to the reason that is repeated less; either stays as it was
		for reason, n := range map[string][2]int{"Brief": {1500, 500}, "Brief, simpel": {500, 1500}} {
			p := map[string]float64{"Brief": 0.36, "Brief, simpel": 0.16}[reason]
			w.some(n[0], 0, changeDay, p, reason)
			w.some(n[1], changeDay, lastDay, p, reason)
		}
		w.some(4000, 0, changeDay, 0.25, "Nota")
		w.some(2000, changeDay, lastDay, 0.25, "Nota")
		w.some(2000, 0, changeDay, 0.05, "Adres")
		w.some(4000, changeDay, lastDay, 0.05, "Adres")
	}},
	{"customers hang together", func(w *world) { // each has his own chance, 8 contacts a head
		for person := range 500 {
			p := 0.05
			if w.r.Float64() < 0.4 {
				p = 0.65
			}
			from := w.r.IntN(2) * changeDay
			for k := range 8 {
				w.contact(1_000_000+person, from+k*17+w.r.IntN(4), p, map[contact.Dimension]string{contact.Reason: "Brief", contact.Process: "Werk"})
			}
		}
	}},
	{"weeks differ", func(w *world) {
		shock := shocks(w.r, 0.05)
		for range 4000 {
			day := w.r.IntN(lastDay)
			w.people++
			w.contact(w.people, day, 0.30+shock(day), map[contact.Dimension]string{contact.Reason: "Brief", contact.Process: "Werk"})
		}
	}},
}

// Nothing happened: "lower" is said in no more than 2.5 % of logs, and so is "higher".
func TestNothingIsNotAnEffect(t *testing.T) {
	runs := 160
	if testing.Short() {
		runs = 12
	}
	all := map[Verdict]int{}
	for n, sc := range nothings {
		t.Run(sc.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(12, uint64(n)))
			verdicts, naive := map[Verdict]int{}, 0
			phi, compared := 0.0, 0
			for range runs {
				w := newWorld(r)
				sc.make(w)
				scope := letter
				if sc.name == "the mix moves" {
					scope = work("Brief", "Brief, simpel")
				}
				x := measure(t, w.engine(lastDay+8), Study{Scope: scope, Start: change, Expected: 0.04})
				verdicts[x.Verdict]++
				phi += x.Spread.Used / float64(runs)
				if x.Others != nil {
					compared++
				}
				if d := Newcombe(x.After.Followed, x.After.Ripe, x.Before.Followed, x.Before.Ripe, 1); d.High < 0 || d.Low > 0 {
					naive++
				}
			}
			t.Logf("%v, φ %.2f, compared with others in %d; by chance alone and the crude rates %d would differ", verdicts, phi, compared, naive)
			if !atMost(verdicts[Lower], runs, 0.025) || !atMost(verdicts[Higher], runs, 0.025) {
				t.Errorf("of %d logs in which nothing happened %d are called lower and %d higher", runs, verdicts[Lower], verdicts[Higher])
			}
			if !testing.Short() && sc.name != "alone" && sc.name != "others beside" && atMost(naive, runs, 0.05) {
				t.Errorf("the crude rates differ in %d of %d: the test shows nothing", naive, runs)
			}
			for v, n := range verdicts {
				all[v] += n
			}
		})
	}
	if n := len(nothings) * runs; !testing.Short() && float64(all[Lower]) > 0.025*float64(n) {
		t.Errorf("of %d logs in which nothing happened %d are called lower: over 2.5 %%", n, all[Lower])
	}
}

// A fall of 4 points in 2,000 contacts a side is found as often as the formula says, with the variance that the data show.
func TestFallIsFound(t *testing.T) {
	runs := 160
	if testing.Short() {
		runs = 12
	}
	for name, others := range map[string]int{"alone": 0, "others beside": 6000} {
		r := rand.New(rand.NewPCG(4, uint64(others)))
		found, early, expected := 0, 0, 0.0
		for range runs {
			w := newWorld(r)
			w.some(2000, 0, changeDay, 0.30, "Brief")
			w.some(2000, changeDay, lastDay, 0.26, "Brief")
			if others > 0 {
				w.some(others, 0, lastDay, 0.20, "Nota")
			}
			x := measure(t, w.engine(lastDay+8), Study{Scope: letter, Start: change, Expected: 0.04})
			// What others do not tell is worth as many contacts less.
			n := 2000 / x.Spread.Used
			if x.Others != nil {
				own := .3*.7/2000 + .26*.74/2000
				rest := x.Others.Before.variance() + x.Others.After.variance()
				n *= own / (own + rest)
			}
			expected += Power(0.30, n, 0.26, n) / float64(runs)
			switch x.Verdict {
			case Lower:
				found++
			case TooEarly:
				early++
			}
		}
		t.Logf("%s: found in %d of %d (%.3f), %.3f computed; too early in %d", name, found, runs, float64(found)/float64(runs), expected, early)
		if !within(found, runs, expected) {
			t.Errorf("%s: a fall is found in %d of %d, %.3f computed", name, found, runs, expected)
		}
		if expected < 0.5 {
			t.Errorf("%s: the computed power is %.2f: the intervals are far too wide", name, expected)
		}
	}
}

// Thirty reasons that are all alike; the one that was worst over twelve weeks is acted upon, without any effect. Against those
// weeks it nearly always improves; the guard knows better, with other weeks to compare with and without.
func TestWorstIsNotImproved(t *testing.T) {
	runs := 120
	if testing.Short() {
		runs = 8
	}
	for _, v := range []struct {
		name         string
		from         int // the picked days begin here, and end at the change
		real         float64
		mostImproved float64
	}{
		{"other weeks before", changeDay - 84, 0, 0.025},
		{"no other weeks", 0, 0, 0.025},
		{"no other weeks, reasons that differ", 0, 0.02, 0.025},
	} {
		r := rand.New(rand.NewPCG(66, uint64(v.from)))
		guarded, fooled := 0, 0
		for range runs {
			w := newWorld(r)
			worst, most := "", -1.0
			for k := range 30 {
				reason, p := fmt.Sprintf("reden %d", k), 0.25+v.real*r.NormFloat64()
				p = min(max(p, 0.02), 0.9)
				if v.from > 0 {
					w.some(150*v.from/84, 0, v.from, p, reason)
				}
				begin := len(w.b.Time)
				w.some(150, v.from, changeDay, p, reason)
				if rate := float64(len(w.b.Time)-begin-150) / 150; rate > most {
					worst, most = reason, rate
				}
				w.some(200, changeDay, lastDay, p, reason)
			}
			e := w.engine(lastDay + 8)
			s := Study{Scope: work(worst), Start: change, Expected: 0.05}
			naive := func(x Result) bool {
				return Newcombe(x.After.Followed, x.After.Ripe, x.Before.Followed, x.Before.Ripe, 1).High < 0
			}
			if v.from == 0 && naive(measure(t, e, s)) {
				fooled++
			}
			if v.from > 0 { // against the picked weeks alone
				w2 := measure(t, e, Study{Scope: s.Scope, Start: change, Picked: Days{dayZero, dayZero.AddDays(v.from - 1)}})
				if naive(w2) {
					fooled++
				}
			}
			s.Picked = Days{dayZero.AddDays(v.from), dayZero.AddDays(changeDay - 1)}
			x := measure(t, e, s)
			if x.Verdict == Lower {
				guarded++
			}
			if x.Has(PickedBaseline) != (v.from == 0) {
				t.Fatalf("%s: baseline of %d days, doubts %v", v.name, x.Before.Over, x.Doubts)
			}
		}
		t.Logf("%s: %d of %d called lower; %d with the picked weeks as the normal", v.name, guarded, runs, fooled)
		if !atMost(guarded, runs, v.mostImproved) {
			t.Errorf("%s: %d of %d are called lower, and nothing happened", v.name, guarded, runs)
		}
		if !testing.Short() && atMost(fooled, runs, 0.05) {
			t.Errorf("%s: only %d of %d look better: the test shows nothing", v.name, fooled, runs)
		}
	}
}

// What the guard pulls towards its kind by chance alone it leaves where it is if the kind differs much: a true fall is found.
func TestGuardLeavesTrueFalls(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	found, runs := 0, 25
	for range runs {
		w := newWorld(r)
		for k := range 30 {
			w.some(400, 0, lastDay, 0.10+0.01*float64(k), fmt.Sprintf("reden %d", k))
		}
		w.some(1500, 0, changeDay, 0.45, "Brief")
		w.some(1500, changeDay, lastDay, 0.35, "Brief")
		x := measure(t, w.engine(lastDay+8), Study{Scope: letter, Start: change, Picked: Days{dayZero, dayZero.AddDays(changeDay - 1)}})
		if x.Verdict == Lower && x.Has(PickedBaseline) {
			found++
		}
		if math.Abs(x.Adjusted-0.45) > 0.06 {
			t.Errorf("the rate before is pulled to %.3f", x.Adjusted)
		}
	}
	if found < runs*9/10 {
		t.Errorf("a fall of ten points is found in %d of %d", found, runs)
	}
}
