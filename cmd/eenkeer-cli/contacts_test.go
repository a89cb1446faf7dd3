package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// The contacts of a group are as many as rates counts, from a workspace and from a file.
func TestContactsAreAsManyAsCounted(t *testing.T) {
	ws := imported(t)
	for _, path := range []string{ws, export} {
		var rates struct {
			Rows []struct {
				Key                               []string
				Contacts, Repeats, Ripe, Followed int
			}
		}
		if err := json.Unmarshal([]byte(done(t, "rates", path, "--by", "process,week", "--format", "json")), &rates); err != nil || len(rates.Rows) < 5 {
			t.Fatal(rates, err)
		}
		for _, r := range rates.Rows {
			for only, want := range map[string]int{"": r.Contacts, "repeats": r.Repeats, "ripe": r.Ripe, "followed": r.Followed} {
				var got contactsJSON
				args := []string{"contacts", path, "--where", "process=" + r.Key[0], "--where", "week=" + r.Key[1], "--only", only, "--format", "json"}
				if err := json.Unmarshal([]byte(done(t, args...)), &got); err != nil || len(got.Rows) != want || got.Contacts != want {
					t.Errorf("%q: %d, want %d (%v)", args, len(got.Rows), want, err)
				}
			}
		}
	}
}

func TestContactsKeepKeysAndNames(t *testing.T) {
	ws := imported(t)
	for _, format := range []string{"table", "csv", "json"} {
		plain := done(t, "contacts", ws, "--format", format, "--lang", "en")
		for _, secret := range []string{"Anna", "Bram", `"key"`, ",key,"} {
			if strings.Contains(plain, secret) {
				t.Errorf("%s holds %s", format, secret)
			}
		}
		if !strings.Contains(plain, "A001") {
			t.Errorf("%s: no agents", format)
		}
		if format != "json" && !strings.Contains(plain, "Not for appraisal alone") {
			t.Errorf("%s does not say what it is not for", format)
		}
	}
	if with := done(t, "contacts", ws, "--format", "json", "--with-keys"); !strings.Contains(with, `"key"`) {
		t.Error("no keys, though asked for")
	}
	if text := done(t, "rates", ws, "--by", "agent", "--format", "json"); strings.Contains(text, "Anna") {
		t.Error("rates of a workspace name agents")
	}
	if text := done(t, "rates", export, "--by", "agent", "--format", "json"); !strings.Contains(text, "Anna") {
		t.Error("rates of a file hide what is in the file")
	}
	for _, args := range [][]string{{"contacts", export, "--with-notes"}, {"contacts", ws, "--only", "some"}} {
		if got := call(args...); got.code != exitUsage {
			t.Errorf("%q: exit %d", args, got.code)
		}
	}
}

func TestEventsCommand(t *testing.T) {
	ws := imported(t)
	list := func(args ...string) (events []eventJSON) {
		t.Helper()
		var out struct{ Events []eventJSON }
		if err := json.Unmarshal([]byte(done(t, append([]string{"events", ws, "--format", "json", "--lang", "nl"}, args...)...)), &out); err != nil {
			t.Fatal(err)
		}
		return out.Events
	}
	all := list("--add", "2026-01-12..14-01-2026=Storing portaal", "--kind", "outage", "--about", "channel=Chat")
	if len(all) != 1 || all[0].From != "2026-01-12" || all[0].To != "2026-01-14" || all[0].Kind != "outage" || all[0].Dimension != "channel" || all[0].Title != "Storing portaal" {
		t.Fatalf("%+v", all) // the data run from 5 January to 9 February 2026, without a public holiday
	}
	if text := done(t, "events", ws, "--lang", "nl"); !strings.Contains(text, "12 jan – 14 jan 2026") || !strings.Contains(text, "storing") {
		t.Error(text)
	}
	if all := list("--remove", strconv.FormatInt(all[0].ID, 10)); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	for want, args := range map[int][][]string{
		exitUsage: {{"--add", "Storing"}, {"--add", "2026-13-01=x"}, {"--add", "2026-01-02=x", "--kind", "party"}, {"--add", "2026-01-02=x", "--about", "agent=Anna"}, {"--add", "2026-01-02..2026-01-01=x"}, {"--holidays", "maybe"}},
		exitData:  {{"--remove", "99"}},
	} {
		for _, a := range args {
			if got := call(append([]string{"events", ws}, a...)...); got.code != want {
				t.Errorf("%q: exit %d, want %d", a, got.code, want)
			}
		}
	}
}
