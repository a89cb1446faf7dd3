package charts

import (
	"fmt"
	"math"
	"strings"
)

// percent and whole write numbers as Dutch screens do.
func percent(v float64) string { return strings.Replace(fmt.Sprintf("%.0f %%", v*100), ".", ",", 1) }
func percent1(v float64) string {
	return strings.Replace(fmt.Sprintf("%.1f %%", v*100), ".", ",", 1)
}
func whole(v float64) string { return fmt.Sprintf("%.0f", v) }
func days(v float64) string {
	if v == 0 {
		return "0"
	}
	return fmt.Sprintf("%.0f d", v)
}

// wave gives n invented points around mean, the same on every run.
func wave(n int, mean float64) []Point {
	ps := make([]Point, n)
	for i := range ps {
		x := float64(i)
		v := mean + 0.012*math.Sin(x*0.9) + 0.009*math.Sin(x*2.3+1) - 0.0006*x
		half := 0.018 + 0.004*math.Sin(x*0.5)
		ps[i] = Point{Value: v, Low: v - half, High: v + half, Key: fmt.Sprintf("2026-W%02d", i+1), Text: fmt.Sprintf("week %d: %s", i+1, percent1(v))}
	}
	return ps
}

func weeks(n int) []string {
	ls := make([]string, n)
	for i := range ls {
		ls[i] = fmt.Sprintf("wk %d", i+1)
	}
	return ls
}

// sampleTrend is half a year of weeks with all there can be in a trend.
func sampleTrend() Trend {
	ps := wave(26, 0.255)
	for i := 14; i < 26; i++ {
		ps[i].Value -= 0.035
		ps[i].Low -= 0.035
		ps[i].High -= 0.035
	}
	ps[17].Tone = Good
	ps[20].Tone = Good
	ps[4].Tone = Bad
	return Trend{
		Labels: weeks(26), Series: []Series{{Points: ps}}, Format: percent,
		Levels:  []Level{{Value: 0.252, To: 14}, {Value: 0.209, From: 14, To: 26}},
		Regions: []Region{{From: 0, To: 1, Label: "geen volle historie"}, {From: 25, To: 26, Label: "onrijp", Key: "unripe"}},
		Markers: []Marker{{At: 13.5, Label: "Nieuwe brief declaraties", Tone: Good, Key: "action-1"}},
		Message: "Nog geen contacten in deze periode.",
	}
}

// gapTrend has two series, missing periods, counts and a level label.
func gapTrend() Trend {
	a, b := wave(18, 0.24), wave(18, 0.31)
	for i := range b {
		b[i].Low, b[i].High = 0, 0
	}
	for _, i := range []int{5, 6, 8} {
		a[i].Value = math.NaN()
	}
	counts := make([]float64, 18)
	for i := range counts {
		counts[i] = 1800 + 420*math.Sin(float64(i)*1.3)
	}
	return Trend{
		Labels: weeks(18), Series: []Series{{Name: "Declaraties", Points: a}, {Name: "Wijzigen polis", Points: b}}, Format: percent,
		Levels: []Level{{Value: 0.272, Label: "gemiddeld 27,2 %"}}, Counts: counts, CountName: "contacten", FormatCount: whole,
		Regions: []Region{{From: 16, To: 18, Label: "onrijp"}},
	}
}

func sampleMultiples(n int) Multiples {
	titles := []string{"Declaraties", "Wijzigen polis", "Bezorging hulpmiddelen", "Betalingsregeling", "Opzeggen", "Machtigingen", "Eigen risico", "Inloggen en app"}
	m := Multiples{Labels: weeks(16), Format: percent, Regions: []Region{{From: 15, To: 16}}}
	for i := range n {
		mean := 0.33 - 0.02*float64(i%8)
		ps := wave(16, mean)
		m.Panels = append(m.Panels, Panel{Key: fmt.Sprintf("p%d", i), Title: titles[i%8], Note: percent1(ps[14].Value), Points: ps, Levels: []Level{{Value: mean}}, Text: titles[i%8]})
	}
	return m
}

