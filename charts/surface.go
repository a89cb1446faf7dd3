package charts

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// pt is a place and rect an area on a surface, in units from the top left corner.
type pt struct{ x, y float64 }
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) w() float64 { return r.x1 - r.x0 }
func (r rect) h() float64 { return r.y1 - r.y0 }

// inset is r made smaller by d on every side.
func (r rect) inset(d float64) rect { return rect{r.x0 + d, r.y0 + d, r.x1 - d, r.y1 - d} }

// surface is what charts are painted on: a vg canvas with units and a y axis that points down, and the drawing that
// takes the hits. Straight thin lines fall on whole pixels where there are pixels.
type surface struct {
	w, h    float64 // size in units
	st      Style
	pal     Palette
	drawing Drawing

	c    vg.Canvas
	k    float64 // canvas lengths per unit
	top  float64 // height of the canvas in its own lengths
	snap bool    // there are pixels to fall on
}

// newSurface wraps c, which has k lengths per unit.
func newSurface(c vg.Canvas, width, height int, st Style, k float64, snap bool) *surface {
	w, h := float64(width)/st.scale(), float64(height)/st.scale()
	return &surface{w: w, h: h, st: st, pal: st.Palette(), c: c, k: k, top: h * k, snap: snap}
}

// small, normal and strong are the three kinds of text.
func (s *surface) small() textFace  { return textFace{size: s.st.fontSize() - 1} }
func (s *surface) normal() textFace { return textFace{size: s.st.fontSize()} }
func (s *surface) strong() textFace { return textFace{size: s.st.fontSize(), bold: true} }

// at turns a place in units into one of the canvas.
func (s *surface) at(p pt) vg.Point {
	return vg.Point{X: vg.Length(p.x * s.k), Y: vg.Length(s.top - p.y*s.k)}
}

// edge moves a coordinate to the nearest border between pixels.
func (s *surface) edge(v float64) float64 {
	if !s.snap {
		return v
	}
	return math.Round(v*s.k) / s.k
}

// stripe gives the two sides of a line of about the given width around v, on borders between pixels.
func (s *surface) stripe(v, width float64) (a, b float64) {
	if !s.snap {
		return v - width/2, v + width/2
	}
	n := max(math.Round(width*s.k), 1)
	a = math.Round(v*s.k-n/2) / s.k
	return a, a + n/s.k
}

// path joins points; closed when it is to be filled.
func (s *surface) path(ps []pt, closed bool) vg.Path {
	p := make(vg.Path, 0, len(ps)+1)
	for i, q := range ps {
		if i == 0 {
			p.Move(s.at(q))
		} else {
			p.Line(s.at(q))
		}
	}
	if closed {
		p.Close()
	}
	return p
}

// fill fills the polygon ps.
func (s *surface) fill(ps []pt, c color.NRGBA) {
	if len(ps) < 3 {
		return
	}
	s.c.SetColor(c)
	s.c.Fill(s.path(ps, true))
}

// fillRect fills r with its sides on whole pixels.
func (s *surface) fillRect(r rect, c color.NRGBA) {
	r = rect{s.edge(r.x0), s.edge(r.y0), s.edge(r.x1), s.edge(r.y1)}
	if r.w() <= 0 || r.h() <= 0 {
		return
	}
	s.fill([]pt{{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}}, c)
}

// line draws a line through ps. Dash gives the lengths of dashes and gaps in turn; none is a whole line.
func (s *surface) line(ps []pt, width float64, c color.NRGBA, dash ...float64) {
	if len(ps) < 2 {
		return
	}
	s.strokePath(s.path(ps, false), width, c, dash...)
}

// strokePath draws the outline p, which is in canvas lengths.
func (s *surface) strokePath(p vg.Path, width float64, c color.NRGBA, dash ...float64) {
	s.c.SetColor(c)
	s.c.SetLineWidth(vg.Length(width * s.k))
	var d []vg.Length
	for _, l := range dash {
		d = append(d, vg.Length(l*s.k))
	}
	s.c.SetLineDash(d, 0)
	s.c.Stroke(p)
}

// hline and vline draw a level or upright line that is as sharp as the pixels allow.
func (s *surface) hline(x0, x1, y, width float64, c color.NRGBA, dash ...float64) {
	a, b := s.stripe(y, width)
	s.line([]pt{{s.edge(x0), (a + b) / 2}, {s.edge(x1), (a + b) / 2}}, b-a, c, dash...)
}

func (s *surface) vline(x, y0, y1, width float64, c color.NRGBA, dash ...float64) {
	a, b := s.stripe(x, width)
	s.line([]pt{{(a + b) / 2, s.edge(y0)}, {(a + b) / 2, s.edge(y1)}}, b-a, c, dash...)
}

// Where a text stands against the place it is given.
const (
	left   = 0.0
	centre = 0.5
	right  = 1.0
)

// text draws one line of text with its middle height at p.y; align says which part of it is at p.x.
func (s *surface) text(text string, p pt, f textFace, c color.NRGBA, align float64) {
	text = printable(text)
	if text == "" {
		return
	}
	if align != left {
		p.x -= align * f.width(text)
	}
	// The middle of a text to the eye lies at half the height of a capital, 0.36 of the size above the base line.
	p.y = s.edge(p.y + 0.36*f.size)
	s.c.SetColor(c)
	face := f.face(s.k)
	if c, ok := s.c.(*pdfCanvas); ok { // whole, so that it can be searched for and copied
		c.fillText(face, s.at(p), text, f.width(text)*s.k)
		return
	}
	for _, piece := range pieces(text) {
		for _, run := range f.runs(piece) {
			s.c.FillString(face, s.at(pt{p.x + run.x, p.y}), run.text)
		}
		p.x += f.width(piece)
	}
}

// hit notes that r can be pointed at.
func (s *surface) hit(r rect, h Hit) {
	h.Rect = s.pixels(r)
	s.drawing.Hits = append(s.drawing.Hits, h)
}

// pixels is the smallest area of device pixels that holds r.
func (s *surface) pixels(r rect) image.Rectangle {
	k := s.st.scale()
	return image.Rect(int(math.Floor(r.x0*k)), int(math.Floor(r.y0*k)), int(math.Ceil(r.x1*k)), int(math.Ceil(r.y1*k)))
}
