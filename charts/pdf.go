package charts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"regexp"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// PDF draws c and writes it to w as a PDF file of one page, the same as PNG would draw at that size and style: in
// lines and texts, with the fonts in the file. A unit is 1/96 inch on paper. Only the charts of this package can be
// written so.
func PDF(w io.Writer, c Chart, width, height int, s Style) error {
	p, ok := c.(painter)
	if !ok {
		return errors.New("charts: this chart cannot be written as PDF")
	}
	if err := checkSize(width, height, s); err != nil {
		return err
	}
	const pt = 0.75 // points per unit
	canvas := newPDFCanvas(float64(width)/s.scale()*pt, float64(height)/s.scale()*pt)
	if t, ok := c.(Captioned); ok {
		canvas.doc.SetTitle(printable(t.Title), true)
	}
	sf := newSurface(canvas, width, height, s, pt, false)
	if sf.pal.Background.A > 0 {
		sf.fillRect(rect{0, 0, sf.w, sf.h}, sf.pal.Background)
	}
	if err := p.paint(context.Background(), sf); err != nil {
		return err
	}
	return canvas.writeTo(w)
}

// PageFonts puts the fonts of the charts in a PDF, as the family that it gives, plain and bold ("B").
func PageFonts(doc *fpdf.Fpdf) (family string) {
	doc.AddUTF8FontFromBytes(pdfFamily, "", liberationsansregular.TTF)
	doc.AddUTF8FontFromBytes(pdfFamily, "B", liberationsansbold.TTF)
	return pdfFamily
}

// PagePrintable gives text as those fonts can write it on one line; what they lack is a box.
func PagePrintable(text string) string { return printable(text) }

// Place draws c on the page of a PDF whose unit is the point and that has the fonts of [PageFonts], in a box of w by h
// points with its corner at x, y, in lines and texts. zoom is how many points on paper are 0.75 points of the chart: 1
// for the sizes of [PDF], 1.41 for a page that is drawn for A4 and printed on A3. The state of the page, such as its
// font and colours, must be said again after it.
func Place(doc *fpdf.Fpdf, c Chart, x, y, w, h, zoom float64, s Style) error {
	p, ok := c.(painter)
	if !ok {
		return errors.New("charts: this chart cannot be drawn on a page")
	}
	const pt = 0.75 // points per unit
	w, h = w/zoom, h/zoom
	width, height := int(w/pt*s.scale()), int(h/pt*s.scale())
	if err := checkSize(width, height, s); err != nil {
		return err
	}
	doc.TransformBegin()
	doc.TransformScale(zoom*100, zoom*100, x, y)
	doc.TransformTranslate(x, y)
	canvas := &pdfCanvas{doc: doc, h: h, now: pdfState{color: color.NRGBA{A: 0xff}, width: 1}}
	err := p.paint(context.Background(), newSurface(canvas, width, height, s, pt, false))
	for range canvas.stack { // what was not popped
		doc.TransformEnd()
	}
	doc.TransformEnd()
	doc.SetAlpha(1, "Normal")
	doc.SetDashPattern(nil, 0)
	// The page is back at the colours from before the chart, which its writer does not know: it would leave out one that the
	// chart used last.
	doc.SetFillColor(0, 0, 0)
	doc.SetDrawColor(0, 0, 0)
	return err
}

