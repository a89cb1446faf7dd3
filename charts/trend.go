package charts

import (
	"context"
	"slices"
)

// Trend is a rate (or other value) per period: a line with points, its interval as a soft band, level lines, hatched
// regions, markers, and if wanted the number of contacts per period as faint bars beneath.
type Trend struct {
	Labels  []string // one a period, first to last; "" writes none
	Series  []Series // the first is the main one
	Levels  []Level  // dashed, such as the mean
	Regions []Region // hatched
	Markers []Marker

	Counts      []float64            // contacts per period; nil draws no bars
	CountName   string               // what the bars are, such as "contacten"
	CountTexts  []string             // tooltips of the bars
	FormatCount func(float64) string // writes the number at the top of the bars
	Format      func(float64) string // writes a value on the y axis, such as "15 %"
	Bounds      Bounds               // what the y axis may not leave
	Zero        bool                 // begin the y axis at 0
	Message     string               // shown where there is no value to draw
}

// Draw implements Chart. Drawing.X gives periods: 0 is the middle of the first.
func (t Trend) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, t, width, height, s)
}

// periods is the number of periods: of the longest of the labels and series.
func (t Trend) periods() int {
	n := max(len(t.Labels), len(t.Counts))
	for _, s := range t.Series {
		n = max(n, len(s.Points))
	}
	return n
}

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

