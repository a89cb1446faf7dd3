package kaizen

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

func on(text string) repeat.Date {
	d, err := repeat.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

var sameRegister = cmp.Options{
	cmp.AllowUnexported(Register{}), cmpopts.EquateEmpty(), cmp.Comparer(func(a, b repeat.Date) bool { return a.Time().Equal(b.Time()) }),
	cmp.FilterPath(func(p cmp.Path) bool {
		name := p.Last().String()
		return name == ".undo" || name == ".redo" || name == ".last" || name == ".gone"
	}, cmp.Ignore()),
}

// shelf keeps commits as a workspace does.
type shelf struct {
	items map[Ref]Stored
	steps []Step
}

func (s *shelf) keep(c *Commit) {
	if c == nil {
		return
	}
	if s.items == nil {
		s.items = map[Ref]Stored{}
	}
	for _, x := range c.Items {
		s.items[x.Ref] = x
	}
	s.steps = append(s.steps, c.Step)
}

func (s *shelf) read(t *rapid.T) *Register {
	var items []Stored
	for _, x := range s.items {
		items = append(items, x)
	}
	r, err := Read(items, s.steps)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// randomly changes a register in one of many ways.
func randomly(t *rapid.T, e *Edit) {
	r := e.Register()
	text := func(what string) string { return what + " " + rapid.StringMatching(`[a-z]{1,4}`).Draw(t, what) }
	someone := func() ID {
		if len(r.People) == 0 {
			return 0
		}
		return r.People[rapid.IntRange(0, len(r.People)-1).Draw(t, "person")].ID
	}
	switch rapid.IntRange(0, 10).Draw(t, "what") {
	case 0:
		e.PersonNamed(text("persoon"))
	case 1, 2:
		e.AddAction(Action{Title: text("actie"), Owner: someone(), Tags: []string{text("label")}})
	case 3:
		e.AddSession(Session{Title: text("sessie"), Participants: []ID{e.PersonNamed(text("persoon"))}})
	case 4:
		e.AddSignal(Signal{Text: text("signaal"), From: someone()})
	case 5, 6:
		for _, a := range r.Actions {
			if rapid.Bool().Draw(t, "this one") {
				a := e.Action(a.ID)
				a.Title, a.Due = text("anders"), on("2026-07-01").AddDays(rapid.IntRange(0, 9).Draw(t, "days"))
				a.Move(rapid.SampledFrom(Statuses).Draw(t, "status"), on("2026-07-02"))
				a.Why = text("reden")
			}
		}
	case 7, 8:
		for _, s := range r.Sessions {
			s := e.Session(s.ID)
			s.Causes = append(s.Causes, Cause{ID: s.Next(), Text: text("oorzaak")})
			if len(s.Causes) > 2 {
				i := rapid.IntRange(0, len(s.Causes)-1).Draw(t, "cause")
				s.Causes[i].Whys = append(s.Causes[i].Whys, Why{ID: s.Next(), Text: text("waarom")})
				s.Causes[0], s.Causes[1] = s.Causes[1], s.Causes[0]
			}
			if len(s.Causes) > 4 {
				s.Causes = s.Causes[1:]
			}
		}
	case 9:
		for _, x := range []Ref{{OfAction, ID(rapid.IntRange(1, 5).Draw(t, "gone"))}, {OfSession, 1}} {
			e.Remove(x)
		}
	case 10:
		for _, x := range r.Gone() {
			e.Restore(x)
		}
	}
}

// Whatever is done to a register, undo leads back to each state it was in and redo
// forward again, also after it was read back from what was kept.
func TestUndoAndRedoLeadToEveryState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, kept := Empty(), &shelf{}
		states := []*Register{r}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			next, commit, err := r.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { randomly(t, e); return nil })
			var refused *Refusal
			if err != nil && !errors.As(err, &refused) {
				t.Fatal(err)
			}
			if err != nil && next != r {
				t.Fatal("a refused change changed something")
			}
			if commit != nil {
				kept.keep(commit)
				states = append(states, next)
			}
			r = next
		}
		if d := cmp.Diff(r, kept.read(t), sameRegister); d != "" {
			t.Fatal("read back:", d)
		}
		r = kept.read(t)
		for i := len(states) - 2; i >= 0; i-- {
			next, commit, err := r.Undo("bram", noon)
			if err != nil || commit == nil {
				t.Fatal(commit, err)
			}
			kept.keep(commit)
			if d := cmp.Diff(states[i], next, sameRegister); d != "" {
				t.Fatalf("undo to state %d: %s", i, d)
			}
			r = next
		}
		if _, commit, _ := r.Undo("bram", noon); commit != nil {
			t.Fatal("there is more to undo than was done")
		}
		r = kept.read(t)
		for _, state := range states[1:] {
			next, commit, err := r.Redo("bram", noon)
			if err != nil || commit == nil {
				t.Fatal(commit, err)
			}
			kept.keep(commit)
			if d := cmp.Diff(state, next, sameRegister); d != "" {
				t.Fatal("redo:", d)
			}
			r = next
		}
	})
}

