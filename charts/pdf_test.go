package charts

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"gonum.org/v1/plot/vg"
)

// pdfOf writes c as a PDF.
func pdfOf(t *testing.T, c Chart, w, h int, s Style) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := PDF(&buf, c, w, h, s); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// pdfPage gives the drawing commands of the only page of a file.
func pdfPage(t *testing.T, file []byte) []byte {
	t.Helper()
	for rest := file; ; {
		i := bytes.Index(rest, []byte("stream\n"))
		if i < 0 {
			t.Fatal("no page")
		}
		rest = rest[i+len("stream\n"):]
		z, err := zlib.NewReader(bytes.NewReader(rest))
		if err != nil {
			continue
		}
		if page, err := io.ReadAll(z); err == nil && bytes.Contains(page, []byte(" Tj ")) {
			return page
		}
	}
}

// pdfTexts gives the texts of a page in order.
func pdfTexts(page []byte) (texts []string) {
	for _, m := range regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) Tj`).FindAllSubmatch(page, -1) {
		b := regexp.MustCompile(`(?s)\\(.)`).ReplaceAllFunc(m[1], func(e []byte) []byte {
			if e[1] == 'r' {
				return []byte{'\r'}
			}
			return e[1:]
		})
		var units []uint16
		for i := 0; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		texts = append(texts, string(utf16.Decode(units)))
	}
	return texts
}

func TestPDFHoldsTheTexts(t *testing.T) {
	c := captioned(sampleTrend())
	c.Title = "Kosten één week → (€ 1,1 à 11) ± 5 ≤ 111 \\ −8"
	file := pdfOf(t, c, 1280, 640, Style{})
	page := pdfPage(t, file)
	texts := pdfTexts(page)
	if !slices.Contains(texts, c.Title) {
		t.Errorf("no title %q in %q", c.Title, texts)
	}
	if all := strings.Join(texts, "\n"); !strings.Contains(all, "over welke reden") || strings.ContainsRune(all, noGlyph) {
		t.Errorf("the texts are %q", texts)
	}
	for what, want := range map[string]string{
		"page of 1280 × 640 units": "/MediaBox [0 0 960.00 480.00]", "fonts in the file": "/FontFile2",
		"texts that can be copied": "/ToUnicode", "one page": "/Count 1\n",
	} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("%s: no %q", what, want)
		}
	}
	if n := bytes.Count(file, []byte("/FontFile2")); n != 2 {
		t.Errorf("%d fonts, want the regular and the bold one", n)
	}
	if bytes.Contains(file, []byte("/Subtype /Image")) {
		t.Error("a picture in the file: it is to be lines and texts")
	}
	if len(file) > 150_000 {
		t.Errorf("%d bytes: the fonts are not cut down to the letters used", len(file))
	}
}

func TestPDFOfEveryChart(t *testing.T) {
	for _, g := range golden {
		file := pdfOf(t, captioned(g.chart), 800, 600, g.style)
		if !bytes.Equal(file, pdfOf(t, captioned(g.chart), 800, 600, g.style)) {
			t.Errorf("%s: two files differ", g.name)
		}
		if folder := os.Getenv("EENKEER_SCREENS"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, g.name+".pdf"), file, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := PDF(io.Discard, other{}, 100, 100, Style{}); err == nil {
		t.Error("a chart of someone else was written")
	}
	if err := PDF(io.Discard, sampleTrend(), 0, 100, Style{}); err == nil {
		t.Error("a page without width was written")
	}
}

// A text is stretched to the width that it was measured at, or what is right-aligned would not end at its place.
func TestPDFTextIsAsWideAsMeasured(t *testing.T) {
	for _, text := range []string{"AVAVAVAV To Wij", "11 van 111", "één"} {
		c := newPDFCanvas(400, 100)
		f := textFace{size: 12}
		c.fillText(f.face(1), vg.Point{X: 10, Y: 10}, text, f.width(text))
		plain := c.doc.GetStringWidth(text)
		var buf bytes.Buffer
		if err := c.writeTo(&buf); err != nil {
			t.Fatal(err)
		}
		var stretch float64
		m := regexp.MustCompile(`([\d.]+) Tz`).FindSubmatch(pdfPage(t, buf.Bytes()))
		if m == nil {
			t.Fatal("no width is said")
		}
		fmt.Sscan(string(m[1]), &stretch)
		if got, want := plain*stretch/100, f.width(text); math.Abs(got-want) > 0.01 || math.Abs(stretch-100) > 12 {
			t.Errorf("%q is %.2f wide, measured %.2f; stretched to %v %%", text, got, want, stretch)
		}
	}
}

func TestPDFTurnedAndTranslucent(t *testing.T) {
	c := newPDFCanvas(200, 100)
	c.SetColor(faded(light.Accent, 0.5))
	c.Push()
	c.Translate(vg.Point{X: 50, Y: 20})
	c.Rotate(math.Pi / 2)
	c.FillString(textFace{size: 10}.face(1), vg.Point{}, "omhoog")
	c.SetColor(light.Bad)
	c.Pop()
	var p vg.Path
	p.Move(vg.Point{X: 10, Y: 0})
	p.Arc(vg.Point{}, 10, 0, math.Pi/2)
	c.Fill(p)
	if c.now.color != faded(light.Accent, 0.5) {
		t.Error("the colour did not come back")
	}
	var buf bytes.Buffer
	if err := c.writeTo(&buf); err != nil {
		t.Fatal(err)
	}
	page := pdfPage(t, buf.Bytes())
	// Turned a quarter to the left about (50, 20); the arc ends right above its middle.
	for _, want := range []string{"0.00000 1.00000 -1.00000 0.00000", "/GS1 gs", " 0.00000 10.00000 c"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if !bytes.Contains(buf.Bytes(), []byte("/ca 0.502")) {
		t.Error("not translucent")
	}
}
