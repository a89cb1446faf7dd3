package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/report"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// actionsCommand is about the actions of the register; by itself it lists them.
func (s *session) actionsCommand() *cobra.Command {
	c := s.actionsListCommand("actions WORKSPACE")
	c.Example = "  eenkeer-cli actions week.eenkeer --late\n  eenkeer-cli actions add week.eenkeer --title \"Nieuwe afwijsbrief\" --owner Anna --due 2026-07-12 --status agreed --where process=Declaraties\n  eenkeer-cli actions set week.eenkeer 12 --status done\n  eenkeer-cli actions export week.eenkeer acties.xlsx"
	c.AddCommand(s.actionsListCommand("list WORKSPACE"), s.actionsAddCommand(), s.actionsSetCommand(), s.actionsEffectCommand(), s.actionsHistoryCommand(), s.actionsExportCommand(), s.actionsImportCommand(), s.actionsUndoCommand())
	return c
}

// actionFilter says which actions are listed.
type actionFilter struct {
	today          todayFlag
	status         []string
	owner, session string
	late, week     bool
}

func (f *actionFilter) add(c *cobra.Command, s *session) {
	flags := c.Flags()
	flags.StringSliceVar(&f.status, "status", nil, s.l.T("cli.actions.status"))
	flags.StringVar(&f.owner, "owner", "", s.l.T("cli.actions.owner"))
	flags.StringVar(&f.session, "session", "", s.l.T("cli.actions.session"))
	flags.BoolVar(&f.late, "late", false, s.l.T("cli.actions.late"))
	flags.BoolVar(&f.week, "week", false, s.l.T("cli.actions.week"))
	f.today.add(c, s)
}

// keep makes the test of the filter.
func (f *actionFilter) keep(c *cobra.Command, s *session, r *kaizen.Register) (keep func(a *kaizen.Action) bool, today repeat.Date, err error) {
	if today, err = f.today.day(c, s); err != nil {
		return nil, today, err
	}
	var statuses []kaizen.Status
	for _, text := range f.status {
		value, ok := exchange.Parse(exchange.Status, text)
		if !ok || value == "" {
			return nil, today, s.usage(c, "cli.usage.choice", "flag", "status", "value", text, "choices", s.choice(statusWords()...))
		}
		statuses = append(statuses, kaizen.Status(value))
	}
	var session kaizen.ID
	if f.session != "" {
		if session, err = s.idOf(c, f.session); err != nil {
			return nil, today, err
		}
	}
	owner := r.PersonNamed(f.owner)
	_, sunday := kaizen.Week(today)
	return func(a *kaizen.Action) bool {
		switch {
		case len(statuses) > 0 && !slices.Contains(statuses, a.Status),
			f.owner != "" && (owner == nil || a.Owner != owner.ID),
			session != 0 && a.Session != session,
			f.late && !a.Late(today),
			f.week && !(a.Status.Open() && !a.Due.Time().After(sunday.Time())):
			return false
		}
		return true
	}, today, nil
}

func statusWords() []string {
	var all []string
	for _, x := range kaizen.Statuses {
		all = append(all, string(x))
	}
	return all
}

func (s *session) actionsListCommand(use string) *cobra.Command {
	var f actionFilter
	c := &cobra.Command{Use: use, Short: s.l.T("cli.actions.short"), Long: s.l.T("cli.actions.long"), Args: s.exactly(1, "WORKSPACE")}
	f.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		return s.onShelf(c, args[0], false, func(k *shelf) error {
			keep, today, err := f.keep(c, s, k.register)
			if err != nil {
				return err
			}
			var all []*kaizen.Action
			for _, a := range k.register.Actions {
				if keep(a) {
					all = append(all, a)
				}
			}
			return s.actions(k.register, all, today)
		})
	}
	return c
}

type checkJSON struct {
	ID         kaizen.ID `json:"id"`
	Days       int       `json:"days,omitempty"`
	Due        string    `json:"due"`
	Verdict    string    `json:"verdict,omitempty"` // empty: not looked yet
	At         string    `json:"at,omitempty"`
	Difference *float64  `json:"difference,omitempty"`
	Low        *float64  `json:"low,omitempty"`
	High       *float64  `json:"high,omitempty"`
}

type actionJSON struct {
	ID       kaizen.ID        `json:"id"`
	Title    string           `json:"title"`
	Status   string           `json:"status"`
	Owner    string           `json:"owner"`
	Helper   string           `json:"helper,omitempty"`
	Due      string           `json:"due"`
	DaysLate int              `json:"days_late"`
	Start    string           `json:"start,omitempty"`
	Finished string           `json:"finished,omitempty"`
	Scope    repeat.Selection `json:"scope"`
	Cause    string           `json:"cause,omitempty"`
	Measure  string           `json:"measure,omitempty"`
	Expected *float64         `json:"expected,omitempty"` // percentage points
	Session  kaizen.ID        `json:"session,omitempty"`
	Theme    kaizen.ID        `json:"theme,omitempty"`
	Checks   []checkJSON      `json:"checks"`
	Text     string           `json:"text,omitempty"`
	Why      string           `json:"why,omitempty"`
	Tags     []string         `json:"tags,omitempty"`
}

