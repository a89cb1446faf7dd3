package pairs

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// list is the tab with every pair.
type list struct {
	sh      screen.Shell
	content fyne.CanvasObject
	count   *kit.Text
	shown   *repeat.Pairs
}

func newList(sh screen.Shell) *list {
	v := &list{sh: sh, count: kit.NewTruncatedText("", kit.RoleHeading)}
	v.content = container.NewStack(v.count)
	return v
}

// Title gives the word of the tab.
func (v *list) Title() string { return v.sh.Locale().T("pairs.tab.pairs") }

// Content gives what to show.
func (v *list) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *list) Show(s *workbench.Snapshot) {
	if s.Looked == nil || s.Looked.Pairs == nil || s.Looked.Pairs == v.shown {
		return
	}
	v.shown = s.Looked.Pairs
	v.count.SetText(v.sh.Locale().T("pairs.count", "n", v.shown.Len()))
}
