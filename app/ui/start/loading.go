package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// loading shows how far the opening of a workspace is.
type loading struct {
	sh      screen.Shell
	content *fyne.Container
	panel   *kit.ProgressPanel
	moving  bool
}

func newLoading(sh screen.Shell) *loading {
	p := &loading{sh: sh}
	p.panel = kit.NewProgressPanel("", sh.Locale().T("start.cancel"), sh.Bench().Cancel)
	p.content = container.NewCenter(kit.MinSize(460, 0, kit.NewCard("", nil, p.panel)))
	return p
}

func (p *loading) show(t *workbench.Task, name string) {
	l := p.sh.Locale()
	title := l.T(t.ID)
	if name != "" {
		title = l.T("start.loading.title", "task", title, "name", name)
	}
	p.panel.SetTitle(title)
	fraction := -1.0
	if t.Total > 0 {
		fraction = float64(t.Done) / float64(t.Total)
	}
	p.panel.Set(fraction, taskLine(t, l))
	if !p.moving {
		p.panel.Start()
		p.moving = true
	}
}

// taskLine says what is being done.
func taskLine(t *workbench.Task, l *locale.Locale) string {
	switch {
	case t.Stopping:
		return l.T("start.loading.stopping")
	case t.Import.Storing:
		return l.T("start.loading.storing")
	case t.Import.Rows > 0:
		return l.T("start.loading.rows", "n", int(t.Import.Rows))
	}
	return l.T("start.loading.reading")
}

func (p *loading) stop() {
	if p.moving {
		p.panel.Stop()
		p.moving = false
	}
}
