package report

import (
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Flows makes the table of flows: a row for each first and second value that had pairs, the largest first.
func Flows(f *repeat.Flows, l *locale.Locale) Table {
	t := Table{Title: figure.FlowsTitle(f, l), Measure: repeat.FollowedRate, Columns: columnsOf(l,
		Column{ID: "first", Kind: Words}, Column{ID: "second", Kind: Words}, Column{ID: "pairs", Kind: Count},
		Column{ID: "row_share", Kind: Percent}, Column{ID: "row_interval", Kind: Interval}, Column{ID: "ripe_share", Kind: Percent},
		Column{ID: "expected_pairs", Kind: Decimal}, Column{ID: "residual", Kind: Decimal}, Column{ID: "stands", Kind: Words})}
	for _, c := range f.Strongest(len(f.Sides)*len(f.Sides), true) {
		stands := l.T("report.stands.no")
		if c.Stands {
			stands = l.T("report.stands.yes")
		}
		t.Rows = append(t.Rows, Row{Key: []string{f.Sides[c.First].Name(), f.Sides[c.Second].Name()}, Cells: []Cell{
			words(figure.FlowName(f, c.First, l)), words(figure.FlowName(f, c.Second, l)), count(c.Pairs),
			rate(c.Share, false), interval(c.Share, false), rate(c.OfRipe, false), {Number: c.Expected}, {Number: c.Residual}, words(stands)}})
	}
	t.Notes = append(notes(repeat.Result{Query: f.Query, Data: f.Data}, l), Note{"flows", l.T("report.note.flows"), figure.FlowsNote(f, l)})
	return t
}
