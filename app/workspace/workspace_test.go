package workspace

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"eenkeer/analysis/contact"
)

func create(t testing.TB) *Workspace {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "proef #1 100%?.eenkeer"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func TestRoundTrip(t *testing.T) {
	ctx := context.Background()
	w := create(t)
	e := contact.NewEncoder(4)
	b := &contact.Batch{Time: []int64{5000, 3000, 9000}, Customer: contact.NewCodes(3, 4)}
	for i, k := range []string{"K1", "", "K2"} {
		b.Customer.Set(i, e.Code([]byte(k)))
	}
	b.Customers = *e.Dict()
	b.Note = &contact.Texts{}
	for _, n := range []string{"eerste", "", "derde"} {
		b.Note.Append([]byte(n))
	}
	ids, err := w.Add(ctx, []Import{{Batch: b, Info: Batch{Name: "x.csv"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := w.Path()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w, err = Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	got, gotIDs, err := w.Load(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	notes, err := w.Texts(ctx, ids[0], contact.FieldNote, []int{2, 0, 1})
	if err != nil || notes[0] != "derde" || notes[1] != "eerste" || notes[2] != "" {
		t.Fatal(notes, err)
	}
	b.Note = nil
	if d := cmp.Diff([]*contact.Batch{b}, got, cmpopts.EquateEmpty()); d != "" || !cmp.Equal(ids, gotIDs) {
		t.Fatal(d, ids, gotIDs)
	}
}
