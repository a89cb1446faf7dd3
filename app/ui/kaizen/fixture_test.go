package kaizen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// now is a Thursday.
var now = time.Date(2026, 7, 9, 10, 0, 0, 0, time.UTC)

func date(t testing.TB, text string) repeat.Date {
	t.Helper()
	d, err := repeat.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// fixture is the screen over a workspace of its own.
type fixture struct {
	*figuretest.Shell
	t    testing.TB
	scr  *Kaizen
	path string
}

// open makes a workspace without contacts and the screen over it.
func open(t testing.TB, lang string, mode kit.Mode, w, h float32) *fixture {
	t.Helper()
	sh := figuretest.NewShell(t, lang, mode)
	f := &fixture{Shell: sh, t: t, path: filepath.Join(t.TempDir(), "test.eenkeer")}
	sh.Bench().SetClock(func() time.Time { return now })
	sh.Bench().SetMe("Vera")
	sh.Bench().Create(f.path)
	figuretest.Eventually(t, "workspace", func() bool {
		n := sh.Bench().Snapshot()
		return n.Phase == workbench.Ready && n.Register != nil && n.Task == nil
	})
	f.scr = New(sh).(*Kaizen)
	sh.Put(t, f.scr, w, h)
	f.show()
	return f
}

// show draws the latest snapshot, as the shell does.
func (f *fixture) show() { f.scr.Show(f.Bench().Snapshot()) }

func (f *fixture) tab(id string) Tab {
	for _, p := range f.scr.pages {
		if p.id == id {
			return p.tab
		}
	}
	f.t.Fatalf("no tab %s", id)
	return nil
}

func (f *fixture) actions() *actions { return f.tab(tabActions).(*actions) }

func (f *fixture) register() *kaizen.Register { return f.Bench().Snapshot().Register }

func scopeOf(d contact.Dimension, value string) repeat.Selection {
	return repeat.Selection{Filter: repeat.Filter{{By: d, Values: []string{value}}}}
}

// fill puts people, a session, actions in every status and signals in the register.
func (f *fixture) fill() {
	f.t.Helper()
	day := func(text string) repeat.Date { return date(f.t, text) }
	points := func(x float64) *float64 { return &x }
	err := f.Bench().EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
		who := map[string]kaizen.ID{}
		for _, name := range []string{"Vera", "PM Bezorging", "PM Declaraties", "inkoop", "team Noord", "team Zuid", "communicatie"} {
			who[name] = e.AddPerson(kaizen.Person{Name: name, Team: "Klantcontact"})
		}
		theme := e.AddTheme(kaizen.Theme{Title: "Waar blijft mijn hulpmiddel?", Start: day("2026-06-15"), Owner: who["PM Bezorging"], Scope: scopeOf(contact.Process, "Bezorging"),
			Lead: "Elke bestelling krijgt een verwachte leverdatum in de bevestiging", LeadGoal: "95 % van de bestellingen", Target: points(0.33),
			Weekly: []kaizen.LeadWeek{{ID: 1, Week: day("2026-06-15"), Value: 61}, {ID: 2, Week: day("2026-06-22"), Value: 78}, {ID: 3, Week: day("2026-06-29"), Value: 88, Note: "nieuwe brief live"}}})
		session := e.AddSession(kaizen.Session{Title: "Derde partij Pakketdienst", Date: day("2026-07-03"), Stage: kaizen.Following, Theme: theme, Facilitator: who["Vera"]})
		found := &kaizen.Finding{At: now, By: "Vera", Verdict: kaizen.Lower, Definition: workbench.DefaultQuestion.Definition, Before: kaizen.FigureOf(repeat.NewRate(412, 1000)),
			After: kaizen.FigureOf(repeat.NewRate(370, 1000)), Difference: points(-0.042), Low: points(-0.08), High: points(-0.002)}
		for _, a := range []kaizen.Action{
			{Title: "Uitlegfilm eigen risico", Scope: scopeOf(contact.Process, "Eigen risico"), Owner: who["communicatie"], Due: day("2026-07-12"), Measure: kaizen.Prevent},
			{Title: "Mail na gesprek"},
			{Title: "Terugbelafspraak Zorgboulevard", Scope: scopeOf(contact.Third, "Zorgboulevard BV"), Owner: who["inkoop"], Helper: who["Vera"], Due: day("2026-07-03"), Status: kaizen.Agreed, Session: session,
				Cause: "De klant weet niet wanneer iemand terugbelt", Expected: points(-3)},
			{Title: "Eén lijst met benodigde stukken", Scope: scopeOf(contact.Process, "Machtigingen"), Owner: who["team Noord"], Due: day("2026-07-10"), Status: kaizen.Agreed, Session: session},
			{Title: "Track & trace-sms Pakketdienst", Scope: scopeOf(contact.Third, "Pakketdienst"), Owner: who["PM Bezorging"], Due: day("2026-07-18"), Status: kaizen.Doing, Session: session, Theme: theme},
			{Title: "Nieuwe afwijsbrief", Scope: scopeOf(contact.Process, "Declaraties"), Owner: who["PM Declaraties"], Due: day("2026-06-01"), Finished: day("2026-05-28"), Start: day("2026-05-28"), Status: kaizen.Done,
				Checks: []kaizen.Check{{ID: 1, Days: 30, Result: found}, {ID: 2, Days: 60}}},
			{Title: "Belscript polis wijzigen", Scope: scopeOf(contact.Process, "Wijzigen polis"), Owner: who["team Zuid"], Due: day("2026-07-06"), Finished: day("2026-07-06"), Start: day("2026-07-06"), Status: kaizen.Done},
			{Title: "Statuspagina hulpmiddelen", Scope: scopeOf(contact.Process, "Bezorging"), Owner: who["PM Bezorging"], Due: day("2026-04-01"), Finished: day("2026-03-30"), Start: day("2026-03-30"), Status: kaizen.Standard, Theme: theme},
			{Title: "Alle brieven herschrijven", Owner: who["communicatie"], Due: day("2026-05-01"), Status: kaizen.Dropped, Why: "Te groot; per brief opgepakt"},
		} {
			e.AddAction(a)
		}
		e.AddSignal(kaizen.Signal{Day: day("2026-07-07"), From: who["team Noord"], Process: "Machtigingen", Text: "Klant stuurde alles op, maar kreeg een brief dat er nog een stuk ontbrak zonder te zeggen welk."})
		e.AddSignal(kaizen.Signal{Day: day("2026-06-20"), From: who["team Zuid"], Reason: "Waar blijft mijn pakket", Text: "De bezorger geeft geen tijdvak door.", State: kaizen.TakenUp, Action: 6, Owner: who["PM Bezorging"]})
		e.AddSignal(kaizen.Signal{Day: day("2026-07-01"), From: who["team Zuid"], Process: "Wijzigen polis", Text: "Het script zegt niets over wijzigen met terugwerkende kracht.", State: kaizen.Answered, Answer: "Staat sinds maandag in het script.", Answered: day("2026-07-06")})
		return nil
	})
	if err != nil {
		f.t.Fatal(err)
	}
	f.show()
}

// change changes a text in a file.
func change(t testing.TB, path, from, to string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), from) {
		t.Fatalf("%v; no %q in the file", err, from)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lijst.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
