package workbench

import (
	"errors"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"

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
