package survival

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

func open(t *testing.T, n *workbench.Snapshot) (*figuretest.Shell, *Survival) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	v := New(sh).(*Survival)
	sh.Put(t, v, 1040, 740)
	v.Show(n)
	return sh, v
}

// The table has a row a group with the figures of the analysis, and the text above the chart those of all.
func TestTableAndTexts(t *testing.T) {
	n := snapshot(t, view(contact.Process, 2*repeat.Day))
	sh, v := open(t, n)
	times, l := n.Looked.Times.Times, sh.Locale()
	if v.table.Len() != len(times.Rows) || v.table.Len() < 5 {
		t.Fatalf("%d rows, want %d", v.table.Len(), len(times.Rows))
	}
	if got, want := v.kept.Text(), figure.PromiseText(times.Total, times.Query.Definition, l); got != want || !strings.Contains(got, l.Int(times.Total.Promise.After)) {
		t.Errorf("%q, want %q", got, want)
	}
	if !strings.Contains(v.note.Text(), l.Int(times.Total.Contacts)) || v.test.Visible() {
		t.Errorf("%q; %q", v.note.Text(), v.test.Text())
	}
	var ids []string
	for _, c := range v.makeColumns() {
		ids = append(ids, c.ID)
	}
	if !slices.Contains(ids, "by_7d") || !slices.Contains(ids, "before") {
		t.Errorf("columns %v", ids)
	}
	v.Show(snapshot(t, view(contact.Process, 0)))
	if v.kept.Visible() {
		t.Errorf("nothing was promised, yet %q", v.kept.Text())
	}
	v.Show(snapshot(t, view("", 0))) // another question has other rows
	if v.table.Len() != 1 {
		t.Errorf("all together in %d rows", v.table.Len())
	}
	v.Show(snapshot(t, view(contact.Reason, 0)))
	if v.table.Len() < 10 {
		t.Errorf("%d reasons", v.table.Len())
	}
}

// Two chosen groups are two curves and a test; the days before and after a date are, too.
func TestCompared(t *testing.T) {
	two := values(t)
	_, v := open(t, snapshot(t, view(contact.Process, 0, two...)))
	if lines := v.lines(); len(lines) != 2 || lines[0].Name != two[0] || lines[1].Name != two[1] || !v.test.Visible() || !strings.Contains(v.test.Text(), "χ²") {
		t.Errorf("%d curves, %q", len(v.lines()), v.test.Text())
	}
	if p, ok := v.picture(); !ok || !strings.Contains(strings.Join(p.Make().Lines, " "), v.test.Text()) {
		t.Error("the picture does not say what the comparison found")
	}
	v.Show(snapshot(t, split(t)))
	if lines := v.lines(); len(lines) != 2 || !strings.HasPrefix(lines[0].Name, "vóór ") || !strings.HasPrefix(lines[1].Name, "vanaf ") || !v.test.Visible() {
		t.Errorf("%+v", v.lines())
	}
}

// What is typed as the promise is a duration; what is not is said to be none, and asks for nothing.
func TestPromise(t *testing.T) {
	sh, v := open(t, snapshot(t, view(contact.Process, 0)))
	for text, want := range map[string]repeat.Span{"2d": 2 * repeat.Day, "3": 3 * repeat.Day, "4u": 4 * repeat.Hour} {
		v.promised(text)
		if got := sh.Bench().Snapshot().Question.Times.Promise; got != want || v.wrong.Visible() {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	v.promised("morgen")
	if got := sh.Bench().Snapshot().Question.Times.Promise; got == 0 || !v.wrong.Visible() {
		t.Errorf("morgen is taken for %s", got)
	}
	v.promised("")
	if got := sh.Bench().Snapshot().Question.Times.Promise; got != 0 || v.wrong.Visible() {
		t.Errorf("nothing is taken for %s", got)
	}
}

// By keyboard a group's curve is put in and taken out again.
func TestChooseByKeyboard(t *testing.T) {
	sh, v := open(t, snapshot(t, view(contact.Process, 0)))
	sh.Window().Canvas().Focus(v.table)
	key := func(name fyne.KeyName) { v.table.TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyHome)
	key(fyne.KeyReturn)
	chosen := func() []string { return sh.Bench().Snapshot().Question.Times.Chosen }
	if len(chosen()) != 1 || chosen()[0] != v.table.Row(0).Key[0] {
		t.Fatalf("chosen: %v", chosen())
	}
	key(fyne.KeyDown)
	key(fyne.KeyReturn)
	if len(chosen()) != 2 {
		t.Fatalf("chosen: %v", chosen())
	}
	key(fyne.KeyReturn)
	if len(chosen()) != 1 {
		t.Errorf("not taken out again: %v", chosen())
	}
	for _, r := range []string{"a", "b", "c", "d"} {
		v.choose(r)
	}
	if len(chosen()) != figure.MostCurves || slices.Contains(chosen(), v.table.Row(0).Key[0]) {
		t.Errorf("more than can be told apart: %v", chosen())
	}
	test.Tap(v.all)
	if len(chosen()) != 0 {
		t.Errorf("still chosen: %v", chosen())
	}
}
