package report

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Size of a picture in units of 1/96 inch, which suits a slide or a page. Charts
// that know what height they need take that, up to what viewers still open.
const (
	PictureWidth  = 1280
	PictureHeight = 640
	tallest       = 8000
	mostPixels    = 20000 // of a side, in a PNG
)

// PictureScales are the pixels that a PNG can have per unit; the second is what
// is used where nothing is asked.
var PictureScales = []int{1, 2, 3, 4}

const plainScale = 2

// pictureWriters write the kinds of picture, by the end of a file's name.
var pictureWriters = map[string]func(w io.Writer, c charts.Chart, width, height int, s charts.Style) error{
	".png": charts.PNG, ".svg": charts.SVG, ".pdf": charts.PDF,
}

// PictureKinds are the ends of names that [SavePicture] knows.
var PictureKinds = []string{".png", ".svg", ".pdf"}

// IsPicture says whether a picture can be written under a name.
func IsPicture(path string) bool {
	return slices.Contains(PictureKinds, strings.ToLower(filepath.Ext(path)))
}

// SaveTrend writes a trend as a picture, by the file's name a PNG, SVG or PDF: the
// chart that the screen shows for the same question, under its definition,
// selection and data. A trend by a dimension becomes a small chart for each group.
func SaveTrend(path string, t repeat.Trend, l *locale.Locale) error {
	return SavePicture(path, figure.Picture(t, figure.Shown(t.Query.Measure), l), PictureOptions{}, l)
}

// PictureOptions say how a picture is to be. The zero value suits most.
type PictureOptions struct {
	Scale int  // pixels per unit of a PNG, one of [PictureScales]; 0: two
	Print bool // in black and grey, for a printer; else in colour
}

// SavePicture writes a chart under its caption, by the file's name a PNG, SVG or
// PDF, on white whatever the colours of the screen are. The file is written as a
// whole or not at all.
func SavePicture(path string, c charts.Captioned, o PictureOptions, l *locale.Locale) error {
	write, ok := pictureWriters[strings.ToLower(filepath.Ext(path))]
	if !ok {
		return &Error{ID: ErrPicture, File: path}
	}
	if strings.ToLower(filepath.Ext(path)) != ".png" {
		o.Scale = 1 // lines have no pixels
	}
	return Save(path, func(w io.Writer) error { return writePicture(w, write, c, o, l) })
}

// PNG gives the picture that [SavePicture] writes as a PNG, for the clipboard.
func PNG(c charts.Captioned, o PictureOptions, l *locale.Locale) ([]byte, error) {
	var b bytes.Buffer
	err := writePicture(&b, charts.PNG, c, o, l)
	return b.Bytes(), err
}

// sized is a chart that knows what height suits a width.
type sized interface {
	Height(width int, s charts.Style) int
}

func writePicture(w io.Writer, write func(io.Writer, charts.Chart, int, int, charts.Style) error, c charts.Captioned, o PictureOptions, l *locale.Locale) error {
	scale := o.Scale
	if scale <= 0 {
		scale = plainScale
	}
	// The caller keeps its lines: the day is added to a copy.
	c.Lines = append(slices.Clip(slices.Clone(c.Lines)), l.T("report.picture.made", "date", l.Date(time.Now())))
	style := charts.Style{Scale: 1, Print: o.Print}
	height := PictureHeight
	if s, ok := c.Chart.(sized); ok {
		height = min(max(s.Height(PictureWidth, style)+c.Above(PictureWidth, style), PictureHeight/2), tallest)
	}
	scale = max(min(scale, mostPixels/height), 1)
	style.Scale = float64(scale)
	return write(w, c, PictureWidth*scale, height*scale, style)
}
