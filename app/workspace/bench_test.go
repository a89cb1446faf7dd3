package workspace

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"eenkeer/analysis/contact"
)

// benchRows is how many contacts the benchmarks keep: EENKEER_BENCH_ROWS.
func benchRows() int {
	if n, err := strconv.Atoi(os.Getenv("EENKEER_BENCH_ROWS")); err == nil && n > 0 {
		return n
	}
	return 1_000_000
}

// madeUp makes n contacts like those of a contact centre: a year and a half in
// order of time, five contacts a customer, skewed dimensions.
func madeUp(n int, ids bool) *contact.Batch {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	b := &contact.Batch{}
	customers := max(n/5, 1)
	dict := func(form string, n int) (d contact.Dict) {
		for i := range n {
			d.Data = fmt.Appendf(d.Data, form, i)
			d.Ends = append(d.Ends, uint32(len(d.Data)))
		}
		return d
	}
	keys := contact.NewCodes(n, customers+1)
	b.Keys = []contact.KeyColumn{{Name: "klant", Kind: "id", Codes: keys, Dict: dict("K%08d", customers)}}
	for i, size := range []int{12, 300, 8, 9, 600, 4, 0, 3} {
		if size == 0 {
			continue
		}
		b.Columns[i].Dict = dict("naam %d", size)
		b.Columns[i].Codes = contact.NewCodes(n, size+1)
	}
	const day = 86_400_000
	step := int64(540*day) / int64(n)
	at := int64(20_000 * day)
	b.Time, b.Handle, b.Line = make([]int64, n), make([]int32, n), make([]uint32, n)
	for i := range n {
		at += r.Int64N(2*step + 1)
		b.Time[i] = at / 1000 * 1000
		if r.IntN(50) > 0 {
			keys.Set(i, 1+uint32(r.IntN(customers)))
		}
		for k := range b.Columns {
			if size := b.Columns[k].Dict.Len(); size > 1 {
				x := r.Float64()
				b.Columns[k].Codes.Set(i, uint32(x*x*float64(size)))
			}
		}
		b.Handle[i] = int32(r.ExpFloat64() * 300)
		b.Line[i] = uint32(i + 2)
	}
	if ids {
		b.ID = &contact.Texts{}
		for i := range n {
			b.ID.Append(fmt.Appendf(nil, "C%09d", i*3+r.IntN(3)))
		}
	}
	return b
}

func BenchmarkAdd(b *testing.B)        { benchAdd(b, false) }
func BenchmarkAddWithIDs(b *testing.B) { benchAdd(b, true) }

func benchAdd(b *testing.B, ids bool) {
	batch := madeUp(benchRows(), ids)
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), "b.eenkeer")
		w, err := Create(path)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := w.Add(context.Background(), []Import{{Batch: batch}}, nil); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		w.Close()
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/1e6, "MB")
		os.Remove(path)
		b.StartTimer()
	}
}

// BenchmarkOpen opens a workspace and reads it into arrays.
func BenchmarkOpen(b *testing.B) {
	w := create(b)
	if _, err := w.Add(context.Background(), []Import{{Batch: madeUp(benchRows(), true)}}, nil); err != nil {
		b.Fatal(err)
	}
	w.Close()
	for b.Loop() {
		w, err := Open(w.Path())
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := w.Load(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
		w.Close()
	}
}

// BenchmarkPurge takes half of a workspace back and closes it.
func BenchmarkPurge(b *testing.B) {
	half := madeUp(benchRows()/2, true)
	for b.Loop() {
		b.StopTimer()
		w := create(b)
		ids, err := w.Add(context.Background(), []Import{{Batch: half}, {Batch: half}}, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := w.TakeBack(context.Background(), ids[0]); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		os.Remove(w.Path())
		b.StartTimer()
	}
}

// BenchmarkSaveCopy copies a workspace.
func BenchmarkSaveCopy(b *testing.B) {
	w := create(b)
	if _, err := w.Add(context.Background(), []Import{{Batch: madeUp(benchRows(), true)}}, nil); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "kopie.eenkeer")
	for b.Loop() {
		if err := w.SaveCopy(context.Background(), path); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTexts asks for the contact ids of a hundred rows all over the file.
func BenchmarkTexts(b *testing.B) {
	w := create(b)
	n := benchRows()
	ids, err := w.Add(context.Background(), []Import{{Batch: madeUp(n, true)}}, nil)
	if err != nil {
		b.Fatal(err)
	}
	rows := make([]int, 100)
	for b.Loop() {
		for i := range rows {
			rows[i] = rand.IntN(n)
		}
		if _, err := w.Texts(context.Background(), ids[0], contact.FieldID, rows); err != nil {
			b.Fatal(err)
		}
	}
}
