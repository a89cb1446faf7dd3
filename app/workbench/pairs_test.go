package workbench

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/assets/locale"
)

// pairedBench opens two imports with pairs, and looks at them.
func pairedBench(t *testing.T) (b *bench, folder string) {
	b, folder = newBench(t), t.TempDir()
	b.importFile(staffed(t, folder, "a.csv", 0, 90))
	b.importFile(staffed(t, folder, "b.csv", 90, 90))
	b.Look(Look{Pairs: PairsList})
	b.until("pairs", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Pairs != nil })
	return b, folder
}

// Pairs that are asked for are as many as the figure they are asked of; they follow the question, and nothing of them
// is worked out while another page is in sight.
func TestPairsBehindAFigure(t *testing.T) {
	b, _ := pairedBench(t)
	s := b.Snapshot()
	for _, row := range s.Figures.Top[contact.Reason].Rows {
		filter := repeat.Filter{{By: contact.Reason, Values: row.Key}}
		asked := b.Snapshot().PairsAsked.Number
		b.ShowPairs(filter, nil, true)
		s = b.until("pairs by the first", func(s *Snapshot) bool {
			return s.PairsAsked.Number > asked && s.Looked.Pairs != nil && s.Looked.Pairs.Options.Ripe && s.Looked.Pairs.Query.Selection.Filter[0].Values[0] == row.Key[0]
		})
		if got := s.Looked.Pairs.Len(); got != row.Followed || got == 0 {
			t.Errorf("%v: %d pairs, %d followed", row.Key, got, row.Followed)
		}
		b.ShowRepeats(filter)
		s = b.until("pairs by the second", func(s *Snapshot) bool {
			p := s.Looked.Pairs
			return p != nil && p.Options.By == repeat.BySecond && p.Query.Selection.Filter[0].Values[0] == row.Key[0]
		})
		if got := s.Looked.Pairs.Len(); got != row.Repeats {
			t.Errorf("%v: %d pairs, %d repeats", row.Key, got, row.Repeats)
		}
	}
	b.SetPairs(PairsView{})
	d := s.Question.Definition
	d.Window = repeat.Minute
	b.SetDefinition(d)
	b.until("pairs of another definition", func(s *Snapshot) bool {
		p := s.Looked.Pairs
		return p != nil && p.Query.Definition.Window == repeat.Minute && p.Len() == s.Figures.Total.Total.Followed
	})
	b.Look(Look{})
	b.SetDefinition(repeat.Default)
	b.settled()
	if s := b.until("figures", func(s *Snapshot) bool { return !s.Computing }); s.Looked != nil && s.Looked.Pairs != nil && s.Looked.Pairs.Query.Definition.Window == s.Question.Definition.Window {
		t.Error("pairs were worked out that nobody looks at")
	}
	b.SetPairs(PairsView{PairOptions: repeat.PairOptions{By: "third"}})
	b.settled()
	if b.Snapshot().PairsView.By == "third" {
		t.Error("nonsense was taken over")
	}
}

// Both notes of a pair are those of its contacts, from whichever import they came.
func TestPairIsRead(t *testing.T) {
	b, folder := pairedBench(t)
	p := b.Snapshot().Looked.Pairs
	for _, i := range []int{0, p.Len() / 2, p.Len() - 1} {
		first, second := p.Places(i)
		b.ReadPair(first, second)
		s := b.until("pair", func(s *Snapshot) bool { return s.Pair != nil && s.Pair.First == first && s.Pair.Second == second })
		for _, d := range s.Pair.Details {
			if d.Err != nil || d.ID == "" || d.Note != "notitie van "+d.ID {
				t.Errorf("%+v", d)
			}
		}
		if s.Pair.Details[0].ID == s.Pair.Details[1].ID || !strings.HasPrefix(s.Pair.Agents[0], "A0") {
			t.Errorf("%+v", s.Pair)
		}
	}
	for _, o := range []report.PairsOptions{{}, {Keys: true}, {Notes: true}} {
		path := filepath.Join(folder, fmt.Sprint(o.Keys, o.Notes, ".csv"))
		b.ExportPairs(path, o, locale.New("nl"))
		b.until("file", func(*Snapshot) bool { _, err := os.Stat(path); return err == nil })
		data, err := os.ReadFile(path)
		text := string(data)
		if err != nil || strings.Contains(text, "K00001") != o.Keys || strings.Contains(text, "notitie van") != o.Notes || strings.Contains(text, "Anna") {
			t.Errorf("%+v: %v\n%s", o, err, text[:300])
		}
	}
}

