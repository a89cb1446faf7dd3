package main

import (
	"eenkeer/analysis/contact"
	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// trendCommand prints rates per day, week or month, and draws them if asked.
func (s *session) trendCommand() *cobra.Command {
	var question questionFlags
	var mapping mappingFlags
	var per, by, picture string
	c := &cobra.Command{
		Use: "trend WORKSPACE --per day|week|month [--by DIMENSION]", Short: s.l.T("cli.trend.short"), Long: s.l.T("cli.trend.long"),
		Example: "  eenkeer-cli trend week.eenkeer --per week --measure followed --picture trend.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().StringVar(&per, "per", "", s.l.T("cli.flag.per"))
	c.Flags().StringVar(&by, "by", "", s.l.T("cli.flag.by_one"))
	c.Flags().StringVar(&picture, "picture", "", s.l.T("cli.flag.picture"))
	question.add(c, s)
	mapping.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if !contact.IsPeriod(contact.Dimension(per)) {
			if per == "" {
				return s.usage(c, "cli.usage.per")
			}
			return s.usage(c, "cli.usage.choice", "flag", "per", "value", per, "choices", s.choice("day", "week", "month"))
		}
		if picture != "" && !report.IsPicture(picture) {
			return s.usage(c, "cli.usage.picture", "file", picture)
		}
		q, err := question.query(c, s)
		if err != nil {
			return err
		}
		if by != "" {
			d, err := dimension(c, s, by)
			if err != nil {
				return err
			}
			q.By = []contact.Dimension{d}
		}
		o, err := s.open(c, args[0], &mapping, question.definition, &q)
		if err != nil {
			return err
		}
		defer o.close()
		trend, err := o.engine.Trend(c.Context(), q, contact.Dimension(per))
		if err != nil {
			return err
		}
		if picture != "" {
			if err := report.SaveTrend(picture, trend, s.l); err != nil {
				return err
			}
		}
		if s.format == formatJSON {
			return s.json(trend)
		}
		return s.table(report.Trend(trend, s.l))
	}
	return c
}
