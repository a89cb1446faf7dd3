// Package figure turns figures of the analysis into what people see: charts, rows
// of tables and short texts. A screen, an export and the command line that show
// the same figure ask the same function here and so cannot say it differently.
//
// The way through it:
//
//	m := figure.Shown(trend.Query.Measure)   // the rate as managers know it
//	c := figure.Chart(trend, m, l)           // as the screen shows it
//	c = figure.Picture(trend, m, l)          // the same, with what it rests on above
//
// Figures come in from the analysis and are not worked out anew. What may come
// in besides: charts and the texts of the program. No window, no workbench, no
// file.
package figure
