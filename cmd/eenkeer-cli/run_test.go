package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// export is a Dutch export of 60 rows: one has a date that does not exist, one
// corrects the row before it.
const export = "testdata/export.csv"

// outcome is what a call of the command gave.
type outcome struct {
	code     int
	out, err string
}

// call runs the command as main does.
func call(args ...string) outcome {
	var out, err bytes.Buffer
	code := run(args, strings.NewReader(""), &out, &err)
	return outcome{code, out.String(), err.String()}
}

// done runs the command and wants it to succeed.
func done(t *testing.T, args ...string) string {
	t.Helper()
	o := call(args...)
	if o.code != exitDone {
		t.Fatalf("%q: exit %d: %s", args, o.code, o.err)
	}
	return o.out
}

// imported makes a workspace of the export.
func imported(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.eenkeer")
	done(t, "import", path, export, "--lang", "en")
	return path
}

func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{
		"rates-nl.txt":     {"rates", export, "--by", "process", "--lang", "nl"},
		"rates-en.txt":     {"rates", export, "--by", "agent", "--measure", "followed", "--lang", "en"},
		"rates-nl.csv":     {"rates", export, "--by", "process,channel", "--format", "csv", "--lang", "nl"},
		"rates-en.csv":     {"rates", export, "--by", "weekday", "--format", "csv", "--lang", "en"},
		"rates.json":       {"rates", export, "--by", "process", "--format", "json", "--where", "channel=Telefoon", "--where", "agent=Anna", "--where", "agent=Bram", "--from", "2026-01-12", "--to", "01-02-2026"},
		"trend-nl.txt":     {"trend", export, "--per", "week", "--measure", "followed", "--lang", "nl"},
		"trend-en.csv":     {"trend", export, "--per", "month", "--by", "channel", "--format", "csv", "--lang", "en"},
		"trend.json":       {"trend", export, "--per", "month", "--format", "json"},
		"import-nl.txt":    {"import", "none.eenkeer", export, "--dry-run", "--lang", "nl"},
		"import-en.csv":    {"import", "none.eenkeer", export, "--dry-run", "--lang", "en", "--format", "csv"},
		"import.json":      {"import", "none.eenkeer", export, "--dry-run", "--format", "json"},
		"read-en.txt":      {"read", export, "--lang", "en"},
		"read.csv":         {"read", "testdata/quotes.csv", "--format", "csv"},
		"read.json":        {"read", "testdata/quotes.csv", "--format", "json"},
		"help-nl.txt":      {"trend", "--help", "--lang", "nl"},
		"help-root-en.txt": {"help", "--lang", "en"},
	} {
		t.Run(name, func(t *testing.T) {
			got := done(t, args...)
			golden := filepath.Join("testdata", "golden", name)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Error(d)
			}
		})
	}
	if _, err := os.Stat("none.eenkeer"); err == nil {
		t.Error("a dry run made a workspace")
	}
}

func TestWorkspaceAndFileGiveTheSameFigures(t *testing.T) {
	ws := imported(t)
	for _, question := range [][]string{
		{"rates", "--by", "process,week", "--window", "24h", "--same", "reason"},
		{"rates", "--by", "team", "--channels", "same", "--least-gap", "1h", "--measure", "followed"},
		{"trend", "--per", "day", "--where", "third_party="},
	} {
		args := append([]string{question[0], ws, "--format", "json"}, question[1:]...)
		fromWorkspace := done(t, args...)
		args[1] = export
		if d := cmp.Diff(fromWorkspace, done(t, args...)); d != "" {
			t.Errorf("%q: %s", question, d)
		}
	}
}

func TestContentTellsWorkspaceFromFile(t *testing.T) {
	data, err := os.ReadFile(export)
	if err != nil {
		t.Fatal(err)
	}
	odd := filepath.Join(t.TempDir(), "export.eenkeer")
	if err := os.WriteFile(odd, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(done(t, "rates", export, "--by", "reason", "--format", "json"), done(t, "rates", odd, "--by", "reason", "--format", "json")); d != "" {
		t.Error(d)
	}
	ws := imported(t)
	plain := strings.TrimSuffix(ws, ".eenkeer")
	if err := os.Rename(ws, plain); err != nil {
		t.Fatal(err)
	}
	done(t, "rates", plain, "--by", "reason")
}

func TestSample(t *testing.T) {
	ws := filepath.Join(t.TempDir(), "sample.eenkeer")
	done(t, "sample", ws)
	before, err := os.ReadFile(ws)
	if err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(t.TempDir(), "trend.svg")
	done(t, "trend", ws, "--per", "week", "--picture", picture)
	if data, err := os.ReadFile(picture); err != nil || !bytes.Contains(data, []byte("<svg")) {
		t.Errorf("picture: %v", err)
	}
	if o := call("sample", ws, "--lang", "en"); o.code != exitData || !strings.Contains(o.err, "already") {
		t.Errorf("again: %+v", o)
	}
	if after, _ := os.ReadFile(ws); !bytes.Equal(before, after) {
		t.Error("the workspace that was there has changed")
	}
}

func TestCancelledImportLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	var out, err bytes.Buffer
	code := runContext(ctx, []string{"import", filepath.Join(dir, "w.eenkeer"), export, "--lang", "en"}, strings.NewReader(""), &out, &err)
	if code != exitData || err.String() != "eenkeer-cli: Stopped. Nothing has changed.\n" || out.Len() > 0 {
		t.Errorf("exit %d: %q %q", code, out.String(), err.String())
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
