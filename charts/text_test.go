package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
)

// TestGlyphs holds the font to the signs that Dutch and English texts use: a sign without a glyph would be left out of
// the picture without a word, and a lost minus is a wrong figure.
func TestGlyphs(t *testing.T) {
	const signs = "−→←↑↓±≤≥≠≈×÷σφκΔµ€£…–—·•°§†‘’“”„‚′″%‰½¼¾²³" +
		"áàâäãåæçéèêëíìîïıñóòôöõøœßúùûüýÿžščćđłńęąğşÁÀÂÄÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖØŒÚÙÛÜÝŸŽŠİIJij\u00a0□"
	text := signs
	for r := ' '; r < 0x7f; r++ {
		text += string(r)
	}
	var buf sfnt.Buffer
	for i, f := range loadFonts() {
		for _, r := range text {
			if g, err := f.GlyphIndex(&buf, r); err != nil || g == 0 {
				t.Errorf("font %d has no glyph for %q (U+%04X)", i, r, r)
			}
		}
	}
}

func TestPrintable(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Declaraties", "Declaraties"},
		{"één", "één"},
		{"e\u0301e\u0301n", "één"},
		{"23,1\u202f%", "23,1\u00a0%"},
		{"a\tb\nc", "a b c"},
		{"−8 → ±3 ≤ 4 €", "−8 → ±3 ≤ 4 €"},
		{"dank 👍🏽!", "dank □□!"},
		{"na\u200bme\ufeff", "name"},
	} {
		if got := printable(c.in); got != c.want {
			t.Errorf("printable(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	f := textFace{size: 12}
	for _, text := range []string{"", "a", "Declaraties · afgewezen", "Wijzigen polis na verhuizing", "ëëëëëëëëëëëëëë"} {
		for w := 0.0; w < 200; w += 7 {
			got := shorten(text, f, w)
			if f.width(got) > w {
				t.Errorf("shorten(%q, %v) = %q is too wide", text, w, got)
			}
			if got != text && got != "" && !strings.HasSuffix(got, "…") {
				t.Errorf("shorten(%q, %v) = %q does not say that something is left out", text, w, got)
			}
		}
	}
	if got := shorten("Declaraties · afgewezen", f, 82); strings.Contains(got, "·") {
		t.Errorf("%q ends in a separator", got)
	}
}

func TestThin(t *testing.T) {
	f := textFace{size: 11}
	for _, n := range []int{0, 1, 2, 3, 7, 26, 53, 104, 600, 2000} {
		for _, w := range []float64{30, 60, 200, 440, 1200} {
			labels := weeks(n)
			got := thin(labels, func(i int) float64 { return 10 + (float64(i)+0.5)*w/float64(n) }, f, 4, w+14, 14)
			for i, l := range got {
				if l.x < 4 || l.x+l.w > w+14 {
					t.Errorf("%d labels in %v: %q is outside", n, w, l.text)
				}
				if i > 0 && got[i-1].x+got[i-1].w+14 > l.x {
					t.Errorf("%d labels in %v: %q and %q are too close", n, w, got[i-1].text, l.text)
				}
			}
			if n > 0 && w >= 60 && len(got) == 0 {
				t.Errorf("%d labels in %v: none shown", n, w)
			}
		}
	}
	if got := thin([]string{"jan", "", "", "", "feb", "", ""}, func(i int) float64 { return float64(i) * 20 }, f, 0, 200, 14); len(got) != 2 || got[1].index != 4 {
		t.Errorf("empty labels take no place: %+v", got)
	}
}

func TestNiceScale(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		data, limit span
		n           int
		want        string
	}{
		{span{0.18, 0.29}, span{0, 1}, 4, "20 % 25 % 30 %"},
		{span{0, 0.37}, span{0, 1}, 3, "0 % 20 % 40 %"},
		{span{-0.03, 0.12}, span{0, 1}, 4, "0 % 5 % 10 %"},
		{span{0.93, 1.02}, span{0, 1}, 4, "95 % 100 %"},  // the data themselves go over: the axis follows, the tick does not
		{span{0.231, 0.233}, span{0, 1}, 4, "23 % 24 %"}, // labels with too few decimals are never repeated
		{span{0, 12000}, span{0, inf}, 4, "0 % 500000 % 1000000 %"},
		{span{-0.12, 0.11}, span{-inf, inf}, 4, "-10 % 0 % 10 %"},
	} {
		s, ticks := niceScale(c.data, c.limit, c.n, percent)
		var labels []string
		for _, k := range ticks {
			labels = append(labels, k.label)
			if math.Signbit(k.value) && k.value == 0 {
				t.Errorf("%v: negative zero", c.data)
			}
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%v in %d: ticks %s, want %s (range %v)", c.data, c.n, got, c.want, s)
		}
		if len(ticks) < 2 {
			t.Errorf("%v: fewer than two ticks", c.data)
		}
	}
}

func TestNiceStep(t *testing.T) {
	for d, want := range map[float64]float64{1: 1, 1.1: 2, 2: 2, 3: 5, 7: 10, 0.03: 0.05, 0.1: 0.1, 0.0011: 0.002, 0: 1, 4e6: 5e6} {
		if got := niceStep(d); got != want {
			t.Errorf("niceStep(%v) = %v, want %v", d, got, want)
		}
	}
	if got := niceStep(math.NaN()); got != 1 {
		t.Errorf("niceStep(NaN) = %v", got)
	}
}

func TestPanelGrid(t *testing.T) {
	for n := 1; n <= 40; n++ {
		for _, size := range [][2]float64{{100, 60}, {520, 300}, {1150, 650}, {300, 900}} {
			cols, rows, shown := panelGrid(n, size[0], size[1])
			if cols < 1 || rows < 1 || shown < 1 || shown > n || shown > cols*rows {
				t.Errorf("panelGrid(%d, %v) = %d, %d, %d", n, size, cols, rows, shown)
			}
		}
	}
	if cols, rows, shown := panelGrid(6, 520, 290); fmt.Sprint(cols, rows, shown) != "3 2 6" {
		t.Errorf("six panels in a wide picture: %d by %d, %d shown", cols, rows, shown)
	}
}

// TestWildIntervalDoesNotFlatten: an interval of a handful of contacts is cut, the line keeps its height.
func TestWildIntervalDoesNotFlatten(t *testing.T) {
	ps := wave(20, 0.25)
	calm := valueSpan([][]Point{ps}, nil)
	ps = slices.Clone(ps)
	ps[9].Low, ps[9].High = 0.01, 0.95
	wild := valueSpan([][]Point{ps}, nil)
	if r := (wild.hi - wild.lo) / (calm.hi - calm.lo); r > 1.8 {
		t.Errorf("one wide interval makes the axis %.1f times as long", r)
	}
}

// Values in seconds get ticks on whole minutes and the like, where decimal steps would give 3:20 and 4:10.
func TestClockSteps(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		n         int
		step      float64
	}{{200, 330, 3, 60}, {0, 55, 4, 15}, {100, 1000, 4, 300}, {0, 9000, 3, 3600}, {0, 0.8, 4, 0.2}} {
		_, ticks := Clock.scale(span{c.low, c.high}, span{0, 1e9}, c.n, plainFormat)
		if len(ticks) < 2 || ticks[1].value-ticks[0].value != c.step {
			t.Errorf("%v to %v: %v, want steps of %v", c.low, c.high, ticks, c.step)
		}
	}
}
