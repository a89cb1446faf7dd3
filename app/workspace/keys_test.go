package workspace

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/contact"
)

// keyed makes a batch of one column of keys, a contact each.
func keyed(keys ...string) *contact.Batch {
	e := contact.NewEncoder(0)
	b := &contact.Batch{Source: "s", Keys: []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: contact.NewCodes(len(keys), len(keys)+1)}}}
	for i, k := range keys {
		b.Time = append(b.Time, int64(i))
		b.Keys[0].Set(i, e.Code([]byte(k)))
	}
	b.Keys[0].Dict = *e.Dict()
	return b
}

// Keys of version 1 stand as they were in the file. They are brought to the form that
// keys have now when they are read, and are of the kind that their column holds.
func TestOldKeys(t *testing.T) {
	w := create(t)
	ids := []int64{add(t, w, "a.csv", keyed(" k 1", "K1", "", "?", "k2")), add(t, w, "b.csv", keyed("06-12345678", "0612345678", "030-1234567")),
		add(t, w, "c.csv", keyed("06-12345678", "0612345678"))}
	if _, err := w.db.Exec("UPDATE batch SET keys = ''"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.db.Exec(`UPDATE batch SET mapping = '{"fields":{"customer":["Telefoon"]}}' WHERE id = ?`, ids[1]); err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		name, kind string
		texts      []string
		codes      []uint32
	}{
		{"customer", "id", []string{"", "K1", "K2"}, []uint32{1, 1, 0, 0, 2}},
		{"Telefoon", "phone", []string{"", "+31612345678", "+31301234567"}, []uint32{1, 1, 2}},
		{"customer", "id", []string{"", "06-12345678", "0612345678"}, []uint32{1, 2}},
	} {
		b := load(t, w)[i]
		var codes []uint32
		for r := range b.Len() {
			codes = append(codes, b.Keys[0].At(r))
		}
		if k := b.Keys[0]; k.Name != want.name || k.Kind != want.kind || cmp.Diff(want.texts, k.Dict.Texts())+cmp.Diff(want.codes, codes) != "" {
			t.Errorf("%d: %s %s %q %v", i, k.Name, k.Kind, k.Dict.Texts(), codes)
		}
	}
}

func TestKeyRules(t *testing.T) {
	w := create(t)
	set := func(key string, shared bool) {
		t.Helper()
		if err := w.SetKeyRule(background, key, shared); err != nil {
			t.Fatal(err)
		}
	}
	check := func(want ...KeyRule) {
		t.Helper()
		got, err := w.KeyRules(background)
		for i := range got {
			if got[i].ChangedAt.IsZero() {
				t.Error("no time")
			}
			got[i].ChangedAt = KeyRule{}.ChangedAt
		}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Error(d, err)
		}
	}
	check()
	set("info@x.nl", true)
	set("+31301234567", true)
	set("+31301234567", false)
	check(KeyRule{Key: "+31301234567"}, KeyRule{Key: "info@x.nl", Shared: true})
	w = open(t, closed(t, w))
	for _, key := range []string{"info@x.nl", "niemand"} {
		if err := w.DeleteKeyRule(background, key); err != nil {
			t.Error(err)
		}
	}
	check(KeyRule{Key: "+31301234567"})
}

// What is compared with a new export comes with its contact ids, and from its source only.
func TestLoadSource(t *testing.T) {
	w := create(t)
	a, b, c := small(4, "A"), small(5, "B"), small(6, "C")
	a.Source, b.Source, c.Source = "x", "y", "x"
	add(t, w, "a.csv", a)
	add(t, w, "b.csv", b)
	back := add(t, w, "c.csv", c)
	got, infos, err := w.LoadSource(background, "y")
	if err != nil || len(infos) != 1 || infos[0].Name != "b.csv" || same([]*contact.Batch{withoutTexts(b, true)}, got) != "" {
		t.Error(infos, err)
	}
	if got, _, err = w.LoadSource(background, "x"); err != nil || len(got) != 2 {
		t.Error(len(got), err)
	}
	if err := w.TakeBack(background, back); err != nil {
		t.Fatal(err)
	}
	if got, _, err = w.LoadSource(background, "x"); err != nil || len(got) != 1 || got[0].ID == nil {
		t.Error(len(got), err)
	}
	if got, _, err = w.LoadSource(background, "z"); err != nil || len(got) != 0 {
		t.Error(len(got), err)
	}
}
