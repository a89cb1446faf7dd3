package charts

import (
	"context"
	"image/color"
	"math"
)

// Survival is the share to which something has happened against the time that passed: a step curve a group, each with its band, an
// upright line at what was promised, and beneath how many are still watched.
type Survival struct {
	Lines   []SurvivalLine       // the first is the main one
	Max     float64              // right end of the time axis
	Ticks   []float64            // times to name on the axis
	FormatX func(float64) string // writes a time
	Format  func(float64) string // writes a share
	Bounds  Bounds

	Promise      float64 // time that was promised; NaN or 0 draws no line
	PromiseLabel string  // beside its line
	PromiseText  string  // tooltip of the line

	RiskName string // what the numbers beneath are; "" leaves them out
	Message  string // shown where there is nothing to draw
}

// SurvivalLine is the curve of one group.
type SurvivalLine struct {
	Name  string         // for the legend and beside the numbers; the legend shows when there are two lines or more
	Steps []SurvivalStep // by rising time; from 0 to the first the share is 0
	End   float64        // how far anything is known; the curve stops there
	Marks []SurvivalStep // points to show and to point at
	Risk  []string       // numbers still watched at the Ticks
}

// SurvivalStep is a share from a time on.
type SurvivalStep struct {
	Time, Value float64
	Low, High   float64 // NaN or equal draws no band
	Key, Text   string  // of a mark
}

// riskRow is the height of a row of numbers, in units.
const riskRow = 16.0

// Draw implements Chart. Drawing.X gives times.
func (c Survival) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, c, width, height, s)
}

// values gives the range of shares; ok is false where there is nothing to draw.
func (c Survival) values() (v span, ok bool) {
	v = emptySpan()
	for _, l := range c.Lines {
		for _, p := range append(l.Steps, l.Marks...) {
			if p.Time > c.Max || !number(p.Value) {
				continue
			}
			v.add(p.Value)
			if p.band() && p.High-p.Low < 0.5 { // one of a handful must not flatten the rest
				v.add(p.High)
			}
		}
	}
	return v, v.valid() && c.Max > 0
}

func (p SurvivalStep) band() bool { return number(p.Low) && number(p.High) && p.High > p.Low }

