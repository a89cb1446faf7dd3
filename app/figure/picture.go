package figure

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Chart draws a measure of a trend as screens show it: of the whole selection
// with the contacts per period as bars beneath, or, of a trend by a dimension, as
// [Multiples].
func Chart(t repeat.Trend, m Measure, l *locale.Locale) charts.Chart {
	if len(t.Query.By) > 0 {
		return Multiples(t, m, l)
	}
	c := Trend(t, m, l)
	addCounts(&c, t, m, l)
	return c
}

// Picture is [Chart] as it may leave the program: under its title, the definition,
// the selection and the data.
func Picture(t repeat.Trend, m Measure, l *locale.Locale) charts.Captioned {
	return charts.Captioned{
		Title: Join(Title(t, m, l), Note(t, m, l)),
		Lines: []string{DefinitionText(t.Query.Definition, l), RestsOn(t, m, l)},
		Chart: Chart(t, m, l),
	}
}

// Title says what a chart shows: "Herhaalpercentage (HHV) per week, per proces".
func Title(t repeat.Trend, m Measure, l *locale.Locale) string {
	per := l.T("dimension." + string(t.Per))
	if len(t.Query.By) == 0 {
		return l.T("figure.chart", "measure", m.Name(l), "per", per)
	}
	by := make([]string, len(t.Query.By))
	for i, d := range t.Query.By {
		by[i] = l.T("dimension." + string(d))
	}
	return l.T("figure.chart.by", "measure", m.Name(l), "per", per, "by", strings.Join(by, " × "))
}

// Note is what to read beside the title of a chart: the rate of the whole
// selection, and how many groups are too small for a chart of their own.
func Note(t repeat.Trend, m Measure, l *locale.Locale) string {
	var rate, left string
	switch mean := m.Of(t.Total.Total); {
	case mean.Few():
	case len(t.Query.By) > 0:
		rate = l.T("figure.reference", "rate", Percent(mean, l))
	default:
		rate = Percent(mean, l) + " (" + Basis(mean, l) + ")"
	}
	if len(t.Query.By) > 0 {
		if n := len(t.Series) - Panels(t, m); n > 0 {
			left = l.T("figure.left", "n", n)
		}
	}
	return Join(rate, left, Appraisal(t.Query, l))
}

// RestsOn says in one line what a trend was counted from: the selection, its
// days, the data, how many contacts, and which contacts are in no rate.
func RestsOn(t repeat.Trend, m Measure, l *locale.Locale) string {
	parts := []string{l.T("figure.caption.selection", "selection", SelectionText(t.Query.Selection.Filter, l))}
	if period := Period(t.Query.Selection, t.Data, l); period != "" {
		parts = append(parts, l.T("figure.caption.period", "period", period))
	}
	if span := DataText(t.Data, l); span != "" {
		parts = append(parts, l.T("figure.caption.data", "span", span))
	}
	parts = append(parts, l.T("figure.caption.contacts", "n", t.Data.Contacts))
	if m.Clock() != "" { // of all contacts, whoever's they are
		return Join(append(parts, l.T("figure."+string(m)+".of", "n", t.Total.TotalTimes.Contacts))...)
	}
	parts = append(parts, Coverage(t.Data, l), NotEligible(t.Data, l))
	if m.NeedsRipe() {
		parts = append(parts, Unripe(Whole(t), l))
	}
	return Join(parts...)
}

// Whole is the answer of a trend for its whole selection.
func Whole(t repeat.Trend) repeat.Result {
	return repeat.Result{Query: t.Query, Data: t.Data, Total: repeat.Row{Counts: t.Total.Total}}
}
