package charts

import (
	"context"
	"image/color"
	"math"
)

// Curve is the repeat rate against the window: how the figure depends on the definition. The window in use is a dashed
// marker that can be dragged: Drawing.X turns a pixel into a window.
type Curve struct {
	Lines        []CurveLine          // the first is the main one
	Max          float64              // right end of the window axis; 0 means the largest window of the lines
	Ticks        []float64            // windows to name on the axis; nil means a good choice
	FormatX      func(float64) string // writes a window, such as "7 d"
	Format       func(float64) string // writes a rate on the y axis
	Current      float64              // the window in use; NaN draws no marker
	CurrentLabel string               // the rate at the window in use, beside the marker
	CurrentText  string               // tooltip of the marker
	Bounds       Bounds
	Message      string // shown where there is nothing to draw
}

// CurveLine is one definition's curve.
type CurveLine struct {
	Name   string       // for the legend, which shows when there are two lines or more
	Points []CurvePoint // by increasing window
	Marked *CurvePoint  // the window that this line's definition has, a mark on the line; nil draws none
}

// CurvePoint is the rate at one window.
type CurvePoint struct {
	Window, Value float64 // Window in the caller's unit, such as days; Value NaN breaks the line
	Key, Text     string
}

// Draw implements Chart. Drawing.X gives windows.
func (c Curve) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, c, width, height, s)
}

// extent gives the ends of both axes; ok is false where there is nothing to draw.
func (c Curve) extent() (x, y span, ok bool) {
	x, y = span{0, max(c.Max, 0)}, emptySpan()
	for _, l := range c.Lines {
		for _, p := range l.Points {
			if number(p.Value) && number(p.Window) {
				y.add(p.Value)
				if c.Max <= 0 {
					x.add(p.Window)
				}
			}
		}
	}
	return x, y, y.valid() && x.hi > x.lo
}

