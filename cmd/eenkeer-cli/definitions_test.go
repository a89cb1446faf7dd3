package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// callsFile writes an export of calls with ends and outcomes. Customer 1 is served, hangs
// up an hour later, calls again five minutes after that, and is asked to call back;
// customer 2 does so the next day.
func callsFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "calls.csv")
	text := "Tijdstip;Einde;Klantnummer;Reden;Kanaal;Uitkomst\r\n" +
		"02-03-2026 09:00;02-03-2026 09:10;1001;Rekening;Telefoon;Opgelost\r\n" +
		"02-03-2026 10:00;02-03-2026 10:01;1001;Rekening;Telefoon;Opgehangen\r\n" +
		"02-03-2026 10:05;02-03-2026 10:20;1001;Betaling;Chat;Belt terug\r\n" +
		"04-03-2026 10:00;04-03-2026 10:09;1001;Rekening;Telefoon;Opgelost\r\n" +
		"02-03-2026 12:00;02-03-2026 12:30;1002;Rekening;Telefoon;Opgelost\r\n" +
		"03-03-2026 12:10;03-03-2026 12:20;1002;Rekening;Telefoon;Opgelost\r\n" +
		"31-03-2026 12:00;31-03-2026 12:10;1003;Rekening;Telefoon;Opgelost\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

type comparison struct {
	Definitions []struct {
		Definition    map[string]any
		Repeats, Ripe int
		Followed      int
		Contacts      int
		NotEligible   int `json:"not_eligible"`
		Episodes      struct{ Episodes, Longest int }
		Touches       []struct {
			Switch            string
			Contacts, Changed int
		}
		Curve []struct {
			Window  string
			Repeats int
		}
	}
}

