// Package kit holds the look of the program: its theme and the generic widgets that every screen is made of.
//
// Nothing in here knows what a contact is, holds a word of a language or works out a figure: texts come in ready to
// show. Widgets re-read their colours whenever they are refreshed, so a switch between light and dark needs no more
// than a new theme. Whatever can be clicked can be reached with Tab and pressed with Enter or Space; a key that a
// widget does not want goes on to the panel it stands in, and from there to the canvas (see passKey).
//
// Time and goroutines come in through a Scheduler, so that tests run without sleeping.
package kit
