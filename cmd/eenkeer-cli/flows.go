package main

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// flowsFlags ask for flows.
type flowsFlags struct {
	by, order string
	most      int
	apart     bool
	question  questionFlags
	mapping   mappingFlags
}

func (f *flowsFlags) add(c *cobra.Command, s *session, most int) {
	c.Flags().StringVar(&f.by, "by", string(contact.Reason), s.l.T("cli.flag.flows_by"))
	c.Flags().StringVar(&f.order, "order", string(repeat.LikeOrder), s.l.T("cli.flag.order"))
	c.Flags().IntVar(&f.most, "most", most, s.l.T("cli.flag.most"))
	c.Flags().BoolVar(&f.apart, "apart", false, s.l.T("cli.flag.apart"))
	f.question.addWithoutMeasure(c, s)
	f.mapping.add(c, s)
}

// flows works the flows out.
func (f *flowsFlags) flows(c *cobra.Command, s *session, path string) (*repeat.Flows, error) {
	by, err := s.oneOf(c, f.by, repeat.FlowDimensions)
	if err != nil {
		return nil, err
	}
	orders := []string{string(repeat.LikeOrder), string(repeat.VolumeOrder)}
	switch {
	case !slices.Contains(orders, f.order):
		return nil, s.usage(c, "cli.usage.choice", "flag", "order", "value", f.order, "choices", s.choice(orders...))
	case f.most < 1:
		return nil, s.usage(c, "cli.usage.most")
	case c.Flags().Changed("measure"):
		return nil, s.usage(c, "cli.usage.no_measure")
	}
	q, err := f.question.query(c, s)
	if err != nil {
		return nil, err
	}
	o, err := s.open(c, path, &f.mapping, f.question.definition, &q)
	if err != nil {
		return nil, err
	}
	defer o.close()
	return o.engine.Flows(c.Context(), q, repeat.FlowOptions{By: by, Order: repeat.FlowOrder(f.order), Most: f.most, Apart: f.apart})
}

// mostFlowRows is how many values have a row of their own in a matrix when nobody says.
const mostFlowRows = 40

// flowsCommand prints flows.
func (s *session) flowsCommand() *cobra.Command {
	var flags flowsFlags
	c := &cobra.Command{
		Use: "flows WORKSPACE [--by DIMENSION]", Short: s.l.T("cli.flows.short"), Long: s.l.T("cli.flows.long"),
		Example: "  eenkeer-cli flows week.eenkeer --by process\n  eenkeer-cli flows week.eenkeer --by channel --window 14d --format json",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags.add(c, s, mostFlowRows)
	c.RunE = func(c *cobra.Command, args []string) error {
		f, err := flags.flows(c, s, args[0])
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(f)
		}
		return s.table(report.Flows(f, s.l))
	}
	return c
}

// chartMatrixCommand draws flows as a matrix.
func (s *session) chartMatrixCommand() *cobra.Command {
	var flags flowsFlags
	var to drawing
	var shade string
	c := &cobra.Command{
		Use: "matrix WORKSPACE -o FILE", Short: s.l.T("cli.chart.matrix.short"), Long: s.l.T("cli.chart.matrix.long"),
		Example: "  eenkeer-cli chart matrix week.eenkeer --by process -o matrix.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s, 20)
	c.Flags().StringVar(&shade, "shade", string(figure.ShadeResidual), s.l.T("cli.flag.shade"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		shades := []string{string(figure.ShadeResidual), string(figure.ShadeShare)}
		if !slices.Contains(shades, shade) {
			return s.usage(c, "cli.usage.choice", "flag", "shade", "value", shade, "choices", s.choice(shades...))
		}
		f, err := flags.flows(c, s, args[0])
		if err != nil {
			return err
		}
		return to.save(figure.FlowsPicture(f, figure.FlowShade(shade), s.l), s)
	}
	return c
}

// chartSankeyCommand draws the strongest flows as ribbons.
func (s *session) chartSankeyCommand() *cobra.Command {
	var flags flowsFlags
	var to drawing
	var streams int
	c := &cobra.Command{
		Use: "sankey WORKSPACE -o FILE", Short: s.l.T("cli.chart.sankey.short"), Long: s.l.T("cli.chart.sankey.long"),
		Example: "  eenkeer-cli chart sankey week.eenkeer --by process --apart --streams 12 -o streams.svg",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s, mostFlowRows)
	c.Flags().IntVar(&streams, "streams", 15, s.l.T("cli.flag.most_flows"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		if streams < 1 {
			return s.usage(c, "cli.usage.most")
		}
		f, err := flags.flows(c, s, args[0])
		if err != nil {
			return err
		}
		return to.save(figure.SankeyPicture(f, streams, s.l), s)
	}
	return c
}
