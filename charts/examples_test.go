package charts

import (
	"context"
	"fmt"
	"path/filepath"
)

// pictured draws the chart of an example: what it shows is the picture example_NAME.png, or the example fails.
func pictured(name string, c Chart, width, height int) Drawing {
	d, err := c.Draw(context.Background(), width, height, Style{})
	if err == nil {
		err = sameAs(filepath.Join("testdata", "example_"+name+".png"), d.Image)
	}
	if err != nil {
		fmt.Println(err)
	}
	return d
}

// marks draws the chart of an example and writes what can be pointed at.
func marks(name string, c Chart, width, height int) {
	d := pictured(name, c, width, height)
	for _, h := range d.Hits {
		fmt.Println(h.Series, h.Index, h.Text)
	}
}

func ExampleTrend() {
	marks("trend", Trend{
		Labels:  []string{"wk 1", "wk 2", "wk 3"},
		Series:  []Series{{Name: "HHV", Points: []Point{{Value: 0.24, Low: 0.2, High: 0.28, Text: "wk 1: 24 %"}, {Value: 0.31, Text: "wk 2: 31 %"}, {Value: 0.29, Text: "wk 3: nog niet rijp"}}}},
		Levels:  []Level{{Value: 0.27, Label: "gemiddeld 27 %"}},
		Regions: []Region{{From: 2, To: 3, Label: "nog niet rijp", Text: "nog niet rijp"}},
		Format:  percent,
	}, 480, 260)
	// Output:
	// -3 0 nog niet rijp
	// 0 0 wk 1: 24 %
	// 0 1 wk 2: 31 %
	// 0 2 wk 3: nog niet rijp
}

func ExampleMultiples() {
	marks("multiples", Multiples{
		Labels: []string{"wk 1", "wk 2"},
		Panels: []Panel{
			{Key: "Betalen", Title: "Betalen", Note: "31 %", Points: []Point{{Value: 0.29, Text: "wk 1: 29 %"}, {Value: 0.31, Text: "wk 2: 31 %"}}, Text: "Betalen: 31 %"},
			{Key: "Bezorgen", Title: "Bezorgen", Note: "18 %", Points: []Point{{Value: 0.22, Text: "wk 1: 22 %"}, {Value: 0.18, Text: "wk 2: 18 %"}}, Text: "Bezorgen: 18 %"},
		},
		Format: percent,
	}, 480, 200)
	// Output:
	// -4 0 Betalen: 31 %
	// 0 0 wk 1: 29 %
	// 0 1 wk 2: 31 %
	// -4 1 Bezorgen: 18 %
	// 1 0 wk 1: 22 %
	// 1 1 wk 2: 18 %
}

func ExampleBars() {
	marks("bars", Bars{Rows: []Bar{
		{Key: "Pakket zoek", Name: "Pakket zoek", Length: 0.46, Value: "46 %", Note: "2.410", Tone: Bad, Text: "46 % van 2.410 contacten"},
		{Key: "Adres wijzigen", Name: "Adres wijzigen", Length: 0.12, Value: "12 %", Text: "12 % van 801 contacten"},
	}}, 480, 120)
	// Output:
	// 0 0 46 % van 2.410 contacten
	// 0 1 12 % van 801 contacten
}

func ExampleCurve() {
	marks("curve", Curve{
		Lines:       []CurveLine{{Points: []CurvePoint{{Window: 1, Value: 0.19, Text: "1 d: 19 %"}, {Window: 7, Value: 0.33, Text: "7 d: 33 %"}}}},
		Current:     7,
		CurrentText: "nu 7 dagen",
		FormatX:     func(days float64) string { return fmt.Sprint(days, " d") },
		Format:      percent,
	}, 480, 260)
	// Output:
	// 0 0 1 d: 19 %
	// 0 1 7 d: 33 %
	// -2 0 nu 7 dagen
}
