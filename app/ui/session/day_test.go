package session

import (
	"testing"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

func TestReadDay(t *testing.T) {
	today := repeat.DateOf(time.Date(2026, 6, 26, 0, 0, 0, 0, time.UTC))
	for text, want := range map[string]string{
		"": "", "28-6-2026": "2026-06-28", "28-06-2026": "2026-06-28", "2026-07-01": "2026-07-01", "28/6/2026": "2026-06-28", "1.7.2026": "2026-07-01",
		"3-7": "2026-07-03", "26-6": "2026-06-26", "1-2": "2027-02-01", "2 weken": "2026-07-10", "3w": "2026-07-17", "+10d": "2026-07-06", "over 1 maand": "2026-07-26",
		"in 2 weeks": "2026-07-10", " 5 dagen ": "2026-07-01",
	} {
		got, err := readDay(text, today)
		if err != nil || got.String() != want {
			t.Errorf("%q is %s (%v), want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"morgen", "32-13", "31-2", "12", "3 jaar", "0-0-0"} {
		if got, err := readDay(text, today); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
	if d := repeat.DateOf(time.Date(2026, 7, 3, 0, 0, 0, 0, time.UTC)); writeDay(d) != "3-7-2026" || writeDay(repeat.Date{}) != "" {
		t.Errorf("days are written %q and %q", writeDay(d), writeDay(repeat.Date{}))
	}
}

func TestReadShareAndPoints(t *testing.T) {
	for text, want := range map[string]float64{"33": 0.33, "33,5 %": 0.335, " 0% ": 0, "100": 1} {
		if got, err := readShare(text); err != nil || got == nil || *got != want {
			t.Errorf("%q is %v (%v), want %g", text, got, err, want)
		}
	}
	for _, text := range []string{"-1", "101", "veel", "33 van 100"} {
		if _, err := readShare(text); err == nil {
			t.Errorf("%q is a share", text)
		}
	}
	for text, want := range map[string]float64{"-4": -4, "−4,2 pt": -4.2, "4": -4, "+2": 2, "4 minder": -4, "3 procentpunten lager": -3, "2 percentage points": -2} {
		if got, err := readPoints(text); err != nil || got == nil || *got != want {
			t.Errorf("%q is %v (%v), want %g", text, got, err, want)
		}
	}
	for _, text := range []string{"-400", "weinig"} {
		if _, err := readPoints(text); err == nil {
			t.Errorf("%q is a change in points", text)
		}
	}
	for _, text := range []string{"", "  "} {
		if a, err := readShare(text); a != nil || err != nil {
			t.Errorf("an empty share is %v, %v", a, err)
		}
		if a, err := readPoints(text); a != nil || err != nil {
			t.Errorf("an empty change is %v, %v", a, err)
		}
	}
	// What is written is read back as it was.
	for _, lang := range []string{"nl", "en"} {
		l, x := locale.New(lang), -4.2
		if got, err := readPoints(writePoints(&x, l)); err != nil || *got != x {
			t.Errorf("%s: %q is read back as %v", lang, writePoints(&x, l), got)
		}
		share := 0.335
		if got, err := readShare(writeShare(&share, l)); err != nil || *got != share {
			t.Errorf("%s: %q is read back as %v", lang, writeShare(&share, l), got)
		}
	}
}

func TestClockText(t *testing.T) {
	for text, want := range map[string]string{"": "", "9": "09:00", "9:30": "09:30", "9.30": "09:30", "13:00": "13:00", "13": "13:00"} {
		if got := clockText(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
