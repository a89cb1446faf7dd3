package shell

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

func sampleWindow(t *testing.T) *window {
	t.Helper()
	w := open(t, screen.Preferences{Language: "nl", Theme: "light"}, fyne.NewSize(1280, 800))
	w.Run("sample")
	w.settled()
	return w
}

// Files dropped on the window go through the mapping screen to figures, and the
// title says where they are kept.
func TestDropOnTheWindow(t *testing.T) {
	w := open(t, screen.Preferences{Language: "nl"}, fyne.NewSize(1280, 800))
	path := w.write("export.csv", "Gespreksnummer;Klantnummer;Datum;Tijd;Reden\r\n1;K1;01-03-2026;10:00;a\r\n2;K1;02-03-2026;10:00;a\r\n3;K2;20-03-2026;10:00;b\r\n")
	w.dropped(fyne.NewPos(0, 0), []fyne.URI{fileURI(path)})
	w.until("mapping", func(s *workbench.Snapshot) bool { return s.Draft != nil && s.Task == nil })
	w.pump.drain()
	if w.current != screen.Data {
		t.Errorf("the mapping waits on %s", w.current)
	}
	w.Run("import_draft")
	w.until("import", func(s *workbench.Snapshot) bool { return s.Last != nil && s.Draft == nil })
	s := w.settled()
	if s.Figures.Total.Total.Contacts != 3 || s.Figures.Total.Total.Repeats != 1 {
		t.Errorf("%+v", s.Figures.Total.Total)
	}
	if w.current != screen.Start || w.win.Title() != "Klantcontact – Eenkeer" {
		t.Errorf("on %s, titled %q", w.current, w.win.Title())
	}
}

// uri is a file's, as a desktop gives it.
type uri struct {
	fyne.URI
	path string
}

func (u uri) Path() string { return u.path }

func fileURI(path string) fyne.URI { return uri{path: path} }

// What is shown can be drilled into, and one key leads back through every step,
// each with the screen and the filters it had.
func TestBack(t *testing.T) {
	w := sampleWindow(t)
	w.Go(screen.Rates)
	first := w.shown.Figures.Rates.Rows[0].Key[0]
	w.bench.SetFilter(contact.Process, first)
	w.settled()
	w.Go(screen.Trends)
	w.bench.SetFilter(contact.Channel, "Telefoon")
	w.settled()
	for _, want := range []struct {
		screen  screen.ID
		filters int
	}{{screen.Trends, 1}, {screen.Rates, 1}, {screen.Rates, 0}, {screen.Start, 0}} {
		w.Run("back")
		w.settled()
		if w.current != want.screen || len(w.shown.Question.Selection.Filter) != want.filters {
			t.Fatalf("back on %s with %d filters, want %+v", w.current, len(w.shown.Question.Selection.Filter), want)
		}
	}
	if w.commands.Enabled("back") {
		t.Error("there is still a way back")
	}
}

// The slider of the definition moves every figure.
func TestDefinitionPanel(t *testing.T) {
	w := sampleWindow(t)
	before := w.shown.Figures.Total.Total.Repeats
	w.Run("definition")
	if !w.side.Visible() {
		t.Fatal("the panel is not there")
	}
	w.define.slider.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s := w.settled()
	if s.Question.Definition.Window != 8*repeat.Day || s.Figures.Total.Total.Repeats <= before {
		t.Errorf("window %s, %d repeats, were %d", s.Question.Definition.Window, s.Figures.Total.Total.Repeats, before)
	}
	if !strings.Contains(w.top.definition.Text(), "8 dagen") {
		t.Errorf("the bar says %q", w.top.definition.Text())
	}
	w.bench.SaveDefinition("Ruim")
	s = w.until("saved", func(s *workbench.Snapshot) bool { return len(s.Definitions) == 1 })
	if s.Definitions[0].Name != "Ruim" {
		t.Errorf("%+v", s.Definitions)
	}
	w.Run("definition")
	if w.side.Visible() {
		t.Error("the panel stays")
	}
}

// The whole window can be told in another language and theme at any moment.
func TestPreferences(t *testing.T) {
	w := sampleWindow(t)
	w.SetPreferences(screen.Preferences{Language: "en", Theme: "dark"})
	w.settled()
	if w.locale.Language != "en" || !strings.Contains(w.top.definition.Text(), "7 days") {
		t.Errorf("%s: %q", w.locale.Language, w.top.definition.Text())
	}
	if p := LoadPreferences(); p.Language != "en" || p.Theme != "dark" {
		t.Errorf("kept: %+v", p)
	}
}

