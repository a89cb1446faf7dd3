package workspace

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/app/kaizen"
)

var golden = flag.Bool("golden", false, "write testdata/vN.eenkeer.gz for the newest version, if there is none")

func goldenPath(version int) string { return fmt.Sprintf("testdata/v%d.eenkeer.gz", version) }

// Files of every version ever released open, are brought up to date and hold
// what they held.
func TestEveryVersionOpens(t *testing.T) {
	if *golden {
		writeGolden(t)
	}
	for version := 1; version <= schemaVersion(); version++ {
		w := open(t, goldenFile(t, version))
		got, ids, err := w.Load(background, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := []*contact.Batch{withoutTexts(small(40, "A"), true), withoutTexts(marked("B"), true)}
		if d := same(want, got); d != "" {
			t.Errorf("version %d: %s", version, d)
		}
		if notes, err := w.Texts(background, ids[0], contact.FieldNote, []int{39}); err != nil || notes[0] != "notitie 39 over A" {
			t.Error(notes, err)
		}
		if m, ok, err := w.Profile(background, "s"); string(m) != `{"time":["datum"]}` || !ok || err != nil {
			t.Error(string(m), ok, err)
		}
		if v, ok, err := w.Setting(background, "zone"); v != "Europe/Amsterdam" || !ok || err != nil {
			t.Error(v, ok, err)
		}
		if version >= registerSince {
			if r, err := w.Register(background); err != nil || len(r.Actions) != 1 || r.Actions[0].Title != "Uitlegfilm" || r.Name(r.Actions[0].Owner) != "Anna" {
				t.Error(version, r, err)
			}
		}
		if h, err := probe(closed(t, w)); err != nil || h.version != schemaVersion() {
			t.Error(h, err)
		}
	}
}

// registerSince is the first version with a register of improvement.
const registerSince = 5

func writeGolden(t *testing.T) {
	path := goldenPath(schemaVersion())
	if _, err := os.Stat(path); err == nil {
		t.Fatal(path, "is there already and must never change")
	}
	w := create(t)
	add(t, w, "a.csv", small(40, "A"))
	add(t, w, "b.csv", marked("B"))
	err := errors.Join(w.SaveProfile(background, "s", "Telefonie", []byte(`{"time":["datum"]}`)),
		w.SaveDefinition(background, "7 dagen", []byte(`{"window":"7d"}`)), w.SetSetting(background, "zone", "Europe/Amsterdam"))
	_, commit, refused := kaizen.Empty().Change("kaizen.did.add", "anna", time.Unix(0, 0), func(e *kaizen.Edit) error {
		e.AddAction(kaizen.Action{Title: "Uitlegfilm", Owner: e.PersonNamed("Anna")})
		return nil
	})
	if err := errors.Join(err, refused, w.Commit(background, commit)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	_, err = z.Write(bytesOf(t, closed(t, w)))
	if err := errors.Join(err, z.Close(), os.MkdirAll("testdata", 0o755), os.WriteFile(path, out.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// goldenFile lays a file of a version out.
func goldenFile(t *testing.T, version int) (path string) {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader(bytesOf(t, goldenPath(version))))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "oud.eenkeer")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// Who only looks at an old workspace need not open it otherwise first; where it cannot
// be written that is said.
func TestOldVersionViewed(t *testing.T) {
	path := goldenFile(t, 1)
	w, err := View(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := load(t, w); len(got) != 2 {
		t.Error(len(got))
	}
	closed(t, w)
	if w, err = View(path); err != nil || !w.ReadOnly() {
		t.Fatal("brought up to date, it is only viewed", err)
	}
	closed(t, w)

	locked := goldenFile(t, 1)
	if err := os.Chmod(locked, 0o400); err != nil || writable(locked) == nil {
		t.Skip("the file cannot be made read-only")
	}
	if _, err := View(locked); !errors.Is(err, &Error{ID: ErrOld}) {
		t.Error(err)
	}
}

// A step that fails leaves the version before it, whole.
func TestFailedMigration(t *testing.T) {
	w := create(t)
	add(t, w, "a.csv", small(40, "A"))
	c, err := w.db.Conn(background)
	if err != nil {
		t.Fatal(err)
	}
	steps := append(migrations(), "CREATE TABLE later (a); INSERT INTO later VALUES (1); CREATE TABLE batch (a);")
	if err := migrate(background, c, steps); err == nil {
		t.Fatal("it did not fail")
	}
	c.Close()
	path := closed(t, w)
	if h, err := probe(path); err != nil || h.version != len(steps)-1 {
		t.Error(h, err)
	}
	w = open(t, path)
	if got := load(t, w); len(got) != 1 {
		t.Error(len(got))
	}
	if _, err := w.db.Exec("SELECT * FROM later"); err == nil {
		t.Error("half a step is there")
	}
}
