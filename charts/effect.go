package charts

import (
	"context"
	"math"
)

// Effect shows what changed at a start: above rates as marks with their intervals, on an axis of rates, and beneath
// differences with theirs, on an axis with an upright line at nothing.
type Effect struct {
	Rates            []EffectRow
	Differences      []EffectRow
	RateName         string               // what the rates are, over them
	DifferenceName   string               // what the differences are
	Below, Above     string               // what lies to the left and to the right of no difference, such as "minder" and "meer"
	Format           func(float64) string // writes a rate on the axis
	FormatDifference func(float64) string
	Message          string // shown where there is no row
}

// EffectRow is one mark.
type EffectRow struct {
	Key       string
	Name      string  // shortened with … where it does not fit
	Value     float64 // NaN draws none
	Low, High float64 // its interval; NaN or equal draws none
	Label     string  // the value as text
	Tone      Tone    // Good and Bad give the mark a colour and a shape; Faint is for what is there to compare with
	Text      string  // tooltip
}

// Draw implements Chart. The hits of differences have series 1. Drawing.X is the scale of the differences.
func (e Effect) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, e, width, height, s)
}

// Height is the height in device pixels that all rows need.
func (e Effect) Height(s Style) int {
	rows, panels := float64(len(e.Rates)+len(e.Differences)), 0.0
	for _, part := range [][]EffectRow{e.Rates, e.Differences} {
		if len(part) > 0 {
			panels++
		}
	}
	return int(math.Ceil(s.scale() * (2*pad + rows*barRowHeight(s) + max(panels, 1)*(headRow+labelRow) + max(panels-1, 0)*barGap)))
}

func (e Effect) paint(ctx context.Context, s *surface) error {
	if len(e.Rates)+len(e.Differences) == 0 {
		s.message(e.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	// Both parts have the same columns, so that the eye goes straight down.
	in := rect{pad, pad, s.w - pad, s.h - pad}
	name, label := 0.0, 0.0
	for _, part := range [][]EffectRow{e.Rates, e.Differences} {
		for _, r := range part {
			name = max(name, s.normal().width(printable(r.Name)))
			label = max(label, s.strong().width(printable(r.Label)))
		}
	}
	label = min(label, in.w()*0.3)
	name = max(0, min(name, max(in.w()*0.34, in.w()-label-2*barGap-240)))
	track := rect{in.x0 + name + barGap, in.y0, in.x1 - label - barGap, in.y0}
	if track.w() < 40 {
		return ctx.Err()
	}
	y := in.y0
	for series, part := range [][]EffectRow{e.Rates, e.Differences} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(part) > 0 {
			track.y0 = y + headRow
			y = e.part(s, series, part, in, track, name, label) + barGap
		}
	}
	return ctx.Err()
}

// part draws the rates or the differences from the top of track on, and gives where it ends.
func (e Effect) part(s *surface, series int, rows []EffectRow, in, track rect, name, label float64) float64 {
	rowH := barRowHeight(s.st)
	track.y1 = track.y0 + float64(len(rows))*rowH
	values := emptySpan()
	for _, r := range rows {
		values.add(r.Value)
		if r.interval() {
			values.add(r.Low)
			values.add(r.High)
		}
	}
	title, format, limit := e.RateName, formatOr(e.Format), span{0, 1}
	if series == 1 {
		title, format, limit = e.DifferenceName, formatOr(e.FormatDifference), span{math.Inf(-1), math.Inf(1)}
	}
	scale, ticks := niceScale(axisSpan(values, series == 1), limit, int(track.w()/80), format)
	place := func(v float64) float64 { return track.x0 + (v-scale.lo)/(scale.hi-scale.lo)*track.w() }
	if series == 1 {
		k := s.st.scale()
		s.drawing.Plot, s.drawing.X = s.pixels(track), Axis{track.x0 * k, track.x1 * k, scale.lo, scale.hi}
	}

	head := track.y0 - headRow/2
	s.text(shorten(title, s.small(), in.w()), pt{in.x0, head}, s.small(), s.pal.Muted, left)
	labels := make([]string, len(ticks))
	for i, t := range ticks {
		labels[i] = t.label
		s.vline(place(t.value), track.y0, track.y1, 1, s.pal.Grid)
	}
	for _, l := range thin(labels, func(i int) float64 { return place(ticks[i].value) }, s.small(), 2, s.w-2, labelGap) {
		s.text(l.text, pt{l.x, track.y1 + labelRow*0.55}, s.small(), s.pal.Muted, left)
	}
	if series == 1 {
		e.nothing(s, track, place(0), in.x0+s.small().width(printable(title))+barGap)
	}
	for i, r := range rows {
		y := track.y0 + (float64(i)+0.5)*rowH
		text, face := s.pal.Text, s.strong()
		if r.Tone == Faint {
			text, face = s.pal.Muted, s.normal()
		}
		short := shorten(r.Name, s.normal(), name)
		s.text(short, pt{in.x0, y}, s.normal(), text, left)
		e.mark(s, r, y, place)
		s.text(shorten(r.Label, face, label), pt{in.x1, y}, face, text, right)
		h := Hit{Series: series, Index: i, Key: r.Key, Text: r.Text}
		if short != printable(r.Name) {
			h.Text = r.Name + "\n" + r.Text
		}
		s.hit(rect{0, y - rowH/2, s.w, y + rowH/2}, h)
	}
	return track.y1 + labelRow
}

// nothing draws the line of no difference, with the words for what lies beside it; they begin no further left than from.
func (e Effect) nothing(s *surface, track rect, x, from float64) {
	s.vline(x, track.y0-3, track.y1, 1.4, s.pal.Muted)
	y, f := track.y0-headRow/2, s.small()
	if below := printable(e.Below); below != "" && x-8-f.width(below) > from {
		s.text(below, pt{x - 8, y}, f, s.pal.Muted, right)
	}
	if above := printable(e.Above); above != "" && x+8 > from && x+8+f.width(above) < s.w-2 {
		s.text(above, pt{x + 8, y}, f, s.pal.Muted, left)
	}
}

// mark draws a value and its interval.
func (e Effect) mark(s *surface, r EffectRow, y float64, place func(float64) float64) {
	if !number(r.Value) {
		return
	}
	c := s.pal.tone(r.Tone, s.pal.Accent)
	if r.interval() {
		x0, x1 := place(r.Low), place(r.High)
		s.hline(x0, x1, y, 2, c)
		s.vline(x0, y-4, y+4, 1.4, c)
		s.vline(x1, y-4, y+4, 1.4, c)
	}
	s.point(toneShape(r.Tone, circle), pt{place(r.Value), y}, 4.4, c, r.Tone == Faint)
}

func (r EffectRow) interval() bool { return number(r.Low) && number(r.High) && r.High > r.Low }
