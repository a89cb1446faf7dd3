// Package ingest turns files into contacts: it finds out what kind of file it
// has, reads its table, understands the columns, and makes a [contact.Batch] of
// the rows. What it could not use it counts and lists; nothing is dropped in
// silence.
//
// The way through it:
//
//	t, err := ingest.Open(ctx, path, ingest.Options{})  // what kind of file, which columns
//	g := t.Guess()                                      // which column means what
//	rows, err := t.Preview(g.Mapping, 20)               // how the first rows will be understood
//	batch, report, err := t.Import(ctx, g.Mapping, nil) // all of it
//
// A [Table] holds no open file between calls (a workbook holds its unpacked
// parts until [Table.Close]) and may be used for several imports one after the
// other.
//
// The rooms beneath it: cell (blocks of cells, what a reader hands over), textfile
// (delimited text), moment (times and durations). Here stand the table and its
// header, the guess (guess*.go, synonyms.go), workbooks, and the import itself
// (import.go, columns.go, assemble.go, keys.go, ids.go).
//
// A time becomes a wall-clock time of the workspace's zone, as the package
// comment of contact says. Nothing here stores anything, links contacts or
// computes a rate.
package ingest
