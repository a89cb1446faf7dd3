package main

import (
	"path/filepath"
	"strings"

	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// actionsExportCommand writes actions to a file: a list to edit, a page or calendars.
func (s *session) actionsExportCommand() *cobra.Command {
	var f actionFilter
	c := &cobra.Command{
		Use: "export WORKSPACE FILE", Short: s.l.T("cli.actions.export.short"), Long: s.l.T("cli.actions.export.long"),
		Example: "  eenkeer-cli actions export week.eenkeer acties.xlsx --lang nl\n  eenkeer-cli actions export week.eenkeer anna.ics --owner Anna",
		Args:    s.exactly(2, "WORKSPACE FILE"),
	}
	f.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		return s.onShelf(c, args[0], false, func(k *shelf) error {
			keep, _, err := f.keep(c, s, k.register)
			if err != nil {
				return err
			}
			a := report.ActionList{Register: k.register, Workspace: k.ws.Name(), At: k.now}
			for _, x := range k.register.Actions {
				if keep(x) {
					a.Actions = append(a.Actions, x)
				}
			}
			if strings.EqualFold(filepath.Ext(args[1]), ".ics") {
				return s.calendar(c, k, args[1], f.owner, f.session)
			}
			if err := report.SaveActions(args[1], a, s.l); err != nil {
				return err
			}
			s.say(s.l.T("cli.actions.exported", "n", len(a.Actions), "file", filepath.Base(args[1])))
			return nil
		})
	}
	return c
}

// calendar writes the calendar of a person or a session, or of everyone.
func (s *session) calendar(c *cobra.Command, k *shelf, file, owner, session string) error {
	a := report.Agenda{Register: k.register, Workspace: k.ws.Name(), At: k.now}
	if owner != "" {
		p := k.register.PersonNamed(owner)
		if p == nil {
			return s.usage(c, "cli.usage.no_person", "name", owner)
		}
		a.Person = p.ID
	}
	if session != "" {
		id, err := s.idOf(c, session)
		if err != nil {
			return err
		}
		if k.register.Session(id) == nil {
			return noItem(kaizen.OfSession, id)
		}
		a.Session = id
	}
	if err := report.SaveCalendar(file, a, s.l); err != nil {
		return err
	}
	s.say(s.l.T("cli.actions.calendar", "file", filepath.Base(file)))
	return nil
}

// What becomes of conflicts.
const (
	takeHere = "here"
	takeList = "list"
)

