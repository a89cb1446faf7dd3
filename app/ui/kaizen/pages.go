package kaizen

import (
	"eenkeer/app/ui/screen"
)

// The tabs, in the order of the row.
const (
	tabActions = "actions"
)

// pages makes the tabs of the screen.
func pages(sh screen.Shell) []page {
	return []page{
		{tabActions, newActions(sh)},
	}
}
