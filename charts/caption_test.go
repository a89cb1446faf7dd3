package charts

import (
	"bytes"
	"context"
	"image"
	"math"
	"strings"
	"testing"
)

// A caption moves a chart down and changes nothing else of it.
func TestCaptionMovesTheChartDown(t *testing.T) {
	for _, scale := range []float64{1, 1.5} {
		for name, chart := range map[string]Chart{"trend": gapTrend(), "multiples": sampleMultiples(6), "bars": sampleBars(), "curve": sampleCurve()} {
			st := Style{Scale: scale}
			c := captioned(chart)
			down := c.Above(600, st)
			under, err := c.Draw(context.Background(), 600, 300+down, st)
			if err != nil {
				t.Fatal(err)
			}
			alone, err := chart.Draw(context.Background(), 600, 300, st)
			if err != nil {
				t.Fatal(err)
			}
			moved := alone.moved(down)
			if len(under.Hits) != len(moved.Hits) || under.Plot != moved.Plot || under.X != moved.X ||
				math.Abs(under.Y.Pixel0-moved.Y.Pixel0) > 1e-6 || math.Abs(under.Y.Pixel1-moved.Y.Pixel1) > 1e-6 {
				t.Fatalf("%s ×%v: plot %v, want %v; %d hits, want %d", name, scale, under.Plot, moved.Plot, len(under.Hits), len(moved.Hits))
			}
			for i := range under.Hits {
				if under.Hits[i] != moved.Hits[i] {
					t.Fatalf("%s ×%v: hit %+v, want %+v", name, scale, under.Hits[i], moved.Hits[i])
				}
			}
			bad := 0
			for y := range 300 {
				a, b := under.Image.PixOffset(0, y+down), alone.Image.PixOffset(0, y)
				if !bytes.Equal(under.Image.Pix[a:a+600*4], alone.Image.Pix[b:b+600*4]) {
					bad++
				}
			}
			if bad > 0 {
				t.Errorf("%s ×%v: %d rows differ", name, scale, bad)
			}
		}
	}
}

func TestCaptionStandsInTheDrawing(t *testing.T) {
	var svg bytes.Buffer
	if err := SVG(&svg, captioned(sampleTrend()), 1200, 500, Style{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"over welke reden", "proces is Declaraties", "per week"} {
		if !strings.Contains(svg.String(), want) {
			t.Errorf("the drawing does not say %q", want)
		}
	}
}

func TestCaptionIsNotEndless(t *testing.T) {
	c := Captioned{Title: "t", Lines: []string{strings.Repeat("waarde of ", 2000)}, Chart: sampleTrend()}
	lines, height := c.layout(400, Style{})
	if len(lines) != 1+captionLines || !strings.HasSuffix(lines[captionLines].text, "…") || height > 120 {
		t.Errorf("%d lines, %v high, the last %q", len(lines), height, lines[len(lines)-1].text)
	}
}

// other is a chart of someone else.
type other struct{}

func (other) Draw(context.Context, int, int, Style) (Drawing, error) {
	return Drawing{Image: image.NewRGBA(image.Rect(0, 0, 1, 1))}, nil
}

func TestCaptionOfNothing(t *testing.T) {
	for _, chart := range []Chart{nil, other{}} {
		if _, err := (Captioned{Title: "t", Chart: chart}).Draw(context.Background(), 100, 100, Style{}); err == nil {
			t.Errorf("%T: drawn", chart)
		}
	}
	d, err := captioned(sampleTrend()).Draw(context.Background(), 200, 60, Style{}) // no room left for the chart
	if err != nil || d.Image == nil {
		t.Errorf("%v", err)
	}
	if n := (Captioned{}).Above(100, Style{}); n != 0 {
		t.Errorf("no caption takes %d pixels", n)
	}
}
