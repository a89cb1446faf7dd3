package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

type actionsOut struct {
	Actions []actionJSON `json:"actions"`
}

func actionsOf(t *testing.T, args ...string) []actionJSON {
	t.Helper()
	var out actionsOut
	if err := json.Unmarshal([]byte(done(t, append(args, "--format", "json")...)), &out); err != nil {
		t.Fatal(err)
	}
	return out.Actions
}

// An action is added, agreed, done and taken back on the command line, and every step
// of it is found in its history.
func TestActionsFromIdeaToDone(t *testing.T) {
	w := imported(t)
	a := actionsOf(t, "actions", "add", w, "--title", "Track & trace-sms", "--owner", "Bram Jansen", "--due", "18-07-2026", "--where", "channel=Telefoon", "--expected", "-4,5", "--kind", "voorkomen", "--lang", "nl")
	if len(a) != 1 || a[0].ID != 1 || a[0].Owner != "Bram Jansen" || a[0].Due != "2026-07-18" || *a[0].Expected != -4.5 || a[0].Measure != "prevent" || a[0].Scope.Filter[0].Values[0] != "Telefoon" {
		t.Fatalf("%+v", a)
	}
	if o := call("actions", "add", w, "--title", "Zonder eigenaar", "--status", "agreed", "--lang", "nl"); o.code != exitData || !strings.Contains(o.err, "Kies eigenaar") {
		t.Error(o)
	}
	if o := call("actions", "set", w, "9", "--status", "done"); o.code != exitData {
		t.Error(o)
	}
	if o := call("actions", "set", w, "1", "--due", "morgen"); o.code != exitUsage {
		t.Error(o)
	}
	done(t, "actions", "set", w, "1", "--status", "afgesproken")
	if late := actionsOf(t, "actions", w, "--late", "--today", "2026-07-24"); len(late) != 1 || late[0].DaysLate != 6 {
		t.Errorf("%+v", late)
	}
	if late := actionsOf(t, "actions", w, "--late", "--today", "2026-07-18"); len(late) != 0 {
		t.Errorf("%+v", late)
	}
	done(t, "actions", "set", w, "1", "--status", "done", "--done-on", "2026-07-20")
	if a := actionsOf(t, "actions", w)[0]; a.Status != "done" || a.Finished != "2026-07-20" || len(a.Checks) != 3 {
		t.Errorf("%+v", a)
	}
	done(t, "actions", "undo", w)
	if a := actionsOf(t, "actions", w)[0]; a.Status != "agreed" {
		t.Errorf("%+v", a)
	}
	done(t, "actions", "undo", w, "--redo")
	done(t, "actions", "set", w, "1", "--remove")
	if a := actionsOf(t, "actions", w); len(a) != 0 {
		t.Errorf("%+v", a)
	}
	done(t, "actions", "undo", w)
	history := done(t, "actions", "history", w, "1", "--lang", "nl")
	for _, want := range []string{"Bram Jansen", "afgesproken", "ongedaan gemaakt", "verwijderd"} {
		if !strings.Contains(history, want) {
			t.Errorf("%q is not in\n%s", want, history)
		}
	}
}

