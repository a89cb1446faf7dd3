package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportReport(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "rapport.txt")
	done(t, "import", filepath.Join(folder, "w.eenkeer"), export, "--report", path, "--lang", "nl")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Importrapport export.csv", "Gelezen rijen", "UTF-8", "SHA-256", "Klant 1"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("nothing of %q in\n%s", want, text)
		}
	}
	csv := filepath.Join(folder, "report.csv")
	done(t, "import", filepath.Join(folder, "v.eenkeer"), export, "--report", csv, "--with-keys", "--lang", "en")
	if text, err = os.ReadFile(csv); err != nil || strings.Contains(string(text), "Customer 1,") {
		t.Error("keys that were asked for are not there:", err, string(text))
	}
}

func TestImportReportOfNoKind(t *testing.T) {
	workspace := filepath.Join(t.TempDir(), "w.eenkeer")
	o := call("import", workspace, export, "--report", "rapport.docx", "--lang", "nl")
	if o.code != exitData || !strings.Contains(o.err, ".xlsx") {
		t.Errorf("%+v", o)
	}
	if _, err := os.Stat(workspace); err == nil {
		t.Error("imported before the report was refused")
	}
}

func TestReportOfABatch(t *testing.T) {
	workspace, path := imported(t), filepath.Join(t.TempDir(), "rapport.csv")
	done(t, "batches", workspace, "--report", "1", path, "--lang", "nl")
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "Contacten;58 van 60") {
		t.Error(err, string(text))
	}
	for _, args := range [][]string{{"9", path}, {"1", "rapport.pdf"}} {
		if o := call("batches", workspace, "--report", args[0], args[1]); o.code != exitData {
			t.Errorf("%q: %+v", args, o)
		}
	}
	if o := call("batches", workspace, "--report", "1"); o.code != exitUsage {
		t.Errorf("no file to write to: %+v", o)
	}
}
