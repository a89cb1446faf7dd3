package data

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

func page1040(t *testing.T) (*page, *shell, *fakeBench) {
	p, sh, b, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	return p, sh, b
}

// tap taps the first button in sight with a text.
func tap(t *testing.T, p *page, text string) {
	t.Helper()
	for _, found := range test.LaidOutObjects(p.Content()) {
		if b, ok := found.(*kit.Button); ok && b.Text() == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func asked(b *fakeBench) string {
	all := strings.Join(b.asked, ", ")
	b.asked = nil
	return all
}

func TestEmptyTeaches(t *testing.T) {
	p, sh, _ := page1040(t)
	p.Show(&workbench.Snapshot{Phase: workbench.Ready})
	tap(t, p, "Bestand kiezen…")
	tap(t, p, "Voorbeeld openen")
	p.Show(&workbench.Snapshot{})
	tap(t, p, "Bestand kiezen…")
	tap(t, p, "Werkmap openen…")
	if got := fmt.Sprint(sh.ran); got != "[import sample import open]" {
		t.Fatal(got)
	}
	p.Show(&workbench.Snapshot{Phase: workbench.Ready, Workspace: workbench.Info{ReadOnly: true}})
	tap(t, p, "Bestand kiezen…")
	if len(sh.ran) != 4 || p.empty.notice.Hidden {
		t.Fatal("importing into a workspace that can only be read")
	}
}

func TestTakeBackAndPutBack(t *testing.T) {
	p, sh, b := page1040(t)
	p.Show(batches(4))
	if row, _ := p.desk.batches.table.Selected(); row.ID != 4 {
		t.Fatal("the newest import is not the one shown first:", row.ID)
	}
	tap(t, p, "Import terugnemen")
	p.desk.batches.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // number 3 was taken back
	tap(t, p, "Terugzetten")
	if got := asked(b); got != "take back [4], put back [3]" {
		t.Fatal(got)
	}
	busy := batches(4)
	busy.Task = &workbench.Task{ID: "task.taking_back", Started: clock}
	p.Show(busy)
	tap(t, p, "Terugzetten")
	if p.view != p.desk.content || asked(b) != "" || !strings.Contains(p.desk.state.Text(), "Import terugnemen") {
		t.Fatal("short work is told in the heading, and nothing else starts meanwhile")
	}
	tap(t, p, "Importeren…")
	if fmt.Sprint(sh.ran) != "[import]" {
		t.Fatal(sh.ran)
	}
}

func TestReadOnlyShutsEverything(t *testing.T) {
	p, sh, b := page1040(t)
	s := batches(4)
	s.Workspace.ReadOnly, s.Workspace.Why = true, &workbench.Message{ID: "error.canceled"}
	p.Show(s)
	tap(t, p, "Import terugnemen")
	tap(t, p, "Importeren…")
	if asked(b) != "" || len(sh.ran) != 0 || p.desk.locked.Text() != "Gestopt. Er is niets veranderd." {
		t.Fatal("something could be done, or the reason is not given:", p.desk.locked.Text())
	}
}

func TestDetails(t *testing.T) {
	p, sh, _ := page1040(t)
	p.Show(batches(12))
	list := p.desk.batches.details.list
	if list.table.Len() != 12 || list.reasons.Hidden {
		t.Fatal(list.table.Len())
	}
	test.Tap(list.reasons.Chips()[1])
	some := list.table.Len()
	if some == 0 || some == 12 {
		t.Fatal("a reason is no filter:", some)
	}
	tap(t, p, "Kopiëren")
	if got := strings.Count(sh.copied, "\n"); got != some+1 {
		t.Fatal("lines copied:", got)
	}
	sh.files.Save = filepath.Join(t.TempDir(), "lijst")
	tap(t, p, "Bewaren als CSV…")
	text, err := os.ReadFile(sh.files.Save + ".csv")
	if err != nil || strings.Count(string(text), "\r\n") != some+1 || !strings.HasPrefix(string(text), "\ufeffregel;kolom;waarde;toelichting\r\n") {
		t.Fatalf("%v %q", err, text)
	}
	if sh.files.LastSave.Name != "week 26 opnieuw opmerkingen.csv" {
		t.Error(sh.files.LastSave.Name)
	}
	sh.files.Save = filepath.Join(t.TempDir(), "er niet", "lijst.csv")
	tap(t, p, "Bewaren als CSV…")
	if sh.failed == nil {
		t.Fatal("a file that cannot be written is not told of")
	}
}

func TestProblemsCannotRunAsFormulas(t *testing.T) {
	var b strings.Builder
	if err := writeProblems(&b, []ingest.Problem{{Line: 2, Reason: ingest.ProblemBadTime, Column: "Datum", Value: "=1+1"}}, locale.New("en")); err != nil || !strings.Contains(b.String(), "2,Datum,'=1+1,") {
		t.Fatal(b.String(), err)
	}
}

func TestOutcomeIsToldOnce(t *testing.T) {
	p, _, _ := page1040(t)
	p.Show(batches(4))
	p.desk.batches.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	s := withOutcome(batches(4))
	p.Show(s)
	if row, _ := p.desk.batches.table.Selected(); row.ID != 4 || p.desk.batches.notices.Hidden || p.desk.batches.tag(row) != "nieuw" {
		t.Fatal("what is new is not shown:", row.ID)
	}
	p.closed, p.desk.batches.told = s.Last, nil // as the cross does
	p.Show(s)
	if !p.desk.batches.notices.Hidden {
		t.Fatal("what was closed is told again")
	}
}

func TestRedOutcome(t *testing.T) {
	o := &workbench.Outcome{Files: []workbench.FileOutcome{
		{Name: "a.csv", Report: &ingest.Report{Rows: 9, Kept: 9, Doubts: []ingest.Doubt{{ID: ingest.DoubtDamagedKeys, Column: "Klantnr", Red: true}}}},
		{Name: "b.csv", Report: &ingest.Report{Rows: 9, Kept: 8, Dropped: 1}},
	}}
	kind, text := outcome(o, locale.New("nl"))
	if lines := strings.Split(text, "\n"); kind != kit.KindBad || len(lines) != 2 || !strings.Contains(lines[0], "Klantnr") {
		t.Fatal(kind, text)
	}
}

func TestMappingIsEdited(t *testing.T) {
	p, _, b := page1040(t)
	p.Show(draft(draftFile(t, file(t, "week 53.csv", goodCSV), nil)))
	e := p.mapping.editor
	row := func(f contact.Field) *fieldRow {
		for _, r := range e.rows {
			if r.field == f {
				return r
			}
		}
		t.Fatal("no row for", f)
		return nil
	}
	row(contact.FieldReason).selects[0].Choose("Proces")
	row(contact.FieldCustomer).keys.lines[1].column.Choose("Medewerker")
	if got := b.mapping.Fields; fmt.Sprint(got[contact.FieldReason], got[contact.FieldCustomer]) != "[Proces] [Klantnummer Medewerker]" {
		t.Fatal("two edits before a snapshot: the second lost the first:", got)
	}
	row(contact.FieldHandle).unit.Choose(moment.UnitMinutes)
	if b.mapping.Units[contact.FieldHandle] != moment.UnitMinutes {
		t.Fatal(b.mapping.Units)
	}
	e.order.Choose("mdy")
	if b.mapping.DateOrder != "mdy" {
		t.Fatal(b.mapping.DateOrder)
	}
	test.Tap(row(contact.FieldTeam).missing)
	test.Type(row(contact.FieldTeam).entry, "onbekend, -")
	if got := b.mapping.Missing[contact.FieldTeam]; fmt.Sprint(got) != "[onbekend -]" {
		t.Fatal(got)
	}
	asked(b)
	tap(t, p, "Importeer deze rijen")
	tap(t, p, "Annuleren")
	if got := asked(b); got != "import, forget" {
		t.Fatal(got)
	}
}

func TestEditsAreForgottenWithTheirFile(t *testing.T) {
	p, _, _ := page1040(t)
	p.Show(draft(draftFile(t, file(t, "a.csv", goodCSV), nil)))
	p.mapping.editor.order.Choose("ymd")
	p.Show(draft(draftFile(t, file(t, "b.csv", goodCSV), nil)))
	if got := p.mapping.editor.order.Selected(); got == "ymd" || len(p.mapping.local) != 0 {
		t.Fatal("an edit went over to another file:", got)
	}
}

func TestAmbiguousDatesAreAsked(t *testing.T) {
	p, _, b := page1040(t)
	p.Show(draft(draftFile(t, file(t, "a.csv", doubtfulCSV), nil)))
	e := p.mapping.editor
	if e.asked.Hidden || e.orders.Selected() != "dmy" {
		t.Fatal("nobody is asked; taken as", e.orders.Selected())
	}
	test.Tap(e.orders.Chips()[1])
	if b.mapping.DateOrder != "mdy" {
		t.Fatal(b.mapping.DateOrder)
	}
}

func TestRefusedFileIsAccepted(t *testing.T) {
	p, _, b := page1040(t)
	p.Show(draft(draftFile(t, file(t, "a.csv", genesysCSV), nil)))
	e := p.mapping.editor
	if e.problem.Hidden || e.accept.Hidden || !p.mapping.goOn.Disabled() {
		t.Fatal("a file that was cut off is not refused")
	}
	tap(t, p, "Toch toestaan")
	if fmt.Sprint(b.mapping.Accepted) != "[partial]" {
		t.Fatal(b.mapping.Accepted)
	}
	p.Show(draft(draftFile(t, file(t, "b.csv", genesysCSV), func(m *ingest.Mapping) { m.Accepted = []string{"partial"} })))
	if !p.mapping.editor.problem.Hidden || p.mapping.goOn.Disabled() {
		t.Fatal("what was accepted is refused again:", p.mapping.editor.problemText.Text())
	}
}

func TestPresets(t *testing.T) {
	p, _, b := page1040(t)
	p.Show(draft(draftFile(t, file(t, "a.csv", genesysCSV), nil)))
	r := p.mapping.editor.preset
	if r.choice.Selected() != "genesys-cloud" || r.known.Hidden || len(r.notes) == 0 || !r.save.Disabled() {
		t.Fatal("the preset that was used is not shown:", r.choice.Selected())
	}
	link(t, p, "Waar op te letten")
	r.choice.Choose("none")
	if got := asked(b); got != "preset 0 none" {
		t.Fatal(got)
	}
	p.Show(draft(draftFile(t, file(t, "week 53.csv", goodCSV), nil)))
	if r = p.mapping.editor.preset; r.choice.Selected() != "none" || !r.known.Hidden {
		t.Fatal("a preset of another file:", r.choice.Selected())
	}
	tap(t, p, "Bewaar als voorinstelling…")
	test.Type(r.entry, "Onze telefonie")
	r.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := asked(b); got != "save preset 0 Onze telefonie" {
		t.Fatal(got)
	}
}

func TestKeyColumns(t *testing.T) {
	p, _, b := page1040(t)
	f := draftFile(t, file(t, "a.csv", keysCSV), func(m *ingest.Mapping) {
		m.Fields[contact.FieldCustomer] = []string{"Klantnummer", "Telefoon", "E-mail"}
	})
	p.Show(draft(f))
	var lines *keyLines
	for _, r := range p.mapping.editor.rows {
		if r.keys != nil {
			lines = r.keys
		}
	}
	if len(lines.columns.Objects) != 4 || lines.lines[1].kind.Selected() != "phone" || lines.lines[2].kind.Selected() != "email" {
		t.Fatal("three columns, their kinds, and room for one more:", len(lines.columns.Objects))
	}
	if got := lines.lines[1].fill.Text(); !strings.Contains(got, "4 van 5") {
		t.Error(got)
	}
	if got := lines.lines[0].fill.Text(); !strings.Contains(got, "3 sleutels zijn beschadigd") {
		t.Error(got)
	}
	test.Tap(lines.lines[2].up)
	if got := fmt.Sprint(b.mapping.Fields[contact.FieldCustomer]); got != "[E-mail Klantnummer Telefoon]" {
		t.Error(got)
	}
	lines.lines[1].kind.Choose("other")
	if b.mapping.KeyKinds["Klantnummer"] != "other" {
		t.Error("the kind went to another column:", b.mapping.KeyKinds)
	}
}

func TestSeveralFiles(t *testing.T) {
	p, sh, b := page1040(t)
	good, keyless := draftFile(t, file(t, "week 53.csv", goodCSV), nil), draftFile(t, file(t, "zonder.csv", keylessCSV), nil)
	bad := draftFile(t, file(t, "rapport.csv", "%PDF-1.7\n"), nil)
	p.Show(draft(good, keyless, bad))
	tap(t, p, "Importeer deze rijen") // shut: two files are not ready
	test.Tap(p.mapping.files.Chips()[1])
	if p.mapping.editor.problem.Hidden || !strings.Contains(p.mapping.editor.problemText.Text(), "klantsleutel") {
		t.Fatal("nothing says that there is no customer key")
	}
	tap(t, p, "Dit bestand weglaten")
	test.Tap(p.mapping.files.Chips()[2])
	tap(t, p, "Ander bestand kiezen…")
	tap(t, p, "Dit bestand weglaten")
	if got := asked(b); got != "leave out 1, leave out 2" || fmt.Sprint(sh.ran) != "[import]" {
		t.Fatal(got, sh.ran)
	}
	p.Show(draft(good))
	if p.mapping.shown != 0 || !p.mapping.files.Hidden || p.mapping.goOn.Disabled() {
		t.Fatal("one good file is left, and it cannot be imported")
	}
}

func TestPreviewShowsTheFileItself(t *testing.T) {
	p, _, _ := page1040(t)
	p.Show(draft(draftFile(t, file(t, "week 53.csv", goodCSV), nil)))
	v := p.mapping.editor.preview
	if !strings.Contains(v.table.TSV(true), "29 dec 2026 07:04:50") {
		t.Fatal(v.table.TSV(true))
	}
	test.Tap(v.how.Chips()[1])
	if got := v.table.TSV(true); !strings.Contains(got, "Begintijd") || !strings.Contains(got, "29-12-2026\t07:04:50") {
		t.Fatal(got)
	}
}

func TestProgress(t *testing.T) {
	p, _, b := page1040(t)
	s := importing(t)
	p.Show(s)
	if p.view != p.progress.content || p.progress.panel.Fraction() < 0.44 || len(p.progress.files.Objects) != 3 {
		t.Fatal("an import under way is not shown")
	}
	tap(t, p, "Stoppen")
	if asked(b) != "cancel" {
		t.Fatal("not stopped")
	}
	s.Task = nil
	p.Show(s)
	if p.view != p.mapping.content || p.progress.panel != nil {
		t.Fatal("after a stop the files are not there to try again")
	}
}

func TestShortReadingTakesNoPlace(t *testing.T) {
	p, _, _ := page1040(t)
	var later func()
	p.after = func(_ time.Duration, f func()) { later = f }
	p.Show(batches(4))
	s := batches(4)
	s.Task = &workbench.Task{ID: "task.reading", Started: clock.Add(-10 * time.Millisecond)}
	p.Show(s)
	if p.view != p.desk.content || later == nil {
		t.Fatal("a glimpse of a progress bar")
	}
	later() // there is no workbench here: nothing to show
	s.Task.Started = clock.Add(-time.Second)
	p.Show(s)
	if p.view != p.progress.content {
		t.Fatal("long reading is not shown")
	}
}

func TestLanguageChanges(t *testing.T) {
	p, sh, _ := page1040(t)
	p.Show(batches(4))
	sh.l = locale.New("en")
	p.Show(batches(4))
	tap(t, p, "Take import back")
}

// BenchmarkShow draws snapshots as they come during work, and each view for the
// first time. None may take longer than a frame.
func BenchmarkShow(b *testing.B) {
	drafted := draft(draftFile(b, file(b, "a.csv", goodCSV), nil))
	for _, c := range []struct {
		name string
		s    *workbench.Snapshot
	}{{"batches", batches(40)}, {"batches with 10,000 problems", batches(10_000)}, {"draft", drafted}} {
		b.Run(c.name, func(b *testing.B) {
			p, _, _, _ := start(b, "nl", kit.ModeLight, 1280, 800)
			for b.Loop() {
				p.Show(c.s)
			}
		})
		b.Run("first "+c.name, func(b *testing.B) {
			p, _, _, _ := start(b, "nl", kit.ModeLight, 1280, 800)
			p.work = func(func()) {} // unpacking a long report is not done on the goroutine of the window
			for b.Loop() {
				p.language = ""
				p.Show(c.s)
			}
		})
	}
}
