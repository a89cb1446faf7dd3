// Package report writes what was found to files: repeat rates and trends as
// plain text, CSV and workbooks, and a trend as a picture.
//
// The way through it:
//
//	t := report.Rates(result, l)          // or report.Trend(trend, l)
//	err := report.Save(path, func(w io.Writer) error { return report.WriteXLSX(w, t, l) })
//
// A [Table] is plain: titled columns, rows of texts and numbers, and the notes
// without which a figure may not travel (definition, selection, period, end of
// the data, coverage). The screens, the exports and the command line write from
// the same table and so cannot say different things. What charts show and how
// values, selections and remarks are said comes from app/figure, as on screen.
//
// Nothing here counts contacts, reads a workspace or draws on a screen.
package report
