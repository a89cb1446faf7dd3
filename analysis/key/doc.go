// Package key brings customer keys to one form, so that the same key is found
// again however it was written: 06-12 34 56 78 and tel:+31612345678, Jan@X.nl and
// mailto:jan@x.nl. Keys of all kinds share one space of texts: equal texts are the
// same key.
//
// It also guesses what kind of key a column holds, and sees what a spreadsheet did
// to keys. It knows nothing of files or contacts.
package key
