package workspace

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"eenkeer/analysis/contact"
)

// marked makes a batch in which a text that does not compress away stands.
func marked(mark string) *contact.Batch {
	e := contact.NewEncoder(1)
	b := &contact.Batch{Time: []int64{1}, Note: &contact.Texts{}}
	keys := contact.NewCodes(1, 2)
	keys.Set(0, e.Code([]byte(mark)))
	b.Keys = []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: keys, Dict: *e.Dict()}}
	b.Note.Append([]byte(mark))
	return b
}

func TestTakeBackAndPutBack(t *testing.T) {
	const gone, stays = "GEHEIM-7Q4X", "BLIJFT-3W9Z"
	w := create(t)
	first := add(t, w, "a.csv", marked(gone))
	large := add(t, w, "b.csv", madeUp(100_000, true))
	last := add(t, w, "c.csv", marked(stays))

	if err := w.TakeBack(background, first); err != nil {
		t.Fatal(err)
	}
	if got := load(t, w); len(got) != 2 || got[1].Keys[0].Dict.Text(1) != stays {
		t.Fatal("still loaded")
	}
	if err := w.PutBack(background, first); err != nil {
		t.Fatal(err)
	}
	if got := load(t, w); len(got) != 3 || got[0].Keys[0].Dict.Text(1) != gone {
		t.Fatal("not put back")
	}
	for _, id := range []int64{first, large} {
		if err := w.TakeBack(background, id); err != nil {
			t.Fatal(err)
		}
	}
	all, err := w.Batches(background)
	if err != nil || len(all) != 3 || !all[0].TakenBack || all[2].TakenBack {
		t.Fatal(all, err)
	}
	if !bytes.Contains(bytesOf(t, w.Path()), []byte(gone)) {
		t.Fatal("the mark is not readable in the file: this test proves nothing")
	}
	before, _ := os.Stat(w.Path())
	data := bytesOf(t, closed(t, w))
	if bytes.Contains(data, []byte(gone)) || !bytes.Contains(data, []byte(stays)) {
		t.Error("what was taken back is still in the file, or what was not is gone")
	}
	if after := int64(len(data)); after > before.Size()/2 {
		t.Errorf("the file went from %d to %d bytes", before.Size(), after)
	}
	w = open(t, w.Path())
	if got := load(t, w); len(got) != 1 || got[0].Keys[0].Dict.Text(1) != stays {
		t.Error("the wrong one went")
	}
	if id := add(t, w, "d.csv", marked("x")); id <= last {
		t.Error("a number was given twice:", id)
	}
	if err := w.PutBack(background, first); !errors.Is(err, &Error{ID: ErrNoBatch}) {
		t.Error(err)
	}
	var result string
	if err := w.db.QueryRow("PRAGMA integrity_check").Scan(&result); err != nil || result != "ok" {
		t.Error(result, err)
	}
}

// A program that was killed did not get to purge: the next opening does.
func TestPurgeAtNextOpen(t *testing.T) {
	const gone = "GEHEIM-7Q4X"
	w := create(t)
	id := add(t, w, "a.csv", marked(gone))
	if err := w.TakeBack(background, id); err != nil {
		t.Fatal(err)
	}
	left := t.TempDir() + "/killed.eenkeer"
	if err := os.WriteFile(left, bytesOf(t, w.Path()), 0o644); err != nil {
		t.Fatal(err)
	}
	closed(t, open(t, left))
	if bytes.Contains(bytesOf(t, left), []byte(gone)) {
		t.Error("still in the file")
	}
}
