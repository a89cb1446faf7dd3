package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// shelf is the register of a workspace at work: what is changed is kept at once.
type shelf struct {
	ws       *workspace.Workspace
	register *kaizen.Register
	now      time.Time
}

// shelf opens the register of a workspace, to look at or to change.
func (s *session) shelf(c *cobra.Command, path string, change bool) (*shelf, error) {
	if looksLikeExport(c.Context(), path) {
		return nil, s.usage(c, "cli.usage.not_workspace", "file", path)
	}
	if c.HasSubCommands() && !strings.ContainsAny(path, `./\`) {
		if _, err := os.Stat(path); err != nil { // a slip of a command beneath this one
			return nil, s.usage(c, "cli.usage.command", "command", c.Name()+" "+path)
		}
	}
	open := workspace.View
	if change {
		open = workspace.Open
	}
	ws, err := open(path)
	if err != nil {
		return nil, err
	}
	r, err := ws.Register(c.Context())
	if err != nil {
		ws.Close()
		return nil, err
	}
	return &shelf{ws, r, time.Now()}, nil
}

func (k *shelf) close() error { return k.ws.Close() }

// onShelf runs f with the register of a workspace open.
func (s *session) onShelf(c *cobra.Command, path string, change bool, f func(k *shelf) error) (err error) {
	k, err := s.shelf(c, path, change)
	if err != nil {
		return err
	}
	defer func() {
		if e := k.close(); err == nil {
			err = e
		}
	}()
	return f(k)
}

// change changes the register and keeps it.
func (k *shelf) change(c *cobra.Command, what string, f func(e *kaizen.Edit) error) error {
	next, commit, err := k.register.Change(what, workspace.Me(), k.now, f)
	return k.keep(c, next, commit, err)
}

func (k *shelf) keep(c *cobra.Command, next *kaizen.Register, commit *kaizen.Commit, err error) error {
	if err != nil || commit == nil {
		return err
	}
	if err := k.ws.Commit(c.Context(), commit); err != nil {
		return err
	}
	k.register = next
	return nil
}

// idOf reads the number of an item.
func (s *session) idOf(c *cobra.Command, text string) (kaizen.ID, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 {
		return 0, s.usage(c, "cli.usage.number", "value", text)
	}
	return kaizen.ID(n), nil
}

// noItem says that there is no item with a number.
func noItem(kind kaizen.Kind, id kaizen.ID) error {
	return &workbench.Message{ID: "cli.error.no_item." + string(kind), Args: []any{"id", strconv.FormatInt(int64(id), 10)}}
}

// todayFlag is the day to reckon with.
type todayFlag struct{ text string }

func (f *todayFlag) add(c *cobra.Command, s *session) {
	c.Flags().StringVar(&f.text, "today", "", s.l.T("cli.flag.today"))
}

func (f *todayFlag) day(c *cobra.Command, s *session) (repeat.Date, error) {
	if f.text == "" {
		return repeat.DateOf(time.Now()), nil
	}
	d, err := repeat.ParseDate(f.text)
	if err != nil {
		return d, s.usage(c, "cli.usage.date", "flag", "today", "value", f.text)
	}
	return d, nil
}

// scopeFlags are a scope: --where, --from and --to.
type scopeFlags struct {
	where    []string
	from, to string
}

func (f *scopeFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringArrayVar(&f.where, "where", nil, s.l.T("cli.kaizen.where"))
	c.Flags().StringVar(&f.from, "from", "", s.l.T("cli.kaizen.from"))
	c.Flags().StringVar(&f.to, "to", "", s.l.T("cli.kaizen.to"))
}

func (f *scopeFlags) given(c *cobra.Command) bool {
	return slices.ContainsFunc([]string{"where", "from", "to"}, func(name string) bool { return c.Flags().Changed(name) })
}

func (f *scopeFlags) selection(c *cobra.Command, s *session) (repeat.Selection, error) {
	q := questionFlags{where: f.where, from: f.from, to: f.to}
	return q.selection(c, s)
}

// known warns for what no contact of the workspace has: an action or a session about it could never be measured.
func (f *scopeFlags) known(c *cobra.Command, s *session, k *shelf) error {
	if len(f.where) == 0 {
		return nil
	}
	sel, err := f.selection(c, s)
	if err != nil {
		return err
	}
	engine, err := workbench.LoadEngine(c.Context(), k.ws, nil)
	if err != nil {
		return err
	}
	if engine.Log().Len() == 0 { // actions may well come before the first import
		return nil
	}
	unknown, err := s.unknown(engine, sel.Filter)
	if err != nil {
		unknown = []string{s.sentence(err)}
	}
	for _, text := range unknown {
		s.say(text)
	}
	return nil
}

// badField says what a field of an action should have been.
func (s *session) badField(c *cobra.Command, field exchange.Field, flag, value string) error {
	switch field {
	case exchange.Status:
		return s.usage(c, "cli.usage.choice", "flag", flag, "value", value, "choices", s.choice(statusWords()...))
	case exchange.Measure:
		var words []string
		for _, x := range kaizen.Measures {
			words = append(words, string(x))
		}
		return s.usage(c, "cli.usage.choice", "flag", flag, "value", value, "choices", s.choice(words...))
	case exchange.Due, exchange.Start, exchange.Finished:
		return s.usage(c, "cli.usage.date", "flag", flag, "value", value)
	case exchange.Expected:
		return s.usage(c, "cli.usage.points", "flag", flag, "value", value)
	}
	return s.usage(c, "cli.usage.flag_value", "flag", flag, "value", value)
}

// percentFlag reads a rate of a flag, 33 or 33,5 %; nil for an empty one.
func (s *session) percentFlag(c *cobra.Command, flag, text string) (*float64, error) {
	if text == "" {
		return nil, nil
	}
	x, ok := report.ParsePercent(text)
	if !ok || !x.Known {
		return nil, s.usage(c, "cli.usage.percent", "flag", flag, "value", text)
	}
	return &x.Value, nil
}

// followRenames lets the register follow reasons that got another name in the catalogue.
func followRenames(c *cobra.Command, ws *workspace.Workspace, before, after *contact.Catalogue) error {
	r, err := ws.Register(c.Context())
	if err != nil {
		return err
	}
	k := &shelf{ws, r, time.Now()}
	return k.change(c, "kaizen.did.rename", func(e *kaizen.Edit) error { workbench.FollowRenames(e, before, after); return nil })
}
