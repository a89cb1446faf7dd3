package charts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	idraw "image/draw"
	"image/png"
	"io"
	"math"

	"git.sr.ht/~sbinet/gg"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Chart is anything that can be drawn at a size. Width and height are in device pixels; the error is ctx's when ctx
// ends before the drawing does, or says what is wrong with the size or the data. Draw does not keep or change its data
// and may be called from any goroutine.
type Chart interface {
	Draw(ctx context.Context, width, height int, s Style) (Drawing, error)
}

// painter is a chart of this package: it can put itself on any surface, and so also in a vector file.
type painter interface {
	paint(ctx context.Context, s *surface) error
}

// maxSide is the largest width or height drawn, in device pixels. More is a mistake, not a screen.
const maxSide = 20000

// draw paints p on a new image.
func draw(ctx context.Context, p painter, width, height int, st Style) (Drawing, error) {
	if err := checkSize(width, height, st); err != nil {
		return Drawing{}, err
	}
	if err := ctx.Err(); err != nil {
		return Drawing{}, err
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	g := gg.NewContextForRGBA(img)
	g.SetLineCapButt()
	g.InvertY()
	// At 72 dots per inch a point is a pixel, so that any fractional scale comes out exactly.
	pal := st.Palette()
	c := vgimg.NewWith(vgimg.UseDPI(72), vgimg.UseImageWithContext(img, g))
	// The canvas began white; a translucent background must not mix with that.
	idraw.Draw(img, img.Bounds(), image.NewUniform(pal.Background), image.Point{}, idraw.Src)
	s := newSurface(c, width, height, st, st.scale(), true)
	if err := p.paint(ctx, s); err != nil {
		return Drawing{}, err
	}
	d := s.drawing
	d.Image, d.Scale = img, st.scale()
	return d, nil
}

// checkSize says what is wrong with a size or scale.
func checkSize(width, height int, st Style) error {
	if width <= 0 || height <= 0 || width > maxSide || height > maxSide {
		return fmt.Errorf("charts: size %d×%d is not between 1×1 and %d×%d", width, height, maxSide, maxSide)
	}
	if math.IsNaN(st.Scale) || math.IsInf(st.Scale, 0) || st.Scale < 0 {
		return fmt.Errorf("charts: scale %v is not a positive number", st.Scale)
	}
	return nil
}

// PNG draws c and writes it to w as a PNG picture of width by height pixels.
func PNG(w io.Writer, c Chart, width, height int, s Style) error {
	d, err := c.Draw(context.Background(), width, height, s)
	if err != nil {
		return err
	}
	return png.Encode(w, d.Image)
}

// svgFont is how the SVG writer names the font; svgFonts adds what to use where it is not installed. Arial and
// Helvetica have the same widths, so that the texts keep their places and the file stays small without embedded fonts.
var (
	svgFont  = []byte("font-family:Liberation Sans;font-variant:")
	svgFonts = []byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;font-variant:")
)

// SVG draws c and writes it to w as an SVG picture, the same as PNG would draw at that size and style. Only the charts
// of this package can be written so.
func SVG(w io.Writer, c Chart, width, height int, s Style) error {
	p, ok := c.(painter)
	if !ok {
		return errors.New("charts: this chart cannot be written as SVG")
	}
	if err := checkSize(width, height, s); err != nil {
		return err
	}
	k := s.scale()
	const pt = 0.75 // points per unit
	cw, ch := vg.Length(float64(width)/k*pt), vg.Length(float64(height)/k*pt)
	canvas := vgsvg.NewWith(vgsvg.UseWH(cw, ch))
	sf := newSurface(canvas, width, height, s, pt, false)
	if sf.pal.Background.A > 0 {
		sf.fillRect(rect{0, 0, sf.w, sf.h}, sf.pal.Background)
	}
	if err := p.paint(context.Background(), sf); err != nil {
		return err
	}
	var buf bytes.Buffer
	if _, err := canvas.WriteTo(&buf); err != nil {
		return err
	}
	_, err := w.Write(bytes.ReplaceAll(buf.Bytes(), svgFont, svgFonts))
	return err
}
