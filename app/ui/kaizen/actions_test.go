package kaizen

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workspace"
)

func press(o fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		o.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// typed is the field that has the keyboard.
func (f *fixture) focused() fyne.Focusable { return f.Window().Canvas().Focused() }

// kept gives the register as the file has it.
func (f *fixture) kept() *kaizen.Register {
	f.t.Helper()
	f.Bench().FlushRegister()
	ws, err := workspace.View(f.path)
	if err != nil {
		f.t.Fatal(err)
	}
	defer ws.Close()
	r, err := ws.Register(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// says reports whether a text shows on the screen.
func (f *fixture) says(text string) bool {
	_, paragraph := figuretest.Find(f.scr.content, func(p *kit.Paragraph) bool { return strings.Contains(p.Text(), text) })
	_, plain := figuretest.Find(f.scr.content, func(p *kit.Text) bool { return strings.Contains(p.Text(), text) })
	return paragraph || plain
}

// From nothing to an action with an owner and a day, by keyboard alone: each field is in the file as soon as it is left.
func TestActionByKeyboard(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.scr.NewAction()
	title := f.focused().(*kit.Entry)
	test.Type(title, "Nieuwe afwijsbrief")
	press(title, fyne.KeyReturn)
	f.show()
	a := f.actions()
	if !a.panel.side.isOpen() || f.focused() != fyne.Focusable(a.panel.owner.CompletionEntry) {
		t.Fatalf("the panel is not asking for an owner; focus on %T", f.focused())
	}
	test.Type(f.focused(), "Vera")
	f.Window().Canvas().FocusNext()
	if r := f.kept(); r.Name(r.Actions[0].Owner) != "Vera" {
		t.Error("the owner was left and is not kept")
	}
	a.panel.next()
	test.Type(f.focused(), "+1w")
	f.Window().Canvas().FocusNext()
	f.show()
	if got := f.kept().Actions[0]; got.Due != date(t, "2026-07-16") || got.Status != kaizen.Proposed {
		t.Errorf("%+v", got)
	}
	a.Escape()
	if f.focused() != fyne.Focusable(a.board.board) || !a.panel.side.isOpen() {
		t.Fatalf("Escape leads to %T", f.focused())
	}
	a.board.board.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShortcutDefault})
	f.show()
	if got := f.kept().Actions[0]; got.Status != kaizen.Agreed {
		t.Errorf("moved to %s", got.Status)
	}
	if !slices.Equal(a.board.board.Keys("agreed"), []string{"1"}) || a.board.board.Selected() != "1" {
		t.Error("the card is not in the next column, selected")
	}
	if !f.scr.Escape() || a.panel.side.isOpen() || f.scr.Escape() {
		t.Error("Escape closes the panel, and nothing after that")
	}
}

// What an action lacks is asked for when it is agreed, and moves with it in one change that is undone in one.
func TestAgreeAsksForWhoAndWhen(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	before := f.register()
	f.actions().move(2, kaizen.Agreed)
	owner := f.focused().(*kit.CompletionEntry)
	test.Type(owner, "ink")
	f.Window().Canvas().FocusNext()
	due := f.focused().(*kit.Field)
	test.Type(due, "3 aug")
	press(due, fyne.KeyReturn)
	a := f.register().Action(2)
	if a.Status != kaizen.Agreed || f.register().Name(a.Owner) != "inkoop" || a.Due != date(t, "2026-08-03") {
		t.Fatalf("%+v", a)
	}
	if err := f.Bench().UndoRegister(); err != nil {
		t.Fatal(err)
	}
	if x := f.register().Action(2); x.Owner != before.Action(2).Owner || x.Status != kaizen.Proposed {
		t.Errorf("undone in more than one: %+v", x)
	}
}

// Dropping asks why, and does not happen without.
func TestDropAsksWhy(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	b := f.actions().board.board
	f.Window().Canvas().Focus(b)
	b.Select("3")
	press(b, fyne.KeyDelete)
	why := f.focused().(*kit.Entry)
	press(why, fyne.KeyReturn)
	if f.register().Action(3).Status == kaizen.Dropped {
		t.Fatal("dropped without a reason")
	}
	why = f.focused().(*kit.Entry)
	test.Type(why, "De leverancier doet het zelf")
	press(why, fyne.KeyReturn)
	f.show()
	if a := f.register().Action(3); a.Status != kaizen.Dropped || a.Why != "De leverancier doet het zelf" {
		t.Errorf("%+v", a)
	}
	if slices.Contains(b.Keys("agreed"), "3") {
		t.Error("it is still on the board")
	}
}

// What is typed when the panel goes to another action is kept for the one it was typed for.
func TestNothingTypedIsLost(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	a.open(3)
	f.Window().Canvas().Focus(a.panel.cause)
	test.Type(a.panel.cause, "Niemand belt terug. ")
	a.open(4)
	if got := f.kept().Action(3).Cause; !strings.HasPrefix(got, "Niemand belt terug.") {
		t.Errorf("kept %q", got)
	}
	if got := f.kept().Action(4).Cause; got != "" || a.panel.cause.Text != "" {
		t.Errorf("it went to the other: %q", got)
	}
}

// A rule that a change breaks is said at its field; the register stays as it was.
func TestRefusalsAreSaidWhereTheyAre(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	a.open(3)
	a.panel.owner.SetText("")
	a.panel.owner.Keep()
	if !f.says("Kies eigenaar") || f.register().Action(3).Owner == 0 {
		t.Error("an agreed action lost its owner")
	}
	if a.panel.owner.Text != "inkoop" {
		t.Errorf("the field shows %q", a.panel.owner.Text)
	}
	f.Window().Canvas().Focus(a.panel.due.Entry())
	a.panel.due.Entry().SetText("ooit")
	f.Window().Canvas().Focus(a.panel.title)
	if !f.says("Geef een datum") || len(f.Failed) > 0 {
		t.Errorf("no day, no word; failed %v", f.Failed)
	}
}

func TestFieldsOfAnAction(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	p := f.actions().panel
	f.actions().open(3)
	p.measure.Choose(string(kaizen.Prevent))
	p.by.Choose(string(contact.Process))
	p.value.SetText("Bezorging")
	p.value.Keep()
	p.expected.SetText("−2,5")
	p.expected.Keep()
	p.tags.SetText("brief, pilot ,brief")
	p.tags.Keep()
	p.keeper.SetText("PM Bez")
	p.keeper.Keep()
	p.session.Choose("0")
	p.note.SetText("Gebeld met de leverancier")
	p.note.Keep()
	a := f.kept().Action(3)
	want := repeat.Filter{{By: contact.Process, Values: []string{"Bezorging"}}}
	if a.Measure != kaizen.Prevent || fmt.Sprint(a.Scope.Filter) != fmt.Sprint(want) || a.Expected == nil || *a.Expected != -2.5 || a.Session != 0 ||
		!slices.Equal(a.Tags, []string{"brief", "pilot"}) || f.register().Name(a.Keeper) != "PM Bezorging" {
		t.Errorf("%+v", a)
	}
	if notes := f.register().NotesOn(kaizen.Ref{Kind: kaizen.OfAction, ID: 3}); len(notes) != 1 || p.note.Text != "" || !f.says("Gebeld met de leverancier") {
		t.Errorf("notes: %v", notes)
	}
	p.history.toggle()
	figuretest.Eventually(t, "history", func() bool { return f.Bench().Snapshot().History != nil })
	f.show()
	if !f.says("verwacht effect: −3,0 pt werd −2,5 pt") {
		t.Error("the history does not say what became of the expected effect")
	}
}

// The checklist of the standard is ticked off one by one, with the day.
func TestChecklist(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	a.open(6)
	check, ok := figuretest.Find(a.panel.checklist, func(c *kit.Check) bool { return c.Text == "belscript" })
	if !ok {
		t.Fatal("no call script in the checklist")
	}
	check.SetChecked(true)
	if left, needed := f.kept().Action(6).StandardLeft(); left != 5 || needed != 6 {
		t.Errorf("%d of %d left", left, needed)
	}
	if day := f.kept().Action(6).Checklist[1].Day; day != date(t, "2026-07-09") {
		t.Errorf("ticked off on %s", day)
	}
}

// Filters narrow what is shown in every view and are said; one press shows all again.
func TestFilters(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	shown := func() []kaizen.ID {
		var ids []kaizen.ID
		for _, x := range a.filter.of(f.Bench().Snapshot()) {
			ids = append(ids, x.ID)
		}
		slices.Sort(ids)
		return ids
	}
	owner := func(name string) string { return idText(f.register().PersonNamed(name).ID) }
	for _, c := range []struct {
		name string
		do   func()
		want []kaizen.ID
	}{
		{"owner", func() { a.owner.Choose(owner("PM Bezorging")) }, []kaizen.ID{5, 8}},
		{"helper", func() { a.owner.Choose(owner("Vera")) }, []kaizen.ID{3}},
		{"nobody", func() { a.owner.Choose("-1") }, []kaizen.ID{2}},
		{"process", func() { a.owner.Choose("0"); a.process.Choose("Bezorging") }, []kaizen.ID{8}},
		{"session", func() { a.process.Choose(""); a.session.Choose("1") }, []kaizen.ID{3, 4, 5}},
		{"text", func() { a.search.SetText("track") }, []kaizen.ID{5}},
		{"all", func() { test.Tap(a.clear) }, []kaizen.ID{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{"mine", func() { test.Tap(a.mine) }, []kaizen.ID{3}},
	} {
		c.do()
		if got := shown(); !slices.Equal(got, c.want) {
			t.Errorf("%s shows %v, want %v", c.name, got, c.want)
		}
	}
	if got := a.count.Text(); got != "1 van 8 acties" {
		t.Errorf("the screen says %q", got)
	}
}

// The list puts actions together by owner, and every group says how many.
func TestListInGroups(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	a.as.SetSelected(asList)
	a.draw()
	a.list.group.Choose(bySession)
	var lines []string
	for i := range a.list.table.Len() {
		r := a.list.table.Row(i)
		if r.Action == nil {
			lines = append(lines, fmt.Sprint(r.head, " ", r.n))
		} else {
			lines = append(lines, idText(r.ID))
		}
	}
	if got, want := strings.Join(lines, ", "), "Derde partij Pakketdienst 3, 3, 4, 5, zonder sessie 6, 8, 9, 6, 7, 1, 2"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// An action is dragged to another day of the calendar.
func TestCalendarMovesTheDay(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	a := f.actions()
	a.as.SetSelected(asCalendar)
	a.draw()
	if on := a.dates.calendar.On(time.Date(2026, 7, 10, 0, 0, 0, 0, time.UTC)); len(on) != 1 || on[0].Text != "Eén lijst met benodigde stukken" {
		t.Fatalf("on 10 July: %v", on)
	}
	a.dates.calendar.OnMove("4", time.Date(2026, 7, 14, 0, 0, 0, 0, time.UTC))
	if got := f.kept().Action(4).Due; got != date(t, "2026-07-14") {
		t.Errorf("due %s", got)
	}
}

// A card says what its action waits for, or what it brought.
func TestCards(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1040, 740)
	f.fill()
	n := f.Bench().Snapshot()
	l := f.Locale()
	for id, want := range map[kaizen.ID]struct {
		text string
		role kit.Role
	}{
		1: {"12 jul", kit.RoleMuted}, 2: {"kies eigenaar", kit.RoleWarn}, 3: {"6 d te laat", kit.RoleBad}, 6: {"lager: −4,2 pt", kit.RoleGood},
		8: {"gedaan 30 mrt", kit.RoleMuted}, 9: {"Te groot; per brief opgepakt", kit.RoleMuted},
	} {
		if text, role := stateText(n, n.Register.Action(id), l); text != want.text || role != want.role {
			t.Errorf("action %d: %q (%d)", id, text, role)
		}
	}
}

// A thousand actions draw in a moment in every view, and one change of them too.
func BenchmarkThousandActions(b *testing.B) {
	f := open(b, "nl", kit.ModeLight, 1040, 740)
	err := f.Bench().EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
		who := e.AddPerson(kaizen.Person{Name: "Vera"})
		for i := range 1000 {
			e.AddAction(kaizen.Action{Title: fmt.Sprintf("Actie %d: stuur een bericht zodra de zending vertrekt", i), Status: kaizen.Statuses[i%6], Owner: who,
				Due: date(b, "2026-07-01").AddDays(i % 60), Scope: scopeOf(contact.Process, fmt.Sprint("Proces ", i%12))})
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	f.Bench().FlushRegister()
	for _, as := range []string{asBoard, asList, asCalendar} {
		b.Run(as, func(b *testing.B) {
			f.actions().as.SetSelected(as)
			f.show()
			i := 0
			for b.Loop() {
				i++
				if err := f.Bench().EditAction(500, func(a *kaizen.Action) { a.Title = fmt.Sprint("Actie ", i) }); err != nil {
					b.Fatal(err)
				}
				f.show()
			}
		})
	}
}

// The board counts the cards that are on it; the list counts what was dropped too.
func TestCountIsOfWhatIsSeen(t *testing.T) {
	f := open(t, "nl", kit.ModeLight, 1200, 700)
	f.fill()
	a := f.actions()
	cards := 0
	for _, s := range kaizen.Statuses {
		cards += len(a.board.board.Keys(string(s)))
	}
	all := len(f.register().Actions)
	if want := fmt.Sprintf("%d acties", cards); cards == all || a.count.Text() != want {
		t.Errorf("the board says %q, %d cards of %d actions", a.count.Text(), cards, all)
	}
	a.as.SetSelected(asList)
	a.draw()
	if want := fmt.Sprintf("%d acties", all); a.count.Text() != want || a.list.table.Len() != all {
		t.Errorf("the list says %q of %d rows", a.count.Text(), a.list.table.Len())
	}
}
