package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"

	"github.com/spf13/cobra"
)

// questionFlags are the definition, the selection and the measure.
type questionFlags struct {
	definition, window, same, channels, chain, leastGap string
	from, to                                            string
	where                                               []string
	measure                                             string
	rules                                               ruleFlags
}

// definitionFlags are the flags that spell a definition out.
var definitionFlags = append([]string{"window", "same", "channels", "chain", "least-gap"}, ruleNames...)

func (f *questionFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringVar(&f.definition, "definition", "", s.l.T("cli.flag.definition"))
	f.addSpelled(c, s, false)
	f.addSelection(c, s)
	c.Flags().StringVar(&f.measure, "measure", string(repeat.RepeatRate), s.l.T("cli.flag.measure"))
}

// addSpelled adds the flags that spell a definition out. Its rules are listed where
// definitions are what it is about.
func (f *questionFlags) addSpelled(c *cobra.Command, s *session, listed bool) {
	d := repeat.Default
	flags := c.Flags()
	flags.StringVar(&f.window, "window", d.Window.String(), s.l.T("cli.flag.window"))
	flags.StringVar(&f.same, "same", string(d.Same), s.l.T("cli.flag.same"))
	flags.StringVar(&f.channels, "channels", string(d.Channels), s.l.T("cli.flag.channels"))
	flags.StringVar(&f.chain, "chain", string(d.Chain), s.l.T("cli.flag.chain"))
	flags.StringVar(&f.leastGap, "least-gap", d.LeastGap.String(), s.l.T("cli.flag.least_gap"))
	f.rules.add(c, s, listed)
}

// addSelection adds the flags for which contacts are counted.
func (f *questionFlags) addSelection(c *cobra.Command, s *session) {
	flags := c.Flags()
	flags.StringVar(&f.from, "from", "", s.l.T("cli.flag.from"))
	flags.StringVar(&f.to, "to", "", s.l.T("cli.flag.to"))
	flags.StringArrayVar(&f.where, "where", nil, s.l.T("cli.flag.where"))
}

// query reads the flags. The definition is still to be looked up when it was
// asked for by name.
func (f *questionFlags) query(c *cobra.Command, s *session) (q repeat.Query, err error) {
	if q.Definition, err = f.spelled(c, s); err != nil {
		return q, err
	}
	for _, m := range []repeat.Measure{repeat.RepeatRate, repeat.FollowedRate} {
		if f.measure == string(m) {
			q.Measure = m
		}
	}
	if q.Measure == "" {
		return q, s.usage(c, "cli.usage.choice", "flag", "measure", "value", f.measure, "choices", s.choice(string(repeat.RepeatRate), string(repeat.FollowedRate)))
	}
	q.Selection, err = f.selection(c, s)
	return q, err
}

// spelled reads a definition from the flags that spell it out.
func (f *questionFlags) spelled(c *cobra.Command, s *session) (repeat.Definition, error) {
	d := repeat.Default
	if f.definition != "" {
		for _, name := range definitionFlags {
			if c.Flags().Changed(name) {
				return d, s.usage(c, "cli.usage.both", "flag", name)
			}
		}
		return d, nil
	}
	for _, span := range []struct {
		flag, text string
		to         *repeat.Span
	}{{"window", f.window, &d.Window}, {"least-gap", f.leastGap, &d.LeastGap}} {
		v, err := repeat.ParseSpan(span.text)
		if err != nil {
			return d, s.badSpan(c, span.flag, span.text, err)
		}
		*span.to = v
	}
	for _, choice := range []struct {
		flag, value string
		choices     []string
	}{
		{"same", f.same, []string{string(repeat.SameAny), string(repeat.SameProcess), string(repeat.SameReason)}},
		{"channels", f.channels, []string{string(repeat.AnyChannel), string(repeat.SameChannel)}},
		{"chain", f.chain, []string{string(repeat.FromPrevious), string(repeat.FromFirst)}},
	} {
		if !slices.Contains(choice.choices, choice.value) {
			return d, s.usage(c, "cli.usage.choice", "flag", choice.flag, "value", choice.value, "choices", s.choice(choice.choices...))
		}
	}
	d.Same, d.Channels, d.Chain = repeat.Same(f.same), repeat.Channels(f.channels), repeat.Chain(f.chain)
	if err := f.rules.apply(c, s, &d); err != nil {
		return d, err
	}
	if d.LeastGap > d.Window && !d.CalendarDays && len(d.Opening.Hours) == 0 {
		return d, s.usage(c, "cli.usage.least_gap", "gap", d.LeastGap.String(), "window", d.Window.String())
	}
	if err := d.Check(); err != nil {
		return d, s.usage(c, "cli.usage.definition", "why", repeat.Wrong(err, s.l))
	}
	return d, nil
}

