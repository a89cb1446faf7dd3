// Package exchange takes the actions of a register out to a list that people keep in
// Excel, and takes such a list in again.
//
// A list that went out says of each row how the register stood (its mark), so that what
// comes back is compared three ways: what was changed in the list alone is taken over,
// what was changed here alone stays, and what was changed in both places, differently,
// is a conflict that a person decides. Without a mark, as in a list of someone's own,
// every difference from an action with the same number or title is one. Nothing is
// overwritten in silence, and no row that is missing takes anything out.
//
// A value has one form in here (a day is 2026-07-04, a status its id), whatever the
// language of the list. Files are read and written by app/report.
package exchange
