package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestCompletionEntry(t *testing.T) {
	test.NewTempApp(t)
	var taken []string
	known := []string{"Betalen", "Declaraties", "Polis en dekking", "Verhuizen"}
	e := NewCompletionEntry("", func() []string { return known }, func(text string) { taken = append(taken, text) })
	e.NewText = func(text string) string { return "New: " + text }
	w := test.NewTempWindow(t, nil)
	host := NewHost(w.Canvas(), e)
	t.Cleanup(host.Close)
	w.SetContent(host)
	w.Resize(fyne.NewSize(400, 300))
	key := func(names ...fyne.KeyName) {
		for _, name := range names {
			e.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	for _, c := range []struct {
		typed string
		lines []string
		keys  []fyne.KeyName
		want  string
	}{
		{"be", []string{"Betalen", "New: be"}, []fyne.KeyName{fyne.KeyReturn}, "Betalen"}, // begins so: lit at once
		{"dek", []string{"Polis en dekking", "New: dek"}, []fyne.KeyName{fyne.KeyReturn}, "dek"},
		{"dek", []string{"Polis en dekking", "New: dek"}, []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "Polis en dekking"},
		{"be", []string{"Betalen", "New: be"}, []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "be"},
		{"declaraties", []string{"Declaraties"}, []fyne.KeyName{fyne.KeyReturn}, "Declaraties"},
		{"be", []string{"Betalen", "New: be"}, []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn}, "be"},
		{"", nil, []fyne.KeyName{fyne.KeyReturn}, ""},
	} {
		e.SetText("")
		w.Canvas().Focus(e)
		test.Type(e, c.typed)
		if got := e.Suggestions(); !slices.Equal(got, c.lines) {
			t.Errorf("%q: %q", c.typed, got)
		}
		taken = nil
		if key(c.keys...); !slices.Equal(taken, []string{c.want}) || e.Suggestions() != nil {
			t.Errorf("%q %v: took %q", c.typed, c.keys, taken)
		}
	}
	e.SetText("")
	key(fyne.KeyDown) // shows all that is known
	if got := e.Suggestions(); !slices.Equal(got, known) {
		t.Errorf("%q", got)
	}
	taken = nil
	e.list.lines[2].MouseIn(nil)
	w.Canvas().Unfocus() // as a click does before it is a tap
	e.list.lines[2].Tapped(nil)
	if !slices.Equal(taken, []string{"Polis en dekking"}) || e.Text != "Polis en dekking" || host.lists.Objects != nil {
		t.Errorf("took %q", taken)
	}
}
