package data

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/ingest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// TestFitsASmallWindow: the screen fits a window of 1000 × 700, beside the rail
// and, where that can be open, beside the panel of the definition.
func TestFitsASmallWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	for name, state := range states {
		for _, lang := range []string{"nl", "en"} {
			for _, width := range []float32{804, 463} {
				p, _, _, win := start(t, lang, kit.ModeLight, width, 600)
				p.Show(state(t))
				win.Canvas().Capture()
				if h := p.view.Size().Height; h > 600 && h > p.view.MinSize().Height {
					t.Errorf("%s in %s, %v wide: scrolled over %v, and %v would do", name, lang, width, h, p.view.MinSize().Height)
				}
				if m := p.Content().MinSize(); m.Width > 463 || m.Height > 600 {
					t.Errorf("%s in %s, %v wide: asks for %v", name, lang, width, m)
				}
			}
		}
	}
}

// TestAnotherWorkspaceHasItsOwnDetails: imports are numbered from 1 in each.
func TestAnotherWorkspaceHasItsOwnDetails(t *testing.T) {
	one := func(path, hash string, problems int) *workbench.Snapshot {
		b := batch(2, "week.csv", 1_000, 0, 0, 0, day(2026, 1, 1, 8, 0), day(2026, 1, 8, 8, 0), problems)
		b.Hash = hash
		return &workbench.Snapshot{Phase: workbench.Ready, Batches: []workspace.Batch{b}, Workspace: workbench.Info{Path: path, Contacts: 1_000}}
	}
	for _, c := range []struct {
		name  string
		count [2]int
	}{{"short", [2]int{3, 7}}, {"long", [2]int{4_000, 5_000}}, {"long and short", [2]int{4_000, 7}}} {
		for _, hash := range []string{"same", "other"} {
			p, _, _ := page1040(t)
			var later []func()
			p.work = func(f func()) { later = append(later, f) }
			p.Show(one("/a.eenkeer", "same", c.count[0]))
			p.Show(one("/a.eenkeer", "same", c.count[0]))
			if len(later) > 1 {
				t.Errorf("%s: fetched twice", c.name)
			}
			p.Show(one("/b.eenkeer", hash, c.count[1]))
			for i := range later { // the first comes last
				later[len(later)-1-i]()
			}
			if got := len(p.desk.batches.details.list.report.Problems); got != c.count[1] {
				t.Errorf("%s, hash %s: %d problems, want %d", c.name, hash, got, c.count[1])
			}
			p.Show(one("/a.eenkeer", "same", c.count[0]))
			for _, f := range later {
				f()
			}
			if got := len(p.desk.batches.details.list.report.Problems); got != c.count[0] {
				t.Errorf("%s, back: %d problems, want %d", c.name, got, c.count[0])
			}
		}
	}
}

// TestLongNumbersShowWhole: widths follow what is in the columns.
func TestLongNumbersShowWhole(t *testing.T) {
	p, _, _, win := start(t, "en", kit.ModeLight, 1084, 740)
	s := batches(0)
	s.Batches[0].Rows, s.Batches[0].Contacts = 3_000_000_123, 2_900_000_000
	p.Show(s)
	win.Canvas().Capture()
	for i, c := range p.desk.batches.columns() {
		row := p.desk.batches.table.Row(p.desk.batches.table.Len() - 1)
		if i > 0 && c.Text(row) != "" {
			if tip := p.desk.batches.table.CutText(p.desk.batches.table.Len()-1, i); tip != "" {
				t.Errorf("%s is cut: %s", c.ID, tip)
			}
		}
	}
}

func TestLinesAreThoseOfTheFile(t *testing.T) {
	p, _, _ := page1040(t)
	text := strings.Replace(goodCSV, "\n1000002", "\n\n1000002", 1) // an empty line between
	f := draftFile(t, file(t, "week 53.csv", text), func(m *ingest.Mapping) {})
	rows := rawRows(f.Table, rawPreview, p.sh.Locale())
	if len(rows) != 5 || rows[0].line != "2" || rows[1].line != "4" {
		t.Errorf("%+v", rows)
	}
	seen := understoodRows(f.Preview, nil, p.sh.Locale())
	for i, r := range seen {
		if r.line != rows[i].line {
			t.Errorf("line %s as understood, %s in the file", r.line, rows[i].line)
		}
	}
}

func TestSidewaysGoesBelow(t *testing.T) {
	start(t, "nl", kit.ModeLight, 600, 400)
	first, second := kit.NewTruncatedText("tekst", kit.RoleBody), kit.NewChipGroup([]kit.Option{{ID: "a", Title: "dag-maand-jaar"}, {ID: "b", Title: "maand-dag-jaar"}}, "", nil)
	box := sideways(8, first, second)
	box.Resize(fyne.NewSize(600, 40))
	if second.Position().Y+second.Size().Height > 40 || second.Position().X < 240 {
		t.Errorf("wide: at %v", second.Position())
	}
	box.Resize(fyne.NewSize(300, 80))
	if second.Position().Y < first.Size().Height || box.MinSize().Width > 300 {
		t.Errorf("narrow: at %v, least %v", second.Position(), box.MinSize())
	}
}
