// Package spc tells noise from change: control charts of a series, the rules that call a point or a run of points a
// signal, and a proposal for where a lasting shift began.
//
// It works on plain numbers by index and knows no contacts, dates or words; callers label. [New] gives a [Chart] of a
// [Series]; [Choose] says whether a rate wants a P or a Laney P′ chart and why; [Shifts] proposes where to rebase and
// changes nothing by itself.
package spc
