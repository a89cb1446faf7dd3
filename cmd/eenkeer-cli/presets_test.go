package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain keeps the presets and the recent files of whoever runs the tests out
// of them.
func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "eenkeer")
	if err != nil {
		panic(err)
	}
	os.Setenv("EENKEER_STATE", folder)
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// calls writes an export of a phone system, whole or cut off.
func calls(t *testing.T, whole string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Full Export Completed,Partial Result Timestamp,Filters,Media Type,Users,Date,End Date,Duration,Direction,ANI,Queue,Wrap-up,Conversation ID\n")
	for i := range 30 {
		fmt.Fprintf(&b, "%s,,,voice,Jan;Piet,6/%d/25 07:00 AM,6/%d/25 07:05 AM,300000,Inbound,tel:+316123400%02d,Polis,Vraag,c-%d\n", whole, i%28+1, i%28+1, i%9, i)
	}
	return written(t, "calls.csv", b.String())
}

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// importJSON imports a file without keeping anything.
func importJSON(t *testing.T, args ...string) fileJSON {
	t.Helper()
	out := done(t, append([]string{"import", filepath.Join(t.TempDir(), "w.eenkeer"), "--dry-run", "--format", "json"}, args...)...)
	var got outcomeJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	return got.Files[0]
}

func TestPresetFlag(t *testing.T) {
	path := calls(t, "YES")
	if f := importJSON(t, path); f.Preset != "genesys-cloud" || f.Contacts != 30 || strings.Join(f.Map["customer"], "+") != "ANI" || strings.Join(f.Map["process"], "+") != "Queue" {
		t.Errorf("chosen: %+v", f)
	}
	if out := done(t, "import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--lang", "nl"); !strings.Contains(out, "herkend als export van Genesys Cloud") || !strings.Contains(out, "milliseconden") {
		t.Error(out)
	}
	if f := importJSON(t, path, "--preset", "none", "--map", "process=Media Type"); strings.Join(f.Map["process"], "+") != "Media Type" || f.Contacts != 30 {
		t.Errorf("none: %+v", f)
	}
	oneSentence(t, call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--preset", "sap", "--lang", "en"), exitData, "genesys-cloud")
}

// A cut-off export is refused, with the flag that helps; what was accepted holds
// for that file only.
func TestAcceptFlag(t *testing.T) {
	w := filepath.Join(t.TempDir(), "w.eenkeer")
	cut := calls(t, "NO")
	oneSentence(t, call("import", w, cut, "--lang", "en"), exitData, "--accept partial")
	oneSentence(t, call("rates", cut, "--by", "process", "--lang", "en"), exitData, "--accept partial")
	done(t, "import", w, cut, "--accept", "partial")
	again := calls(t, "No")
	oneSentence(t, call("import", w, again, "--lang", "en"), exitData, "--accept partial")
	done(t, "rates", cut, "--by", "process", "--accept", "all")
}

func TestTotalsAreNoContacts(t *testing.T) {
	path := written(t, "days.csv", "Datum;Aantal contacten\n13-01-2025;120\n14-01-2025;130\n15-01-2025;125\n16-01-2025;110\n")
	oneSentence(t, call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--lang", "nl"), exitData, "één regel per contact")
}

func TestOrderAndUnitFlags(t *testing.T) {
	path := written(t, "x.csv", "klant;datum;duur\nk1;01-02-2025 10:00;5\nk2;03-02-2025 10:00;6\nk1;05-04-2025 10:00;7\n")
	f := importJSON(t, path, "--date-order", "mdy", "--unit", "handle_seconds=min")
	if f.From != "2025-01-02T10:00:00" || f.To != "2025-05-04T10:00:00" || len(f.Doubts) != 0 {
		t.Errorf("%+v", f)
	}
	oneSentence(t, call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--date-order", "dym", "--lang", "en"), exitData, "dym")
	oneSentence(t, call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--unit", "handle_seconds=years", "--lang", "en"), exitData, "years")
	oneSentence(t, call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--unit", "handle", "--lang", "en"), exitUsage, "--unit")
}

// What the guess is not sure of is said with the import.
func TestDoubtsOfTheGuess(t *testing.T) {
	var b strings.Builder
	b.WriteString("bsn;datum;eind;duur (s)\n")
	for i := range 40 {
		fmt.Fprintf(&b, "1234567%02d;%02d-01-2025 10:00:00;%02d-01-2025 10:05:00;5\n", i%13, i%28+1, i%28+1)
	}
	path := written(t, "x.csv", b.String())
	if f := importJSON(t, path); strings.Join(f.Doubts, " ") != "bsn unit" && strings.Join(f.Doubts, " ") != "unit bsn" {
		t.Error(f.Doubts)
	}
	if f := importJSON(t, path, "--unit", "handle_seconds=s"); strings.Join(f.Doubts, " ") != "bsn" {
		t.Error(f.Doubts)
	}
}

// A preset of one's own is saved, listed, and used for the next file; a broken one
// is said and stops nothing.
func TestOwnPresets(t *testing.T) {
	state := t.TempDir()
	t.Setenv("EENKEER_STATE", state)
	path := written(t, "x.csv", "wie;wanneer;wat\nk1;13-02-2025 10:00;A\nk2;14-02-2025 10:00;B\n")
	if out := done(t, "presets", "--save", "Ons systeem", path, "--map", "customer=wie", "--map", "process=wat", "--lang", "nl"); !strings.Contains(out, "ons-systeem") {
		t.Error(out)
	}
	if f := importJSON(t, path); strings.Join(f.Map["customer"], "") != "wie" || strings.Join(f.Map["process"], "") != "wat" {
		t.Errorf("%+v", f.Map)
	}
	if err := os.WriteFile(filepath.Join(state, "presets", "kapot.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := call("presets", "--format", "json", "--lang", "nl")
	var all []presetJSON
	if err := json.Unmarshal([]byte(o.out), &all); err != nil || o.code != exitDone || !strings.Contains(o.err, "kapot.json") {
		t.Fatal(o, err)
	}
	if len(all) != 9 || all[0].ID != "ons-systeem" || !all[0].Own || all[1].Own || len(all[1].Notes) == 0 {
		t.Errorf("%+v", all)
	}
	importJSON(t, path)
	oneSentence(t, call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--preset", "kapot", "--lang", "nl"), exitData, "kapot.json")
	for _, args := range [][]string{{"presets", "x"}, {"presets", "--save", "x"}, {"presets", "--map", "customer=a"}, {"presets", "--save", "x", path, path}} {
		oneSentence(t, call(append(args, "--lang", "en")...), exitUsage, "presets --help")
	}
	for _, format := range []string{"table", "csv"} {
		if out := done(t, "presets", "--format", format, "--lang", "en"); !strings.Contains(out, "Genesys Cloud") {
			t.Errorf("%s: %s", format, out)
		}
	}
}
