package workbench

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// processes gives the processes in the figures of the start screen.
func processes(s *Snapshot) []string {
	var all []string
	for _, r := range s.Figures.Top[contact.Process].Rows {
		all = append(all, r.Key[0])
	}
	slices.Sort(all)
	return all
}

func TestFilingIsInTheFiguresAndInTheFile(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	s := b.importFile(export(t, folder, "maart.csv", 0, 30))
	if len(s.Reasons) != 5 || len(s.Unfiled) != 5 || s.Unfiled[0].New || s.Unfiled[0].Process != "" {
		t.Fatalf("%+v", s.Unfiled)
	}
	b.FileReasons("Service", "Reden 0", "reden 1 ")
	b.PutRename(contact.Rename{}, contact.Rename{From: "Reden 4", To: "Reden 0", Since: 1})
	b.flush()
	s = b.settled()
	if !slices.Contains(processes(s), "Service") || len(s.Unfiled) != 2 || slices.Contains(s.Workspace.Values(contact.Reason), "Reden 4") {
		t.Errorf("%v, unfiled %+v", processes(s), s.Unfiled)
	}
	merged := s.Catalogue
	b.PutProcess("Service", contact.ProcessEntry{Process: "Dienst", Owner: "Jan"})
	b.flush()
	if s = b.settled(); !slices.Contains(processes(s), "Dienst") || slices.Contains(processes(s), "Service") {
		t.Error(processes(s))
	}
	b.lastUndo()()
	b.flush()
	if s = b.settled(); merged.ChangesTo(s.Catalogue) != (contact.Changes{}) || !slices.Contains(processes(s), "Service") {
		t.Errorf("%+v", s.Catalogue)
	}
	b.PutRename(contact.Rename{}, contact.Rename{From: "Reden 0", To: "Reden 4"}) // round in a circle
	b.flush()
	if last := b.Snapshot().Notes[len(b.Snapshot().Notes)-1]; last.Err == nil || b.Snapshot().Catalogue != s.Catalogue {
		t.Error("a circle was kept")
	}
	path := s.Workspace.Path
	b.CloseWorkspace()
	b.flush()
	ws, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	engine, err := LoadEngine(context.Background(), ws, nil) // as the command line reads it
	if err != nil {
		t.Fatal(err)
	}
	if values := engine.Values(contact.Process); !slices.Contains(values, "Service") {
		t.Error(values)
	}
}

func TestReasonsOfALaterImportAreNew(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	b.importFile(write(t, folder, "1.csv", "klantnummer;tijd;contactreden;proces\r\nK1;2026-03-01 10:00;Factuur;Betalen\r\nK2;2026-03-01 11:00;Factuur;Betalen\r\n"))
	s := b.importFile(write(t, folder, "2.csv", "klantnummer;tijd;contactreden;proces\r\nK1;2026-03-08 10:00;Factuur;Betalen\r\nK2;2026-03-08 11:00;Klacht;\r\n"))
	if len(s.Unfiled) != 2 || s.Unfiled[0].New || !s.Unfiled[1].New || s.Unfiled[1].Reason != "Klacht" {
		t.Fatalf("%+v", s.Unfiled)
	}
	b.FileAsRead()
	b.flush()
	if s = b.settled(); len(s.Unfiled) != 1 || s.Unfiled[0].Reason != "Klacht" {
		t.Errorf("%+v", s.Unfiled)
	}
}

func TestCatalogueByExcel(t *testing.T) {
	b := newBench(t)
	folder := t.TempDir()
	b.importFile(export(t, folder, "maart.csv", 0, 30))
	b.FileReasons("Service", "Reden 0")
	path := filepath.Join(folder, "catalogus.xlsx")
	b.flush()
	b.ExportCatalogue(path, locale.New("nl"))
	b.FileReasons("Anders", "Reden 0")
	b.FileReasons("Erbij", "Reden 1")
	b.ImportCatalogue(path)
	b.flush()
	s := b.settled()
	zero, _ := s.Catalogue.Reason("Reden 0")
	if _, known := s.Catalogue.Reason("Reden 1"); zero.Process != "Service" || known {
		t.Errorf("%+v", s.Catalogue)
	}
	note := s.Notes[len(s.Notes)-1]
	if note.ID != "note.catalogue" || note.Undo == nil {
		t.Fatalf("%+v", note)
	}
	note.Undo()
	b.flush()
	if one, _ := b.settled().Catalogue.Reason("Reden 1"); one.Process != "Erbij" {
		t.Errorf("%+v", b.Snapshot().Catalogue)
	}
	before := b.Snapshot().Catalogue
	b.ImportCatalogue(export(t, folder, "geen.xlsx", 0, 1))
	b.flush()
	if s = b.Snapshot(); s.Sheet == nil || s.Catalogue != before {
		t.Error("a file that is no workbook was taken over")
	}
	b.DropSheet()
	if b.Snapshot().Sheet != nil {
		t.Error("still told")
	}
}
