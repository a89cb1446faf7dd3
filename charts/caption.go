package charts

import (
	"context"
	"errors"
	"image"
	"math"
)

// Captioned is a chart under a caption that says what it shows and what that rests on: for a picture that travels by
// itself. The chart is the same as without, as high as is left.
type Captioned struct {
	Title string   // bold
	Lines []string // beneath it, muted; each begins a line and is wrapped to the width
	Chart Chart    // one of this package
}

// Room of a caption, in units.
const (
	captionPad   = 6.0 // above it, and twice that between it and the chart
	captionLead  = 1.45
	captionLines = 4 // most lines that one text takes; what does not fit ends in …
)

// captionLine is a line of a caption.
type captionLine struct {
	text  string
	face  textFace
	title bool
}

// Draw implements Chart. Drawing has the hits and scales of the chart in it.
func (c Captioned) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, c, width, height, s)
}

// Above is what the caption takes of the height at a width, both in device pixels.
func (c Captioned) Above(width int, s Style) int {
	_, h := c.layout(float64(width)/s.scale(), s)
	return int(math.Ceil(h * s.scale()))
}

// layout breaks the caption into lines for a width and gives its height, all in units.
func (c Captioned) layout(width float64, s Style) (lines []captionLine, height float64) {
	add := func(text string, f textFace, title bool) {
		broken := wrap(text, f, width-2*pad)
		if len(broken) > captionLines {
			broken = broken[:captionLines]
			last := &broken[captionLines-1]
			*last = shorten(*last+" …", f, width-2*pad)
		}
		for _, l := range broken {
			lines = append(lines, captionLine{l, f, title})
			height += f.size * captionLead
		}
	}
	add(c.Title, textFace{size: s.fontSize() + 2, bold: true}, true)
	for _, l := range c.Lines {
		add(l, textFace{size: s.fontSize()}, false)
	}
	if len(lines) > 0 {
		height += 3 * captionPad
	}
	return lines, height
}

func (c Captioned) paint(ctx context.Context, s *surface) error {
	p, ok := c.Chart.(painter)
	if !ok {
		return errors.New("charts: only a chart of this package can have a caption")
	}
	lines, height := c.layout(s.w, s.st)
	y := captionPad
	for _, l := range lines {
		colour := s.pal.Muted
		if l.title {
			colour = s.pal.Text
		}
		y += l.face.size * captionLead
		s.text(l.text, pt{pad, y - l.face.size*captionLead/2}, l.face, colour, left)
	}
	// The chart is painted on what is left, which begins at a whole pixel.
	k := s.st.scale()
	pixels := int(math.Ceil(height * k))
	below := *s
	below.h, below.top = (math.Round(s.h*k)-float64(pixels))/k, s.top-float64(pixels)/k*s.k
	if below.h <= 0 {
		return ctx.Err()
	}
	if err := p.paint(ctx, &below); err != nil {
		return err
	}
	s.drawing = below.drawing.moved(pixels)
	return nil
}

// moved is d with all its places that many pixels lower.
func (d Drawing) moved(down int) Drawing {
	by := image.Pt(0, down)
	for i := range d.Hits {
		d.Hits[i].Rect = d.Hits[i].Rect.Add(by)
	}
	if !d.Plot.Empty() {
		d.Plot = d.Plot.Add(by)
	}
	if d.Y != (Axis{}) {
		d.Y.Pixel0 += float64(down)
		d.Y.Pixel1 += float64(down)
	}
	return d
}
