// Package session is a kaizen session on screen: the list of sessions, the page of one with its steps (charter, facts, causes,
// ideas, votes, decisions and actions), and session mode, the same steps over the whole window in large letters for a beamer,
// worked by keyboard alone.
//
// A step draws the session of its [desk] and says what can be done in it; a page shows that as buttons, session mode as keys.
// What is changed goes to the register at once, one change at a time, so that ending the program loses no more than the line that is
// being typed. No figure is made here: the baseline is as it was frozen, the facts come with the snapshot of the workbench. Nothing of
// a single agent is in any of it.
package session
