package kaizen

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
)

// A history says who and what by name, days and figures as the reader writes them.
func TestHistoryInWords(t *testing.T) {
	r := must(t, Empty(), func(e *Edit) error {
		e.AddPerson(Person{Name: "Anna"})
		e.AddAction(Action{Title: "Nieuwe afwijsbrief"})
		e.AddSession(Session{Title: "sessie", Causes: []Cause{{ID: 4, Text: "brief onduidelijk"}}})
		return nil
	})
	said := func(f func(e *Edit)) []Difference {
		next, commit, err := r.Change("kaizen.did.change", "anna", noon, func(e *Edit) error { f(e); return nil })
		if err != nil {
			t.Fatal(err)
		}
		r = next
		return next.Differences(commit.Step.Changes[0], locale.New("nl"))
	}
	less := -4.0
	for _, x := range []struct {
		f    func(e *Edit)
		want []Difference
	}{
		{func(e *Edit) { e.Action(1).Owner, e.Action(1).Due = 1, on("2026-07-04") }, []Difference{{"datum", "", "4 jul 2026"}, {"eigenaar", "", "Anna"}}},
		{func(e *Edit) { e.Action(1).Status = Agreed }, []Difference{{"status", "idee", "afgesproken"}}},
		{func(e *Edit) { e.Action(1).Expected = &less }, []Difference{{"verwacht effect", "", "−4,0 pt"}}},
		{func(e *Edit) {
			e.Action(1).Scope = repeat.Selection{Filter: repeat.Filter{{By: contact.Process, Values: []string{"Premie", ""}}}}
		}, []Difference{{"afbakening", "", "proces: Premie, (leeg)"}}},
		{func(e *Edit) { e.Action(1).Scope.Filter[0].Values = []string{"Post"} }, []Difference{{"afbakening", "proces: Premie, (leeg)", "proces: Post"}}},
		{func(e *Edit) { e.Action(1).Scope.From = on("2026-05-04") }, []Difference{{"afbakening, van", "", "4 mei 2026"}}},
		{func(e *Edit) { e.Action(1).Checklist[1].Done = true }, []Difference{{"borging 2, klaar", "", "ja"}}},
		{func(e *Edit) { e.Session(1).Causes[0].Text = "brief te lang" }, []Difference{{"oorzaken 4, tekst", "brief onduidelijk", "brief te lang"}}},
		{func(e *Edit) { e.Session(1).Causes[0].Whys = []Why{{ID: 5, Text: "juristen"}} }, []Difference{{"oorzaken 4, waarom", "", "juristen"}}},
		{func(e *Edit) { e.Session(1).Participants = []ID{1} }, []Difference{{"deelnemers", "", "Anna"}}},
		{func(e *Edit) { e.Remove(Ref{OfSession, 1}) }, []Difference{{"verwijderd", "", "ja"}}},
	} {
		if d := cmp.Diff(x.want, said(x.f)); d != "" {
			t.Error(d)
		}
	}
	s, _ := r.LastStep()
	s.What = "kaizen.did.remove"
	if got := r.Told(s, locale.New("nl")); got != "verwijderd: kaizensessie 1 “sessie”" {
		t.Error(got)
	}
}

// Every field that an item can have is called something in both languages.
func TestEveryFieldHasAName(t *testing.T) {
	names := map[string]bool{}
	var walk func(x reflect.Type)
	walk = func(x reflect.Type) {
		switch x.Kind() {
		case reflect.Pointer, reflect.Slice:
			walk(x.Elem())
		case reflect.Struct:
			if x == reflect.TypeFor[repeat.Date]() || x == reflect.TypeFor[repeat.Definition]() || x == reflect.TypeFor[repeat.Query]() || !strings.HasPrefix(x.PkgPath(), "eenkeer/app/kaizen") && x != reflect.TypeFor[Item]() {
				return
			}
			for i := range x.NumField() {
				f := x.Field(i)
				if f.Anonymous {
					walk(f.Type)
					continue
				}
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				if name == "" {
					t.Errorf("%s.%s has no name in JSON", x.Name(), f.Name)
				}
				names[name] = true
				walk(f.Type)
			}
		}
	}
	for _, k := range Kinds {
		walk(reflect.TypeOf(blank(k)))
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if slices.Contains([]string{"id", "made", "by", "high", "kind"}, name) {
			continue
		}
		if id := "kaizen.field." + name; !locale.New("nl").Has(id) {
			t.Errorf("no text %q", id)
		}
	}
}

// Every status, kind and the like is a word in the texts.
func TestEveryChoiceHasAWord(t *testing.T) {
	check := func(prefix string, values any) {
		data, _ := json.Marshal(values)
		var all []string
		if err := json.Unmarshal(data, &all); err != nil || len(all) == 0 {
			t.Fatal(prefix, err)
		}
		for _, v := range all {
			if !locale.New("nl").Has(prefix + v) {
				t.Errorf("no text %q", prefix+v)
			}
		}
	}
	check("kaizen.status.", Statuses)
	check("kaizen.measure.", Measures)
	check("kaizen.verdict.", Verdicts)
	check("kaizen.stage.", Stages)
	check("kaizen.answer.", Answers)
	check("kaizen.need.", Needs)
	check("kaizen.kind.", Kinds)
}
