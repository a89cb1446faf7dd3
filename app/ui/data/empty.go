package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// emptyView teaches what goes here: with no workspace, and with one that holds
// nothing yet.
type emptyView struct {
	p       *page
	content *fyne.Container
	closed  fyne.CanvasObject
	none    fyne.CanvasObject
	notice  *kit.Notice
	add     *kit.Button
}

func newEmptyView(p *page) *emptyView {
	v := &emptyView{p: p, content: container.NewStack()}
	run := func(id string) func() { return func() { p.sh.Run(id) } }
	v.add = kit.NewPrimaryButton(p.t("data.empty.choose"), run("import"))
	v.notice = kit.NewNotice(kit.KindWarn, "", "", nil, nil)
	v.none = container.NewBorder(kit.Pad(kit.GapPage, kit.GapPage, v.notice), nil, nil, nil,
		kit.NewEmptyState(p.t("data.empty.title"), p.t("data.empty.text"), v.add, kit.NewButton(p.t("data.empty.sample"), run("sample"))))
	v.closed = kit.NewEmptyState(p.t("data.empty.title"), p.t("data.empty.text")+"\n\n"+p.t("data.closed.text"),
		kit.NewPrimaryButton(p.t("data.empty.choose"), run("import")), kit.NewButton(p.t("data.closed.open"), run("open")),
		kit.NewButton(p.t("data.empty.sample"), run("sample")))
	return v
}

func (v *emptyView) show(s *workbench.Snapshot) {
	view := v.none
	if s.Phase == workbench.Closed {
		view = v.closed
	}
	v.p.readOnly(s, v.add)
	v.notice.SetText(kit.KindWarn, v.p.why(s))
	v.notice.Hidden = !s.Workspace.ReadOnly
	v.content.Objects = []fyne.CanvasObject{view}
	v.content.Refresh()
}
