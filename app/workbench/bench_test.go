package workbench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/contact/contacttest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
	"eenkeer/assets/sample"
)

var fourDimensions = [][]contact.Dimension{{contact.Process}, {contact.Reason}, {contact.Third}, {contact.Week}}

func firstRates(b *testing.B, e *repeat.Engine) {
	b.Helper()
	r, err := e.RatesBy(context.Background(), repeat.Query{Definition: repeat.Default}, fourDimensions)
	if err != nil {
		b.Fatal(err)
	}
	if r[0].Total.Repeats == 0 {
		b.Fatal("no repeats")
	}
}

// BenchmarkFirstFigure opens a saved workspace and asks it the rates over four
// dimensions.
func BenchmarkFirstFigure(b *testing.B) {
	path := filepath.Join(b.TempDir(), "w.eenkeer")
	ws, err := workspace.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	batch := contacttest.Batch(contacttest.Rows())
	batch.Order() // as Import does
	if _, err := ws.Add(context.Background(), []workspace.Import{{Batch: batch, Info: workspace.Batch{Name: "bench"}}}, nil); err != nil {
		b.Fatal(err)
	}
	if err := ws.Close(); err != nil {
		b.Fatal(err)
	}
	batch = nil
	for b.Loop() {
		ws, err := workspace.View(path)
		if err != nil {
			b.Fatal(err)
		}
		e, err := LoadEngine(context.Background(), ws, nil)
		if err != nil {
			b.Fatal(err)
		}
		firstRates(b, e)
		ws.Close()
	}
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/float64(contacttest.Rows()), "B/contact-on-disk")
	}
}

// BenchmarkCSVToRates reads a CSV file and asks the rates over four dimensions;
// it reports how many times a bare count of newlines that takes, both in this run.
func BenchmarkCSVToRates(b *testing.B) {
	path := filepath.Join(b.TempDir(), "plain.csv")
	writePlain(b, path)
	var newlines time.Duration
	for range 3 { // the best of three: the file is then in memory for both
		begin := time.Now()
		countNewlines(b, path)
		if d := time.Since(begin); newlines == 0 || d < newlines {
			newlines = d
		}
	}
	best := time.Duration(0)
	for b.Loop() {
		begin := time.Now()
		e, _, err := ReadEngine(context.Background(), path, PrepareOptions{})
		if err != nil {
			b.Fatal(err)
		}
		firstRates(b, e)
		if d := time.Since(begin); best == 0 || d < best {
			best = d
		}
	}
	b.ReportMetric(float64(best)/float64(newlines), "x-newline-count")
	b.ReportMetric(newlines.Seconds()*1000, "newline-count-ms")
}

func writePlain(b *testing.B, path string) {
	b.Helper()
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	o := sample.Default()
	o.Contacts = contacttest.Rows()
	w := bufio.NewWriterSize(file, 1<<20)
	if err := sample.WritePlainCSV(w, sample.Generate(o)); err != nil {
		b.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

func countNewlines(b *testing.B, path string) int {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	n := 0
	chunk := make([]byte, 1<<20)
	for {
		k, err := file.Read(chunk)
		n += bytes.Count(chunk[:k], []byte{'\n'})
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// A thousand actions on a log: what is in sight (thirty cards) and all of them.
func BenchmarkEffects(b *testing.B) {
	engine := repeat.New(contact.Build([]*contact.Batch{contacttest.Batch(contacttest.Rows())}, contact.Rules{}))
	r, _, err := kaizen.Empty().Change("kaizen.did.add", "bench", time.Now(), func(e *kaizen.Edit) error {
		owner := e.AddPerson(kaizen.Person{Name: "Iemand"})
		start := repeat.DateOf(contact.When(engine.Log().Start))
		for i := range 1000 {
			e.AddAction(kaizen.Action{Title: fmt.Sprint("actie ", i), Owner: owner, Due: start, Start: start.AddDays(100 + i%400), Status: kaizen.Done,
				Scope: repeat.Selection{Filter: repeat.Filter{{By: contact.Reason, Values: []string{fmt.Sprint("value ", i%60)}}}}})
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{30, 1000} {
		if n == 1000 && engine.Log().Len() > 1_000_000 {
			continue
		}
		var ids []kaizen.ID
		for _, a := range r.Actions[:n] {
			ids = append(ids, a.ID)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				all, err := Effects(b.Context(), engine, repeat.Default, r, nil, DefaultSpread, ids...)
				if err != nil || len(all) != n {
					b.Fatal(len(all), err)
				}
			}
		})
	}
}
