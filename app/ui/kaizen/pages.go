package kaizen

import (
	"eenkeer/app/ui/screen"
	"eenkeer/app/ui/session"
)

// The tabs, in the order of the row.
const (
	tabActions  = "actions"
	tabSessions = "sessions"
)

// pages makes the tabs of the screen.
func pages(sh screen.Shell) []page {
	return []page{
		{tabActions, newActions(sh)},
		{tabSessions, session.New(sh)},
	}
}
