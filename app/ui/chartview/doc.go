// Package chartview shows a chart of package charts in the widget of kit for
// pictures: drawn off the goroutine of the window, in its colours, with a label
// under the pointer and clicks that name the mark.
//
// What is in a chart comes from app/figure; no figure is made here.
package chartview
