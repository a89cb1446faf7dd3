package workspace

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/app/kaizen"
)

// edited changes a register and keeps it, as the workbench does.
func edited(w *Workspace, r *kaizen.Register, f func(e *kaizen.Edit)) (*kaizen.Register, error) {
	next, commit, err := r.Change("kaizen.did.change", "anna", time.Now(), func(e *kaizen.Edit) error { f(e); return nil })
	if err == nil && commit != nil {
		err = w.Commit(background, commit)
	}
	return next, err
}

// A commit is kept whole or not at all, and not twice: two steps with one number can
// only be of two programs that did not know of each other.
func TestCommitIsWhole(t *testing.T) {
	w := create(t)
	r, commit, err := kaizen.Empty().Change("kaizen.did.add", "anna", time.Now(), func(e *kaizen.Edit) error {
		e.AddAction(kaizen.Action{Title: "een"})
		e.AddAction(kaizen.Action{Title: "twee"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(background, commit); err != nil {
		t.Fatal(err)
	}
	again := *commit
	again.Items = []kaizen.Stored{{Ref: kaizen.Ref{Kind: kaizen.OfAction, ID: 3}, Body: []byte(`{"id":3,"title":"drie","status":"idea"}`)}}
	if err := w.Commit(background, &again); err == nil {
		t.Error("a step was kept twice")
	}
	got, err := w.Register(background)
	if err != nil || len(got.Actions) != 2 || got.Last() != r.Last() {
		t.Error(got, err)
	}
	view, err := View(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	if err := view.Commit(background, commit); !errors.Is(err, &Error{ID: ErrInUse}) {
		t.Error("a register that is only looked at was changed:", err)
	}
}

// After the register was compacted nothing of what was removed is in the file, not even
// among its free pages.
func TestCompactedIsGone(t *testing.T) {
	const secret = "alleen-in-het-geheime-stuk"
	w := create(t)
	r, err := edited(w, kaizen.Empty(), func(e *kaizen.Edit) {
		e.AddAction(kaizen.Action{Title: "blijft"})
		e.AddAction(kaizen.Action{Title: secret, Text: strings.Repeat(secret+" ", 500)})
	})
	if err == nil {
		r, err = edited(w, r, func(e *kaizen.Edit) { e.Action(2).Title = secret + " anders" })
	}
	if err == nil {
		r, err = edited(w, r, func(e *kaizen.Edit) { e.Remove(kaizen.Ref{Kind: kaizen.OfAction, ID: 2}) })
	}
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(bytesOf(t, w.Path()), []byte(secret)) {
		t.Fatal("what was removed can still be restored, but is not in the file")
	}
	_, commit, forget, err := r.Compact("anna", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Compact(background, commit, forget); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(bytesOf(t, closed(t, w)), []byte(secret)) {
		t.Error("it is still in the file")
	}
	w = open(t, w.Path())
	if r, err = w.Register(background); err != nil || len(r.Actions) != 1 || r.Actions[0].Title != "blijft" {
		t.Error(r, err)
	}
	if r, err = edited(w, r, func(e *kaizen.Edit) { e.AddAction(kaizen.Action{Title: "nieuw"}) }); err != nil || r.Action(3) == nil {
		t.Error("a number was given twice, or", err)
	}
}

// killRegisterVariable makes the test binary a child that types into the register of
// the workspace it names until it is killed.
const killRegisterVariable = "EENKEER_TEST_KILL_REGISTER"

// typeForEver writes a number into an action, field by field, and says what is kept.
func typeForEver(path string) {
	fail := func(err error) {
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
	}
	w, err := Open(path)
	fail(err)
	r, err := w.Register(background)
	fail(err)
	fmt.Println("open")
	for i := 1; ; i++ {
		r, err = edited(w, r, func(e *kaizen.Edit) { e.Action(1).Title = fmt.Sprint("titel ", i) })
		fail(err)
		fmt.Println("kept", i, 0)
		r, err = edited(w, r, func(e *kaizen.Edit) { e.Action(1).Cause = fmt.Sprint("oorzaak ", i) })
		fail(err)
		fmt.Println("kept", i, 1)
	}
}

// A program that is killed at any moment loses no field that was left, and at most the
// one being typed; register and history say the same.
func TestKilledWhileTyping(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	path := filepath.Join(t.TempDir(), "w.eenkeer")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := edited(w, kaizen.Empty(), func(e *kaizen.Edit) { e.AddAction(kaizen.Action{Title: "titel 0", Cause: "oorzaak 0"}) }); err != nil {
		t.Fatal(err)
	}
	closed(t, w)
	for round := range 10 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), killRegisterVariable+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "open" {
			t.Fatal("the child says ", lines.Text())
		}
		go func() {
			time.Sleep(time.Duration(rand.IntN(120_000)) * time.Microsecond)
			_ = child.Process.Kill()
		}()
		kept, field := 0, 1
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "error") {
				t.Fatal(lines.Text())
			}
			_, _ = fmt.Sscanf(lines.Text(), "kept %d %d", &kept, &field)
		}
		_ = child.Wait()
		w := open(t, path)
		if w.ReadOnly() {
			t.Fatal("locked out by a killed program:", w.Why())
		}
		r, err := w.Register(background)
		if err != nil {
			t.Fatal(err)
		}
		a := r.Action(1)
		var title, cause int
		_, err = fmt.Sscanf(a.Title+" "+a.Cause, "titel %d oorzaak %d", &title, &cause)
		if err != nil {
			t.Fatal(err)
		}
		if kept > 0 { // what was kept last is there, or one field more
			if title < kept || field == 1 && cause < kept || title > kept+1 {
				t.Errorf("round %d: kept %d.%d, found %d and %d", round, kept, field, title, cause)
			}
		}
		if kept > 0 && (title != cause && title != cause+1) {
			t.Errorf("round %d: title %d, cause %d: a field was lost in between", round, title, cause)
		}
		history, err := w.History(background, kaizen.Ref{Kind: kaizen.OfAction, ID: 1})
		if err != nil {
			t.Fatal(err)
		}
		if last := history[len(history)-1]; last.ID != r.Last() {
			t.Errorf("round %d: the register is at step %d, its history at %d", round, r.Last(), last.ID)
		}
		before, err := r.ActionAsOf(1, history, 1)
		if err != nil || before.Title != "titel 0" && before.Title != "titel 1" || before.Cause == "" {
			t.Errorf("round %d: as of the first step: %+v %v", round, before, err)
		}
		// Begin the next round from where a child begins.
		if _, err := edited(w, r, func(e *kaizen.Edit) { e.Action(1).Title, e.Action(1).Cause = "titel 0", "oorzaak 0" }); err != nil {
			t.Fatal(err)
		}
		closed(t, w)
	}
}

func BenchmarkCommit(b *testing.B) {
	w, err := Create(filepath.Join(b.TempDir(), "w.eenkeer"))
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	r, err := edited(w, kaizen.Empty(), func(e *kaizen.Edit) {
		for i := range 1000 {
			e.AddAction(kaizen.Action{Title: fmt.Sprint("Actie ", i)})
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if r, err = edited(w, r, func(e *kaizen.Edit) { e.Action(500).Title = fmt.Sprint("anders ", i) }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadRegister(b *testing.B) {
	w, err := Create(filepath.Join(b.TempDir(), "w.eenkeer"))
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	_, err = edited(w, kaizen.Empty(), func(e *kaizen.Edit) {
		for i := range 1000 {
			e.AddAction(kaizen.Action{Title: fmt.Sprint("Actie ", i)})
		}
		for i := range 100 {
			e.AddSession(kaizen.Session{Title: fmt.Sprint("Sessie ", i), Problem: strings.Repeat("probleem ", 100)})
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err := w.Register(background); err != nil || len(r.Actions) != 1000 {
			b.Fatal(err)
		}
	}
}
