package main

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// actionsEffectCommand prints what actions brought, and keeps the checks whose day has come.
func (s *session) actionsEffectCommand() *cobra.Command {
	var question questionFlags
	var ids []int64
	var keep bool
	spread := workbench.DefaultSpread
	c := &cobra.Command{
		Use: "effect WORKSPACE", Short: s.l.T("cli.effect.short"), Long: s.l.T("cli.effect.long"),
		Example: "  eenkeer-cli actions effect week.eenkeer\n  eenkeer-cli actions effect week.eenkeer --id 3 --window 14d --format json\n  eenkeer-cli actions effect week.eenkeer --keep",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().Int64SliceVar(&ids, "id", nil, s.l.T("cli.effect.id"))
	c.Flags().Lookup("id").DefValue = "" // "[]" says nothing
	c.Flags().BoolVar(&keep, "keep", false, s.l.T("cli.effect.keep"))
	question.addDefinition(c, s)
	c.Flags().Float64Var(&spread, "cost-range", spread, s.l.T("cli.flag.cost_range"))
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		path := args[0]
		if looksLikeExport(c.Context(), path) {
			return s.usage(c, "cli.usage.not_workspace", "file", path)
		}
		if !(spread >= 0 && spread < 1) {
			return s.usage(c, "cli.usage.cost_range", "value", spread)
		}
		d, err := question.spelled(c, s)
		if err != nil {
			return err
		}
		open := workspace.View
		if keep {
			open = workspace.Open
		}
		ws, err := open(path)
		if err != nil {
			return err
		}
		defer func() {
			if e := ws.Close(); err == nil {
				err = e
			}
		}()
		if question.definition != "" {
			if d, err = named(c.Context(), ws, question.definition, s.l); err != nil {
				return err
			}
		}
		return s.effects(c.Context(), ws, d, spread, ids, keep)
	}
	return c
}

// addDefinition adds the flags of a definition alone.
func (f *questionFlags) addDefinition(c *cobra.Command, s *session) {
	f.add(c, s)
	for _, name := range []string{"from", "to", "where", "measure"} {
		c.Flags().Lookup(name).Hidden = true
	}
}

func (s *session) effects(ctx context.Context, ws *workspace.Workspace, d repeat.Definition, spread float64, ids []int64, keep bool) error {
	engine, err := workbench.LoadEngine(ctx, ws, nil)
	if err != nil {
		return err
	}
	register, err := ws.Register(ctx)
	if err != nil {
		return err
	}
	catalogue, err := ws.Catalogue(ctx)
	if err != nil {
		return err
	}
	var of []kaizen.ID
	for _, id := range ids {
		a := register.Action(kaizen.ID(id))
		switch {
		case a == nil:
			return &workbench.Message{ID: "cli.error.no_action", Args: []any{"id", strconv.FormatInt(id, 10)}}
		case !workbench.Measurable(a):
			return &workbench.Message{ID: "cli.error.no_effect", Args: []any{"id", strconv.FormatInt(id, 10)}}
		}
		of = append(of, a.ID)
	}
	if keep {
		if register, err = s.keepChecks(ctx, ws, engine, d, register, catalogue, spread, of); err != nil {
			return err
		}
	}
	effects, err := workbench.Effects(ctx, engine, d, register, catalogue, spread, of...)
	if err != nil {
		return err
	}
	log := engine.Log()
	data := repeat.Data{From: contact.When(log.Start), To: contact.When(log.End), Contacts: log.Len(), WithoutCustomer: log.Keyed}
	if s.format != formatJSON {
		return s.table(report.Effects(register, effects, d, data, s.l))
	}
	v, err := s.effectsJSON(register, effects, d, data)
	if err != nil {
		return err
	}
	return s.json(v)
}

// keepChecks takes the checks whose day has come and whose contacts are ripe, and says how many those were.
func (s *session) keepChecks(ctx context.Context, ws *workspace.Workspace, engine *repeat.Engine, d repeat.Definition, r *kaizen.Register, catalogue *contact.Catalogue, spread float64, of []kaizen.ID) (*kaizen.Register, error) {
	now, me, kept := time.Now(), workspace.Me(), 0
	today, end := repeat.DateOf(now), contact.When(engine.Log().End)
	for _, a := range slices.Clone(r.Actions) {
		if len(of) > 0 && !slices.Contains(of, a.ID) || !workbench.Measurable(a) {
			continue
		}
		for _, check := range a.ReadyChecks(today, end, time.Duration(d.Window)) {
			found, err := workbench.Finding(ctx, engine, d, r, r.Action(a.ID), check.ID, catalogue, spread, me, now)
			if err != nil {
				return r, err
			}
			next, commit, err := r.Change(workbench.DidCheck, me, now, func(e *kaizen.Edit) error { return workbench.KeepFinding(e, a.ID, check.ID, found) })
			if err == nil && commit != nil {
				err = ws.Commit(ctx, commit)
			}
			if err != nil {
				return r, err
			}
			r = next
			kept++
		}
	}
	s.say(s.l.T("cli.effect.kept", "n", kept))
	return r, nil
}

// effectsJSON is what the command line promises: the effects with the action that each is of.
func (s *session) effectsJSON(r *kaizen.Register, effects map[kaizen.ID]*figure.Effect, d repeat.Definition, data repeat.Data) (map[string]any, error) {
	rows := []map[string]any{}
	for _, a := range r.Actions {
		e := effects[a.ID]
		if e == nil {
			continue
		}
		text, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		var row map[string]any
		if err := json.Unmarshal(text, &row); err != nil {
			return nil, err
		}
		row["action"], row["title"], row["status"], row["verdict_text"] = a.ID, a.Title, a.Status, e.VerdictText(s.l)
		checks := []map[string]any{}
		for _, c := range a.Checks {
			if c.Result != nil {
				checks = append(checks, map[string]any{"days": c.Days, "due": c.Due, "result": c.Result, "text": figure.FindingText(*c.Result, s.l)})
			}
		}
		row["checks"] = checks
		rows = append(rows, row)
	}
	return map[string]any{"definition": d, "data": data, "effects": rows}, nil
}