func compared(t *testing.T, args ...string) comparison {
	t.Helper()
	var c comparison
	if err := json.Unmarshal([]byte(done(t, append([]string{"definitions"}, append(args, "--format", "json")...)...)), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// Each rule has a flag, and does what it says to calls that can be counted by hand.
func TestDefinitionsRules(t *testing.T) {
	file := callsFile(t)
	for _, c := range []struct {
		flags   string
		repeats int
		touched string
	}{
		{"--window 24h", 2, ""},
		{"--window 25h", 3, ""},
		{"--window 24h --count-from end", 3, "from"}, // the next day's call comes 23 hours and 40 minutes after the end
		{"--window 1h --redial 10m", 1, "redial 1"},  // the redial comes 65 minutes after the call before the one it redials
		{"--window 2h --redial 10m", 2, "redial 1"},
		{"--window 7d --same reason", 3, ""},
		{"--window 7d --same reason --alike Rekening,Betaling", 4, "alike"},
		{"--window 7d --eligible outcome=Opgelost", 2, "eligible 2"},
		{"--window 7d --abandoned Opgehangen", 4, "abandoned 1"},
		{"--window 7d --abandoned Opgehangen --first abandoned", 2, "abandoned 1"},
		{"--window 7d --channel-pair Telefoon=Chat", 1, "channel_pairs"},
		{"--window 7d --heavy 4", 1, "heavy 4"},
		{"--window 7d --heavy 4 --heavy-only", 3, "heavy 3"},
		{"--window 1d --calendar-days", 3, "calendar_days"},
		{"--window 11h --opening office", 3, ""},
		{"--window 5m --legs 5m --legs-marked outcome=Opgehangen", 0, "legs 1"},
	} {
		got := compared(t, append([]string{"compare", file}, strings.Fields(c.flags)...)...).Definitions[0]
		if got.Repeats != c.repeats {
			t.Errorf("%s: %d repeats, want %d", c.flags, got.Repeats, c.repeats)
		}
		if name, rest, _ := strings.Cut(c.touched, " "); name != "" {
			found := false
			for _, touch := range got.Touches {
				if touch.Switch == name {
					found = rest == "" && touch.Changed > 0 || rest == fmt.Sprint(touch.Contacts)
				}
			}
			if !found {
				t.Errorf("%s: touches %+v, want %s", c.flags, got.Touches, c.touched)
			}
		}
	}
	// The chat asks the customer to call back: the call of 4 March is no repeat.
	got := compared(t, "compare", file, "--window", "7d", "--invited", "outcome=Belt terug").Definitions[0]
	if got.Repeats != 3 || got.Touches[0].Changed == 0 {
		t.Errorf("invited: %+v", got)
	}
	o := call("definitions", "compare", file, "--invited", "outcome=belt", "--lang", "en")
	if o.code != exitDone || !strings.Contains(o.err, "Belt terug") {
		t.Errorf("a mark that nobody bears: %+v", o)
	}
}

func TestDefinitionsSideBySide(t *testing.T) {
	file := callsFile(t)
	c := compared(t, "compare", file, "--definition", "24h", "--definition", "OHRA", "--definition", `{"window":"2d","calendar_days":true}`)
	if len(c.Definitions) != 3 || c.Definitions[1].Definition["window"] != "14d" || c.Definitions[2].Definition["calendar_days"] != true {
		t.Errorf("%+v", c)
	}
	windows := compared(t, "compare", file, "--window", "1h,24h,7d", "--same", "reason")
	if len(windows.Definitions) != 3 || windows.Definitions[0].Repeats > windows.Definitions[2].Repeats {
		t.Errorf("%+v", windows)
	}
	curve := compared(t, "curve", file, "--definition", "7d-reason")
	points := curve.Definitions[0].Curve
	if len(points) < 30 || points[0].Window != "1h" || points[len(points)-1].Window != "60d" || points[len(points)-1].Repeats != 3 {
		t.Errorf("%+v", points)
	}
	for _, format := range []string{"table", "csv"} {
		for _, lang := range []string{"nl", "en"} {
			for _, sub := range []string{"compare", "curve"} {
				if out := done(t, "definitions", sub, file, "--definition", "24h", "--definition", "month", "--format", format, "--lang", lang); strings.Contains(out, "definitions.") || strings.Contains(out, "<no value>") {
					t.Errorf("%s %s %s: %s", sub, format, lang, out)
				}
			}
		}
	}
}

// A definition that is saved is found by every command, copied, and forgotten again.
func TestDefinitionsAreKept(t *testing.T) {
	ws := imported(t)
	done(t, "definitions", "save", ws, "Directie", "--window", "3d", "--same", "reason", "--redial", "10m")
	done(t, "definitions", "save", ws, "Kopie", "--definition", "directie")
	out := done(t, "definitions", "list", ws, "--format", "json")
	if strings.Count(out, `"redial": "10m"`) != 2 || !strings.Contains(out, `"id": "ohra"`) {
		t.Error(out)
	}
	rates := done(t, "rates", ws, "--definition", "Kopie", "--lang", "nl")
	if !strings.Contains(rates, "Kopie") || !strings.Contains(rates, "binnen 10 minuten opnieuw") {
		t.Error(rates)
	}
	done(t, "definitions", "delete", ws, "Kopie")
	if out := done(t, "definitions", "list", ws); strings.Contains(out, "Kopie") || !strings.Contains(out, "Directie") {
		t.Error(out)
	}
	oneSentence(t, call("definitions", "delete", ws, "Kopie", "--lang", "nl"), exitData, "Directie")
}

func TestDefinitionsRefuse(t *testing.T) {
	file := callsFile(t)
	for _, c := range []struct {
		args  []string
		code  int
		about string
	}{
		{[]string{"compare", file, "--definition", "x"}, exitData, "ohra"},
		{[]string{"compare", file, "--definition", "{"}, exitData, "JSON"},
		{[]string{"compare", file, "--definition", `{"windows":"7d"}`}, exitData, "windows"},
		{[]string{"compare", file, "--definition", "24h", "--redial", "5m"}, exitUsage, "--redial"},
		{[]string{"compare", file, "--window", "1h,2h,3h,4h,5h,6h"}, exitUsage, "5"},
		{[]string{"compare", file, "--channel-pair", "Telefoon"}, exitUsage, "channel-pair"},
		{[]string{"compare", file, "--opening", "always"}, exitUsage, "always"},
		{[]string{"compare", file, "--opening", "office", "--closed", "carnival"}, exitUsage, "carnival"},
		{[]string{"compare", file, "--count-from", "middle"}, exitUsage, "middle"},
		{[]string{"compare", file, "--alike", "Rekening,Betaling"}, exitUsage, "same reason"},
		{[]string{"compare", file, "--eligible", "outcome=Opgelst"}, exitData, "Opgelost"},
		{[]string{"save", file, "x"}, exitUsage, "calls.csv"},
		{[]string{"list", file}, exitUsage, "calls.csv"},
		{[]string{"compares", file}, exitUsage, "compares"},
	} {
		oneSentence(t, call(append([]string{"definitions", "--lang", "en"}, c.args...)...), c.code, c.about)
	}
}
