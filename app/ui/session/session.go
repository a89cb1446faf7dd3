package session

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// Sessions is the tab: the list of sessions, and over it the page of the one that was opened.
type Sessions struct {
	sh      screen.Shell
	bench   bench
	content *fyne.Container
	list    *list
	page    *page // nil while no session is open
}

// New makes the tab in the language of the shell.
func New(sh screen.Shell) *Sessions {
	v := &Sessions{sh: sh, bench: sh.Bench()}
	v.list = newList(v)
	v.content = container.NewStack(v.list.content)
	return v
}

// Content gives what to show.
func (v *Sessions) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *Sessions) Show(n *workbench.Snapshot) {
	if v.page != nil && (n.Register == nil || n.Register.Session(v.page.d.id) == nil) {
		v.leave() // taken out, or of another workspace
	}
	look := workbench.Look{}
	if v.page != nil {
		look.Session = workbench.LookAtSession(n.Register.Session(v.page.d.id))
	}
	v.bench.Look(look)
	if v.page != nil {
		v.page.show(n)
		return
	}
	v.list.show(n)
}

// Open shows the page of a session.
func (v *Sessions) Open(id kaizen.ID) {
	n := v.bench.Snapshot()
	if n.Register == nil || n.Register.Session(id) == nil {
		return
	}
	v.page = newPage(v, id)
	v.content.Objects = []fyne.CanvasObject{v.page.content}
	v.Show(n)
	v.content.Refresh()
}

// leave goes back to the list.
func (v *Sessions) leave() {
	if v.page.mode != nil {
		v.page.mode.close()
	}
	v.page = nil
	v.content.Objects = []fyne.CanvasObject{v.list.content}
	v.content.Refresh()
}

// Start opens session mode of the session in sight; false when there is none.
func (v *Sessions) Start() bool {
	if v.page == nil || v.page.mode != nil {
		return false
	}
	v.page.start()
	return true
}
