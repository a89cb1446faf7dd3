package figure

import (
	"math"
	"strconv"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// besideDays are the windows named under the curves of definitions side by side.
var besideDays = []float64{1, 3, 7, 14, 30, 60}

// stretch places a window on the axis. Its square root gives the first day, where curves
// are steep, the room that it needs beside two months.
func stretch(days float64) float64 { return math.Sqrt(days) }

// Beside is the chart of definitions side by side: the rate of each at every window, its
// own window marked. Series, Index and Key of a hit tell the definition (by its place)
// and the window.
func Beside(c repeat.Comparison, m Measure, l *locale.Locale) charts.Curve {
	curve := charts.Curve{
		Current: math.NaN(), Max: stretch(besideDays[len(besideDays)-1]), Message: l.T("definitions.none"),
		FormatX: func(root float64) string { return l.T("definitions.axis", "days", int(math.Round(root*root))) },
		Format:  func(v float64) string { return l.PercentN(v, 0) },
	}
	for _, d := range besideDays {
		curve.Ticks = append(curve.Ticks, stretch(d))
	}
	for n, i := range c.Items {
		line := charts.CurveLine{Name: strconv.Itoa(n+1) + ". " + DefinitionName(i.Definition, l)} // as in the table
		for _, p := range i.Curve {
			line.Points = append(line.Points, besidePoint(i.Definition, p, m, line.Name, l))
		}
		own := besidePoint(i.Definition, repeat.CurvePoint{Window: i.Definition.Window, Days: i.Definition.Days(i.Definition.Window), Counts: i.Total}, m, line.Name, l)
		line.Marked = &own
		curve.Lines = append(curve.Lines, line)
	}
	return curve
}

func besidePoint(d repeat.Definition, p repeat.CurvePoint, m Measure, name string, l *locale.Locale) charts.CurvePoint {
	r := m.Of(p.Counts)
	text := name + "\n" + d.SpanText(p.Window, l)
	if why := m.Withheld(p.Counts, l); why != "" {
		return charts.CurvePoint{Window: stretch(p.Days), Value: math.NaN(), Key: p.Window.String(), Text: text + "\n" + why}
	}
	return charts.CurvePoint{Window: stretch(p.Days), Value: r.Value, Key: p.Window.String(), Text: text + "\n" + rateText(r, m, l)}
}

// BesideTitle names the chart.
func BesideTitle(m Measure, l *locale.Locale) string {
	return l.T("definitions.chart.title", "measure", m.Name(l))
}

// BesidePicture is the chart as it leaves the program: every definition is said in full.
func BesidePicture(c repeat.Comparison, m Measure, l *locale.Locale) charts.Captioned {
	var lines []string
	for n, i := range c.Items {
		name := strconv.Itoa(n+1) + ". " + DefinitionName(i.Definition, l)
		r := m.Of(i.Total)
		lines = append(lines, name+": "+i.Definition.Sentence(l)+" "+strings.ReplaceAll(rateText(r, m, l), "\n", "; "))
	}
	lines = append(lines, BesideNote(c, l))
	return charts.Captioned{Title: BesideTitle(m, l), Chart: Beside(c, m, l), Lines: lines}
}

// BesideRates says both rates of one definition with their intervals and what they are made of.
func BesideRates(one repeat.ComparedDefinition, l *locale.Locale) string {
	var texts []string
	for _, m := range []Measure{HHV, Followed} {
		text := m.Withheld(one.Total, l)
		if text == "" {
			text = strings.ReplaceAll(rateText(m.Of(one.Total), m, l), "\n", "; ")
		}
		texts = append(texts, text+".")
	}
	return strings.Join(texts, " ")
}

// BesideNote says what the comparison rests on.
func BesideNote(c repeat.Comparison, l *locale.Locale) string {
	text := l.T("definitions.rests", "period", l.Period(c.Data.From, c.Data.To), "n", c.Data.Contacts, "share", l.Percent(c.Data.Coverage()))
	for _, i := range c.Items {
		if len(i.Definition.Opening.Hours) > 0 {
			return text + " " + l.T("definitions.workdays")
		}
	}
	return text
}
