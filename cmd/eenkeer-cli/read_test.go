package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What read makes of files that are hardly tables, and of those that hold several.
func TestReadShapes(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name, text string
		flags      []string
		code       int
		out, err   string // err: what must be in it
	}{
		{name: "empty", out: "", err: "empty.csv"},
		{name: "blank", text: "\n\n \n", err: "blank.csv"},
		{name: "no header", text: "1;01-02-2025 10:00\n2;13-02-2025 11:00\n", out: "1,01-02-2025 10:00\r\n2,13-02-2025 11:00\r\n", err: "header"},
		{name: "header only", text: "a;b\n", out: "a,b\r\n"},
		{name: "header twice", text: "klant;datum\nklant;datum\n1;13-02-2025\n", out: "klant klant,datum datum\r\n1,13-02-2025\r\n"},
		{name: "second", text: "soort;aantal\nmail;12\nchat;3\n\nklant;datum\n1;13-03-2025\n", out: "klant,datum\r\n1,13-03-2025\r\n", err: "2 tables"},
		{name: "first", text: "soort;aantal\nmail;12\nchat;3\n\nklant;datum\n1;13-03-2025\n", flags: []string{"--table", "1"}, out: "soort,aantal\r\nmail,12\r\nchat,3\r\n", err: "number 1"},
		{name: "third", text: "soort;aantal\nmail;12\nchat;3\n\nklant;datum\n1;13-03-2025\n", flags: []string{"--table", "3"}, code: exitData, err: "table 3"},
		{name: "none", text: "a;b\n", flags: []string{"--table", "0"}, code: exitUsage, err: "--table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(dir, c.name+".csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			o := call(append([]string{"read", path, "--format", "csv", "--lang", "en"}, c.flags...)...)
			if o.code != c.code || o.out != c.out || !strings.Contains(o.err, c.err) || c.err == "" && o.err != "" {
				t.Errorf("exit %d, out %q, err %q", o.code, o.out, o.err)
			}
		})
	}
}

// Import and the figures take the table that read shows.
func TestTableFlag(t *testing.T) {
	path := filepath.Join(t.TempDir(), "twee.csv")
	text := "klantnummer;datum;kanaal\n1;13-02-2025 10:00;mail\n2;14-02-2025 10:00;mail\n\nklantnummer;contactdatum;medium\n3;15-03-2025 10:00;chat\n4;16-03-2025 10:00;mail\n4;17-03-2025 10:00;mail\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for number, want := range map[string]int{"1": 2, "2": 3} {
		if f := importJSON(t, path, "--table", number); f.Contacts != want {
			t.Errorf("table %s: %d contacts, want %d", number, f.Contacts, want)
		}
	}
	if out := done(t, "rates", path, "--by", "channel", "--table", "2", "--format", "json"); !strings.Contains(out, `"contacts": 3`) {
		t.Error(out)
	}
	for number, code := range map[string]int{"3": exitData, "0": exitUsage} {
		if o := call("import", filepath.Join(t.TempDir(), "w.eenkeer"), path, "--dry-run", "--table", number); o.code != code {
			t.Errorf("table %s: exit %d: %s", number, o.code, o.err)
		}
	}
}
