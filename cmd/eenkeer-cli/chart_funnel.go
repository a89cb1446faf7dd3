package main

import (
	"eenkeer/app/figure"

	"github.com/spf13/cobra"
)

// chartFunnelCommand draws a funnel chart to a file.
func (s *session) chartFunnelCommand() *cobra.Command {
	var flags outliersFlags
	var to drawing
	c := &cobra.Command{
		Use: "funnel WORKSPACE --by DIMENSION -o FILE", Short: s.l.T("cli.chart.funnel.short"), Long: s.l.T("cli.chart.funnel.long"),
		Example: "  eenkeer-cli chart funnel week.eenkeer --by reason -o funnel.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		r, err := flags.compare(c, s, args[0])
		if err != nil {
			return err
		}
		return to.save(figure.FunnelPicture(r, s.l), s)
	}
	return c
}
