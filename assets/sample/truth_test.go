package sample

import (
	"math"
	"testing"
	"time"
)

// strangers makes a log in which contacts of one customer hardly meet by chance, so that the known chances can be measured.
func strangers(contacts int) Options {
	o := Default()
	o.Contacts, o.Customers = contacts, keySpace
	return o
}

func TestMeasuredRatesAreTheKnownOnes(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	o := strangers(400_000)
	log := measure(Generate(o))
	for name, key := range map[string]func(Contact) string{
		"process": func(c Contact) string { return c.Process },
		"reason":  func(c Contact) string { return c.Reason },
		"party":   func(c Contact) string { return c.ThirdParty },
		"channel": func(c Contact) string { return c.Channel },
		"team":    func(c Contact) string { return c.Team },
		"agent":   func(c Contact) string { return c.Agent },
		"outcome": func(c Contact) string { return c.Outcome },
		"month":   func(c Contact) string { return c.Start.Format("2006-01") },
		"weekday": func(c Contact) string { return c.Start.Weekday().String() },
		"all":     func(Contact) string { return "all" },
	} {
		by := tallies(o, log, key)
		for _, k := range sortedKeys(by) {
			x := by[k]
			if math.Abs(x.off()) > 4.5 {
				t.Errorf("%s %q: %.0f of %.0f followed, %.0f expected (%.1f standard errors)", name, k, x.followed, x.ripe, x.expected, x.off())
			}
		}
	}
}

func TestDefaultRates(t *testing.T) {
	o := Default()
	log := measure(Generate(o))
	repeats, contacts := 0.0, float64(len(log))
	for _, m := range log {
		if m.repeat {
			repeats++
		}
	}
	all := tallies(o, log, func(Contact) string { return "" })[""]
	chance := all.rate() - all.expected/all.ripe
	t.Logf("%d contacts with key; repeat rate %.4f, followed rate %.4f of %.0f ripe, known %.4f, by chance %.4f",
		len(log), repeats/contacts, all.rate(), all.ripe, all.expected/all.ripe, chance)
	if r := repeats / contacts; r < .20 || r > .30 {
		t.Errorf("repeat rate %.3f, want 0.20 to 0.30", r)
	}
	if chance < 0 || chance > .04 {
		t.Errorf("%.3f followed by chance, want a few per cent", chance)
	}
	by := tallies(o, log, func(c Contact) string { return c.Process })
	for _, p := range sortedKeys(by) {
		t.Logf("%-22s %6.0f %.3f known %.3f", p, by[p].ripe, by[p].rate(), by[p].expected/by[p].ripe)
	}
	if hi, lo := by["Declaraties"].rate(), by["Zorg in buitenland"].rate(); hi < 2*lo {
		t.Errorf("Declaraties %.3f and Zorg in buitenland %.3f should differ clearly", hi, lo)
	}
}

// beforeAndAfter measures what a change is about, before its date and from it on.
func beforeAndAfter(o Options, log []measured, x Change) (before, after tally) {
	for _, m := range log {
		switch {
		case !m.ripe || !x.Touches(m.Reason, m.ThirdParty):
		case m.Start.Before(x.Date):
			before.add(o, m)
		default:
			after.add(o, m)
		}
	}
	return before, after
}

func TestChangesDoWhatTheySay(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	big := strangers(400_000)
	for _, o := range []Options{big, Default()} {
		log := measure(Generate(o))
		for _, x := range Changes {
			before, after := beforeAndAfter(o, log, x)
			ratio := after.rate() / before.rate()
			z := (before.rate() - after.rate()) / math.Sqrt(before.rate()*(1-before.rate())/before.ripe+after.rate()*(1-after.rate())/after.ripe)
			t.Logf("%d contacts, %s: %.3f of %.0f, then %.3f of %.0f; ratio %.2f, z %.1f", o.Contacts, x.Name,
				before.rate(), before.ripe, after.rate(), after.ripe, ratio, z)
			switch {
			case x.Factor < 1 && z < 4:
				t.Errorf("%s does not show (z = %.1f)", x.Name, z)
			case x.Factor == 1 && math.Abs(z) > 2.5:
				t.Errorf("%s should do nothing (z = %.1f)", x.Name, z)
			case o.Contacts == big.Contacts && math.Abs(ratio-x.Factor) > .08:
				t.Errorf("%s: ratio %.2f, want %.2f", x.Name, ratio, x.Factor)
			}
		}
	}
}

func TestNoChangesNoEffect(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	o := strangers(400_000)
	o.Changes = nil
	log := measure(Generate(o))
	for _, x := range Changes {
		before, after := beforeAndAfter(o, log, x)
		if r := after.rate() / before.rate(); math.Abs(r-1) > .09 {
			t.Errorf("%s: ratio %.2f without the change", x.Name, r)
		}
	}
}

func TestDelayWithin(t *testing.T) {
	for d := Days; d <= Weeks; d++ {
		if d.Within(0) != 0 || d.Within(400*24*time.Hour) != 1 {
			t.Errorf("delay %d does not run from 0 to 1", d)
		}
		for _, u := range []float64{.01, .3, .5, .77, .99} {
			if got := d.Within(time.Duration(d.at(u)) * time.Second); math.Abs(got-u) > 1e-3 {
				t.Errorf("delay %d: Within(at(%v)) = %v", d, u, got)
			}
		}
	}
}

func TestRepeatedOfUnknownReason(t *testing.T) {
	if p := Default().Repeated(Contact{Reason: "Bestaat niet"}); p != 0 {
		t.Errorf("got %v, want 0", p)
	}
}
