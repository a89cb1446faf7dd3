package workbench

import (
	"context"
	"path/filepath"
	"testing"

	"eenkeer/analysis/effect"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// openSample makes the sample workspace and opens it.
func openSample(t *testing.T) (*bench, *Snapshot) {
	t.Helper()
	b := newBench(t)
	path := filepath.Join(t.TempDir(), "voorbeeld.eenkeer")
	if err := MakeSample(context.Background(), path, nil); err != nil {
		t.Fatal(err)
	}
	b.Open(path)
	b.until("the sample", func(s *Snapshot) bool { return s.Phase == Ready })
	return b, b.settled()
}

func actionNamed(t *testing.T, r *kaizen.Register, title string) *kaizen.Action {
	t.Helper()
	for _, a := range r.Actions {
		if a.Title == title {
			return a
		}
	}
	t.Fatalf("no action %q", title)
	return nil
}

// wantAll asks for the effects of all actions and waits for those that can be measured.
func (b *bench) wantAll() map[kaizen.ID]*figure.Effect {
	b.t.Helper()
	var ids []kaizen.ID
	n := 0
	for _, a := range b.Snapshot().Register.Actions {
		ids = append(ids, a.ID)
		if Measurable(a) {
			n++
		}
	}
	b.WantEffects(ids...)
	return b.until("effects", func(s *Snapshot) bool { return len(s.Effects) == n }).Effects
}

// The sample shows every verdict, with contacts and euros, and the frozen checks say the same as far as they reached.
func TestSampleRegister(t *testing.T) {
	b, s := openSample(t)
	effects := b.wantAll()
	l := locale.New("nl")
	verdicts := map[effect.Verdict]int{}
	for title, want := range map[string]effect.Verdict{sampleLetter: effect.Lower, sampleTrack: effect.Lower, sampleScript: effect.NoChange, sampleAccount: effect.TooEarly} {
		a := actionNamed(t, s.Register, title)
		e := effects[a.ID]
		if e == nil {
			t.Fatalf("%s has no effect", title)
		}
		verdicts[e.Verdict]++
		t.Logf("%s: %s", title, e.VerdictText(l))
		for _, f := range e.Facts(l) {
			t.Logf("    %s: %s", f.Label, f.Text)
		}
		if e.Verdict != want {
			t.Errorf("%s: %s, want %s", title, e.Verdict, want)
		}
		taken := 0
		for _, c := range a.Checks {
			if c.Done() {
				taken++
				t.Logf("    %d days: %s", c.Days, figure.FindingText(*c.Result, l))
				if c.Result.Difference == nil || c.Result.After.Denominator >= e.After.Ripe || c.Result.Before.Denominator != e.Before.Ripe {
					t.Errorf("%s after %d days: %+v", title, c.Days, c.Result)
				}
			}
		}
		if want != effect.TooEarly && taken != 3 {
			t.Errorf("%s: %d checks were taken", title, taken)
		}
		if want == effect.Lower && (!(e.Saved.Low > 0) || !(e.Euros.Low > 0) || e.Euros.High < 2*e.Euros.Low/3) {
			t.Errorf("%s saves %v contacts and %v euros", title, e.Saved, e.Euros)
		}
		if want == effect.TooEarly && (e.More == 0 || e.Beyond || e.When.Before(e.DataTo)) {
			t.Errorf("%s: %d more contacts until %s", title, e.More, e.When)
		}
	}
	if verdicts[effect.Lower] != 2 || len(effects) != 4 {
		t.Errorf("verdicts %v of %d effects", verdicts, len(effects))
	}
	r := s.Register
	if len(r.Actions) < 8 || len(r.Sessions) != 2 || len(r.Themes) != 1 || len(r.Signals) != 4 || len(r.People) != 6 {
		t.Errorf("%d actions, %d sessions, %d themes, %d signals, %d people", len(r.Actions), len(r.Sessions), len(r.Themes), len(r.Signals), len(r.People))
	}
	for _, x := range r.Sessions {
		if x.Baseline == nil || x.Baseline.Followed.Denominator == 0 {
			t.Errorf("%s has no baseline", x.Title)
		}
	}
	if s.Catalogue.Empty() {
		t.Error("no costs")
	}
}