func actionOf(r *kaizen.Register, a *kaizen.Action, today repeat.Date) actionJSON {
	out := actionJSON{
		ID: a.ID, Title: a.Title, Status: string(a.Status), Owner: r.Name(a.Owner), Helper: r.Name(a.Helper), Due: a.Due.String(), DaysLate: a.DaysLate(today),
		Start: a.Start.String(), Finished: a.Finished.String(), Scope: a.Scope, Cause: a.Cause, Measure: string(a.Measure), Expected: a.Expected, Session: a.Session, Theme: a.Theme,
		Checks: []checkJSON{}, Text: a.Text, Why: a.Why, Tags: a.Tags,
	}
	for _, k := range a.Checks {
		x := checkJSON{ID: k.ID, Days: k.Days, Due: k.Due.String()}
		if f := k.Result; f != nil {
			x.Verdict, x.At, x.Difference, x.Low, x.High = string(f.Verdict), f.At.Format(time.RFC3339), f.Difference, f.Low, f.High
		}
		out.Checks = append(out.Checks, x)
	}
	return out
}

// actions prints actions.
func (s *session) actions(r *kaizen.Register, all []*kaizen.Action, today repeat.Date) error {
	switch s.format {
	case formatJSON:
		rows := []actionJSON{}
		for _, a := range all {
			rows = append(rows, actionOf(r, a, today))
		}
		return s.json(struct {
			Actions []actionJSON `json:"actions"`
		}{rows})
	case formatCSV:
		return report.WriteActionsCSV(s.out, report.ActionList{Register: r, Actions: all, At: today.Time()}, s.l)
	}
	if len(all) == 0 {
		s.line(s.l.T("cli.actions.none"))
		return nil
	}
	var rows [][]string
	for _, a := range all {
		due := kaizen.DayText(a.Due, s.l)
		if n := a.DaysLate(today); n > 0 {
			due += " (" + s.l.T("page.late", "n", n) + ")"
		}
		owner := r.Name(a.Owner)
		if owner == "" && a.Status != kaizen.Dropped {
			owner = s.l.T("page.choose_owner")
		}
		rows = append(rows, []string{number(a.ID), a.Title, s.l.T("kaizen.status." + string(a.Status)), owner, due, kaizen.ScopeText(a.Scope, s.l), report.Effect(a, s.l)})
	}
	var head []string
	for _, f := range []exchange.Field{exchange.Number, exchange.Title, exchange.Status, exchange.Owner, exchange.Due} {
		head = append(head, f.Name(s.l))
	}
	head = append(head, s.l.T("kaizen.field.scope"), exchange.Effect.Name(s.l))
	s.print(grid{title: s.l.T("cli.actions.title"), head: head, rows: rows})
	return nil // a failed write is remembered by s.out
}

func number(id kaizen.ID) string { return strconv.FormatInt(int64(id), 10) }

// actionFlags are the fields of an action, as typed.
type actionFlags struct {
	values  map[exchange.Field]*string
	scope   scopeFlags
	session string
	theme   string
	tags    []string
}

// actionFlagNames says under which flag a field is given.
var actionFlagNames = []struct {
	field exchange.Field
	flag  string
}{
	{exchange.Title, "title"}, {exchange.Status, "status"}, {exchange.Owner, "owner"}, {exchange.Helper, "helper"}, {exchange.Due, "due"}, {exchange.Start, "start"},
	{exchange.Finished, "done-on"}, {exchange.Cause, "cause"}, {exchange.Measure, "kind"}, {exchange.Expected, "expected"}, {exchange.Text, "text"}, {exchange.Why, "why"},
}

func (f *actionFlags) add(c *cobra.Command, s *session) {
	f.values = map[exchange.Field]*string{}
	for _, x := range actionFlagNames {
		f.values[x.field] = c.Flags().String(x.flag, "", s.l.T("cli.actions.set."+string(x.field)))
	}
	c.Flags().StringVar(&f.session, "session", "", s.l.T("cli.actions.set.session"))
	c.Flags().StringVar(&f.theme, "theme", "", s.l.T("cli.actions.set.theme"))
	c.Flags().StringArrayVar(&f.tags, "tag", nil, s.l.T("cli.actions.set.tag"))
	f.scope.add(c, s)
}

