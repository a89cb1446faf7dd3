package figure

import (
	"strings"

	"eenkeer/analysis/outlier"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Funnel draws a comparison: the standardised rate of each unit against how many followed contacts are expected of it, with
// the limits of 95 and 99.8 %. The key of a point is its unit's; chosen is the key of the one with a ring round it.
func Funnel(r outlier.Result, chosen string, l *locale.Locale) charts.Funnel {
	f := charts.Funnel{
		Target: r.Total.Value, TargetLabel: l.T("outliers.funnel.target", "rate", l.Percent(r.Total.Value)),
		InnerLabel: l.T("outliers.funnel.inner"), OuterLabel: l.T("outliers.funnel.outer"),
		XName: l.T("outliers.funnel.x"), YName: l.T("outliers.funnel.y"),
		Format: percentTick(l), FormatX: func(x float64) string { return l.Int(int(x)) },
		Bounds: charts.Bounds{Low: 0, High: 1}, Chosen: chosen,
		Message: l.T("outliers.funnel.none", "least", r.Options.LeastRipe),
	}
	for _, row := range r.Rows {
		if row.State == outlier.Few {
			continue
		}
		name := Value(r.Dimension, row.Key[0], l)
		p := charts.FunnelPoint{X: row.Expected, Y: row.Rate, Key: row.Key[0], Label: name, Text: UnitText(r, row, l)}
		switch {
		case row.Flag == outlier.High:
			p.Tone, f.HighLabel = charts.Bad, l.T("outliers.flag.high")
		case row.Flag == outlier.Low:
			p.Tone, f.LowLabel = charts.Good, l.T("outliers.flag.low.short")
		case row.State != outlier.Judged:
			p.Tone = charts.Faint
		}
		f.Points = append(f.Points, p)
	}
	for _, m := range r.Limits {
		f.Limits = append(f.Limits, charts.FunnelLimit{X: m.Expected, InnerLow: m.Low95 * r.Total.Value, InnerHigh: m.High95 * r.Total.Value,
			OuterLow: m.Low998 * r.Total.Value, OuterHigh: m.High998 * r.Total.Value})
	}
	return f
}

// UnitText is the tooltip of a unit: what it has, what was expected, what was found.
func UnitText(r outlier.Result, row outlier.Row, l *locale.Locale) string {
	lines := []string{Value(r.Dimension, row.Key[0], l)}
	if row.State == outlier.Few {
		return lines[0] + "\n" + WhyText(r, row, l)
	}
	lines = append(lines,
		l.T("outliers.unit.rate", "rate", l.Percent(row.Rate), "interval", l.Interval(row.Low, row.High)),
		l.T("outliers.unit.counts", "x", row.Followed, "n", row.Ripe, "expected", l.Int(int(row.Expected+0.5))),
		JudgedText(row, l))
	if euros := UnitEuros(row, l); euros != "" {
		lines = append(lines, euros)
	}
	return strings.Join(lines, "\n")
}

// FunnelPicture is [Funnel] as it may leave the program: under its title, the definition, the selection and the data.
func FunnelPicture(r outlier.Result, l *locale.Locale) charts.Captioned {
	f := Funnel(r, "", l)
	f.Note = OutliersNote(r, l)
	return charts.Captioned{
		Title: OutliersTitle(r, l),
		Lines: captionLines(r.Query, r.Data, appraisal(r.Dimension, l), l),
		Chart: f,
	}
}
