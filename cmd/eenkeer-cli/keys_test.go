package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// keysExport writes an export with a switchboard that six customers call from.
func keysExport(t *testing.T, name, change string) string {
	t.Helper()
	var s strings.Builder
	s.WriteString("contactnr;klant;belnummer;adres;datum;reden\n1;k 1;06-12345678;jan@x.nl;01-06-2026 10:00;storing\n2;;0612345678;;02-06-2026 11:00;" + change +
		"\n3;;;JAN+x@x.nl;03-06-2026 11:00;factuur\n4;;anonymous;;15-06-2026 12:00;factuur\n")
	for i := range 6 {
		fmt.Fprintf(&s, "%d;s%d;030-1234567;;04-06-2026 12:00;factuur\n", 10+i, i)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(s.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var keyColumns = []string{"--map", "customer=klant", "--key", "belnummer=phone", "--key", "adres=email"}

func TestKeys(t *testing.T) {
	ws := filepath.Join(t.TempDir(), "w.eenkeer")
	var out outcomeJSON
	read := func(to any, args ...string) {
		t.Helper()
		if err := json.Unmarshal([]byte(done(t, append(args, "--format", "json")...)), to); err != nil {
			t.Fatal(err)
		}
	}
	read(&out, append([]string{"import", ws, keysExport(t, "a.csv", "storing")}, keyColumns...)...)
	f := out.Files[0]
	want := []keyJSON{{"klant", "id", 7, 7, 0}, {"belnummer", "phone", 8, 2, 0}, {"adres", "email", 2, 1, 0}}
	if d := cmp.Diff(want, f.Keys); d != "" || f.WithoutCustomer != 1 || f.Overlap != nil {
		t.Errorf("%+v %s", f, d)
	}
	read(&out, append([]string{"import", ws, keysExport(t, "b.csv", "adres")}, keyColumns...)...)
	if o := out.Files[0].Overlap; o == nil || cmp.Diff(overlapJSON{Against: []string{"a.csv"}, Changed: 1, Unchanged: 9}, *o) != "" {
		t.Errorf("%+v", o)
	}

	var keys keysJSON
	customers := func(args ...string) (int, string) {
		keys = keysJSON{}
		read(&keys, append([]string{"keys", ws}, args...)...)
		state := ""
		for _, k := range keys.Shared {
			state += fmt.Sprintf("%s %v %v;", k.Key, k.ByPerson, k.Shared)
		}
		return keys.Customers, state
	}
	for _, c := range []struct {
		args      []string
		customers int
		shared    string
	}{
		{nil, 7, "+31301234567 false true;"},
		{[]string{"--joins", "030 1234567"}, 2, "+31301234567 true false;"},
		{[]string{"--auto", "+31301234567", "--shared", "JAN@x.nl"}, 7, "+31301234567 false true;jan@x.nl true true;"},
		{[]string{"--auto", "jan@x.nl"}, 7, "+31301234567 false true;"},
	} {
		if n, shared := customers(c.args...); n != c.customers || shared != c.shared {
			t.Errorf("%v: %d customers, %s", c.args, n, shared)
		}
	}
	if keys.Contacts != 10 || keys.WithoutCustomer != 1 || keys.Joined != 1 || len(keys.Columns) != 3 || keys.Largest[0].Key != "K1" || keys.Largest[0].Contacts != 3 {
		t.Errorf("%+v", keys)
	}
	for _, lang := range []string{"nl", "en"} {
		for _, format := range []string{"table", "csv"} {
			text := done(t, "keys", ws, "--format", format, "--lang", lang)
			if !strings.Contains(text, "+31301234567") || strings.Contains(text, "cli.") || strings.Contains(text, "no value") {
				t.Error(text)
			}
		}
	}
	refused(t, "No contact in this workspace", "keys", ws, "--shared", "niemand")
}

func TestBatches(t *testing.T) {
	ws := filepath.Join(t.TempDir(), "w.eenkeer")
	for _, name := range []string{"a.csv", "b.csv"} {
		done(t, append([]string{"import", ws, keysExport(t, name, name)}, keyColumns...)...)
	}
	var out batchesJSON
	if err := json.Unmarshal([]byte(done(t, "batches", ws, "--format", "json")), &out); err != nil || len(out.Batches) != 2 {
		t.Fatal(out, err)
	}
	if b := out.Batches[0]; b.File != "a.csv" || b.Contacts != 10 || b.From != "2026-06-01T10:00:00" || len(b.Keys) != 3 || b.Keys[1] != (columnJSON{"belnummer", "phone"}) || b.TakenBack {
		t.Errorf("%+v", b)
	}
	refused(t, "no longer in", "batches", ws, "--take-back", "1", "--take-back", "9")
	for _, lang := range []string{"nl", "en"} {
		if text := done(t, "batches", ws, "--lang", lang); !strings.Contains(text, "a.csv") || strings.Contains(text, "cli.") {
			t.Error(text)
		}
	}
	text := done(t, "batches", ws, "--take-back", "1", "--format", "csv")
	if strings.Contains(text, "a.csv") || !strings.Contains(text, "b.csv") {
		t.Error(text)
	}
	done(t, "batches", ws, "--take-back", "2")
	if text := done(t, "batches", ws); !strings.Contains(text, "no imports") && !strings.Contains(text, "geen imports") {
		t.Error(text)
	}
}

// refused runs a command that must fail on its data, with a text in its one line.
func refused(t *testing.T, says string, args ...string) {
	t.Helper()
	if o := call(append(args, "--lang", "en")...); o.code != exitData || !strings.Contains(o.err, says) || strings.Count(o.err, "\n") != 1 {
		t.Errorf("%v: exit %d, %q", args, o.code, o.err)
	}
}
