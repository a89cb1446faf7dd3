package locale

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// texts reads every text of a language, with the places it holds.
func texts(t *testing.T, lang string) map[string][]string {
	t.Helper()
	entries, err := files.ReadDir(lang)
	if err != nil {
		t.Fatal(err)
	}
	place := regexp.MustCompile(`{{\.\w+}}`)
	all := map[string][]string{}
	for _, e := range entries {
		data, err := files.ReadFile(lang + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		var part map[string]json.RawMessage
		if err := json.Unmarshal(data, &part); err != nil {
			t.Fatalf("%s/%s: %v", lang, e.Name(), err)
		}
		for id, raw := range part {
			if _, twice := all[id]; twice {
				t.Errorf("%s: %q stands in two files", lang, id)
			}
			places := place.FindAllString(string(raw), -1)
			slices.Sort(places)
			all[id] = slices.Compact(places)
		}
	}
	return all
}

func TestLanguagesSayTheSame(t *testing.T) {
	nl, en := texts(t, "nl"), texts(t, "en")
	for _, id := range slices.Sorted(maps.Keys(nl)) {
		places, ok := en[id]
		if !ok {
			t.Errorf("en lacks %q", id)
		} else if !slices.Equal(nl[id], places) {
			t.Errorf("%q: places differ: nl %v, en %v", id, nl[id], places)
		}
	}
	for id := range en {
		if _, ok := nl[id]; !ok {
			t.Errorf("nl lacks %q", id)
		}
	}
}

func TestFormats(t *testing.T) {
	day := time.Date(2026, 12, 1, 14, 5, 0, 0, time.UTC)
	nl, en := New("nl_NL"), New("en")
	for _, c := range []struct{ got, want string }{
		{nl.Int(1234567), "1.234.567"},
		{en.Int(1234567), "1,234,567"},
		{nl.Percent(0.2314), "23,1\u00a0%"},
		{en.Percent(0.2314), "23.1%"},
		{nl.Points(-0.029), "−2,9 pt"},
		{en.Points(0.0004), "0 pt"},
		{nl.Interval(0.228, 0.2351), "22,8 – 23,5\u00a0%"},
		{nl.Date(day), "1 dec 2026"},
		{nl.DateTime(day), "1 dec 2026 14:05"},
		{en.Period(day.AddDate(0, -5, 0), day), "1 Jul – 1 Dec 2026"},
		{nl.Duration(7 * 24 * time.Hour), "7 dagen"},
		{nl.Duration(24 * time.Hour), "24 uur"},
		{en.Duration(90 * time.Minute), "90 minutes"},
		{nl.T("dimension.third_party"), "derde partij"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// Every text can be said whatever the count, also one that has a single form.
func TestEveryCount(t *testing.T) {
	for _, lang := range Languages {
		l := New(lang)
		for id := range texts(t, lang) {
			for _, n := range []int{0, 1, 2} {
				if got := l.T(id, "n", n); got == id {
					t.Errorf("%s: %q cannot be said of %d", lang, id, n)
				}
			}
		}
	}
}

// Signs that the fonts of the window lack, or draw wrongly, are not in any text.
func TestNoBrokenSigns(t *testing.T) {
	for _, lang := range Languages {
		entries, err := files.ReadDir(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			data, err := files.ReadFile(lang + "/" + e.Name())
			if err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexAny(string(data), "←↑→↓⇧"); i >= 0 {
				t.Errorf("%s/%s: an arrow, near %q", lang, e.Name(), string(data[max(0, i-20):i]))
			}
		}
	}
}
