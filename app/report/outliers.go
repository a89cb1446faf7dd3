package report

import (
	"math"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Outliers makes the table of a comparison: a row for each unit, by its name, with what explains that it stands out or why it
// does not.
func Outliers(r outlier.Result, l *locale.Locale) Table {
	by := []contact.Dimension{r.Dimension}
	t := Table{Title: figure.OutliersTitle(r, l), Measure: repeat.FollowedRate, Columns: keyColumns(by, l)}
	t.Columns = append(t.Columns, columnsOf(l,
		Column{ID: "contacts", Kind: Count}, Column{ID: "ripe", Kind: Count}, Column{ID: "followed", Kind: Count},
		Column{ID: "expected", Kind: Decimal}, Column{ID: "standardised_rate", Kind: Percent}, Column{ID: "standardised_interval", Kind: Interval},
		Column{ID: "q", Kind: Chance}, Column{ID: "found", Kind: Words})...)
	if r.Priced {
		t.Columns = append(t.Columns, columnsOf(l, Column{ID: "euros_low", Kind: Decimal}, Column{ID: "euros_high", Kind: Decimal})...)
	}
	t.Columns = append(t.Columns, columnsOf(l, Column{ID: "reason", Kind: Words})...)
	for _, row := range r.Rows {
		mark := Plain
		if row.State == outlier.Few {
			mark = Few
			if r.Dimension == contact.Agent {
				mark = Withheld
			}
		}
		reason := figure.WhyText(r, row, l)
		if row.Flag != outlier.Inside {
			reason = figure.ExplanationText(row, l)
		}
		followed := count(row.Followed)
		if mark == Withheld {
			followed = Cell{Number: math.NaN()}
		}
		t.Rows = append(t.Rows, Row{Key: row.Key, Cells: append(keyCells(by, row.Key, l),
			count(row.Contacts), count(row.Ripe), followed, Cell{Number: row.Expected, Mark: mark},
			Cell{Number: row.Rate, Mark: mark}, Cell{Number: row.Low, High: row.High, Mark: mark},
			Cell{Number: row.Q}, words(figure.JudgedText(row, l)))})
		cells := &t.Rows[len(t.Rows)-1].Cells
		if r.Priced {
			low, high := row.EurosLow, row.EurosHigh
			if row.Flag == outlier.Inside { // of what may be chance there is nothing to count
				low, high = math.NaN(), math.NaN()
			}
			*cells = append(*cells, Cell{Number: low}, Cell{Number: high})
		}
		*cells = append(*cells, words(reason))
	}
	query := r.Query
	query.By = by
	t.Notes = notes(repeat.Result{Query: query, Data: r.Data, Total: repeat.Row{Counts: repeat.Counts{
		Contacts: figure.Compared(r), Ripe: r.Total.Denominator, Followed: r.Total.Numerator}}}, l)
	for _, m := range figure.OutliersMethod(r, l) {
		if m.ID != "appraisal" && m.ID != "unripe" { // said already
			t.Notes = append(t.Notes, Note{m.ID, m.Label, m.Text})
		}
	}
	return t
}

func columnsOf(l *locale.Locale, columns ...Column) []Column {
	for i := range columns {
		columns[i].Title = l.T("report.column." + columns[i].ID)
	}
	return columns
}

// Begin makes the table of where to begin: the items with most excess first.
func Begin(r outlier.Excesses, l *locale.Locale) Table {
	by := []contact.Dimension{r.Dimension}
	t := Table{Title: figure.ParetoTitle(r, l), Measure: repeat.FollowedRate, Columns: keyColumns(by, l)}
	t.Columns = append(t.Columns, columnsOf(l,
		Column{ID: "contacts", Kind: Count}, Column{ID: "ripe", Kind: Count}, Column{ID: "followed", Kind: Count},
		Column{ID: "expected", Kind: Decimal}, Column{ID: "excess", Kind: Decimal}, Column{ID: "excess_low", Kind: Decimal},
		Column{ID: "excess_high", Kind: Decimal}, Column{ID: "euros_low", Kind: Decimal}, Column{ID: "euros_high", Kind: Decimal},
		Column{ID: "cumulated_share", Kind: Percent})...)
	for _, i := range r.Items {
		number := func(x float64) Cell { return Cell{Number: x} }
		t.Rows = append(t.Rows, Row{Key: i.Key, Cells: append(keyCells(by, i.Key, l),
			count(i.Contacts), count(i.Ripe), count(i.Followed), number(i.Expected), number(i.Excess), number(i.Low), number(i.High),
			number(i.EurosLow), number(i.EurosHigh), number(i.Cumulated))})
	}
	query := r.Query
	query.By = by
	t.Notes = notes(repeat.Result{Query: query, Data: r.Data, Total: repeat.Row{Counts: r.Heavy.All}}, l)
	t.Notes = append(t.Notes, Note{"tail", l.T("report.note.tail"), figure.TailText(r, l)})
	if text := figure.HeavyText(r.Heavy, l); text != "" {
		t.Notes = append(t.Notes, Note{"heavy", l.T("report.note.heavy"), text})
	}
	return t
}
