package main

import (
	"eenkeer/app/report"
	"eenkeer/charts"

	"github.com/spf13/cobra"
)

// chartCommand draws charts to files; each kind is a command beneath it.
func (s *session) chartCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "chart trend WORKSPACE -o FILE", Short: s.l.T("cli.chart.short"), Long: s.l.T("cli.chart.long"),
		Example: "  eenkeer-cli chart trend week.eenkeer --per week -o trend.pdf",
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return s.usage(c, "cli.usage.chart", "kind", args[0])
			}
			return c.Help()
		},
	}
	c.AddCommand(s.chartTrendCommand(), s.chartFunnelCommand(), s.chartParetoCommand(), s.chartSurvivalCommand(), s.chartMatrixCommand(), s.chartSankeyCommand(), s.chartChainsCommand())
	return c
}

// drawing is where a picture goes to, and how large it is.
type drawing struct {
	file    string
	options report.PictureOptions
}

// add adds the flags of every kind of chart.
func (d *drawing) add(c *cobra.Command, s *session) {
	c.Flags().StringVarP(&d.file, "output", "o", "", s.l.T("cli.flag.output"))
	c.Flags().IntVar(&d.options.Scale, "scale", 0, s.l.T("cli.flag.scale"))
	c.Flags().BoolVar(&d.options.Print, "print", false, s.l.T("cli.flag.print"))
}

// check says what is wrong with the flags, before any work is done.
func (d *drawing) check(c *cobra.Command, s *session) error {
	switch {
	case d.file == "":
		return s.usage(c, "cli.usage.output")
	case !report.IsPicture(d.file):
		return s.usage(c, "cli.usage.picture", "flag", "output", "file", d.file)
	case d.options.Scale < 0 || d.options.Scale > 4:
		return s.usage(c, "cli.usage.scale")
	}
	return nil
}

// save writes a chart under its caption.
func (d *drawing) save(chart charts.Captioned, s *session) error {
	return report.SavePicture(d.file, chart, d.options, s.l)
}
