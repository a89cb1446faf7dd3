// Package shell is the window: the rail of screens, the bar along the top that
// says what every figure is of (workspace, definition, period, filters), the
// panel of the definition, the line at the foot, and the messages that pass.
//
// The shell alone listens to the workbench. It hands each snapshot to the screen
// in sight and to its own bars, and passes what a person does back to it.
package shell
