package catalogue

import (
	"fmt"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// renamed is the table of reasons that go by another name, or into another reason.
type renamed struct {
	v       *View
	content fyne.CanvasObject
	intro   *kit.Paragraph
	table   *kit.Table[contact.Rename]
	form    *form
	adding  bool
}

func newRenamed(v *View) *renamed {
	p := &renamed{v: v, intro: kit.NewParagraph(v.t("catalogue.renamed.intro"), kit.RoleMuted)}
	l := v.sh.Locale()
	since := func(r contact.Rename) string {
		if r.Since == 0 {
			return v.t("catalogue.always")
		}
		return l.Date(contact.When(r.Since))
	}
	p.table = kit.NewTable(
		textColumn(v, "from", 0, kit.RoleStrong, func(r contact.Rename) string { return r.From }),
		textColumn(v, "to", 340, kit.RoleBody, func(r contact.Rename) string { return r.To }),
		kit.Column[contact.Rename]{ID: "since", Title: v.t("catalogue.heading.since"), Width: 130, Text: since, Less: func(a, b contact.Rename) bool { return a.Since < b.Since }},
	)
	p.table.Key = func(r contact.Rename) string { return fmt.Sprint(contact.Fold(r.From), r.Since) }
	p.table.OnSelect = func(r contact.Rename) { p.adding = false; p.edit(r) }
	p.table.OnActivate = p.table.OnSelect
	p.table.OnCopy = v.sh.Copy
	p.table.SetEmptyText(v.t("catalogue.renamed.empty"))
	p.form = newForm(v, p.save, p.removeSelected, p.add, newField(v, "from", 200, "", p.reasonNames), newField(v, "to", 200, "", p.reasonNames),
		newField(v, "since", 132, v.t("catalogue.day"), nil))
	p.content = list(p.table, p.intro, nil, p.form)
	return p
}

func (p *renamed) object() fyne.CanvasObject { return p.content }

// reasonNames lists the reasons there are.
func (p *renamed) reasonNames() []string {
	var all []string
	for _, r := range reasonRows(p.v.snapshot) {
		all = append(all, r.Reason)
	}
	sortFolded(all)
	return all
}

func (p *renamed) show(s *workbench.Snapshot) {
	p.table.SetRows(s.Catalogue.Renames)
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

func (p *renamed) edit(r contact.Rename) {
	p.form.set(r.From, r.From, r.To, report.TypedDay(r.Since))
	p.form.setEnabled(p.v)
}

// empty empties the form for one more rename.
func (p *renamed) empty() {
	p.adding = true
	p.table.Select(-1)
	p.form.set(p.v.t("catalogue.renamed.add"), "", "", "")
	p.form.remove.Disable()
}

// add begins a rename.
func (p *renamed) add() {
	p.empty()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.form.fields[0].entry); c != nil {
		c.Focus(p.form.fields[0].entry)
	}
}

func (p *renamed) save() string {
	from, to := p.form.text(0), p.form.text(1)
	since, ok := report.ParseDay(p.form.text(2))
	switch {
	case contact.Fold(from) == "" || contact.Fold(to) == "":
		return p.v.t("catalogue.problem.both_names")
	case !ok:
		return p.v.t("catalogue.problem.day", "value", p.form.text(2))
	}
	var old contact.Rename
	if r, selected := p.table.Selected(); selected && !p.adding {
		old = r
	}
	r := contact.Rename{From: from, To: to, Since: since}
	next := p.v.snapshot.Catalogue
	if old != (contact.Rename{}) {
		next = next.WithoutRename(old)
	}
	if err := next.WithRename(r).Check(); err != nil {
		return workbench.Say(err, p.v.sh.Locale())
	}
	p.adding = false
	p.v.bench().PutRename(old, r)
	return ""
}

func (p *renamed) removeSelected() {
	if r, ok := p.table.Selected(); ok && !p.adding {
		p.v.bench().RemoveRename(r)
	}
}
