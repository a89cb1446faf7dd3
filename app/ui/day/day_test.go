package day

import (
	"testing"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

func date8601(t *testing.T, text string) repeat.Date {
	t.Helper()
	d, err := repeat.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	nl, en := locale.New("nl"), locale.New("en")
	today := date8601(t, "2026-07-09") // a Thursday
	for _, c := range []struct {
		l          *locale.Locale
		text, want string
	}{
		{nl, "12-07-2026", "2026-07-12"}, {nl, " 2026-07-12 ", "2026-07-12"}, {nl, "12/7/26", "2026-07-12"}, {nl, "12-7", "2026-07-12"},
		{nl, "1-2", "2027-02-01"}, {nl, "1 mei", "2026-05-01"}, {nl, "1 mrt", "2027-03-01"}, {nl, "12 maart 2026", "2026-03-12"}, {nl, "3 aug", "2026-08-03"},
		{en, "3 August", "2026-08-03"}, {nl, "29-2-2028", "2028-02-29"}, {nl, "29-2", ""}, {nl, "31-6", ""}, {nl, "vandaag", "2026-07-09"},
		{nl, "morgen", "2026-07-10"}, {en, "tomorrow", "2026-07-10"}, {nl, "+3", "2026-07-12"}, {nl, "+2w", "2026-07-23"}, {nl, "vr", "2026-07-10"},
		{nl, "do", "2026-07-16"}, {en, "mon", "2026-07-13"}, {nl, "ooit", ""}, {nl, "", ""}, {nl, "12", ""}, {nl, "12-13-2026", ""}, {nl, "+", ""},
	} {
		got, ok := Parse(c.text, today, c.l)
		if got.String() != c.want && ok || ok != (c.want != "") {
			t.Errorf("%s: %q is %s (%v), want %s", c.l.Language, c.text, got, ok, c.want)
		}
	}
}

func TestShort(t *testing.T) {
	nl := locale.New("nl")
	today := date8601(t, "2026-07-09")
	for text, want := range map[string]string{"2026-08-03": "3 aug", "2027-01-02": "2 jan 2027"} {
		if got := Short(date8601(t, text), today, nl); got != want {
			t.Errorf("%q", got)
		}
	}
	if Short(repeat.Date{}, today, nl) != "" || MonthName(today.Time(), nl) != "juli 2026" {
		t.Error("no day, or a month")
	}
}
