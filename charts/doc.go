// Package charts draws the pictures of Eenkeer: one chart a file, data in, a drawing and its hit areas out.
//
// A chart is a plain struct ([Trend], [Control], [Multiples], [Bars], [Curve]) that is given finished numbers, finished texts and
// functions that write a number as text. Its Draw method gives a [Drawing]: an image, the places in it that can be
// pointed at ([Hit]), and the scales that turn a pixel back into a value ([Axis]). [PNG], [SVG] and [PDF] write the
// same picture to a file; [Captioned] puts above it what a picture may not travel without. Equal data, size and style give
// equal output.
//
// Lengths inside the package are in units of 1/96 inch, the size of one pixel on a plain screen; [Style.Scale] says how
// many device pixels one unit takes. Sizes and positions that cross the package border are in device pixels.
//
// What may come in: gonum.org/v1/plot as rasteriser, SVG writer and font reader, fpdf as PDF writer, and the standard
// library.
// What may not: a window toolkit, anything of the application, and any calculation on contacts. A chart decides where
// a number is drawn, never what it is.
package charts
