package kaizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/ui/session"
	"eenkeer/app/workbench"
)

// Tab is a page of the screen. It may lie in a package of its own.
type Tab interface {
	// Content gives what to show; the same object every time.
	Content() fyne.CanvasObject
	// Show draws a snapshot; called for each one while the tab is in sight.
	Show(s *workbench.Snapshot)
}

// page is a tab under the word that leads to it.
type page struct {
	id  string
	tab Tab
}

// Kaizen is the screen.
type Kaizen struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	empty   *kit.EmptyState // there is no workspace

	tabs  *kit.Tabs
	pages []page
}

// New makes the screen in the language of the shell.
func New(sh screen.Shell) screen.Screen {
	l := sh.Locale()
	k := &Kaizen{sh: sh}
	k.pages = k.makePages()
	var options []kit.Option
	stack := container.NewStack()
	for _, p := range k.pages {
		options = append(options, kit.Option{ID: p.id, Title: l.T("kaizen.tab." + p.id), Tip: l.T("kaizen.tab." + p.id + ".tip")})
		stack.Add(p.tab.Content())
	}
	k.tabs = kit.NewTabs(options, k.pages[0].id, func(string) { k.Show(sh.Bench().Snapshot()) })
	k.page = kit.Pad(kit.GapPage, kit.GapPage, kit.VBoxFill(kit.GapSmall, kit.NewText(l.T("screen.kaizen"), kit.RoleHeading), k.tabs, stack))
	k.empty = kit.NewEmptyState(l.T("kaizen.empty.title"), l.T("kaizen.empty.text"),
		kit.NewPrimaryButton(l.T("kaizen.empty.sample"), func() { sh.Run("sample") }),
		kit.NewButton(l.T("kaizen.empty.open"), func() { sh.Run("open") }))
	k.content = container.NewStack(k.page, k.empty)
	put(k.content, k.empty)
	return k
}

// Content gives what to show.
func (k *Kaizen) Content() fyne.CanvasObject { return k.content }

// Show draws a snapshot in the tab that is in sight.
func (k *Kaizen) Show(n *workbench.Snapshot) {
	if n.Phase != workbench.Ready {
		put(k.content, k.empty)
		return
	}
	if k.tabs.Selected() != tabSessions { // that one says itself what of it is in sight
		k.sh.Bench().Look(workbench.Look{})
	}
	for _, p := range k.pages {
		if p.id == k.tabs.Selected() {
			p.tab.Show(n)
			show(p.tab.Content(), true)
		} else {
			show(p.tab.Content(), false)
		}
	}
	put(k.content, k.page)
}

// Escape closes what is open on the tab in sight.
func (k *Kaizen) Escape() bool {
	for _, p := range k.pages {
		if e, ok := p.tab.(screen.Escaper); ok && p.id == k.tabs.Selected() && k.page.Visible() {
			return e.Escape()
		}
	}
	return false
}

// NewAction asks for a new action, on the tab of actions.
func (k *Kaizen) NewAction() {
	k.Choose(tabActions)
	for _, p := range k.pages {
		if a, ok := p.tab.(*actions); ok {
			a.add()
		}
	}
}

// Open shows an action on the tab of actions.
func (k *Kaizen) Open(id kaizen.ID) {
	k.Choose(tabActions)
	for _, p := range k.pages {
		if a, ok := p.tab.(*actions); ok && k.sh.Bench().Snapshot().Register != nil {
			a.reveal(id)
		}
	}
}

// Tabs lists the tabs by their ids, in order.
func (k *Kaizen) Tabs() []string {
	var ids []string
	for _, p := range k.pages {
		ids = append(ids, p.id)
	}
	return ids
}

// Choose brings a tab in sight.
func (k *Kaizen) Choose(id string) { k.tabs.Choose(id) }

// put shows one of the faces of a stack.
func put(stack *fyne.Container, face fyne.CanvasObject) {
	for _, o := range stack.Objects {
		show(o, o == face)
	}
}

func show(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// StartSession opens session mode of the session in sight; false when none is.
func (k *Kaizen) StartSession() bool {
	if k.tabs.Selected() != tabSessions {
		return false
	}
	s := k.sessions()
	return s != nil && s.Start()
}

// OpenSession shows the page of a session.
func (k *Kaizen) OpenSession(id kaizen.ID) {
	k.Choose(tabSessions)
	if s := k.sessions(); s != nil {
		s.Open(id)
	}
}

func (k *Kaizen) sessions() *session.Sessions {
	for _, p := range k.pages {
		if s, ok := p.tab.(*session.Sessions); ok {
			return s
		}
	}
	return nil
}
