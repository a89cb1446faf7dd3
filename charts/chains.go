package charts

import (
	"context"
	"math"
)

// Chains is how long things are: a bar a length, one more for all that are longer, with the count above it and its share beneath.
type Chains struct {
	Bars    []ChainBar
	XName   string               // what is counted along the axis
	Format  func(float64) string // writes a share on the y axis
	Message string               // shown where there is nothing to draw
}

// ChainBar is the share of one length.
type ChainBar struct {
	Key   string
	Label string  // the length
	Value float64 // share of all, 0 to 1
	Count string  // above the bar
	Tone  Tone
	Text  string // tooltip
}

// Draw implements Chart.
func (c Chains) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, c, width, height, s)
}

func (c Chains) paint(ctx context.Context, s *surface) error {
	v := span{0, 0}
	for _, b := range c.Bars {
		v.add(b.Value)
	}
	if len(c.Bars) == 0 || v.hi <= 0 {
		s.message(c.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	in := rect{pad, pad, s.w - pad, s.h - pad}
	below := labelRow
	if c.XName != "" && s.h > 140 {
		below += riskRow
	}
	plot := rect{in.x0, in.y0 + headRow, in.x1, in.y1 - below}
	scale, ticks := niceScale(axisSpan(v, true), span{0, 1}, int(plot.h()/tickGap), formatOr(c.Format))
	plot.x0 += s.tickWidth(ticks) + gutterGap
	if plot.w() < 24 || plot.h() < 12 {
		return ctx.Err()
	}
	s.drawing.Plot = s.pixels(plot)
	s.drawing.Shown = len(c.Bars)
	py := func(v float64) float64 { return plot.y1 - (v-scale.lo)/(scale.hi-scale.lo)*plot.h() }
	for _, t := range ticks {
		s.hline(plot.x0, plot.x1, py(t.value), 1, s.pal.Grid)
	}
	s.tickLabels(ticks, py, plot.x0-gutterGap)
	step := plot.w() / float64(len(c.Bars))
	middle := func(i int) float64 { return plot.x0 + (float64(i)+0.5)*step }
	half := min(step*0.36, 34)
	labels, counts := make([]string, len(c.Bars)), make([]string, len(c.Bars))
	for i, b := range c.Bars {
		if err := ctx.Err(); err != nil {
			return err
		}
		labels[i], counts[i] = b.Label, b.Count
		col := s.pal.tone(b.Tone, s.pal.Accent)
		if number(b.Value) && b.Value > 0 {
			s.fillRect(rect{middle(i) - half, min(py(b.Value), plot.y1-1), middle(i) + half, plot.y1}, col)
		}
		s.hit(rect{middle(i) - step/2, plot.y0, middle(i) + step/2, plot.y1}, Hit{Index: i, Key: b.Key, Text: b.Text})
	}
	for _, l := range thin(counts, middle, s.strong(), plot.x0-8, s.w-2, 6) {
		y := py(max(0, c.Bars[l.index].Value)) - 10
		if math.IsNaN(y) {
			continue
		}
		s.text(l.text, pt{l.x, y}, s.strong(), s.pal.Text, left)
	}
	s.hline(plot.x0, plot.x1, plot.y1, 1, s.pal.Muted)
	y := plot.y1 + labelRow - s.small().size*0.75
	for _, l := range thin(labels, middle, s.small(), plot.x0-8, s.w-2, 6) {
		s.text(l.text, pt{l.x, y}, s.small(), s.pal.Muted, left)
	}
	if below > labelRow {
		s.text(shorten(c.XName, s.small(), plot.w()), pt{(plot.x0 + plot.x1) / 2, y + riskRow}, s.small(), s.pal.Muted, centre)
	}
	return ctx.Err()
}