// A sample stays as it was drawn when definition, imports and codes change, and its pairs are still read from disk.
func TestSampleIsFrozen(t *testing.T) {
	b, _ := pairedBench(t)
	all := b.Snapshot().Looked.Pairs.Len()
	b.DrawSample(SampleAsked{Name: " Maart ", N: 20, By: contact.Reason, Seed: 7})
	s := b.until("sample", func(s *Snapshot) bool { return len(s.Samples) == 1 && s.InHand.Sample == s.Samples[0].ID })
	one := s.Samples[0]
	if one.Name != "Maart" || len(one.Pairs) != 20 || one.Of != all || one.Seed != 7 || s.PairsAsked.Tab != PairsSamples || len(one.Strata) != 5 {
		t.Fatalf("%q, %d of %d pairs, seed %d", one.Name, len(one.Pairs), one.Of, one.Seed)
	}
	for _, str := range one.Strata {
		if str.Drawn != 4 {
			t.Errorf("%+v", str)
		}
	}
	read := func(number int) *PairDetail {
		t.Helper()
		b.TakeSample(InHand{Sample: one.ID, Pair: number})
		return b.until("pair in hand", func(s *Snapshot) bool { return s.Pair != nil && s.Pair.Sample == one.ID && s.Pair.Pair == number }).Pair
	}
	before := read(5)
	for _, d := range before.Details {
		if d.Err != nil || d.Note != "notitie van "+d.ID || d.Place < 0 {
			t.Errorf("%+v", d)
		}
	}
	b.Look(Look{})
	b.SetDefinition(repeat.Definition{Window: repeat.Minute, Same: repeat.SameReason, Channels: repeat.AnyChannel, Chain: repeat.FromPrevious})
	gone := one.Pairs[4].First.Batch
	b.TakeBack(gone)
	b.until("taken back", func(s *Snapshot) bool { return s.Workspace.Contacts == 180 })
	s = b.Snapshot()
	if got := s.Sample(one.ID); len(got.Pairs) != 20 || got.Pairs[4] != one.Pairs[4] {
		t.Error("the sample changed")
	}
	after := read(5)
	if after.First != -1 || after.Agents[0] != "" {
		t.Errorf("a contact that is taken back stands at %d", after.First)
	}
	b.PutBack(gone)
	b.until("put back", func(s *Snapshot) bool { return s.Workspace.Contacts == 360 })
	if again := read(5); again.First < 0 || again.Details[0].Note != before.Details[0].Note {
		t.Errorf("%+v", again)
	}
}

// Once an import that was taken back is gone from the file, what was said of its pairs stays, and the pair says why its
// note is no longer there.
func TestSampleOutlivesItsImport(t *testing.T) {
	b, folder := pairedBench(t)
	b.DrawSample(SampleAsked{Name: "Maart", N: 8, Seed: 3})
	s := b.until("sample", func(s *Snapshot) bool { return len(s.Samples) == 1 })
	one := s.Samples[0]
	b.Code(one.ID, coding.Coding{Pair: 1, Coder: "Anouk", Cause: coding.Other})
	b.TakeBack(one.Pairs[0].First.Batch)
	b.until("taken back", func(s *Snapshot) bool { return s.Workspace.Contacts == 180 })
	file := s.Workspace.Path
	b.CloseWorkspace()
	b.Open(file)
	b.until("open again", func(s *Snapshot) bool { return s.Phase == Ready && len(s.Samples) == 1 })
	b.TakeSample(InHand{Sample: one.ID, Pair: 1})
	s = b.until("pair", func(s *Snapshot) bool { return s.Pair != nil && s.Pair.Pair == 1 })
	if err := s.Pair.Details[0].Err; err == nil || !strings.Contains(Say(err, locale.New("nl")), "teruggenomen") || s.Pair.Details[0].Note != "" {
		t.Errorf("%+v", s.Pair.Details[0])
	}
	if s.Samples[0].Summary.Coded != 1 || s.Samples[0].Pairs[0] != one.Pairs[0] {
		t.Error("what was said is gone")
	}
	form := filepath.Join(folder, "f.pdf")
	b.SaveForm(form, one.ID, true, false, locale.New("nl"))
	b.until("form", func(*Snapshot) bool { _, err := os.Stat(form); return err == nil })
}

