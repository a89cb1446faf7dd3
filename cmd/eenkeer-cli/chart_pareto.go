package main

import (
	"eenkeer/app/figure"

	"github.com/spf13/cobra"
)

// chartParetoCommand draws a pareto chart to a file.
func (s *session) chartParetoCommand() *cobra.Command {
	var flags beginFlags
	var to drawing
	c := &cobra.Command{
		Use: "pareto WORKSPACE --by DIMENSION -o FILE", Short: s.l.T("cli.chart.pareto.short"), Long: s.l.T("cli.chart.pareto.long"),
		Example: "  eenkeer-cli chart pareto week.eenkeer --by reason -o pareto.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		r, err := flags.begin(c, s, args[0])
		if err != nil {
			return err
		}
		return to.save(figure.ParetoPicture(r.Excesses, s.l), s)
	}
	return c
}
