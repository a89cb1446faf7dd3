package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// progressStrip shows long work under the top bar, on screens that do not show
// it themselves. What is over in a moment is not shown at all.
type progressStrip struct {
	s       *Shell
	content *fyne.Container
	panel   *kit.ProgressPanel
	since   time.Time
}

// showAfter is how long work must last before it is shown.
const showAfter = 400 * time.Millisecond

func newProgressStrip(s *Shell) *progressStrip {
	p := &progressStrip{s: s}
	p.panel = kit.NewProgressPanel("", s.t("shell.cancel"), s.bench.Cancel)
	p.panel.Scheduler = s.scheduler
	p.content = container.NewStack(kit.Pad(kit.GapPage, kit.GapSmall, p.panel))
	p.content.Hide()
	return p
}

func (p *progressStrip) show(s *workbench.Snapshot) {
	t := s.Task
	own := p.s.current == screen.Data || (p.s.current == screen.Start && s.Phase != workbench.Ready)
	if t == nil || own || time.Since(t.Started) < showAfter {
		if p.content.Visible() {
			p.panel.Stop()
			p.content.Hide()
			p.s.relayout()
		}
		if t != nil && !own && p.since != t.Started { // look again when it has lasted long enough
			p.since = t.Started
			p.s.scheduler.After(showAfter, func() { p.show(p.s.bench.Snapshot()) })
		}
		return
	}
	if !p.content.Visible() {
		p.panel.Start()
		p.content.Show()
		p.s.relayout()
	}
	p.panel.SetTitle(p.s.t(t.ID))
	fraction, line := -1.0, ""
	if t.Total > 0 {
		fraction = float64(t.Done) / float64(t.Total)
	}
	switch {
	case t.Stopping:
		line = p.s.t("shell.stopping")
	case t.Import.Rows > 0:
		line = p.s.t("shell.rows", "n", int(t.Import.Rows))
	}
	p.panel.Set(fraction, line)
}
