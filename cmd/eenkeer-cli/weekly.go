package main

import (
	"io"
	"path/filepath"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// weeklyCommand prints the list for the stand-up of a week.
func (s *session) weeklyCommand() *cobra.Command {
	var today todayFlag
	var page, definition string
	c := &cobra.Command{
		Use: "weekly WORKSPACE", Short: s.l.T("cli.weekly.short"), Long: s.l.T("cli.weekly.long"),
		Example: "  eenkeer-cli weekly week.eenkeer --print weeklijst.pdf --lang nl",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	today.add(c, s)
	c.Flags().StringVar(&page, "print", "", s.l.T("cli.weekly.print"))
	c.Flags().StringVar(&definition, "definition", "", s.l.T("cli.flag.definition"))
	c.RunE = func(c *cobra.Command, args []string) error {
		day, err := today.day(c, s)
		if err != nil {
			return err
		}
		if page != "" && !strings.EqualFold(filepath.Ext(page), ".pdf") {
			return s.usage(c, "cli.usage.page", "file", filepath.Base(page))
		}
		return s.onShelf(c, args[0], false, func(k *shelf) error {
			d := repeat.Default
			if definition != "" {
				if d, err = named(c.Context(), k.ws, definition, s.l); err != nil {
					return err
				}
			}
			engine, err := workbench.LoadEngine(c.Context(), k.ws, nil)
			if err != nil {
				return err
			}
			w := k.register.Weekly(day, contact.When(engine.Log().End), time.Duration(d.Window))
			if page != "" {
				p := report.WeeklyPage{Register: k.register, Weekly: w, Workspace: k.ws.Name(), At: k.now}
				if err := report.Save(page, func(out io.Writer) error { return p.Write(out, s.l) }); err != nil {
					return err
				}
				s.say(s.l.T("cli.written", "file", filepath.Base(page)))
				return nil
			}
			return s.weekly(k.register, w)
		})
	}
	return c
}

// weekly prints a list of a week: a line for each thing to say or do.
func (s *session) weekly(r *kaizen.Register, w kaizen.Weekly) error {
	type line struct {
		Part string    `json:"part"`
		Kind string    `json:"kind"` // action or signal
		ID   kaizen.ID `json:"id"`
		What string    `json:"what"`
		Who  string    `json:"who"`
		Day  string    `json:"day"`
		Days int       `json:"days,omitempty"` // late, or after the start for a check
	}
	lines := []line{}
	signals := func(part string, all []*kaizen.Signal) {
		for _, x := range all {
			lines = append(lines, line{part, "signal", x.ID, x.Text, r.Name(x.From), x.Day.String(), 0})
		}
	}
	actions := func(part string, all []*kaizen.Action) {
		for _, a := range all {
			day := a.Due
			if part == "done" {
				day = a.Finished
			}
			lines = append(lines, line{part, "action", a.ID, a.Title, r.Name(a.Owner), day.String(), a.DaysLate(w.Today)})
		}
	}
	signals("signals", w.Signals)
	actions("late", w.Late)
	actions("due", w.Due)
	actions("lacking", w.Lacking)
	actions("done", w.Done)
	for _, x := range w.Checks {
		lines = append(lines, line{"checks", "action", x.Action.ID, x.Action.Title, r.Name(x.Action.Owner), x.Check.Due.String(), x.Check.Days})
	}
	signals("reply", w.Reply)
	signals("replied", w.Replied)
	if s.format == formatJSON {
		return s.json(struct {
			From  string `json:"from"`
			To    string `json:"to"`
			Lines []line `json:"lines"`
		}{w.From.String(), w.To.String(), lines})
	}
	var rows [][]string
	for _, x := range lines {
		day := x.Day
		if d, err := repeat.ParseDate(x.Day); err == nil {
			if day = kaizen.DayText(d, s.l); s.format == formatCSV {
				day = s.csvDay(d)
			}
		}
		if x.Part == "late" && s.format == formatTable {
			day += " (" + s.l.T("page.late", "n", x.Days) + ")"
		}
		rows = append(rows, []string{s.l.T("page.weekly." + x.Part), s.l.T("kaizen.kind."+x.Kind) + " " + number(x.ID), x.What, x.Who, day})
	}
	var head []string
	for _, id := range []string{"part", "number", "what", "who", "day"} {
		head = append(head, s.l.T("cli.weekly.head."+id))
	}
	if s.format == formatCSV {
		return s.csv(head, rows)
	}
	if len(rows) == 0 {
		s.line(s.l.T("cli.weekly.none"))
		return nil
	}
	_, week := w.From.Time().ISOWeek()
	s.print(grid{title: s.l.T("page.weekly", "week", week, "period", s.l.Period(w.From.Time(), w.To.Time())), head: head, rows: rows})
	return nil
}
