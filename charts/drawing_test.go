package charts

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"math"
	"strings"
	"testing"
)

// drawAt draws c in the light style at a scale, or fails t.
func drawAt(t testing.TB, c Chart, w, h int, scale float64) Drawing {
	t.Helper()
	d, err := c.Draw(context.Background(), w, h, Style{Scale: scale})
	if err != nil {
		t.Fatal(err)
	}
	if d.Image.Bounds() != image.Rect(0, 0, w, h) {
		t.Fatalf("image is %v, want %d×%d", d.Image.Bounds(), w, h)
	}
	return d
}

func TestAt(t *testing.T) {
	d := Drawing{Scale: 1, Hits: []Hit{
		{Rect: image.Rect(0, 0, 100, 100), Series: HitPanel, Key: "panel"},
		{Rect: image.Rect(10, 10, 20, 20), Key: "a"},
		{Rect: image.Rect(16, 10, 26, 20), Key: "b"},
		{Rect: image.Rect(95, 95, 105, 105), Key: "corner"},
	}}
	for _, c := range []struct {
		x, y int
		want string
	}{
		{12, 15, "a"}, {17, 15, "a"}, {19, 15, "b"}, {24, 15, "b"}, // overlap: the nearest centre
		{6, 15, "a"}, {10, 24, "a"}, {29, 15, "b"}, // within a few pixels
		{50, 50, "panel"}, {0, 0, "panel"}, {99, 40, "panel"},
		{100, 40, ""}, {-1, 40, ""}, // an area ends at its edge
		{104, 104, "corner"}, {109, 104, "corner"}, {110, 104, ""},
	} {
		h, ok := d.At(c.x, c.y)
		if h.Key != c.want || ok != (c.want != "") {
			t.Errorf("At(%d, %d) = %q, %v; want %q", c.x, c.y, h.Key, ok, c.want)
		}
	}
	if _, ok := (Drawing{}).At(0, 0); ok {
		t.Error("an empty drawing has nothing to find")
	}
}

func TestClickOnPointFindsIt(t *testing.T) {
	for _, scale := range []float64{1, 1.25, 2} {
		tr := sampleTrend()
		d := drawAt(t, tr, int(480*scale), int(260*scale), scale)
		for i, p := range tr.Series[0].Points {
			if tr.Series[0].Points[i].Key == "" {
				t.Fatal("sample without key")
			}
			x, y := int(math.Round(d.X.Pixel(float64(i)))), int(math.Round(d.Y.Pixel(p.Value)))
			for _, off := range []int{0, int(3 * scale), -int(3 * scale)} {
				h, ok := d.At(x, y+off)
				if !ok || h.Key != p.Key || h.Series != 0 || h.Index != i || h.Text != p.Text {
					t.Errorf("scale %v: At point %d gives %+v, %v", scale, i, h, ok)
				}
			}
		}
		if h, ok := d.At(int(d.X.Pixel(25)), d.Plot.Min.Y+5); !ok || h.Series != HitRegion || h.Key != "unripe" {
			t.Errorf("unripe region: got %+v, %v", h, ok)
		}
		if h, ok := d.At(int(d.X.Pixel(13.5)), d.Plot.Max.Y-5); !ok || h.Series != HitMarker || h.Key != "action-1" {
			t.Errorf("marker: got %+v, %v", h, ok)
		}
	}
}

func TestWithheldPointIsAGap(t *testing.T) {
	tr := gapTrend()
	d := drawAt(t, tr, 480, 260, 1)
	for _, h := range d.Hits {
		if h.Series == 0 && (h.Index == 5 || h.Index == 6 || h.Index == 8) {
			t.Errorf("withheld point %d has a mark", h.Index)
		}
	}
	if h, ok := d.At(int(d.X.Pixel(5)), d.Plot.Max.Y-8); !ok || h.Series != HitGap || h.Text != tr.Series[0].Points[5].Text {
		t.Errorf("a withheld point does not say why: %+v, %v", h, ok)
	}
	// The blue line must not run through the gap.
	y0, y1 := d.Plot.Min.Y, d.Plot.Max.Y
	x := int(d.X.Pixel(5.5))
	for y := y0; y < y1; y++ {
		c := d.Image.RGBAAt(x, y)
		if c.B > 0xa0 && c.R < 0x60 {
			t.Fatalf("blue at (%d, %d) within the gap", x, y)
		}
	}
	if h, ok := d.At(int(d.X.Pixel(3)), 220); !ok || h.Series != HitCount || h.Index != 3 || h.Key != tr.Series[0].Points[3].Key {
		t.Errorf("bar of counts: got %+v, %v", h, ok)
	}
}

