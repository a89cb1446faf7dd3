package data

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// batchesView lists the imports of the workspace, with the details of the one
// that is selected.
type batchesView struct {
	p       *page
	content *fyne.Container // the list, or the report of one import
	list    *fyne.Container
	report  *reportView
	opened  string // key of the import whose report is in sight; empty: the list

	notices *fyne.Container
	told    *workbench.Outcome // that the notice tells of
	table   *kit.Table[workspace.Batch]
	totals  *kit.Paragraph
	details *details

	snapshot *workbench.Snapshot
	fresh    map[int64]bool // brought by the latest import
}

func newBatchesView(p *page) *batchesView {
	v := &batchesView{p: p, notices: container.NewStack(), totals: kit.NewParagraph("", kit.RoleMuted)}
	v.notices.Hide()
	v.table = kit.NewTable(v.columns()...)
	v.table.Key = keyOf
	v.table.OnSelect = func(b workspace.Batch) { v.details.show(b, v.snapshot) }
	v.table.OnActivate = v.table.OnSelect
	v.table.OnSecondary = v.menu
	v.table.OnCopy = p.sh.Copy
	v.table.SetSort("imported", true)
	v.table.SetFitHeight(12)
	v.details = newDetails(p)

	list := kit.NewCard("", nil, container.NewBorder(nil, kit.Pad(8, 4, v.totals), nil, nil, v.table))
	v.list = kit.VBoxFill(12, v.notices, atop(kit.Gap, list, v.details.content))
	v.report = newReportView(p, func() { v.open("") })
	v.content = container.NewStack(v.list)
	return v
}

// keyOf tells imports apart.
func keyOf(b workspace.Batch) string { return strconv.FormatInt(b.ID, 10) }

// open shows the report of an import, or the list again.
func (v *batchesView) open(key string) {
	v.opened = key
	v.p.roll.Offset = fyne.NewPos(0, 0)
	v.turn()
	v.p.settle()
}

// turn puts the list or the report in sight.
func (v *batchesView) turn() {
	o := v.list
	for _, b := range v.snapshot.Batches {
		if keyOf(b) == v.opened {
			v.report.show(b, v.snapshot)
			o = v.report.content
		}
	}
	if o == v.list {
		v.opened = ""
	}
	if v.content.Objects[0] != o {
		v.content.Objects[0] = o
	}
	v.content.Refresh()
}

func (v *batchesView) columns() []kit.Column[workspace.Batch] {
	type batch = workspace.Batch
	p, l := v.p, v.p.locale()
	role := func(b batch) kit.Role {
		if b.TakenBack {
			return kit.RoleFaint
		}
		return kit.RoleBody
	}
	number := func(id string, width float32, of func(b batch) int) kit.Column[batch] {
		return kit.Column[batch]{ID: id, Title: p.t("data.column." + id), Tip: p.t("data.column." + id + "_tip"), Width: width, Fit: true, Align: fyne.TextAlignTrailing,
			Text: func(b batch) string { return l.Int(of(b)) }, Role: role, Less: func(a, b batch) bool { return of(a) < of(b) }, DescFirst: true}
	}
	dropped := number("dropped", 108, func(b batch) int { return b.Dropped })
	dropped.Role = func(b batch) kit.Role {
		if b.Dropped > 0 && !b.TakenBack {
			return kit.RoleWarn
		}
		return role(b)
	}
	return []kit.Column[batch]{
		{ID: "file", Title: p.t("data.column.file"), MinWidth: 150, Text: func(b batch) string { return b.Name },
			Role: func(b batch) kit.Role {
				if b.TakenBack {
					return kit.RoleFaint
				}
				return kit.RoleStrong
			},
			Tag:  v.tag,
			Less: func(a, b batch) bool { return a.Name < b.Name }},
		{ID: "imported", Title: p.t("data.column.imported"), Tip: p.t("data.column.imported_tip"), Width: 132, Fit: true, Role: role, DescFirst: true,
			Text: func(b batch) string { return l.DateTime(b.ImportedAt.Local().Truncate(60e9)) },
			Less: func(a, b batch) bool {
				return a.ImportedAt.Before(b.ImportedAt) || a.ImportedAt.Equal(b.ImportedAt) && a.ID < b.ID
			}},
		{ID: "period", Title: p.t("data.column.period"), Tip: p.t("data.column.period_tip"), Width: 174, Fit: true, Role: role,
			Text: func(b batch) string { return period(b, l) }, Less: func(a, b batch) bool { return a.First.Before(b.First) }},
		number("rows", 72, func(b batch) int { return b.Rows }),
		number("contacts", 84, func(b batch) int { return b.Contacts }),
		number("merged", 72, func(b batch) int { return b.Merged }),
		dropped,
		{ID: "keyless", Title: p.t("data.column.keyless"), Tip: p.t("data.column.keyless_tip"), Width: 100, Fit: true, Align: fyne.TextAlignTrailing, Role: role, DescFirst: true,
			Text: func(b batch) string { return keyless(b, l) },
			Less: func(a, b batch) bool {
				return a.WithoutCustomer*max(1, b.Contacts) < b.WithoutCustomer*max(1, a.Contacts)
			}},
	}
}

