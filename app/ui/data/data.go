package data

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// page is the screen: one of its views at a time.
type page struct {
	sh   screen.Shell
	root *fyne.Container
	roll *container.Scroll // in root: in a small window a view is scrolled
	view fyne.CanvasObject // that is in roll

	language string // that the views were made in
	tab      string // that is turned to
	desk     *desk
	mapping  *mappingView
	progress *progressView
	empty    *emptyView

	closed *workbench.Outcome // whose notice was closed

	bench func() bench
	work  func(f func())                  // runs f off the goroutine of the window
	after func(d time.Duration, f func()) // runs f on the goroutine of the window, later
	now   func() time.Time
}

var _ screen.Screen = (*page)(nil)

// New makes the screen.
func New(sh screen.Shell) screen.Screen { return newPage(sh) }

func newPage(sh screen.Shell) *page {
	p := &page{sh: sh, tab: tabImports, roll: container.NewVScroll(container.NewStack()), now: time.Now}
	p.root = container.New(&rollLayout{p}, p.roll)
	p.bench = func() bench { return sh.Bench() }
	p.work = func(f func()) { go f() }
	p.after = func(d time.Duration, f func()) { time.AfterFunc(d, func() { sh.Do(f) }) }
	return p
}

// Content gives what to show.
func (p *page) Content() fyne.CanvasObject { return p.root }

// grace is how long work may take before it takes the place of what was shown:
// most of it is over before one could read what it is.
const grace = 250 * time.Millisecond

// Show draws a snapshot.
func (p *page) Show(s *workbench.Snapshot) {
	defer p.settle()
	if l := p.sh.Locale(); p.language != l.Language || p.desk == nil {
		p.language = l.Language
		p.desk, p.mapping, p.progress, p.empty = newDesk(p), newMappingView(p), newProgressView(p), newEmptyView(p)
	}
	if takesOver(s.Task) {
		if left := grace - p.now().Sub(s.Task.Started); left > 0 && s.Task.ID == "task.reading" {
			p.after(left, func() { p.showTask(s.Task) })
		} else {
			p.progress.show(s)
			p.put(p.progress.content)
			return
		}
	}
	p.progress.end()
	switch {
	case s.Draft != nil:
		p.mapping.show(s)
		p.put(p.mapping.content)
	case s.Phase == workbench.Closed || len(s.Batches) == 0:
		p.empty.show(s)
		p.put(p.empty.content)
	default:
		p.desk.show(s)
		p.put(p.desk.content)
	}
}

// showTask shows a task that turned out to be long, unless it is over.
func (p *page) showTask(t *workbench.Task) {
	now := p.sh.Bench()
	if now == nil {
		return
	}
	if s := now.Snapshot(); s.Task != nil && s.Task.Started.Equal(t.Started) {
		p.progress.show(s)
		p.put(p.progress.content)
		p.settle()
	}
}

// takesOver says whether a task takes the place of the screen: the others are
// told in the heading.
func takesOver(t *workbench.Task) bool {
	if t == nil {
		return false
	}
	switch t.ID {
	case "task.importing", "task.reading", "task.sample", "task.opening":
		return true
	}
	return false
}

func (p *page) put(view fyne.CanvasObject) {
	if p.view == view {
		return
	}
	p.view = view
	p.roll.Content = view
	p.roll.Offset = fyne.NewPos(0, 0)
	p.roll.Refresh()
}

// settle gives a view the height it asks for: one that wraps asks for another
// once it has its width.
func (p *page) settle() {
	for range 3 {
		if p.view == nil || p.view.Size().Height == max(p.view.MinSize().Height, p.roll.Size().Height) {
			return
		}
		p.roll.Refresh()
	}
}

// rollLayout fills the screen with what is scrolled.
type rollLayout struct{ p *page }

func (l *rollLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l *rollLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	put(o[0], 0, 0, s.Width, s.Height)
	l.p.settle()
}

// t gives a text of this screen, or of another part when the id has its prefix.
func (p *page) t(id string, pairs ...any) string { return p.sh.Locale().T(id, pairs...) }

func (p *page) locale() *locale.Locale { return p.sh.Locale() }

// keys gives the shortcut of a command of the shell, to be put behind a text;
// empty when there is none.
func (p *page) keys(command string) string {
	if sh, ok := p.sh.(interface{ Commands() *kit.Commands }); ok && sh.Commands() != nil {
		if c, found := sh.Commands().Get(command); found && kit.ShortcutText(c) != "" {
			return " (" + kit.ShortcutText(c) + ")"
		}
	}
	return ""
}

// readOnly shuts the buttons of what cannot be done in a workspace that cannot
// be written, and says why.
func (p *page) readOnly(s *workbench.Snapshot, buttons ...*kit.Button) {
	for _, b := range buttons {
		if s.Workspace.ReadOnly {
			b.Disable()
			b.SetTip(p.why(s))
		} else {
			b.Enable()
			b.SetTip("")
		}
	}
}

// why says why the workspace cannot be changed; empty when it can.
func (p *page) why(s *workbench.Snapshot) string {
	switch {
	case !s.Workspace.ReadOnly:
		return ""
	case s.Workspace.Why == nil:
		return p.t("data.read_only")
	}
	return workbench.Say(s.Workspace.Why, p.locale())
}
