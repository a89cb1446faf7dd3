package trends

import (
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/charts"
)

// picture gives the chart as it may leave the program, named after what it shows
// and the definition.
func (c *chart) picture() (chartview.Picture, bool) {
	if c.shown == nil {
		return chartview.Picture{}, false
	}
	l, trend, m := c.sh.Locale(), c.shown.Trends, c.m
	return chartview.Picture{
		Name: figure.Title(trend, m, l) + ", " + c.shown.Question.Definition.Short(l),
		Make: func() charts.Captioned { return figure.Picture(trend, m, l) },
	}, true
}
