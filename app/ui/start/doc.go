// Package start is the first screen: what changed, the headline figures, how they
// moved by the week, and where the repeats are. Without figures it teaches what
// goes here and has the buttons that put it there.
package start
