package charts

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// shape is the form of a point, so that marks differ in more than colour.
type shape int

const (
	circle shape = iota
	diamond
	square
	triangle
)

// toneShape is the shape of a mark of tone t in a series drawn with plain.
func toneShape(t Tone, plain shape) shape {
	switch t {
	case Good:
		return diamond
	case Bad:
		return square
	case Notable:
		return triangle
	}
	return plain
}

// outline is a shape of size r (a circle's radius) around p.
func (s *surface) outline(sh shape, p pt, r float64) vg.Path {
	switch sh {
	case diamond:
		r *= 1.3
		return s.path([]pt{{p.x, p.y - r}, {p.x + r, p.y}, {p.x, p.y + r}, {p.x - r, p.y}}, true)
	case square:
		r *= 0.92
		return s.path([]pt{{p.x - r, p.y - r}, {p.x + r, p.y - r}, {p.x + r, p.y + r}, {p.x - r, p.y + r}}, true)
	case triangle:
		r *= 1.25
		return s.path([]pt{{p.x, p.y - r}, {p.x + r, p.y + 0.8*r}, {p.x - r, p.y + 0.8*r}}, true)
	}
	c := s.at(p)
	l := vg.Length(r * s.k)
	var q vg.Path
	q.Move(vg.Point{X: c.X + l, Y: c.Y})
	q.Arc(c, l, 0, 2*math.Pi)
	q.Close()
	return q
}

// point draws a mark with a thin rim in the background colour that lifts it off the line; hollow leaves only its edge.
func (s *surface) point(sh shape, p pt, r float64, c color.NRGBA, hollow bool) {
	back := s.pal.Background
	back.A = 0xff
	s.c.SetColor(back)
	s.c.Fill(s.outline(sh, p, r+min(1, r*0.3)))
	if hollow {
		s.strokePath(s.outline(sh, p, r-0.3), 1.3, c)
		return
	}
	s.c.SetColor(c)
	s.c.Fill(s.outline(sh, p, r))
}

// roundRect is r with corners of radius d.
func (s *surface) roundRect(r rect, d float64) vg.Path {
	d = min(d, r.w()/2, r.h()/2)
	var p vg.Path
	p.Move(s.at(pt{r.x0 + d, r.y0}))
	for _, q := range [4][3]pt{
		{{r.x1 - d, r.y0}, {r.x1, r.y0}, {r.x1, r.y0 + d}},
		{{r.x1, r.y1 - d}, {r.x1, r.y1}, {r.x1 - d, r.y1}},
		{{r.x0 + d, r.y1}, {r.x0, r.y1}, {r.x0, r.y1 - d}},
		{{r.x0, r.y0 + d}, {r.x0, r.y0}, {r.x0 + d, r.y0}},
	} {
		p.Line(s.at(q[0]))
		p.QuadTo(s.at(q[1]), s.at(q[2]))
	}
	p.Close()
	return p
}

// hatchGap is the distance between the lines of a hatching, in units along the side.
const hatchGap = 7

// hatch covers r with thin diagonal lines, cut at its sides.
func (s *surface) hatch(r rect, c color.NRGBA) {
	if r.w() <= 0 || r.h() <= 0 {
		return
	}
	var p vg.Path
	// A line x+y = t; t starts at a whole number of gaps so that neighbouring areas join up.
	for t := math.Ceil((r.x0+r.y0)/hatchGap) * hatchGap; t < r.x1+r.y1; t += hatchGap {
		a := pt{max(r.x0, t-r.y1), 0}
		a.y = t - a.x
		b := pt{min(r.x1, t-r.y0), 0}
		b.y = t - b.x
		if b.x-a.x > 0.5 {
			p.Move(s.at(a))
			p.Line(s.at(b))
		}
	}
	if len(p) > 0 {
		s.strokePath(p, 1, c)
	}
}
