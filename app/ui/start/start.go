package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// Start is the screen.
type Start struct {
	sh      screen.Shell
	content *fyne.Container

	welcome  *welcome
	loading  *loading
	overview *overview
	nothing  *kit.EmptyState // the selection holds no contacts
	first    *kit.EmptyState // the first figures are being made
}

// New makes the screen in the language of the shell.
func New(sh screen.Shell) screen.Screen {
	l := sh.Locale()
	s := &Start{sh: sh, welcome: newWelcome(sh), loading: newLoading(sh), overview: newOverview(sh)}
	s.nothing = kit.NewEmptyState(l.T("start.nothing.title"), l.T("start.nothing.text"),
		kit.NewPrimaryButton(l.T("start.nothing.all"), func() { sh.Bench().SetSelection(repeat.Selection{}) }))
	s.first = kit.NewEmptyState(l.T("start.first.title"), l.T("start.first.text"))
	s.content = container.NewStack(s.welcome.content, s.loading.content, s.overview.content, s.nothing, s.first)
	s.put(s.welcome.content)
	return s
}

// Content gives what to show.
func (s *Start) Content() fyne.CanvasObject { return s.content }

// Show draws a snapshot.
func (s *Start) Show(n *workbench.Snapshot) {
	if n.Phase != workbench.Ready && n.Task != nil {
		s.loading.show(n.Task, n.Workspace.Name)
		s.put(s.loading.content)
		return
	}
	s.loading.stop()
	switch {
	case n.Phase != workbench.Ready || n.Workspace.Contacts == 0:
		s.welcome.show(n)
		s.put(s.welcome.content)
	case n.Figures == nil:
		s.put(s.first)
	case n.Figures.Empty:
		s.put(s.nothing)
	default:
		s.sh.Bench().Look(workbench.Look{Begin: true})
		s.overview.show(n)
		s.put(s.overview.content)
	}
}

// put shows one of the faces of the screen.
func (s *Start) put(face fyne.CanvasObject) {
	for _, o := range s.content.Objects {
		if o == face && !o.Visible() {
			o.Show()
		} else if o != face && o.Visible() {
			o.Hide()
		}
	}
}
