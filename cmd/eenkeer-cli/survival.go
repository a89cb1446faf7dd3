package main

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// survivalFlags ask for times to repeat.
type survivalFlags struct {
	by             []string
	service, split string
	groups, until  string
	question       questionFlags
	mapping        mappingFlags
}

func (f *survivalFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringArrayVar(&f.by, "by", nil, s.l.T("cli.flag.by"))
	c.Flags().StringVar(&f.service, "service-level", "", s.l.T("cli.flag.service_level"))
	c.Flags().StringVar(&f.groups, "groups", "", s.l.T("cli.flag.groups"))
	c.Flags().StringVar(&f.split, "split", "", s.l.T("cli.flag.split"))
	c.Flags().StringVar(&f.until, "until", "30d", s.l.T("cli.flag.until"))
	f.question.addWithoutMeasure(c, s)
	f.mapping.add(c, s)
}

// survivalAsked is what the flags ask for.
type survivalAsked struct {
	query      repeat.Query
	service    repeat.Span
	until      repeat.Span
	split      repeat.Date
	groups     []string
	selections []repeat.Selection // to be compared; nil: none
	names      []string
}

// read reads the flags; most and least are how many groups may be named.
func (f *survivalFlags) read(c *cobra.Command, s *session, least, most int, usage string) (a survivalAsked, err error) {
	if c.Flags().Changed("measure") {
		return a, s.usage(c, "cli.usage.no_measure")
	}
	if a.query, err = f.question.query(c, s); err != nil {
		return a, err
	}
	a.query.Measure = repeat.FollowedRate
	if a.query.By, err = dimensions(c, s, f.by); err != nil {
		return a, err
	}
	for _, span := range []struct {
		flag, text string
		to         *repeat.Span
	}{{"service-level", f.service, &a.service}, {"until", f.until, &a.until}} {
		if span.text == "" {
			continue
		}
		if *span.to, err = repeat.ParseSpan(span.text); err != nil || *span.to < repeat.Minute {
			return a, s.badSpan(c, span.flag, span.text, err)
		}
	}
	if f.split != "" {
		if a.split, err = repeat.ParseDate(f.split); err != nil {
			return a, s.usage(c, "cli.usage.date", "flag", "split", "value", f.split)
		}
		if f.groups != "" {
			return a, s.usage(c, "cli.usage.split_groups")
		}
		before, after := a.query.Selection, a.query.Selection
		before.To, after.From = a.split.AddDays(-1), a.split
		if !after.To.IsZero() && after.To.Time().Before(after.From.Time()) || !before.From.IsZero() && before.To.Time().Before(before.From.Time()) {
			return a, s.usage(c, "cli.usage.date", "flag", "split", "value", f.split)
		}
		if to := a.query.Selection.To; !to.IsZero() && to.Time().Before(before.To.Time()) {
			before.To = to
		}
		a.selections = []repeat.Selection{before, after}
		date := s.l.Date(a.split.Time())
		a.names = []string{s.l.T("survival.before", "date", date), s.l.T("survival.from", "date", date)}
	}
	if f.groups != "" {
		a.groups = strings.Split(f.groups, ",")
		if len(a.query.By) != 1 || len(a.groups) < least || len(a.groups) > most || slices.Contains(a.query.By, contact.Agent) {
			return a, s.usage(c, usage)
		}
		for i, value := range a.groups {
			if slices.Contains(a.groups[:i], value) {
				return a, s.usage(c, "cli.usage.group_twice", "value", value)
			}
			sel := a.query.Selection
			sel.Filter = narrowed(sel.Filter, a.query.By[0], value)
			a.selections = append(a.selections, sel)
			a.names = append(a.names, figure.Value(a.query.By[0], value, s.l))
		}
	}
	return a, nil
}

// narrowed adds the condition that a dimension has one value to a filter that may have one on it already.
func narrowed(f repeat.Filter, d contact.Dimension, value string) repeat.Filter {
	return append(slices.Clone(f), repeat.Condition{By: d, Values: []string{value}})
}

// options are those of the analysis, once the definition is known.
func (a survivalAsked) options(d repeat.Definition, points bool) repeat.TimesOptions {
	o := repeat.DefaultTimes(d)
	o.Promise, o.Until = d.Promised(a.service), d.Promised(a.until)
	if !points {
		o.Points = 0
	}
	return o
}

