package exchange

import (
	"strings"
	"testing"
	"time"

	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
)

// Cells as people type them and as Excel and others write them.
func TestParse(t *testing.T) {
	for _, x := range []struct {
		field      Field
		text, want string
		ok         bool
	}{
		{Due, "4-7-2026", "2026-07-04", true}, {Due, "04-07-2026", "2026-07-04", true}, {Due, "2026-07-04", "2026-07-04", true}, {Due, "4 juli 2026", "2026-07-04", true},
		{Due, "4 jul 2026", "2026-07-04", true}, {Due, "2026-07-04 00:00:00", "2026-07-04", true}, {Due, "4/7/2026", "2026-07-04", true}, {Due, "", "", true},
		{Due, "morgen", "", false}, {Due, "32-7-2026", "", false}, {Due, "4-7-0206", "", false},
		{Status, "Afgesproken", "agreed", true}, {Status, "agreed", "agreed", true}, {Status, "IN BEHANDELING", "doing", true}, {Status, "gereed", "done", true}, {Status, "misschien", "", false},
		{Measure, "Voorkomen", "prevent", true}, {Measure, "improve the talk", "talk", true}, {Measure, "hopen", "", false},
		{Expected, "-4", "-4", true}, {Expected, "−4,5 pt", "-4.5", true}, {Expected, "2.5 %", "2.5", true}, {Expected, "veel", "", false}, {Expected, "-400", "", false}, {Expected, "NaN", "", false},
		{Number, "12", "12", true}, {Number, "A12", "12", true}, {Number, "12.0", "12", true}, {Number, "#12", "12", true}, {Number, "0", "0", false}, {Number, "twaalf", "0", false},
		{Title, "  Nieuwe \n afwijsbrief ", "Nieuwe afwijsbrief", true}, {Text, " regel 1\r\nregel 2 ", "regel 1\nregel 2", true},
		{Tags, " brief |  | polis", "brief | polis", true}, {Process, "Premie | –", "Premie | –", true},
	} {
		if got, ok := Parse(x.field, x.text); got != x.want && ok || ok != x.ok {
			t.Errorf("%s %q: %q %t, want %q %t", x.field, x.text, got, ok, x.want, x.ok)
		}
	}
}

// What is shown in either language is read as what it was.
func TestShownIsReadBack(t *testing.T) {
	for _, lang := range locale.Languages {
		l := locale.New(lang)
		for _, s := range kaizen.Statuses {
			if got, ok := Parse(Status, Show(Status, string(s), l)); got != string(s) || !ok {
				t.Errorf("%s %s: %q", lang, s, got)
			}
		}
		for _, m := range kaizen.Measures {
			if got, ok := Parse(Measure, Show(Measure, string(m), l)); got != string(m) || !ok {
				t.Errorf("%s %s: %q", lang, m, got)
			}
		}
		if got, ok := Parse(Expected, Show(Expected, "-4.25", l)); got != "-4.25" || !ok {
			t.Errorf("%s: %q", lang, got)
		}
	}
	for word := range otherStatus {
		if word != strings.ToLower(word) {
			t.Errorf("%q is never found", word)
		}
	}
}

// Columns are found by what the program calls them, and by what lists of people do.
func TestGuess(t *testing.T) {
	for _, x := range []struct {
		columns []string
		want    Mapping
	}{
		{[]string{"Nr", "Actiepunt", "Wie", "Deadline", "Voortgang", "Opmerkingen"}, Mapping{Number: 0, Title: 1, Owner: 2, Due: 3, Status: 4, Text: 5}},
		{[]string{"Action", "Responsible", "Due date", "State"}, Mapping{Title: 0, Owner: 1, Due: 2, Status: 3}},
		{[]string{"datum", "proces", "omschrijving", "eigenaar", "status"}, Mapping{Due: 0, Process: 1, Title: 2, Owner: 3, Status: 4}},
		{[]string{"a", "b"}, Mapping{}},
	} {
		if d := cmp.Diff(x.want, Guess(x.columns)); d != "" {
			t.Errorf("%v: %s", x.columns, d)
		}
	}
	for _, lang := range locale.Languages {
		var names []string
		want := Mapping{}
		for i, f := range Fields {
			names = append(names, f.Name(locale.New(lang)))
			want[f] = i
		}
		if d := cmp.Diff(want, Guess(names)); d != "" {
			t.Errorf("%s: %s", lang, d)
		}
	}
}

// A list without a column for titles is told, not taken for empty.
func TestListWithoutTitles(t *testing.T) {
	s := Sheet{Columns: []string{"wie", "wanneer"}, Rows: []Row{{2, []string{"Anna", "1-7-2026"}}}}
	p, err := Compare(kaizen.Empty(), nil, s, Guess(s.Columns))
	if err != nil || len(p.Problems) != 1 || p.Problems[0].ID != "exchange.problem.no_title" {
		t.Errorf("%+v %v", p, err)
	}
}

// Whatever stands in a cell, reading it ends in a value that is read as itself again,
// and an action made of it keeps the rules or is refused.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"4-7-2026", "=1+1", "−4,5 pt", "a | b", "1e400", "\x00", "v1-1.00", "2026-02-30"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var cells []string
		for _, field := range Editable {
			cells = append(cells, text)
			value, ok := Parse(field, text)
			if !ok {
				continue
			}
			if again, ok := Parse(field, value); !ok || again != value {
				t.Errorf("%s %q: %q is read as %q", field, text, value, again)
			}
		}
		m := Mapping{}
		for i, field := range Editable {
			m[field] = i
		}
		r := kaizen.Empty()
		p, err := Compare(r, nil, Sheet{Rows: []Row{{2, cells}}}, m)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := r.Change("kaizen.did.import", "anna", time.Unix(0, 0), func(e *kaizen.Edit) error { p.Apply(e); return nil }); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
