package kaizen

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// lines are the rows of the weekly list, part by part.
func (w *weekly) lines() []string {
	var all []string
	for i := range w.table.Len() {
		r := w.table.Row(i)
		all = append(all, strings.Trim(r.head+r.what+" | "+r.who+" | "+r.state, " |"))
	}
	return all
}

// The weekly list has every part in which there is something, in the order of a stand-up.
func TestWeekly(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.scr.Choose(tabWeekly)
	w := f.tab(tabWeekly).(*weekly)
	f.show()
	if !w.none.Visible() {
		t.Error("an empty week does not say what belongs there")
	}
	f.fill()
	want := []string{
		"Nieuwe signalen · 1", "Klant stuurde alles op, maar kreeg een brief dat er nog een stuk ontbrak zonder te zeggen welk. | team Noord | Machtigingen · 2 dagen geleden",
		"Te laat · 1", "Terugbelafspraak Zorgboulevard | inkoop | 6 d te laat",
		"Deze week klaar · 1", "Eén lijst met benodigde stukken | team Noord | 10 jul",
		"Gedaan, laatste zeven dagen · 1", "Belscript polis wijzigen | team Zuid | gedaan 6 jul",
		"Terug te koppelen · 1", "De bezorger geeft geen tijdvak door. | team Zuid | vertel het: Nieuwe afwijsbrief",
		"Teruggekoppeld · 1", "Het script zegt niets over wijzigen met terugwerkende kracht. | team Zuid | Staat sinds maandag in het script.",
	}
	if got := strings.Join(w.lines(), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("the list is\n%s", got)
	}
	if got := w.heading.Text(); got != "Week 28 · 6 jul – 12 jul 2026" && got != "Week 28 · 6 – 12 jul 2026" {
		t.Errorf("headed %q", got)
	}
}

// In the stand-up a line is dealt with there and then, by keyboard.
func TestWeeklyMenu(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	f.scr.Choose(tabWeekly)
	w := f.tab(tabWeekly).(*weekly)
	f.Window().Canvas().Focus(w.table)
	w.table.SelectKey("late3")
	press(w.table, fyne.KeyReturn)
	for range 3 { // open, to doing, to done
		press(f.focused(), fyne.KeyDown)
	}
	press(f.focused(), fyne.KeyReturn)
	f.show()
	if a := f.kept().Action(3); a.Status != kaizen.Done || a.Finished != date(t, "2026-07-09") {
		t.Errorf("%s, finished %s", a.Status, a.Finished)
	}
	if strings.Contains(strings.Join(w.lines(), "\n"), "Te laat") {
		t.Error("it is still late")
	}
}

func TestWeeklyOnPaper(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	f.Dialog.Save = filepath.Join(t.TempDir(), "week")
	saveWeekly(f)
	f.wrote(f.Dialog.Save + ".pdf")
}

// wrote waits until the workbench tells that it wrote a file, and sees that it is there.
func (f *fixture) wrote(path string) {
	f.t.Helper()
	figuretest.Eventually(f.t, "the file", func() bool {
		for _, n := range f.Bench().Snapshot().Notes {
			if n.Err != nil {
				f.t.Fatal(n.Err)
			}
		}
		found, _ := filepath.Glob(path)
		return len(found) == 1
	})
}

