// Package kaizen is the screen of the improvement register: actions on a board, in a list and on a calendar, sessions, themes,
// the list for the weekly stand-up, signals and people.
//
// Every tab draws the register of a snapshot and passes changes to the workbench, one for each field that is left. It keeps
// nothing but what is chosen on screen.
package kaizen
