package session

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
)

// A session is led from an empty list to its end by keyboard alone: three causes with whys and evidence, ideas, votes, five actions
// that each have an owner and a day.
func TestLedByKeyboard(t *testing.T) {
	sh, b, v := open(t, "nl", kit.ModeLight, fyne.NewSize(1280, 720))
	h := hands{t, sh}

	v.list.ask()
	c := sh.Window().Canvas()
	h.types("Derde partij")
	h.key(fyne.KeyDown, fyne.KeyReturn) // the one with most repeats
	if len(b.n.Register.Sessions) != 1 || v.page == nil {
		t.Fatalf("%d sessions after the first dialog", len(b.n.Register.Sessions))
	}
	s := func() *kaizen.Session { return b.n.Register.Sessions[0] }
	if s().Baseline == nil || !s().Baseline.Followed.Rate().Known() {
		t.Fatal("the baseline is not frozen")
	}
	if len(s().Bones) != 9 {
		t.Errorf("%d bones, want the third party and eight causes", len(s().Bones))
	}

	if !v.Start() {
		t.Fatal("session mode does not open")
	}
	if s().Stage != kaizen.Running || c.Overlays().Top() == nil {
		t.Errorf("in session mode the session is %s", s().Stage)
	}
	h.types("d") // target
	h.fill("30")
	h.types("m") // who takes part
	h.fill("Anna de Vries", "Iris", "Bram, Carla, Anna de Vries")
	h.types("w")
	h.fill("3-7", "9", "12.30", "Zaal 4")
	if s().Target == nil || *s().Target != 0.3 || len(s().Participants) != 3 || s().From != "09:00" || s().To != "12:30" || s().Date.String() != "2026-07-03" {
		t.Errorf("the charter became %+v", s())
	}

	h.key(fyne.KeyPageDown) // facts
	h.key(fyne.KeyRight, fyne.KeyRight)
	if v.page.d.at.fact == 0 {
		t.Error("there is one fact")
	}
	h.key(fyne.KeyPageDown) // causes
	h.types("n")
	h.fill("Geen bericht als het pakket later komt", "Bezorger belt niet aan", "")
	h.types("w")
	h.fill("De vervoerder stuurt geen status")
	h.types("w")
	h.fill("Het staat niet in het contract")
	h.types("b")
	h.fill("Gehoord in drie gesprekken")
	h.types("k")
	h.key(fyne.KeyLeft) // the next bone
	h.types("n")
	h.fill("“Binnen enkele dagen” zegt niets", "")
	if n := len(s().Causes); n != 3 {
		t.Fatalf("%d causes", n)
	}
	second := s().Causes[1]
	if second.Text != "Bezorger belt niet aan" || len(second.Whys) != 2 || len(second.Evidence) != 1 || !second.Root || second.Evidence[0].Proof != kaizen.ByText {
		t.Errorf("the second cause is %+v", second)
	}
	if s().Causes[2].Bone == second.Bone {
		t.Error("the arrow led to no other bone")
	}

	h.key(fyne.KeyPageDown) // ideas
	h.types("n")
	for _, idea := range []string{"Sms met de nieuwe bezorgdag", "Bezorger belt vooraf", "Terugbelafspraak", "Belscript retour", "Eén lijst met stukken"} {
		h.fill(idea, "")
	}
	h.fill("")
	if len(s().Ideas) != 5 {
		t.Fatalf("%d ideas", len(s().Ideas))
	}
	h.types("+")
	h.key(fyne.KeyLeft, fyne.KeyLeft)
	if one := s().Ideas[4]; !one.Placed() {
		t.Errorf("idea %+v has no place", one)
	}

	h.key(fyne.KeyPageDown) // votes
	for range 3 {
		h.key(fyne.KeyReturn)
		h.key(fyne.KeySpace, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeySpace, fyne.KeySpace)
		h.key(fyne.KeyReturn)
	}
	votes := s().Votes()
	if len(s().Ballots) != 3 || len(votes) != 3 || votes[0].Dots != 6 || !votes[0].Tied || !votes[1].Tied {
		t.Errorf("three voters gave %+v in %d ballots", votes, len(s().Ballots))
	}
	h.types("u")
	if !v.page.d.at.revealed {
		t.Error("the result does not show")
	}

	h.key(fyne.KeyPageDown) // decisions and actions
	h.types("k")
	if s().Stage != kaizen.Running {
		t.Error("a session without actions can be ended")
	}
	for _, owner := range []string{"Bram", "Carla", "Bram", "Anna de Vries", "Dirk"} {
		h.types("n")          // the cursor goes from idea to idea, most votes first
		h.key(fyne.KeyReturn) // the title as the idea has it
		h.fill(owner, "3 weken", "4")
	}
	h.types("b")
	h.fill("Vanaf maandag staat de bezorgdag in de app", "")
	actions := b.n.Register.ActionsOf(s().ID)
	if len(actions) != 5 || len(s().Decisions) != 1 {
		t.Fatalf("%d actions and %d decisions", len(actions), len(s().Decisions))
	}
	if actions[0].Title != "Sms met de nieuwe bezorgdag" {
		t.Errorf("the first action is %q, not of the idea with most votes", actions[0].Title)
	}
	seen := map[kaizen.ID]bool{}
	for _, a := range actions {
		if seen[a.Idea] {
			t.Errorf("two actions of idea %d", a.Idea)
		}
		seen[a.Idea] = true
		if a.Owner == 0 || a.Due.String() != "2026-07-17" || a.Status != kaizen.Agreed || a.Expected == nil || *a.Expected != -4 || a.Idea == 0 || len(a.Scope.Filter) != 1 {
			t.Errorf("action %+v", a)
		}
	}
	h.types("k")
	if s().Stage != kaizen.Following {
		t.Errorf("the session is %s after its end", s().Stage)
	}
	page := filepath.Join(t.TempDir(), "sessie.pdf")
	sh.Dialog.Save = page
	h.types("p")
	h.key(fyne.KeyReturn) // on A3
	if data, err := os.ReadFile(page); err != nil || !bytes.HasPrefix(data, []byte("%PDF")) || len(data) < 20_000 {
		t.Errorf("the page has %d bytes: %v", len(data), err)
	}
	if keep := os.Getenv("EENKEER_SCREENS"); keep != "" {
		data, _ := os.ReadFile(page)
		os.WriteFile(filepath.Join(keep, "session_by_keyboard.pdf"), data, 0o644)
	}
	calendar := filepath.Join(t.TempDir(), "sessie.ics")
	sh.Dialog.Save = calendar
	h.types("i")
	if data, err := os.ReadFile(calendar); err != nil || bytes.Count(data, []byte("BEGIN:VEVENT")) < 9 || !bytes.Contains(data, []byte("Zaal 4")) {
		t.Errorf("the calendar has no session with looks and actions: %v\n%s", err, data)
	}
	h.key(fyne.KeyEscape)
	if c.Overlays().Top() != nil || v.page.mode != nil {
		t.Error("session mode does not close")
	}
	if sh.Failed != nil {
		t.Errorf("failures: %v", sh.Failed)
	}
}
