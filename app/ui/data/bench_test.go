package data

import (
	"path/filepath"
	"testing"
	"time"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// TestWithTheWorkbench imports a file with the real workbench: what the screen
// asks for happens, and what happens it shows.
func TestWithTheWorkbench(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("EENKEER_STATE", filepath.Join(home, "state"))
	changed := make(chan struct{}, 1)
	w := workbench.New("Klantcontact", func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	defer w.Close()
	p, _, _, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	p.bench = func() bench { return w }
	until := func(what string, ok func(s *workbench.Snapshot) bool) {
		t.Helper()
		deadline := time.After(20 * time.Second)
		for {
			s := w.Snapshot()
			p.Show(s)
			if ok(s) {
				return
			}
			select {
			case <-changed:
			case <-deadline:
				t.Fatalf("%s does not happen; notes %+v", what, s.Notes)
			}
		}
	}
	idle := func(s *workbench.Snapshot) bool { return s.Task == nil && s.Phase == workbench.Ready }

	w.Create(filepath.Join(home, "proef.eenkeer"))
	until("making a workspace", idle)
	w.Drop([]string{file(t, "uitdraai.csv", doubtfulCSV)})
	until("a draft", func(s *workbench.Snapshot) bool { return s.Draft.Ready() && idle(s) })
	p.mapping.editor.orders.Chips()[1].Tapped(nil)
	until("reading month before day", func(s *workbench.Snapshot) bool { return s.Draft.Files[0].Mapping.DateOrder == "mdy" })
	tap(t, p, "Importeer deze rijen")
	until("an import", func(s *workbench.Snapshot) bool { return len(s.Batches) == 1 && s.Last != nil && idle(s) })
	if p.view != p.desk.content || p.desk.batches.notices.Hidden || p.desk.batches.details.list.table.Len() != 3 {
		t.Fatal("what was imported is not shown")
	}
	tap(t, p, "Import terugnemen")
	until("taking back", func(s *workbench.Snapshot) bool { return s.Batches[0].TakenBack && idle(s) })
	tap(t, p, "Terugzetten")
	until("putting back", func(s *workbench.Snapshot) bool { return !s.Batches[0].TakenBack && idle(s) })
}