func (t Trend) paint(ctx context.Context, s *surface) error {
	n := t.periods()
	format := formatOr(t.Format)
	var all [][]Point
	for _, sr := range t.Series {
		all = append(all, sr.Points)
	}
	values := valueSpan(all, t.Levels)
	none := !valueSpan(all, nil).valid()

	in := rect{pad, pad, s.w - pad - 4, s.h - pad}
	top, bottom := in.y0, in.y1
	legend := t.legend() && s.h >= 110 // a small picture keeps the line and lets the texts go
	if legend {
		top += headRow
	}
	if s.h >= 70 {
		bottom -= labelRow
	}
	counts := len(t.Counts) > 0 && bottom-top > 130
	countTop := bottom
	if counts {
		countTop = bottom - max(26, (bottom-top)*0.15)
	}
	low := countTop
	if counts {
		low -= countGap
	}

	// The gutter depends on the labels, these on the height, this on the rows above, these on the gutter: twice round
	// settles it.
	var scale span
	var ticks []tick
	var heads []head
	gutter, rows := 0.0, 0
	for range 2 {
		plotTop := top + float64(rows)*headRow + 6
		scale, ticks = niceScale(axisSpan(values, t.Zero), t.Bounds.span(), int((low-plotTop)/tickGap), format)
		gutter = s.tickWidth(ticks)
		if counts {
			gutter = max(gutter, s.small().width(t.countLabel()))
		}
		if s.h < 110 {
			continue
		}
		heads, rows = t.heads(s, in.x0+gutter+gutterGap, in.x1, n)
	}
	plot := rect{in.x0 + gutter + gutterGap, top + float64(rows)*headRow + 6, in.x1, low}
	if plot.w() < 24 || plot.h() < 12 {
		if none {
			s.message(t.Message, rect{0, 0, s.w, s.h})
		}
		return ctx.Err()
	}
	f := newFrame(s, plot, n, scale, 3.4, 1.8)
	s.drawing.Plot = s.pixels(plot)
	s.drawing.Shown = n
	s.setAxes(plot, span{-0.5, float64(n) - 0.5}, scale)

	if none {
		f.grid(ticks)
		t.periodLabels(f, in.x0, bottom)
		s.message(t.Message, plot)
		return ctx.Err()
	}
	hollow := hollow(t.Regions, n)
	f.regions(t.Regions)
	f.grid(ticks)
	s.tickLabels(ticks, f.py, plot.x0-gutterGap)
	if counts {
		t.bars(f, rect{plot.x0, countTop, plot.x1, bottom})
	}
	for i := range t.Series {
		f.band(t.Series[i].Points, s.pal.series(i))
	}
	f.levels(t.Levels)
	t.markers(f, heads)
	if err := ctx.Err(); err != nil {
		return err
	}
	for i := len(t.Series) - 1; i >= 0; i-- { // the main series last, on top
		f.path(t.Series[i].Points, hollow, s.pal.series(i))
	}
	for i := len(t.Series) - 1; i >= 0; i-- {
		f.points(i, t.Series[i].Points, hollow, s.pal.series(i), seriesShape(i))
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	t.periodLabels(f, in.x0, bottom)
	if legend {
		t.drawLegend(s, plot.x0, in.x1, in.y0+headRow/2-2)
	}
	return ctx.Err()
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

// seriesShape is the shape of the points of series i.
func seriesShape(i int) shape { return [...]shape{circle, diamond, triangle, square}[i%4] }

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

// mostCounts is the largest count.
func (t Trend) mostCounts() float64 {
	m := 0.0
	for _, c := range t.Counts {
		if number(c) {
			m = max(m, c)
		}
	}
	return m
}

func (t Trend) countLabel() string { return printable(formatOr(t.FormatCount)(t.mostCounts())) }

// bars draws the counts in r, from its foot, the largest as high as r.
func (t Trend) bars(f *frame, r rect) {
	most := t.mostCounts()
	f.hline(r.x0, r.x1, r.y1, 1, f.pal.Grid)
	f.text(t.countLabel(), pt{r.x0 - gutterGap, r.y0 + 4}, f.small(), f.pal.Muted, right)
	if most <= 0 {
		return
	}
	step := r.w() / float64(f.n)
	half := max(step*0.34, min(step/2, 0.4))
	half = min(half, 16)
	c := faded(f.pal.Muted, 0.38)
	for i, v := range t.Counts {
		if !number(v) || v < 0 {
			continue
		}
		x := f.px(float64(i))
		bar := rect{x - half, r.y1 - v/most*r.h(), x + half, r.y1}
		if step*f.st.scale() >= 4 {
			f.fillRect(bar, c)
		} else {
			f.fill([]pt{{bar.x0, bar.y0}, {bar.x1, bar.y0}, {bar.x1, bar.y1}, {bar.x0, bar.y1}}, c)
		}
		h := Hit{Series: HitCount, Index: i}
		if i < len(t.CountTexts) {
			h.Text = t.CountTexts[i]
		}
		if len(t.Series) > 0 && i < len(t.Series[0].Points) {
			h.Key = t.Series[0].Points[i].Key
		}
		f.hit(rect{x - step/2, r.y0, x + step/2, r.y1}, h)
	}
}

// legend says whether there is something to tell apart.
func (t Trend) legend() bool {
	named := func(l Level) bool { return l.Label != "" }
	return len(t.Series) > 1 || len(t.Counts) > 0 && t.CountName != "" || slices.ContainsFunc(t.Levels, named)
}

// drawLegend writes the names of the series, of the levels and of the bars in one row from x, as far as they fit before
// end. A level is named here and not on its line, where it would cover the series or be covered.
func (t Trend) drawLegend(s *surface, x, end, y float64) {
	f := s.small()
	item := func(name string, sample func(x float64)) {
		room := end - x - 24
		name = shorten(name, f, room)
		if name == "" || room < 20 {
			return
		}
		sample(x)
		s.text(name, pt{x + 24, y}, f, s.pal.Muted, left)
		x += 24 + f.width(name) + 18
	}
	for i, sr := range t.Series {
		if len(t.Series) < 2 && sr.Name == "" {
			continue
		}
		item(sr.Name, func(x float64) {
			s.hline(x, x+18, y, 1.8, s.pal.series(i))
			s.point(seriesShape(i), pt{x + 9, y}, 3.2, s.pal.series(i), false)
		})
	}
	for _, l := range t.Levels {
		item(l.Label, func(x float64) { s.hline(x, x+18, y, 1, s.pal.Muted, 5, 4) })
	}
	if len(t.Counts) > 0 {
		item(t.CountName, func(x float64) {
			for k, h := range []float64{5, 8, 6.5} {
				x := x + 3 + float64(k)*5
				s.fillRect(rect{x, y + 4 - h, x + 3.4, y + 4}, faded(s.pal.Muted, 0.38))
			}
		})
	}
}

// head is a placed label above the plot, of a region or of a marker.
type head struct {
	marker bool
	index  int
	text   string
	x, w   float64 // its left side and width
	line   float64 // x of the marker's line, which reaches up to the label
	row    int     // 0 is next to the plot
}

// clear says whether h and o do not touch: neither their texts nor the line of one and the text of the other.
func (h head) clear(o head) bool {
	struck := func(a, b head) bool { return a.marker && a.row > b.row && a.line > b.x-4 && a.line < b.x+b.w+4 }
	return (o.row != h.row || h.x+h.w+8 <= o.x || o.x+o.w+8 <= h.x) && !struck(h, o) && !struck(o, h)
}

// heads places the labels of markers and regions above a plot that runs from x0 to x1, in as many rows as they need,
// at most three; a label that finds no room is left out (its tooltip still tells).
func (t Trend) heads(s *surface, x0, x1 float64, n int) ([]head, int) {
	var out []head
	rows := 0
	px := func(i float64) float64 { return x0 + (i+0.5)*(x1-x0)/float64(max(n, 1)) }
	add := func(h head, xs ...float64) bool {
		for h.row = range 3 {
			for _, h.x = range xs {
				free := h.x >= x0-1 && h.x+h.w <= x1+1
				for _, o := range out {
					free = free && h.clear(o)
				}
				if free {
					out, rows = append(out, h), max(rows, h.row+1)
					return true
				}
			}
		}
		return false
	}
	f := markerFace(s)
	for i, m := range t.Markers {
		if m.Label == "" || !t.shows(m, n) {
			continue
		}
		for _, room := range []float64{(x1 - x0) * 0.6, 90} {
			h := head{marker: true, index: i, text: shorten(m.Label, f, room), line: px(m.At)}
			h.w = f.width(h.text)
			if add(h, h.line+6, h.line-6-h.w) {
				break
			}
		}
	}
	for i, r := range t.Regions {
		r, ok := r.within(n)
		if !ok || r.Label == "" {
			continue
		}
		h := head{index: i, text: shorten(r.Label, s.small(), x1-x0)}
		h.w = s.small().width(h.text)
		mid := (px(float64(r.From)-0.5) + px(float64(r.To)-0.5)) / 2
		add(h, min(max(mid-h.w/2, x0), x1-h.w))
	}
	return out, rows
}

// shows says whether m lies among n periods.
func (t Trend) shows(m Marker, n int) bool { return m.At >= -0.5 && m.At <= float64(n)-0.5 }

// markerFace is the font of a marker's label.
func markerFace(s *surface) textFace { return textFace{size: s.st.fontSize() - 1, bold: true} }

// markers draws the upright lines and writes the labels above the plot.
func (t Trend) markers(f *frame, heads []head) {
	above := make([]float64, len(t.Markers)) // how far a line reaches above the plot
	for _, h := range heads {
		y := f.r.y0 - 6 - (float64(h.row)+0.5)*headRow + 3
		if !h.marker {
			f.text(h.text, pt{h.x, y}, f.small(), f.pal.Muted, left)
			continue
		}
		above[h.index] = f.r.y0 - y + 5
		f.text(h.text, pt{h.x, y}, markerFace(f.surface), f.pal.tone(t.Markers[h.index].Tone, f.pal.Text), left)
	}
	for i, m := range t.Markers {
		if !t.shows(m, f.n) {
			continue
		}
		x, y0 := f.px(m.At), f.r.y0-above[i]
		f.vline(x, y0, f.r.y1, 1.4, f.pal.tone(m.Tone, f.pal.Text), 2, 3)
		f.hit(rect{x - 2, y0, x + 2, f.r.y1}, Hit{Series: HitMarker, Index: i, Key: m.Key, Text: m.Text})
	}
}
