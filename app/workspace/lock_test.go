package workspace

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestSecondOpenerReads(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(50, "K"))
	second := open(t, w.Path())
	if !second.ReadOnly() || !errors.Is(second.Why(), &Error{ID: ErrInUse}) {
		t.Fatal(second.ReadOnly(), second.Why())
	}
	host, _ := os.Hostname()
	if !strings.Contains(second.Holder(), "@"+host) || second.HeldBy().Token != w.HeldBy().Token {
		t.Error("holder:", second.Holder())
	}
	if err := second.SetSetting(background, "a", "b"); !errors.Is(err, &Error{ID: ErrInUse}) {
		t.Error(err)
	}
	add(t, w, "b.csv", small(60, "L")) // the first goes on writing while the second looks
	if got := load(t, second); len(got) != 2 || got[1].Len() != 60 {
		t.Error("second reads", len(got))
	}
	closed(t, second)
	if third := open(t, w.Path()); !third.ReadOnly() {
		t.Error("closing the reader let the lock go")
	}
	closed(t, w)
	if again := open(t, w.Path()); again.ReadOnly() {
		t.Error("still locked after closing:", again.Why())
	}
}

// A report made in the night must not lock out who opens the file in the morning.
func TestViewTakesNoLock(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(50, "K"))
	path := w.Path()
	closed(t, w)
	view, err := View(path)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	if !view.ReadOnly() || view.SetSetting(background, "a", "b") == nil {
		t.Error("a view can be written")
	}
	if got := load(t, view); len(got) != 1 || got[0].Len() != 50 {
		t.Error("view reads", len(got))
	}
	if writer := open(t, path); writer.ReadOnly() {
		t.Error("a view locks:", writer.Why())
	}
}

// other leaves a holder of another machine beside a workspace.
func other(t *testing.T, path, host string, seen time.Time) {
	t.Helper()
	data, err := json.Marshal(Holder{User: "anna", Host: host, Since: seen.Add(-time.Hour), Seen: seen, Token: "x"})
	if err == nil {
		err = os.WriteFile(path+holderSuffix, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestHolderElsewhere(t *testing.T) {
	path := closed(t, create(t))
	host, _ := os.Hostname()

	other(t, path, "ANDERE-LAPTOP", time.Now())
	w := open(t, path)
	if !w.ReadOnly() || !strings.HasPrefix(w.Holder(), "anna@ANDERE-LAPTOP, ") {
		t.Error("another machine has it, seen just now:", w.ReadOnly(), w.Holder())
	}
	closed(t, w)
	if names := strings.Join(beside(t, path), " "); !strings.Contains(names, holderSuffix) || strings.Contains(names, lockSuffix) {
		t.Error("a reader must leave the holder and no lock:", names)
	}

	other(t, path, "ANDERE-LAPTOP", time.Now().Add(-2*holderStale))
	if w := open(t, path); w.ReadOnly() {
		t.Error("a machine that went away locks us out")
	} else {
		closed(t, w)
	}

	other(t, path, host, time.Now()) // this machine, but nobody holds the lock: it crashed
	if w := open(t, path); w.ReadOnly() {
		t.Error("a crash on this machine locks us out")
	} else {
		closed(t, w)
	}

	if err := os.WriteFile(path+holderSuffix, []byte("{half"), 0o644); err != nil {
		t.Fatal(err)
	}
	if w := open(t, path); w.ReadOnly() {
		t.Error("half a holder locks us out")
	}
}

// Where the file system knows no locks, the process decides on this machine.
func TestHolderWithoutLocks(t *testing.T) {
	me := Holder{Host: "HIER", PID: os.Getpid(), Seen: time.Now()}
	gone := Holder{Host: "hier", PID: 1 << 30, Seen: time.Now()}
	if me.gone("HIER", false) || !me.gone("HIER", true) || !gone.gone("HIER", false) || gone.gone("DAAR", true) {
		t.Error("who has it is misjudged")
	}
}

func TestTakenOver(t *testing.T) {
	w := create(t)
	other(t, w.Path(), "ANDERE-LAPTOP", time.Now())
	if err := w.SetSetting(background, "a", "b"); !errors.Is(err, &Error{ID: ErrTakenOver}) {
		t.Error(err)
	}
	closed(t, w)
	if h, ok := readHolder(w.Path()); !ok || h.Host != "ANDERE-LAPTOP" {
		t.Error("closing removed the other's name")
	}
}

func TestBeat(t *testing.T) {
	before := holderBeat
	holderBeat = 5 * time.Millisecond
	defer func() { holderBeat = before }()
	w := create(t)
	w.lock.mu.Lock()
	w.lock.mine.Seen = time.Time{}
	w.lock.mu.Unlock()
	for range 500 {
		if h, ok := readHolder(w.Path()); ok && time.Since(h.Seen) < time.Minute && h.Token == w.HeldBy().Token {
			w.lock.mu.Lock()
			beaten := !w.lock.mine.Seen.IsZero()
			w.lock.mu.Unlock()
			if beaten {
				closed(t, w)
				return
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("the holder does not say that it is still there")
}

// Where no lock can be made the workspace opens read-only. A folder in the
// lock's place does what a read-only medium does, also for root.
func TestNoLockPossible(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(50, "K"))
	path := closed(t, w)
	if err := os.Mkdir(path+lockSuffix, 0o755); err != nil {
		t.Fatal(err)
	}
	before := bytesOf(t, path)
	r := open(t, path)
	if !r.ReadOnly() || !errors.Is(r.Why(), &Error{ID: ErrReadOnly}) || r.Holder() != "" {
		t.Error(r.ReadOnly(), r.Why(), r.Holder())
	}
	if got := load(t, r); len(got) != 1 {
		t.Error(len(got))
	}
	if err := r.TakeBack(background, 1); !errors.Is(err, &Error{ID: ErrReadOnly}) {
		t.Error(err)
	}
	closed(t, r)
	if string(before) != string(bytesOf(t, path)) {
		t.Error("the file was changed")
	}
	if _, err := Create(filepath.Join(filepath.Dir(path), "x.eenkeer")); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyFile(t *testing.T) {
	path := closed(t, create(t))
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if writable(path) == nil {
		t.Skip("this user may write everything")
	}
	if w := open(t, path); !errors.Is(w.Why(), &Error{ID: ErrReadOnly}) {
		t.Error(w.Why())
	}
}
