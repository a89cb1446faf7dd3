package catalogue

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/report"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// fakeBench notes what was asked.
type fakeBench struct{ asked []string }

func (b *fakeBench) note(format string, args ...any) {
	b.asked = append(b.asked, fmt.Sprintf(format, args...))
}

func (b *fakeBench) FileReasons(process string, reasons ...string) {
	b.note("file %q under %s", reasons, process)
}
func (b *fakeBench) FileAsRead()                     { b.note("as read") }
func (b *fakeBench) PutReason(e contact.ReasonEntry) { b.note("reason %+v", e) }
func (b *fakeBench) PutProcess(old string, e contact.ProcessEntry) {
	b.note("process %q %+v", old, e)
}
func (b *fakeBench) RemoveProcess(name string)                     { b.note("remove process %s", name) }
func (b *fakeBench) PutTeam(e contact.TeamEntry)                   { b.note("team %+v", e) }
func (b *fakeBench) PutRename(old, r contact.Rename)               { b.note("rename %+v %+v", old, r) }
func (b *fakeBench) RemoveRename(r contact.Rename)                 { b.note("remove rename %+v", r) }
func (b *fakeBench) ExportCatalogue(path string, l *locale.Locale) { b.note("export %s", path) }
func (b *fakeBench) ImportCatalogue(path string)                   { b.note("import %s", path) }
func (b *fakeBench) DropSheet()                                    { b.note("drop sheet") }

// screenOf lets the view stand as a screen.
type screenOf struct{ *View }

func (s screenOf) Content() fyne.CanvasObject {
	return container.NewStack(kit.Pad(kit.GapPage, kit.GapPage, s.View.Content()))
}

// start gives the view in a window of a size.
func start(t testing.TB, lang string, mode kit.Mode, w, h float32) (*View, *figuretest.Shell, *fakeBench) {
	t.Helper()
	sh, b := figuretest.NewShell(t, lang, mode), &fakeBench{}
	v := New(sh)
	v.bench = func() bench { return b }
	sh.Put(t, screenOf{v}, w, h)
	return v, sh, b
}

func day(m time.Month, d int) int64 {
	return time.Date(2026, m, d, 10, 0, 0, 0, time.UTC).UnixMilli()
}

// some is a workspace with a catalogue that is half filled in.
func some() *workbench.Snapshot {
	c := &contact.Catalogue{
		Processes: []contact.ProcessEntry{
			{Process: "Declaraties", Owner: "Marieke de Vries", Target: contact.Some(0.15), Cost: contact.Some(6.5)},
			{Process: "Betalen", Owner: "Sjoerd Hoekstra", Cost: contact.Some(5.25)},
			{Process: "Polis en dekking", Owner: "Marieke de Vries"}, {Process: "Persoonsgegevens"},
		},
		Teams:   []contact.TeamEntry{{Team: "Oost", Manager: "Els van Dam"}, {Team: "Webcare", Manager: "Joris Bakker"}},
		Renames: []contact.Rename{{From: "Nota kwijt", To: "Rekening onduidelijk", Since: day(3, 1)}, {From: "Waar is mijn geld", To: "Waar blijft mijn geld"}},
	}
	seen := []contact.Seen{}
	add := func(process string, n int, names ...string) {
		for i, name := range names {
			seen = append(seen, contact.Seen{Reason: name, Contacts: n - 173*i, Latest: day(6, 27-i)})
			if process != "" {
				c = c.Filed(process, name)
			}
		}
	}
	add("Declaraties", 4312, "Waar blijft mijn geld", "Declaratie afgewezen", "Nota indienen", "Vergoeding vooraf")
	add("Betalen", 2950, "Rekening onduidelijk", "Betalingsregeling", "Automatische incasso")
	add("Polis en dekking", 1811, "Aanvullend wijzigen", "Opzeggen")
	add("", 812, "Geboorte melden", "Adres wijzigen bij verhuizing naar het buitenland met een lange naam", "App werkt niet", "Klacht over wachttijd")
	seen[9].Process, seen[10].Process = "Persoonsgegevens", "Persoonsgegevens"
	seen[11].New, seen[12].New = true, true
	c = c.WithReason(contact.ReasonEntry{Reason: "Declaratie afgewezen", Process: "Declaraties", ThirdParty: "Pakketdienst Oost", Target: contact.Some(0.125)})
	values := map[contact.Dimension][]string{
		contact.Process: {"", "Betalen", "Declaraties", "Hulpmiddelen", "Persoonsgegevens"}, contact.Team: {"", "Oost", "Zuid", "Webcare"}, contact.Third: {"", "Pakketdienst Oost", "Incassobureau"},
	}
	return &workbench.Snapshot{
		Phase: workbench.Ready, Catalogue: c, Reasons: seen, Unfiled: c.Unfiled(seen),
		Workspace: workbench.Info{Name: "Noord", Contacts: 19_000, Values: func(d contact.Dimension) []string { return values[d] }},
	}
}

// badSheet is why a sheet was not taken over.
func badSheet() error {
	e := &report.SheetError{ID: report.ErrSheetBad, File: "catalogus.xlsx"}
	for row := range 8 {
		e.Problems = append(e.Problems, report.SheetProblem{ID: report.ProblemTarget, Sheet: "Redenen", Row: row + 2, Args: []any{"value", "veel"}})
	}
	return e
}
