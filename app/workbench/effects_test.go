package workbench

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
	"eenkeer/assets/sample"
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
	if len(s.Samples) != 1 || len(s.Samples[0].Sample.Pairs) != 20 || len(s.Samples[0].Codings) != 43 {
		t.Errorf("samples of pairs: %+v", s.Samples)
	}
	proof := r.Sessions[0].Causes[0].Evidence
	if len(proof) != 2 || proof[1].Sample != s.Samples[0].ID || len(proof[1].Split) != 4 || proof[1].Split[0].Code != "unclear_communication" || proof[1].Split[0].Of != 20 {
		t.Errorf("evidence %+v", proof)
	}
	if s.Catalogue.Empty() {
		t.Error("no costs")
	}
}

// Every action that is about a selection stands on its charts as a flag, with its verdict once that is known.
func TestActionsAreFlags(t *testing.T) {
	b, s := openSample(t)
	l := locale.New("nl")
	names := func(f repeat.Filter) (all []string) {
		for _, e := range b.Snapshot().EventsOf(f) {
			if e.Action != 0 {
				all = append(all, e.Title)
			}
		}
		return all
	}
	declined := repeat.Filter{{By: contact.Reason, Values: []string{"Declaratie afgewezen"}}}
	if got := names(declined); !slices.Equal(got, []string{sampleLetter, sampleTrack}) {
		t.Errorf("on declined claims: %v", got) // a parcel may be about a declined claim, as far as is known
	}
	if got := names(nil); len(got) != 4 {
		t.Errorf("on all contacts: %v", got)
	}
	b.wantAll()
	if got := names(declined); !slices.Equal(got, []string{sampleLetter}) {
		t.Errorf("on declined claims, when it is known that no parcel is: %v", got)
	}
	if got := names(repeat.Filter{{By: contact.Process, Values: []string{"Hulpmiddelen"}}}); !slices.Equal(got, []string{sampleTrack}) {
		t.Errorf("on aids: %v", got)
	}
	found := false
	for _, x := range Flags(b.Snapshot().EventsOf(declined), l) {
		if x.Name == sampleLetter {
			found = true
			if want := sample.Changes[0].Date; !x.From.Equal(want) || !strings.Contains(x.Note, "lager: −") {
				t.Errorf("%s from %s: %q", x.Name, x.From, x.Note)
			}
		}
	}
	if !found {
		t.Errorf("no flag for %q", sampleLetter)
	}
	// One that is dropped, or has not begun, is none.
	if err := b.MoveAction(actionNamed(t, s.Register, sampleTrack).ID, kaizen.Dropped, "toch niet"); err != nil {
		t.Fatal(err)
	}
	if got := names(nil); len(got) != 3 {
		t.Errorf("after dropping one: %v", got)
	}
}

// What is in sight is worked out again when it changes, and not otherwise; the detail follows.
func TestEffectsFollow(t *testing.T) {
	b, s := openSample(t)
	letter, script := actionNamed(t, s.Register, sampleLetter).ID, actionNamed(t, s.Register, sampleScript).ID
	b.WantEffects(letter, script)
	first := b.until("effects", func(s *Snapshot) bool { return len(s.Effects) == 2 }).Effects
	b.ShowEffect(letter)
	d := b.until("detail", func(s *Snapshot) bool { return s.Detail != nil }).Detail
	if d.Action != letter || d.Effect != first[letter] || d.Weeks.Total.Total.Ripe < d.Effect.Before.Ripe+d.Effect.After.Ripe {
		t.Errorf("detail of %d: %d ripe contacts", d.Action, d.Weeks.Total.Total.Ripe)
	}
	// Another title is not another effect.
	if err := b.EditAction(script, func(a *kaizen.Action) { a.Title = "Anders" }); err != nil {
		t.Fatal(err)
	}
	b.flush()
	if s := b.Snapshot(); s.Effects[script] != first[script] || s.Effects[letter] != first[letter] {
		t.Error("the effect is worked out anew for a title")
	}
	// Another start is, for itself and for those it is a comparison of.
	if err := b.EditAction(script, func(a *kaizen.Action) { a.Start = a.Start.AddDays(7) }); err != nil {
		t.Fatal(err)
	}
	second := b.until("the other start", func(s *Snapshot) bool { return s.Effects[script] != first[script] }).Effects
	if got := second[script].Study.Start; got != b.Snapshot().Register.Action(script).Start {
		t.Errorf("measured from %s", got)
	}
	// Another definition is another effect.
	def := repeat.Default
	def.Window = 3 * repeat.Day
	b.SetDefinition(def)
	s = b.until("the other definition", func(s *Snapshot) bool {
		return s.Effects[letter] != nil && s.Effects[letter].Definition.Window == def.Window && s.Detail.Effect == s.Effects[letter]
	})
	if s.Effects[letter].Before.Rate() >= first[letter].Before.Rate() {
		t.Errorf("%.3f within 3 days, %.3f within 7", s.Effects[letter].Before.Rate(), first[letter].Before.Rate())
	}
	b.ShowEffect(0)
	b.until("no detail", func(s *Snapshot) bool { return s.Detail == nil })
	// What the command line works out is the same.
	all, err := Effects(t.Context(), b.engine, def, s.Register, s.Catalogue, DefaultSpread)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 4 || all[letter].Result.Effect != s.Effects[letter].Result.Effect || all[letter].Euros != s.Effects[letter].Euros {
		t.Errorf("%+v", all[letter])
	}
	b.CloseWorkspace()
	b.flush()
	if s := b.Snapshot(); s.Effects != nil || s.Detail != nil {
		t.Error("effects outlive their workspace")
	}
}

