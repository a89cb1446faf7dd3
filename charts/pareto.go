package charts

import (
	"context"
	"image/color"
	"math"
)

// Pareto shows where to begin: items as bars to the right of zero, or to the left where they are below it, each with its
// interval, and beside them a line of the share that the items so far make together.
type Pareto struct {
	Rows []ParetoRow                // in the order to show
	Rest func(from int) []ParetoRow // what the rows from there on come to, for when they do not fit: say one row for those
	//                                        above zero and one for those below; nil leaves them out
	Mark        float64                    // share at which an upright line stands, such as 0.8; 0 draws none
	XName       string                     // what the bars count
	ShareName   string                     // what the line shows
	Format      func(float64) string       // writes a value of the bars
	FormatShare func(share float64) string // writes a share
	Message     string                     // shown where there is no row
}

// ParetoRow is one item.
type ParetoRow struct {
	Key       string
	Name      string  // shortened with … where it does not fit
	Full      string  // in front of the tooltip where Name was shortened; "" means Name
	Value     float64 // length of the bar; below 0 it goes to the left
	Low, High float64 // its interval; NaN or equal draws none
	Cumulated float64 // share of this and all earlier rows, 0 to 1; NaN draws no point
	Label     string  // the value as text
	Note      string  // muted, right of the label, such as euros; left out of a narrow picture
	Tone      Tone    // Good and Bad colour the bar; Faint leaves it hollow
	Text      string  // tooltip
}

// Draw implements Chart. Drawing.Shown is the number of rows that fitted, that of the rest not counted. Drawing.X is the scale
// of the bars.
func (p Pareto) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, p, width, height, s)
}

// Height is the height in device pixels that all rows need.
func (p Pareto) Height(s Style) int {
	return int(math.Ceil(s.scale() * (2*pad + p.above() + p.below() + float64(max(len(p.Rows), 2))*barRowHeight(s))))
}

// above and below are the room for the axes, in units.
func (p Pareto) above() float64 { return 2*headRow + 4 }
func (p Pareto) below() float64 { return labelRow }