// A sample that was asked by an agent's name keeps the code only; and what shows names goes when names are hidden.
func TestSampleKeepsNoNames(t *testing.T) {
	b, _ := pairedBench(t)
	b.SetAgentNames("OR-2026-11", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	b.until("names", func(s *Snapshot) bool { return s.Agents.Shown && s.Figures != nil })
	anna := repeat.Filter{{By: contact.Agent, Values: []string{"Anna de Vries"}}}
	b.ShowPairs(anna, anna, false)
	s := b.until("pairs of Anna", func(s *Snapshot) bool {
		return s.Looked != nil && s.Looked.Pairs != nil && len(s.PairsView.Other) == 1 && s.Looked.Pairs.Len() == 60
	})
	b.ReadPair(s.Looked.Pairs.Places(0))
	b.until("pair", func(s *Snapshot) bool { return s.Pair != nil && s.Pair.Agents[0] == "Anna de Vries" })
	b.DrawSample(SampleAsked{Name: "Anna", N: 5, Seed: 1})
	s = b.until("sample", func(s *Snapshot) bool { return len(s.Samples) == 1 })
	data, err := json.Marshal(s.Samples[0].Sample)
	if err != nil || strings.Contains(string(data), "Vries") || !strings.Contains(string(data), `"agent","values":["A0`) || s.Samples[0].Of != 60 {
		t.Errorf("%v: %s", err, data)
	}
	b.HideAgentNames()
	s = b.until("codes", func(s *Snapshot) bool { return !s.Agents.Shown })
	if s.Pair != nil || len(s.PairsView.Filter) != 0 {
		t.Errorf("%+v", s.Pair)
	}
}

// What two people say is kept as they say it, summed up at once, and found back when the workspace is opened again.
func TestCodingByTwo(t *testing.T) {
	b, folder := pairedBench(t)
	b.DrawSample(SampleAsked{Name: "Twee", N: 12, Seed: 1})
	s := b.until("sample", func(s *Snapshot) bool { return len(s.Samples) == 1 })
	id := s.Samples[0].ID
	if s.Coder == "" {
		t.Error("nobody codes")
	}
	for pair := 1; pair <= 12; pair++ {
		cause := s.CodeBook[pair%2].ID
		b.Code(id, coding.Coding{Pair: pair, Coder: "Anouk", Cause: cause, Party: coding.Process})
		if pair == 12 {
			cause = coding.Other
		}
		b.Code(id, coding.Coding{Pair: pair, Coder: " Bas ", Cause: cause, Party: coding.Process, Note: " brief "})
	}
	b.Code(id, coding.Coding{Pair: 99, Coder: "Bas", Cause: coding.Other})
	s = b.until("codings", func(s *Snapshot) bool { return len(s.Samples[0].Codings) == 24 })
	sum := s.Samples[0].Summary
	if len(sum.Agreements) != 1 || sum.Agreements[0].Cause.Agreed != 11 || sum.Agreements[0].Cause.N != 12 || len(sum.Disputed) != 1 || sum.Disputed[0] != 12 {
		t.Errorf("%+v", sum)
	}
	// Through the differences, and settled.
	b.TakeSample(InHand{Sample: id, Pair: 12, Differ: true})
	b.StepSample(1, false) // there is no other
	b.Code(id, coding.Coding{Pair: 12, Coder: coding.Agreed, Cause: coding.Other})
	s = b.until("settled", func(s *Snapshot) bool { return s.Samples[0].Summary.Settled == 1 })
	if one := s.Sample(id); s.InHand.Pair != 12 || len(one.Summary.Disputed) != 0 || one.Open(12, "", true) || one.Open(12, "Bas", false) || !one.Open(12, "Carla", false) {
		t.Errorf("%+v", s.InHand)
	}
	b.TakeSample(InHand{Sample: id, Pair: 1})
	b.StepSample(1, false)
	b.until("the next pair", func(s *Snapshot) bool { return s.InHand.Pair == 2 })
	b.Code(id, coding.Coding{Pair: 5, Coder: "Anouk"}) // taken back
	b.SetCoder("Anouk")
	b.StepSample(1, true)
	b.until("the next open pair", func(s *Snapshot) bool { return s.InHand.Pair == 5 })

	path := filepath.Join(folder, "codering.csv")
	b.ExportCodings(path, id, false, locale.New("nl"))
	b.until("file", func(*Snapshot) bool { _, err := os.Stat(path); return err == nil })
	rows := readCSV(t, path)
	if len(rows) != 1+24 || strings.Contains(strings.Join(rows[3], ";"), "brief") {
		t.Errorf("%d rows: %v", len(rows), rows[:3])
	}
	form := filepath.Join(folder, "formulier.pdf")
	b.SaveForm(form, id, true, true, locale.New("nl"))
	b.until("form", func(*Snapshot) bool {
		data, err := os.ReadFile(form)
		return err == nil && strings.HasPrefix(string(data), "%PDF")
	})

	b.RenameSample(id, "Drie")
	b.until("renamed", func(s *Snapshot) bool { return s.Samples[0].Name == "Drie" })
	b.RemoveSample(id)
	s = b.until("removed", func(s *Snapshot) bool { return len(s.Samples) == 0 })
	if s.InHand != (InHand{}) {
		t.Error("a sample that is gone is in hand")
	}
	b.flush() // the note that undoes it comes after it is gone
	b.lastUndo()()
	b.until("back", func(s *Snapshot) bool { return len(s.Samples) == 1 && len(s.Samples[0].Codings) == 24 })

	book := s.CodeBook.Put(coding.Cause{Title: "Brief", Note: "De brief was het."})
	b.SetCodeBook(book)
	s = b.until("code book", func(s *Snapshot) bool {
		return len(s.CodeBook) == 10 && s.Notes[len(s.Notes)-1].ID == "note.code_book" // the note that undoes it comes after it is kept
	})
	s.Notes[len(s.Notes)-1].Undo()
	b.until("code book as it was", func(s *Snapshot) bool { return len(s.CodeBook) == 9 })
	b.SetCodeBook(book)
	b.until("code book again", func(s *Snapshot) bool { return len(s.CodeBook) == 10 })
	file := s.Workspace.Path
	b.CloseWorkspace()
	b.Open(file)
	s = b.until("open again", func(s *Snapshot) bool { return s.Phase == Ready && len(s.Samples) == 1 })
	if got := s.Samples[0]; got.Name != "Drie" || len(got.Codings) != 24 || got.Summary.Settled != 1 || got.ID != id || len(s.CodeBook) != 10 {
		t.Errorf("%q, %d codings, %d causes", got.Name, len(got.Codings), len(s.CodeBook))
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The story of a customer holds all their contacts, follows the definition, and ends when the contacts are others.
func TestStory(t *testing.T) {
	b, folder := pairedBench(t)
	first, _ := b.Snapshot().Looked.Pairs.Places(3)
	b.ShowStory(first)
	s := b.until("story", func(s *Snapshot) bool { return s.Story != nil })
	if told := s.Story.Told; len(told.Contacts) != 2 || len(told.Pairs) != 1 || told.Contacts[0].Place != first {
		t.Fatalf("%+v", s.Story)
	}
	b.ReadStory(first)
	s = b.until("detail", func(s *Snapshot) bool { return s.Story.Detail != nil })
	if d := s.Story.Detail; d.Note != "notitie van "+d.ID {
		t.Errorf("%+v", d)
	}
	d := repeat.Default
	d.Window = 30 * repeat.Second
	b.SetDefinition(d)
	s = b.until("another definition", func(s *Snapshot) bool { return s.Story != nil && s.Story.Told.Definition.Window == d.Window })
	if len(s.Story.Told.Pairs) != 0 || s.Story.Detail == nil {
		t.Errorf("%+v", s.Story)
	}
	b.importFile(staffed(t, folder, "c.csv", 180, 10))
	b.until("no story", func(s *Snapshot) bool { return s.Story == nil })
	b.ShowStory(-5)
	s = b.until("refusal", func(s *Snapshot) bool { return s.Notes[len(s.Notes)-1].Err != nil })
	if s.Story != nil {
		t.Error("the story of nobody")
	}
}
