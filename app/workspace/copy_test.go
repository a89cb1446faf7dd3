package workspace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSaveCopy(t *testing.T) {
	const gone = "GEHEIM-7Q4X"
	w := create(t)
	add(t, w, "a.csv", small(3000, "A"))
	secret := add(t, w, "b.csv", marked(gone))
	add(t, w, "c.csv", small(100, "C"))
	if err := w.SaveDefinition(background, "d", json.RawMessage("1")); err != nil {
		t.Fatal(err)
	}
	if err := w.TakeBack(background, secret); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "kopie.eenkeer")
	for range 2 { // the second replaces the first
		if err := w.SaveCopy(background, path); err != nil {
			t.Fatal(err)
		}
	}
	if names := beside(t, path); !slices.Equal(names, []string{"kopie.eenkeer"}) {
		t.Error("left behind:", names)
	}
	if bytes.Contains(bytesOf(t, path), []byte(gone)) {
		t.Error("the copy holds what was taken back")
	}
	c := open(t, path)
	if c.ReadOnly() || c.Path() != path {
		t.Error(c.Why(), c.Path())
	}
	if d := same(load(t, w), load(t, c)); d != "" {
		t.Error(d)
	}
	if all, err := c.Definitions(background); len(all) != 1 || err != nil {
		t.Error(all, err)
	}
	if err := w.PutBack(background, secret); err != nil {
		t.Error("the original lost it:", err)
	}

	if err := w.SaveCopy(background, path); !errors.Is(err, &Error{ID: ErrInUse}) {
		t.Error("over one that is open:", err)
	}
	if err := w.SaveCopy(background, w.Path()); !errors.Is(err, &Error{ID: ErrSameFile}) {
		t.Error("over itself:", err)
	}
	if err := w.SaveCopy(background, filepath.Join(t.TempDir(), "geen", "x.eenkeer")); !errors.Is(err, &Error{ID: ErrFolderMissing}) {
		t.Error(err)
	}
	if err := w.SaveCopy(background, t.TempDir()); !errors.Is(err, &Error{ID: ErrFolder}) {
		t.Error(err)
	}
	stopped, cancel := context.WithCancel(background)
	cancel()
	empty := filepath.Join(t.TempDir(), "x.eenkeer")
	if err := w.SaveCopy(stopped, empty); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if names := beside(t, empty); len(names) != 0 {
		t.Error("left behind:", names)
	}
}

// A read-only workspace can be copied, and what a crash left beside the file
// that the copy replaces does not get into it.
func TestSaveCopyOverCrashed(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(300, "A"))
	r := open(t, w.Path())
	path := filepath.Join(t.TempDir(), "kopie.eenkeer")
	for name, data := range map[string][]byte{path: []byte("oud"), path + "-journal": bytes.Repeat([]byte{1}, 5000)} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.SaveCopy(background, path); err != nil {
		t.Fatal(err)
	}
	if d := same(load(t, w), load(t, open(t, path))); d != "" {
		t.Error(d)
	}
}
