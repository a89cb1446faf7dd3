package report

import (
	"io"
	"path/filepath"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Size of a picture in pixels, at a scale that suits a slide or a page. Small
// charts take the height that they need, up to what viewers still open.
const (
	pictureWidth  = 1920
	pictureHeight = 960
	tallest       = 12000
	pictureScale  = 1.5
)

// SavePicture writes a trend as a picture, a PNG or SVG by the file's name: the
// chart that the screen shows for the same question, under its definition,
// selection and data. A trend by a dimension becomes a small chart for each group.
func SavePicture(path string, t repeat.Trend, l *locale.Locale) error {
	write, ok := map[string]func(io.Writer, charts.Chart, int, int, charts.Style) error{
		".png": charts.PNG, ".svg": charts.SVG,
	}[strings.ToLower(filepath.Ext(path))]
	if !ok {
		return &Error{ID: ErrPicture, File: path}
	}
	style := charts.Style{Scale: pictureScale}
	picture := figure.Picture(t, figure.Shown(t.Query.Measure), l)
	height := pictureHeight
	if m, ok := picture.Chart.(charts.Multiples); ok {
		height = min(m.Height(pictureWidth, style)+picture.Above(pictureWidth, style), tallest)
	}
	return Save(path, func(w io.Writer) error { return write(w, picture, pictureWidth, height, style) })
}