// A list goes out, is edited in Excel while it is edited here too, and comes back: one
// change of each is there and the conflict is shown with both sides.
func TestActionsThereAndBack(t *testing.T) {
	w := imported(t)
	folder := t.TempDir()
	for _, title := range []string{"Eerste", "Tweede", "Derde"} {
		done(t, "actions", "add", w, "--title", title, "--owner", "Anna", "--due", "2026-07-18", "--status", "agreed")
	}
	list := filepath.Join(folder, "acties.xlsx")
	done(t, "actions", "export", w, list, "--lang", "nl")
	f, err := excelize.OpenFile(list)
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range map[string]string{"D2": "Carla", "E3": "25-07-2026", "B5": "Vierde", "C5": "idee"} {
		if err := f.SetCellStr("Acties", at, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	done(t, "actions", "set", w, "2", "--due", "2026-08-01")
	done(t, "actions", "set", w, "3", "--title", "Derde, anders")
	type result struct {
		Added, Changed, Same int
		People               []string
		Conflicts            []conflictJSON
		Problems             []listProblemJSON
	}
	take := func(args ...string) (r result) {
		t.Helper()
		if err := json.Unmarshal([]byte(done(t, append([]string{"actions", "import", w, list, "--format", "json"}, args...)...)), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, dry := range []bool{true, false} {
		var args []string
		if dry {
			args = []string{"--dry-run"}
		}
		r := take(args...)
		if r.Added != 1 || r.Changed != 1 || r.Same != 1 || len(r.Conflicts) != 1 || len(r.Problems) != 0 || len(r.People) != 1 {
			t.Fatalf("%+v", r)
		}
		if c := r.Conflicts[0]; c.Action != 2 || c.Field != "due" || *c.Before != "2026-07-18" || c.Here != "2026-08-01" || c.List != "2026-07-25" || c.Taken != "here" {
			t.Errorf("%+v", c)
		}
		if dry && len(actionsOf(t, "actions", w)) != 3 {
			t.Error("a dry run kept something")
		}
	}
	a := actionsOf(t, "actions", w)
	if len(a) != 4 || a[0].Owner != "Carla" || a[1].Due != "2026-08-01" || a[2].Title != "Derde, anders" || a[3].Title != "Vierde" {
		t.Errorf("%+v", a)
	}
	table := done(t, "actions", "import", w, list, "--dry-run", "--lang", "nl")
	for _, want := range []string{"18-07-2026", "01-08-2026", "25-07-2026", "klaar op"} {
		if !strings.Contains(table, want) {
			t.Errorf("%q is not in\n%s", want, table)
		}
	}
	take("--take", "list")
	if a := actionsOf(t, "actions", w); a[1].Due != "2026-07-25" {
		t.Errorf("%+v", a[1])
	}
	ics, pdf := filepath.Join(folder, "anna.ics"), filepath.Join(folder, "acties.pdf")
	done(t, "actions", "export", w, ics, "--owner", "anna")
	done(t, "actions", "export", w, pdf)
	for file, begin := range map[string]string{ics: "BEGIN:VCALENDAR", pdf: "%PDF"} {
		if data, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(data), begin) {
			t.Error(file, err)
		}
	}
	if o := call("actions", "export", w, ics, "--owner", "niemand"); o.code != exitUsage {
		t.Error(o)
	}
	if o := call("actions", "export", w, filepath.Join(folder, "acties.docx")); o.code != exitData {
		t.Error(o)
	}
}

// A session is made with its baseline, and printed.
func TestSessionsAndSignals(t *testing.T) {
	w := imported(t)
	var out struct{ Sessions []sessionJSON }
	text := done(t, "sessions", "add", w, "--title", "Telefoon", "--where", "channel=Telefoon", "--date", "3 juli 2026", "--target", "33,5%", "--participant", "Anna", "--participant", "Bram", "--format", "json")
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	s := out.Sessions[0]
	if s.Date != "2026-07-03" || *s.Target != 0.335 || len(s.Participants) != 2 || s.Baseline == nil || s.Baseline.Followed == nil {
		t.Fatalf("%+v", s)
	}
	var rates struct {
		Total struct{ Ripe, Followed int }
	}
	if err := json.Unmarshal([]byte(done(t, "rates", w, "--where", "channel=Telefoon", "--measure", "followed", "--format", "json")), &rates); err != nil {
		t.Fatal(err)
	}
	if f := s.Baseline.Followed; f.Numerator != rates.Total.Followed || f.Denominator != rates.Total.Ripe || f.Denominator == 0 {
		t.Errorf("the baseline is %+v, the rate %+v", f, rates.Total)
	}
	page := filepath.Join(t.TempDir(), "sessie.pdf")
	done(t, "sessions", "print", w, "1", page, "--paper", "a3")
	if data, err := os.ReadFile(page); err != nil || !strings.HasPrefix(string(data), "%PDF") {
		t.Error(err)
	}
	if o := call("sessions", "print", w, "2", page); o.code != exitData {
		t.Error(o)
	}
	done(t, "signals", "add", w, "--text", "brief noemt een nummer dat niet bestaat", "--from", "Carla", "--reason", "Vraag over brief", "--day", "2026-07-01")
	if o := call("signals", "add", w, "--text", " "); o.code != exitData {
		t.Error(o)
	}
	weekly := done(t, "weekly", w, "--today", "2026-07-01", "--lang", "nl")
	if !strings.Contains(weekly, "Nieuwe signalen") || !strings.Contains(weekly, "Carla") {
		t.Error(weekly)
	}
	done(t, "signals", "set", w, "1", "--answer", "nummer is hersteld")
	var signals struct{ Signals []signalJSON }
	if err := json.Unmarshal([]byte(done(t, "signals", w, "--state", "answered", "--format", "json")), &signals); err != nil || len(signals.Signals) != 1 || signals.Signals[0].Answer != "nummer is hersteld" {
		t.Error(signals, err)
	}
	if o := call("signals", w, "--state", "weg"); o.code != exitUsage {
		t.Error(o)
	}
}

// Which column is which is told once for a list that comes every week.
func TestListOfTheirOwnIsAskedAboutOnce(t *testing.T) {
	w := imported(t)
	list := filepath.Join(t.TempDir(), "lijst.csv")
	write := func(rows string) {
		t.Helper()
		if err := os.WriteFile(list, []byte("punt;gaat doen;voor\r\n"+rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("Uitlegfilm;Anna;12-7-2026\r\nBelscript;Bram;13-7-2026\r\n")
	if out := call("actions", "import", w, list, "--lang", "nl"); out.code != exitData || !strings.Contains(out.err, "geen kolom met de titel") {
		t.Fatal(out)
	}
	done(t, "actions", "import", w, list, "--map", "title=punt", "--map", "owner=gaat doen", "--map", "due=voor")
	write("Uitlegfilm;Anna;12-7-2026\r\nBelscript;Bram;13-7-2026\r\nNieuw punt;Carla;14-7-2026\r\n")
	done(t, "actions", "import", w, list)
	a := actionsOf(t, "actions", w)
	if len(a) != 3 || a[2].Title != "Nieuw punt" || a[2].Owner != "Carla" || a[2].Due != "2026-07-14" {
		t.Errorf("%+v", a)
	}
	if o := call("actions", "import", w, list, "--map", "title=weg"); o.code != exitUsage {
		t.Error(o)
	}
}
