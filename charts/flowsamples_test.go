package charts

import (
	"context"
	"fmt"
	"math"
	"testing"
)

// risen is a curve of shares that rise to most, with a band and marks at the usual days.
func risen(name string, most, speed float64, n int) SurvivalLine {
	at := func(t float64) SurvivalStep {
		v := most * (1 - math.Exp(-t*speed))
		half := 0.012 + 0.0012*t
		return SurvivalStep{Time: t, Value: v, Low: max(0, v-half), High: v + half}
	}
	l := SurvivalLine{Name: name, End: 30}
	for i := 1; i <= n; i++ {
		l.Steps = append(l.Steps, at(30*float64(i)*float64(i)/float64(n*n)))
	}
	for k, t := range []float64{1, 2, 3, 7, 14, 30} {
		p := at(t)
		p.Key, p.Text = days(t), fmt.Sprintf("%s binnen %s: %s", name, days(t), percent1(p.Value))
		l.Marks = append(l.Marks, p)
		l.Risk = append(l.Risk, whole(4000-float64(k)*430))
	}
	return l
}

func sampleSurvival(lines ...SurvivalLine) Survival {
	return Survival{
		Lines: lines, Max: 30, Ticks: []float64{1, 2, 3, 7, 14, 30}, FormatX: days, Format: percent,
		Promise: 2, PromiseLabel: "beloofd: 2 dagen", PromiseText: "1.204 belden eerder, 880 later",
		RiskName: "nog te volgen", Message: "Geen contacten.",
	}
}