// checkGroups says which of the groups asked for is not in the data.
func (a survivalAsked) checkGroups(s *session, e *repeat.Engine) error {
	if len(a.groups) == 0 {
		return nil
	}
	for _, value := range a.groups {
		if _, err := s.unknown(e, repeat.Filter{{By: a.query.By[0], Values: []string{value}}}); err != nil {
			return err
		}
	}
	return nil
}

// survivalCommand prints times to repeat.
func (s *session) survivalCommand() *cobra.Command {
	var flags survivalFlags
	var curve bool
	c := &cobra.Command{
		Use: "survival WORKSPACE [--by DIMENSION] [--service-level DURATION]", Short: s.l.T("cli.survival.short"), Long: s.l.T("cli.survival.long"),
		Example: "  eenkeer-cli survival week.eenkeer --by reason --service-level 2d\n  eenkeer-cli survival week.eenkeer --split 2026-03-01 --format json",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags.add(c, s)
	c.Flags().BoolVar(&curve, "curve", false, s.l.T("cli.flag.curve"))
	c.RunE = func(c *cobra.Command, args []string) error {
		a, err := flags.read(c, s, 2, 2, "cli.usage.groups")
		if err != nil {
			return err
		}
		o, err := s.open(c, args[0], &flags.mapping, flags.question.definition, &a.query)
		if err != nil {
			return err
		}
		defer o.close()
		options := a.options(a.query.Definition, curve && s.format == formatJSON)
		if a.selections == nil {
			t, err := o.engine.Times(c.Context(), a.query, options)
			if err != nil {
				return err
			}
			if s.format == formatJSON {
				return s.json(t)
			}
			return s.table(report.Times(t, s.l))
		}
		if err := a.checkGroups(s, o.engine); err != nil {
			return err
		}
		compared, err := o.engine.CompareTimes(c.Context(), a.query.Definition, a.selections, options)
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(compared)
		}
		return s.table(report.ComparedTimes(compared, a.names, s.l))
	}
	return c
}

// chartSurvivalCommand draws times to repeat to a file.
func (s *session) chartSurvivalCommand() *cobra.Command {
	var flags survivalFlags
	var to drawing
	c := &cobra.Command{
		Use: "survival WORKSPACE -o FILE", Short: s.l.T("cli.chart.survival.short"), Long: s.l.T("cli.chart.survival.long"),
		Example: "  eenkeer-cli chart survival week.eenkeer --by process --groups Premie,Declaraties --service-level 2d -o time.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		a, err := flags.read(c, s, 1, figure.MostCurves, "cli.usage.groups_chart")
		if err != nil {
			return err
		}
		o, err := s.open(c, args[0], &flags.mapping, flags.question.definition, &a.query)
		if err != nil {
			return err
		}
		defer o.close()
		options := a.options(a.query.Definition, true)
		if a.selections == nil {
			a.query.By = nil
			t, err := o.engine.Times(c.Context(), a.query, options)
			if err != nil {
				return err
			}
			return to.save(figure.TimesPicture(t, figure.TimesLines(t, nil, s.l), options.Until, "", s.l), s)
		}
		if err := a.checkGroups(s, o.engine); err != nil {
			return err
		}
		compared, err := o.engine.CompareTimes(c.Context(), a.query.Definition, a.selections, options)
		if err != nil {
			return err
		}
		t, own := compared.Times[0], ""
		if len(compared.Times) > 1 {
			own = figure.TimesTestText(compared, s.l)
			all, err := o.engine.Times(c.Context(), repeat.Query{Definition: a.query.Definition, Selection: a.query.Selection}, options)
			if err != nil {
				return err
			}
			t.Query.Selection, t.Data = a.query.Selection, all.Data
		}
		t.Query.By = a.query.By
		return to.save(figure.TimesPicture(t, comparedLines(compared, a.names), options.Until, own, s.l), s)
	}
	return c
}

// comparedLines names the curves of a comparison.
func comparedLines(c repeat.Compared, names []string) []figure.TimesLine {
	lines := make([]figure.TimesLine, len(c.Times))
	for i, t := range c.Times {
		lines[i] = figure.TimesLine{Name: names[i], Row: t.Total}
	}
	return lines
}
