package charts

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	xfont "golang.org/x/image/font"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// Liberation Sans, regular and bold: it has the signs − → ± ≤ ≥ σ €, which the window toolkit's own font lacks.
var loadFonts = sync.OnceValue(func() (f [2]*opentype.Font) {
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		p, err := opentype.Parse(ttf)
		if err != nil {
			panic("charts: font built into the program cannot be read: " + err.Error())
		}
		f[i] = p
	}
	return f
})

// textFace is a font at a size in units.
type textFace struct {
	size float64
	bold bool
}

// face gives the font of f for a canvas with k lengths per unit.
func (f textFace) face(k float64) font.Face {
	d := font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(f.size * k)}
	i := 0
	if f.bold {
		i, d.Weight = 1, xfont.WeightBold
	}
	return font.Face{Font: d, Face: loadFonts()[i]}
}

// width is the width of text in units.
func (f textFace) width(text string) float64 {
	fc, w := f.face(1), 0.0
	for _, p := range pieces(text) {
		w += float64(fc.Width(p))
	}
	return w
}

// pieces cuts text between two ones. The font moves these so close together that 11 reads as a single sign; drawn
// apart they keep the width that all digits have.
func pieces(text string) []string {
	var out []string
	for {
		i := strings.Index(text, "11")
		if i < 0 {
			return append(out, text)
		}
		out, text = append(out, text[:i+1]), text[i+1:]
	}
}

// run is a part of a text and where it begins, in units.
type run struct {
	text string
	x    float64
}

// runs cuts text where the font moves two signs together, such as Te. The rasteriser moves them several times too far;
// cut there, each part begins where the width of the text says.
func (f textFace) runs(text string) []run {
	fc := f.face(1)
	var out []run
	start, x, before := 0, 0.0, -1
	for i := range text {
		if before >= 0 {
			end := i + utf8.RuneLen([]rune(text[i:])[0])
			if together := float64(fc.Width(text[before:end])); together < float64(fc.Width(text[before:i]))+float64(fc.Width(text[i:end]))-1e-6 {
				out = append(out, run{text[start:i], x})
				x += float64(fc.Width(text[start:end])) - float64(fc.Width(text[i:end]))
				start = i
			}
		}
		before = i
	}
	return append(out, run{text[start:], x})
}

// noGlyph stands for a sign that the font lacks: the rasteriser would leave it out without a word.
const noGlyph = '□'

// printable gives text as it can be drawn on one line: accents joined to their letters, white space and control
// signs as spaces, invisible signs left out, and what the font lacks as a box.
func printable(text string) string {
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		plain = text[i] >= ' ' && text[i] < 0x7f
	}
	if plain {
		return text
	}
	var buf sfnt.Buffer
	f := loadFonts()[0]
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u2007':
			return '\u00a0'
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
			return -1
		}
		if g, err := f.GlyphIndex(&buf, r); err != nil || g == 0 {
			return noGlyph
		}
		return r
	}, norm.NFC.String(text))
}
