package charts

import (
	"context"
	"fmt"
	"math"
	"testing"
)

func points(x float64) string { return fmt.Sprintf("%+.0f pt", 100*x) }

func sampleEffect() Effect {
	nan := math.NaN()
	return Effect{
		RateName: "Gevolgd binnen 7 dagen", DifferenceName: "Verschil in procentpunten", Below: "minder herhaling", Above: "meer herhaling",
		Format: percent, FormatDifference: points,
		Rates: []EffectRow{
			{Key: "before", Name: "Vóór de start", Value: 0.419, Low: 0.381, High: 0.459, Label: "41,9 %", Text: "260 van 620"},
			{Key: "after", Name: "Sinds de start", Value: 0.271, Low: 0.25, High: 0.293, Label: "27,1 %", Text: "434 van 1.603"},
			{Key: "others_before", Name: "Anderen, ervoor", Value: 0.239, Low: 0.233, High: 0.245, Label: "23,9 %", Tone: Faint},
			{Key: "others_after", Name: "Anderen, sindsdien", Value: 0.237, Low: 0.231, High: 0.242, Label: "23,7 %", Tone: Faint},
		},
		Differences: []EffectRow{
			{Key: "effect", Name: "Tegenover anderen", Value: -0.156, Low: -0.203, High: -0.108, Label: "−15,6 pt", Tone: Good, Text: "lager"},
			{Key: "crude", Name: "Kaal", Value: -0.149, Low: -0.194, High: -0.104, Label: "−14,9 pt", Tone: Faint},
			{Key: "series", Name: "Volgens de wekenreeks", Value: -0.173, Low: -0.29, High: -0.057, Label: "−17,3 pt", Tone: Faint},
			{Key: "none", Name: "Nog onbekend", Value: nan, Low: nan, High: nan, Label: "–"},
		},
	}
}

func ExampleEffect() {
	e := Effect{Format: percent, FormatDifference: points,
		Rates: []EffectRow{
			{Name: "Vóór de start", Value: 0.42, Low: 0.38, High: 0.46, Label: "42 %", Text: "260 van 620"},
			{Name: "Sinds de start", Value: 0.27, Low: 0.25, High: 0.29, Label: "27 %", Text: "434 van 1.603"},
		},
		Differences: []EffectRow{{Name: "Verschil", Value: -0.15, Low: -0.19, High: -0.1, Label: "−15 pt", Tone: Good, Text: "lager: −15 pt"}},
	}
	for _, h := range pictured("effect", e, 500, e.Height(Style{})).Hits {
		fmt.Println(h.Series, h.Index, h.Text)
	}
	// Output:
	// 0 0 260 van 620
	// 0 1 434 van 1.603
	// 1 0 lager: −15 pt
}

// Marks lie where the scale says, left of nothing when there is less; small and empty pictures do not fail.
func TestEffectPlaces(t *testing.T) {
	e := sampleEffect()
	d, err := e.Draw(context.Background(), 640, e.Height(Style{}), Style{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Hits) != len(e.Rates)+len(e.Differences) {
		t.Errorf("%d hits", len(d.Hits))
	}
	good := Style{}.Palette().tone(Good, Style{}.Palette().Accent)
	at := d.Hits[len(e.Rates)].Rect
	y := (at.Min.Y + at.Max.Y) / 2
	if got := d.Image.RGBAAt(int(d.X.Pixel(-0.156)), y); got.R != good.R || got.G != good.G {
		t.Errorf("no mark at its value: %v", got)
	}
	if d.X.Pixel(0) <= d.X.Pixel(-0.108) || d.X.Value0 > -0.29 {
		t.Errorf("the scale runs from %g to %g", d.X.Value0, d.X.Value1)
	}
	for _, size := range [][2]int{{1, 1}, {60, 60}, {200, 90}, {330, 200}} {
		if _, err := e.Draw(context.Background(), size[0], size[1], Style{}); err != nil {
			t.Error(err)
		}
	}
	if _, err := (Effect{Message: "te vroeg"}).Draw(context.Background(), 300, 100, Style{}); err != nil {
		t.Error(err)
	}
}
