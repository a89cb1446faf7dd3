package effect

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/sample"
)

// sampleEngine gives the engine of the sample as its generator makes it.
func sampleEngine(o sample.Options) *repeat.Engine {
	w := newWorld(nil)
	b := &w.b
	for c := range sample.Generate(o) {
		b.Time = append(b.Time, contact.Wall(c.Start))
		w.keys = append(w.keys, w.customers.Code([]byte(c.Customer)))
		for d, text := range []string{c.Process, c.Reason, c.ThirdParty, c.Team, c.Agent, c.Channel, c.Direction, c.Outcome} {
			w.codes[d] = append(w.codes[d], w.columns[d].Code([]byte(text)))
		}
	}
	return w.engine(0)
}

// scopeOf gives what a change of the sample is about.
func scopeOf(x sample.Change) repeat.Filter {
	var f repeat.Filter
	if len(x.Reasons) > 0 {
		f = append(f, repeat.Condition{By: contact.Reason, Values: x.Reasons})
	}
	if x.ThirdParty != "" {
		f = append(f, repeat.Condition{By: contact.Third, Values: []string{x.ThirdParty}})
	}
	return f
}

// studies are the changes of the sample, each beside the others.
func studies() []Study {
	var all []Study
	for _, x := range sample.Changes {
		s := Study{Scope: scopeOf(x), Start: repeat.DateOf(x.Date), Expected: 0.08}
		for _, y := range sample.Changes {
			if y.Name != x.Name {
				s.Others = append(s.Others, Touch{scopeOf(y), repeat.DateOf(y.Date)})
			}
		}
		all = append(all, s)
	}
	return all
}

// The two changes of the sample that work are found and the one that does nothing is not, under the usual windows.
func TestSampleChanges(t *testing.T) {
	e := sampleEngine(sample.Default())
	for _, window := range []repeat.Span{3 * repeat.Day, 7 * repeat.Day, 14 * repeat.Day} {
		def := repeat.Default
		def.Window = window
		d, err := Prepare(t.Context(), e, def)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range studies() {
			r, err := d.Measure(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s %s: %s; %.3f of %d, then %.3f of %d, %+.3f (%+.3f to %+.3f) by %s, φ %.2f; %.3f could be shown; %v", window, sample.Changes[i].Name,
				r.Verdict, r.Before.Rate(), r.Before.Ripe, r.After.Rate(), r.After.Ripe, r.Effect.Value, r.Effect.Low, r.Effect.High, r.Method, r.Spread.Used, r.Smallest, r.Doubts)
			if r.Others == nil || r.Series == nil || len(r.Doubts) > 0 {
				t.Errorf("%s, window %s: others %v, series %v, doubts %v", sample.Changes[i].Name, window, r.Others, r.Series, r.Doubts)
			}
			want := Lower
			if sample.Changes[i].Factor == 1 {
				want = NoChange
			}
			if want == Lower && (r.Saved.Low <= 0 || r.Saved.High <= r.Saved.Low) {
				t.Errorf("%s, window %s: %v contacts saved a month", sample.Changes[i].Name, window, r.Saved)
			}
			if r.Verdict != want {
				t.Errorf("%s, window %s: %s, want %s", sample.Changes[i].Name, window, r.Verdict, want)
			}
		}
	}
}

var bigSample = func() sample.Options {
	o := sample.Default()
	o.Contacts = 1_000_000
	return o
}()
