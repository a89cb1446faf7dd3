package workbench

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
)

// A change is in the snapshot at once, in the workspace right after, and is found back
// with its history and what can be undone.
func TestRegisterIsKept(t *testing.T) {
	b := newBench(t)
	if _, err := b.AddAction(kaizen.Action{Title: "Te vroeg"}); err == nil {
		t.Error("an action without a workspace")
	}
	s := b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	b.SetMe("Anna de Vries")
	b.SetClock(func() time.Time { return time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC) })
	id, err := b.AddAction(kaizen.Action{Title: "Nieuwe afwijsbrief", Scope: repeat.Selection{Filter: repeat.Filter{{By: contact.Process, Values: []string{"Proces 1"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if a := b.Snapshot().Register.Action(id); a == nil || a.By != "Anna de Vries" || a.Status != kaizen.Proposed || len(a.Checks) != 3 || len(a.Checklist) != 6 {
		t.Fatalf("%+v", a)
	}
	var refused *kaizen.Refusal
	if err := b.MoveAction(id, kaizen.Agreed, ""); !errors.As(err, &refused) || refused.Field != "owner" {
		t.Errorf("agreed without an owner: %v", err)
	}
	err = b.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		a := e.Action(id)
		a.Owner, a.Due = e.PersonNamed("Bram"), repeat.DateOf(time.Date(2026, 7, 10, 0, 0, 0, 0, time.UTC))
		return nil
	})
	if err == nil {
		err = b.MoveAction(id, kaizen.Agreed, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	b.ShowHistory(kaizen.Ref{Kind: kaizen.OfAction, ID: id})
	b.flush()
	if err := b.MoveAction(id, kaizen.Done, ""); err != nil {
		t.Fatal(err)
	}
	h := b.Snapshot().History
	if len(h.Steps) != 4 || h.Steps[3].What != "kaizen.did.move" || h.Steps[3].By != "Anna de Vries" {
		t.Fatalf("%+v", h)
	}
	if a := b.Snapshot().Register.Action(id); a.Finished.String() != "2026-07-01" || a.Checks[0].Due.String() != "2026-07-31" {
		t.Errorf("%+v", a)
	}
	before := b.Snapshot().Register
	b.CloseWorkspace()
	b.flush()
	if b.Snapshot().Register != nil || b.Snapshot().History != nil {
		t.Error("the register outlives its workspace")
	}
	b.Open(s.Workspace.Path)
	b.flush()
	after := b.Snapshot().Register
	if d := cmp.Diff(before.Actions, after.Actions, sameDay); d != "" {
		t.Error(d)
	}
	b.ShowHistory(kaizen.Ref{Kind: kaizen.OfAction, ID: id})
	b.flush()
	if d := cmp.Diff(h, b.Snapshot().History); d != "" {
		t.Error(d)
	}
	for range 2 {
		if err := b.UndoRegister(); err != nil {
			t.Fatal(err)
		}
	}
	if a := b.Snapshot().Register.Action(id); a.Status != kaizen.Proposed || a.Owner == 0 {
		t.Errorf("%+v", a)
	}
	for range 2 {
		if err := b.RedoRegister(); err != nil {
			t.Fatal(err)
		}
	}
	b.flush()
	if d := cmp.Diff(before.Actions, b.Snapshot().Register.Actions, sameDay); d != "" {
		t.Error(d)
	}
}

// The baseline of a session is what its scope was when it was made, and stays that.
func TestBaselineIsFrozen(t *testing.T) {
	b := newBench(t)
	b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	scope := repeat.Selection{Filter: repeat.Filter{{By: contact.Process, Values: []string{"Proces 1"}}}}
	id, err := b.AddSession(kaizen.Session{Title: "Premie", Scope: scope})
	if err != nil {
		t.Fatal(err)
	}
	b.flush()
	want, err := b.engine.Rates(t.Context(), repeat.Query{Definition: repeat.Default, Selection: scope})
	if err != nil {
		t.Fatal(err)
	}
	got := b.Snapshot().Register.Session(id).Baseline
	if got == nil || got.Contacts != want.Total.Contacts || got.Contacts == 0 || got.Followed.Rate() != want.Total.Follow() || got.Definition.Window != 7*repeat.Day {
		t.Fatalf("%+v, want %+v", got, want.Total)
	}
	d := repeat.Default
	d.Window = 3 * repeat.Day
	b.SetDefinition(d)
	b.importFile(export(t, t.TempDir(), "april.csv", 40, 30))
	if d := cmp.Diff(got, b.Snapshot().Register.Session(id).Baseline, sameDay); d != "" {
		t.Error(d)
	}
	if err := b.EditSession(id, func(s *kaizen.Session) { s.Stage = kaizen.Running }); err != nil {
		t.Fatal(err)
	}
	b.FreezeBaseline(kaizen.Ref{Kind: kaizen.OfSession, ID: id})
	b.flush()
	if d := cmp.Diff(got, b.Snapshot().Register.Session(id).Baseline, sameDay); d != "" {
		t.Error(d)
	}
	for range 2 { // under way, and the session itself: the baseline is not a step of its own
		if err := b.UndoRegister(); err != nil {
			t.Fatal(err)
		}
	}
	if b.Snapshot().Register.Session(id) != nil {
		t.Error("the session is still there")
	}
}

// What is taken out for good is nowhere in the file any more, and its number is not given again.
func TestCompactRegister(t *testing.T) {
	b := newBench(t)
	s := b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	first, err := b.AddAction(kaizen.Action{Title: "Kwijt te raken"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.RemoveItem(kaizen.Ref{Kind: kaizen.OfAction, ID: first}); err != nil {
		t.Fatal(err)
	}
	if gone := b.Snapshot().Register.Gone(); len(gone) != 1 {
		t.Fatal(gone)
	}
	b.CompactRegister()
	b.flush()
	second, err := b.AddAction(kaizen.Action{Title: "Nieuw"})
	if err != nil || second == first {
		t.Fatal(second, err)
	}
	b.flush()
	b.CloseWorkspace()
	b.flush()
	ws, err := workspace.View(s.Workspace.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	if steps, err := ws.History(t.Context(), kaizen.Ref{Kind: kaizen.OfAction, ID: first}); len(steps) != 0 || err != nil {
		t.Error(steps, err)
	}
	if r, err := ws.Register(t.Context()); err != nil || len(r.Actions) != 1 || len(r.Gone()) != 0 {
		t.Error(r, err)
	}
}

// A list that was read lies in the snapshot until it is taken in or dropped; taking it in
// is one step, which its note takes back.
func TestActionListIsTakenIn(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	b.importFile(export(t, folder, "maart.csv", 0, 30))
	day := repeat.DateOf(time.Date(2026, 7, 10, 0, 0, 0, 0, time.UTC))
	for _, title := range []string{"een", "twee"} {
		if err := b.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
			e.AddAction(kaizen.Action{Title: title, Owner: e.PersonNamed("Bram"), Due: day, Status: kaizen.Agreed})
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "acties.csv")
	b.ExportActions(path, nil, locale.New("nl"))
	b.flush()
	b.flush() // the export is a job of a job
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err, notes(b.Snapshot()))
	}
	changed := strings.Replace(strings.Replace(string(data), ";een;", ";één;", 1), ";twee;afgesproken;Bram;10-07-2026;", ";twee;afgesproken;Bram;17-07-2026;", 1)
	if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.EditAction(2, func(a *kaizen.Action) { a.Due = day.AddDays(1) }); err != nil {
		t.Fatal(err)
	}
	b.ReadActionList(path)
	b.flush()
	x := b.Snapshot().Exchange
	if x == nil || x.Err != nil || len(x.Plan.Rows) != 2 {
		t.Fatalf("%+v; %s", x, notes(b.Snapshot()))
	}
	if added, changed, conflicts := x.Plan.Counts(); added != 0 || changed != 1 || conflicts != 1 {
		t.Errorf("%d added, %d changed, %d conflicts", added, changed, conflicts)
	}
	b.TakeDifference(1, 0, true)
	if x.Plan.Rows[1].Differences[0].Take {
		t.Error("a snapshot changed")
	}
	if err := b.ApplyActionList(); err != nil {
		t.Fatal(err)
	}
	r := b.Snapshot().Register
	if b.Snapshot().Exchange != nil || r.Action(1).Title != "één" || r.Action(2).Due != day.AddDays(7) {
		t.Errorf("%+v %+v", r.Action(1), r.Action(2))
	}
	if err := b.EditAction(1, func(a *kaizen.Action) { a.Cause = "daarna" }); err != nil {
		t.Fatal(err)
	}
	b.lastUndo()()
	b.flush()
	if r := b.Snapshot().Register; r.Action(1).Title != "een" || r.Action(1).Cause != "daarna" || r.Action(2).Due != day.AddDays(1) {
		t.Errorf("%+v %+v", r.Action(1), r.Action(2))
	}
	b.ReadActionList(filepath.Join(folder, "weg.csv"))
	b.flush()
	if x := b.Snapshot().Exchange; x == nil || x.Err == nil {
		t.Errorf("%+v", x)
	}
	b.DropActionList()
	if b.Snapshot().Exchange != nil {
		t.Error("the list is still there")
	}
}

// What cannot be written is not shown as if it were: the register goes back to what the
// workspace has, and that is told.
func TestRegisterThatCannotBeWritten(t *testing.T) {
	b := newBench(t)
	b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	if _, err := b.AddAction(kaizen.Action{Title: "bewaard"}); err != nil {
		t.Fatal(err)
	}
	b.flush()
	// Another step with the number that comes next, as of a program that took the workspace over.
	other, commit, err := b.Snapshot().Register.Change("kaizen.did.change", "een ander", time.Now(), func(e *kaizen.Edit) error { e.Action(1).Title = "van een ander"; return nil })
	if err != nil || other == nil {
		t.Fatal(err)
	}
	if err := b.ws.Commit(t.Context(), commit); err != nil {
		t.Fatal(err)
	}
	if err := b.EditAction(1, func(a *kaizen.Action) { a.Title = "van mij" }); err != nil {
		t.Fatal(err)
	}
	b.flush()
	s := b.until("a note of what failed", func(s *Snapshot) bool { return len(s.Notes) > 0 && s.Notes[len(s.Notes)-1].Err != nil })
	if got := s.Register.Action(1).Title; got != "van een ander" {
		t.Errorf("%q is shown and not kept", got)
	}
	if err := b.EditAction(1, func(a *kaizen.Action) { a.Title = "daarna van mij" }); err != nil {
		t.Fatal(err)
	}
	b.flush()
	if r, err := b.ws.Register(t.Context()); err != nil || r.Action(1).Title != "daarna van mij" {
		t.Error(r, err)
	}
}

// Many hands at once: every change is there, in the snapshot and in the workspace.
func TestRegisterFromManyGoroutines(t *testing.T) {
	b := newBench(t)
	b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	const hands, each = 8, 10
	var all sync.WaitGroup
	for range hands {
		all.Go(func() {
			for range each {
				if _, err := b.AddAction(kaizen.Action{Title: "actie"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	b.flush()
	kept, err := b.ws.Register(t.Context())
	if err != nil || len(kept.Actions) != hands*each || len(b.Snapshot().Register.Actions) != hands*each || kept.Last() != hands*each {
		t.Error(len(kept.Actions), len(b.Snapshot().Register.Actions), kept.Last(), err)
	}
}

// The scope of an action follows a reason that the catalogue gives another name.
func TestScopeFollowsTheCatalogue(t *testing.T) {
	b := newBench(t)
	b.importFile(export(t, t.TempDir(), "maart.csv", 0, 30))
	id, err := b.AddAction(kaizen.Action{Title: "een", Scope: repeat.Selection{Filter: repeat.Filter{{By: contact.Reason, Values: []string{"Reden 1"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	b.PutRename(contact.Rename{}, contact.Rename{From: "Reden 1", To: "Nota"})
	b.flush()
	f := b.Snapshot().Register.Action(id).Scope.Filter
	if d := cmp.Diff([]string{"Reden 1", "Nota"}, f[0].Values); d != "" {
		t.Fatal(d)
	}
	got, err := b.engine.Rates(t.Context(), repeat.Query{Definition: repeat.Default, Selection: repeat.Selection{Filter: f}})
	if err != nil || got.Total.Contacts == 0 {
		t.Error(got.Total, err)
	}
}
