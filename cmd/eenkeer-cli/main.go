// Eenkeer-cli does the work of Eenkeer without a window: it imports exports of
// contacts into a workspace, prints repeat rates and trends, and shows what a
// file holds. It is for scripts, schedulers and tests, and builds without a C
// compiler.
//
//	eenkeer-cli import WORKSPACE FILE...
//	eenkeer-cli rates  WORKSPACE --by process
//	eenkeer-cli trend  WORKSPACE --per week --picture trend.png
//	eenkeer-cli read   FILE --format json
//	eenkeer-cli catalogue WORKSPACE --export catalogue.xlsx
//	eenkeer-cli sample WORKSPACE
//
// Results go to standard output, everything else to standard error. The exit
// code is 0 when all is done, 1 for bad input or data, 2 for a command line
// that is not understood.
//
// Nothing here understands a file, counts or draws: it asks analysis/ingest,
// app/workbench, analysis/repeat and app/report.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
