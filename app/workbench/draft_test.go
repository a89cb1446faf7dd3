package workbench

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/repeat"
)

// drafted drops a file and waits until it can be looked at.
func (b *bench) drafted(path string) DraftFile {
	b.t.Helper()
	b.Drop([]string{path})
	s := b.until("draft", func(s *Snapshot) bool { return s.Task == nil && s.Draft != nil })
	return s.Draft.Files[0]
}

// genesys makes an export of Genesys Cloud in which the row with a number says that
// it is not complete; 0: none does.
func genesys(rows, cut int) string {
	var text strings.Builder
	text.WriteString("Full Export Completed,Conversation ID,Media Type,Date,End Date,Duration,Direction,ANI,Queue,Wrap-up\n")
	for i := 1; i <= rows; i++ {
		complete := "YES"
		if i == cut {
			complete = "NO"
		}
		fmt.Fprintf(&text, "%s,c%d,voice,%02d/12/26 %02d:02,%02d/12/26 %02d:09,412000,Inbound,tel:+3161234%04d,Facturen,Klacht\n", complete, i, 1+i%28, 8+i%10, 1+i%28, 8+i%10, i%50)
	}
	return text.String()
}

func TestPresetIsChosenAndSaved(t *testing.T) {
	b := newBench(t)
	f := b.drafted(write(t, t.TempDir(), "interacties.csv", genesys(60, 0)))
	if f.Mapping.Preset != "genesys-cloud" || len(b.Snapshot().Draft.Presets) == 0 || f.Keys[0].Kind != "phone" || f.Looked != 60 {
		t.Fatalf("%q %+v %d", f.Mapping.Preset, f.Keys, f.Looked)
	}
	b.ChoosePreset(0, "none")
	b.until("file without preset", func(s *Snapshot) bool { return s.Task == nil && s.Draft.Files[0].Mapping.Preset == "" })
	b.SavePreset(0, "Onze telefonie")
	s := b.until("preset", func(s *Snapshot) bool { return strings.Contains(notes(s), "note.preset_saved") })
	own := s.Draft.Files[0].Mapping.Preset
	if own == "" || !s.Draft.Presets[0].Own || s.Draft.Presets[0].ID != own {
		t.Fatalf("%q %+v", own, s.Draft.Presets[0])
	}
	b.ChoosePreset(0, "genesys-cloud")
	b.until("file by its preset", func(s *Snapshot) bool { return s.Task == nil && s.Draft.Files[0].Mapping.Preset == "genesys-cloud" })
	b.ChoosePreset(0, "there is none")
	b.until("refusal", func(s *Snapshot) bool { return s.Notes[len(s.Notes)-1].Err != nil })
	if got := b.Snapshot().Draft.Files[0].Mapping.Preset; got != "genesys-cloud" {
		t.Error("what there was is gone:", got)
	}
}

// What only all rows of a file give away is shown beside the file, and can be
// accepted there.
func TestRefusalOfAllRowsIsAccepted(t *testing.T) {
	b := newBench(t)
	f := b.drafted(write(t, t.TempDir(), "interacties.csv", genesys(1000, 900)))
	if f.Problem != nil {
		t.Fatal("seen at once; the test needs a longer file:", f.Problem)
	}
	b.ImportDraft()
	s := b.until("refusal", func(s *Snapshot) bool { return s.Task == nil && s.Draft != nil && s.Draft.Files[0].Problem != nil })
	m := s.Draft.Files[0].Mapping.Clone()
	m.Accepted = append(m.Accepted, "partial")
	b.SetMapping(0, m)
	b.until("accepted file", func(s *Snapshot) bool { return s.Draft.Ready() })
	b.ImportDraft()
	s = b.until("import", func(s *Snapshot) bool { return s.Task == nil && len(s.Batches) == 1 })
	r, ok := ImportReport(s.Batches[0], repeat.Default, s.Workspace.To)
	if !ok || r.Kept != 1000 || !slices.Equal(r.Read.Accepted, []string{"partial"}) || r.Read.Preset != "genesys-cloud" {
		t.Fatalf("%t %d %+v", ok, r.Kept, r.Read)
	}
}

// Another table of a file is another import, and importing one twice is none.
func TestAnotherTable(t *testing.T) {
	b := newBench(t)
	text := "Telefonie\n\nklantnummer;datum;reden\n"
	for i := range 30 {
		text += fmt.Sprintf("K%d;%02d-03-2026 10:%02d;telefoon\n", i%7, 1+i%28, i)
	}
	text += "\n\nChat\n\nchatnummer;klantnummer;moment;onderwerp\n"
	for i := range 20 {
		text += fmt.Sprintf("%d;K%d;%02d-03-2026 11:00;chat\n", 900+i, i%7, 1+i%28)
	}
	path := write(t, t.TempDir(), "twee.csv", text)
	f := b.drafted(path)
	if len(f.Table.Tables) != 2 {
		t.Fatalf("%d tables were found", len(f.Table.Tables))
	}
	other := 3 - f.Table.Number
	m := f.Mapping.Clone()
	m.Table = other
	b.SetMapping(0, m)
	b.until("the other table", func(s *Snapshot) bool { return s.Task == nil && s.Draft.Files[0].Table.Number == other })
	b.ImportDraft()
	b.until("import", func(s *Snapshot) bool { return s.Task == nil && len(s.Batches) == 1 })
	s := b.importFile(path) // the first table, which is found by itself
	if len(s.Batches) != 2 || s.Last.Files[0].Already {
		t.Fatal("the first table cannot follow the second")
	}
	if s.Workspace.Contacts != 50 {
		t.Fatal("contacts of both tables:", s.Workspace.Contacts)
	}
	if s = b.importFile(path); len(s.Batches) != 2 || !s.Last.Files[0].Already {
		t.Fatal("the same table was imported twice")
	}
}

// A file whose keys are damaged is not imported without a look, however well its
// columns are known.
func TestDamagedFileIsLookedAt(t *testing.T) {
	b := newBench(t)
	week := func(name, prefix, suffix string) string {
		text := "klantnummer;datum;reden\n"
		for i := range 40 {
			text += fmt.Sprintf("%s%03d%s;%02d-03-2026 10:%02d;Vraag\n", prefix, i, suffix, 1+i%28, i)
		}
		return write(t, t.TempDir(), name, text)
	}
	b.importFile(week("week 1.csv", "8390012", ""))
	b.Drop([]string{week("week 2.csv", "8390013", "")})
	b.until("import without a question", func(s *Snapshot) bool { return s.Task == nil && len(s.Batches) == 2 && s.Draft == nil })
	b.Drop([]string{week("week 3.csv", "8,39", "E+09")})
	s := b.until("draft", func(s *Snapshot) bool { return s.Task == nil && s.Draft != nil })
	if !s.Draft.Files[0].Prepared.Remembered || len(s.Batches) != 2 {
		t.Fatal("imported as if nothing were wrong")
	}
}
