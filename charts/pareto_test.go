package charts

import (
	"context"
	"fmt"
	"math"
	"testing"
)

func ExamplePareto() {
	p := Pareto{Mark: 0.8, Rows: []ParetoRow{
		{Name: "Pakket zoek", Value: 300, Low: 250, High: 350, Cumulated: 0.75, Label: "+300", Text: "300 meer dan verwacht"},
		{Name: "Betalingsregeling", Value: 100, Low: 60, High: 140, Cumulated: 1, Label: "+100", Text: "100 meer dan verwacht"},
		{Name: "Zorg zoeken", Value: -80, Low: -110, High: -50, Cumulated: math.NaN(), Label: "−80", Text: "80 minder dan verwacht"},
	}}
	for _, h := range pictured("pareto", p, 500, p.Height(Style{})).Hits {
		fmt.Println(h.Text)
	}
	// Output:
	// 300 meer dan verwacht
	// 100 meer dan verwacht
	// 80 minder dan verwacht
}

func TestParetoFoldsItsTail(t *testing.T) {
	p := samplePareto()
	whole, err := p.Draw(context.Background(), 640, p.Height(Style{}), Style{})
	if err != nil {
		t.Fatal(err)
	}
	if whole.Shown != len(p.Rows) || len(whole.Hits) != len(p.Rows) {
		t.Errorf("%d rows and %d hits at full height", whole.Shown, len(whole.Hits))
	}
	for fit := 1; fit < len(p.Rows); fit++ {
		rows, shown := p.fold(fit)
		sum := 0.0
		for _, r := range rows {
			sum += r.Value
		}
		if len(rows) > fit || fit > 1 && math.Abs(sum-1470) > 1e-9 {
			t.Errorf("room for %d: %d items, %d rows that add up to %g", fit, shown, len(rows), sum)
		}
	}
	p.Rest = nil
	if rows, shown := p.fold(4); len(rows) != 4 || shown != 4 {
		t.Errorf("without a rest %d rows", len(rows))
	}
}

// Bars lie on the side of their sign, and the scale turns places back into values.
func TestParetoSides(t *testing.T) {
	p := samplePareto()
	d, err := p.Draw(context.Background(), 640, p.Height(Style{}), Style{})
	if err != nil {
		t.Fatal(err)
	}
	accent := Style{}.Palette().Accent
	for i, r := range p.Rows {
		y := (d.Hits[i].Rect.Min.Y+d.Hits[i].Rect.Max.Y)/2 + 4
		if math.Abs(r.Value) < 50 {
			continue
		}
		if got := d.Image.RGBAAt(int(d.X.Pixel(r.Value*0.3)), y); got.R != accent.R || got.B != accent.B {
			t.Errorf("no bar at %g of %s: %v", r.Value*0.3, r.Name, got)
		}
		if got := d.Image.RGBAAt(int(d.X.Pixel(-r.Value*0.3)), y); got.R == accent.R && got.B == accent.B {
			t.Errorf("a bar on the other side of %s", r.Name)
		}
	}
	for _, size := range [][2]int{{1, 1}, {60, 60}, {200, 90}} {
		if _, err := p.Draw(context.Background(), size[0], size[1], Style{}); err != nil {
			t.Error(err)
		}
	}
	if _, err := (Pareto{}).Draw(context.Background(), 100, 100, Style{}); err != nil {
		t.Error(err)
	}
}

// One row far below zero does not press the others flat: its bar is cut, its label says its value.
func TestParetoCutsWhatLiesFarBelow(t *testing.T) {
	nan := math.NaN()
	p := Pareto{Rows: []ParetoRow{{Name: "a", Value: 200, Low: 150, High: 250, Cumulated: 1, Label: "+200"}, {Name: "b", Value: -900, Low: nan, High: nan, Cumulated: nan, Label: "−900", Text: "tip"}}}
	d, err := p.Draw(context.Background(), 640, 200, Style{})
	if err != nil {
		t.Fatal(err)
	}
	if left := d.X.Value(float64(d.Plot.Min.X)); left < -300 || left > -100 {
		t.Errorf("the scale goes down to %g", left)
	}
	if len(d.Hits) != 2 || d.Hits[1].Text != "tip" {
		t.Errorf("%+v", d.Hits)
	}
}
