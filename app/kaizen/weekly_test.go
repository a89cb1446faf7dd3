package kaizen

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func titles(all []*Action) (out []string) {
	for _, a := range all {
		out = append(out, a.Title)
	}
	return out
}

func texts(all []*Signal) (out []string) {
	for _, s := range all {
		out = append(out, s.Text)
	}
	return out
}

// Wednesday 1 July 2026: what stands on the list of that week and what does not.
func TestWeekly(t *testing.T) {
	today := on("2026-07-01")
	r := must(t, Empty(), func(e *Edit) error {
		anna := e.PersonNamed("Anna")
		action := func(title string, s Status, due string) ID {
			return e.AddAction(Action{Title: title, Owner: anna, Due: on(due), Status: s})
		}
		action("zes dagen te laat", Doing, "2026-06-25")
		action("een dag te laat", Agreed, "2026-06-30")
		action("vandaag", Agreed, "2026-07-01")
		action("zondag", Doing, "2026-07-05")
		action("volgende maandag", Doing, "2026-07-06")
		action("een idee is niet te laat", Proposed, "2026-06-01")
		done := e.Action(action("gedaan", Done, "2026-06-01"))
		done.Finished, done.Start = on("2026-06-25"), on("2026-05-25")
		older := e.Action(action("vorige week gedaan", Done, "2026-06-01"))
		older.Finished, older.Start = on("2026-06-24"), on("2026-05-31")
		held := e.AddSession(Session{Title: "gehouden", Stage: Following})
		e.AddAction(Action{Title: "van niemand", Session: held})
		e.AddAction(Action{Title: "los idee"})
		e.AddSignal(Signal{Text: "tweede", Day: on("2026-06-29")})
		e.AddSignal(Signal{Text: "eerste", Day: on("2026-06-22")})
		e.AddSignal(Signal{Text: "te melden", State: TakenUp, Action: done.ID})
		e.AddSignal(Signal{Text: "loopt nog", State: TakenUp, Action: 1})
		e.Signal(e.AddSignal(Signal{Text: "gemeld"})).Reply("opgelost", on("2026-06-30"))
		e.Signal(e.AddSignal(Signal{Text: "lang geleden gemeld"})).Reply("opgelost", on("2026-05-30"))
		return nil
	})
	w := r.Weekly(today, time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC), 7*24*time.Hour)
	if w.From != on("2026-06-29") || w.To != on("2026-07-05") {
		t.Error(w.From, w.To)
	}
	for name, x := range map[string]struct{ got, want []string }{
		"late":    {titles(w.Late), []string{"zes dagen te laat", "een dag te laat"}},
		"due":     {titles(w.Due), []string{"vandaag", "zondag"}},
		"done":    {titles(w.Done), []string{"gedaan"}},
		"lacking": {titles(w.Lacking), []string{"van niemand"}},
		"signals": {texts(w.Signals), []string{"eerste", "tweede"}},
		"reply":   {texts(w.Reply), []string{"te melden"}},
		"replied": {texts(w.Replied), []string{"gemeld"}},
		"mine":    {titles(r.Mine(1, today)), []string{"zes dagen te laat", "een dag te laat", "vandaag", "zondag"}},
	} {
		if d := cmp.Diff(x.want, x.got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	// 30 days after 25 May is 24 June; its contacts can be judged on 1 July, not before.
	if len(w.Checks) != 1 || w.Checks[0].Action.Title != "gedaan" || w.Checks[0].Check.Days != 30 {
		t.Errorf("%+v", w.Checks)
	}
	if early := r.Weekly(today, time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC), 7*24*time.Hour); len(early.Checks) != 0 {
		t.Errorf("ready before the data are there: %+v", early.Checks)
	}
	if w.Late[0].DaysLate(today) != 6 {
		t.Error(w.Late[0].DaysLate(today))
	}
}

func TestWeek(t *testing.T) {
	for _, x := range []struct{ day, monday string }{{"2026-06-29", "2026-06-29"}, {"2026-07-05", "2026-06-29"}, {"2026-07-06", "2026-07-06"}, {"2027-01-01", "2026-12-28"}} {
		if monday, sunday := Week(on(x.day)); monday != on(x.monday) || sunday != on(x.monday).AddDays(6) {
			t.Error(x.day, monday, sunday)
		}
	}
}

// Who has too many comes first; a limit of their own goes before that of the register.
func TestLoads(t *testing.T) {
	r := must(t, Empty(), func(e *Edit) error {
		e.Settings().Limit = 2
		for _, p := range []Person{{Name: "Anna"}, {Name: "Bram", Limit: 4}, {Name: "Cor"}, {Name: "Dirk", Left: true}, {Name: "Els"}} {
			e.AddPerson(p)
		}
		for i, owner := range []ID{1, 1, 1, 2, 2, 2, 2, 3} {
			e.AddAction(Action{Title: "a", Owner: owner, Due: on("2026-06-28").AddDays(i), Status: Doing, Helper: 3})
		}
		e.AddAction(Action{Title: "klaar", Owner: 1, Due: on("2026-06-28"), Status: Done})
		return nil
	})
	type line struct {
		name       string
		open, late int
		helps      int
		many       bool
	}
	var got []line
	for _, l := range r.Loads(on("2026-07-01")) {
		got = append(got, line{l.Person.Name, len(l.Open), l.Late, l.Helps, l.TooMany()})
	}
	want := []line{{"Anna", 3, 3, 0, true}, {"Bram", 4, 0, 0, false}, {"Cor", 1, 0, 8, false}, {"Els", 0, 0, 0, false}}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(line{})); d != "" {
		t.Error(d)
	}
}

func TestThemeWeeks(t *testing.T) {
	th := &Theme{Start: on("2026-06-01"), Weeks: 6}
	if th.End() != on("2026-07-12") || th.Week(on("2026-05-31")) != 0 || th.Week(on("2026-06-01")) != 1 || th.Week(on("2026-07-12")) != 6 || th.Week(on("2026-07-13")) != 0 {
		t.Error(th.End(), th.Week(on("2026-07-12")))
	}
}
