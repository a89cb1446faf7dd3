// Package workbench is the open workspace as the screens see it: what is asked
// (definition, period, filters, groups), what is known (figures), what lies in
// the file (imports), and what is under way.
//
// State changes here and nowhere else. Every change makes a new [Snapshot],
// which never changes again; whoever draws is told that there is one and takes
// the latest. Work that takes time runs on one goroutine of the workbench, in
// the order asked, and never on the caller's.
//
// No Fyne here, no words: a screen's texts are its own affair.
package workbench
