package figure

import (
	"math"
	"slices"

	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Pareto draws where to begin: the excess of each item with its interval and its euros, and the share that they make so far.
func Pareto(r outlier.Excesses, l *locale.Locale) charts.Pareto {
	p := charts.Pareto{
		Mark: 0.8, XName: l.T("outliers.pareto.x"), ShareName: l.T("outliers.pareto.share"),
		Format: func(x float64) string { return Signed(x, l) }, FormatShare: func(x float64) string { return l.PercentN(x, 0) },
		Message: l.T("outliers.pareto.none"),
	}
	for _, i := range r.Items {
		if i.Ripe == 0 {
			continue
		}
		row := charts.ParetoRow{Key: i.Key[0], Name: Value(r.Dimension, i.Key[0], l), Value: i.Excess, Low: i.Low, High: i.High,
			Cumulated: i.Cumulated, Label: Signed(i.Excess, l), Note: EurosText(i, l), Text: ItemText(r, i, l)}
		switch {
		case i.High < 0:
			row.Tone = charts.Good
		case i.Low <= 0:
			row.Tone = charts.Faint
		}
		p.Rows = append(p.Rows, row)
	}
	rows := p.Rows
	p.Rest = func(from int) []charts.ParetoRow { return restRows(rows[min(from, len(rows)):], l) }
	return p
}

// restRows puts rows together: one for those above zero and one for those below.
func restRows(rows []charts.ParetoRow, l *locale.Locale) []charts.ParetoRow {
	var out []charts.ParetoRow
	for _, above := range []bool{true, false} {
		sum := charts.ParetoRow{Low: math.NaN(), High: math.NaN(), Cumulated: math.NaN(), Tone: charts.Faint}
		n := 0
		for _, r := range rows {
			if r.Value > 0 == above {
				sum.Value += r.Value
				n++
				if above {
					sum.Cumulated = r.Cumulated
				}
			}
		}
		if n == 0 {
			continue
		}
		id := "outliers.pareto.rest.above"
		if !above {
			id = "outliers.pareto.rest.below"
		}
		sum.Name, sum.Label = l.T(id, "n", n), Signed(sum.Value, l)
		sum.Text = sum.Name
		out = append(out, sum)
	}
	return out
}

// EurosText writes what the excess of an item costs, as a range; empty without a cost or an excess.
func EurosText(i outlier.Item, l *locale.Locale) string {
	if math.IsNaN(i.EurosLow) || i.Excess <= 0 {
		return ""
	}
	return EurosRange(i.EurosLow, i.EurosHigh, l)
}

// UnitEuros says what the difference of a flagged unit costs or spares, as a range; empty for others, of whom it may be
// chance, and without a cost.
func UnitEuros(row outlier.Row, l *locale.Locale) string {
	switch {
	case row.Flag == outlier.Inside || math.IsNaN(row.EurosLow):
		return ""
	case row.EurosLow > 0:
		return l.T("outliers.item.euros", "euros", EurosRange(row.EurosLow, row.EurosHigh, l))
	case row.EurosHigh < 0:
		return l.T("outliers.unit.spares", "euros", EurosRange(-row.EurosHigh, -row.EurosLow, l))
	}
	return ""
}

// EurosRange writes euros from low to high, rounded to two figures: they are an estimate.
func EurosRange(low, high float64, l *locale.Locale) string {
	a, b := round2(low), round2(high)
	if a == b {
		return "€ " + l.Int(a)
	}
	return "€ " + l.Int(a) + " – " + l.Int(b)
}

// round2 rounds to two significant figures.
func round2(x float64) int {
	if math.Abs(x) < 100 {
		return int(math.Round(x))
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-1)
	return int(math.Round(x/unit) * unit)
}

// ItemText is the tooltip of an item.
func ItemText(r outlier.Excesses, i outlier.Item, l *locale.Locale) string {
	id := "outliers.item.mix"
	if i.Targeted {
		id = "outliers.item.target"
	}
	text := Value(r.Dimension, i.Key[0], l) + "\n" +
		l.T("outliers.item.excess", "excess", Signed(i.Excess, l), "low", Signed(i.Low, l), "high", Signed(i.High, l)) + "\n" +
		l.T(id, "x", i.Followed, "n", i.Ripe, "expected", l.Int(int(math.Round(i.Expected))))
	if e := EurosText(i, l); e != "" {
		text += "\n" + l.T("outliers.item.euros", "euros", e)
	}
	if i.Low <= 0 && i.High >= 0 {
		text += "\n" + l.T("outliers.item.chance")
	}
	return text
}

// TailText says how many items make most of the excess, and how much the long tail is.
func TailText(r outlier.Excesses, l *locale.Locale) string {
	if !(r.Above > 0) {
		return l.T("outliers.tail.none")
	}
	text := l.T("outliers.tail", "n", r.Make80, "above", l.Int(int(math.Round(r.Above))))
	if r.Rest > 0 {
		text += " " + l.T("outliers.tail.rest", "n", r.Rest, "share", l.PercentN(r.RestShare, 0))
	}
	return text
}

// HeavyText says what the heavy callers have, and the rates with and without them; empty when there are none.
func HeavyText(h outlier.Heavy, l *locale.Locale) string {
	if h.Callers == 0 || h.All.Contacts == 0 {
		return ""
	}
	return l.T("outliers.heavy", "n", h.Callers, "least", h.Least, "share", l.Percent(repeat.NewRate(h.Theirs.Contacts, h.All.Contacts).Value),
		"repeats", l.Percent(repeat.NewRate(h.Theirs.Repeats, h.All.Repeats).Value),
		"with", l.Percent(h.All.Follow().Value), "without", l.Percent(h.Others().Follow().Value))
}

// ParetoTitle says what the picture of where to begin shows.
func ParetoTitle(r outlier.Excesses, l *locale.Locale) string {
	return l.T("outliers.pareto.title", "dimension", l.T("dimension."+string(r.Dimension)))
}

// ParetoPicture is [Pareto] as it may leave the program.
func ParetoPicture(r outlier.Excesses, l *locale.Locale) charts.Captioned {
	return charts.Captioned{
		Title: ParetoTitle(r, l),
		Lines: captionLines(r.Query, r.Data, TailText(r, l), l),
		Chart: Pareto(r, l),
	}
}

// captionLines are the definition, what the figures rest on, and a line of the picture's own.
func captionLines(q repeat.Query, d repeat.Data, own string, l *locale.Locale) []string {
	rests := Join(l.T("figure.caption.selection", "selection", SelectionText(q.Selection.Filter, l)), Period(q.Selection, d, l),
		l.T("figure.caption.contacts", "n", d.Contacts), Coverage(d, l), NotEligible(d, l))
	lines := []string{DefinitionText(q.Definition, l), rests}
	for _, text := range []string{own, Appraisal(q, l)} {
		if text != "" && !slices.Contains(lines, text) {
			lines = append(lines, text)
		}
	}
	return lines
}

// EurosTotal says what all items above the expected cost together; empty without costs.
func EurosTotal(r outlier.Excesses, l *locale.Locale) string {
	low, high := 0.0, 0.0
	for _, i := range r.Items {
		if i.Excess > 0 && !math.IsNaN(i.EurosLow) {
			low, high = low+i.EurosLow, high+i.EurosHigh
		}
	}
	if high == 0 {
		return ""
	}
	return l.T("outliers.begin.euros", "euros", EurosRange(low, high, l))
}