func sampleChains() Chains {
	c := Chains{XName: "contacten in een episode", Format: percent, Message: "Geen episodes."}
	for i, n := range []int{6120, 1410, 522, 240, 118, 60, 33, 18, 9, 21} {
		b := ChainBar{Key: fmt.Sprint(i + 1), Label: fmt.Sprint(i + 1), Value: float64(n) / 8551, Count: whole(float64(n)), Text: fmt.Sprintf("%d episodes van %d", n, i+1)}
		if i == 0 {
			b.Tone = Good
		}
		if i == 9 {
			b.Label = "10+"
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

var flowNames = []string{"Pakket zoek", "Bezorging gemist", "Adres wijzigen", "Betalingsregeling", "Factuur onduidelijk", "Incasso", "Wachtwoord vergeten", "Overige"}

func sampleMatrix(n int) Matrix {
	m := Matrix{RowName: "eerste contact", ColumnName: "tweede contact", More: "meer dan verwacht", Fewer: "minder dan verwacht", Twice: "twee keer hetzelfde", Message: "Geen paren."}
	for i := range n {
		name := fmt.Sprint(flowNames[i%len(flowNames)], map[bool]string{true: fmt.Sprint(" ", i/len(flowNames)+1)}[n > len(flowNames)])
		m.Rows = append(m.Rows, MatrixSide{name, whole(float64(900 - i*17))})
		m.Columns = append(m.Columns, MatrixSide{Name: name})
		var row []MatrixCell
		for j := range n {
			d := math.Abs(float64(i - j))
			shade := 1.1*math.Exp(-d*0.9) - 0.32
			c := MatrixCell{Label: percent(0.5 * math.Exp(-d)), Shade: shade, Stands: math.Abs(shade) > 0.3, Twice: i == j, Key: fmt.Sprint(i, j),
				Text: fmt.Sprintf("%s, dan %s", m.Rows[i].Name, flowNames[j%len(flowNames)])}
			if i+j == 9 {
				c = MatrixCell{Empty: true, Text: "geen"}
			}
			row = append(row, c)
		}
		m.Cells = append(m.Cells, row)
	}
	return m
}

func sampleSankey() Sankey {
	k := Sankey{LeftName: "eerste contact", RightName: "tweede contact", Message: "Geen paren."}
	for i, name := range flowNames {
		total := 900 - 100*float64(i)
		k.Left = append(k.Left, SankeyNode{Key: name, Name: name, Note: whole(total), Total: total, Text: name + " als eerste"})
		k.Right = append(k.Right, SankeyNode{Key: name, Name: name, Note: whole(total), Total: total, Text: name + " als tweede"})
	}
	for _, f := range [][3]int{{0, 0, 410}, {0, 1, 260}, {1, 0, 190}, {2, 1, 240}, {3, 4, 220}, {4, 3, 160}, {4, 5, 140}, {5, 3, 120}, {6, 6, 90}, {1, 1, 200}, {0, 7, 40}} {
		k.Flows = append(k.Flows, SankeyFlow{From: f[0], To: f[1], Value: float64(f[2]), Label: whole(float64(f[2])), Faint: f[0] == f[1],
			Text: fmt.Sprintf("%s naar %s: %d", flowNames[f[0]], flowNames[f[1]], f[2])})
	}
	return k
}

func ExampleSurvival() {
	marks("survival", Survival{
		Lines:   []SurvivalLine{{Steps: []SurvivalStep{{Time: 0.2, Value: 0.1}, {Time: 3, Value: 0.3}}, End: 30, Marks: []SurvivalStep{{Time: 1, Value: 0.1, Text: "1 dag: 10 %"}, {Time: 7, Value: 0.3, Text: "7 dagen: 30 %"}}}},
		Max:     30,
		Promise: 2, PromiseLabel: "beloofd", PromiseText: "beloofd: 2 dagen",
		Format: percent,
	}, 480, 260)
	// Output:
	// -2 0 beloofd: 2 dagen
	// 0 0 1 dag: 10 %
	// 0 1 7 dagen: 30 %
}

func ExampleChains() {
	marks("chains", Chains{Bars: []ChainBar{{Label: "1", Value: 0.8, Count: "80", Text: "80 van een"}, {Label: "2", Value: 0.2, Count: "20", Text: "20 van twee"}}, Format: percent}, 480, 260)
	// Output:
	// 0 0 80 van een
	// 0 1 20 van twee
}

func ExampleMatrix() {
	marks("matrix", Matrix{
		Rows: []MatrixSide{{Name: "Zoek"}, {Name: "Kapot"}}, Columns: []MatrixSide{{Name: "Zoek"}, {Name: "Kapot"}},
		Cells: [][]MatrixCell{{{Text: "weer zoek"}, {Text: "zoek, dan kapot"}}, {{Text: "kapot, dan zoek"}, {Text: "weer kapot"}}},
	}, 480, 260)
	// Output:
	// 0 0 weer zoek
	// 0 1 zoek, dan kapot
	// 1 0 kapot, dan zoek
	// 1 1 weer kapot
}

func ExampleSankey() {
	marks("sankey", Sankey{
		Left: []SankeyNode{{Name: "Zoek", Total: 5, Text: "5 zoek"}}, Right: []SankeyNode{{Name: "Kapot", Total: 4, Text: "4 kapot"}},
		Flows: []SankeyFlow{{Value: 4, Text: "4 keer zoek, dan kapot"}},
	}, 480, 260)
	// Output:
	// 0 0 4 keer zoek, dan kapot
	// 0 0 4 keer zoek, dan kapot
	// 0 0 4 keer zoek, dan kapot
	// 0 0 4 keer zoek, dan kapot
	// 0 0 4 keer zoek, dan kapot
	// 0 0 4 keer zoek, dan kapot
	// 0 0 4 keer zoek, dan kapot
	// 1 0 5 zoek
	// 2 0 4 kapot
}

// At any size, also the smallest, the charts are drawn without a word of complaint and stay within the picture.
func TestFlowChartsAtAnySize(t *testing.T) {
	for name, c := range map[string]Chart{"survival": sampleSurvival(risen("een", 0.4, 0.5, 60), risen("twee", 0.2, 0.2, 60)), "chains": sampleChains(),
		"matrix": sampleMatrix(8), "large matrix": sampleMatrix(60), "sankey": sampleSankey(), "nothing": Survival{}, "no chains": Chains{}, "no matrix": Matrix{}, "no flows": Sankey{}} {
		for _, size := range [][2]int{{1, 1}, {30, 20}, {90, 400}, {400, 60}, {300, 200}, {1600, 1000}} {
			for _, s := range []Style{{}, {Scale: 1.5, Dark: true}, {Print: true, FontSize: 16}} {
				d, err := c.Draw(context.Background(), size[0], size[1], s)
				if err != nil {
					t.Fatalf("%s at %v: %v", name, size, err)
				}
				for _, h := range d.Hits {
					if h.Rect.Empty() || h.Rect.Min.X < -20 || h.Rect.Max.X > size[0]+20 {
						t.Errorf("%s at %v: %+v", name, size, h)
					}
				}
			}
		}
	}
}

// A matrix that is larger than there is room for shows the rows that fit.
func TestLargeMatrix(t *testing.T) {
	d, err := sampleMatrix(60).Draw(context.Background(), 500, 400, Style{})
	if err != nil || d.Shown >= 60 || d.Shown < 10 || !d.Grid {
		t.Errorf("%d rows, %v", d.Shown, err)
	}
	if h := sampleMatrix(60).Height(Style{}); h < 60*20 {
		t.Errorf("all rows in %d pixels", h)
	}
}

// Under and above the promised time the curve of one is told from the other: the step at a time belongs to it.
func TestSurvivalCorners(t *testing.T) {
	c := Survival{Lines: []SurvivalLine{{Steps: []SurvivalStep{{Time: 1, Value: 0.2}, {Time: 4, Value: math.NaN()}, {Time: 5, Value: 0.6}, {Time: 40, Value: 0.9}}, End: 20}}, Max: 30}
	same := func(v float64) float64 { return v }
	got := fmt.Sprint(c.corners(0, same, same, func(p SurvivalStep) float64 { return p.Value }))
	if want := "[{0 0} {1 0} {1 0.2} {5 0.2} {5 0.6} {20 0.6}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
