package charts

// Room between the parts of a trend, in units.
const (
	pad       = 8.0  // around everything
	gutterGap = 10.0 // between the y labels and the plot
	labelRow  = 24.0 // height of the x labels
	headRow   = 19.0 // height of a row of marker and region labels, or of the legend
	labelGap  = 14.0 // least distance between x labels
	tickGap   = 46.0 // wished distance between grid lines
	countGap  = 16.0 // between the plot and the bars of counts
)

// stage is where the parts of a trend stand: its plot, the bars beneath it, the rows of texts above it.
type stage struct {
	*frame
	ticks    []tick
	heads    []head
	legend   []legendItem
	rows     int     // of the legend
	in       rect    // all within the edges
	countTop float64 // where the bars may reach
	bottom   float64 // what the periods are written under
	counts   bool    // there is room for bars
}

// gridLines is how many steps suit a height: where there is room for two, at least two, for one tells next to nothing.
func gridLines(height, gap float64) int {
	n := int(height / gap)
	if height >= 1.2*gap {
		n = max(n, 2)
	}
	return n
}

// stage finds the room for t where the values to show are values, with a legend of at most rows rows, and notes plot and
// axes in the drawing; ok is false where there is too little room to draw anything.
func (t Trend) stage(s *surface, values span, legend []legendItem, rows int) (st stage, ok bool) {
	n := t.periods()
	format := formatOr(t.Format)
	in := rect{pad, pad, s.w - pad - 4, s.h - pad}
	top, bottom := in.y0, in.y1
	if s.h < 110 { // a small picture keeps the line and lets the texts go
		legend = nil
	}
	st.legend, st.rows = legend, s.legendRows(legend, in.w()-50, rows)
	if st.rows > 0 && s.h < 220 {
		st.rows = 1
	}
	top += headRow * float64(st.rows)
	if s.h >= 70 {
		bottom -= labelRow
	}
	st.counts = len(t.Counts) > 0 && bottom-top > 130
	st.countTop = bottom
	if st.counts {
		st.countTop = bottom - max(26, (bottom-top)*0.15)
	}
	low := st.countTop
	if st.counts {
		low -= countGap
	}

	// The gutter depends on the labels, these on the height, this on the rows above, these on the gutter: twice round
	// settles it.
	var scale span
	gutter, heads := 0.0, 0
	for range 2 {
		plotTop := top + float64(heads)*headRow + 6
		scale, st.ticks = t.Steps.scale(axisSpan(values, t.Zero), t.Bounds.span(), gridLines(low-plotTop, tickGap), format)
		gutter = s.tickWidth(st.ticks)
		if st.counts {
			gutter = max(gutter, s.small().width(t.countLabel()))
		}
		if s.h < 110 {
			continue
		}
		st.heads, heads = t.heads(s, in.x0+gutter+gutterGap, in.x1, n)
	}
	plot := rect{in.x0 + gutter + gutterGap, top + float64(heads)*headRow + 6, in.x1, low}
	if plot.w() < 24 || plot.h() < 12 {
		return st, false
	}
	st.frame = newFrame(s, plot, n, scale, 3.4, 1.8)
	st.in, st.bottom = in, bottom
	s.drawing.Plot = s.pixels(plot)
	s.drawing.Shown = n
	s.setAxes(plot, span{-0.5, float64(n) - 0.5}, scale)
	return st, true
}

// empty draws a stage without values.
func (st stage) empty(t Trend) {
	st.grid(st.ticks)
	t.periodLabels(st.frame, st.in.x0, st.bottom)
	st.message(t.Message, st.r)
}

// ground draws what lies behind the values.
func (st stage) ground(t Trend) {
	st.regions(t.Regions)
	st.grid(st.ticks)
	st.tickLabels(st.ticks, st.py, st.r.x0-gutterGap)
	if st.counts {
		t.bars(st.frame, rect{st.r.x0, st.countTop, st.r.x1, st.bottom})
	}
}

// finish writes the texts around the plot.
func (st stage) finish(t Trend) {
	t.periodLabels(st.frame, st.in.x0, st.bottom)
	st.drawLegend(st.legend, st.r.x0, st.in.x1, st.in.y0+headRow/2-2, st.rows)
}

// periodLabels writes the labels of the periods beneath bottom, none left of x0.
func (t Trend) periodLabels(f *frame, x0, bottom float64) {
	if bottom+labelRow > f.h {
		return
	}
	place := func(i int) float64 { return f.px(float64(i)) }
	y := bottom + labelRow - f.small().size*0.75
	for _, l := range thin(t.Labels, place, f.small(), x0, f.w-4, labelGap) {
		f.text(l.text, pt{l.x, y}, f.small(), f.pal.Muted, left)
	}
}

// tickWidth is the width of the widest tick label.
func (s *surface) tickWidth(ticks []tick) float64 {
	w := 0.0
	for _, t := range ticks {
		w = max(w, s.small().width(printable(t.label)))
	}
	return w
}

// tickLabels writes the tick labels with their right side at x.
func (s *surface) tickLabels(ticks []tick, y func(float64) float64, x float64) {
	for _, t := range ticks {
		s.text(t.label, pt{x, y(t.value)}, s.small(), s.pal.Muted, right)
	}
}

// setAxes notes the scales of plot in the drawing.
func (s *surface) setAxes(plot rect, x, y span) {
	k := s.st.scale()
	s.drawing.X = Axis{plot.x0 * k, plot.x1 * k, x.lo, x.hi}
	s.drawing.Y = Axis{plot.y1 * k, plot.y0 * k, y.lo, y.hi}
}