func (p Pareto) paint(ctx context.Context, s *surface) error {
	if len(p.Rows) == 0 {
		s.message(p.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	in := rect{pad, pad + p.above(), s.w - pad, s.h - pad - p.below()}
	rowH := barRowHeight(s.st)
	fit := int((in.h() + 0.01) / rowH)
	rows, whole := p.fold(fit)
	s.drawing.Shown = whole

	// Columns as in Bars: texts take what they need, the bars the rest.
	name, label, note := 0.0, 0.0, 0.0
	values := span{0, 0}
	for _, r := range rows {
		name = max(name, s.normal().width(printable(r.Name)))
		label = max(label, s.strong().width(printable(r.Label)))
		note = max(note, s.small().width(printable(r.Note)))
		values.add(r.Value)
		if r.interval() {
			values.add(r.Low)
			values.add(r.High)
		}
	}
	if note > 0 {
		note = min(note, in.w()*0.25) + barGap
	}
	if in.w() < 380 {
		note = 0
	}
	label = min(label, in.w()*0.2)
	name = max(0, min(name, max(in.w()*0.34, in.w()-label-note-2*barGap-240)))
	plot := rect{in.x0 + name + barGap, in.y0, in.x1 - label - note - barGap, in.y0 + float64(len(rows))*rowH}
	if plot.w() < 40 || len(rows) == 0 {
		return ctx.Err()
	}
	if values.hi > 0 { // what lies far below zero must not press flat what the chart is about: its bar is cut
		values.lo = max(values.lo, -paretoBelow*values.hi)
	}
	scale, ticks := niceScale(axisSpan(values, true), span{math.Inf(-1), math.Inf(1)}, int(plot.w()/80), formatOr(p.Format))
	place := func(v float64) float64 {
		return max(plot.x0, plot.x0+(v-scale.lo)/(scale.hi-scale.lo)*plot.w())
	}
	share := func(v float64) float64 { return place(0) + v*(plot.x1-place(0)) }
	s.drawing.Plot = s.pixels(plot)
	k := s.st.scale()
	s.drawing.X = Axis{plot.x0 * k, plot.x1 * k, scale.lo, scale.hi}

	p.axes(s, plot, ticks, place, share)
	for i, r := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		y := plot.y0 + (float64(i)+0.5)*rowH
		short := shorten(r.Name, s.normal(), name)
		s.text(short, pt{in.x0, y}, s.normal(), s.pal.Text, left)
		p.bar(s, r, y, place)
		if r.Value < scale.lo {
			s.cut(plot.x0+10, y)
		}
		s.text(shorten(r.Label, s.strong(), label), pt{plot.x1 + barGap + label, y}, s.strong(), s.pal.Text, right)
		s.text(shorten(r.Note, s.small(), max(note-barGap, 0)), pt{in.x1, y}, s.small(), s.pal.Muted, right)
		s.hit(rect{0, y - rowH/2, s.w, y + rowH/2}, Hit{Index: i, Key: r.Key, Text: r.tip(short)})
	}
	s.vline(place(0), plot.y0, plot.y1, 1.2, s.pal.Muted)
	p.line(s, rows, plot, rowH, share)
	return ctx.Err()
}

// fold gives the rows to draw where there is room for fit of them, and how many of them are items: the tail is put together.
func (p Pareto) fold(fit int) (rows []ParetoRow, whole int) {
	if fit >= len(p.Rows) {
		return p.Rows, len(p.Rows)
	}
	fit = max(fit, 0)
	if p.Rest == nil {
		return p.Rows[:fit], fit
	}
	for take := 1; take <= fit; take++ { // rows left for the tail
		if rest := p.Rest(fit - take); len(rest) <= take {
			return append(append(rows, p.Rows[:fit-take]...), rest...), fit - take
		}
	}
	return nil, 0
}

func (r ParetoRow) interval() bool { return number(r.Low) && number(r.High) && r.High > r.Low }

// tip is the tooltip of a row of which short is shown as the name.
func (r ParetoRow) tip(short string) string {
	if short == printable(r.Name) {
		return r.Text
	}
	full := r.Full
	if full == "" {
		full = r.Name
	}
	if r.Text != "" {
		full += "\n"
	}
	return full + r.Text
}

// axes draws the scale of the bars beneath and that of the line above, in its colour, and names both.
func (p Pareto) axes(s *surface, plot rect, ticks []tick, place, share func(float64) float64) {
	labels := make([]string, len(ticks))
	for i, t := range ticks {
		labels[i] = t.label
		s.vline(place(t.value), plot.y0, plot.y1, 1, s.pal.Grid)
	}
	for _, l := range thin(labels, func(i int) float64 { return place(ticks[i].value) }, s.small(), 2, s.w-2, labelGap) {
		s.text(l.text, pt{l.x, plot.y1 + labelRow*0.55}, s.small(), s.pal.Muted, left)
	}
	s.text(shorten(p.XName, s.small(), plot.x0-pad-barGap), pt{pad, plot.y1 + labelRow*0.55}, s.small(), s.pal.Muted, left)

	c := s.pal.series(1)
	y := plot.y0 - headRow/2
	format := formatOr(p.FormatShare)
	var taken []span
	for i, v := range [...]float64{0, p.Mark, 1, 0.5} { // those first that matter most
		text := format(v)
		w := s.small().width(printable(text))
		x := min(share(v)-w/2, s.w-2-w)
		free := v > 0 && v <= 1 || i == 0
		for _, o := range taken {
			free = free && (x > o.hi || x+w < o.lo)
		}
		if free {
			s.vline(share(v), plot.y0-4, plot.y0, 1, c)
			s.text(text, pt{x, y}, s.small(), c, left)
			taken = append(taken, span{x - 3, x + w + 3})
		}
	}
	if p.ShareName != "" {
		f := s.small()
		text := shorten(p.ShareName, f, s.w-2*pad-24)
		x := max(pad, min(share(0), s.w-pad-24-f.width(text)))
		y -= headRow
		s.hline(x, x+18, y, 1.8, c)
		s.point(circle, pt{x + 9, y}, 2.6, c, false)
		s.text(text, pt{x + 24, y}, f, c, left)
	}
	if p.Mark > 0 && p.Mark <= 1 {
		s.vline(share(p.Mark), plot.y0, plot.y1, 1.2, c, 4, 3)
	}
}

// paretoBelow is how far the scale goes below zero at most, as a part of how far it goes above.
const paretoBelow = 0.4

// back is the background, also where it is left see-through.
func (s *surface) back() color.NRGBA {
	c := s.pal.Background
	c.A = 0xff
	return c
}

// cut breaks a bar at x, to say that it runs on.
func (s *surface) cut(x, y float64) {
	back := s.back()
	slant := func(dx, width float64, c color.NRGBA) {
		s.line([]pt{{x + dx - 2.5, y + 8}, {x + dx + 2.5, y - 8}}, width, c)
	}
	slant(2, 5, back)
	slant(0, 1.2, s.pal.Muted)
	slant(4, 1.2, s.pal.Muted)
}

// bar draws a bar and its interval.
func (p Pareto) bar(s *surface, r ParetoRow, y float64, place func(float64) float64) {
	if !number(r.Value) {
		return
	}
	a, b := place(min(0, r.Value)), place(max(0, r.Value))
	if r.Tone == Plain && s.st.Print { // grey: a whisker must show on it
		s.fillRect(rect{a, y - 6, b, y + 6}, faded(s.pal.Muted, 0.5))
	} else {
		s.bar(rect{a, y - 6, b, y + 6}, r.Tone)
	}
	if !r.interval() {
		return
	}
	// Light under dark: the whisker shows on the bar and beside it.
	x0, x1 := place(r.Low), place(r.High)
	s.hline(x0, x1, y, 3, faded(s.back(), 0.6))
	s.hline(x0, x1, y, 1.2, s.pal.Text)
	if x0 > place(math.Inf(-1)) { // else it runs on beyond the scale
		s.vline(x0, y-3.5, y+3.5, 1.2, s.pal.Text)
	}
	s.vline(x1, y-3.5, y+3.5, 1.2, s.pal.Text)
}

// line draws the share that the rows make together, row by row from nothing.
func (p Pareto) line(s *surface, rows []ParetoRow, plot rect, rowH float64, share func(float64) float64) {
	c := s.pal.series(1)
	ps := []pt{{share(0), plot.y0}}
	for i, r := range rows {
		if number(r.Cumulated) {
			ps = append(ps, pt{share(r.Cumulated), plot.y0 + (float64(i)+0.5)*rowH})
		}
	}
	if len(ps) < 2 {
		return
	}
	s.line(ps, 1.8, c)
	for _, q := range ps[1:] {
		s.point(circle, q, 2.6, c, false)
	}
}
