package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
)

// randomBatch draws a batch with any of its columns absent.
func randomBatch(t *rapid.T) *contact.Batch {
	n := rapid.SampledFrom([]int{0, 1, 2, 17, 40}).Draw(t, "contacts")
	b := &contact.Batch{Time: make([]int64, n)}
	for i := range b.Time {
		b.Time[i] = rapid.Int64Range(0, 2e12).Draw(t, "time")
	}
	column := func(name string) (c contact.Codes, d contact.Dict) {
		if !rapid.Bool().Draw(t, name) {
			return c, d
		}
		size := rapid.SampledFrom([]int{1, 2, 200, 256, 257, 300}).Draw(t, name+" size")
		e := contact.NewEncoder(size)
		for k := range size - 1 {
			e.Code([]byte(name + strings.Repeat("x", k%9) + string(rune('a'+k%26)) + time.Duration(k).String()))
		}
		limit := rapid.SampledFrom([]int{e.Dict().Len(), 1 << 10, 1 << 20}).Draw(t, name+" width")
		c = contact.NewCodes(n, max(limit, e.Dict().Len()))
		for i := range n {
			c.Set(i, rapid.Uint32Range(0, uint32(e.Dict().Len()-1)).Draw(t, name+" code"))
		}
		return c, *e.Dict()
	}
	for k := range rapid.IntRange(0, contact.MaxKeys).Draw(t, "keys") {
		c, d := column(fmt.Sprint("customer", k))
		b.Keys = append(b.Keys, contact.KeyColumn{Name: fmt.Sprint("klant", k), Kind: "other", Codes: c, Dict: d})
	}
	b.Source = rapid.SampledFrom([]string{"", "a\x1fb", "c\x1fd"}).Draw(t, "source")
	for i, d := range contact.Stored {
		b.Columns[i].Codes, b.Columns[i].Dict = column(string(d))
	}
	for _, to := range []*[]int32{&b.Length, &b.Handle, &b.Wait, &b.Transfers} {
		if rapid.Bool().Draw(t, "number") {
			*to = rapid.SliceOfN(rapid.Int32Min(contact.NoNumber), n, n).Draw(t, "numbers")
		}
	}
	if rapid.Bool().Draw(t, "lines") {
		b.Line = rapid.SliceOfN(rapid.Uint32(), n, n).Draw(t, "line")
	}
	for _, to := range []**contact.Texts{&b.ID, &b.Note} {
		if rapid.Bool().Draw(t, "texts") {
			*to = &contact.Texts{}
			for range n {
				(*to).Append([]byte(rapid.String().Draw(t, "text")))
			}
		}
	}
	return b
}

func TestBatchesComeBack(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		path := filepath.Join(folder, "w.eenkeer")
		os.Remove(path)
		w, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		var imports []Import
		var want []*contact.Batch
		for range rapid.IntRange(1, 3).Draw(t, "batches") {
			imports = append(imports, Import{Batch: randomBatch(t), Info: Batch{Name: "a.csv"}})
		}
		sources := map[string]int{}
		for _, im := range imports {
			sources[im.Batch.Source]++
		}
		for _, im := range imports {
			want = append(want, withoutTexts(im.Batch, sources[im.Batch.Source] > 1))
		}
		ids, err := w.Add(background, imports, nil)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "reopen") {
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if w, err = Open(path); err != nil {
				t.Fatal(err)
			}
			defer w.Close()
		}
		got, gotIDs, err := w.Load(background, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := same(want, got) + same(ids, gotIDs); d != "" {
			t.Fatal(d)
		}
		for k, im := range imports {
			for field, texts := range map[contact.Field]*contact.Texts{contact.FieldID: im.Batch.ID, contact.FieldNote: im.Batch.Note} {
				rows := rapid.SliceOfN(rapid.IntRange(0, max(im.Batch.Len()-1, 0)), 0, min(im.Batch.Len(), 20)).Draw(t, "rows")
				found, err := w.Texts(background, ids[k], field, rows)
				if err != nil {
					t.Fatal(err)
				}
				for i, row := range rows {
					if texts == nil && found[i] != "" || texts != nil && found[i] != texts.Text(row) {
						t.Fatalf("%s of row %d is %q", field, row, found[i])
					}
				}
			}
		}
	})
}

// Many chunks, and codes on both sides of two bytes.
func TestLargeBatch(t *testing.T) {
	n := chunkRows + 70_000
	keys := contact.KeyColumn{Name: "klant", Kind: "id", Codes: contact.NewCodes(n, 65_537)}
	b := &contact.Batch{Time: make([]int64, n), ID: &contact.Texts{}}
	e := contact.NewEncoder(65_537)
	for i := range 65_536 {
		e.Code([]byte{byte(i), byte(i >> 8), 'k'})
	}
	keys.Dict = *e.Dict()
	b.Keys = []contact.KeyColumn{keys}
	if keys.Dict.Len() != 65_537 || keys.Width() != 4 {
		t.Fatal("not the edge this test is for")
	}
	for i := range n {
		b.Time[i] = int64(i*7919%100_000) * 1000
		keys.Set(i, uint32(i)%65_537)
		b.ID.Append([]byte{'c', byte(i), byte(i >> 8), byte(i >> 16)})
	}
	w := create(t)
	var done, total int64
	ids, err := w.Add(background, []Import{{Batch: b}}, func(d, of int64) {
		if d < done || d > of {
			t.Errorf("progress goes from %d to %d of %d", done, d, of)
		}
		done, total = d, of
	})
	if err != nil || done != total || total == 0 {
		t.Fatal(err, done, total)
	}
	w = open(t, closed(t, w))
	got := load(t, w)
	if len(got) != 1 || !reflect.DeepEqual(withoutTexts(b, false), got[0]) {
		t.Fatal("differs")
	}
	rows := []int{n - 1, 0, textRows, textRows - 1, 5}
	texts, err := w.Texts(background, ids[0], contact.FieldID, rows)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if texts[i] != b.ID.Text(row) {
			t.Errorf("row %d: %q", row, texts[i])
		}
	}
}

