package catalogue

import (
	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

func teamRows(s *workbench.Snapshot) []contact.TeamEntry {
	var names []string
	for _, e := range s.Catalogue.Teams {
		names = append(names, e.Team)
	}
	known := s.Catalogue.Lookup()
	var rows []contact.TeamEntry
	for _, name := range withValues(names, s, contact.Team) {
		rows = append(rows, known.Team(name))
	}
	return rows
}

// teams is the table of teams.
type teams struct {
	v       *View
	content fyne.CanvasObject
	table   *kit.Table[contact.TeamEntry]
	form    *form
}

func newTeams(v *View) *teams {
	p := &teams{v: v}
	p.table = kit.NewTable(
		textColumn(v, "team", 0, kit.RoleStrong, func(e contact.TeamEntry) string { return e.Team }),
		textColumn(v, "manager", 420, kit.RoleBody, func(e contact.TeamEntry) string { return e.Manager }),
	)
	p.table.Key = func(e contact.TeamEntry) string { return contact.Fold(e.Team) }
	p.table.OnSelect = p.edit
	p.table.OnActivate = p.edit
	p.table.OnCopy = v.sh.Copy
	p.table.SetEmptyText(v.t("catalogue.teams.empty"))
	p.form = newForm(v, p.save, nil, nil, newField(v, "manager", 260, "", p.managers))
	p.content = list(p.table, nil, nil, p.form)
	return p
}

func (p *teams) object() fyne.CanvasObject { return p.content }

// managers lists the names that are in use.
func (p *teams) managers() []string {
	var all []string
	listed := map[string]bool{"": true}
	for _, e := range p.v.snapshot.Catalogue.Teams {
		if !listed[e.Manager] {
			listed[e.Manager] = true
			all = append(all, e.Manager)
		}
	}
	sortFolded(all)
	return all
}

func (p *teams) show(s *workbench.Snapshot) {
	p.table.SetRows(teamRows(s))
	if p.table.SelectedIndex() < 0 && p.table.Len() > 0 {
		p.table.Select(0)
	}
	if e, ok := p.table.Selected(); ok {
		p.edit(e)
	}
	p.form.setEnabled(p.v)
}

func (p *teams) edit(e contact.TeamEntry) { p.form.set(e.Team, e.Manager) }

func (p *teams) save() string {
	if e, ok := p.table.Selected(); ok {
		p.v.bench().PutTeam(contact.TeamEntry{Team: e.Team, Manager: p.form.text(0)})
	}
	return ""
}
