package report

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

func sampleOf(n int) coding.Sample {
	at := time.Date(2026, 3, 2, 10, 15, 0, 0, time.UTC)
	s := coding.Sample{ID: 3, Name: "Voorjaar", At: at, Seed: 7, By: contact.Reason, Query: repeat.Query{Definition: repeat.Default}, Of: 812, From: at.AddDate(0, -3, 0), To: at}
	for i := range n {
		s.Pairs = append(s.Pairs, coding.Pair{Number: i + 1, Stratum: "Nota", Between: 51 * time.Hour, AgentsKnown: true, SameAgent: i%2 == 0,
			First:  coding.Contact{Time: at.Add(time.Duration(i) * time.Hour), Reason: "Nota", Process: "Betalen", Channel: "Telefoon", Team: "Oost"},
			Second: coding.Contact{Time: at.Add(time.Duration(i+51) * time.Hour), Reason: "Aanmaning", Process: "Betalen", Channel: "E-mail", Third: "Incassobureau"}})
	}
	return s
}

// pagesOf counts the pages of a PDF.
func pagesOf(data []byte) int {
	return len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(data, -1))
}

// A form holds every pair on as many pages as it takes, and is larger with notes on it.
func TestCodingForm(t *testing.T) {
	for _, lang := range locale.Languages {
		l := locale.New(lang)
		var sizes []int
		for _, notes := range []bool{false, true} {
			f := CodingForm{Sample: sampleOf(50), Book: coding.DefaultBook()}
			if notes {
				for i := range f.Sample.Pairs {
					f.Notes = append(f.Notes, [2]string{strings.Repeat(fmt.Sprintf("Klant %d belt over de nota. ", i), 12), "Kort.\n\tEn nog iets 😀"})
					f.IDs = append(f.IDs, [2]string{fmt.Sprint("T-", i), ""})
				}
			}
			var out bytes.Buffer
			if err := f.Write(&out, l); err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(out.Bytes(), []byte("%PDF")) {
				t.Fatal("no PDF")
			}
			sizes = append(sizes, pagesOf(out.Bytes()))
		}
		if sizes[0] < 10 || sizes[0] > 13 || sizes[1] <= sizes[0] {
			t.Errorf("%s: %v pages without and with notes", lang, sizes)
		}
	}
}

// A line per pair and person, with what was settled last; pairs of which nothing was said are there too.
func TestCodings(t *testing.T) {
	s := sampleOf(3)
	said := []coding.Coding{
		{Pair: 1, Coder: coding.Agreed, Cause: "backlog", At: s.At}, {Pair: 1, Coder: "Anouk", Cause: "backlog", Party: coding.Process, Note: "=1+1", At: s.At},
		{Pair: 3, Coder: "Bas", Cause: "own_1", At: s.At},
	}
	book := coding.DefaultBook().Put(coding.Cause{ID: "own_1", Title: "Brief"})
	table := Codings(s, said, book, true, locale.New("nl"))
	var out bytes.Buffer
	if err := WriteCSV(&out, table, locale.New("nl")); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\r\n")
	if len(lines) != 1+4 {
		t.Fatal(out.String())
	}
	for i, want := range []string{";afgesproken;Achterstand;;", ";Anouk;Achterstand;proces;'=1+1;", ";51;nee;;;;;", ";Bas;Brief;"} {
		if !strings.Contains(lines[i+1], want) {
			t.Errorf("%q lacks %q", lines[i+1], want)
		}
	}
	if !strings.Contains(lines[1], "startgetal 7") {
		t.Error("it does not say how it was drawn")
	}
	if without := Codings(s, said, book, false, locale.New("nl")); len(without.Columns) != len(table.Columns)-1 {
		t.Error("notes come along unasked")
	}
}

// A table of pairs says what personal data it holds, no more and no less.
func TestPairsSayWhatTheyHold(t *testing.T) {
	e := logOfPairs()
	p, err := e.Pairs(context.Background(), repeat.Query{Definition: repeat.Default}, repeat.PairOptions{})
	if err != nil || p.Len() != 2 {
		t.Fatal(p, err)
	}
	l := locale.New("en")
	for _, o := range []PairsOptions{{}, {Keys: true}, {Notes: true, NoteOf: func(i int) (string, string) { return "eerst", "later" }}, {Only: []int{1}}} {
		table := Pairs(p, o, l)
		note := table.Note(NotePersonal)
		if strings.Contains(note, "customer keys") != o.Keys || strings.Contains(note, "notes of both") != o.Notes || !strings.Contains(note, "agents") {
			t.Errorf("%+v: %q", o, note)
		}
		var out bytes.Buffer
		if err := WriteCSV(&out, table, l); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if strings.Contains(text, "k1") != o.Keys || strings.Contains(text, "later") != o.Notes || !strings.Contains(text, note[:20]) {
			t.Errorf("%+v: %s", o, text)
		}
		if want := 2; o.Only == nil && len(table.Rows) != want || o.Only != nil && len(table.Rows) != 1 {
			t.Errorf("%+v: %d rows", o, len(table.Rows))
		}
	}
}

// logOfPairs is two customers who each come back after a day.
func logOfPairs() *repeat.Engine {
	b := &contact.Batch{}
	keys := contact.NewEncoder(0)
	var columns [len(contact.Stored)]*contact.Encoder
	for i := range columns {
		columns[i] = contact.NewEncoder(0)
	}
	const n = 4
	codes := contact.NewCodes(n, 3)
	var values [len(contact.Stored)]contact.Codes
	for i := range values {
		values[i] = contact.NewCodes(n, 3)
	}
	for i := range n {
		b.Time = append(b.Time, int64(1_700_000_000_000+i/2*86_400_000+i%2*1000))
		codes.Set(i, keys.Code(fmt.Appendf(nil, "k%d", i%2+1)))
		values[contact.StoredIndex(contact.Reason)].Set(i, columns[contact.StoredIndex(contact.Reason)].Code([]byte("Nota")))
		values[contact.StoredIndex(contact.Agent)].Set(i, columns[contact.StoredIndex(contact.Agent)].Code(fmt.Appendf(nil, "A%d", i/2)))
	}
	b.Keys = []contact.KeyColumn{{Name: "klant", Kind: "id", Codes: codes, Dict: *keys.Dict()}}
	for i := range columns {
		b.Columns[i] = contact.Column{Codes: values[i], Dict: *columns[i].Dict()}
	}
	return repeat.New(contact.Build([]*contact.Batch{b}, contact.Rules{}))
}
