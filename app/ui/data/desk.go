package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/catalogue"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// desk is the screen of a workspace that holds contacts: its tabs, under a
// heading that all of them have.
type desk struct {
	p       *page
	content *fyne.Container

	state  *kit.Text // short work under way
	add    *kit.Button
	locked *kit.Notice
	tabs   *kit.Tabs
	body   *fyne.Container

	batches  *batchesView
	views    map[string]tabView
	snapshot *workbench.Snapshot
}

// tabView is what a tab shows.
type tabView interface {
	Content() fyne.CanvasObject
	Show(s *workbench.Snapshot)
}

// The tabs.
const (
	tabImports   = "imports"
	tabKeys      = "keys"
	tabCatalogue = "catalogue"
)

func newDesk(p *page) *desk {
	d := &desk{p: p, state: kit.NewText("", kit.RoleMuted), body: container.NewStack()}
	d.add = kit.NewButton(p.t("data.import_more"), func() { p.sh.Run("import") })
	d.locked = kit.NewNotice(kit.KindWarn, "", "", nil, nil)
	d.batches = newBatchesView(p)
	d.views = map[string]tabView{tabImports: d.batches, tabKeys: newKeysView(p), tabCatalogue: catalogue.New(p.sh)}
	d.tabs = kit.NewTabs(d.options(), p.tab, d.turnTo)
	head := kit.HBox(kit.GapSmall, kit.NewText(p.t("data.title"), kit.RoleHeading), d.state, kit.Spacer(), d.add)
	d.content = kit.Pad(kit.GapPage, kit.GapPage-4, kit.VBoxFill(12, head, d.tabs, d.locked, d.body))
	return d
}

// options are the tabs, in their order.
func (d *desk) options() []kit.Option {
	var options []kit.Option
	for _, id := range []string{tabImports, tabKeys, tabCatalogue} {
		if d.views[id] != nil {
			options = append(options, kit.Option{ID: id, Title: d.p.t("data.tab." + id), Tip: d.p.t("data.tab." + id + "_tip")})
		}
	}
	return options
}

// turnTo shows another tab.
func (d *desk) turnTo(id string) {
	d.p.tab = id
	d.p.roll.Offset = fyne.NewPos(0, 0)
	if d.snapshot != nil {
		d.show(d.snapshot)
		d.p.settle()
	}
}

func (d *desk) show(s *workbench.Snapshot) {
	d.snapshot = s
	d.showState(s)
	d.p.readOnly(s, d.add)
	d.locked.SetText(kit.KindWarn, d.p.why(s))
	d.locked.Hidden = !s.Workspace.ReadOnly
	view := d.views[d.p.tab]
	view.Show(s)
	if o := view.Content(); len(d.body.Objects) == 0 || d.body.Objects[0] != o {
		d.body.Objects = []fyne.CanvasObject{o}
	}
	d.content.Refresh()
}

func (d *desk) showState(s *workbench.Snapshot) {
	text := ""
	switch {
	case s.Task != nil && s.Task.Stopping:
		text = d.p.t("data.progress.stopping")
	case s.Task != nil:
		text = "· " + d.p.t(s.Task.ID) + "…"
	}
	d.state.SetText(text)
}
