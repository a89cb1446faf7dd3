package main

import (
	"eenkeer/app/figure"

	"github.com/spf13/cobra"
)

// chartTrendCommand draws a trend to a file.
func (s *session) chartTrendCommand() *cobra.Command {
	var flags trendFlags
	var to drawing
	c := &cobra.Command{
		Use: "trend WORKSPACE --per day|week|month -o FILE", Short: s.l.T("cli.chart.trend.short"), Long: s.l.T("cli.chart.trend.long"),
		Example: "  eenkeer-cli chart trend week.eenkeer --per week --measure followed -o trend.svg",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s)
	flags.addQuestion(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		trend, events, err := flags.trend(c, s, args[0])
		if err != nil {
			return err
		}
		if flags.limits.wanted(c) || !flags.measure.IsRate() {
			setup, err := flags.setups(c, s, trend)
			if err != nil {
				return err
			}
			chart, err := figure.ControlPicture(trend, flags.shown(), setup, events, s.l)
			if err != nil {
				return err
			}
			return to.save(chart, s)
		}
		return to.save(figure.Picture(trend, figure.Shown(trend.Query.Measure), s.l), s)
	}
	return c
}
