package trends

import (
	"strings"

	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// save asks where the picture of the chart is to go and writes it there, away
// from the goroutine of the window.
func (c *chart) save() {
	if c.shown == nil {
		return
	}
	l := c.sh.Locale()
	options := kit.SaveOptions{Title: l.T("trends.save"), Name: c.fileName(), Folder: workbench.Documents(), Filters: []kit.FileFilter{
		{Name: l.T("trends.save.png"), Patterns: []string{"*.png"}},
		{Name: l.T("trends.save.svg"), Patterns: []string{"*.svg"}},
	}}
	trend := c.shown.Trends
	c.sh.Files().SaveFile(options, func(path string, err error) {
		switch {
		case err != nil:
			c.sh.Fail(err)
		case path != "":
			c.sh.Bench().Export(kit.WithExtension(path, options.Filters), func(path string) error { return report.SaveTrend(path, trend, l) })
		}
	})
}

// fileName names the picture after what it shows and the definition.
func (c *chart) fileName() string {
	l := c.sh.Locale()
	name := figure.Title(c.shown.Trends, c.m, l) + ", " + c.shown.Question.Definition.Short(l)
	return strings.NewReplacer(" · ", ", ", "/", "-", ":", "", "%", "", "  ", " ").Replace(name) + ".png"
}
