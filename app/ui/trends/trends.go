package trends

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/events"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// Trends is the screen.
type Trends struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	empty   *kit.EmptyState // there are no figures
	nothing *kit.EmptyState // the selection holds no contacts

	rests    *kit.Text
	controls *controls
	chart    *chart
	table    *table
	events   *events.View // while its dialog is open; nil otherwise
}

// New makes the screen in the language of the shell.
func New(sh screen.Shell) screen.Screen {
	l := sh.Locale()
	t := &Trends{sh: sh, rests: kit.NewTruncatedText("", kit.RoleMuted),
		controls: newControls(sh), chart: newChart(sh), table: newTable(sh)}
	t.page = kit.Pad(kit.GapPage, kit.GapPage, kit.VBoxFill(kit.Gap,
		kit.VBox(4, container.NewBorder(nil, nil, nil, kit.NewLinkButton(l.T("trends.events"), t.openEvents), kit.NewText(l.T("trends.title"), kit.RoleHeading)), t.rests),
		t.controls.content,
		upper(0.64, kit.Gap, t.chart.card, t.table.card)))
	t.empty = kit.NewEmptyState(l.T("trends.empty.title"), l.T("trends.empty.text"),
		kit.NewPrimaryButton(l.T("trends.empty.start"), func() { sh.Go(screen.Start) }))
	t.nothing = kit.NewEmptyState(l.T("trends.nothing.title"), l.T("trends.nothing.text"),
		kit.NewPrimaryButton(l.T("trends.nothing.all"), func() { sh.Bench().SetSelection(repeat.Selection{}) }))
	t.content = container.NewStack(t.page, t.empty, t.nothing)
	t.put(t.empty)
	return t
}

// openEvents shows what happened, to be seen and changed.
func (t *Trends) openEvents() {
	t.events = events.New(t.sh)
	t.events.Show(t.sh.Bench().Snapshot())
	t.events.Open(func() { t.events = nil })
}

// Content gives what to show.
func (t *Trends) Content() fyne.CanvasObject { return t.content }

// Show draws a snapshot. Figures of an earlier question stay until the next are
// there.
func (t *Trends) Show(n *workbench.Snapshot) {
	if n.Figures != nil {
		t.controls.offer(n.Figures.Clocks)
	}
	t.controls.show(n.Question.Trends)
	if t.events != nil {
		t.events.Show(n)
	}
	f := n.Figures
	switch {
	case n.Phase != workbench.Ready || f == nil || n.Workspace.Contacts == 0:
		t.put(t.empty)
	case f.Empty:
		t.put(t.nothing)
	default:
		if !t.chart.same(n) {
			t.draw(n)
		}
		t.put(t.page)
	}
}

func (t *Trends) draw(n *workbench.Snapshot) {
	l, f := t.sh.Locale(), n.Figures
	m := figure.Shown(f.Question.Trends.Measure)
	t.rests.SetText(figure.Join(l.T("trends.contacts", "n", f.Total.Data.Contacts), figure.Coverage(f.Total.Data, l),
		figure.Unripe(f.Total, l), figure.NotEligible(f.Total.Data, l)))
	fresh := t.chart.shown != f
	t.chart.show(n, m)
	if fresh {
		t.table.show(f, m)
	}
	if t.chart.by() == "" {
		t.table.mark(t.chart.control)
	}
}

// put shows one of the faces of the screen.
func (t *Trends) put(face fyne.CanvasObject) {
	for _, o := range t.content.Objects {
		if o == face && !o.Visible() {
			o.Show()
		} else if o != face && o.Visible() {
			o.Hide()
		}
	}
}