// edits understands the flags that were given; nil when there are none.
func (f *actionFlags) edits(c *cobra.Command, s *session, today repeat.Date) (func(e *kaizen.Edit, a *kaizen.Action), error) {
	var all []func(e *kaizen.Edit, a *kaizen.Action)
	for _, x := range actionFlagNames {
		if !c.Flags().Changed(x.flag) {
			continue
		}
		value, ok := exchange.Parse(x.field, *f.values[x.field])
		if !ok {
			return nil, s.badField(c, x.field, x.flag, *f.values[x.field])
		}
		if x.field == exchange.Status {
			all = append(all, func(_ *kaizen.Edit, a *kaizen.Action) { a.Move(kaizen.Status(value), today) })
			continue
		}
		all = append(all, func(e *kaizen.Edit, a *kaizen.Action) { exchange.Set(e, a, x.field, value) })
	}
	for _, x := range []struct {
		flag, text string
		set        func(a *kaizen.Action, id kaizen.ID)
	}{{"session", f.session, func(a *kaizen.Action, id kaizen.ID) { a.Session = id }}, {"theme", f.theme, func(a *kaizen.Action, id kaizen.ID) { a.Theme = id }}} {
		if x.text == "" {
			continue
		}
		id, err := s.idOf(c, x.text)
		if err != nil {
			return nil, err
		}
		all = append(all, func(_ *kaizen.Edit, a *kaizen.Action) { x.set(a, id) })
	}
	if c.Flags().Changed("tag") {
		all = append(all, func(_ *kaizen.Edit, a *kaizen.Action) { a.Tags = f.tags })
	}
	if f.scope.given(c) {
		sel, err := f.scope.selection(c, s)
		if err != nil {
			return nil, err
		}
		all = append(all, func(_ *kaizen.Edit, a *kaizen.Action) { a.Scope = sel })
	}
	if len(all) == 0 {
		return nil, nil
	}
	return func(e *kaizen.Edit, a *kaizen.Action) {
		for _, edit := range all {
			edit(e, a)
		}
	}, nil
}

// known says which session or theme that was named is not there, and warns for a scope that no contact falls in.
func (f *actionFlags) known(c *cobra.Command, s *session, k *shelf) error {
	if f.session != "" {
		if id, err := s.idOf(c, f.session); err != nil || k.register.Session(id) == nil {
			return noItem(kaizen.OfSession, id)
		}
	}
	if f.theme != "" {
		if id, err := s.idOf(c, f.theme); err != nil || k.register.Theme(id) == nil {
			return noItem(kaizen.OfTheme, id)
		}
	}
	return f.scope.known(c, s, k)
}

func (s *session) actionsAddCommand() *cobra.Command {
	var f actionFlags
	c := &cobra.Command{
		Use: "add WORKSPACE --title TITLE", Short: s.l.T("cli.actions.add.short"),
		Example: "  eenkeer-cli actions add week.eenkeer --title \"Track & trace-sms\" --owner \"Bram Jansen\" --due 18-07-2026 --status agreed --where third_party=Pakketdienst --expected -4",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	f.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		today := repeat.DateOf(time.Now())
		edit, err := f.edits(c, s, today)
		switch {
		case err != nil:
			return err
		case *f.values[exchange.Title] == "":
			return s.usage(c, "cli.usage.give", "flag", "title")
		}
		return s.onShelf(c, args[0], true, func(k *shelf) error {
			if err := f.known(c, s, k); err != nil {
				return err
			}
			var id kaizen.ID
			err := k.change(c, "kaizen.did.add", func(e *kaizen.Edit) error {
				id = e.AddAction(kaizen.Action{})
				edit(e, e.Action(id))
				return nil
			})
			if err != nil {
				return err
			}
			return s.actions(k.register, []*kaizen.Action{k.register.Action(id)}, today)
		})
	}
	return c
}

