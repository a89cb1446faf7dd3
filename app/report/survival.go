package report

import (
	"fmt"
	"math"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// intervalDays are the days whose shares have their interval in a column: one would hardly see the shares among all of them.
var intervalDays = []int{7, 30}

// Times makes the table of times to repeat: a row a group, with the share that was back after some days.
func Times(t repeat.Times, l *locale.Locale) Table {
	d := t.Query.Definition
	day := d.DayLength()
	out := Table{Title: figure.TimesTitle(t.Query.By, l), Measure: repeat.FollowedRate, Columns: keyColumns(t.Query.By, l)}
	if len(t.Query.By) == 0 {
		out.Columns = columnsOf(l, Column{ID: "group", Kind: Words})
	}
	out.Columns = append(out.Columns, columnsOf(l, Column{ID: "watched", Kind: Count}, Column{ID: "ever_followed", Kind: Count})...)
	for _, s := range t.Total.Shares {
		n := int(s.By / day)
		title := "≤ " + figure.DaysShort(s.By, d, l)
		out.Columns = append(out.Columns, Column{ID: fmt.Sprint("by_", n), Title: title, Kind: Percent})
		if withInterval(n) {
			out.Columns = append(out.Columns, Column{ID: fmt.Sprint("by_", n, "_interval"), Title: l.T("report.column.by_interval", "by", title), Kind: Interval})
		}
	}
	out.Columns = append(out.Columns, columnsOf(l, Column{ID: "median_days", Kind: Decimal})...)
	if t.Total.Promise != nil {
		out.Columns = append(out.Columns, columnsOf(l, Column{ID: "followed_before", Kind: Count}, Column{ID: "followed_after", Kind: Count})...)
	}
	for _, r := range t.Rows {
		out.Rows = append(out.Rows, Row{Key: r.Key, Cells: append(keyCells(t.Query.By, r.Key, l), timesCells(t, r, l)...)})
	}
	first := []Cell{words(l.T("survival.all"))}
	for range max(0, len(t.Query.By)-1) {
		first = append(first, words(""))
	}
	total := Row{Cells: append(first, timesCells(t, t.Total, l)...)}
	if len(t.Query.By) == 0 {
		out.Rows = []Row{total}
	} else {
		out.Total = &total
	}
	out.Notes = append(timesNotes(t, l), Note{"times_method", l.T("report.note.times_method"), figure.TimesMethod(d, l)})
	if text := figure.PromiseText(t.Total, d, l); text != "" {
		out.Notes = append(out.Notes, Note{"times_promise", l.T("report.note.times_promise"), text})
	}
	return out
}

func withInterval(days int) bool {
	for _, n := range intervalDays {
		if n == days {
			return true
		}
	}
	return false
}

// timesNotes are the notes of what times to repeat rest on; ripeness is not among it, for unripe contacts count for as long as they
// were watched.
func timesNotes(t repeat.Times, l *locale.Locale) []Note {
	return notes(repeat.Result{Query: t.Query, Data: t.Data}, l)
}

// timesCells are the figures of a row.
func timesCells(t repeat.Times, r repeat.TimesRow, l *locale.Locale) []Cell {
	mark := Plain
	if figure.TimesFew(r) {
		mark = Few
	}
	if figure.TimesWithheld(t.Query.By, r) && len(r.Key) > 0 {
		mark = Withheld
	}
	followed := count(r.Followed)
	followed.Mark = mark
	if mark == Few { // a count stands, also of few
		followed.Mark = Plain
	}
	cells := []Cell{count(r.Contacts), followed}
	for _, s := range r.Shares {
		cells = append(cells, Cell{Number: s.Share, Mark: mark})
		if withInterval(int(s.By / t.Query.Definition.DayLength())) {
			cells = append(cells, Cell{Number: s.Low, High: s.High, Mark: mark})
		}
	}
	median := math.NaN()
	if r.Median.Known {
		median = math.Round(100*float64(r.Median.Value)/float64(t.Query.Definition.DayLength())) / 100
	}
	cells = append(cells, Cell{Number: median, Mark: mark})
	if t.Total.Promise != nil {
		before, after := Cell{Number: math.NaN()}, Cell{Number: math.NaN()}
		if p := r.Promise; p != nil && mark != Withheld {
			before, after = count(p.Followed), count(p.After)
		}
		cells = append(cells, before, after)
	}
	return cells
}

// ComparedTimes makes the table of selections beside each other, with what the test found. names are theirs.
func ComparedTimes(c repeat.Compared, names []string, l *locale.Locale) Table {
	all := c.Times[0]
	all.Rows, all.Query.By = nil, nil
	t := Times(all, l)
	t.Rows = nil
	for i, one := range c.Times {
		cells := append([]Cell{words(names[i])}, timesCells(one, one.Total, l)...)
		t.Rows = append(t.Rows, Row{Key: []string{names[i]}, Cells: cells})
	}
	text := figure.TimesTestText(c, l)
	for i := range c.Times {
		if c.Known {
			text += " " + l.T("survival.test.rows", "name", names[i], "observed", l.Int(c.Test.Observed[i]), "expected", l.Decimal(c.Test.Expected[i], 1)) + "."
		}
	}
	if c.Known {
		text += " " + l.T("survival.test.tip", "chi", l.Decimal(c.Test.ChiSquare, 2))
	}
	keep := t.Notes[:0]
	for _, n := range t.Notes {
		switch n.ID { // of the first alone
		case NotePeriod, NoteSelection, NoteCoverage, "not_eligible", "times_promise":
		default:
			keep = append(keep, n)
		}
	}
	t.Notes = append(keep, Note{"times_test", l.T("report.note.times_test"), text})
	return t
}