// A signal is raised, becomes an action about the same, and is told back once that is done.
func TestSignalFromRaisedToTold(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.scr.Choose(tabSignals)
	s := f.tab(tabSignals).(*signals)
	s.add()
	entry := f.focused().(*kit.Entry)
	test.Type(entry, "De brief noemt een nummer dat niet bestaat")
	entry.OnSubmitted(entry.Text)
	f.show()
	if !s.side.isOpen() || f.focused() != fyne.Focusable(s.from.CompletionEntry) {
		t.Fatalf("after adding the focus is on %T", f.focused())
	}
	s.from.SetText("team Noord")
	s.process.SetText("Declaraties")
	s.choose(0)
	s.show(1)
	x := f.kept().Signal(1)
	if f.register().Name(x.From) != "team Noord" || x.Process != "Declaraties" || x.State != kaizen.Raised || x.Day != date(t, "2026-07-09") {
		t.Fatalf("%+v", x)
	}
	test.Tap(s.act)
	title := f.focused().(*kit.Entry)
	test.Type(title, "Nummer in de brief verbeteren")
	press(title, fyne.KeyReturn)
	f.show()
	a := f.kept().Actions[0]
	if x = f.kept().Signal(1); x.State != kaizen.TakenUp || x.Action != a.ID || a.Scope.Filter[0].By != contact.Process || a.Scope.Filter[0].Values[0] != "Declaraties" {
		t.Fatalf("%+v, %+v", x, a)
	}
	if f.scr.tabs.Selected() != tabActions || f.actions().panel.id != a.ID {
		t.Error("the new action is not shown")
	}
	f.scr.Choose(tabSignals)
	reply(f, 1)
	answer := f.focused().(*kit.Entry)
	answer.OnSubmitted("") // nothing was told
	if f.register().Signal(1).State == kaizen.Answered {
		t.Error("answered without an answer")
	}
	answer = f.focused().(*kit.Entry)
	test.Type(answer, "Vanaf maandag staat het goede nummer erin")
	answer.OnSubmitted(answer.Text)
	f.show()
	if x = f.kept().Signal(1); x.State != kaizen.Answered || x.Answered != date(t, "2026-07-09") {
		t.Errorf("%+v", x)
	}
	if s.table.Len() != 0 {
		t.Error("an answered signal is still open")
	}
	s.answer.SetText("")
	s.answer.Keep()
	if x = f.kept().Signal(1); x.State != kaizen.TakenUp || !x.Answered.IsZero() {
		t.Errorf("taken back: %+v", x)
	}
}

