package workspace

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

func someSample() coding.Sample {
	at := time.Date(2026, 6, 28, 9, 30, 0, 0, time.UTC)
	return coding.Sample{
		Name: "Voorjaar", At: at, Seed: 1<<63 + 7, By: contact.Reason, Query: repeat.Query{Definition: repeat.Default}, Of: 812,
		Options: repeat.PairOptions{By: repeat.ByFirst}, From: at.AddDate(0, -2, 0), To: at, Strata: []repeat.Stratum{{Value: "Nota", Pairs: 812, Drawn: 2}},
		Pairs: []coding.Pair{
			{Number: 1, Stratum: "Nota", First: coding.Contact{Batch: 1, Row: 4, Time: at, Reason: "Nota"}, Second: coding.Contact{Batch: 1, Row: 9, Time: at.Add(time.Hour)}},
			{Number: 2, Stratum: "Nota", First: coding.Contact{Batch: 1, Row: 5, Time: at}, Second: coding.Contact{Batch: 2, Row: 0, Time: at}, SameAgent: true, AgentsKnown: true},
		},
	}
}

// A sample and what people say of it are found back as they were, after the file was closed.
func TestSamplesAreKept(t *testing.T) {
	w := create(t)
	s := someSample()
	id, err := w.AddSample(background, s)
	if err != nil {
		t.Fatal(err)
	}
	s.ID = id
	at := time.Date(2026, 6, 29, 8, 0, 0, 0, time.UTC)
	say := func(c coding.Coding) {
		t.Helper()
		c.At = at
		if err := w.PutCoding(background, id, c); err != nil {
			t.Fatal(err)
		}
	}
	say(coding.Coding{Pair: 1, Coder: "Anouk", Cause: "backlog"})
	say(coding.Coding{Pair: 1, Coder: "Anouk", Cause: "backlog", Party: coding.Process, Note: "brief kwam later"})
	say(coding.Coding{Pair: 1, Coder: "Bas", Cause: "wrong_answer"})
	say(coding.Coding{Pair: 2, Coder: "Bas", Cause: "wrong_answer"})
	say(coding.Coding{Pair: 2, Coder: "Bas"}) // nothing left of it
	w = open(t, closed(t, w))
	all, err := w.Samples(background)
	if d := cmp.Diff([]coding.Sample{s}, all, cmp.Comparer(func(a, b repeat.Date) bool { return a == b })); d != "" || err != nil {
		t.Error(d, err)
	}
	got, err := w.Codings(background, id)
	want := []coding.Coding{
		{Pair: 1, Coder: "Anouk", Cause: "backlog", Party: coding.Process, Note: "brief kwam later", At: at},
		{Pair: 1, Coder: "Bas", Cause: "wrong_answer", At: at},
	}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
	if err := w.RemoveSample(background, id, true); err != nil {
		t.Fatal(err)
	}
	if all, _ := w.Samples(background); len(all) != 0 {
		t.Error("a removed sample is listed")
	}
	if err := w.RemoveSample(background, id, false); err != nil {
		t.Fatal(err)
	}
	if err := w.RenameSample(background, id, " Juni "); err != nil {
		t.Fatal(err)
	}
	if all, _ := w.Samples(background); len(all) != 1 || all[0].Name != "Juni" {
		t.Errorf("%+v", all)
	}
	second, err := w.AddSample(background, someSample())
	if err != nil || second == id {
		t.Errorf("the second sample has id %d, the first %d (%v)", second, id, err)
	}
	if _, err := w.AddSample(background, coding.Sample{Name: "leeg"}); err == nil {
		t.Error("a sample without pairs was kept")
	}
}

func TestCodeBookIsKept(t *testing.T) {
	w := create(t)
	b, err := w.CodeBook(background)
	if d := cmp.Diff(coding.DefaultBook(), b); d != "" || err != nil {
		t.Error(d, err)
	}
	b = b.Put(coding.Cause{Title: "Brief niet begrepen"}).Move("own_1", -3)
	if err := w.SaveCodeBook(background, b); err != nil {
		t.Fatal(err)
	}
	if err := w.SaveCodeBook(background, b[:3]); err == nil {
		t.Error("a code book without other was kept")
	}
	w = open(t, closed(t, w))
	if got, err := w.CodeBook(background); cmp.Diff(b, got) != "" || err != nil {
		t.Error(cmp.Diff(b, got), err)
	}
	if err := w.SetSetting(background, settingCodeBook, "{"); err != nil {
		t.Fatal(err)
	}
	if got, err := w.CodeBook(background); cmp.Diff(coding.DefaultBook(), got) != "" || err != nil {
		t.Error("a code book that cannot be read", got, err)
	}
}
