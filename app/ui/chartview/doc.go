// Package chartview shows a chart of package charts in the widget of kit for
// pictures: drawn off the goroutine of the window, in its colours. A chart can be
// worked with by pointer and by keyboard alike:
//
//   - what is pointed at is lifted out, with its text beside it; a click tells
//     which mark it was ([View.OnHit]).
//   - Tab gives the chart the focus. The arrows move along the marks of a series,
//     Home and End to its ends, Page Up and Page Down between series; where marks
//     stand in rows and columns, so do the arrows up and down. Enter is a click,
//     Escape lets go.
//   - a drag selects a range of periods, as do Shift and the arrows followed by
//     Enter ([View.OnRange]); Escape calls it off.
//   - a right click or the menu key copies or saves the chart as a picture
//     ([View.Offer]).
//
// What is in a chart comes from app/figure; no figure is made here. The package
// knows no kind of chart: it works on the areas that a drawing says can be
// pointed at.
package chartview
