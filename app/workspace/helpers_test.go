package workspace

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/contact"
)

var background = context.Background()

func create(t testing.TB) *Workspace {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "proef #1 100%?.eenkeer"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func open(t testing.TB, path string) *Workspace {
	t.Helper()
	w, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func closed(t testing.TB, w *Workspace) string {
	t.Helper()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.Path()
}

func add(t testing.TB, w *Workspace, name string, b *contact.Batch) int64 {
	t.Helper()
	ids, err := w.Add(background, []Import{{Batch: b, Info: Batch{Name: name}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return ids[0]
}

func load(t testing.TB, w *Workspace) []*contact.Batch {
	t.Helper()
	all, _, err := w.Load(background, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// same compares batches; absent and empty are one. Whole columns are compared
// at once: cmp alone takes seconds for thousands of numbers.
func same(a, b any) string {
	return cmp.Diff(a, b, cmp.Comparer(bytes.Equal), cmp.Comparer(slices.Equal[[]uint16]), cmp.Comparer(slices.Equal[[]uint32]),
		cmp.Comparer(slices.Equal[[]uint64]), cmp.Comparer(slices.Equal[[]int32]), cmp.Comparer(slices.Equal[[]int64]))
}

// small makes a batch of n contacts with every column, whose customers are
// named after key.
func small(n int, key string) *contact.Batch {
	keys := contact.NewCodes(n, n/2+2)
	b := &contact.Batch{ID: &contact.Texts{}, Note: &contact.Texts{}}
	customers, reasons := contact.NewEncoder(n), contact.NewEncoder(8)
	at := contact.StoredIndex(contact.Reason)
	b.Columns[at].Codes = contact.NewCodes(n, 6)
	for i := range n {
		b.Time = append(b.Time, 1_700_000_000_000+int64(i)*61_000)
		keys.Set(i, customers.Code(fmt.Appendf(nil, "%s-%06d", key, i/2)))
		b.Columns[at].Codes.Set(i, reasons.Code(fmt.Appendf(nil, "reden %d", i%5)))
		b.Line = append(b.Line, uint32(i+2))
		b.Handle = append(b.Handle, int32(i%600))
		b.ID.Append(fmt.Appendf(nil, "%s/%d", key, i))
		b.Note.Append(fmt.Appendf(nil, "notitie %d over %s", i, key))
	}
	b.Keys = []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: keys, Dict: *customers.Dict()}}
	b.Columns[at].Dict = *reasons.Dict()
	return b
}

// withoutTexts is what Load gives of a batch: no notes, and ids if asked.
func withoutTexts(b *contact.Batch, ids bool) *contact.Batch {
	c := *b
	c.Note = nil
	if !ids {
		c.ID = nil
	}
	return &c
}

// beside lists the names in the folder of a file.
func beside(t testing.TB, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func bytesOf(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
