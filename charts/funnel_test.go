package charts

import (
	"context"
	"fmt"
	"math"
	"testing"
)

func ExampleFunnel() {
	f := Funnel{
		Points: []FunnelPoint{
			{X: 80, Y: 1.05, Key: "M001", Text: "M001: binnen de grenzen"},
			{X: 120, Y: 1.44, Tone: Bad, Label: "M014", Key: "M014", Text: "M014: 1,44 keer zoveel als verwacht"},
		},
		Limits: []FunnelLimit{{X: 60, InnerLow: .75, InnerHigh: 1.25, OuterLow: .6, OuterHigh: 1.4}, {X: 140, InnerLow: .85, InnerHigh: 1.15, OuterLow: .75, OuterHigh: 1.25}},
		Target: 1,
	}
	d := pictured("funnel", f, 400, 240)
	hit, _ := d.At(int(d.X.Pixel(120)), int(d.Y.Pixel(1.44)))
	fmt.Println(d.Shown, "units;", hit.Text)
	// Output: 2 units; M014: 1,44 keer zoveel als verwacht
}

func TestFunnelHitsAndAxes(t *testing.T) {
	for _, n := range []int{70, 1000} {
		f := sampleFunnel(n)
		f.Points[3].X = math.NaN() // withheld
		d, err := f.Draw(context.Background(), 600, 400, Style{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Shown != n-1 || len(d.Hits) != n-1 {
			t.Errorf("%d shown, %d hits of %d points", d.Shown, len(d.Hits), n)
		}
		if logarithmic := d.X == (Axis{}); logarithmic != (n == 1000) {
			t.Errorf("%d points: x axis %+v", n, d.X)
		}
		for _, h := range d.Hits {
			p := f.Points[h.Index]
			if p.Key != h.Key || p.Text != h.Text {
				t.Errorf("hit %+v is of %+v", h, p)
			}
			mid := float64(h.Rect.Min.Y+h.Rect.Max.Y) / 2
			if math.Abs(d.Y.Pixel(p.Y)-mid) > 2 {
				t.Errorf("%s lies at %g, want %g", p.Key, mid, d.Y.Pixel(p.Y))
			}
			if n == 70 && math.Abs(d.X.Pixel(p.X)-float64(h.Rect.Min.X+h.Rect.Max.X)/2) > 2 {
				t.Errorf("%s lies at %v", p.Key, h.Rect)
			}
		}
	}
}

func TestFunnelOfNothing(t *testing.T) {
	for _, f := range []Funnel{{}, {Message: "Niets."}, {Points: []FunnelPoint{{X: math.NaN(), Y: 1}}}, {Points: []FunnelPoint{{X: 0, Y: 0}}}, {Points: []FunnelPoint{{X: 5, Y: 1}}, Target: 1}} {
		for _, size := range [][2]int{{1, 1}, {40, 40}, {300, 200}} {
			if _, err := f.Draw(context.Background(), size[0], size[1], Style{}); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestCutLine(t *testing.T) {
	parts := cutLine([]pt{{0, -10}, {10, 10}, {20, 30}, {30, 10}, {40, 10}}, 0, 20)
	want := [][]pt{{{5, 0}, {10, 10}, {15, 20}}, {{25, 20}, {30, 10}, {40, 10}}}
	if fmt.Sprint(parts) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", parts, want)
	}
	if parts := cutLine([]pt{{0, -5}, {10, -1}}, 0, 20); len(parts) != 0 {
		t.Errorf("outside: %v", parts)
	}
}