func must(t *testing.T, r *Register, f func(e *Edit) error) *Register {
	t.Helper()
	next, _, err := r.Change("kaizen.did.change", "anna", noon, f)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// What an edit was given to change is not what others see, and what fails changes nothing.
func TestRegisterNeverChanges(t *testing.T) {
	r := must(t, Empty(), func(e *Edit) error {
		e.AddAction(Action{Title: "een", Tags: []string{"a"}})
		return nil
	})
	old := r.Action(1)
	next := must(t, r, func(e *Edit) error { e.Action(1).Tags[0] = "b"; return nil })
	if r.Action(1) != old || old.Tags[0] != "a" || next.Action(1).Tags[0] != "b" {
		t.Error("the register before the edit changed")
	}
	oops := errors.New("oops")
	if got, commit, err := next.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { e.Action(1).Title = "x"; return oops }); got != next || commit != nil || err != oops {
		t.Error(got, commit, err)
	}
	if got, commit, err := next.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { e.Action(1).Title = " een "; return nil }); got != next || commit != nil || err != nil {
		t.Error("nothing changed, yet", commit, err)
	}
}

// The rules, each by the field and the sentence that refuses.
func TestRules(t *testing.T) {
	base := must(t, Empty(), func(e *Edit) error {
		e.AddPerson(Person{Name: "Anna"})
		e.AddAction(Action{Title: "eerste", Owner: 1, Due: on("2026-07-10"), Status: Agreed})
		e.AddSession(Session{Title: "sessie", Budget: 3})
		e.AddTheme(Theme{Title: "thema"})
		return nil
	})
	half := 1.5
	for name, x := range map[string]struct {
		field, id string
		f         func(e *Edit)
	}{
		"no title":                    {"title", "kaizen.bad.empty.title", func(e *Edit) { e.AddAction(Action{Title: "  "}) }},
		"agreed without an owner":     {"owner", "kaizen.bad.no_owner", func(e *Edit) { e.Action(1).Owner = 0 }},
		"agreed without a day":        {"due", "kaizen.bad.no_due", func(e *Edit) { e.Action(1).Due = repeat.Date{} }},
		"done without an owner":       {"owner", "kaizen.bad.no_owner", func(e *Edit) { e.AddAction(Action{Title: "x", Status: Done, Due: on("2026-07-01")}) }},
		"dropped without a reason":    {"why", "kaizen.bad.empty.why", func(e *Edit) { e.Action(1).Move(Dropped, on("2026-07-01")) }},
		"a status there is not":       {"status", "kaizen.bad.choice", func(e *Edit) { e.Action(1).Status = "klaar" }},
		"a kind there is not":         {"measure", "kaizen.bad.choice", func(e *Edit) { e.Action(1).Measure = "hopen" }},
		"a slip of the year":          {"due", "kaizen.bad.day", func(e *Edit) { e.Action(1).Due = on("0206-07-01") }},
		"an owner there is not":       {"owner", "kaizen.bad.gone", func(e *Edit) { e.Action(1).Owner = 9 }},
		"about one employee":          {"scope", "kaizen.bad.agent", func(e *Edit) { e.Action(1).Scope.Filter = repeat.Filter{{By: contact.Agent, Values: []string{"A001"}}} }},
		"a dimension there is not":    {"scope", "kaizen.bad.scope", func(e *Edit) { e.Action(1).Scope.Filter = repeat.Filter{{By: "humeur"}} }},
		"a period turned round":       {"scope", "kaizen.bad.period", func(e *Edit) { e.Action(1).Scope.From, e.Action(1).Scope.To = on("2026-07-02"), on("2026-07-01") }},
		"a target over 100 %":         {"target", "kaizen.bad.target", func(e *Edit) { e.Session(1).Target = &half }},
		"more dots than there are":    {"ballots", "kaizen.bad.dots", func(e *Edit) { e.Session(1).Ballots = []Ballot{{ID: 1, Dots: []Dot{{1, 4}}}} }},
		"fewer than no dots":          {"ballots", "kaizen.bad.budget", func(e *Edit) { e.Session(1).Ballots = []Ballot{{ID: 1, Dots: []Dot{{1, -1}}}} }},
		"half past twenty-five":       {"from", "kaizen.bad.clock", func(e *Edit) { e.Session(1).From = "25:30" }},
		"an idea off the grid":        {"ideas", "kaizen.bad.grid", func(e *Edit) { x := 11.0; e.Session(1).Ideas = []Idea{{ID: 1, Text: "i", Impact: &x}} }},
		"a cause without words":       {"causes", "kaizen.bad.empty.cause", func(e *Edit) { e.Session(1).Causes = []Cause{{ID: 1}} }},
		"a name twice":                {"name", "kaizen.bad.same_name", func(e *Edit) { e.AddPerson(Person{Name: "anna "}) }},
		"no address":                  {"email", "kaizen.bad.email", func(e *Edit) { e.Person(1).Email = "anna bij noord" }},
		"a line in an address":        {"email", "kaizen.bad.email", func(e *Edit) { e.Person(1).Email = "a@b.nl\nATTENDEE:x" }},
		"an answer without words":     {"answer", "kaizen.bad.empty.answer", func(e *Edit) { e.AddSignal(Signal{Text: "s", State: Answered}) }},
		"a theme of no weeks":         {"weeks", "kaizen.bad.weeks", func(e *Edit) { e.Theme(1).Weeks = -1 }},
		"a check on no day":           {"checks", "kaizen.bad.check", func(e *Edit) { e.Action(1).Checks = []Check{{ID: 1}} }},
		"an owner who goes":           {"", "kaizen.bad.owns", func(e *Edit) { e.Remove(Ref{OfPerson, 1}) }},
		"a note on nothing":           {"on", "kaizen.bad.gone", func(e *Edit) { e.AddNote(Note{Text: "n", On: Ref{OfAction, 7}}) }},
		"a text that is far too long": {"text", "kaizen.bad.long", func(e *Edit) { e.Action(1).Text = strings.Repeat("a", LongestText+1) }},
	} {
		_, _, err := base.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { x.f(e); return nil })
		var refused *Refusal
		if !errors.As(err, &refused) || refused.Field != x.field || refused.ID != x.id {
			t.Errorf("%s: %+v", name, err)
			continue
		}
		for _, l := range locale.Languages {
			if said := refused.In(locale.New(l)); said == x.id || strings.Contains(said, "<no value>") {
				t.Errorf("%s: %q in %s", name, said, l)
			}
		}
	}
}

