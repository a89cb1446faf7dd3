package report

import (
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Rates makes the table of an answer by any number of dimensions: a row for
// each group, in the order of the answer, and the total. Without dimensions the
// total is the only row.
func Rates(r repeat.Result, l *locale.Locale) Table {
	by := r.Query.By
	t := Table{
		Title:   title("report.title.rates", by, l),
		Columns: append(keyColumns(by, l), figureColumns(l)...),
		Notes:   notes(r, l),
		Measure: measureOf(r.Query),
	}
	for _, row := range r.Rows {
		t.Rows = append(t.Rows, group(by, row.Key, row.Counts, r.Total.Repeats, l))
	}
	total := totalRow(by, r.Total.Counts, l)
	if len(by) == 0 {
		t.Rows = []Row{total}
	} else {
		t.Total = &total
	}
	return t
}

// group makes the row of one group.
func group(by []contact.Dimension, key []string, c repeat.Counts, all int, l *locale.Locale) Row {
	agent := ofAgents(by)
	return Row{Key: key, Cells: append(keyCells(by, key, l), figures(c, all, agent)...), Remarks: figure.Remarks(c, agent, l)}
}

// totalRow makes the row of all groups together, named in its first column.
func totalRow(by []contact.Dimension, c repeat.Counts, l *locale.Locale) Row {
	names := make([]Cell, len(by))
	for i := range names {
		names[i] = words("")
	}
	if len(names) > 0 {
		names[0].Text = l.T("report.total")
	}
	return Row{Cells: append(names, figures(c, c.Repeats, false)...), Remarks: figure.Remarks(c, false, l)}
}

// title names a table: what it shows, and by what.
func title(id string, by []contact.Dimension, l *locale.Locale) string {
	text := l.T(id)
	for i, d := range by {
		if i > 0 {
			text += " ×"
		} else {
			text += " " + l.T("report.by")
		}
		text += " " + l.T("dimension."+string(d))
	}
	return text
}

// measureOf gives the measure a query asks for.
func measureOf(q repeat.Query) repeat.Measure {
	if q.Measure == "" {
		return repeat.RepeatRate
	}
	return q.Measure
}
