package charts

import (
	"context"
	"math"
)

// Bars is a ranked list as horizontal bars: name on the left, bar, value and note on the right, one row each.
type Bars struct {
	Rows    []Bar              // in the order to show
	Message string             // shown where there is no row
	Max     float64            // length of a bar as wide as there is room; less than the longest bar, such as 0, means that one
	More    func(n int) string // writes how many rows did not fit, such as "en nog 12"; nil writes nothing
}

// Bar is one row.
type Bar struct {
	Key    string
	Name   string  // shortened with … where it does not fit
	Full   string  // in front of the tooltip where Name was shortened; "" means Name
	Length float64 // of the bar, from 0; NaN draws none
	Value  string  // the number as text
	Note   string  // muted, right of the value, such as a share; left out of a narrow picture
	Tone   Tone    // Good and Bad colour the bar and put their sign after it; Faint leaves it hollow
	Text   string  // tooltip
}

// barRow is the height of a row and barGap the room between the columns, in units.
const (
	barRow = 28.0
	barGap = 14.0
)

// Draw implements Chart. Drawing.Shown is the number of rows that fitted; Height gives room for all.
func (b Bars) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, b, width, height, s)
}

// barRowHeight is the height of a row in units; it grows with the text.
func barRowHeight(s Style) float64 { return barRow * max(s.fontSize()/12, 0.75) }

// Height is the height in device pixels that all rows need.
func (b Bars) Height(s Style) int {
	return int(math.Ceil(s.scale() * (2*pad + float64(max(len(b.Rows), 2))*barRowHeight(s))))
}

func (b Bars) paint(ctx context.Context, s *surface) error {
	if len(b.Rows) == 0 {
		s.message(b.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	rowH := barRowHeight(s.st)
	fit := int((s.h - 2*pad + 0.01) / rowH)
	rows, rest := b.Rows, ""
	if len(rows) > fit {
		if b.More != nil && fit > 1 {
			fit--
			rest = b.More(len(rows) - fit)
		}
		rows = rows[:fit]
	}
	s.drawing.Shown = len(rows)

	// Columns: the texts take what they need, names at most two fifths of the width, and the bars the rest.
	in := rect{pad, pad, s.w - pad, s.h - pad}
	name, value, note := 0.0, 0.0, 0.0
	length := span{0, max(b.Max, 0)}
	for _, r := range rows {
		name = max(name, s.normal().width(printable(r.Name)))
		value = max(value, s.strong().width(printable(r.Value)))
		note = max(note, s.small().width(printable(r.Note)))
	}
	for _, r := range b.Rows {
		length.add(r.Length)
	}
	if note > 0 {
		note = min(note, in.w()*0.25) + barGap
	}
	value = min(value, in.w()*0.3)
	if in.w() < 300 {
		note = 0
	}
	name = min(name, max(in.w()*0.4, in.w()-value-note-2*barGap-160))
	name = max(name, 0)
	track := rect{in.x0 + name + barGap, 0, in.x1 - value - note - barGap, 0}
	place := func(v float64) float64 {
		if length.hi == length.lo {
			return track.x0
		}
		return track.x0 + (v-length.lo)/(length.hi-length.lo)*track.w()
	}
	for i, r := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		row := rect{0, in.y0 + float64(i)*rowH, s.w, in.y0 + float64(i+1)*rowH}
		y := (row.y0 + row.y1) / 2
		short := shorten(r.Name, s.normal(), name)
		s.text(short, pt{in.x0, y}, s.normal(), s.pal.Text, left)
		if number(r.Length) && track.w() > 8 {
			s.bar(rect{min(place(0), place(r.Length)), y - 5, max(place(0), place(r.Length)), y + 5}, r.Tone)
			if r.Tone == Good || r.Tone == Bad { // a sign beside the colour
				end := pt{max(place(0), place(r.Length)) + 8, y}
				s.point(toneShape(r.Tone, circle), end, 3, s.pal.tone(r.Tone, s.pal.Accent), false)
			}
		}
		s.text(shorten(r.Value, s.strong(), value), pt{track.x1 + barGap + value, y}, s.strong(), s.pal.Text, right)
		s.text(shorten(r.Note, s.small(), max(note-barGap, 0)), pt{in.x1, y}, s.small(), s.pal.Muted, right)

		h := Hit{Index: i, Key: r.Key, Text: r.Text}
		if short != printable(r.Name) {
			full := r.Full
			if full == "" {
				full = r.Name
			}
			if h.Text != "" {
				full += "\n"
			}
			h.Text = full + h.Text
		}
		s.hit(row, h)
	}
	if length.lo < 0 && track.w() > 8 {
		s.vline(place(0), in.y0, in.y0+float64(len(rows))*rowH, 1, s.pal.Muted)
	}
	if rest != "" {
		s.text(shorten(rest, s.small(), in.w()), pt{in.x0, in.y0 + (float64(len(rows))+0.5)*rowH}, s.small(), s.pal.Muted, left)
	}
	return nil
}

// bar draws one bar with slightly rounded corners; a value above nothing always leaves a sliver to see.
func (s *surface) bar(r rect, t Tone) {
	if r.w() <= 0 {
		return
	}
	r = rect{s.edge(r.x0), s.edge(r.y0), max(s.edge(r.x1), s.edge(r.x0)+1.5), s.edge(r.y1)}
	c := s.pal.tone(t, s.pal.Accent)
	if t == Faint {
		if r.w() > 2 {
			s.strokePath(s.roundRect(r.inset(0.6), 2), 1.2, c)
			return
		}
	}
	s.c.SetColor(c)
	s.c.Fill(s.roundRect(r, 2.5))
}