// What was removed by now may stay named where it was: an old action keeps its session.
func TestRemovedItemsStayNamed(t *testing.T) {
	r := must(t, Empty(), func(e *Edit) error {
		s := e.AddSession(Session{Title: "sessie"})
		e.AddAction(Action{Title: "een", Session: s})
		return nil
	})
	r = must(t, r, func(e *Edit) error { e.Remove(Ref{OfSession, 1}); return nil })
	r = must(t, r, func(e *Edit) error { e.Action(1).Title = "anders"; return nil })
	if r.Title(Ref{OfSession, 1}) != "sessie" || r.Session(1) != nil {
		t.Error("a removed session has no title, or is still in the list")
	}
	if _, _, err := r.Change("kaizen.did.add", "anna", noon, func(e *Edit) error { e.AddAction(Action{Title: "twee", Session: 1}); return nil }); err == nil {
		t.Error("a new action of a removed session")
	}
	if id := must(t, r, func(e *Edit) error { e.AddSession(Session{Title: "tweede"}); return nil }).Sessions[0].ID; id != 2 {
		t.Error("a number was given twice:", id)
	}
}

func TestMove(t *testing.T) {
	a := &Action{Start: on("2026-07-01")}
	a.PlanChecks([]int{30, 60, 90})
	dues := func() (all []string) {
		for _, c := range a.Checks {
			all = append(all, fmt.Sprint(c.ID, c.Due))
		}
		return all
	}
	if d := cmp.Diff([]string{"1 2026-07-31", "2 2026-08-30", "3 2026-09-29"}, dues()); d != "" {
		t.Error(d)
	}
	a.Checks[0].Result = &Finding{Verdict: Early}
	a.Start = on("2026-07-11")
	a.tidy()
	if d := cmp.Diff([]string{"1 2026-07-31", "2 2026-09-09", "3 2026-10-09"}, dues()); d != "" {
		t.Error("a look that was taken moved, or one that was not did not:", d)
	}
	a.PlanChecks([]int{60, 120})
	if d := cmp.Diff([]string{"1 2026-07-31", "2 2026-09-09", "4 2026-11-08"}, dues()); d != "" {
		t.Error(d)
	}
	b := &Action{Status: Doing}
	b.Move(Done, on("2026-07-03"))
	if b.Start != on("2026-07-03") || b.Finished != on("2026-07-03") {
		t.Errorf("%+v", b)
	}
	b.Move(Standard, on("2026-09-03"))
	if b.Finished != on("2026-07-03") {
		t.Error("it was done earlier")
	}
	b.Move(Doing, on("2026-09-04"))
	if !b.Finished.IsZero() {
		t.Error("taken up again, it is not done")
	}
}

