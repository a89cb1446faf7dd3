package charts

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Funnel shows units by how much is expected of them and how far they lie from that: the few that chance cannot explain
// stand out from the many that it can. Where the sizes of units lie far apart the x axis is logarithmic.
type Funnel struct {
	Points      []FunnelPoint
	Limits      []FunnelLimit        // by increasing X
	Target      float64              // the level that points are held against, such as 1
	TargetLabel string               // for the legend, as are the four that follow; "" leaves one out
	InnerLabel  string               // of the inner limits, such as "95 %"
	OuterLabel  string               // of the outer limits
	HighLabel   string               // of the points of tone Bad
	LowLabel    string               // of the points of tone Good
	XName       string               // what the axes count
	YName       string               //
	Format      func(float64) string // writes a value of Y
	FormatX     func(float64) string
	Bounds      Bounds // of Y; the zero Bounds are from 0 up
	Note        string // beneath the plot: how many are not in it, and why
	Message     string // shown where there is no point
	Chosen      string // key of the point with a ring round it; "" for none
}

// FunnelPoint is one unit. Tone Bad and Good flag it: it is drawn large, with its label; Plain is small and soft, Faint hollow.
type FunnelPoint struct {
	X, Y  float64
	Tone  Tone
	Label string // of a flagged point, as far as there is room
	Key   string
	Text  string // tooltip
}

// FunnelLimit is where the limits lie at X; NaN where there is none.
type FunnelLimit struct {
	X, InnerLow, InnerHigh, OuterLow, OuterHigh float64
}

// Draw implements Chart. Drawing.X is zero where the axis is logarithmic, for then it is no straight scale.
func (f Funnel) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, f, width, height, s)
}

func (p FunnelPoint) drawn() bool   { return number(p.X) && number(p.Y) && p.X >= 0 }
func (p FunnelPoint) flagged() bool { return p.Tone.judged() }

// logFrom is how many times the largest size must be the smallest for a logarithmic axis.
const logFrom = 25

// funnelScale turns values into places in a plot.
type funnelScale struct {
	r    rect
	x, y span
	log  bool
}

func (f funnelScale) px(v float64) float64 {
	lo, hi := f.x.lo, f.x.hi
	if f.log {
		v, lo, hi = math.Log(v), math.Log(lo), math.Log(hi)
	}
	return f.r.x0 + (v-lo)/(hi-lo)*f.r.w()
}

// py is not kept within the plot, so that curves can be cut at its edge.
func (f funnelScale) py(v float64) float64 { return f.r.y1 - (v-f.y.lo)/(f.y.hi-f.y.lo)*f.r.h() }

func (f funnelScale) at(p FunnelPoint) pt { return pt{f.px(p.X), f.py(p.Y)} }

// extent gives the ranges of both axes and whether x is logarithmic. The wide mouth of the limits is cut off: y holds all
// points and the inner limits where most of the points are.
func (f Funnel) extent() (x, y span, log, ok bool) {
	x, y = emptySpan(), emptySpan()
	var sizes []float64
	for _, p := range f.Points {
		if p.drawn() {
			x.add(p.X)
			y.add(p.Y)
			sizes = append(sizes, p.X)
		}
	}
	if len(sizes) == 0 {
		return x, y, false, false
	}
	slices.Sort(sizes)
	log = x.lo > 0 && x.hi > x.lo*logFrom
	y.add(f.Target)
	for _, l := range f.Limits {
		if number(l.X) && l.X >= sizes[len(sizes)/5] {
			y.add(l.InnerLow)
			y.add(l.InnerHigh)
		}
	}
	if log {
		return span{x.lo / 1.25, x.hi * 1.15}, y, true, true
	}
	if x.hi == 0 {
		x.hi = 1
	}
	return span{0, x.hi * 1.06}, y, false, true
}

