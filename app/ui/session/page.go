package session

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// page is a session with its steps as tabs.
type page struct {
	of      *Sessions
	d       *desk
	content fyne.CanvasObject
	title   *kit.Text
	stage   *kit.Tag
	tabs    *kit.Tabs
	bar     *fyne.Container
	body    *fyne.Container
	steps   map[string]step
	mode    *mode
}

func newPage(of *Sessions, id kaizen.ID) *page {
	l := of.sh.Locale()
	p := &page{of: of, steps: map[string]step{}, bar: container.NewStack(), body: container.NewStack()}
	p.d = &desk{sh: of.sh, bench: of.bench, l: l, id: id, at: &cursor{step: stepCharter}, scale: 1}
	p.d.ask = p.d.askInDialog
	p.d.redraw = func() { p.show(p.d.bench.Snapshot()) }
	p.d.see(of.bench.Snapshot())
	p.title = kit.NewTruncatedText("", kit.RoleStrong)
	p.stage = kit.NewTag("")
	var options []kit.Option
	for _, id := range steps {
		options = append(options, kit.Option{ID: id, Title: p.d.title(id), Tip: l.T("session.step." + id + ".tip")})
	}
	p.tabs = kit.NewTabs(options, stepCharter, func(id string) { p.d.at.step = id; p.d.redraw() })
	back := kit.NewLinkButton(l.T("session.back"), func() { of.leave(); of.Show(of.bench.Snapshot()) })
	start := kit.NewPrimaryButton(l.T("session.start"), p.start)
	start.SetTip(l.T("session.start.tip"))
	head := container.NewBorder(nil, nil, kit.HBox(kit.GapSmall, back, p.stage),
		kit.HBox(kit.GapSmall, kit.NewButton(l.T("session.act.print"), p.d.print), kit.NewButton(l.T("session.act.invite"), p.d.invite), start), p.title)
	p.content = kit.VBoxFill(kit.GapSmall, head, p.tabs, p.bar, p.body)
	return p
}

// show draws a snapshot.
func (p *page) show(n *workbench.Snapshot) {
	d := p.d
	d.see(n)
	if d.s == nil {
		return
	}
	if p.mode != nil {
		p.mode.show(n)
	}
	p.title.SetText(d.s.Title)
	p.stage.SetText(d.t("kaizen.stage." + string(d.s.Stage)))
	p.tabs.SetSelected(d.at.step)
	one := p.steps[d.at.step]
	if one == nil {
		one = newStep(d.at.step, d)
		p.steps[d.at.step] = one
		p.body.Add(one.content())
	}
	for _, id := range steps {
		if other := p.steps[id]; other != nil && other != one {
			other.content().Hide()
		}
	}
	one.show()
	one.content().Show()
	p.bar.Objects = []fyne.CanvasObject{d.bar(one)}
	p.bar.Refresh()
}

// start covers the window with session mode.
func (p *page) start() {
	p.d.see(p.d.bench.Snapshot())
	p.mode = startMode(p.d, func() {
		p.mode = nil
		p.d.redraw()
	})
}