func TestVotes(t *testing.T) {
	s := &Session{Ballots: []Ballot{{ID: 1}, {ID: 2}, {ID: 3}}}
	s.Ballots[0].Give(7, 3)
	s.Ballots[0].Give(7, 2) // changed their mind
	s.Ballots[0].Give(8, 3)
	s.Ballots[1].Give(9, 3)
	s.Ballots[2].Give(7, 2)
	s.Ballots[2].Give(9, 0)
	want := []Tally{{7, 4, 1, false}, {8, 3, 2, true}, {9, 3, 2, true}}
	if d := cmp.Diff(want, s.Votes()); d != "" {
		t.Error(d)
	}
}

// A register of a thousand actions and a hundred sessions.
func large(tb testing.TB) *Register {
	r, _, err := Empty().Change("kaizen.did.add", "anna", noon, func(e *Edit) error {
		for i := range 40 {
			e.AddPerson(Person{Name: fmt.Sprint("Persoon ", i)})
		}
		for i := range 100 {
			s := Session{Title: fmt.Sprint("Sessie ", i), Date: on("2026-07-01")}
			for k := range 20 {
				c := Cause{ID: s.Next(), Text: strings.Repeat("oorzaak ", 10)}
				s.Causes = append(s.Causes, c)
				s.Ideas = append(s.Ideas, Idea{ID: s.Next(), Text: fmt.Sprint("idee ", k)})
			}
			e.AddSession(s)
		}
		for i := range 1000 {
			e.AddAction(Action{Title: fmt.Sprint("Actie ", i), Owner: ID(1 + i%40), Due: on("2026-07-01").AddDays(i % 90), Status: Statuses[i%6], Session: ID(1 + i%100), Text: strings.Repeat("wat er moet ", 20)})
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func BenchmarkEditAction(b *testing.B) {
	r := large(b)
	for i := 0; b.Loop(); i++ {
		next, _, err := r.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { e.Action(500).Title = fmt.Sprint("anders ", i); return nil })
		if err != nil {
			b.Fatal(err)
		}
		r = next
	}
}

func BenchmarkEditSession(b *testing.B) {
	r := large(b)
	for i := 0; b.Loop(); i++ {
		next, _, err := r.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { e.Session(50).Causes[3].Text = fmt.Sprint("anders ", i); return nil })
		if err != nil {
			b.Fatal(err)
		}
		r = next
	}
}

func BenchmarkWeekly(b *testing.B) {
	r := large(b)
	for b.Loop() {
		w := r.Weekly(on("2026-08-01"), noon, 7*24*time.Hour)
		if len(w.Late) == 0 || len(r.Loads(on("2026-08-01"))) != 40 {
			b.Fatal(w)
		}
	}
}

// A scope follows a reason that gets another name, and keeps the old one for contacts of before.
func TestRename(t *testing.T) {
	by := func(d contact.Dimension, values ...string) repeat.Selection {
		return repeat.Selection{Filter: repeat.Filter{{By: d, Values: values}}}
	}
	r := must(t, Empty(), func(e *Edit) error {
		e.AddAction(Action{Title: "nota", Scope: by(contact.Reason, "Nota", "Brief")})
		e.AddAction(Action{Title: "proces van die naam", Scope: by(contact.Process, "Nota")})
		e.AddSession(Session{Title: "s", Scope: by(contact.Reason, "nota")})
		e.AddTheme(Theme{Title: "t", Scope: by(contact.Reason, "Post")})
		e.AddSignal(Signal{Text: "x", Reason: "Nota"})
		return nil
	})
	next := must(t, r, func(e *Edit) error { e.Rename(contact.Reason, "Nota", "Factuur"); return nil })
	got := []repeat.Filter{next.Actions[0].Scope.Filter, next.Actions[1].Scope.Filter, next.Sessions[0].Scope.Filter, next.Themes[0].Scope.Filter}
	want := []repeat.Filter{by(contact.Reason, "Nota", "Brief", "Factuur").Filter, by(contact.Process, "Nota").Filter, by(contact.Reason, "nota", "Factuur").Filter, by(contact.Reason, "Post").Filter}
	if d := cmp.Diff(want, got); d != "" || next.Signals[0].Reason != "Factuur" {
		t.Error(d, next.Signals[0].Reason)
	}
	if again, commit, err := next.Change("kaizen.did.rename", "anna", noon, func(e *Edit) error { e.Rename(contact.Reason, "Nota", "Factuur"); return nil }); again != next || commit != nil || err != nil {
		t.Error("the same rename changes it again", err)
	}
}
