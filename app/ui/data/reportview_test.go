package data

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
)

// texts gives all that can be read on the page.
func texts(p *page) string {
	var all []string
	for _, o := range test.LaidOutObjects(p.Content()) {
		switch o := o.(type) {
		case *kit.Text:
			all = append(all, o.Text())
		case *kit.Paragraph:
			all = append(all, o.Text())
		case *kit.LinkButton:
			all = append(all, o.Text())
		}
	}
	return strings.ReplaceAll(strings.Join(all, "\n"), "\u00a0", " ")
}

func link(t *testing.T, p *page, text string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(p.Content()) {
		if l, ok := o.(*kit.LinkButton); ok && l.Text() == text {
			test.Tap(l)
			return
		}
	}
	t.Fatalf("no link %q", text)
}

func TestImportReportOnScreen(t *testing.T) {
	p, sh, b := page1040(t)
	p.Show(withOutcome(batches(12)))
	link(t, p, "Importrapport") // on the notice of what was just imported
	read := texts(p)
	for _, want := range []string{"Importrapport week 26 opnieuw.csv", "1.123 van 1.135 (98,9 %)", "zondag", "Klant 1", "toon sleutels", "12 opmerkingen"} {
		if !strings.Contains(read, want) {
			t.Errorf("nothing of %q", want)
		}
	}
	if strings.Contains(read, "34930024") {
		t.Error("a customer key shows unasked")
	}
	link(t, p, "toon sleutels")
	if !strings.Contains(texts(p), "34930024") {
		t.Error("keys do not show")
	}

	sh.files.Save = filepath.Join(t.TempDir(), "rapport.txt")
	tap(t, p, "Rapport opslaan…")
	text, err := os.ReadFile(sh.files.Save)
	if err != nil || b.failed != nil || strings.Contains(string(text), "34930024") || !strings.Contains(string(text), "1.123 van 1.135") {
		t.Fatal(err, b.failed, string(text))
	}
	test.Tap(p.desk.batches.report.withKey)
	tap(t, p, "Rapport opslaan…")
	if text, _ = os.ReadFile(sh.files.Save); !strings.Contains(string(text), "34930024") {
		t.Error("keys that were asked for are not in the file")
	}

	s := withOutcome(batches(12))
	s.Last = p.desk.batches.told
	s.Question.Definition.Window = 3 * repeat.Day
	p.Show(s)
	if !strings.Contains(texts(p), "vanaf 25 jun 2026") {
		t.Error("the report does not follow the definition:", texts(p))
	}
	tap(t, p, "Alle imports")
	if p.desk.batches.content.Objects[0] != p.desk.batches.list {
		t.Error("no way back")
	}
	tap(t, p, "Importrapport") // of the import that is selected
	s.Batches = s.Batches[:2]  // it is gone: the list is back
	p.Show(s)
	if p.desk.batches.content.Objects[0] != p.desk.batches.list {
		t.Error("a report of what is gone")
	}
}

func TestImportReportOfAnOldImport(t *testing.T) {
	p, _, _ := page1040(t)
	s := batches(0)
	s.Batches[0].Report = nil
	p.Show(s)
	p.desk.batches.open("1")
	if !strings.Contains(texts(p), "niet bewaard") {
		t.Error(texts(p))
	}
}
