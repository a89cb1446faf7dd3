package session

import (
	"slices"
	"strings"

	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
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
	s, l := d.s, d.l
	c := report.SessionCharts{}
	if len(s.Causes) > 0 {
		fish := figure.Fishbone(s, d.n.CodeBook, 0, l)
		told := slices.DeleteFunc(slices.Clone(fish.Bones), func(b charts.Bone) bool { return len(b.Causes) == 0 })
		if len(told) > 1 { // on paper nothing is added any more: bones without causes only take room
			fish.Bones = told
		}
		c.Causes = fish
	}
	if len(s.Ideas) > 0 {
		c.Ideas = figure.Ideas(s, 0, d.impactName(), true, l)
	}
	if f := d.facts; f != nil && f.Total.Total.Ripe > 0 {
		if x, err := figure.NewControl(f.Weeks, f.Weeks.Total, figure.Followed, figure.Setup{Target: s.Target}); err == nil {
			c.Facts = figure.ControlChart(f.Weeks, x, workbench.Flags(d.n.EventsOf(f.Query.Selection.Filter), l), l)
		}
	}
	if e := figure.SplitOf(s); e != nil {
		c.Evidence = figure.EvidenceText(*e, d.n.CodeBook, l)
	}
	return c
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
