package charts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// ratio2 writes a ratio as Dutch screens do.
func ratio2(v float64) string { return strings.Replace(fmt.Sprintf("%.2f", v), ".", ",", 1) }

// sampleFunnel is n invented units; with more than a hundred they are of very unlike size.
func sampleFunnel(n int) Funnel {
	r := rand.New(rand.NewPCG(11, 12))
	f := Funnel{
		Target: 1, TargetLabel: "zoals verwacht", InnerLabel: "95 %", OuterLabel: "99,8 %", HighLabel: "meer dan verwacht",
		LowLabel: "minder dan verwacht", XName: "verwachte vervolgcontacten", YName: "gevolgd ÷ verwacht", Format: ratio2, FormatX: whole,
		Note: "3 medewerkers met minder dan 10 rijpe contacten niet getoond", Message: "Nog niets te vergelijken.",
	}
	limit := func(x, z float64) (float64, float64) {
		half := z * math.Sqrt(0.75/x+0.003)
		return max(0, 1-half), 1 + half
	}
	most := 0.0
	for i := range n {
		x := 60 + 220*r.Float64()
		if n > 100 {
			x = 3 * math.Exp(6*r.Float64())
		}
		most = max(most, x)
		p := FunnelPoint{X: x, Y: max(0, 1+r.NormFloat64()*math.Sqrt(0.75/x+0.003)), Key: fmt.Sprintf("M%03d", i+1), Label: fmt.Sprintf("M%03d", i+1)}
		p.Text = p.Label + ": " + ratio2(p.Y)
		f.Points = append(f.Points, p)
	}
	for k, y := range map[int]float64{13: 1.44, 30: 1.40, 46: 0.61, 47: 1.42, 48: 0.58} {
		p := &f.Points[k]
		p.X, p.Y, p.Tone = 190+float64(k), y, Bad
		if y < 1 {
			p.Tone = Good
		}
	}
	f.Points[5].Tone = Faint
	for i := range 80 {
		x := 50 * math.Pow(most*1.2/50, float64(i)/79)
		if n > 100 {
			x = 2.5 * math.Pow(most*1.2/2.5, float64(i)/79)
		}
		l := FunnelLimit{X: x}
		l.InnerLow, l.InnerHigh = limit(x, 1.96)
		l.OuterLow, l.OuterHigh = limit(x, 3.09)
		f.Limits = append(f.Limits, l)
	}
	return f
}

// samplePareto is a list with a long tail and two items below zero.
func samplePareto() Pareto {
	names := []string{"Levering hulpmiddel", "Declaratie afgewezen", "Pakket zoek", "Aanmaning ontvangen", "Inloggen lukt niet", "Wijzigen polis na verhuizing naar het buitenland",
		"Status machtiging", "Betalingsregeling", "Eigen risico", "Vergoeding één ouder", "Verkeerd geleverd", "Overstappen", "Geboorte melden", "Zorg zoeken"}
	values := []float64{640, 410, 300, 180, 120, 80, 60, 40, 30, 20, 12, 8, -120, -310}
	p := Pareto{Mark: 0.8, XName: "vervolgcontacten meer dan verwacht", ShareName: "samen, deel van alles boven verwachting", Format: whole, FormatShare: percent, Message: "Nog niets te vergelijken."}
	sum, above := 0.0, 1900.0
	for i, v := range values {
		half := 25 + 2.2*math.Sqrt(math.Abs(v)*3)
		r := ParetoRow{Key: fmt.Sprintf("i%d", i), Name: names[i], Value: v, Low: v - half, High: v + half, Cumulated: math.NaN(),
			Label: strings.Replace(fmt.Sprintf("%+.0f", v), "-", "−", 1), Note: fmt.Sprintf("€ %.0f – %.0f", v*3.5, v*9), Text: "tip"}
		if v > 0 {
			sum += v
			r.Cumulated = sum / above
		} else {
			r.Note = ""
		}
		p.Rows = append(p.Rows, r)
	}
	p.Rest = func(from int) []ParetoRow {
		above := ParetoRow{Key: "above", Cumulated: 1, Tone: Faint, Text: "rest"}
		below := ParetoRow{Key: "below", Cumulated: math.NaN(), Tone: Faint, Text: "rest"}
		n := 0
		for _, v := range values[from:] {
			above.Value += max(0, v)
			below.Value += min(0, v)
			if v > 0 {
				n++
			}
		}
		above.Name, above.Label = fmt.Sprintf("+ %d andere boven verwachting", n), fmt.Sprintf("%+.0f", above.Value)
		below.Name, below.Label = fmt.Sprintf("+ %d onder verwachting", len(values)-from-n), fmt.Sprintf("−%.0f", -below.Value)
		if n == 0 {
			return []ParetoRow{below}
		}
		return []ParetoRow{above, below}
	}
	return p
}