// Who has more than they can carry is said, and told from the limit of everyone or their own.
func TestWhoHasTooMany(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	f.scr.Choose(tabPeople)
	p := f.tab(tabPeople).(*people)
	if !f.says("niemand heeft te veel") {
		t.Errorf("it says %q", p.text.Text())
	}
	err := f.Bench().EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
		who := e.PersonNamed("inkoop")
		for range 3 {
			e.AddAction(kaizen.Action{Title: "Nog een", Status: kaizen.Agreed, Owner: who, Due: date(t, "2026-08-01")})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.show(f.register().PersonNamed("inkoop").ID)
	f.Window().Canvas().Focus(p.limit)
	test.Type(p.limit, "3")
	press(p.limit, fyne.KeyReturn)
	f.show()
	if x := p.table.Row(0); x.Person.Name != "inkoop" || !x.TooMany() || !f.says("heeft meer open acties dan die aankan") {
		t.Errorf("%+v; %q", x, p.text.Text())
	}
	if err := f.Bench().RemoveItem(kaizen.Ref{Kind: kaizen.OfPerson, ID: p.id}); err == nil {
		t.Error("someone with actions was taken out")
	}
	p.email.SetText("geen adres")
	p.email.Keep()
	if !f.says("geen e-mailadres") {
		t.Error("a wrong address is not said")
	}
}

// The lead measure of a theme is kept week by week; empty takes a week out, its remark stays with the week.
func TestThemeWeekByWeek(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	f.scr.Choose(tabThemes)
	x := f.tab(tabThemes).(*themes)
	x.show(1)
	if got := x.weekText(f.register().Theme(1)); got != "week 4 van 6" {
		t.Errorf("it is %q", got)
	}
	x.measure(date(t, "2026-07-06"), "91,5")
	x.measure(date(t, "2026-06-29"), "90")
	x.measure(date(t, "2026-06-15"), "")
	var got []string
	for _, w := range f.kept().Theme(1).Weekly {
		got = append(got, strings.Trim(w.Week.String()+" "+x.number(w.Value)+" "+w.Note, " "))
	}
	if want := "2026-06-22 78, 2026-06-29 90 nieuwe brief live, 2026-07-06 91,5"; strings.Join(got, ", ") != want {
		t.Errorf("kept %s", strings.Join(got, ", "))
	}
	x.target.SetText("30,5 %")
	x.target.Keep()
	if p := f.kept().Theme(1).Target; p == nil || *p < 0.30499 || *p > 0.30501 {
		t.Errorf("target %v", p)
	}
	x.target.SetText("veel")
	x.target.Keep()
	if !f.says("Geef een doel") {
		t.Error("a target that is no number is not said")
	}
}

// A list that went out comes back: what was changed there is taken over, what was changed in both places is shown side by
// side and decided by a person.
func TestListOutAndBack(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	path := filepath.Join(t.TempDir(), "acties.csv")
	f.Dialog.Save = path
	a.save(".csv")
	f.wrote(path)
	change(t, path, "Track & trace-sms Pakketdienst", "Track & trace-sms voor iedereen")
	change(t, path, "Uitlegfilm eigen risico", "Filmpje")
	if err := f.Bench().EditAction(1, func(x *kaizen.Action) { x.Title = "Animatie eigen risico" }); err != nil {
		t.Fatal(err)
	}
	f.Dialog.Open = []string{path}
	a.importList()
	figuretest.Eventually(t, "the list", func() bool { return f.Bench().Snapshot().Exchange != nil })
	f.show()
	if a.in == nil {
		t.Fatal("nothing is shown")
	}
	first := a.in.table.Row(0)
	if a.in.table.Len() != 2 || !first.Conflict || first.Base != "Uitlegfilm eigen risico" || first.Here != "Animatie eigen risico" || first.There != "Filmpje" {
		t.Fatalf("%d rows, %+v", a.in.table.Len(), first.Difference)
	}
	f.Window().Canvas().Focus(a.in.table)
	a.in.table.Select(0)
	press(a.in.table, fyne.KeyReturn)
	if !a.in.table.Row(0).Take {
		t.Error("the choice is not taken")
	}
	press(a.in.table, fyne.KeyReturn) // and back
	test.Tap(a.in.dialog.Button(1))
	f.show()
	if a.in != nil {
		t.Error("the dialog stays")
	}
	if r := f.kept(); r.Action(1).Title != "Animatie eigen risico" || r.Action(5).Title != "Track & trace-sms voor iedereen" {
		t.Errorf("%q, %q", r.Action(1).Title, r.Action(5).Title)
	}
}

// A list that was read and is not wanted is forgotten.
func TestListIsForgotten(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	path := write(t, "Actie;Wie;Deadline\r\nBrief herschrijven;Anna;03-08-2026\r\n")
	f.Dialog.Open = []string{path}
	a := f.actions()
	a.importList()
	figuretest.Eventually(t, "the list", func() bool { return f.Bench().Snapshot().Exchange != nil })
	f.show()
	if a.in == nil || a.in.table.Len() != 3 || !strings.Contains(a.in.text.Text(), "nieuwe mensen: Anna") {
		t.Fatalf("%d rows; %q", a.in.table.Len(), a.in.text.Text())
	}
	test.Tap(a.in.dialog.Button(0))
	f.show()
	if f.Bench().Snapshot().Exchange != nil || a.in != nil || len(f.register().Actions) > 0 {
		t.Error("it is still there")
	}
}

// Without a workspace the screen says what it is for and how to begin.
func TestNoWorkspace(t *testing.T) {
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	k := New(sh).(*Kaizen)
	sh.Put(t, k, 1040, 740)
	k.Show(&workbench.Snapshot{})
	b, ok := figuretest.Find(k.content, func(b *kit.Button) bool { return b.Text() == "Voorbeeld openen" })
	if !ok || k.page.Visible() {
		t.Fatal("no way to begin")
	}
	test.Tap(b)
	if len(sh.Ran) != 1 || sh.Ran[0] != "sample" {
		t.Errorf("ran %v", sh.Ran)
	}
}
