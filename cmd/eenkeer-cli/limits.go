package main

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"

	"github.com/spf13/cobra"
)

// limitFlags are the choices of a control chart.
type limitFlags struct {
	limits  bool
	chart   string
	freeze  string
	phases  []string
	exclude []string
	target  string
}

// limitNames are the flags that ask for limits by themselves.
var limitNames = []string{"chart", "freeze", "phase", "exclude", "target"}

func (f *limitFlags) add(c *cobra.Command, s *session) {
	flags := c.Flags()
	flags.BoolVar(&f.limits, "limits", false, s.l.T("cli.flag.limits"))
	flags.StringVar(&f.chart, "chart", "", s.l.T("cli.flag.chart"))
	flags.StringVar(&f.freeze, "freeze", "", s.l.T("cli.flag.freeze"))
	flags.StringArrayVar(&f.phases, "phase", nil, s.l.T("cli.flag.phase"))
	flags.StringArrayVar(&f.exclude, "exclude", nil, s.l.T("cli.flag.exclude"))
	flags.StringVar(&f.target, "target", "", s.l.T("cli.flag.target"))
}

// wanted reports whether limits were asked for.
func (f *limitFlags) wanted(c *cobra.Command) bool {
	return f.limits || slices.ContainsFunc(limitNames, func(name string) bool { return c.Flags().Changed(name) })
}

// check says what is wrong with the flags that need no data.
func (f *limitFlags) check(c *cobra.Command, s *session, m figure.Measure) error {
	if kinds := m.Kinds(); f.chart != "" && !slices.Contains(kinds, f.chart) {
		return s.usage(c, "cli.usage.choice", "flag", "chart", "value", f.chart, "choices", s.choice(kinds...))
	}
	if f.target != "" {
		x, err := strconv.ParseFloat(strings.Replace(f.target, ",", ".", 1), 64)
		switch {
		case m.IsRate() && (err != nil || !(x >= 0 && x <= 1)):
			return s.usage(c, "cli.usage.target", "value", f.target)
		case err != nil || !(x >= 0) || math.IsInf(x, 0):
			return s.usage(c, "cli.usage.target.number", "value", f.target)
		}
	}
	return nil
}

// over gives a setup with what was asked for in place of its own.
func (f *limitFlags) over(u, asked figure.Setup) figure.Setup {
	if f.chart != "" {
		u.Kind = asked.Kind
	}
	if f.freeze != "" {
		u.From, u.To = asked.From, asked.To
	}
	if len(f.phases) > 0 {
		u.Phases = asked.Phases
	}
	if len(f.exclude) > 0 {
		u.Excluded = asked.Excluded
	}
	if f.target != "" {
		u.Target = asked.Target
	}
	return u
}

// setup reads the flags against the periods of a trend.
func (f *limitFlags) setup(c *cobra.Command, s *session, t repeat.Trend) (u figure.Setup, err error) {
	u.Kind = f.chart
	if f.target != "" {
		x, err := strconv.ParseFloat(strings.Replace(f.target, ",", ".", 1), 64)
		if err != nil {
			return u, err
		}
		u.Target = &x
	}
	day := func(flag, text string) (from, to repeat.Date, err error) {
		for _, p := range t.Periods {
			if p.Key == text {
				return repeat.DateOf(p.Start), repeat.DateOf(p.End).AddDays(-1), nil
			}
		}
		from, err = repeat.ParseDate(text)
		if err != nil {
			return from, to, s.usage(c, "cli.usage.period_or_date", "flag", flag, "value", text)
		}
		return from, from, nil
	}
	if n, bad := strconv.Atoi(f.freeze); bad == nil {
		if n < 1 || n > len(t.Periods) {
			return u, s.usage(c, "cli.usage.freeze", "n", len(t.Periods))
		}
		u.From, u.To = repeat.DateOf(t.Periods[0].Start), repeat.DateOf(t.Periods[n-1].End).AddDays(-1)
	} else if f.freeze != "" {
		from, to, both := strings.Cut(f.freeze, "..")
		if !both {
			return u, s.usage(c, "cli.usage.freeze", "n", len(t.Periods))
		}
		if u.From, _, err = day("freeze", from); err != nil {
			return u, err
		}
		if _, u.To, err = day("freeze", to); err != nil {
			return u, err
		}
	}
	for _, text := range f.phases {
		from, _, err := day("phase", text)
		if err != nil {
			return u, err
		}
		u = u.Rebase(from)
	}
	for _, text := range f.exclude {
		key, note, _ := strings.Cut(text, "=")
		if !slices.ContainsFunc(t.Periods, func(p repeat.Period) bool { return p.Key == key }) {
			return u, s.usage(c, "cli.usage.exclude", "value", key, "per", string(t.Per))
		}
		u = u.Without(key, note)
	}
	return u, nil
}