// actionsImportCommand takes a list of actions in.
func (s *session) actionsImportCommand() *cobra.Command {
	var maps []string
	var take, sheet string
	var table int
	var dry bool
	c := &cobra.Command{
		Use: "import WORKSPACE FILE", Short: s.l.T("cli.actions.import.short"), Long: s.l.T("cli.actions.import.long"),
		Example: "  eenkeer-cli actions import week.eenkeer acties.xlsx --dry-run\n  eenkeer-cli actions import week.eenkeer lijst.xlsx --map title=Actiepunt --map owner=Wie",
		Args:    s.exactly(2, "WORKSPACE FILE"),
	}
	flags := c.Flags()
	flags.StringArrayVar(&maps, "map", nil, s.l.T("cli.actions.import.map"))
	flags.StringVar(&take, "take", takeHere, s.l.T("cli.actions.import.take"))
	flags.BoolVar(&dry, "dry-run", false, s.l.T("cli.flag.dry_run"))
	flags.StringVar(&sheet, "sheet", "", s.l.T("cli.flag.sheet"))
	flags.IntVar(&table, "table", 0, s.l.T("cli.flag.table"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if take != takeHere && take != takeList {
			return s.usage(c, "cli.usage.choice", "flag", "take", "value", take, "choices", s.choice(takeHere, takeList))
		}
		if err := s.checkTable(c, table); err != nil {
			return err
		}
		list, err := report.ReadList(c.Context(), args[1], sheet, table)
		if err != nil {
			return err
		}
		return s.onShelf(c, args[0], !dry, func(k *shelf) error {
			m, err := s.listMapping(c, k, list, maps)
			if err != nil {
				return err
			}
			plan, err := exchange.Compare(k.register, k.base(c), list, m)
			if err != nil {
				return err
			}
			if len(plan.Problems) == 1 && plan.Problems[0].Line == 0 { // of the list as a whole
				return &workbench.Message{ID: plan.Problems[0].ID}
			}
			if take == takeList {
				for _, r := range plan.Rows {
					for i := range r.Differences {
						r.Differences[i].Take = true
					}
				}
			}
			if !dry {
				if err := k.change(c, "kaizen.did.import", func(e *kaizen.Edit) error { plan.Apply(e); return nil }); err != nil {
					return err
				}
			}
			if !dry && len(plan.Rows)+plan.Same > 0 {
				if err := workbench.KeepListMapping(c.Context(), k.ws, list, m); err != nil {
					return err
				}
			}
			return s.plan(plan, take == takeList, dry)
		})
	}
	return c
}

// base gives actions as they were when a list went out.
func (k *shelf) base(c *cobra.Command) exchange.Base {
	return func(id kaizen.ID, step int64) (*kaizen.Action, error) {
		history, err := k.ws.History(c.Context(), kaizen.Ref{Kind: kaizen.OfAction, ID: id})
		if err != nil {
			return nil, err
		}
		return k.register.ActionAsOf(id, history, step)
	}
}

// listMapping finds out which column of a list holds which field: as before, by its name, or as told.
func (s *session) listMapping(c *cobra.Command, k *shelf, list exchange.Sheet, maps []string) (exchange.Mapping, error) {
	m, err := workbench.ListMapping(c.Context(), k.ws, list)
	if err != nil {
		return nil, err
	}
	for _, text := range maps {
		name, column, ok := strings.Cut(text, "=")
		if !ok {
			return nil, s.usage(c, "cli.usage.pair", "flag", "map", "value", text)
		}
		field := exchange.Field(strings.TrimSpace(name))
		known := false
		var words []string
		for _, f := range exchange.Fields {
			known = known || f == field
			words = append(words, string(f))
		}
		if !known {
			return nil, s.usage(c, "cli.usage.choice", "flag", "map", "value", name, "choices", s.choice(words...))
		}
		if column == "" {
			delete(m, field)
			continue
		}
		at := -1
		for i, x := range list.Columns {
			if strings.EqualFold(strings.TrimSpace(x), strings.TrimSpace(column)) {
				at = i
				break
			}
		}
		if at < 0 {
			return nil, s.usage(c, "cli.usage.list_column", "column", column, "columns", strings.Join(list.Columns, ", "))
		}
		m[field] = at
	}
	return m, nil
}

type conflictJSON struct {
	Line   int       `json:"line"`
	Action kaizen.ID `json:"action"`
	Field  string    `json:"field"`
	Before *string   `json:"before"` // when the list went out; null: not known
	Here   string    `json:"here"`
	List   string    `json:"list"`
	Taken  string    `json:"taken"` // here or list
}

type listProblemJSON struct {
	Line  int    `json:"line"`
	Field string `json:"field,omitempty"`
	Text  string `json:"text"`
}

// plan prints what a list did, or would do.
func (s *session) plan(p *exchange.Plan, taken, dry bool) error {
	added, changed, _ := p.Counts()
	conflicts, problems := []conflictJSON{}, []listProblemJSON{}
	which := takeHere
	if taken {
		which = takeList
	}
	for _, r := range p.Rows {
		for _, d := range r.Differences {
			if d.Conflict {
				x := conflictJSON{r.Line, r.Action, string(d.Field), nil, d.Here, d.There, which}
				if d.Known {
					x.Before = &d.Base
				}
				conflicts = append(conflicts, x)
			}
		}
	}
	for _, x := range p.Problems {
		problems = append(problems, listProblemJSON{x.Line, string(x.Field), x.In(s.l)})
	}
	if s.format == formatJSON {
		return s.json(struct {
			Added     int               `json:"added"`
			Changed   int               `json:"changed"`
			Same      int               `json:"same"`
			People    []string          `json:"people"`
			Conflicts []conflictJSON    `json:"conflicts"`
			Problems  []listProblemJSON `json:"problems"`
			DryRun    bool              `json:"dry_run"`
		}{added, changed, p.Same, append([]string{}, p.People...), conflicts, problems, dry})
	}
	id := "cli.actions.import.done"
	if dry {
		id = "cli.actions.import.would"
	}
	s.say(s.l.T(id, "file", p.File, "added", added, "changed", changed, "same", p.Same))
	if len(p.People) > 0 {
		s.say(s.l.T("cli.actions.import.people", "names", strings.Join(p.People, ", ")))
	}
	for _, x := range problems {
		s.say(s.l.T("cli.import.problem", "line", x.Line, "problem", x.Text))
	}
	var rows [][]string
	for _, r := range p.Rows {
		for _, d := range r.Differences {
			if !d.Conflict {
				continue
			}
			before := "?"
			if d.Known {
				before = exchange.Show(d.Field, d.Base, s.l)
			}
			rows = append(rows, []string{number(r.Action), r.Title, d.Field.Name(s.l), before, exchange.Show(d.Field, d.Here, s.l), exchange.Show(d.Field, d.There, s.l), s.l.T("cli.actions.import.take." + which)})
		}
	}
	var head []string
	for _, id := range []string{"number", "title.of", "field", "before", "here", "list", "taken"} {
		head = append(head, s.l.T("cli.conflict."+id))
	}
	if s.format == formatCSV {
		return s.csv(head, rows)
	}
	s.print(grid{title: s.l.T("cli.conflict.title"), head: head, rows: rows})
	return nil
}
