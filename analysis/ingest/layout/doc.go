// Package layout finds tables in a grid of texts: the first rows of a text file or
// of a sheet. It knows rows and columns only; not where they come from, nor what
// the columns mean.
package layout