func (f Funnel) paint(ctx context.Context, s *surface) error {
	x, y, log, ok := f.extent()
	if !ok {
		s.message(f.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	in := rect{pad, pad, s.w - pad - 8, s.h - pad}
	plot := rect{in.x0, in.y0 + 6, in.x1, in.y1 - labelRow}
	legend := f.legend(s)
	rows := s.legendRows(legend, in.w(), mostLegend)
	plot.y0 += float64(rows) * headRow
	if f.YName != "" {
		plot.y0 += headRow
	}
	plot.y1 -= float64(f.footRows(s, in)) * headRow
	bounds := f.Bounds
	if bounds == (Bounds{}) {
		bounds.High = math.Inf(1)
	}
	scale, ticks := niceScale(axisSpan(y, false), bounds.span(), gridLines(plot.h(), tickGap), formatOr(f.Format))
	plot.x0 += s.tickWidth(ticks) + gutterGap
	if plot.w() < 40 || plot.h() < 24 {
		return ctx.Err()
	}
	fs := funnelScale{r: plot, x: x, y: scale, log: log}
	s.drawing.Plot = s.pixels(plot)
	s.setAxes(plot, x, scale)
	if log {
		s.drawing.X = Axis{}
	}
	f.bands(s, fs)
	for _, t := range ticks {
		s.hline(plot.x0, plot.x1, fs.py(t.value), 1, s.pal.Grid)
	}
	s.tickLabels(ticks, fs.py, plot.x0-gutterGap)
	s.hline(plot.x0, plot.x1, fs.py(f.Target), 1.3, s.pal.Text)
	f.curves(s, fs)
	if err := ctx.Err(); err != nil {
		return err
	}
	f.points(s, fs)
	f.labels(s, fs)
	f.words(s, fs, in, legend, rows)
	return ctx.Err()
}

// footRows is how many rows the name of the x axis and the note take: one where they fit beside each other.
func (f Funnel) footRows(s *surface, in rect) int {
	name, note := s.small().width(printable(f.XName)), s.small().width(printable(f.Note))
	switch {
	case name == 0 && note == 0:
		return 0
	case name > 0 && note > 0 && name+labelGap+note > in.w():
		return 2
	}
	return 1
}

// sides are the four limit curves.
var sides = [...]func(FunnelLimit) float64{
	func(l FunnelLimit) float64 { return l.OuterLow },
	func(l FunnelLimit) float64 { return l.OuterHigh },
	func(l FunnelLimit) float64 { return l.InnerLow },
	func(l FunnelLimit) float64 { return l.InnerHigh },
}

// bands fills what lies between the limits, the inner on top of the outer.
func (f Funnel) bands(s *surface, fs funnelScale) {
	for k := 0; k < len(sides); k += 2 {
		var low, high []pt
		for _, l := range f.inside(fs) {
			a, b := sides[k](l), sides[k+1](l)
			if number(a) && number(b) {
				x := fs.px(l.X)
				low = append(low, pt{x, min(max(fs.py(a), fs.r.y0), fs.r.y1)})
				high = append(high, pt{x, min(max(fs.py(b), fs.r.y0), fs.r.y1)})
			}
		}
		slices.Reverse(high)
		s.fill(append(low, high...), faded(s.pal.Muted, 0.10))
	}
}

// curves draws the limits: the inner dashed, the outer whole.
func (f Funnel) curves(s *surface, fs funnelScale) {
	for k, side := range sides {
		var run []pt
		stroke := func() {
			for _, part := range cutLine(run, fs.r.y0, fs.r.y1) {
				if k < 2 {
					s.line(part, 1.1, s.pal.Muted)
				} else {
					s.line(part, 1.1, s.pal.Muted, 4, 3)
				}
			}
			run = nil
		}
		for _, l := range f.inside(fs) {
			if v := side(l); number(v) {
				run = append(run, pt{fs.px(l.X), fs.py(v)})
			} else {
				stroke()
			}
		}
		stroke()
	}
}

// inside gives the limits that lie on the x axis, and those at its ends where they run on beyond it.
func (f Funnel) inside(fs funnelScale) []FunnelLimit {
	var in []FunnelLimit
	for i, l := range f.Limits {
		if i > 0 {
			for _, end := range [...]float64{fs.x.lo, fs.x.hi} {
				if before := f.Limits[i-1]; before.X < end && end < l.X {
					in = append(in, before.toward(l, end))
				}
			}
		}
		if l.X >= fs.x.lo && l.X <= fs.x.hi {
			in = append(in, l)
		}
	}
	return in
}

// toward gives the limit at x, on the way from l to o.
func (l FunnelLimit) toward(o FunnelLimit, x float64) FunnelLimit {
	at := (x - l.X) / (o.X - l.X)
	mix := func(a, b float64) float64 { return a + at*(b-a) }
	return FunnelLimit{X: x, InnerLow: mix(l.InnerLow, o.InnerLow), InnerHigh: mix(l.InnerHigh, o.InnerHigh),
		OuterLow: mix(l.OuterLow, o.OuterLow), OuterHigh: mix(l.OuterHigh, o.OuterHigh)}
}

// cutLine gives the parts of a line that lie between two heights.
func cutLine(ps []pt, y0, y1 float64) [][]pt {
	var parts [][]pt
	var run []pt
	in := func(p pt) bool { return p.y >= y0 && p.y <= y1 }
	for i, p := range ps {
		if i > 0 && in(ps[i-1]) != in(p) { // where it crosses the edge
			edge := y0
			if out := [2]pt{p, ps[i-1]}; in(p) && out[1].y > y1 || !in(p) && out[0].y > y1 {
				edge = y1
			}
			q := pt{p.x, edge}
			if d := p.y - ps[i-1].y; d != 0 {
				q.x = ps[i-1].x + (edge-ps[i-1].y)/d*(p.x-ps[i-1].x)
			}
			run = append(run, q)
		}
		switch {
		case in(p):
			run = append(run, p)
		case len(run) > 0:
			parts, run = append(parts, run), nil
		}
	}
	if len(run) > 0 {
		parts = append(parts, run)
	}
	return parts
}

// mostLegend is how many rows the legend may take.
const mostLegend = 2

// sizes of points, in units
const (
	funnelDot  = 2.7
	funnelMany = 2.1 // of points in a crowd
	funnelFlag = 4.6
	funnelRing = 3.5 // between the mark of the chosen one and its ring
)

// points draws the units, the flagged ones last and on top.
func (f Funnel) points(s *surface, fs funnelScale) {
	soft, dot := faded(s.pal.Muted, 0.62), funnelDot
	if len(f.Points) > 300 {
		soft, dot = faded(s.pal.Muted, 0.5), funnelMany
	}
	for _, flagged := range [...]bool{false, true} {
		for i, p := range f.Points {
			if !p.drawn() || p.flagged() != flagged {
				continue
			}
			q, r := fs.at(p), dot
			q.y = min(max(q.y, fs.r.y0), fs.r.y1)
			switch {
			case flagged:
				r = funnelFlag
				s.point(toneShape(p.Tone, circle), q, r, s.pal.tone(p.Tone, s.pal.Accent), false)
			case p.Tone == Faint:
				s.strokePath(s.outline(circle, q, r-0.4), 1, soft)
			default:
				s.c.SetColor(soft)
				s.c.Fill(s.outline(circle, q, r))
			}
			if f.chosen(p) {
				s.strokePath(s.outline(circle, q, r+funnelRing), 1.6, s.pal.Text)
			}
			s.drawing.Shown++
			m := r + 2
			s.hit(rect{q.x - m, q.y - m, q.x + m, q.y + m}, Hit{Index: i, Key: p.Key, Text: p.Text})
		}
	}
}

// chosen says whether p has the ring.
func (f Funnel) chosen(p FunnelPoint) bool { return p.Key == f.Chosen && f.Chosen != "" }

// labels writes the labels of the chosen point and of the flagged ones where they touch nothing: the chosen first, then
// the farthest from the target.
func (f Funnel) labels(s *surface, fs funnelScale) {
	var named []FunnelPoint
	var taken []rect
	for _, p := range f.Points {
		if p.drawn() && (p.flagged() || f.chosen(p)) {
			q, r := fs.at(p), funnelFlag
			if f.chosen(p) {
				r += funnelRing
			}
			taken = append(taken, rect{q.x - r, q.y - r, q.x + r, q.y + r})
			if p.Label != "" {
				named = append(named, p)
			}
		}
	}
	slices.SortStableFunc(named, func(a, b FunnelPoint) int {
		if x, y := f.chosen(a), f.chosen(b); x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(math.Abs(b.Y-f.Target), math.Abs(a.Y-f.Target))
	})
	face := s.small()
	half := face.size * 0.62
	for _, p := range named {
		q, text, gap := fs.at(p), shorten(p.Label, face, 150), 8.0
		if f.chosen(p) {
			gap += funnelRing
		}
		w := face.width(printable(text))
		for _, x := range [...]pt{{gap, 0}, {-gap - w, 0}, {-w / 2, -gap - half}, {-w / 2, gap + half}, {gap - 2, -gap - 2}, {gap - 2, gap + 2}, {2 - gap - w, -gap - 2}, {2 - gap - w, gap + 2}} {
			at := pt{q.x + x.x, q.y + x.y}
			box := rect{at.x - 1, at.y - half, at.x + w + 1, at.y + half}
			free := box.x0 >= fs.r.x0 && box.x1 <= s.w-2 && box.y0 >= fs.r.y0-6 && box.y1 <= fs.r.y1
			for _, o := range taken {
				free = free && (box.x1 <= o.x0 || box.x0 >= o.x1 || box.y1 <= o.y0 || box.y0 >= o.y1)
			}
			if free {
				taken = append(taken, box)
				s.fillRect(box, faded(s.back(), 0.75)) // so that a limit does not strike it through
				s.text(text, at, face, s.pal.Text, left)
				break
			}
		}
	}
}

// words writes the ticks and names of the axes, the legend and the note.
func (f Funnel) words(s *surface, fs funnelScale, in rect, legend []legendItem, rows int) {
	var labels []string
	var places []float64
	format := formatOr(f.FormatX)
	for _, v := range f.xTicks(fs) {
		labels, places = append(labels, format(v)), append(places, fs.px(v))
	}
	s.hline(fs.r.x0, fs.r.x1, fs.r.y1, 1, s.pal.Grid)
	for _, l := range thin(labels, func(i int) float64 { return places[i] }, s.small(), 2, s.w-2, labelGap) {
		s.vline(places[l.index], fs.r.y1, fs.r.y1+4, 1, s.pal.Grid)
		s.text(l.text, pt{l.x, fs.r.y1 + labelRow - s.small().size*0.75}, s.small(), s.pal.Muted, left)
	}
	foot := in.y1 - headRow/2 + 2
	s.text(shorten(f.Note, s.small(), in.w()), pt{in.x0, foot}, s.small(), s.pal.Muted, left)
	if f.Note != "" && f.footRows(s, in) == 2 {
		foot -= headRow
	}
	s.text(shorten(f.XName, s.small(), fs.r.w()), pt{fs.r.x1, foot}, s.small(), s.pal.Muted, right)
	y := in.y0 + headRow/2 - 2
	s.drawLegend(legend, in.x0, in.x1, y, mostLegend)
	s.text(shorten(f.YName, s.small(), in.w()), pt{in.x0, y + float64(rows)*headRow}, s.small(), s.pal.Muted, left)
}

// xTicks gives the values to name on the x axis: 1-2-5 steps, on a logarithmic axis 1, 2, 5, 10, 20, …
func (f Funnel) xTicks(fs funnelScale) []float64 {
	var out []float64
	if !fs.log {
		step := niceStep(fs.x.hi / max(fs.r.w()/80, 1))
		for i := 0.0; ratio(i, step) <= fs.x.hi; i++ {
			out = append(out, ratio(i, step))
		}
		return out
	}
	for e := math.Floor(math.Log10(fs.x.lo)); math.Pow(10, e) <= fs.x.hi; e++ {
		for _, m := range [...]float64{1, 2, 5} {
			if v := m * math.Pow(10, e); v >= fs.x.lo && v <= fs.x.hi {
				out = append(out, v)
			}
		}
	}
	return out
}

// legend names the marks and lines.
func (f Funnel) legend(s *surface) []legendItem {
	mark := func(t Tone) func(x, y float64) {
		return func(x, y float64) {
			s.point(toneShape(t, circle), pt{x + 9, y}, funnelFlag, s.pal.tone(t, s.pal.Accent), false)
		}
	}
	return named([]legendItem{
		{f.HighLabel, mark(Bad)},
		{f.LowLabel, mark(Good)},
		{f.TargetLabel, func(x, y float64) { s.hline(x, x+18, y, 1.3, s.pal.Text) }},
		{f.InnerLabel, func(x, y float64) { s.hline(x, x+18, y, 1.1, s.pal.Muted, 4, 3) }},
		{f.OuterLabel, func(x, y float64) { s.hline(x, x+18, y, 1.1, s.pal.Muted) }},
	})
}
