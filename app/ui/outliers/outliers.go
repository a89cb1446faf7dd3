package outliers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// The tabs.
const (
	tabCompare = "compare"
	tabBegin   = "begin"
)

// Outliers is the screen.
type Outliers struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	empty   *kit.EmptyState // there are no figures
	nothing *kit.EmptyState // the selection holds no contacts

	tabs    *kit.Tabs
	tag     *kit.Tag
	compare *compare
	begin   *begin
}

// New makes the screen in the language of the shell.
func New(sh screen.Shell) screen.Screen {
	l := sh.Locale()
	o := &Outliers{sh: sh, compare: newCompare(sh), begin: newBegin(sh), tag: kit.NewTag(l.T("outliers.codes"))}
	o.tabs = kit.NewTabs([]kit.Option{
		{ID: tabCompare, Title: l.T("outliers.tab.compare")}, {ID: tabBegin, Title: l.T("outliers.tab.begin")},
	}, tabCompare, func(string) { o.Show(sh.Bench().Snapshot()) })
	o.page = kit.Pad(kit.GapPage, kit.GapPage, kit.VBoxFill(kit.GapSmall,
		kit.HBox(10, kit.NewText(l.T("screen.outliers"), kit.RoleHeading), o.tag),
		o.tabs, container.NewStack(o.compare.content, o.begin.content)))
	o.empty = kit.NewEmptyState(l.T("outliers.empty.title"), l.T("outliers.empty.text"),
		kit.NewPrimaryButton(l.T("outliers.empty.start"), func() { sh.Go(screen.Start) }))
	o.nothing = kit.NewEmptyState(l.T("outliers.nothing.title"), l.T("outliers.nothing.text"),
		kit.NewPrimaryButton(l.T("outliers.nothing.all"), func() { sh.Bench().SetSelection(repeat.Selection{}) }))
	o.content = container.NewStack(o.page, o.empty, o.nothing)
	put(o.content, o.empty)
	return o
}

// Content gives what to show.
func (o *Outliers) Content() fyne.CanvasObject { return o.content }

// Show draws a snapshot. What was found for an earlier question stays until the next is there.
func (o *Outliers) Show(n *workbench.Snapshot) {
	comparing := o.tabs.Selected() == tabCompare
	o.sh.Bench().Look(workbench.Look{Outliers: comparing, Begin: !comparing})
	f := n.Figures
	switch {
	case n.Phase != workbench.Ready || f == nil || n.Workspace.Contacts == 0:
		put(o.content, o.empty)
		return
	case f.Empty:
		put(o.content, o.nothing)
		return
	}
	if comparing {
		o.compare.show(n)
		show(o.begin.content, false)
		show(o.compare.content, true)
	} else {
		o.begin.show(n)
		show(o.compare.content, false)
		show(o.begin.content, true)
	}
	show(o.tag, comparing && o.compare.byCode(n))
	put(o.content, o.page)
}

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
