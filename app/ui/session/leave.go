package session

import (
	"strings"

	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// print asks on which paper the session is to be, and where it is to go.
func (d *desk) print() {
	if d.s == nil {
		return
	}
	papers := []string{string(report.A3), string(report.A4)}
	d.ask(ask{
		title:  d.t("session.print.title"),
		fields: []field{{label: d.t("session.print.paper"), hint: d.t("session.print.paper.hint"), text: papers[0], need: true, options: func() []string { return papers }}},
		done: func(x []string) error {
			for _, p := range papers {
				if strings.EqualFold(p, x[0]) {
					d.save(d.t("session.print.name", "title", d.s.Title, "paper", p), ".pdf", d.t("session.print.kind"), func(path string) {
						d.bench.PrintSession(path, d.id, report.Paper(p), d.charts(), d.l)
					})
					return nil
				}
			}
			return &problem{id: "session.bad.paper"}
		},
	})
}

// charts makes the pictures of the page: the scope week by week, the fishbone, the grid.
func (d *desk) charts() report.SessionCharts {
	var events []workbench.Event
	if d.facts != nil {
		events = d.n.EventsOf(d.facts.Query.Selection.Filter)
	}
	return workbench.SessionCharts(d.s, d.facts, d.n.CodeBook, events, d.impactName(), d.l)
}

// invite asks where the invitations are to go: for the session, for the looks at the whole of it and at each action.
func (d *desk) invite() {
	switch {
	case d.s == nil:
	case d.s.Date.IsZero():
		d.say(d.t("session.bad.no_date"))
	default:
		d.save(d.t("session.invite.name", "title", d.s.Title), ".ics", d.t("session.invite.kind"), func(path string) {
			d.bench.ExportCalendar(path, 0, d.id, d.l)
		})
	}
}

// unsafe takes out what a file system may not have in a name.
var unsafe = strings.NewReplacer("/", "-", `\`, "-", ":", "", "*", "", "?", "", `"`, "", "<", "", ">", "", "|", "")

// save asks for a file and hands its path on.
func (d *desk) save(name, kind, what string, write func(path string)) {
	filters := []kit.FileFilter{{Name: what, Patterns: []string{"*" + kind}}}
	o := kit.SaveOptions{Title: name, Name: strings.TrimSpace(unsafe.Replace(name)) + kind, Folder: workbench.Documents(), Filters: filters}
	d.sh.Files().SaveFile(o, func(path string, err error) {
		switch {
		case err != nil:
			d.sh.Fail(err)
		case path != "":
			write(kit.WithExtension(path, filters))
		}
	})
}