func TestBatchInfo(t *testing.T) {
	w := create(t)
	b := small(3, "K")
	b.Keys[0].Set(1, 0)
	b.Source = "nr\x1fdatum"
	b.Time = []int64{2000, 1000, 3000}
	info := Batch{Name: "week 31.csv", Rows: 5, Merged: 1, Dropped: 1, Hash: "ab", Format: "csv", Sheet: "Blad1", CoveredTo: time.UnixMilli(9000).UTC(),
		ImportedAt: time.UnixMilli(1_700_000_000_123).UTC(),
		Mapping:    json.RawMessage(`{"time":["datum","tijd"]}`), Report: json.RawMessage(`[1]`)}
	ids, err := w.Add(background, []Import{{b, info}, {&contact.Batch{}, Batch{Name: "leeg.csv"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	info.ID, info.Contacts, info.WithoutCustomer = ids[0], 3, 1
	info.Keys, info.Source = []Key{{"customer", "id"}}, b.Source
	info.First, info.Last = time.UnixMilli(1000).UTC(), time.UnixMilli(3000).UTC()
	all, err := open(t, closed(t, w)).Batches(background)
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	if d := same(info, all[0]); d != "" {
		t.Error(d)
	}
	if e := all[1]; e.Contacts != 0 || !e.First.IsZero() || e.Mapping != nil || time.Since(e.ImportedAt) > time.Minute {
		t.Errorf("%+v", e)
	}
}

func TestMistakesAreNotStored(t *testing.T) {
	w := create(t)
	short, wild, bad := small(4, "K"), small(4, "K"), small(4, "K")
	short.Handle = short.Handle[:3]
	wild.Keys[0].Set(2, 200)
	for name, im := range map[string]Import{"short column": {Batch: short}, "code without text": {Batch: wild},
		"not JSON": {bad, Batch{Report: json.RawMessage("{")}}} {
		if _, err := w.Add(background, []Import{im}, nil); !isMistake(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all, err := w.Batches(background); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
	if _, err := w.Texts(background, 99, contact.FieldNote, nil); !errors.Is(err, &Error{ID: ErrNoBatch}) {
		t.Error(err)
	}
	if _, err := w.Texts(background, 99, contact.FieldCustomer, nil); !isMistake(err) {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	w := create(t)
	if w.Name() != "proef #1 100%?" || w.ReadOnly() || w.Why() != nil || w.Holder() == "" {
		t.Error(w.Name(), w.ReadOnly(), w.Why(), w.Holder())
	}
	closed(t, w)
	if err := w.Close(); err != nil {
		t.Error("closing twice:", err)
	}
	if _, err := w.Batches(background); !errors.Is(err, &Error{ID: ErrClosed}) {
		t.Error(err)
	}
	if names := beside(t, w.Path()); len(names) != 1 {
		t.Error("left behind:", names)
	}
}

func TestProfilesDefinitionsSettings(t *testing.T) {
	w := create(t)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(w.SaveProfile(background, "s1", "Telefonie", json.RawMessage(`{"a":1}`)))
	check(w.SaveProfile(background, "s2", "CRM", json.RawMessage(`{"b":2}`)))
	check(w.SaveProfile(background, "s1", "Telefonie", json.RawMessage(`{"a":3}`)))
	check(w.SaveDefinition(background, "7 dagen", json.RawMessage(`{"window":"7d"}`)))
	check(w.SaveDefinition(background, "1 dag", json.RawMessage(`{"window":"1d"}`)))
	check(w.SaveDefinition(background, "weg", json.RawMessage(`1`)))
	check(w.DeleteDefinition(background, "weg"))
	check(w.SetSetting(background, "zone", "UTC"))
	check(w.SetSetting(background, "zone", "Europe/Amsterdam"))
	w = open(t, closed(t, w))
	if m, ok, err := w.Profile(background, "s1"); string(m) != `{"a":3}` || !ok || err != nil {
		t.Error(string(m), ok, err)
	}
	if _, ok, err := w.Profile(background, "s3"); ok || err != nil {
		t.Error(ok, err)
	}
	if p, ok, err := w.ProfileByName(background, "CRM"); p.Signature != "s2" || !ok || err != nil {
		t.Error(p, ok, err)
	}
	if all, err := w.Profiles(background); len(all) != 2 || all[0].Name != "CRM" || err != nil {
		t.Error(all, err)
	}
	all, err := w.Definitions(background)
	if len(all) != 2 || all[0].Name != "1 dag" || string(all[1].Definition) != `{"window":"7d"}` || err != nil {
		t.Error(all, err)
	}
	if v, ok, err := w.Setting(background, "zone"); v != "Europe/Amsterdam" || !ok || err != nil {
		t.Error(v, ok, err)
	}
	if _, ok, err := w.Setting(background, "geen"); ok || err != nil {
		t.Error(ok, err)
	}
}
