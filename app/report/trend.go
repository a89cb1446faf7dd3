package report

import (
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Trend makes the table of an answer by period: a row for each period, or for
// each period and group when the answer is by a dimension, and the total. What
// a period lacks (ripe contacts, history, days) is remarked on.
func Trend(t repeat.Trend, l *locale.Locale) Table {
	by := append([]contact.Dimension{t.Per}, t.Query.By...)
	out := Table{
		Title:   title("report.title.trend", by, l),
		Columns: append(keyColumns(by[:1], l), Column{"start", l.T("report.column.start"), Day}),
		Notes:   notes(figure.Whole(t), l),
		Measure: measureOf(t.Query),
	}
	out.Columns = append(append(out.Columns, keyColumns(by[1:], l)...), figureColumns(l)...)
	series := t.Series
	if len(t.Query.By) == 0 {
		series = []repeat.Series{t.Total}
	}
	for i, p := range t.Periods {
		for _, s := range series {
			row := group(by, append([]string{p.Key}, s.Key...), s.Points[i], t.Total.Total.Repeats, l)
			start := words(p.Start.Format("2006-01-02"))
			row.Cells = append(row.Cells[:1:1], append([]Cell{start}, row.Cells[1:]...)...)
			row.Remarks = figure.PeriodRemarks(p, s.Points[i], ofAgents(t.Query.By), l)
			out.Rows = append(out.Rows, row)
		}
	}
	total := totalRow(by, t.Total.Total, l)
	total.Cells = append(total.Cells[:1:1], append([]Cell{words("")}, total.Cells[1:]...)...)
	out.Total = &total
	return out
}