func sampleBars() Bars {
	rows := []struct {
		name  string
		n     float64
		value string
		note  string
		tone  Tone
	}{
		{"Pakketdienst Oost", 1140, "+1.140", "14,2 %", Plain},
		{"Declaraties · afgewezen", 866, "+866", "10,8 %", Plain},
		{"Wijzigen polis na verhuizing naar het buitenland met gezin", 612, "+612", "7,6 %", Plain},
		{"Zorgboulevard BV", 488, "+488", "6,1 %", Bad},
		{"Betalingsregeling", 391, "+391", "4,9 %", Plain},
		{"Financiële vergoeding één ouder", 240, "+240", "3,0 %", Good},
		{"Opzeggen", 120, "+120", "1,5 %", Faint},
		{"Overig", 3, "+3", "0,0 %", Plain},
	}
	b := Bars{More: func(n int) string { return fmt.Sprintf("en nog %d", n) }}
	for i, r := range rows {
		b.Rows = append(b.Rows, Bar{Key: fmt.Sprintf("row%d", i), Name: r.name, Length: r.n, Value: r.value, Note: r.note, Tone: r.tone, Text: "tip"})
	}
	return b
}

func sampleCurve() Curve {
	var ps []CurvePoint
	for d := 0.0; d <= 30; d++ {
		v := 0.38 * (1 - math.Exp(-d/8))
		ps = append(ps, CurvePoint{Window: d, Value: v, Key: days(d), Text: days(d) + ": " + percent1(v)})
	}
	return Curve{Lines: []CurveLine{{Points: ps}}, Format: percent, FormatX: days, Current: 7, CurrentLabel: "22,2 %", CurrentText: "sleep"}
}

// twoCurves compares two definitions.
func twoCurves() Curve {
	c := sampleCurve()
	c.Lines[0].Name = "elke reden"
	var ps []CurvePoint
	for _, p := range c.Lines[0].Points {
		ps = append(ps, CurvePoint{Window: p.Window, Value: p.Value * 0.6})
	}
	c.Lines = append(c.Lines, CurveLine{Name: "zelfde reden", Points: ps})
	c.Current, c.CurrentLabel = 28, "36,9 %"
	return c
}

// fiveCurves compares five definitions, each with its own window marked, on an axis that
// gives the first day room.
func fiveCurves() Curve {
	c := Curve{Format: percent, Current: math.NaN(), Max: math.Sqrt(60), FormatX: func(root float64) string { return days(math.Round(root * root)) }}
	for _, d := range []float64{0, 1, 7, 14, 30, 60} {
		c.Ticks = append(c.Ticks, math.Sqrt(d))
	}
	for i, name := range []string{"7 dagen · elke reden · alle kanalen", "Directierapport", "OHRA breed", "24 uur", "5 werkdagen · zelfde reden"} {
		line := CurveLine{Name: name}
		for d := 0.04; d <= 60; d *= 1.35 {
			v := 0.7 * (1 - math.Exp(-d/9)) * (1 - 0.14*float64(i))
			line.Points = append(line.Points, CurvePoint{Window: math.Sqrt(d), Value: v, Key: name, Text: name + ": " + percent1(v)})
		}
		at := []float64{7, 3, 14, 1, 5}[i]
		line.Marked = &CurvePoint{Window: math.Sqrt(at), Value: 0.7 * (1 - math.Exp(-at/9)) * (1 - 0.14*float64(i)), Key: name, Text: name}
		c.Lines = append(c.Lines, line)
	}
	return c
}

// longTrend is n days.
func longTrend(n int) Trend {
	ls := make([]string, n)
	for i := range ls {
		ls[i] = fmt.Sprintf("%d jan %d", i%28+1, 2020+i/365)
	}
	return Trend{Labels: ls, Series: []Series{{Points: wave(n, 0.6)}}, Format: percent, Regions: []Region{{From: n - 20, To: n, Label: "onrijp"}}, Levels: []Level{{Value: 0.42}}}
}

// captioned puts a chart under a caption that takes more than one line.
func captioned(c Chart) Captioned {
	return Captioned{Title: "Herhaalpercentage (HHV) per week · 22,8\u00a0% (22,4 – 23,2\u00a0%)", Chart: c, Lines: []string{
		"Definitie: Een contact is een herhaling als dezelfde klant in de 7 dagen ervoor contact had, over welke reden en via welk kanaal ook.",
		"Selectie: proces is Declaraties · 5 jan – 28 jun 2026 · 4,1\u00a0% zonder klantsleutel",
	}}
}