// Every export writes a file that says its definition.
func TestExports(t *testing.T) {
	w := sampleWindow(t)
	folder := t.TempDir()
	for _, c := range []struct {
		name   string
		export func()
		holds  string
	}{
		{"rates.csv", func() { w.exportTable("rates", ".csv", ratesTable(w.Shell)) }, "7 dagen"},
		{"rates.xlsx", func() { w.exportTable("rates", ".xlsx", ratesTable(w.Shell)) }, "PK"},
		{"trend.csv", func() { w.exportTable("trend", ".csv", trendTable(w.Shell)) }, "2025-W01"},
		{"trend.png", func() { w.exportPicture(".png") }, "PNG"},
	} {
		path := filepath.Join(folder, c.name)
		w.files.Save = path
		notes := len(w.shown.Notes)
		c.export()
		w.until("export of "+c.name, func(s *workbench.Snapshot) bool { return len(s.Notes) > notes })
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), c.holds) {
			t.Errorf("%s: %v, %d bytes", c.name, err, len(data))
		}
	}
}

// Every command has a name in both languages, and no two the same shortcut.
func TestCommands(t *testing.T) {
	for _, language := range []string{"nl", "en"} {
		w := open(t, screen.Preferences{Language: language}, fyne.NewSize(1280, 800))
		taken := map[string]string{}
		for _, c := range w.commands.All() {
			if strings.HasPrefix(c.Title, "command.") || c.Title == "" || strings.HasPrefix(c.Group, "command.") {
				t.Errorf("%s: command %s is called %q in %q", language, c.ID, c.Title, c.Group)
			}
			if c.Shortcut == nil {
				continue
			}
			name := c.Shortcut.ShortcutName()
			if other := taken[name]; other != "" {
				t.Errorf("%s and %s are both %s", other, c.ID, name)
			}
			taken[name] = c.ID
		}
	}
}

// Words that screens ask for are there: an id that shows as itself is a mistake.
func TestNoBareIDs(t *testing.T) {
	w := sampleWindow(t)
	w.Run("definition")
	for _, id := range allScreens {
		w.Go(id)
		w.pump.drain()
		all := texts(w.win.Content())
		if len(all) < 10 {
			t.Errorf("%s: only %d texts are looked at", id, len(all))
		}
		for _, text := range all {
			for _, prefix := range []string{"shell.", "rates.", "start.", "data.", "trends.", "settings.", "define.", "figure.", "screen.", "command.", "top.", "foot."} {
				if strings.HasPrefix(text, prefix) && !strings.Contains(text, " ") {
					t.Errorf("%s shows %q", id, text)
				}
			}
		}
	}
}