func (s *session) actionsSetCommand() *cobra.Command {
	var f actionFlags
	var remove bool
	c := &cobra.Command{
		Use: "set WORKSPACE NUMBER…", Short: s.l.T("cli.actions.set.short"),
		Example: "  eenkeer-cli actions set week.eenkeer 12 --status done\n  eenkeer-cli actions set week.eenkeer 12 13 --owner Carla --due 2026-08-01\n  eenkeer-cli actions set week.eenkeer 14 --status dropped --why \"leverancier stopt\"",
		Args:    s.atLeast(2, "WORKSPACE NUMBER"),
	}
	f.add(c, s)
	c.Flags().BoolVar(&remove, "remove", false, s.l.T("cli.actions.set.remove"))
	c.RunE = func(c *cobra.Command, args []string) error {
		today := repeat.DateOf(time.Now())
		edit, err := f.edits(c, s, today)
		switch {
		case err != nil:
			return err
		case edit == nil && !remove:
			return s.usage(c, "cli.usage.nothing_to_set")
		case edit != nil && remove:
			return s.usage(c, "cli.usage.remove_alone")
		}
		var ids []kaizen.ID
		for _, text := range args[1:] {
			id, err := s.idOf(c, text)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return s.onShelf(c, args[0], true, func(k *shelf) error {
			if err := f.known(c, s, k); err != nil {
				return err
			}
			what := "kaizen.did.change"
			if remove {
				what = "kaizen.did.remove"
			}
			err := k.change(c, what, func(e *kaizen.Edit) error {
				for _, id := range ids {
					if k.register.Action(id) == nil {
						return noItem(kaizen.OfAction, id)
					}
					if edit != nil {
						edit(e, e.Action(id))
					}
					if remove {
						e.Remove(kaizen.Ref{Kind: kaizen.OfAction, ID: id})
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			var all []*kaizen.Action
			for _, id := range ids {
				if a := k.register.Action(id); a != nil {
					all = append(all, a)
				}
			}
			if remove {
				s.say(s.l.T("cli.actions.removed", "n", len(ids)))
				return nil
			}
			return s.actions(k.register, all, today)
		})
	}
	return c
}

// actionsHistoryCommand prints who changed what of an action, and when.
func (s *session) actionsHistoryCommand() *cobra.Command {
	c := &cobra.Command{Use: "history WORKSPACE NUMBER", Short: s.l.T("cli.actions.history.short"), Args: s.exactly(2, "WORKSPACE NUMBER")}
	c.RunE = func(c *cobra.Command, args []string) error {
		id, err := s.idOf(c, args[1])
		if err != nil {
			return err
		}
		return s.onShelf(c, args[0], false, func(k *shelf) error {
			ref := kaizen.Ref{Kind: kaizen.OfAction, ID: id}
			steps, err := k.ws.History(c.Context(), ref)
			if err != nil {
				return err
			}
			if len(steps) == 0 {
				return noItem(kaizen.OfAction, id)
			}
			return s.history(k.register, steps)
		})
	}
	return c
}

type stepJSON struct {
	At     string         `json:"at"`
	By     string         `json:"by"`
	What   string         `json:"what"`
	Undoes int64          `json:"undoes,omitempty"`
	Redoes int64          `json:"redoes,omitempty"`
	Step   int64          `json:"step"`
	Fields []kaizen.Field `json:"fields"`
}

func (s *session) history(r *kaizen.Register, steps []kaizen.Step) error {
	if s.format == formatJSON {
		rows := []stepJSON{}
		for _, x := range steps {
			rows = append(rows, stepJSON{x.At.Format(time.RFC3339), x.By, strings.TrimPrefix(x.What, "kaizen.did."), x.Undoes, x.Redoes, x.ID, x.Changes[0].Fields})
		}
		return s.json(struct {
			Steps []stepJSON `json:"steps"`
		}{rows})
	}
	var rows [][]string
	for _, x := range steps {
		when := s.l.DateTime(x.At.Local())
		if s.format == formatCSV {
			when = x.At.Format(time.RFC3339)
		}
		for _, d := range r.Differences(x.Changes[0], s.l) {
			rows = append(rows, []string{when, x.By, r.Did(x, s.l), d.Field, d.From, d.To})
		}
	}
	var head []string
	for _, id := range []string{"when", "who", "what", "field", "from", "to"} {
		head = append(head, s.l.T("cli.history."+id))
	}
	if s.format == formatCSV {
		return s.csv(head, rows)
	}
	s.print(grid{title: s.l.T("cli.history.title"), head: head, rows: rows})
	return nil
}

// actionsUndoCommand takes the latest changes of the register back.
func (s *session) actionsUndoCommand() *cobra.Command {
	var redo bool
	c := &cobra.Command{Use: "undo WORKSPACE", Short: s.l.T("cli.actions.undo.short"), Args: s.exactly(1, "WORKSPACE")}
	c.Flags().BoolVar(&redo, "redo", false, s.l.T("cli.actions.undo.redo"))
	c.RunE = func(c *cobra.Command, args []string) error {
		return s.onShelf(c, args[0], true, func(k *shelf) error {
			step, ok := k.register.LastStep()
			again := k.register.Undo
			if redo {
				step, ok = k.register.NextStep()
				again = k.register.Redo
			}
			if !ok {
				s.say(s.l.T("cli.actions.undo.none"))
				return nil
			}
			next, commit, err := again(workspace.Me(), k.now)
			if err := k.keep(c, next, commit, err); err != nil {
				return err
			}
			step.Undoes, step.Redoes = step.ID, 0
			if redo {
				step.Undoes, step.Redoes = 0, step.ID
			}
			s.say(k.register.Told(step, s.l))
			return nil
		})
	}
	return c
}
