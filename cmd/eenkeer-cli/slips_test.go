package main

import (
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A slip in a flag is told in the language of the user: what was expected, never an error of the program's own.
func TestSlipsInFlags(t *testing.T) {
	ws := imported(t)
	cases := map[string]struct {
		args   []string
		code   int
		en, nl string
	}{
		"no whole number":      {[]string{"pairs", ws, "--sample", "x"}, exitUsage, "--sample is a whole number, not “x”", "--sample is een heel getal, niet “x”"},
		"seed below nought":    {[]string{"pairs", ws, "--seed", "-1"}, exitUsage, "--seed is a whole number from 0", "--seed is een heel getal van 0"},
		"seed too large":       {[]string{"pairs", ws, "--seed", "99999999999999999999999"}, exitUsage, "--seed is a whole number from 0", "--seed is een heel getal van 0"},
		"number of an action":  {[]string{"actions", "effect", ws, "--id", "x"}, exitUsage, "--id is a whole number", "--id is een heel getal"},
		"number of a sample":   {[]string{"samples", ws, "--id", "x"}, exitUsage, "--id is a whole number", "--id is een heel getal"},
		"fraction":             {[]string{"outliers", ws, "--by", "agent", "--cost-range", "x"}, exitUsage, "--cost-range is a number such as 0.2", "--cost-range is een getal zoals 0.2"},
		"switch":               {[]string{"pairs", ws, "--ripe=x"}, exitUsage, "--ripe is on or off", "--ripe is aan of uit"},
		"no by":                {[]string{"outliers", ws}, exitUsage, "Say with --by what is compared: agent, team", "Zeg met --by wat er vergeleken wordt: agent, team"},
		"window too long":      {[]string{"episodes", ws, "--window", "9999d"}, exitUsage, "--window is at most 3660d", "--window is hoogstens 3660d"},
		"curve too long":       {[]string{"survival", ws, "--until", "9000d"}, exitUsage, "--until is at most 3660d", "--until is hoogstens 3660d"},
		"window of nothing":    {[]string{"episodes", ws, "--window", "0"}, exitUsage, "--window is a duration such as 7d", "--window is een duur zoals 7d"},
		"one group twice":      {[]string{"survival", ws, "--by", "process", "--groups", "A,A"}, exitUsage, "--groups names “A” twice", "--groups noemt “A” twee keer"},
		"first alone":          {[]string{"definitions", "compare", ws, "--first", "abandoned"}, exitUsage, "--first says nothing without --abandoned", "--first zegt niets zonder --abandoned"},
		"heavy-only alone":     {[]string{"rates", ws, "--heavy-only"}, exitUsage, "--heavy-only says nothing without --heavy", "--heavy-only zegt niets zonder --heavy"},
		"closed alone":         {[]string{"rates", ws, "--closed", "none"}, exitUsage, "--closed says nothing without --opening", "--closed zegt niets zonder --opening"},
		"rule without sense":   {[]string{"definitions", "compare", ws, "--heavy", "1"}, exitUsage, "a heavy caller has at least 2 contacts, not 1", "een veelbeller heeft minstens 2 contacten, niet 1"},
		"hours backwards":      {[]string{"definitions", "compare", ws, "--opening", "12345 18:00-08:00"}, exitUsage, "from an earlier to a later time", "van een vroegere naar een latere tijd"},
		"half JSON":            {[]string{"rates", ws, "--definition", "{bad"}, exitData, "no whole JSON object", "geen heel JSON-object"},
		"unended JSON":         {[]string{"rates", ws, "--definition", `{"window":"9d"`}, exitData, "no whole JSON object", "geen heel JSON-object"},
		"JSON of a wrong kind": {[]string{"rates", ws, "--definition", `{"window":3}`}, exitData, "“window” is of the wrong kind", "“window” staat is van de verkeerde soort"},
		"JSON unknown field":   {[]string{"rates", ws, "--definition", `{"foo":3}`}, exitData, "no field “foo”", "veld “foo” bestaat niet"},
		"JSON bad window":      {[]string{"rates", ws, "--definition", `{"window":"soon"}`}, exitData, "“soon” is not a duration", "“soon” is geen duur"},
		"command beneath":      {[]string{"sessions", "set", ws, "1"}, exitUsage, "Unknown command “sessions set”", "Onbekende opdracht “sessions set”"},
		"seed alone":           {[]string{"pairs", ws, "--seed", "7"}, exitUsage, "--seed says nothing without --sample", "--seed zegt niets zonder --sample"},
		"sample of nought":     {[]string{"pairs", ws, "--sample", "0"}, exitUsage, "not 0. See", "niet 0. Zie"},
		"notes of no sample":   {[]string{"samples", ws, "--notes"}, exitUsage, "goes with --id. See", "gaat samen met --id. Zie"},
		"no such sample":       {[]string{"samples", ws, "--id", "9"}, exitData, "There is no sample 9.", "Er is geen steekproef 9."},
		"sample as export":     {[]string{"sample", filepath.Join(t.TempDir(), "x.csv")}, exitUsage, "looks like an export", "ziet eruit als een export"},
		"action without title": {[]string{"actions", "add", ws}, exitUsage, "Give --title", "Geef --title mee"},
		"session without":      {[]string{"sessions", "add", ws}, exitUsage, "Give --title", "Geef --title mee"},
		"signal without text":  {[]string{"signals", "add", ws}, exitUsage, "Give --text", "Geef --text mee"},
		"kind of action":       {[]string{"actions", "add", ws, "--title", "A", "--kind", "foo"}, exitUsage, "--kind is prevent, shift, automate or talk", "--kind is prevent, shift, automate of talk"},
		"day that is none":     {[]string{"actions", "add", ws, "--title", "A", "--due", "31-02-2026"}, exitUsage, "--due is a date", "--due is een datum"},
		"points":               {[]string{"actions", "add", ws, "--title", "A", "--expected", "veel"}, exitUsage, "--expected is a number of percentage points", "--expected is een aantal procentpunten"},
		"no such session":      {[]string{"actions", "add", ws, "--title", "A", "--session", "99"}, exitData, "There is no kaizen session with the number 99.", "nummer 99"},
		"no such theme":        {[]string{"actions", "add", ws, "--title", "A", "--theme", "99"}, exitData, "There is no theme with the number 99.", "Er is geen thema met nummer 99."},
		"signal of no action":  {[]string{"signals", "add", ws, "--text", "A", "--action", "99"}, exitData, "There is no action with the number 99.", "nummer 99"},
	}
	for name, x := range cases {
		for lang, about := range map[string]string{"en": x.en, "nl": x.nl} {
			t.Run(name+" "+lang, func(t *testing.T) {
				o := call(append(x.args, "--lang", lang)...)
				oneSentence(t, o, x.code, about)
				for _, bad := range []string{"strconv", "json:", "Go struct", "invalid"} {
					if strings.Contains(o.err, bad) {
						t.Errorf("%q in %s", bad, o.err)
					}
				}
			})
		}
	}
	if left := done(t, "actions", ws, "--format", "json"); !strings.Contains(left, `"actions": []`) {
		t.Errorf("a slip left an action behind: %s", left)
	}
}

// To change nothing is a slip: nothing is written, and it is said.
func TestSetWithoutAnything(t *testing.T) {
	ws := imported(t)
	done(t, "actions", "add", ws, "--title", "Brief")
	done(t, "signals", "add", ws, "--text", "Niet te vinden")
	for name, args := range map[string][]string{"action": {"actions", "set", ws, "1"}, "signal": {"signals", "set", ws, "1"}} {
		t.Run(name, func(t *testing.T) {
			oneSentence(t, call(append(args, "--lang", "en")...), exitUsage, "Say what is to change")
		})
	}
	oneSentence(t, call("actions", "set", ws, "1", "--remove", "--status", "done", "--lang", "en"), exitUsage, "--remove goes alone")
	done(t, "actions", "set", ws, "1", "--remove")
	if left := done(t, "actions", ws, "--format", "json"); !strings.Contains(left, `"actions": []`) {
		t.Errorf("still there: %s", left)
	}
}

// An action or a session about something that no contact has can never be measured: most often a slip, so it is kept and said.
func TestScopeThatNothingFallsIn(t *testing.T) {
	ws := imported(t)
	for _, command := range []string{"actions", "sessions"} {
		o := call(command, "add", ws, "--title", "A", "--where", "process=Bestaatniet", "--lang", "en")
		if o.code != exitDone || !strings.Contains(o.err, "No contact has process “Bestaatniet”") {
			t.Errorf("%s: exit %d: %q", command, o.code, o.err)
		}
		if o = call(command, "add", ws, "--title", "B", "--where", "process=Declaraties", "--lang", "en"); o.code != exitDone || o.err != "" {
			t.Errorf("%s: exit %d: %q", command, o.code, o.err)
		}
	}
}

// Every column of a CSV file has a name, in Dutch one for people; none is the id of a text.
func TestCSVNamesItsColumns(t *testing.T) {
	for name, args := range map[string][]string{
		"rates": {"--by", "process"}, "trend": {"--per", "week", "--limits"}, "outliers": {"--by", "process"}, "begin": {"--by", "process"},
		"episodes": nil, "flows": {"--by", "process"}, "survival": nil, "again": nil, "pairs": {"--sample", "3"}, "contacts": nil,
	} {
		for _, lang := range []string{"nl", "en"} {
			out := strings.TrimPrefix(done(t, append([]string{name, export, "--format", "csv", "--lang", lang}, args...)...), "\ufeff")
			r := csv.NewReader(strings.NewReader(out))
			if lang == "nl" {
				r.Comma = ';'
			}
			head, err := r.Read()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for i, title := range head {
				if title == "" || strings.Contains(title, "report.") || strings.Contains(title, "column") {
					t.Errorf("%s in %s: column %d is called %q", name, lang, i+1, title)
				}
			}
		}
	}
}

// Pairs and again say what they were made from, as every other command does.
func TestPairsAndAgainSayTheirData(t *testing.T) {
	var want struct{ Data map[string]any }
	read := func(to any, args ...string) {
		t.Helper()
		if err := json.Unmarshal([]byte(done(t, append(args, "--format", "json", "--where", "channel=Telefoon")...)), to); err != nil {
			t.Fatal(err)
		}
	}
	read(&want, "rates", export)
	if want.Data["contacts"] == 0.0 || want.Data["from"] == nil {
		t.Fatalf("%v", want.Data)
	}
	for _, name := range []string{"pairs", "again", "episodes", "flows", "survival"} {
		var got struct{ Data map[string]any }
		read(&got, name, export)
		for key, value := range want.Data {
			if got.Data[key] != value {
				t.Errorf("%s: %s is %v, not %v", name, key, got.Data[key], value)
			}
		}
	}
}

// The keys and notes of pairs go by the same names as those of contacts.
func TestPairsTakeTheNamesOfContacts(t *testing.T) {
	ws := imported(t)
	if a, b := done(t, "pairs", ws, "--keys", "--format", "csv"), done(t, "pairs", ws, "--with-keys", "--format", "csv"); a != b || a == done(t, "pairs", ws, "--format", "csv") {
		t.Error("--with-keys is not --keys")
	}
}

// In Dutch a CSV is for Excel: columns with Dutch names, 28-06-2026, decimal commas and percentages; in English it is for programs.
func TestDutchCSVIsForExcel(t *testing.T) {
	ws := imported(t)
	done(t, "sessions", "add", ws, "--title", "A", "--date", "2026-12-10")
	done(t, "signals", "add", ws, "--text", "B", "--day", "2026-11-28")
	for _, x := range []struct {
		args   []string
		nl, en []string
	}{
		{[]string{"definitions", "compare", ws}, []string{"naam;definitie;contacten;herhaald;HHV", "%;"}, []string{"name,definition,contacts,repeats,repeat_rate", ",0."}},
		{[]string{"definitions", "curve", ws}, []string{"nr;naam;definitie;venster;dagen;contacten", ";1h;0,0417;"}, []string{"number,name,definition,window,days,contacts", ",1h,0.0417,"}},
		{[]string{"definitions", "list", ws}, []string{"id;naam;in het kort;zin"}, []string{"id,name,short,sentence"}},
		{[]string{"sessions", ws}, []string{";A;10-12-2026;"}, []string{",A,2026-12-10,"}},
		{[]string{"signals", ws}, []string{";28-11-2026;"}, []string{",2026-11-28,"}},
		{[]string{"weekly", ws, "--today", "2026-11-30"}, []string{";28-11-2026"}, []string{",2026-11-28"}},
	} {
		for lang, wants := range map[string][]string{"nl": x.nl, "en": x.en} {
			out := done(t, append(x.args, "--format", "csv", "--lang", lang)...)
			for _, want := range wants {
				if !strings.Contains(out, want) {
					t.Errorf("%q in %s lacks %q:\n%s", x.args, lang, want, out)
				}
			}
		}
	}
}

// What a program reads of again is the same in every language; the words beside it are not.
func TestAgainVerdictsForPrograms(t *testing.T) {
	var en, nl struct {
		Rows []struct{ Verdict, Text string }
	}
	for lang, to := range map[string]any{"en": &en, "nl": &nl} {
		if err := json.Unmarshal([]byte(done(t, "again", export, "--format", "json", "--lang", lang)), to); err != nil {
			t.Fatal(err)
		}
	}
	if len(en.Rows) == 0 || len(en.Rows) != len(nl.Rows) {
		t.Fatalf("%d and %d rows", len(en.Rows), len(nl.Rows))
	}
	for i, r := range en.Rows {
		if r.Verdict != nl.Rows[i].Verdict || !slices.Contains([]string{"more", "less", "none", "few"}, r.Verdict) {
			t.Errorf("%q and %q", r.Verdict, nl.Rows[i].Verdict)
		}
		if r.Text == "" || r.Text == nl.Rows[i].Text {
			t.Errorf("%q in both languages", r.Text)
		}
	}
}