// pdfDates finds the moment of writing, which is in the file unasked: with it equal charts would give other files.
// Spaces take its place, so that nothing in the file moves.
var pdfDates = regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}\)`)

// pdfFamily is the name of the font within the file.
const pdfFamily = "LiberationSans"

// pdfCanvas is a vg.Canvas that writes a page of a PDF. The one in gonum/plot writes text in an alphabet of 256 signs
// and no bold, and draws translucent colours too dark.
type pdfCanvas struct {
	doc    *fpdf.Fpdf
	h      float64 // of the page, in points
	now    pdfState
	stack  []pdfState
	images int
}

// pdfState is what Push keeps beside the transformation.
type pdfState struct {
	color  color.NRGBA
	width  float64
	dash   []float64
	offset float64
}

// newPDFCanvas makes a page of w by h points.
func newPDFCanvas(w, h float64) *pdfCanvas {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: w, Ht: h}})
	doc.SetCatalogSort(true)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetProducer("Eenkeer", false)
	PageFonts(doc)
	doc.AddPage()
	doc.SetLineCapStyle("butt")
	doc.SetLineJoinStyle("round")
	doc.TransformBegin()
	return &pdfCanvas{doc: doc, h: h, now: pdfState{color: color.NRGBA{A: 0xff}, width: 1}}
}

// writeTo ends the page and writes the file.
func (c *pdfCanvas) writeTo(w io.Writer) error {
	c.doc.TransformEnd()
	var buf bytes.Buffer
	if err := c.doc.Output(&buf); err != nil {
		return fmt.Errorf("charts: PDF: %w", err)
	}
	_, err := w.Write(pdfDates.ReplaceAllFunc(buf.Bytes(), func(b []byte) []byte { return bytes.Repeat([]byte(" "), len(b)) }))
	return err
}

// xy is a point of the canvas, which counts upwards, as the page has it, which counts down.
func (c *pdfCanvas) xy(p vg.Point) (x, y float64) { return float64(p.X), c.h - float64(p.Y) }

func (c *pdfCanvas) SetLineWidth(w vg.Length) { c.now.width = float64(w) }

func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.now.dash = make([]float64, len(pattern))
	for i, l := range pattern {
		c.now.dash[i] = float64(l)
	}
	c.now.offset = float64(offset)
}

func (c *pdfCanvas) SetColor(k color.Color) {
	if k == nil {
		k = color.Black
	}
	c.now.color = color.NRGBAModel.Convert(k).(color.NRGBA)
}

func (c *pdfCanvas) Rotate(rad float64)    { c.doc.TransformRotate(rad*180/math.Pi, 0, c.h) }
func (c *pdfCanvas) Translate(pt vg.Point) { c.doc.TransformTranslate(float64(pt.X), -float64(pt.Y)) }
func (c *pdfCanvas) Scale(x, y float64)    { c.doc.TransformScale(x*100, y*100, 0, c.h) }

func (c *pdfCanvas) Push() {
	c.stack = append(c.stack, c.now)
	c.doc.TransformBegin()
}

func (c *pdfCanvas) Pop() {
	c.now = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
	c.doc.TransformEnd()
}

func (c *pdfCanvas) Stroke(p vg.Path) {
	if c.now.width <= 0 {
		return
	}
	k := c.now.color
	c.doc.SetDrawColor(int(k.R), int(k.G), int(k.B))
	c.doc.SetAlpha(float64(k.A)/0xff, "Normal")
	c.doc.SetLineWidth(c.now.width)
	c.doc.SetDashPattern(c.now.dash, c.now.offset)
	c.path(p)
	c.doc.DrawPath("D")
}

func (c *pdfCanvas) Fill(p vg.Path) {
	k := c.now.color
	c.doc.SetFillColor(int(k.R), int(k.G), int(k.B))
	c.doc.SetAlpha(float64(k.A)/0xff, "Normal")
	c.path(p)
	c.doc.DrawPath("F")
}

// path writes the lines and curves of p.
func (c *pdfCanvas) path(p vg.Path) {
	begun := false
	for _, step := range p {
		x, y := c.xy(step.Pos)
		switch step.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.CurveComp:
			x0, y0 := c.xy(step.Control[0])
			if len(step.Control) == 1 {
				c.doc.CurveTo(x0, y0, x, y)
				break
			}
			x1, y1 := c.xy(step.Control[1])
			c.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
		case vg.ArcComp:
			c.arc(step, begun)
		case vg.CloseComp:
			c.doc.ClosePath()
		}
		begun = step.Type != vg.CloseComp
	}
}

// arc writes part of a circle in Bézier curves of a quarter turn at most, each off by under 0.03 % of the radius.
func (c *pdfCanvas) arc(a vg.PathComp, begun bool) {
	n := max(math.Ceil(math.Abs(a.Angle)/(math.Pi/2)), 1)
	step := a.Angle / n
	reach := 4.0 / 3 * math.Tan(step/4) // of a control point, in radii
	place := func(angle, along float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		r := float64(a.Radius)
		return c.xy(vg.Point{X: a.Pos.X + vg.Length(r*(cos-along*sin)), Y: a.Pos.Y + vg.Length(r*(sin+along*cos))})
	}
	if x, y := place(a.Start, 0); begun {
		c.doc.LineTo(x, y)
	} else {
		c.doc.MoveTo(x, y)
	}
	for i := 0.0; i < n; i++ {
		from, to := a.Start+i*step, a.Start+(i+1)*step
		x0, y0 := place(from, reach)
		x1, y1 := place(to, -reach)
		x, y := place(to, 0)
		c.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
	}
}

func (c *pdfCanvas) FillString(f font.Face, at vg.Point, text string) {
	c.fillText(f, at, text, float64(f.Width(text)))
}

// fillText writes a text as wide as it was measured with its letters moved together, which a PDF does not do: else
// what stands at the right of a place would not end there.
func (c *pdfCanvas) fillText(f font.Face, at vg.Point, text string, width float64) {
	if f.Font.Size <= 0 || text == "" {
		return
	}
	style := ""
	if f.Font.Weight == xfont.WeightBold {
		style = "B"
	}
	size := float64(f.Font.Size)
	c.doc.SetFont(pdfFamily, style, size)
	c.doc.SetFontSize(size) // said again: the file may have forgotten it at a Pop, which SetFont does not know
	stretch := 100.0
	if plain := c.doc.GetStringWidth(text); plain > 0 && width > 0 {
		stretch = width / plain * 100
	}
	c.doc.RawWriteStr(fmt.Sprintf("%.3f Tz\n", stretch))
	k := c.now.color
	c.doc.SetTextColor(int(k.R), int(k.G), int(k.B))
	c.doc.SetAlpha(float64(k.A)/0xff, "Normal")
	x, y := c.xy(at)
	c.doc.Text(x, y, text)
}

func (c *pdfCanvas) DrawImage(r vg.Rectangle, img image.Image) {
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		c.doc.SetError(err)
		return
	}
	c.images++
	name, kind := fmt.Sprint("image", c.images), fpdf.ImageOptions{ImageType: "png"}
	c.doc.RegisterImageOptionsReader(name, kind, &buf)
	x, y := c.xy(vg.Point{X: r.Min.X, Y: r.Max.Y})
	c.doc.ImageOptions(name, x, y, float64(r.Size().X), float64(r.Size().Y), false, kind, 0, "")
}
