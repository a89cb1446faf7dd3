package kit

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A field is kept when it is left, once, and only when it differs.
func TestFieldIsKeptWhenLeft(t *testing.T) {
	start(t, ModeLight)
	var kept []string
	f := NewField("", func(text string) { kept = append(kept, text) })
	other := NewEntry("")
	win, _ := window(t, VBox(0, f, other), 300, 100)
	f.Set("een")
	win.Canvas().Focus(f)
	win.Canvas().Focus(other)
	if kept != nil {
		t.Error("kept without a change")
	}
	win.Canvas().Focus(f)
	test.Type(f, "twee ")
	f.Set("from elsewhere")
	if f.Text != "twee een" {
		t.Errorf("what is being typed became %q", f.Text)
	}
	win.Canvas().Focus(other)
	f.Set("twee een")
	win.Canvas().Focus(f)
	test.Type(f, "x")
	key(f, fyne.KeyEscape)
	win.Canvas().Focus(other)
	if !slices.Equal(kept, []string{"twee een"}) {
		t.Errorf("kept %q", kept)
	}
}

// Enter keeps and goes on; in a text of several lines it starts a line, and what is longer than can be typed stays as it is.
func TestFieldsAndEnter(t *testing.T) {
	start(t, ModeLight)
	var kept []string
	f := NewField("", func(text string) { kept = append(kept, text) })
	long := NewTextField("", 3, func(text string) { kept = append(kept, text) })
	win, _ := window(t, VBox(0, f, long), 300, 200)
	win.Canvas().Focus(f)
	test.Type(f, "a")
	key(f, fyne.KeyReturn)
	if !slices.Equal(kept, []string{"a"}) || win.Canvas().Focused() != long {
		t.Errorf("kept %q, focus on %T", kept, win.Canvas().Focused())
	}
	test.Type(long, "b")
	key(long, fyne.KeyReturn)
	test.Type(long, "c")
	win.Canvas().Focus(f)
	if !slices.Equal(kept, []string{"a", "b\nc"}) {
		t.Errorf("kept %q", kept)
	}
	long.SetText(strings.Repeat("x", MostTyped+10))
	if len(long.Text) != MostTyped {
		t.Errorf("%d runes can be typed", len(long.Text))
	}
	long.GiveUp()
	whole := strings.Repeat("y", MostTyped+500)
	long.Set(whole)
	if long.Text != whole || !long.Disabled() {
		t.Error("a longer text was cut, or can be typed in")
	}
}

// Left after a few letters it is the known text that they begin; a new text is taken as it stands.
func TestChoiceFieldCompletes(t *testing.T) {
	start(t, ModeLight)
	var kept []string
	f := NewChoiceField("", func() []string { return []string{"PM Bezorging", "PM Declaraties", "inkoop"} }, nil, func(text string) { kept = append(kept, text) })
	other := NewEntry("")
	win, _ := window(t, VBox(0, f.CompletionEntry, other), 300, 300)
	leave := func(text string) {
		win.Canvas().Focus(f.CompletionEntry)
		f.SetText(text)
		win.Canvas().Focus(other)
	}
	leave("ink")
	leave("pm declaraties")
	leave("Jansen")
	leave("Jansen")
	leave("")
	if want := []string{"inkoop", "PM Declaraties", "Jansen", ""}; !slices.Equal(kept, want) {
		t.Errorf("kept %q, want %q", kept, want)
	}
}

func dateField(keep func(time.Time)) *DateField {
	return NewDateField(DateOptions{Placeholder: "dd-mm-jjjj", Weekdays: dutchDays, Today: func() time.Time { return july(9) },
		Parse:  func(s string) (time.Time, bool) { t, err := time.Parse("2-1-2006", s); return t, err == nil },
		Format: func(t time.Time) string { return t.Format("2-1-2006") }, Month: func(t time.Time) string { return t.Format("January 2006") }}, keep)
}

// A day is typed, stepped through or chosen; what is no day is not kept, and stays to be mended.
func TestDateField(t *testing.T) {
	start(t, ModeLight)
	var kept []string
	var bad string
	f := dateField(func(d time.Time) { kept = append(kept, d.Format("02-01")) })
	f.OnBad = func(text string) { bad = text }
	other := NewEntry("")
	win, _ := window(t, VBox(0, f, other), 300, 400)
	win.Canvas().Focus(f.Entry())
	key(f.Entry(), fyne.KeyUp, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyDown)
	win.Canvas().Focus(other)
	if !f.Day().Equal(july(16)) {
		t.Fatalf("stepped to %s", f.Day())
	}
	win.Canvas().Focus(f.Entry())
	f.Entry().SetText("morgen")
	win.Canvas().Focus(other)
	if bad != "morgen" || f.Entry().Text != "morgen" || !f.Day().Equal(july(16)) {
		t.Errorf("bad %q, text %q, day %s", bad, f.Entry().Text, f.Day())
	}
	win.Canvas().Focus(f.Entry())
	key(f.Entry(), fyne.KeyEscape)
	if f.Entry().Text != "16-7-2026" {
		t.Errorf("Escape gives back %q", f.Entry().Text)
	}
	test.Tap(f.open.self.(*caretButton))
	c := win.Canvas().Focused().(*Calendar)
	key(c, fyne.KeyLeft, fyne.KeyReturn)
	if f.pop.Open() || win.Canvas().Focused() != f.Entry() {
		t.Error("the small calendar stays")
	}
	f.Entry().SetText("")
	win.Canvas().Focus(other)
	if want := []string{"16-07", "15-07", "01-01"}; !slices.Equal(kept, want) || !f.Day().IsZero() {
		t.Errorf("kept %v", kept)
	}
}

func TestGalleryDateField(t *testing.T) {
	var f *DateField
	golden(t, "datefield", 420, 320, func(fyne.Window, *Host) fyne.CanvasObject {
		f = dateField(nil)
		f.Set(july(16))
		text := NewTextField("wat gebeurt er precies", 3, nil)
		return Pad(GapPage, GapPage, VBox(GapSmall, HBox(0, f), NewField("titel", nil), text))
	}, func(fyne.Window, *Host) { f.pick() })
}
