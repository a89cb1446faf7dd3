package workbench

import (
	"math"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// The facts of a session about a third party of the sample: its figures are those of the scope, its peers others of its kind, and
// what it costs a month is what lies above the target.
func TestSessionFacts(t *testing.T) {
	b := newBench(t)
	b.OpenSample()
	b.until("ready", func(s *Snapshot) bool { return s.Phase == Ready && s.Figures != nil && !s.Computing })
	const third = "Pakketdienst Oost"
	target := 0.3
	scope := repeat.Selection{Filter: repeat.Filter{{By: contact.Third, Values: []string{third}}}}
	id, err := b.AddSession(kaizen.Session{Title: "Pakketten", Scope: scope, Target: &target, Bones: []kaizen.Bone{{ID: 1, Code: "third_party"}, {ID: 2, Code: "backlog"}},
		Causes: []kaizen.Cause{{ID: 3, Bone: 1, Text: "Geen bericht"}, {ID: 4, Bone: 2, Text: "Wachten", Evidence: []kaizen.Evidence{
			{ID: 5, Proof: kaizen.ByPairs, Split: []kaizen.Share{{Code: "backlog", N: 5, Of: 20}, {Code: "party:third_party", N: 12, Of: 20}}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	s := b.until("baseline", func(s *Snapshot) bool { return s.Register.Session(id).Baseline != nil })
	b.Look(Look{Session: LookAtSession(s.Register.Session(id))})
	s = b.until("facts", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Facts != nil && !s.Computing })
	f, session := s.Looked.Facts, s.Register.Session(id)
	if got, want := f.Total.Total.Follow(), session.Baseline.Followed.Rate(); got.Numerator != want.Numerator || got.Denominator != want.Denominator {
		t.Errorf("facts of %d/%d contacts, baseline of %d/%d", got.Numerator, got.Denominator, want.Numerator, want.Denominator)
	}
	weeks := 0
	for _, p := range f.Weeks.Total.Points {
		weeks += p.Followed
	}
	if weeks != f.Total.Total.Followed {
		t.Errorf("the weeks have %d followed contacts, the scope %d", weeks, f.Total.Total.Followed)
	}
	if f.Parts == nil || f.Parts.Dimension != contact.Reason || f.Peers == nil || f.Peers.Dimension != contact.Third {
		t.Errorf("parts %v, peers %v", f.Parts, f.Peers)
	}
	if f.Reach.By != contact.Third || f.Reach.Unit == third || !f.Reach.Own || f.Reach.Units < 2 {
		t.Errorf("the benchmark is %+v", f.Reach)
	}
	above := float64(f.Total.Total.Followed) - target*float64(f.Total.Total.Ripe)
	if f.Above != AboveTarget || math.Abs(f.Worth.Repeats*f.months()-above) > 1e-6 || above <= 0 {
		t.Errorf("%.1f a month over %.1f months is not %.1f above the target", f.Worth.Repeats, f.months(), above)
	}
	if s.Catalogue.Empty() == (f.Worth.Euros > 0) {
		t.Errorf("with the catalogue of the sample it costs %.0f euros a month", f.Worth.Euros)
	}

	// A cause weighs what its evidence says; without, all weigh the same.
	if w, known := f.WorthOf(session, 4); !known || math.Abs(w.Repeats-f.Worth.Repeats*0.25) > 1e-9 {
		t.Errorf("a cause in 5 of 20 pairs is worth %+v of %+v (%v)", w, f.Worth, known)
	}
	if w, known := f.WorthOf(session, 3); known || math.Abs(w.Repeats-f.Worth.Repeats/2) > 1e-9 {
		t.Errorf("a cause without evidence is worth %+v of %+v (%v)", w, f.Worth, known)
	}
	if at, ok := f.Impact(f.Top()); !ok || at != MostImpact {
		t.Errorf("the top of the grid is at %g", at)
	}
	if at, ok := f.Impact(kaizen.Worth{Repeats: f.Worth.Repeats / 4}); !ok || at != MostImpact/2 {
		t.Errorf("a quarter of the worth is at %g", at)
	}
	var none *SessionFacts
	if _, ok := none.Impact(kaizen.Worth{Repeats: 3}); ok {
		t.Error("without facts an idea has an impact")
	}

	// Another target is another question; the same one is not worked out twice.
	if err := b.EditSession(id, func(s *kaizen.Session) { x := 0.2; s.Target = &x }); err != nil {
		t.Fatal(err)
	}
	b.Look(Look{Session: LookAtSession(b.Snapshot().Register.Session(id))})
	s = b.until("other facts", func(s *Snapshot) bool {
		return s.Looked != nil && s.Looked.Facts != nil && s.Looked.Facts != f && !s.Computing
	})
	if s.Looked.Facts.Worth.Repeats <= f.Worth.Repeats {
		t.Error("a lower target leaves no more above it")
	}
	if err := b.EditSession(id, func(s *kaizen.Session) { s.Target = &target }); err != nil {
		t.Fatal(err)
	}
	b.Look(Look{Session: LookAtSession(b.Snapshot().Register.Session(id))})
	b.until("the first facts", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Facts == f })
}

// A target is held against what the best comparable unit makes.
func TestReach(t *testing.T) {
	r := Reach{By: contact.Third, Unit: "West", Value: 0.31, Low: 0.28, High: 0.34, Ripe: 1200, Units: 4, Better: true}
	for target, want := range map[float64]Reachable{0.40: ReachShown, 0.31: ReachShown, 0.30: ReachClose, 0.28: ReachClose, 0.2: ReachFar} {
		if got := r.Of(target); got != want {
			t.Errorf("%g is %s, want %s", target, got, want)
		}
	}
	alike := r
	if alike.Better = false; alike.Of(0.2) != ReachAlike {
		t.Errorf("a target below units that are all alike is %s", alike.Of(0.2))
	}
	if got := (Reach{}).Of(0.2); got != ReachUnknown {
		t.Errorf("without peers a target is %s", got)
	}
	l := locale.New("nl")
	target, low := 0.33, 0.5
	s := &kaizen.Session{Measure: repeat.FollowedRate, Target: &target, Baseline: &kaizen.Baseline{Followed: kaizen.FigureOf(repeat.NewRate(412, 1000))}}
	if text, got := ReachText(s, &SessionFacts{Reach: r}, l); got != ReachShown || text == "" {
		t.Errorf("%q, %s", text, got)
	}
	s.Target = &low
	if text, _ := ReachText(s, nil, l); text != l.T("session.reach.no_step") {
		t.Errorf("a target above the baseline: %q", text)
	}
	s.Target = nil
	if text, _ := ReachText(s, nil, l); text != "" {
		t.Errorf("no target: %q", text)
	}
}

// A scope without a dimension of its own is compared by its teams; it has a worth only against a target.
func TestFactsOfEverything(t *testing.T) {
	b := newBench(t)
	b.OpenSample()
	b.until("ready", func(s *Snapshot) bool { return s.Phase == Ready && s.Figures != nil && !s.Computing })
	id, err := b.AddSession(kaizen.Session{Title: "Alles"})
	if err != nil {
		t.Fatal(err)
	}
	s := b.until("baseline", func(s *Snapshot) bool { return s.Register.Session(id).Baseline != nil })
	b.Look(Look{Session: LookAtSession(s.Register.Session(id))})
	s = b.until("facts", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Facts != nil && !s.Computing })
	if f := s.Looked.Facts; f.Peers == nil || f.Peers.Dimension != contact.Team || f.Reach.Own || f.Worth.Repeats != 0 || f.Above != "" {
		t.Errorf("peers %v, reach %+v, worth %+v above %q", f.Peers, f.Reach, f.Worth, f.Above)
	}
	if err := b.RemoveItem(kaizen.Ref{Kind: kaizen.OfSession, ID: id}); err != nil {
		t.Fatal(err)
	}
	b.Look(Look{Session: SessionLook{ID: id, About: "gone"}})
	b.until("nothing", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Facts == nil })
}