func (f *questionFlags) selection(c *cobra.Command, s *session) (sel repeat.Selection, err error) {
	for _, day := range []struct {
		flag, text string
		to         *repeat.Date
	}{{"from", f.from, &sel.From}, {"to", f.to, &sel.To}} {
		if day.text == "" {
			continue
		}
		if *day.to, err = repeat.ParseDate(day.text); err != nil {
			return sel, s.usage(c, "cli.usage.date", "flag", day.flag, "value", day.text)
		}
	}
	if !sel.From.IsZero() && !sel.To.IsZero() && sel.To.Time().Before(sel.From.Time()) {
		return sel, s.usage(c, "cli.usage.period", "from", sel.From.String(), "to", sel.To.String())
	}
	for _, text := range f.where {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return sel, s.usage(c, "cli.usage.pair", "flag", "where", "value", text)
		}
		d, err := dimension(c, s, name)
		if err != nil {
			return sel, err
		}
		sel.Filter = either(sel.Filter, d, value)
	}
	return sel, nil
}

// either adds a value to the condition of a dimension: of values given for one
// dimension any will do.
func either(f repeat.Filter, d contact.Dimension, value string) repeat.Filter {
	for i := range f {
		if f[i].By == d {
			f[i].Values = append(f[i].Values, value)
			return f
		}
	}
	return append(f, repeat.Condition{By: d, Values: []string{value}})
}

func dimension(c *cobra.Command, s *session, name string) (contact.Dimension, error) {
	d := contact.Dimension(strings.TrimSpace(name))
	if !contact.Known(d) {
		return d, s.usage(c, "cli.usage.dimension", "name", name, "dimensions", joined(contact.Dimensions))
	}
	return d, nil
}

// dimensions reads the values of --by.
func dimensions(c *cobra.Command, s *session, texts []string) ([]contact.Dimension, error) {
	var list []contact.Dimension
	for _, text := range texts {
		for _, name := range strings.Split(text, ",") {
			d, err := dimension(c, s, name)
			if err != nil {
				return nil, err
			}
			if slices.Contains(list, d) {
				return nil, s.usage(c, "cli.usage.twice", "name", string(d))
			}
			list = append(list, d)
		}
	}
	return list, nil
}

// named looks a definition up: one that is written out in JSON, that is saved in
// the workspace, or that is ready made. A file has no workspace.
func named(ctx context.Context, ws *workspace.Workspace, name string, l *locale.Locale) (d repeat.Definition, err error) {
	if strings.HasPrefix(strings.TrimSpace(name), "{") {
		d = repeat.Default
		read := json.NewDecoder(strings.NewReader(name))
		read.DisallowUnknownFields()
		if err = read.Decode(&d); err == nil {
			err = d.Check()
		}
		if err != nil {
			return d, &workbench.Message{ID: "cli.error.json_definition", Args: []any{"why", jsonWrong(err, l)}, Err: err}
		}
		return d, nil
	}
	var all []workspace.Named
	if ws != nil {
		if all, err = ws.Definitions(ctx); err != nil {
			return d, err
		}
	}
	at := slices.IndexFunc(all, func(n workspace.Named) bool { return n.Name == name })
	if at < 0 {
		at = slices.IndexFunc(all, func(n workspace.Named) bool { return strings.EqualFold(n.Name, name) })
	}
	if at < 0 {
		if r, ok := readyMade(name, l); ok {
			return r, nil
		}
		names := make([]string, len(all))
		for i, n := range all {
			names[i] = n.Name
		}
		for _, r := range repeat.ReadyMade {
			names = append(names, r.ID)
		}
		return d, &workbench.Message{ID: "cli.error.no_definition", Args: []any{"name", name, "names", strings.Join(names, ", ")}}
	}
	if err = json.Unmarshal(all[at].Definition, &d); err == nil {
		err = d.Check()
	}
	if err != nil {
		return d, &workbench.Message{ID: "cli.error.bad_definition", Args: []any{"name", name}, Err: err}
	}
	d.Name = all[at].Name
	return d, nil
}

// jsonWrong says what is wrong with a definition in JSON, without a capital and a full stop.
func jsonWrong(err error, l *locale.Locale) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	field, unknown := strings.CutPrefix(err.Error(), "json: unknown field ")
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.As(err, &syntax):
		return l.T("cli.json.syntax")
	case unknown:
		return l.T("cli.json.unknown", "field", strings.Trim(field, `"`))
	case errors.As(err, &kind):
		return l.T("cli.json.kind", "field", kind.Field)
	}
	return repeat.Wrong(err, l)
}

// readyMade gives the definition that the field uses under an id or a name.
func readyMade(name string, l *locale.Locale) (repeat.Definition, bool) {
	for _, r := range repeat.ReadyMade {
		if strings.EqualFold(name, r.ID) || strings.EqualFold(name, r.Name(l)) {
			d := r.Definition
			d.Name = r.Name(l)
			return d, true
		}
	}
	return repeat.Definition{}, false
}

// errNoCustomer is that no contact has a customer key.
func errNoCustomer(name string) error {
	return &workbench.Message{ID: "cli.error.no_customer", Args: []any{"file", name}, Err: errors.New("no contact has a customer key")}
}