func TestPanelNamesItself(t *testing.T) {
	d := drawAt(t, sampleMultiples(6), 560, 320, 1)
	if d.Shown != 6 {
		t.Fatalf("%d panels shown, want 6", d.Shown)
	}
	seen := map[string]bool{}
	for y := 0; y < 320; y += 4 {
		for x := 0; x < 560; x += 4 {
			if h, ok := d.At(x, y); ok {
				seen[h.Key] = true
			}
		}
	}
	if len(seen) != 6 {
		t.Errorf("keys found: %v, want six", seen)
	}
	if m := sampleMultiples(40); drawAt(t, m, 600, m.Height(600, Style{}), 1).Shown != 40 {
		t.Error("Height leaves no room for all panels")
	}
}

func TestBarsRows(t *testing.T) {
	b := sampleBars()
	d := drawAt(t, b, 480, b.Height(Style{}), 1)
	if d.Shown != len(b.Rows) {
		t.Fatalf("%d rows shown, want all %d", d.Shown, len(b.Rows))
	}
	h, ok := d.At(300, int(pad+2.5*barRow))
	if !ok || h.Key != "row2" || h.Text != b.Rows[2].Name+"\ntip" {
		t.Errorf("a shortened name must be whole in the hit; got %+v", h)
	}
	if h, _ := d.At(300, int(pad+0.5*barRow)); h.Text != "tip" {
		t.Errorf("a name that fits is not repeated; got %q", h.Text)
	}
	if d := drawAt(t, b, 480, 100, 1); d.Shown != 2 {
		t.Errorf("%d rows shown in 100 px, want 2 and the line that says how many more", d.Shown)
	}
}

func TestCurveGivesWindow(t *testing.T) {
	for _, scale := range []float64{1, 1.5} {
		d := drawAt(t, sampleCurve(), int(340*scale), int(200*scale), scale)
		for _, want := range []float64{0, 1, 7, 14.5, 30} {
			if got := d.X.Value(d.X.Pixel(want)); math.Abs(got-want) > 1e-9 {
				t.Errorf("window %v came back as %v", want, got)
			}
		}
		if got := d.X.Value(-50); got != 0 {
			t.Errorf("left of the axis is window %v, want 0", got)
		}
		if got := d.X.Value(9999); got != 30 {
			t.Errorf("right of the axis is window %v, want 30", got)
		}
		if h, ok := d.At(int(d.X.Pixel(7)), d.Plot.Min.Y+4); !ok || h.Series != HitMarker || h.Text != "sleep" {
			t.Errorf("marker: got %+v, %v", h, ok)
		}
	}
}

// charts under test, each also with nothing in it.
var allCharts = map[string]Chart{
	"control": sampleControl(), "control days": controlDays(300), "control multiples": controlMultiples(),
	"no control": Control{Labels: weeks(4), Message: "Niets."}, "bare control": Control{Points: wave(3, 0.2)},
	"odd control": Control{Points: wave(3, 0.2), Limits: make([]Limits, 9), Excluded: make([]bool, 9), Target: &Target{Value: math.NaN()},
		Phases: []Phase{{To: 2, Centre: math.NaN()}, {From: 2, To: 99, Centre: 0.2}, {From: 7, To: 3}}, Events: []Marker{{At: 99, Kind: Holiday}}},
	"trend": sampleTrend(), "gaps": gapTrend(), "long": longTrend(600), "multiples": sampleMultiples(7), "bars": sampleBars(), "curve": sampleCurve(), "curves": twoCurves(),
	"no trend": Trend{}, "no points": Trend{Series: []Series{{}}, Labels: weeks(3), Message: "leeg"}, "no multiples": Multiples{}, "no bars": Bars{}, "no curve": Curve{},
	"all withheld": Trend{Series: []Series{{Points: []Point{{Value: math.NaN()}, {Value: math.Inf(1)}}}}, Message: "te weinig"},
	"empty panel":  Multiples{Panels: []Panel{{Title: "leeg"}, {}}},
	"odd places": Trend{Labels: weeks(3), Series: []Series{{Points: wave(3, 0.2)}}, Regions: []Region{{From: -4, To: 1}, {From: 2, To: 99}, {From: 2, To: 1}},
		Markers: []Marker{{At: math.NaN()}, {At: -9}, {At: 99}}, Levels: []Level{{Value: math.NaN()}, {Value: 0.2, From: -3, To: 50}}},
	"bare bars": Bars{Rows: []Bar{{}, {Name: "x", Length: math.NaN()}, {Length: -1}, {Length: math.Inf(1)}}},
}

