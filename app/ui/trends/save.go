package trends

import (
	"io"
	"path/filepath"
	"strings"

	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// Size of a saved picture in pixels, at a scale that suits a slide or a page.
const (
	pictureWidth  = 1920
	pictureHeight = 960
	pictureScale  = 1.5
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
	draw := c.picture(true)
	c.sh.Files().SaveFile(options, func(path string, err error) {
		switch {
		case err != nil:
			c.sh.Fail(err)
		case path != "":
			c.sh.Bench().Export(kit.WithExtension(path, options.Filters), func(path string) error { return savePicture(path, draw()) })
		}
	})
}

// fileName names the picture after what it shows and the definition.
func (c *chart) fileName() string {
	name := c.title() + ", " + c.shown.Question.Definition.Short(c.sh.Locale())
	return strings.NewReplacer(" · ", ", ", "/", "-", ":", "", "%", "", "  ", " ").Replace(name) + ".png"
}

// savePicture writes a chart as SVG or PNG, as the name of the file says.
func savePicture(path string, chart charts.Chart) error {
	style := charts.Style{Scale: pictureScale}
	height := pictureHeight
	if m, ok := chart.(charts.Multiples); ok {
		height = m.Height(pictureWidth, style)
	}
	write := charts.PNG
	if strings.EqualFold(filepath.Ext(path), ".svg") {
		write = charts.SVG
	}
	return report.Save(path, func(w io.Writer) error { return write(w, chart, pictureWidth, height, style) })
}
