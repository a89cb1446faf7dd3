package catalogue

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// asked wants the bench to have been asked this since the last look.
func asked(t *testing.T, b *fakeBench, want ...string) {
	t.Helper()
	if !slices.Equal(b.asked, want) {
		t.Errorf("asked %q, want %q", b.asked, want)
	}
	b.asked = nil
}

func enter(o fyne.Focusable) { o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }

func TestFilingByKeyboard(t *testing.T) {
	v, sh, b := start(t, "nl", kit.ModeLight, 1100, 720)
	v.Show(some())
	u := v.parts[partUnfiled].(*unfiled)
	c := sh.Window().Canvas()
	if len(u.shown) != 4 || u.shown[0].seen.Reason != "Geboorte melden" || u.shown[0].tag.Visible() || !u.shown[3].tag.Visible() {
		t.Fatalf("%+v", u.shown)
	}
	c.Focus(u.shown[0].process)
	test.Type(u.shown[0].process, "pers")
	enter(u.shown[0].process)
	asked(t, b, `file ["Geboorte melden"] under Persoonsgegevens`)
	if c.Focused() != u.shown[1].process {
		t.Error("the next is not ready")
	}
	enter(u.shown[1].process) // the process that the import names, without typing
	asked(t, b, `file ["Adres wijzigen bij verhuizing naar het buitenland met een lange naam"] under Persoonsgegevens`)
	enter(u.shown[2].process) // nothing typed, nothing known: on to the next
	asked(t, b)
	last := u.shown[3]
	test.Type(last.process, "App en site")
	s := some()
	s.Unfiled = s.Unfiled[2:] // what was filed is gone; what was being typed is not
	v.Show(s)
	if u.shown[1] != last || last.process.Text != "App en site" || c.Focused() != last.process {
		t.Error("typing was disturbed")
	}
	enter(last.process)
	asked(t, b, `file ["Klacht over wachttijd"] under App en site`)
}

func TestFilingSeveralAtOnce(t *testing.T) {
	v, _, b := start(t, "nl", kit.ModeLight, 1100, 720)
	v.Show(some())
	u := v.parts[partUnfiled].(*unfiled)
	if u.bulk.Visible() {
		t.Error("nothing is ticked")
	}
	u.search.SetText("niet")
	if len(u.shown) != 1 {
		t.Errorf("%d fit", len(u.shown))
	}
	u.search.SetText("a")
	u.all.SetChecked(true)
	if !u.bulk.Visible() || len(u.tickedReasons()) != 3 {
		t.Fatalf("%q", u.tickedReasons())
	}
	u.shown[0].tick.SetChecked(false)
	if u.all.Checked {
		t.Error("all are no longer ticked")
	}
	u.bulkInto.SetText("betalen")
	enter(u.bulkInto)
	asked(t, b, `file ["App werkt niet" "Klacht over wachttijd"] under betalen`)
	if u.bulk.Visible() {
		t.Error("still ticked")
	}
	test.Tap(u.asRead)
	asked(t, b, "as read")
}

func TestFormsOfTheTables(t *testing.T) {
	v, _, b := start(t, "nl", kit.ModeLight, 1100, 720)
	v.Show(some())

	v.Choose(partReasons)
	r := v.parts[partReasons].(*reasons)
	r.table.SelectKey("declaratie afgewezen")
	r.table.OnSelect(func() reasonRow { row, _ := r.table.Selected(); return row }())
	if r.form.text(0) != "Declaraties" || r.form.text(2) != "12,5" {
		t.Fatalf("%q %q", r.form.text(0), r.form.text(2))
	}
	r.form.fields[3].entry.SetText("8,75")
	v.Show(some()) // figures came in: what is typed stays
	test.Tap(r.form.save)
	asked(t, b, `reason {Reason:Declaratie afgewezen Process:Declaraties ThirdParty:Pakketdienst Oost Target:{Value:0.125 Known:true} Cost:{Value:8.75 Known:true}}`)
	r.form.fields[2].entry.SetText("120")
	enter(r.form.fields[2].entry)
	asked(t, b)
	if !strings.Contains(r.form.head.Text(), "120") {
		t.Errorf("says %q", r.form.head.Text())
	}

	v.Choose(partProcesses)
	p := v.parts[partProcesses].(*processes)
	p.form.fields[0].entry.SetText("Innen")
	test.Tap(p.form.save)
	asked(t, b, `process "Betalen" {Process:Innen Owner:Sjoerd Hoekstra Target:{Value:0 Known:false} Cost:{Value:5.25 Known:true}}`)
	test.Tap(p.form.remove)
	asked(t, b, "remove process Betalen")
	p.add()
	p.form.fields[0].entry.SetText("Nieuw")
	enter(p.form.fields[0].entry)
	asked(t, b, `process "" {Process:Nieuw Owner: Target:{Value:0 Known:false} Cost:{Value:0 Known:false}}`)

	v.Choose(partTeams)
	m := v.parts[partTeams].(*teams)
	m.form.fields[0].entry.SetText("Anna")
	enter(m.form.fields[0].entry)
	asked(t, b, "team {Team:Oost Manager:Anna}")

	v.Choose(partRenamed)
	n := v.parts[partRenamed].(*renamed)
	n.form.fields[2].entry.SetText("1-4-2026")
	test.Tap(n.form.save)
	asked(t, b, "rename {From:Nota kwijt To:Rekening onduidelijk Since:1772359200000} {From:Nota kwijt To:Rekening onduidelijk Since:1775001600000}")
	n.add()
	n.form.fields[0].entry.SetText("Rekening onduidelijk")
	n.form.fields[1].entry.SetText("Nota kwijt") // round in a circle
	test.Tap(n.form.save)
	asked(t, b)
	if !strings.Contains(n.form.head.Text(), "kring") {
		t.Errorf("says %q", n.form.head.Text())
	}
}

func TestExcelButtons(t *testing.T) {
	v, sh, b := start(t, "nl", kit.ModeLight, 1100, 720)
	v.Show(some())
	sh.Dialog.Open, sh.Dialog.Save = []string{"/x/in.xlsx"}, "/x/uit.xlsx"
	test.Tap(v.from)
	test.Tap(v.toExcel)
	asked(t, b, "import /x/in.xlsx", "export /x/uit.xlsx")
	s := some()
	s.Sheet = badSheet()
	v.Show(s)
	if n := v.notices.Objects[0].(*kit.Notice); !strings.Contains(n.Text(), "rij 2") || !strings.Contains(n.Text(), "en nog 2") {
		t.Errorf("says %q", n.Text())
	}
}

// A workspace that cannot be changed shows its catalogue and lets nothing be filled in; without one there is nothing to show.
func TestReadOnlyAndClosed(t *testing.T) {
	v, _, _ := start(t, "en", kit.ModeLight, 1100, 720)
	v.Show(&workbench.Snapshot{})
	if !v.toExcel.Disabled() || len(v.chips.Chips()) != 0 {
		t.Error("there is something to do without a workspace")
	}
	s := some()
	s.Workspace.ReadOnly = true
	v.Show(s)
	if !v.from.Disabled() || v.toExcel.Disabled() || !v.parts[partUnfiled].(*unfiled).shown[0].process.Disabled() {
		t.Error("it can be changed, or not be written to Excel")
	}
	v.Choose(partProcesses)
	if f := v.parts[partProcesses].(*processes).form; !f.save.Disabled() || !f.remove.Disabled() {
		t.Error("the form is open")
	}
	none := some()
	none.Reasons, none.Unfiled, none.Catalogue = nil, nil, &contact.Catalogue{}
	v.Show(none)
	v.Choose(partUnfiled)
}
