package main

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// trendFlags are what a trend is asked with.
type trendFlags struct {
	question questionFlags
	mapping  mappingFlags
	limits   limitFlags
	per, by  string
	measure  figure.Measure   // read from the flags by trend
	kept     workbench.Setups // of the workspace, read by trend
}

// trendMeasures are what a trend can be of.
var trendMeasures = []figure.Measure{figure.HHV, figure.Followed, figure.Volume, figure.Handle, figure.Wait}

func (f *trendFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringVar(&f.per, "per", "", s.l.T("cli.flag.per"))
	c.Flags().StringVar(&f.by, "by", "", s.l.T("cli.flag.by_one"))
	f.limits.add(c, s)
}

// addQuestion adds the flags that other commands have too, after those of the command itself.
func (f *trendFlags) addQuestion(c *cobra.Command, s *session) {
	f.question.add(c, s)
	c.Flags().Lookup("measure").Usage = s.l.T("cli.flag.measure.trend")
	f.mapping.add(c, s)
}

// readMeasure reads what the trend is to be of. What is no rate is no matter of the
// question to the log.
func (f *trendFlags) readMeasure(c *cobra.Command, s *session) error {
	names := make([]string, len(trendMeasures))
	for i, m := range trendMeasures {
		names[i] = report.MeasureName(m)
	}
	at := slices.Index(names, f.question.measure)
	if at < 0 {
		return s.usage(c, "cli.usage.choice", "flag", "measure", "value", f.question.measure, "choices", s.choice(names...))
	}
	if f.measure = trendMeasures[at]; !f.measure.IsRate() {
		f.question.measure = string(repeat.RepeatRate)
	}
	return nil
}

// setups gives what holds for each series: what was chosen in the workspace, with what the flags say in its place.
func (f *trendFlags) setups(c *cobra.Command, s *session, t repeat.Trend) (func(series int) figure.Setup, error) {
	asked, err := f.limits.setup(c, s, t)
	if err != nil {
		return nil, err
	}
	kept := f.kept.Each(t, f.measure)
	return func(i int) figure.Setup { return f.limits.over(kept(i), asked) }, nil
}

// shown is the measure as pictures show it: the followed rate as first time fix.
func (f *trendFlags) shown() figure.Measure {
	if f.measure == figure.Followed {
		return figure.FTF
	}
	return f.measure
}

// trend answers the question over a workspace or file, and lists the events of the
// workspace that concern it.
func (f *trendFlags) trend(c *cobra.Command, s *session, path string) (t repeat.Trend, events []figure.Event, err error) {
	if !contact.IsPeriod(contact.Dimension(f.per)) {
		if f.per == "" {
			return t, nil, s.usage(c, "cli.usage.per")
		}
		return t, nil, s.usage(c, "cli.usage.choice", "flag", "per", "value", f.per, "choices", s.choice("day", "week", "month"))
	}
	if err := f.readMeasure(c, s); err != nil {
		return t, nil, err
	}
	if err := f.limits.check(c, s, f.measure); err != nil {
		return t, nil, err
	}
	q, err := f.question.query(c, s)
	if err != nil {
		return t, nil, err
	}
	if f.by != "" {
		d, err := dimension(c, s, f.by)
		if err != nil {
			return t, nil, err
		}
		q.By = []contact.Dimension{d}
	}
	o, err := s.open(c, path, &f.mapping, f.question.definition, &q)
	if err != nil {
		return t, nil, err
	}
	defer o.close()
	if o.ws != nil {
		if f.kept, err = workbench.ReadSetups(c.Context(), o.ws); err != nil {
			return t, nil, err
		}
		all, err := workbench.Events(c.Context(), o.ws, o.engine.Log())
		if err != nil {
			return t, nil, err
		}
		register, err := o.ws.Register(c.Context())
		if err != nil {
			return t, nil, err
		}
		filter := q.Selection.Filter
		var about []kaizen.ID
		for _, a := range workbench.Flagged(register, nil, filter) {
			about = append(about, a.ID)
		}
		var effects map[kaizen.ID]*figure.Effect
		if len(about) > 0 {
			if effects, err = workbench.Effects(c.Context(), o.engine, q.Definition, register, nil, 0, about...); err != nil {
				return t, nil, err
			}
		}
		events = workbench.Flags(workbench.WithActions(workbench.Concerning(all, filter), register, effects, filter), s.l)
	}
	t, err = o.engine.Trend(c.Context(), q, contact.Dimension(f.per))
	if clock := f.measure.Clock(); err == nil && clock != "" {
		if !slices.Contains(o.engine.Clocks(), clock) {
			return t, nil, &workbench.Message{ID: "cli.error.untimed", Args: []any{"clock", f.measure.Short(s.l)}}
		}
		err = o.engine.AddTimes(c.Context(), &t, clock)
	}
	return t, events, err
}

// trendCommand prints rates per day, week or month, and draws them if asked.
func (s *session) trendCommand() *cobra.Command {
	var flags trendFlags
	var picture string
	c := &cobra.Command{
		Use: "trend WORKSPACE --per day|week|month [--by DIMENSION]", Short: s.l.T("cli.trend.short"), Long: s.l.T("cli.trend.long"),
		Example: "  eenkeer-cli trend week.eenkeer --per week --measure followed --picture trend.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags.add(c, s)
	c.Flags().StringVar(&picture, "picture", "", s.l.T("cli.flag.picture"))
	flags.addQuestion(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if picture != "" && !report.IsPicture(picture) {
			return s.usage(c, "cli.usage.picture", "flag", "picture", "file", picture)
		}
		trend, events, err := flags.trend(c, s, args[0])
		if err != nil {
			return err
		}
		if flags.limits.wanted(c) || !flags.measure.IsRate() {
			return s.printLimits(c, &flags, trend, events, picture)
		}
		if picture != "" {
			if err := report.SaveTrend(picture, trend, s.l); err != nil {
				return err
			}
		}
		if s.format == formatJSON { // which has room for the limits, asked for or not
			setup, err := flags.setups(c, s, trend)
			if err != nil {
				return err
			}
			controlled, err := report.NewControlled(trend, flags.measure, setup, s.l)
			if err != nil {
				return err
			}
			return s.json(controlled)
		}
		return s.table(report.Trend(trend, s.l))
	}
	return c
}

// printLimits prints a trend with its limits and signals, and draws it if asked.
func (s *session) printLimits(c *cobra.Command, flags *trendFlags, trend repeat.Trend, events []figure.Event, picture string) error {
	setup, err := flags.setups(c, s, trend)
	if err != nil {
		return err
	}
	controlled, err := report.NewControlled(trend, flags.measure, setup, s.l)
	if err != nil {
		return err
	}
	if picture != "" {
		chart, err := figure.ControlPicture(trend, flags.shown(), setup, events, s.l)
		if err != nil {
			return err
		}
		if err := report.SavePicture(picture, chart, report.PictureOptions{}, s.l); err != nil {
			return err
		}
	}
	if s.format == formatJSON {
		return s.json(controlled)
	}
	return s.table(report.Control(controlled, s.l))
}
