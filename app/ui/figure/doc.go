// Package figure turns figures of the workbench into what screens show: charts,
// rows of tables and short texts. Two screens that show the same figure ask the
// same function here and so cannot say it differently.
//
// Figures come in from the analysis and are not worked out anew. What may come
// in besides: charts, the texts of the program, and for [View] the widgets of
// kit. No screen, no workbench.
package figure
