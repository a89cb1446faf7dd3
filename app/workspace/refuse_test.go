package workspace

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// made gives the bytes of a small workspace.
func made(t *testing.T) []byte {
	w := create(t)
	add(t, w, "a.csv", small(2000, "K"))
	return bytesOf(t, closed(t, w))
}

// What is no workspace, or not a whole one, is refused by name and keeps every
// byte and its time.
func TestRefused(t *testing.T) {
	whole := made(t)
	changed := func(at int, b ...byte) []byte {
		c := bytes.Clone(whole)
		copy(c[at:], b)
		return c
	}
	newer := binary.BigEndian.AppendUint32(nil, uint32(schemaVersion()+1))
	for _, c := range []struct {
		name string
		data []byte
		id   string
	}{
		{"leeg.eenkeer", nil, ErrEmpty},
		{"brief.eenkeer", []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n"), ErrNotWorkspace},
		{"tekst.eenkeer", bytes.Repeat([]byte("klant;datum\n"), 100), ErrNotWorkspace},
		{"contacten.csv", []byte("klant;datum\n1;1-1-2026\n"), ErrNotWorkspace},
		{"ander.db", changed(68, 0, 0, 0, 0), ErrNotWorkspace},
		{"nullen.eenkeer", make([]byte, 40_000), ErrDamaged},
		{"nieuw.eenkeer", changed(60, newer...), ErrNewer},
		{"half.eenkeer", whole[:len(whole)/2], ErrDamaged},
		{"kop.eenkeer", whole[:60], ErrDamaged},
		{"kop2.eenkeer", whole[:100], ErrDamaged},
		{"scheef.eenkeer", whole[:len(whole)-5], ErrDamaged},
		{"tabellen.eenkeer", changed(100, bytes.Repeat([]byte{0xA5}, 3000)...), ErrDamaged},
		{"schema.eenkeer", changed(pageSize-2000, bytes.Repeat([]byte{0xA5}, 2000)...), ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.name)
			if err := os.WriteFile(path, c.data, 0o644); err != nil {
				t.Fatal(err)
			}
			long := time.Now().Add(-time.Hour).Truncate(time.Second)
			if err := os.Chtimes(path, long, long); err != nil {
				t.Fatal(err)
			}
			w, err := Open(path)
			if err == nil {
				w.Close()
			}
			if !errors.Is(err, &Error{ID: c.id}) {
				t.Fatalf("got %v, want %s", err, c.id)
			}
			if !bytes.Equal(bytesOf(t, path), c.data) {
				t.Error("the file was changed")
			}
			if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(long) {
				t.Error("its time was changed")
			}
			if names := beside(t, path); len(names) != 1 {
				t.Error("left beside it:", names)
			}
			if len(c.data) > 0 {
				if _, err := Create(path); !errors.Is(err, &Error{ID: ErrExists}) {
					t.Error("Create:", err)
				}
			}
		})
	}
}

func TestRefusedPlaces(t *testing.T) {
	folder := t.TempDir()
	if _, err := Open(folder); !errors.Is(err, &Error{ID: ErrFolder}) {
		t.Error(err)
	}
	if _, err := Create(folder); !errors.Is(err, &Error{ID: ErrFolder}) {
		t.Error(err)
	}
	if _, err := Open(filepath.Join(folder, "weg.eenkeer")); !errors.Is(err, &Error{ID: ErrMissing}) {
		t.Error(err)
	}
	if _, err := Create(filepath.Join(folder, "geen", "w.eenkeer")); !errors.Is(err, &Error{ID: ErrFolderMissing}) {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "weg.eenkeer")); err == nil {
		t.Error("Open made a file")
	}
}

func TestCreateOnEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.eenkeer")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, w)
	info, err := os.Stat(path)
	if err != nil || info.Size() > 700_000 {
		t.Error("an empty workspace takes", info.Size(), err)
	}
}

// A damaged chunk is found when it is read, names its batch, and that batch can
// be taken back.
func TestDamagedBatch(t *testing.T) {
	w := create(t)
	add(t, w, "goed.csv", small(500, "A"))
	bad := add(t, w, "stuk.csv", small(500, "B"))
	if _, err := w.db.Exec(`UPDATE column_chunk SET data = zeroblob(length(data)) WHERE batch = ? AND field = 'customer'`, bad); err != nil {
		t.Fatal(err)
	}
	if _, err := w.db.Exec(`UPDATE column_chunk SET data = zeroblob(length(data)) WHERE batch = ? AND field = 'note'`, bad); err != nil {
		t.Fatal(err)
	}
	_, _, err := w.Load(background, nil)
	var e *Error
	if !errors.As(err, &e) || e.ID != ErrDamagedBatch || e.Args[1] != "stuk.csv" {
		t.Fatal(err)
	}
	if _, err := w.Texts(background, bad, "note", []int{3}); !errors.Is(err, &Error{ID: ErrDamagedBatch}) {
		t.Error(err)
	}
	if err := w.TakeBack(background, bad); err != nil {
		t.Fatal(err)
	}
	if got := load(t, w); len(got) != 1 || got[0].Len() != 500 {
		t.Error(len(got))
	}
	if _, err := w.db.Exec(`DELETE FROM column_chunk WHERE field = 'time'`); err != nil {
		t.Fatal(err)
	}
	if err := w.PutBack(background, bad); err != nil {
		t.Fatal(err)
	}
	w = open(t, closed(t, w))
	if _, _, err := w.Load(background, nil); !errors.Is(err, &Error{ID: ErrDamagedBatch}) {
		t.Error(err)
	}
}
