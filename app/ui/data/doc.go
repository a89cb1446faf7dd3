// Package data is the screen of the imports: what lies in the workspace and what
// was wrong with it, the mapping of files that are about to come in, and the
// progress of an import.
//
// Sentences are made in describe.go, outcome.go and understood.go, without a
// widget; mapping_edit.go works out a new mapping from what a person chose. The
// other files draw: one view a file, of which the page shows one at a time.
// Nothing here reads a file of contacts or counts one.
package data