func (v *batchesView) tag(b workspace.Batch) string {
	switch {
	case b.TakenBack:
		return v.p.t("data.tag.taken_back")
	case v.fresh[b.ID]:
		return v.p.t("data.tag.new")
	}
	return ""
}

// Content gives what to show.
func (v *batchesView) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *batchesView) Show(s *workbench.Snapshot) {
	v.snapshot = s
	v.showOutcome(s.Last)
	v.table.SetRows(s.Batches)
	if v.table.SelectedIndex() < 0 {
		v.table.SelectKey(v.table.Key(v.table.Row(0)))
	}
	v.totals.SetText(totals(s.Batches, s.Workspace.Contacts, v.p.locale()))
	if b, ok := v.table.Selected(); ok {
		v.details.show(b, s)
	}
	v.turn()
}

// showOutcome tells what the latest import brought, until that is closed, and
// selects it when it is new.
func (v *batchesView) showOutcome(o *workbench.Outcome) {
	if o == v.told {
		return
	}
	v.told, v.fresh = o, map[int64]bool{}
	v.notices.Objects = nil
	if o != nil {
		for _, f := range o.Files {
			if f.BatchID != 0 {
				v.fresh[f.BatchID] = true
				v.table.SetRows(v.snapshot.Batches)
				v.table.SelectKey(keyOf(workspace.Batch{ID: f.BatchID}))
			}
		}
		if v.p.closed != o {
			kind, text := outcome(o, v.p.locale())
			action := ""
			if len(v.fresh) > 0 {
				action = v.p.t("data.report.open")
			}
			v.notices.Objects = []fyne.CanvasObject{kit.NewNotice(kind, text, action, v.openSelected, func() {
				v.p.closed = o
				v.notices.Objects = nil
				v.notices.Hide()
				v.content.Refresh()
			})}
		}
	}
	v.notices.Hidden = len(v.notices.Objects) == 0
}

// openSelected shows the report of the import that is selected.
func (v *batchesView) openSelected() {
	if b, ok := v.table.Selected(); ok {
		v.open(keyOf(b))
	}
}

// menu is what a right click on an import offers.
func (v *batchesView) menu(b workspace.Batch, at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.table)
	if c == nil {
		return
	}
	title, do := v.details.takeBack(b)
	kit.ShowMenuAt(c, at, []kit.MenuItem{
		{Text: v.p.t("data.report.open"), Do: func() { v.open(keyOf(b)) }},
		{Text: title, Do: do, Disabled: v.snapshot.Workspace.ReadOnly},
		{Text: v.p.t("data.menu.copy"), Hint: "Ctrl+C", Do: func() { v.p.sh.Copy(v.table.TSV(false)) }},
		{Text: v.p.t("data.menu.copy_all"), Hint: "Ctrl+Shift+C", Do: func() { v.p.sh.Copy(v.table.TSV(true)) }},
	})
}
