// Package outliers is the screen of who or what stands out: a funnel of agents, teams, third parties, reasons or processes,
// compared fairly, with what was found of each and why; and where to begin, the same as a list of excess.
//
// It judges nobody: agents come by code unless that was switched on, are never put in order of what was found, and every view
// of them says that it is not for appraisal alone.
package outliers
