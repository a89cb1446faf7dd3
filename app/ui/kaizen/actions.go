package kaizen

import (
	"fyne.io/fyne/v2"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// actions is the tab of what is to be done: who does what, and by when.
type actions struct {
	none *kit.EmptyState
}

func newActions(sh screen.Shell) *actions {
	l := sh.Locale()
	return &actions{none: kit.NewEmptyState(l.T("board.none.title"), l.T("board.none.text"))}
}

// Content gives what to show.
func (a *actions) Content() fyne.CanvasObject { return a.none }

// Show draws a snapshot.
func (a *actions) Show(*workbench.Snapshot) {}