func TestEverySize(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	for name, c := range allCharts {
		for _, size := range [][2]int{{1, 1}, {3, 400}, {400, 3}, {40, 40}, {90, 60}, {200, 130}, {1200, 700}} {
			for _, scale := range []float64{0.5, 1, 3} {
				d := drawAt(t, c, size[0], size[1], scale)
				for _, h := range d.Hits {
					if h.Rect.Empty() {
						t.Errorf("%s %v: empty hit %+v", name, size, h)
					}
				}
			}
		}
	}
}

// TestNothingTouchesTheEdge looks for texts and marks cut off by the border of the picture.
func TestNothingTouchesTheEdge(t *testing.T) {
	for name, c := range allCharts {
		for _, size := range [][2]int{{260, 180}, {480, 260}, {813, 411}} {
			d := drawAt(t, c, size[0], size[1], 1)
			w, h := size[0], size[1]
			back := d.Image.RGBAAt(0, 0)
			for x := range w {
				if d.Image.RGBAAt(x, 0) != back || d.Image.RGBAAt(x, h-1) != back {
					t.Errorf("%s %v: something at the top or bottom edge, x %d", name, size, x)
					break
				}
			}
			for y := range h {
				if d.Image.RGBAAt(0, y) != back || d.Image.RGBAAt(w-1, y) != back {
					t.Errorf("%s %v: something at the left or right edge, y %d", name, size, y)
					break
				}
			}
		}
	}
}

func TestEqualInputEqualOutput(t *testing.T) {
	for name, c := range allCharts {
		a, b := drawAt(t, c, 300, 200, 1), drawAt(t, c, 300, 200, 1)
		if !bytes.Equal(a.Image.Pix, b.Image.Pix) {
			t.Errorf("%s: two drawings differ", name)
		}
		var s1, s2 bytes.Buffer
		if err := errors.Join(SVG(&s1, c, 300, 200, Style{}), SVG(&s2, c, 300, 200, Style{})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(s1.Bytes(), s2.Bytes()) {
			t.Errorf("%s: two SVG files differ", name)
		}
	}
}

func TestSVG(t *testing.T) {
	var buf bytes.Buffer
	if err := SVG(&buf, sampleBars(), 480, 260, Style{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Financiële vergoeding één ouder", "'Liberation Sans',Arial", `width="360pt"`} {
		if !strings.Contains(buf.String(), want) {
			t.Errorf("no %q in the SVG", want)
		}
	}
	for name, c := range allCharts {
		var one bytes.Buffer
		if err := SVG(&one, c, 480, 260, Style{Dark: true, Scale: 1.5}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(one.String(), "NaN") || strings.Contains(one.String(), "Inf") {
			t.Errorf("%s: no number in the SVG", name)
		}
		for x := xml.NewDecoder(&one); ; {
			if _, err := x.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if SVG(&buf, stranger{}, 10, 10, Style{}) == nil {
		t.Error("a chart from elsewhere cannot be written, and must say so")
	}
}

// stranger is a Chart of another package.
type stranger struct{}

func (stranger) Draw(context.Context, int, int, Style) (Drawing, error) { return Drawing{}, nil }

func TestPNG(t *testing.T) {
	var buf bytes.Buffer
	if err := PNG(&buf, sampleTrend(), 300, 200, Style{}); err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(&buf)
	if err != nil || img.Bounds() != image.Rect(0, 0, 300, 200) {
		t.Errorf("%v, %v", img.Bounds(), err)
	}
}

func TestDrawRefuses(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range allCharts {
		if _, err := c.Draw(ctx, 100, 100, Style{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled drawing gives %v", name, err)
		}
		for _, size := range [][2]int{{0, 10}, {10, -1}, {1 << 30, 10}} {
			if _, err := c.Draw(context.Background(), size[0], size[1], Style{}); err == nil {
				t.Errorf("%s: size %v was accepted", name, size)
			}
		}
	}
}
