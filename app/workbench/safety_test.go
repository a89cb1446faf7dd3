package workbench

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
)

func (b *bench) lastUndo() func() {
	b.t.Helper()
	for i := len(b.Snapshot().Notes) - 1; i >= 0; i-- {
		if undo := b.Snapshot().Notes[i].Undo; undo != nil {
			return undo
		}
	}
	b.t.Fatal("nothing to undo")
	return nil
}

// flush waits until everything asked so far is done.
func (b *bench) flush() {
	done := make(chan struct{})
	b.do("", func(context.Context) error { close(done); return nil })
	<-done
	b.FlushRegister()
}

// An undo works on the workspace it was made for. Numbers of imports are the same
// in every file: that of another must not be touched, nor may the lack of one
// bring the program down.
func TestUndoStaysHome(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	b.importFile(export(t, folder, "a.csv", 0, 5))
	undo := b.lastUndo()

	other := filepath.Join(folder, "other.eenkeer")
	b.Create(other)
	b.until("the other workspace", func(s *Snapshot) bool { return s.Workspace.Name == "other" && s.Phase == Ready })
	b.importFile(export(t, folder, "b.csv", 50, 7))
	undo()
	b.flush()
	if s := b.settled(); s.Batches[0].TakenBack || s.Workspace.Contacts != 14 {
		t.Errorf("%d contacts left, taken back %v", s.Workspace.Contacts, s.Batches[0].TakenBack)
	}
	undo = b.lastUndo()
	b.CloseWorkspace()
	undo()
	b.TakeBack(1)
	b.PutBack(1)
	b.DeleteDefinition("x")
	b.ForgetProfile("x")
	b.SaveDefinition("x")
	b.SaveCopy(filepath.Join(folder, "copy.eenkeer"))
	b.flush()
	if s := b.Snapshot(); s.Phase != Closed {
		t.Errorf("phase %v", s.Phase)
	}
}

// Cancelling once the contacts are in the file does not hide them.
func TestCancelAfterTheImport(t *testing.T) {
	b := newBench(t)
	path := export(t, t.TempDir(), "a.csv", 0, 500)
	b.Drop([]string{path})
	b.until("draft", func(s *Snapshot) bool { return s.Draft != nil && s.Task == nil })
	b.ImportDraft()
	b.until("contacts in the file", func(s *Snapshot) bool {
		b.Cancel() // again and again, so that it meets every stage
		return s.Task == nil && (s.Last != nil || s.Draft != nil)
	})
	b.flush()
	s := b.Snapshot()
	batches, err := b.ws.Batches(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(batches) != len(s.Batches) || len(batches) == 1 && s.Workspace.Contacts != 1000 {
		t.Errorf("%d imports in the file, %d on screen with %d contacts", len(batches), len(s.Batches), s.Workspace.Contacts)
	}
}

// Opening what cannot be opened, or cancelling it, leaves the present workspace.
func TestPresentWorkspaceStays(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	s := b.importFile(export(t, folder, "a.csv", 0, 5))
	b.Open(filepath.Join(folder, "nowhere.eenkeer"))
	b.until("refusal", func(n *Snapshot) bool { return len(n.Notes) > len(s.Notes) })
	b.flush()
	if n := b.settled(); n.Workspace.Path != s.Workspace.Path || n.Figures.Total.Total.Contacts != 10 {
		t.Errorf("%+v", n.Workspace)
	}
}

func workbook(t *testing.T, path string, sheets ...string) {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range sheets {
		if i == 0 {
			f.SetSheetName("Sheet1", name)
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range [][]any{{"Klantnummer", "Datum", "Reden"}, {"K1", "01-03-2026", name}, {"K2", "02-03-2026", name}} {
			cell, _ := excelize.CoordinatesToCellName(1, r+1)
			if err := f.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// Sheets with the same columns are one import, a sheet that was chosen is one of its
// own, and next month's workbook is read from that one.
func TestSheets(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "maanden.xlsx")
	workbook(t, path, "Jan", "Feb")
	b.importFile(path)
	if s := b.settled(); s.Workspace.Contacts != 4 || s.Batches[0].Sheet != "Jan + Feb" {
		t.Fatalf("%d contacts, sheet %s", s.Workspace.Contacts, s.Batches[0].Sheet)
	}
	ctx := context.Background()
	feb, err := Prepare(ctx, b.ws, path, PrepareOptions{Sheet: "Feb"})
	if err != nil {
		t.Fatal(err)
	}
	defer feb.Table.Close()
	out, err := Import(ctx, b.ws, []*Prepared{feb}, ImportOptions{}, nil)
	if err != nil || out.Files[0].Already || out.Files[0].Report.Kept != 2 {
		t.Fatalf("%+v, %v", out.Files, err)
	}
	next := filepath.Join(folder, "volgende.xlsx")
	workbook(t, next, "Jan", "Feb")
	p, err := Prepare(ctx, b.ws, next, PrepareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Table.Close()
	if !p.Remembered || p.Table.Sheet != "Feb" || p.Mapping.Sheet != "Feb" {
		t.Errorf("remembered %v, sheet %s, mapping's %s", p.Remembered, p.Table.Sheet, p.Mapping.Sheet)
	}
}

// What a kill leaves of a sample that was being made is not taken for it.
func TestHalfASample(t *testing.T) {
	b := newBench(t)
	if err := os.MkdirAll(filepath.Dir(SamplePath()), 0o700); err != nil {
		t.Fatal(err)
	}
	half, err := workspace.Create(SamplePath() + ".making")
	if err != nil {
		t.Fatal(err)
	}
	if err := half.Close(); err != nil {
		t.Fatal(err)
	}
	b.OpenSample()
	if s := b.settled(); s.Workspace.Contacts < 50_000 || !s.Workspace.Sample {
		t.Errorf("%+v", s.Workspace)
	}
}

// Saved definitions and mappings can be removed, and that undone.
func TestDefinitionsAndMappings(t *testing.T) {
	b := newBench(t)
	b.importFile(export(t, t.TempDir(), "a.csv", 0, 5))
	d := repeat.Default
	d.Window = 14 * repeat.Day
	b.SetDefinition(d)
	b.SaveDefinition("Breed")
	s := b.until("saved", func(s *Snapshot) bool { return len(s.Definitions) == 1 && len(s.Profiles) == 1 })
	if s.Definitions[0].Window != 14*repeat.Day || s.Definitions[0].Name != "Breed" {
		t.Errorf("%+v", s.Definitions[0])
	}
	b.DeleteDefinition("Breed")
	b.ForgetProfile(s.Profiles[0].Signature)
	b.until("gone", func(s *Snapshot) bool { return len(s.Definitions) == 0 && len(s.Profiles) == 0 })
	for _, n := range b.Snapshot().Notes {
		if n.ID == "note.definition_deleted" || n.ID == "note.mapping_forgotten" {
			n.Undo()
		}
	}
	b.until("back", func(s *Snapshot) bool { return len(s.Definitions) == 1 && len(s.Profiles) == 1 })
}

// What was asked for just before closing is still done.
func TestCloseKeepsShortWork(t *testing.T) {
	b := newBench(t)
	s := b.importFile(export(t, t.TempDir(), "a.csv", 0, 5))
	b.SetFilter(contact.Process, "Proces 1")
	b.SaveDefinition("Laatste")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	ws, err := workspace.View(s.Workspace.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	all, err := Definitions(context.Background(), ws)
	if err != nil || len(all) != 1 || all[0].Name != "Laatste" {
		t.Errorf("%+v, %v", all, err)
	}
}