// A check keeps its figures as they were, and undo takes it back.
func TestTakeCheck(t *testing.T) {
	b, s := openSample(t)
	b.SetMe("Noor Jansen")
	a := actionNamed(t, s.Register, sampleScript)
	check := a.Checks[2]
	if err := b.EditAction(a.ID, func(a *kaizen.Action) { a.Checks[2].Result, a.Status = nil, kaizen.Done }); err != nil {
		t.Fatal(err)
	}
	b.TakeCheck(a.ID, check.ID)
	b.flush()
	got := b.Snapshot().Register.Action(a.ID)
	f := got.Checks[2].Result
	if f == nil || f.Verdict != kaizen.NoShift || f.By != "Noor Jansen" || f.AfterDays.To != check.Due.AddDays(-1) || got.Status != kaizen.Checked {
		t.Fatalf("%s, %+v", got.Status, f)
	}
	if old := check.Result; f.Before != old.Before || f.After != old.After || *f.Low != *old.Low {
		t.Errorf("%+v, and as it was taken then %+v", f, old)
	}
	// What is imported or redefined later leaves it alone.
	def := repeat.Default
	def.Window = repeat.Day
	b.SetDefinition(def)
	b.settled()
	if again := b.Snapshot().Register.Action(a.ID).Checks[2].Result; again.After != f.After || again.Definition.Window != 7*repeat.Day {
		t.Errorf("%+v", again)
	}
	if err := b.UndoRegister(); err != nil {
		t.Fatal(err)
	}
	if got := b.Snapshot().Register.Action(a.ID); got.Checks[2].Done() || got.Status != kaizen.Done {
		t.Errorf("after undo: %s, %+v", got.Status, got.Checks[2])
	}
	before := len(b.Snapshot().Notes)
	b.TakeCheck(a.ID, 99)
	b.flush()
	if n := b.Snapshot().Notes; len(n) != before+1 || n[before].Err == nil {
		t.Error("a check that is not there is taken")
	}
}

func TestStudyOfAnAction(t *testing.T) {
	b, s := openSample(t)
	log, r := b.engine.Log(), s.Register
	a := *actionNamed(t, r, sampleTrack)
	a.Finished = a.Start.AddDays(10)
	if x, ok := Study(r, &a, log); !ok || x.Full != a.Finished || x.Expected != 0.12 || len(x.Others) != 3 || x.Picked != (effect.Days{From: a.Scope.From, To: a.Scope.To}) {
		t.Errorf("%+v", x)
	}
	a.Finished = a.Start.AddDays(100) // written down late
	a.Scope.From, a.Scope.To = repeat.Date{}, repeat.Date{}
	if x, _ := Study(r, &a, log); x.Full != a.Start || x.Picked.From.String() != "2025-01-01" || x.Picked.To != repeat.DateOf(a.Made) {
		t.Errorf("%+v", x)
	}
	a.Made = a.Start.AddDays(400).Time()
	if x, _ := Study(r, &a, log); x.Picked.To != a.Start.AddDays(-1) {
		t.Errorf("picked after it began: %+v", x.Picked)
	}
	a.Session = r.Sessions[0].ID
	if x, _ := Study(r, &a, log); x.Picked != (effect.Days{From: r.Sessions[0].Scope.From, To: r.Sessions[0].Scope.To}) {
		t.Errorf("picked in its session: %+v", x.Picked)
	}
	a.Status = kaizen.Dropped
	if _, ok := Study(r, &a, log); ok {
		t.Error("a dropped action has an effect")
	}
}
