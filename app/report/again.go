package report

import (
	"math"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Again makes the table of who comes back once more after a repeat.
func Again(a repeat.Again, d repeat.Data, l *locale.Locale) Table {
	t := Table{Title: l.T("again.title"), Measure: repeat.FollowedRate, Behind: []string{"again"}}
	for _, c := range []struct {
		id, title string
		kind      Kind
	}{{"factor", "report.again.factor", Words}, {"with", "report.again.with", Percent}, {"with_of", "report.again.with_of", Count}, {"without", "report.again.without", Percent}, {"without_of", "report.again.with_of", Count},
		{"ratio", "report.again.ratio", Ratio}, {"ratio_low", "report.again.ratio_low", Ratio}, {"ratio_high", "report.again.ratio_high", Ratio}, {"crude", "report.again.crude", Ratio}, {"p", "report.again.p", Chance}, {"verdict", "report.again.verdict", Words}} {
		t.Columns = append(t.Columns, Column{ID: c.id, Title: l.T(c.title), Kind: c.kind})
	}
	decimal := func(x float64) Cell {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return Cell{Number: math.NaN()}
		}
		return Cell{Number: math.Round(x*1e4) / 1e4}
	}
	for _, r := range a.Rows {
		t.Rows = append(t.Rows, Row{Key: []string{}, Cells: []Cell{words(l.T("again.factor." + string(r.Factor))), {Number: r.With.Value}, count(r.With.Denominator), {Number: r.Without.Value}, count(r.Without.Denominator),
			decimal(r.Within.Value), decimal(r.Within.Low), decimal(r.Within.High), decimal(r.Crude.Value), decimal(r.Within.P), words(figure.AgainVerdict(r, l))}})
	}
	for _, n := range notes(repeat.Result{Query: a.Query, Data: d}, l) {
		if n.ID != "ripe" && n.ID != NoteCoverage && n.ID != "history" {
			t.Notes = append(t.Notes, n)
		}
	}
	t.Notes = append(t.Notes, Note{"again", l.T("report.note.again"), figure.AgainText(a, l) + ". " + l.T("again.text")})
	return t
}