// sampleControl is a year of weeks with all there can be in a control chart: two phases, a signal of each tone, points left
// out and not ripe, events, a target, counts.
func sampleControl() Control {
	const n = 40
	ps := wave(n, 0.262)
	c := Control{
		Labels: weeks(n), Points: ps, Format: percent, Counts: make([]float64, n), CountName: "contacten", FormatCount: whole,
		Limits: make([]Limits, n), Excluded: make([]bool, n), Target: &Target{Value: 0.2, Text: "doel 20 %"},
		Phases: []Phase{{To: 24, Centre: 0.256, Key: "1", Text: "gemiddeld 25,6 %"},
			{From: 24, To: n, Centre: 0.212, Trial: true, Label: "fase 2", Key: "2", Text: "gemiddeld 21,2 %"}},
		Regions: []Region{{From: n - 2, To: n, Label: "onrijp", Key: "unripe", Text: "nog niet rijp"}},
		Events: []Marker{
			{At: 3, Kind: Mailing, Label: "Premiebrief", Key: "mail", Text: "Premiebrief, 21 jan"},
			{At: 10, Kind: Outage, Label: "Storing app", Key: "outage", Text: "Storing van de app"},
			{At: 12, Kind: Holiday, Label: "Pasen", Key: "easter", Text: "Pasen"},
			{At: 12.4, Kind: Holiday, Label: "Een feest met een heel lange naam die nergens meer past", Text: "zonder plaats"},
			{At: 23, Kind: Action, Label: "Nieuwe brief declaraties", Key: "action", Text: "Actie 1"},
		},
		Names: ControlNames{Value: "per week", Centre: "gemiddelde", Limits: "grenzen", Target: "doel", Good: "beter", Bad: "slechter",
			Notable: "anders", Excluded: "weggelaten"},
		Message: "Nog geen contacten in deze periode.",
	}
	for i := range ps {
		c.Counts[i] = 900 + 260*math.Sin(float64(i)*1.3)
		centre := 0.256
		if i >= 24 {
			centre = 0.212
			ps[i].Value -= 0.034
		}
		half := 1.2 / math.Sqrt(c.Counts[i])
		c.Limits[i] = Limits{centre - half, centre + half, centre - half*2/3, centre + half*2/3, "onder " + percent1(centre-half), "boven " + percent1(centre+half)}
	}
	ps[6].Value, ps[6].Tone = 0.318, Bad
	ps[16].Value, c.Excluded[16] = 0.34, true
	ps[19].Tone = Notable
	for i := 29; i < 36; i++ {
		ps[i].Value, ps[i].Tone = ps[i].Value-0.02, Good
	}
	return c
}

// controlDays is a control chart of n days.
func controlDays(n int) Control {
	c := Control{Labels: longTrend(n).Labels, Points: wave(n, 0.6), Format: percent, Limits: make([]Limits, n), Phases: []Phase{{To: n, Centre: 0.4}},
		Counts: make([]float64, n), FormatCount: whole}
	for i := range n {
		c.Points[i].Value += 0.0006*float64(i) - 0.2 + 0.03*math.Sin(float64(i)/90)
		c.Counts[i] = 300 + 80*math.Sin(float64(i)*0.9)
		half := 1.6 / math.Sqrt(c.Counts[i])
		text := fmt.Sprint(i)
		c.Limits[i] = Limits{0.4 - half, 0.4 + half, 0.4 - half*2/3, 0.4 + half*2/3, text, text}
		if i%40 == 7 {
			c.Points[i].Tone = Bad
		}
	}
	return c
}

// controlMultiples are panels with limits, icons and a target.
func controlMultiples() Multiples {
	m := sampleMultiples(6)
	signs := []Sign{ImprovedDown, WorsenedUp, OnlyChance, ChangedUp, ChangedDown, ImprovedUp}
	targets := []Sign{TargetMet, TargetMissed, TargetByChance, NoSign, TargetByChance, TargetMissed}
	for i := range m.Panels {
		p := &m.Panels[i]
		mean := p.Levels[0].Value
		p.Levels, p.Phases = nil, []Phase{{To: 16, Centre: mean}}
		p.Limits = make([]Limits, 16)
		for k := range p.Limits {
			p.Limits[k] = Limits{Low: mean - 0.03, High: mean + 0.03, NearLow: mean - 0.02, NearHigh: mean + 0.02}
		}
		p.Target = &Target{Value: 0.25}
		p.Icons = []Icon{{signs[i], "variatie"}, {targets[i], "doel"}}
		if i < 2 {
			p.Points[12].Value = mean + 0.04*float64(2*i-1)
			p.Points[12].Tone = []Tone{Good, Bad}[i]
		}
	}
	return m
}
