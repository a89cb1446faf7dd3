package session

import (
	"context"
	"io"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// fakeBench is a workbench without a workspace: the register keeps its own rules, and figures are made at once.
type fakeBench struct {
	t       testing.TB
	e       *repeat.Engine
	n       *workbench.Snapshot
	look    workbench.Look
	changed func()
	wrote   []string // files
}

// day is the day it is in these tests.
var day = time.Date(2026, 6, 26, 9, 0, 0, 0, time.UTC)

func newFakeBench(t testing.TB) *fakeBench {
	e := figuretest.Sample()
	n := figuretest.Snapshot(t, e, workbench.DefaultQuestion)
	n.Register, n.Today, n.Me = kaizen.Empty(), repeat.DateOf(day), "Iris"
	n.CodeBook = coding.DefaultBook()
	n.Catalogue = &contact.Catalogue{Processes: []contact.ProcessEntry{{Process: "Declaraties", Cost: contact.Some(7.5)}, {Process: "Hulpmiddelen", Cost: contact.Some(9)}}}
	return &fakeBench{t: t, e: e, n: n, changed: func() {}}
}

func (b *fakeBench) Snapshot() *workbench.Snapshot { return b.n }

func (b *fakeBench) next(f func(n *workbench.Snapshot)) {
	n := *b.n
	f(&n)
	b.n = &n
	b.changed()
}

func (b *fakeBench) Look(l workbench.Look) {
	if l == b.look {
		return
	}
	b.look = l
	if l.Session == (workbench.SessionLook{}) {
		return
	}
	f, err := workbench.FactsOfSession(context.Background(), b.e, b.n.Register.Session(l.Session.ID), b.n.Catalogue)
	if err != nil {
		b.t.Fatal(err)
	}
	b.next(func(n *workbench.Snapshot) { n.Looked = &workbench.Looked{Facts: f} })
}

func (b *fakeBench) EditRegister(what string, f func(e *kaizen.Edit) error) error {
	next, _, err := b.n.Register.Change(what, "Iris", day, f)
	if err == nil {
		b.next(func(n *workbench.Snapshot) { n.Register = next })
	}
	return err
}

func (b *fakeBench) FreezeBaseline(of kaizen.Ref) {
	b.Freeze(b.n.Register.Session(of.ID).Scope, func(base *kaizen.Baseline) {
		if err := b.EditRegister(kaizen.DidFreeze, func(e *kaizen.Edit) error { return e.Freeze(of, base) }); err != nil {
			b.t.Fatal(err)
		}
	})
}

// FreezeBaselineAgain tries to freeze other figures over those of a session that is under way; the register refuses it.
func (b *fakeBench) FreezeBaselineAgain(of kaizen.Ref) {
	b.Freeze(repeat.Selection{}, func(base *kaizen.Baseline) {
		if err := b.EditRegister(kaizen.DidFreeze, func(e *kaizen.Edit) error { return e.Freeze(of, base) }); err == nil {
			b.t.Error("the register froze another baseline over that of a session under way")
		}
	})
}

func (b *fakeBench) Freeze(sel repeat.Selection, then func(*kaizen.Baseline)) {
	base, err := workbench.Baseline(context.Background(), b.e, b.n.Question.Definition, sel, "Iris", day)
	if err != nil {
		b.t.Fatal(err)
	}
	then(base)
}

func (b *fakeBench) UndoRegister() error {
	next, _, err := b.n.Register.Undo("Iris", day)
	if err == nil {
		b.next(func(n *workbench.Snapshot) { n.Register = next })
	}
	return err
}

func (b *fakeBench) RedoRegister() error {
	next, _, err := b.n.Register.Redo("Iris", day)
	if err == nil {
		b.next(func(n *workbench.Snapshot) { n.Register = next })
	}
	return err
}

func (b *fakeBench) PrintSession(path string, id kaizen.ID, paper report.Paper, charts report.SessionCharts, l *locale.Locale) {
	p := report.SessionPage{Register: b.n.Register, Session: b.n.Register.Session(id), Bones: func(code string) string { return figure.CodeName(b.n.CodeBook, code, l) },
		Workspace: b.n.Workspace.Name, At: day, Paper: paper, Charts: charts}
	b.save(path, func(w io.Writer) error { return p.Write(w, l) })
}

func (b *fakeBench) ExportCalendar(path string, person, session kaizen.ID, l *locale.Locale) {
	b.save(path, func(w io.Writer) error {
		return report.WriteCalendar(w, report.Agenda{Register: b.n.Register, Person: person, Session: session, Workspace: b.n.Workspace.Name, At: day}, l)
	})
}

func (b *fakeBench) save(path string, write func(io.Writer) error) {
	if err := report.Save(path, write); err != nil {
		b.t.Fatal(err)
	}
	b.wrote = append(b.wrote, path)
}

// tabScreen puts the tab in a window as a screen.
type tabScreen struct{ *Sessions }

// open makes the tab over a fake workbench in a window of a size.
func open(t testing.TB, lang string, mode kit.Mode, size fyne.Size) (*figuretest.Shell, *fakeBench, *Sessions) {
	t.Helper()
	sh := figuretest.NewShell(t, lang, mode)
	b := newFakeBench(t)
	v := New(sh)
	v.bench = b
	b.changed = func() { v.Show(b.n) }
	sh.Put(t, tabScreen{v}, size.Width, size.Height)
	v.Show(b.n)
	return sh, b, v
}

// hands are on the keyboard: keys go where the window sends them, the key itself before the sign it makes.
type hands struct {
	t  testing.TB
	sh *figuretest.Shell
}

func (h hands) key(names ...fyne.KeyName) {
	h.t.Helper()
	c := h.sh.Window().Canvas()
	for _, name := range names {
		e := &fyne.KeyEvent{Name: name}
		if f := c.Focused(); f != nil {
			f.TypedKey(e)
		} else if on := c.OnTypedKey(); on != nil {
			on(e)
		}
	}
}

// types types a text, sign by sign, as the desktop tells it.
func (h hands) types(text string) {
	h.t.Helper()
	c := h.sh.Window().Canvas()
	for _, r := range text {
		if name := fyne.KeyName(string(unicode.ToUpper(r))); name >= "A" && name <= "Z" || name >= "0" && name <= "9" {
			h.key(name)
		} else if r == ' ' {
			h.key(fyne.KeySpace)
		}
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

// fill types each text and Enter after it.
func (h hands) fill(texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		h.types(text)
		h.key(fyne.KeyReturn)
	}
}