func (c Curve) paint(ctx context.Context, s *surface) error {
	x, y, ok := c.extent()
	if !ok {
		s.message(c.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	in := rect{pad, pad, s.w - pad - 8, s.h - pad}
	if len(c.Lines) > 1 {
		in.y0 += headRow
	}
	plot := rect{in.x0, in.y0 + 6, in.x1, in.y1 - labelRow}
	scale, ticks := niceScale(axisSpan(y, true), c.Bounds.span(), int(plot.h()/tickGap), formatOr(c.Format))
	plot.x0 += s.tickWidth(ticks) + gutterGap
	if plot.w() < 24 || plot.h() < 12 {
		return ctx.Err()
	}
	s.drawing.Plot = s.pixels(plot)
	s.setAxes(plot, x, scale)
	px := func(v float64) float64 { return plot.x0 + (v-x.lo)/(x.hi-x.lo)*plot.w() }
	py := func(v float64) float64 {
		return min(max(plot.y1-(v-scale.lo)/(scale.hi-scale.lo)*plot.h(), plot.y0), plot.y1)
	}
	for _, t := range ticks {
		s.hline(plot.x0, plot.x1, py(t.value), 1, s.pal.Grid)
	}
	s.tickLabels(ticks, py, plot.x0-gutterGap)

	for i := len(c.Lines) - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.line(s, i, px, py, x)
	}
	c.axis(s, plot, px, x)
	for i := len(c.Lines) - 1; i >= 0; i-- {
		if p := c.Lines[i].Marked; p != nil && number(p.Value) && p.Window >= x.lo && p.Window <= x.hi {
			q := pt{px(p.Window), py(p.Value)}
			s.point(seriesShape(i), q, 5, lineColor(s, i), fifth(i))
			s.hit(rect{q.x - 7, q.y - 7, q.x + 7, q.y + 7}, Hit{Series: i, Index: len(c.Lines[i].Points), Key: p.Key, Text: p.Text})
		}
	}
	c.current(s, plot, px, py, x)
	if len(c.Lines) > 1 {
		c.legend(s, plot.x0, in.x1, in.y0-headRow/2-1)
	}
	return ctx.Err()
}

// line draws line i and notes its points.
func (c Curve) line(s *surface, i int, px, py func(float64) float64, x span) {
	col := lineColor(s, i)
	var run []pt
	for j, p := range c.Lines[i].Points {
		if !number(p.Value) || !number(p.Window) || p.Window < x.lo || p.Window > x.hi {
			c.stroke(s, run, col, i)
			run = nil
			continue
		}
		q := pt{px(p.Window), py(p.Value)}
		run = append(run, q)
		s.hit(rect{q.x - 4, q.y - 4, q.x + 4, q.y + 4}, Hit{Series: i, Index: j, Key: p.Key, Text: p.Text})
		s.drawing.Shown++
	}
	c.stroke(s, run, col, i)
}

// fifth says whether a line is the fifth, whose shape would be that of the first: its marks are hollow.
func fifth(i int) bool { return i%5 == 4 }

func lineColor(s *surface, i int) color.NRGBA {
	if fifth(i) {
		return s.pal.Fifth
	}
	return s.pal.series(i)
}

// stroke draws one unbroken stretch; a lone point as a mark. Every second line is dashed and the fifth dotted, to tell them
// without colour.
func (c Curve) stroke(s *surface, run []pt, col color.NRGBA, i int) {
	switch {
	case len(run) == 1:
		s.point(seriesShape(i), run[0], 3, col, fifth(i))
	case fifth(i):
		s.line(run, 2, col, 2, 3)
	case i%2 == 1:
		s.line(run, 2, col, 6, 3)
	default:
		s.line(run, 2, col)
	}
}

// axis writes the windows beneath the plot; the one in use goes first, and others that would touch it are left out.
func (c Curve) axis(s *surface, plot rect, px func(float64) float64, x span) {
	format := formatOr(c.FormatX)
	y := plot.y1 + labelRow - s.small().size*0.75
	taken := span{math.Inf(1), math.Inf(-1)}
	lo, hi := 2.0, s.w-2
	if c.inUse(x) {
		f := markerFace(s)
		t := printable(format(c.Current))
		w := f.width(t)
		at := min(max(px(c.Current)-w/2, lo), hi-w)
		s.text(t, pt{at, y}, f, s.pal.Text, left)
		taken = span{at - labelGap*0.6, at + w + labelGap*0.6}
	}
	var labels []string
	var places []float64
	for _, v := range c.ticks(x) {
		t := printable(format(v))
		w := s.small().width(t)
		at := min(max(px(v)-w/2, lo), hi-w)
		if at < taken.hi && at+w > taken.lo {
			continue
		}
		labels, places = append(labels, t), append(places, px(v))
	}
	for _, l := range thin(labels, func(i int) float64 { return places[i] }, s.small(), lo, hi, labelGap) {
		s.vline(places[l.index], plot.y1, plot.y1+4, 1, s.pal.Grid)
		s.text(l.text, pt{l.x, y}, s.small(), s.pal.Muted, left)
	}
}

// ticks are the windows to name: the caller's, or whole weeks where the axis could be days, or 1-2-5 steps.
func (c Curve) ticks(x span) []float64 {
	if c.Ticks != nil {
		var in []float64
		for _, v := range c.Ticks {
			if v >= x.lo && v <= x.hi {
				in = append(in, v)
			}
		}
		return in
	}
	step := niceStep((x.hi - x.lo) / 6)
	if x.lo == 0 && x.hi >= 14 && x.hi <= 45 {
		step = 7
	}
	var out []float64
	for i := 0.0; x.lo+ratio(i, step) <= x.hi+step*1e-9; i++ {
		out = append(out, x.lo+ratio(i, step))
	}
	return out
}

// inUse says whether the window in use lies on the axis.
func (c Curve) inUse(x span) bool {
	return number(c.Current) && c.Current >= x.lo && c.Current <= x.hi
}

// current draws the marker of the window in use, a point where it meets the first line, and its rate.
func (c Curve) current(s *surface, plot rect, px, py func(float64) float64, x span) {
	if !c.inUse(x) {
		return
	}
	at := px(c.Current)
	s.vline(at, plot.y0-4, plot.y1, 1.2, s.pal.Muted, 4, 3)
	y := plot.y0 + 8
	if v, ok := c.value(c.Current); ok {
		y = py(v)
		s.point(circle, pt{at, y}, 4, s.pal.Accent, false)
		// The curve rises: above and left of it, or below and right of it, there is room.
		y += 16
	}
	f := s.strong()
	t := shorten(c.CurrentLabel, f, plot.w())
	w := f.width(t)
	tx := at + 8
	if tx+w > plot.x1 {
		tx = at - 8 - w
	}
	if y > plot.y1-f.size*0.7 {
		y = plot.y1 - f.size*0.9
	}
	if t != "" {
		s.fillRect(rect{tx - 2, y - f.size*0.62, tx + w + 2, y + f.size*0.62}, faded(s.pal.Background, 0.85))
		s.text(t, pt{tx, y}, f, s.pal.Text, left)
	}
	s.hit(rect{at - 3, plot.y0 - 4, at + 3, plot.y1}, Hit{Series: HitMarker, Key: "window", Text: c.CurrentText})
}

// value is the height of the first line at a window, on the straight line between the points around it.
func (c Curve) value(window float64) (float64, bool) {
	if len(c.Lines) == 0 {
		return 0, false
	}
	ps := c.Lines[0].Points
	for i, p := range ps {
		if p.Window == window {
			return p.Value, number(p.Value)
		}
		if i > 0 && ps[i-1].Window < window && window < p.Window {
			v := ps[i-1].Value + (window-ps[i-1].Window)/(p.Window-ps[i-1].Window)*(p.Value-ps[i-1].Value)
			return v, number(v)
		}
	}
	return 0, false
}

// legend writes the names of the lines in one row from x. Where there is no room for all,
// those that are longer than their share are shortened.
func (c Curve) legend(s *surface, x, end, y float64) {
	f := s.small()
	const sign, gap = 24, 18
	share, wanted := (end-x)/float64(len(c.Lines))-sign-gap, 0.0
	for _, l := range c.Lines {
		wanted += sign + f.width(printable(l.Name)) + gap
	}
	for i, l := range c.Lines {
		room := end - x - sign
		if wanted-gap > end-x {
			room = min(room, share)
		}
		name := shorten(l.Name, f, room)
		if name == "" {
			continue
		}
		c.stroke(s, []pt{{x, y}, {x + 18, y}}, lineColor(s, i), i)
		if l.Marked != nil {
			s.point(seriesShape(i), pt{x + 9, y}, 3.5, lineColor(s, i), fifth(i))
		}
		s.text(name, pt{x + sign, y}, f, s.pal.Muted, left)
		x += sign + f.width(name) + gap
	}
}
