package trends

import (
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// picture gives the chart as it may leave the program, named after what it shows
// and the definition.
func (c *chart) picture() (chartview.Picture, bool) {
	if c.shown == nil {
		return chartview.Picture{}, false
	}
	l, trend, m := c.sh.Locale(), c.shown.Trends, c.m
	n, events := *c.sh.Bench().Snapshot(), workbench.Flags(c.events, c.sh.Locale())
	n.Figures, n.Setups, n.Catalogue = c.shown, c.setups, c.targets
	setup := n.SetupOf(trend, m)
	return chartview.Picture{
		Name: figure.Title(trend, m, l) + ", " + c.shown.Question.Definition.Short(l),
		Make: func() charts.Captioned {
			p, err := figure.ControlPicture(trend, m, setup, events, l)
			if err != nil {
				return figure.Picture(trend, m, l)
			}
			return p
		},
	}, true
}
