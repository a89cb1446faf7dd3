package catalogue

import (
	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// processRow is a process of the catalogue or the data.
type processRow struct {
	contact.ProcessEntry
	reasons int // filed under it
}

func processRows(s *workbench.Snapshot) []processRow {
	filed := map[string]int{}
	for _, e := range s.Catalogue.Reasons {
		filed[contact.Fold(e.Process)]++
	}
	known := s.Catalogue.Lookup()
	var rows []processRow
	for _, name := range processNames(s) {
		rows = append(rows, processRow{known.Process(name), filed[contact.Fold(name)]})
	}
	return rows
}

// processes is the table of processes.
type processes struct {
	v       *View
	content fyne.CanvasObject
	table   *kit.Table[processRow]
	form    *form
	adding  bool // the form is of a process that is not there yet
}

func newProcesses(v *View) *processes {
	p := &processes{v: v}
	l := v.sh.Locale()
	p.table = kit.NewTable(
		textColumn(v, "process", 0, kit.RoleStrong, func(r processRow) string { return r.Process }),
		textColumn(v, "owner", 220, kit.RoleBody, func(r processRow) string { return r.Owner }),
		amountColumn(v, "target", 92, func(r processRow) (contact.Amount, bool) { return r.Target, true }, percentText),
		amountColumn(v, "cost", 92, func(r processRow) (contact.Amount, bool) { return r.Cost, true }, euroText),
		kit.Column[processRow]{ID: "reasons", Title: v.t("catalogue.column.reasons"), Tip: v.t("catalogue.column.reasons.tip"), Width: 120, Align: fyne.TextAlignTrailing, DescFirst: true,
			Text: func(r processRow) string { return l.Int(r.reasons) }, Less: func(a, b processRow) bool { return a.reasons < b.reasons }},
	)
	p.table.Key = func(r processRow) string { return contact.Fold(r.Process) }
	p.table.OnSelect = func(r processRow) { p.adding = false; p.edit(r) }
	p.table.OnActivate = p.table.OnSelect
	p.table.OnCopy = v.sh.Copy
	p.table.SetEmptyText(v.t("catalogue.processes.empty"))
	p.form = newForm(v, p.save, p.removeSelected, p.add, newField(v, "process", 180, "", nil), newField(v, "owner", 160, "", p.owners),
		newField(v, "target", 96, v.t("catalogue.percent"), nil), newField(v, "cost", 96, v.t("catalogue.euro"), nil))
	p.content = list(p.table, nil, nil, p.form)
	return p
}

func (p *processes) object() fyne.CanvasObject { return p.content }

// owners lists the names that are in use.
func (p *processes) owners() []string {
	var all []string
	listed := map[string]bool{"": true}
	for _, e := range p.v.snapshot.Catalogue.Processes {
		if !listed[e.Owner] {
			listed[e.Owner] = true
			all = append(all, e.Owner)
		}
	}
	sortFolded(all)
	return all
}

func (p *processes) show(s *workbench.Snapshot) {
	p.table.SetRows(processRows(s))
	if p.table.SelectedIndex() < 0 && p.table.Len() > 0 && !p.adding {
		p.table.Select(0)
	}
	if r, ok := p.table.Selected(); ok && !p.adding {
		p.edit(r)
	} else if p.table.Len() == 0 {
		p.empty()
	}
	p.form.setEnabled(p.v)
	if p.adding {
		p.form.remove.Disable()
	}
}

func (p *processes) edit(r processRow) {
	l := p.v.sh.Locale()
	p.form.set(r.Process, r.Process, r.Owner, typedPercent(r.Target, l), typedEuro(r.Cost, l))
	p.form.setEnabled(p.v)
}

// empty empties the form for a process that is not there yet.
func (p *processes) empty() {
	p.adding = true
	p.table.Select(-1)
	p.form.set(p.v.t("catalogue.processes.add"), "", "", "", "")
	p.form.remove.Disable()
}

// add begins a process.
func (p *processes) add() {
	p.empty()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.form.fields[0].entry); c != nil {
		c.Focus(p.form.fields[0].entry)
	}
}

func (p *processes) save() string {
	name := p.form.text(0)
	if contact.Fold(name) == "" {
		return p.v.t("catalogue.problem.name")
	}
	target, cost, wrong := amounts(p.v, p.form.text(2), p.form.text(3))
	if wrong != "" {
		return wrong
	}
	old := ""
	if r, ok := p.table.Selected(); ok && !p.adding {
		old = r.Process
	}
	p.adding = false
	p.v.bench().PutProcess(old, contact.ProcessEntry{Process: name, Owner: p.form.text(1), Target: target, Cost: cost})
	return ""
}

func (p *processes) removeSelected() {
	if r, ok := p.table.Selected(); ok && !p.adding {
		p.v.bench().RemoveProcess(r.Process)
	}
}
