// Package book reads the sheets of workbooks: XLSX and its kin by a scanner of
// its own, that fills blocks of cells without a text per cell, and by excelize
// whatever that scanner does not understand; OpenDocument sheets by a plain
// reader of their XML. Nothing is unpacked to disk, and what a file unpacks to
// is bounded.
//
// A cell is given as what it means: a date as 2025-12-01 or 2025-12-01 14:05:30,
// a time of day or a duration as h:mm:ss, a number with all its digits and no
// exponent, TRUE or FALSE, and text as it stands.
package book
