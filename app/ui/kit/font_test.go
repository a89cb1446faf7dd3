package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"
)

// The signs that figures are written with must be in the font itself, for there may be no other font to borrow from.
func TestFontHasTheSignsOfFigures(t *testing.T) {
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		f, err := sfnt.Parse(NewTheme(ModeLight).Font(style).Content())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range "−–+%€·…×0123456789.,éëïAz“”" {
			var b sfnt.Buffer
			if i, err := f.GlyphIndex(&b, r); err != nil || i == 0 {
				t.Errorf("%v lacks %c", style, r)
			}
		}
	}
}

func BenchmarkFont(b *testing.B) {
	for b.Loop() {
		clear(fonts)
		textFont(fyne.TextStyle{})
	}
}
