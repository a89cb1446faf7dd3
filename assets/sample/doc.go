// Package sample makes the contact log of a health insurer that does not exist: the data that a first start of the
// program shows, that tests measure against, and that benchmarks read in bulk.
//
// Every contact carries a known chance of being repeated ([Options.Repeated]), built from the tables in catalogue.go and
// changed on known dates ([Changes]). What the program measures on this log can therefore be checked against what was put
// in. All names are invented; nothing here stands for a real organisation or person.
//
// The package imports nothing of the program: it is a source of files, and the program reads them through its own
// importer like anybody's. Only the packed export is embedded; the two loose files beside the code are for people who want
// to try an import by hand.
package sample

//go:generate go run ./make
