package report

import (
	"math"
	"slices"

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
	out.Columns = append(out.Columns, keyColumns(by[1:], l)...)
	keys := len(out.Columns)
	if t.Clock != "" {
		out.Columns = append(out.Columns, timeColumns(t.Clock, l)...)
	}
	out.Columns = append(out.Columns, figureColumns(l)...)
	series := t.Series
	if len(t.Query.By) == 0 {
		series = []repeat.Series{t.Total}
	}
	for i, p := range t.Periods {
		for _, s := range series {
			row := group(by, append([]string{p.Key}, s.Key...), s.Points[i], t.Total.Total.Repeats, l)
			start := words(p.Start.Format("2006-01-02"))
			row.Cells = append(row.Cells[:1:1], append([]Cell{start}, row.Cells[1:]...)...)
			if t.Clock != "" {
				row.Cells = slices.Insert(row.Cells, keys, times(s.Times[i], ofAgents(t.Query.By))...)
			}
			row.Remarks = figure.PeriodRemarks(p, s.Points[i], ofAgents(t.Query.By), l)
			out.Rows = append(out.Rows, row)
		}
	}
	total := totalRow(by, t.Total.Total, l)
	total.Cells = append(total.Cells[:1:1], append([]Cell{words("")}, total.Cells[1:]...)...)
	if t.Clock != "" {
		total.Cells = slices.Insert(total.Cells, keys, times(t.Total.TotalTimes, false)...)
	}
	out.Total = &total
	return out
}

// timeColumns are the columns of the times of a trend, in seconds.
func timeColumns(c repeat.Clock, l *locale.Locale) []Column {
	columns := []Column{{ID: "timed", Kind: Count}, {ID: "mean_seconds", Kind: Decimal}, {ID: "mean_low", Kind: Decimal}, {ID: "mean_high", Kind: Decimal}}
	for i := range columns {
		columns[i].Title = l.T("report.column."+columns[i].ID, "clock", figure.Shown(repeat.Measure(c)).Short(l))
	}
	return columns
}

// times gives the cells of timeColumns.
func times(x repeat.Durations, agent bool) []Cell {
	m := Plain
	switch {
	case x.Few() && agent:
		m = Withheld
	case x.Few():
		m = Few
	}
	low, high := x.Interval()
	out := []Cell{count(x.Contacts), {Number: x.Mean(), Mark: m}, {Number: low, Mark: m}, {Number: high, Mark: m}}
	if m == Withheld {
		for i := range out[1:] {
			out[1+i].Number = math.NaN()
		}
	}
	return out
}
