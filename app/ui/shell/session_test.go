package shell

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// key presses keys, as the desktop tells them: to what has the focus, else to the window.
func (w *window) key(names ...fyne.KeyName) {
	w.t.Helper()
	c := w.win.Canvas()
	for _, name := range names {
		e := &fyne.KeyEvent{Name: name}
		if f := c.Focused(); f != nil {
			f.TypedKey(e)
		} else if on := c.OnTypedKey(); on != nil {
			on(e)
		}
	}
	w.pump.drain()
}

// type_ types a text: of each sign the key first, then the sign, to what has the focus by then.
func (w *window) type_(text string) {
	w.t.Helper()
	for _, r := range text {
		if name := fyne.KeyName(string(unicode.ToUpper(r))); name >= "A" && name <= "Z" || name >= "0" && name <= "9" {
			w.key(name)
		} else if r == ' ' {
			w.key(fyne.KeySpace)
		}
		if f := w.win.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		}
	}
	w.pump.drain()
}

// enter types texts with Enter after each.
func (w *window) enter(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		w.type_(text)
		w.key(fyne.KeyReturn)
	}
}

// tabTo presses Tab until it stands on what bears a text.
func (w *window) tabTo(text string) {
	w.t.Helper()
	c := w.win.Canvas()
	for range 80 {
		c.FocusNext()
		if f, ok := c.Focused().(interface{ Text() string }); ok && f.Text() == text {
			return
		}
	}
	w.t.Fatalf("Tab leads to no %q", text)
}

// A facilitator goes from the sample to a session with three causes, five actions and a printed page, by keyboard alone; all of it is in
// the workspace when that is opened again.
func TestSessionFromTheSampleByKeyboard(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	w := open(t, screen.Preferences{Language: "nl", Theme: "light"}, fyne.NewSize(1280, 800))
	w.commands.Run("sample")
	w.settled()
	before := len(w.shown.Register.Sessions)
	w.commands.Run("go_kaizen") // Alt and a number
	w.pump.drain()
	w.tabTo("Sessies")
	w.key(fyne.KeyReturn)
	w.tabTo("Nieuwe sessie")
	w.key(fyne.KeyReturn)
	w.type_("Pakketdienst")
	w.key(fyne.KeyDown, fyne.KeyReturn)
	s := func() *kaizen.Session {
		all := w.bench.Snapshot().Register.Sessions
		return all[len(all)-1]
	}
	w.until("baseline", func(n *workbench.Snapshot) bool {
		return len(n.Register.Sessions) == before+1 && s().Baseline != nil && n.Looked != nil && n.Looked.Facts != nil
	})
	w.win.Canvas().Unfocus() // the dialog is gone, and with it its field
	w.key(fyne.KeyF5)
	if s().Stage != kaizen.Running {
		t.Fatalf("F5 opens no session mode: the session is %s", s().Stage)
	}
	w.type_("d")
	w.enter("33")
	w.type_("m")
	w.enter("Anna", "Iris", "Bram, Carla")
	w.type_("w")
	w.enter("2 weken", "9", "12", "Zaal 4")
	w.type_("3n")
	w.enter("Geen bericht als het pakket later komt", "Bezorger belt niet aan", "Retour pas na tien dagen zichtbaar", "")
	w.type_("w")
	w.enter("De vervoerder stuurt geen status")
	w.type_("b") // a figure of a part of the scope, that is frozen while the session goes on
	w.type_("Cijfer")
	w.key(fyne.KeyDown, fyne.KeyReturn)
	w.until("evidence", func(*workbench.Snapshot) bool { return len(s().Causes[2].Evidence) == 1 })
	w.type_("4n")
	for _, idea := range []string{"Sms met de nieuwe bezorgdag", "Bezorger belt vooraf", "Terugbelafspraak", "Belscript retour", "Eén lijst met stukken"} {
		w.enter(idea, "")
	}
	w.enter("")
	if one := s().Ideas[0]; one.Impact == nil || one.Worth == nil || one.Worth.Repeats <= 0 {
		t.Errorf("the impact of an idea is not filled in: %+v", one)
	}
	w.type_("5")
	for range 2 {
		w.key(fyne.KeyReturn, fyne.KeySpace, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn)
	}
	w.type_("6")
	for _, owner := range []string{"Bram", "Carla", "Anna", "Bram", "Dirk"} {
		w.type_("n")
		w.key(fyne.KeyReturn)
		w.enter(owner, "3 weken", "4")
	}
	w.type_("k")
	if s().Stage != kaizen.Following {
		t.Errorf("the session is %s after its end", s().Stage)
	}
	page := filepath.Join(t.TempDir(), "sessie.pdf")
	w.files.Save = page
	w.type_("p")
	w.key(fyne.KeyReturn)
	w.until("page", func(*workbench.Snapshot) bool {
		data, err := os.ReadFile(page)
		return err == nil && bytes.HasPrefix(data, []byte("%PDF")) && len(data) > 20_000
	})
	w.key(fyne.KeyEscape)

	id, path := s().ID, w.bench.Snapshot().Workspace.Path
	w.bench.CloseWorkspace()
	w.until("closed", func(n *workbench.Snapshot) bool { return n.Phase == workbench.Closed })
	w.bench.Open(path)
	w.settled()
	again := w.shown.Register.Session(id)
	if again == nil || len(again.Causes) != 3 || len(again.Ideas) != 5 || len(again.Ballots) != 2 || len(w.shown.Register.ActionsOf(id)) != 5 {
		t.Errorf("the workspace has %+v", again)
	}
	for _, a := range w.shown.Register.ActionsOf(id) {
		if a.Owner == 0 || a.Due.IsZero() || a.Status != kaizen.Agreed {
			t.Errorf("action %+v", a)
		}
	}
}