// texts gives all the texts in sight.
func texts(o fyne.CanvasObject) []string {
	var all []string
	for _, child := range test.LaidOutObjects(o) {
		if t, ok := child.(interface{ Text() string }); ok {
			all = append(all, t.Text())
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A number leads to its contacts, and one key leads back to where it stood.
func TestContactsAndBack(t *testing.T) {
	w := sampleWindow(t)
	w.Go(screen.Rates)
	row := w.shown.Figures.Rates.Rows[0]
	w.bench.ShowContacts(repeat.Filter{{By: contact.Process, Values: row.Key}}, repeat.OnlyRepeats)
	w.until("contacts", func(s *workbench.Snapshot) bool { return s.Contacts != nil && s.Contacts.List != nil })
	w.pump.drain()
	if w.current != screen.Contacts || w.shown.Contacts.List.Len() != row.Repeats {
		t.Fatalf("on %s with %d contacts of %d", w.current, w.shown.Contacts.List.Len(), row.Repeats)
	}
	w.Run("escape")
	w.until("none", func(s *workbench.Snapshot) bool { return s.Contacts == nil })
	w.pump.drain()
	if w.current != screen.Rates || len(w.shown.Question.Selection.Filter) != 0 {
		t.Errorf("back on %s", w.current)
	}
}

// A key pressed over a page that lies on top is not heard by what lies beneath, and what lies beneath has the keyboard
// again when that page goes.
func TestKeyboardUnderAPage(t *testing.T) {
	w := sampleWindow(t)
	w.Go(screen.Rates)
	w.until("rates", func(s *workbench.Snapshot) bool { return s.Figures != nil })
	w.pump.drain()
	canvas := w.window.Canvas()
	var table fyne.Focusable
	for _, o := range test.LaidOutObjects(w.page) {
		if f, ok := o.(interface {
			fyne.Focusable
			Len() int
		}); ok {
			table = f
		}
	}
	if table == nil {
		t.Fatal("no table of rates")
	}
	canvas.Focus(table)
	w.bench.ShowContacts(nil, repeat.OnlyRepeats)
	w.until("contacts", func(s *workbench.Snapshot) bool { return s.Contacts != nil })
	w.pump.drain()
	if w.current != screen.Contacts || canvas.Focused() == table {
		t.Fatalf("on %s, the keyboard is still in the table beneath", w.current)
	}
	w.Run("escape")
	w.until("none", func(s *workbench.Snapshot) bool { return s.Contacts == nil })
	w.pump.drain()
	if w.current != screen.Rates || canvas.Focused() != table {
		t.Errorf("back on %s, the keyboard is in %T", w.current, canvas.Focused())
	}
}

// A window made narrower in one step, so that the bar wraps, keeps the bar off the page; made wider it gives the room back.
func TestBarKeepsOffThePage(t *testing.T) {
	w := sampleWindow(t)
	low := w.top.content.MinSize().Height
	for _, width := range []float32{860, 1400, 860} {
		w.window.Resize(fyne.NewSize(width, 700))
		bar, page := w.middle.Objects[0], w.middle.Objects[3]
		need := w.top.content.MinSize().Height
		if wraps := need > low; wraps != (width < 1000) {
			t.Fatalf("at %v wide the bar wants %v", width, need)
		}
		if end := bar.Position().Y + bar.Size().Height; bar.Size().Height != need || page.Position().Y != end {
			t.Errorf("at %v wide the bar wants %v and has %v; the page begins at %v", width, need, bar.Size().Height, page.Position().Y)
		}
	}
}

// A story opens over the contacts that it was asked from, one key leads back to them, and one more to where they stood;
// going elsewhere ends both.
func TestStoryOverContactsAndBack(t *testing.T) {
	w := sampleWindow(t)
	w.Go(screen.Rates)
	ask := func() {
		t.Helper()
		w.bench.ShowContacts(nil, repeat.OnlyRepeats)
		w.until("contacts", func(s *workbench.Snapshot) bool { return s.Contacts != nil && s.Contacts.List != nil })
		w.bench.ReadContact(w.shown.Contacts.List.Place(0))
		w.until("a contact in hand", func(s *workbench.Snapshot) bool { return s.Contacts.Detail != nil })
		w.pump.drain()
		if !w.commands.Run("story") {
			t.Fatal("no story of the contact in hand")
		}
		w.until("story", func(s *workbench.Snapshot) bool { return s.Story != nil })
		w.pump.drain()
		if w.current != screen.Story || w.rail.Selected() != string(screen.Rates) {
			t.Fatalf("on %s, the rail at %s", w.current, w.rail.Selected())
		}
	}
	ask()
	w.Run("escape")
	w.until("no story", func(s *workbench.Snapshot) bool { return s.Story == nil })
	w.pump.drain()
	if w.current != screen.Contacts {
		t.Fatalf("back on %s", w.current)
	}
	w.Run("back")
	w.until("no contacts", func(s *workbench.Snapshot) bool { return s.Contacts == nil })
	w.pump.drain()
	if w.current != screen.Rates || len(w.under) != 0 {
		t.Fatalf("back on %s, under it %v", w.current, w.under)
	}
	ask()
	w.Go(screen.Data)
	w.until("neither", func(s *workbench.Snapshot) bool { return s.Contacts == nil && s.Story == nil })
	w.pump.drain()
	if w.current != screen.Data || len(w.under) != 0 {
		t.Errorf("on %s, under it %v", w.current, w.under)
	}
}

// A question for pairs from any screen leads to the pairs that it asks for.
func TestPairsAskedFromElsewhere(t *testing.T) {
	w := sampleWindow(t)
	w.Go(screen.Rates)
	row := w.shown.Figures.Rates.Rows[0]
	w.bench.ShowPairs(repeat.Filter{{By: contact.Process, Values: row.Key}}, nil, true)
	w.until("pairs", func(s *workbench.Snapshot) bool {
		return s.Looked != nil && s.Looked.Pairs != nil && s.Looked.Pairs.Len() == row.Followed
	})
	w.pump.drain()
	if w.current != screen.Pairs {
		t.Errorf("on %s", w.current)
	}
	w.bench.ShowRepeats(repeat.Filter{{By: contact.Process, Values: row.Key}})
	w.until("repeats", func(s *workbench.Snapshot) bool {
		return s.Looked != nil && s.Looked.Pairs != nil && s.Looked.Pairs.Len() == row.Repeats && s.Looked.Pairs.Options.By == repeat.BySecond
	})
}