func (c Survival) paint(ctx context.Context, s *surface) error {
	v, ok := c.values()
	if !ok {
		s.message(c.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	in := rect{pad, pad, s.w - pad - 8, s.h - pad}
	legend := c.legend(s)
	rows := s.legendRows(legend, in.w()-50, 2)
	if s.h < 160 {
		rows = min(rows, 1)
	}
	in.y0 += headRow * float64(rows)
	if c.promised() {
		in.y0 += headRow
	}
	risk := 0.0
	if c.RiskName != "" && in.h() > 150+riskRow*float64(len(c.Lines)+1) {
		risk = riskRow*float64(len(c.Lines)+1) + 6
	}
	plot := rect{in.x0, in.y0 + 6, in.x1, in.y1 - labelRow - risk}
	scale, ticks := niceScale(axisSpan(v, true), c.Bounds.span(), int(plot.h()/tickGap), formatOr(c.Format))
	gutter := s.tickWidth(ticks)
	if risk > 0 && len(c.Lines) > 1 {
		for i := range c.Lines {
			gutter = max(gutter, min(s.small().width(printable(c.Lines[i].Name)), in.w()*0.18))
		}
	}
	plot.x0 += gutter + gutterGap
	if plot.w() < 24 || plot.h() < 12 {
		return ctx.Err()
	}
	s.drawing.Plot = s.pixels(plot)
	s.setAxes(plot, span{0, c.Max}, scale)
	px := func(t float64) float64 { return plot.x0 + min(max(t/c.Max, 0), 1)*plot.w() }
	py := func(v float64) float64 {
		return min(max(plot.y1-(v-scale.lo)/(scale.hi-scale.lo)*plot.h(), plot.y0), plot.y1)
	}
	for _, t := range ticks {
		s.hline(plot.x0, plot.x1, py(t.value), 1, s.pal.Grid)
	}
	s.tickLabels(ticks, py, plot.x0-gutterGap)
	for i := len(c.Lines) - 1; i >= 0; i-- {
		c.band(s, i, px, py)
	}
	c.promise(s, plot, px)
	for i := len(c.Lines) - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.line(s, i, px, py)
	}
	c.axis(s, plot, px)
	if risk > 0 {
		c.risk(s, plot, in.x0, px)
	}
	s.drawLegend(legend, plot.x0, in.x1, pad+headRow/2-2, rows)
	return ctx.Err()
}

func (c Survival) promised() bool { return number(c.Promise) && c.Promise > 0 && c.Promise <= c.Max }

// end is how far line i can be drawn.
func (c Survival) end(i int) float64 { return min(c.Lines[i].End, c.Max) }

// corners gives the corners of a step curve of the values that of gives, up to the end of the line; those without a value are left
// out, as if the step were not there.
func (c Survival) corners(i int, px, py func(float64) float64, of func(SurvivalStep) float64) []pt {
	ps := []pt{{px(0), py(0)}}
	at := py(0)
	for _, p := range c.Lines[i].Steps {
		if p.Time > c.end(i) || !number(of(p)) {
			continue
		}
		ps = append(ps, pt{px(p.Time), at})
		at = py(of(p))
		ps = append(ps, pt{px(p.Time), at})
	}
	return append(ps, pt{px(c.end(i)), at})
}

// band draws the interval of line i as a soft area.
func (c Survival) band(s *surface, i int, px, py func(float64) float64) {
	known := false
	for _, p := range c.Lines[i].Steps {
		known = known || p.band()
	}
	if !known {
		return
	}
	low := c.corners(i, px, py, func(p SurvivalStep) float64 { return p.Low })
	area := c.corners(i, px, py, func(p SurvivalStep) float64 { return p.High })
	for k := len(low) - 1; k >= 0; k-- {
		area = append(area, low[k])
	}
	s.fill(area, faded(s.pal.series(i), 0.14))
}

// line draws line i with its marks. Every second line is dashed, to tell it without colour.
func (c Survival) line(s *surface, i int, px, py func(float64) float64) {
	col := s.pal.series(i)
	ps := c.corners(i, px, py, func(p SurvivalStep) float64 { return p.Value })
	// In pieces: see piece. A corner is shared, so that no gap shows.
	for a := 0; a+1 < len(ps); a += 2 * piece {
		b := min(a+2*piece+1, len(ps))
		c.stroke(s, ps[a:b], col, i)
	}
	for j, p := range c.Lines[i].Marks {
		if !number(p.Value) || p.Time > c.Max {
			continue
		}
		q := pt{px(p.Time), py(p.Value)}
		s.point(seriesShape(i), q, 3.2, col, false)
		s.hit(rect{q.x - 5, q.y - 5, q.x + 5, q.y + 5}, Hit{Series: i, Index: j, Key: p.Key, Text: p.Text})
		s.drawing.Shown++
	}
}

func (c Survival) stroke(s *surface, ps []pt, col color.NRGBA, i int) {
	if i%2 == 1 {
		s.line(ps, 1.9, col, 6, 3)
		return
	}
	s.line(ps, 1.9, col)
}

// promise draws the line of what was promised, with its label above the plot.
func (c Survival) promise(s *surface, plot rect, px func(float64) float64) {
	if !c.promised() {
		return
	}
	x := px(c.Promise)
	s.vline(x, plot.y0-6, plot.y1, 1.4, s.pal.Text, 5, 3)
	f := s.small()
	text := shorten(c.PromiseLabel, f, s.w-2*pad)
	at := min(max(pad, x-f.width(text)/2), s.w-pad-f.width(text))
	s.text(text, pt{at, plot.y0 - 6 - headRow/2}, f, s.pal.Text, left)
	s.hit(rect{x - 3, plot.y0 - 6, x + 3, plot.y1}, Hit{Series: HitMarker, Key: "promise", Text: c.PromiseText})
}

// axis writes the times beneath the plot.
func (c Survival) axis(s *surface, plot rect, px func(float64) float64) {
	format := formatOr(c.FormatX)
	labels := make([]string, len(c.Ticks))
	for i, t := range c.Ticks {
		if t <= c.Max {
			labels[i] = format(t)
		}
	}
	place := func(i int) float64 { return px(c.Ticks[i]) }
	for _, l := range s.apart(labels, place, plot.x0-8, s.w-2) {
		s.vline(place(l.index), plot.y1, plot.y1+4, 1, s.pal.Grid)
		s.text(l.text, pt{l.x, plot.y1 + labelRow - s.small().size*0.75}, s.small(), s.pal.Muted, left)
	}
}

// apart chooses which labels at uneven distances to show: the last, then from the first on those that touch none before.
func (s *surface) apart(labels []string, place func(int) float64, lo, hi float64) []placed {
	f, gap := s.small(), labelGap*0.5
	var out []placed
	for k := range labels {
		i := k - 1
		if k == 0 {
			i = len(labels) - 1
		}
		text := printable(labels[i])
		w := f.width(text)
		x := min(max(place(i)-w/2, lo), hi-w)
		free := text != "" && x >= lo
		for _, o := range out {
			free = free && (x >= o.x+o.w+gap || x+w+gap <= o.x)
		}
		if free {
			out = append(out, placed{i, text, x, w})
		}
	}
	return out
}

// risk writes how many are still watched, a row a line.
func (c Survival) risk(s *surface, plot rect, x0 float64, px func(float64) float64) {
	f := s.small()
	y := plot.y1 + labelRow + 6 + riskRow/2
	s.text(shorten(c.RiskName, f, plot.x1-x0), pt{x0, y}, f, s.pal.Muted, left)
	for i, l := range c.Lines {
		y += riskRow
		if len(c.Lines) > 1 {
			s.text(shorten(l.Name, f, plot.x0-gutterGap-x0), pt{x0, y}, f, s.pal.series(i), left)
		}
		numbers := make([]string, min(len(l.Risk), len(c.Ticks)))
		for k := range numbers {
			if c.Ticks[k] <= c.Max {
				numbers[k] = l.Risk[k]
			}
		}
		for _, n := range s.apart(numbers, func(k int) float64 { return px(c.Ticks[k]) }, plot.x0-8, s.w-2) {
			s.text(n.text, pt{n.x, y}, f, s.pal.Text, left)
		}
	}
}

// legend names the lines where there are two or more.
func (c Survival) legend(s *surface) []legendItem {
	if len(c.Lines) < 2 {
		return nil
	}
	var items []legendItem
	for i, l := range c.Lines {
		items = append(items, legendItem{l.Name, func(x, y float64) {
			c.stroke(s, []pt{{x, y}, {x + 18, y}}, s.pal.series(i), i)
			s.point(seriesShape(i), pt{x + 9, y}, 3, s.pal.series(i), false)
		}})
	}
	return named(items)
}

// NoPromise is the Promise of a chart without one.
var NoPromise = math.NaN()
