// Package pairs is the screen of pairs: every repeat as first and second contact next to each other, samples of them
// to read and code, and what their flow and their time tell. Each page of it is a tab; those of others lie in
// packages of their own.
package pairs

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/episodes"
	"eenkeer/app/ui/flows"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/ui/survival"
	"eenkeer/app/workbench"
)

// page is a tab with the id under which the workbench knows it.
type page struct {
	id workbench.PairsTab
	screen.Tab
}

// pages makes the tabs in their order. A tab of another package is one more line.
func pages(sh screen.Shell) []page {
	return []page{
		{workbench.PairsList, newList(sh)},
		{workbench.PairsSamples, newSamples(sh)},
		{workbench.PairsFlows, flows.New(sh)},
		{workbench.PairsTime, survival.New(sh)},
		{workbench.PairsEpisodes, episodes.New(sh)},
		{workbench.PairsAgain, newAgain(sh)},
	}
}

// Pairs is the screen.
type Pairs struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	empty   *kit.EmptyState // there are no figures
	nothing *kit.EmptyState // the selection holds no contacts

	tabs  *kit.Tabs
	pages []page
	stack *fyne.Container
	asked int // number of the last question for pairs that was answered
}

// New makes the screen in the language of the shell.
func New(sh screen.Shell) screen.Screen {
	l := sh.Locale()
	p := &Pairs{sh: sh, pages: pages(sh), stack: container.NewStack()}
	var options []kit.Option
	for _, one := range p.pages {
		options = append(options, kit.Option{ID: string(one.id), Title: one.Title(), Tip: l.T("pairs.tab." + string(one.id) + ".tip")})
		p.stack.Add(one.Content())
	}
	p.tabs = kit.NewTabs(options, options[0].ID, func(string) { p.Show(sh.Bench().Snapshot()) })
	p.page = kit.Pad(kit.GapPage, kit.GapPage, kit.VBoxFill(kit.GapSmall, kit.NewText(l.T("screen.pairs"), kit.RoleHeading), p.tabs, p.stack))
	p.empty = kit.NewEmptyState(l.T("pairs.empty.title"), l.T("pairs.empty.text"),
		kit.NewPrimaryButton(l.T("pairs.empty.start"), func() { sh.Go(screen.Start) }))
	p.nothing = kit.NewEmptyState(l.T("pairs.nothing.title"), l.T("pairs.nothing.text"),
		kit.NewPrimaryButton(l.T("pairs.nothing.all"), func() { sh.Bench().SetSelection(repeat.Selection{}) }))
	p.content = container.NewStack(p.page, p.empty, p.nothing)
	put(p.content, p.empty)
	return p
}

// Content gives what to show.
func (p *Pairs) Content() fyne.CanvasObject { return p.content }

// Show draws a snapshot.
func (p *Pairs) Show(s *workbench.Snapshot) {
	if s.PairsAsked.Number > p.asked {
		p.asked = s.PairsAsked.Number
		p.tabs.SetSelected(string(s.PairsAsked.Tab))
	}
	id := workbench.PairsTab(p.tabs.Selected())
	p.sh.Bench().Look(workbench.Look{Pairs: id})
	switch f := s.Figures; {
	case s.Phase != workbench.Ready || f == nil || s.Workspace.Contacts == 0:
		put(p.content, p.empty)
		return
	case f.Empty && id != workbench.PairsSamples: // samples are there whatever is selected
		put(p.content, p.nothing)
		return
	}
	for _, one := range p.pages {
		if one.id == id {
			put(p.stack, one.Content()) // first: what is hidden cannot have the focus
			put(p.content, p.page)
			one.Show(s)
		}
	}
}

// put shows one of the faces of a stack.
func put(stack *fyne.Container, face fyne.CanvasObject) {
	for _, o := range stack.Objects {
		switch {
		case o == face && !o.Visible():
			o.Show()
		case o != face && o.Visible():
			o.Hide()
		}
	}
}
