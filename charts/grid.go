package charts

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Grid shows choices by what they take and what they bring: effort along the bottom, impact upwards, in four fields.
// What has no place yet stands in a row beneath.
type Grid struct {
	Items      []GridItem
	Steps      []string             // names of the steps of effort, the least first; Effort counts in them
	EffortName string               // under the steps
	ImpactName string               // above the impact
	Format     func(float64) string // writes an impact
	Fields     [4]string            // names of the fields: much for little, much for much, little for little, little for much
	Unplaced   string               // before the items without a place
	Selected   string               // key of the item that is worked on
	Message    string               // shown where there is no item
}

// GridItem is a choice.
type GridItem struct {
	Key    string
	Mark   string  // in its disc, such as its number
	Name   string  // beside it, shortened with … where it does not fit
	Effort int     // step, from 1; 0 has no place
	Impact float64 // NaN has no place
	Note   string  // muted, after the name, such as the votes
	Strong bool    // chosen; its disc is filled
	Text   string  // tooltip
}

// placed says whether i has a place in the grid.
func (i GridItem) placed(steps int) bool {
	return i.Effort >= 1 && i.Effort <= steps && number(i.Impact)
}

// HitUnplaced is the Series of an item that stands beneath the grid.
const HitUnplaced = -13

// discRadius is that of the disc of an item, in units at a text of 12.
const discRadius = 10.0

// Draw implements Chart. Drawing.Y is the scale of the impact, Drawing.X that of the effort in steps; Index of a hit is the number of the item.
func (g Grid) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, g, width, height, s)
}

func (g Grid) paint(ctx context.Context, s *surface) error {
	k := s.st.fontSize() / 12
	if len(g.Items) == 0 || len(g.Steps) == 0 {
		s.message(g.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	var loose []int
	values := emptySpan()
	for i, it := range g.Items {
		if it.placed(len(g.Steps)) {
			values.add(it.Impact)
		} else {
			loose = append(loose, i)
		}
	}
	in := rect{pad, pad + headRow*k, s.w - pad, s.h - pad}
	below := labelRow * k
	if g.EffortName != "" {
		below += headRow * k
	}
	rows := g.loose(s, loose, in, k)
	plot := rect{in.x0, in.y0, in.x1, in.y1 - below - rows}
	if plot.w() < 120*k || plot.h() < 60*k {
		return ctx.Err()
	}
	if !values.valid() {
		values = span{0, 1}
	}
	values.add(0)
	scale, ticks := niceScale(span{0, values.hi * 1.12}, span{0, math.Inf(1)}, int(plot.h()/(tickGap*k)), formatOr(g.Format))
	if scale.hi < values.hi*1.12 {
		scale.hi = values.hi * 1.12
	}
	gutter := 0.0
	for _, t := range ticks {
		gutter = max(gutter, s.small().width(printable(t.label)))
	}
	plot.x0 += gutter + gutterGap
	g.fields(s, plot, k)
	y := func(v float64) float64 { return plot.y1 - (v-scale.lo)/(scale.hi-scale.lo)*plot.h() }
	for _, t := range ticks {
		s.hline(plot.x0-4, plot.x0, y(t.value), 1, s.pal.Muted)
		s.text(t.label, pt{plot.x0 - gutterGap + 2, y(t.value)}, s.small(), s.pal.Muted, right)
	}
	step := plot.w() / float64(len(g.Steps))
	x := func(effort float64) float64 { return plot.x0 + (effort-0.5)*step }
	for i, name := range g.Steps {
		s.text(shorten(name, s.small(), step-4), pt{x(float64(i + 1)), plot.y1 + labelRow*k*0.55}, s.small(), s.pal.Muted, centre)
	}
	s.text(shorten(g.ImpactName, s.small(), in.w()), pt{in.x0, in.y0 - headRow*k*0.55}, s.small(), s.pal.Muted, left)
	s.text(shorten(g.EffortName, s.small(), plot.w()), pt{plot.x1, plot.y1 + (labelRow+headRow*0.45)*k}, s.small(), s.pal.Muted, right)
	kk := s.st.scale()
	s.drawing.Plot = s.pixels(plot)
	s.drawing.X = Axis{x(1) * kk, x(float64(len(g.Steps))) * kk, 1, float64(len(g.Steps))}
	s.drawing.Y = Axis{plot.y1 * kk, plot.y0 * kk, scale.lo, scale.hi}
	g.items(s, plot, x, y, step, k)
	return ctx.Err()
}

// fields draws the four fields and their names.
func (g Grid) fields(s *surface, plot rect, k float64) {
	mid := pt{(plot.x0 + plot.x1) / 2, (plot.y0 + plot.y1) / 2}
	s.fillRect(rect{plot.x0, plot.y0, mid.x, mid.y}, faded(s.pal.Accent, 0.08))
	s.hline(plot.x0, plot.x1, mid.y, 1, s.pal.Grid)
	s.vline(mid.x, plot.y0, plot.y1, 1, s.pal.Grid)
	s.hline(plot.x0, plot.x1, plot.y1, 1.2, s.pal.Muted)
	s.vline(plot.x0, plot.y0, plot.y1, 1.2, s.pal.Muted)
	f := s.small()
	for i, name := range g.Fields {
		x, align := plot.x0+8*k, left
		if i%2 == 1 {
			x, align = plot.x1-8*k, right
		}
		y := plot.y0 + 11*k
		if i > 1 { // at the foot, where few stand
			y = plot.y1 - 11*k
		}
		s.text(shorten(name, f, plot.w()/2-16*k), pt{x, y}, f, s.pal.Muted, align)
	}
}

// items draws the discs and their names, those that would touch moved aside.
func (g Grid) items(s *surface, plot rect, x, y func(float64) float64, step, k float64) {
	r := discRadius * k
	order := []int{}
	for i, it := range g.Items {
		if it.placed(len(g.Steps)) {
			order = append(order, i)
		}
	}
	// From the top of a step down, so that what is moved goes one way.
	slices.SortStableFunc(order, func(a, b int) int {
		p, q := g.Items[a], g.Items[b]
		if p.Effort != q.Effort {
			return p.Effort - q.Effort
		}
		switch {
		case p.Impact > q.Impact:
			return -1
		case p.Impact < q.Impact:
			return 1
		}
		return 0
	})
	at := map[int]pt{}
	gap := 2*r + 3*k
	for n := 0; n < len(order); {
		m := n
		for m < len(order) && g.Items[order[m]].Effort == g.Items[order[n]].Effort {
			m++
		}
		for i, p := range apartBy(order[n:m], func(i int) float64 { return y(g.Items[i].Impact) }, gap, plot.y0+r+2, plot.y1-r-2) {
			at[order[n+i]] = pt{x(float64(g.Items[order[n+i]].Effort)) - step/2 + r + 6*k, p}
		}
		n = m
	}
	for _, i := range order {
		it, p := g.Items[i], at[i]
		if want := y(it.Impact); math.Abs(want-p.y) > r { // moved: say where it belongs
			s.line([]pt{{p.x - r - 3*k, want}, {p.x - r, p.y}}, 1, s.pal.Muted)
			s.point(circle, pt{p.x - r - 3*k, want}, 1.8*k, s.pal.Muted, false)
		}
		room := step - 2*r - 14*k
		g.disc(s, it, p, r)
		end := g.label(s, it, pt{p.x + r + 6*k, p.y}, room)
		s.drawing.Shown++
		s.hit(rect{p.x - r, p.y - r, end, p.y + r}, Hit{Index: i, Key: it.Key, Text: it.Text})
	}
}

// apartBy gives the heights of items that want the place that want gives, in that order from the top, at least gap apart and within lo to
// hi where there is room for that.
func apartBy(items []int, want func(int) float64, gap, lo, hi float64) []float64 {
	out := make([]float64, len(items))
	if len(items) > 1 {
		gap = min(gap, (hi-lo)/float64(len(items)-1))
	}
	for i, it := range items {
		out[i] = min(max(want(it), lo), hi)
		if i > 0 {
			out[i] = max(out[i], out[i-1]+gap)
		}
	}
	limit := hi // from the bottom up: what was pushed out comes back
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = min(out[i], limit)
		limit = out[i] - gap
	}
	return out
}

// disc draws the mark of an item.
func (g Grid) disc(s *surface, it GridItem, p pt, r float64) {
	ink, c := s.pal.Text, s.pal.Muted
	if it.Key == g.Selected && it.Key != "" {
		c = s.pal.Accent
	}
	back := s.pal.Background
	back.A = 0xff
	o := s.outline(circle, p, r)
	s.c.SetColor(back)
	s.c.Fill(o)
	if it.Strong {
		s.c.SetColor(s.pal.Accent)
		s.c.Fill(o)
		ink = back
	} else {
		s.strokePath(o, 1.6, c)
	}
	if it.Key == g.Selected && it.Key != "" {
		s.strokePath(s.outline(circle, p, r+2.5), 2, s.pal.Accent)
	}
	f := s.small()
	f.bold = true
	s.text(shorten(it.Mark, f, 2*r), p, f, ink, centre)
}

// label writes the name and note of an item in at most room units, and gives where they end.
func (g Grid) label(s *surface, it GridItem, p pt, room float64) float64 {
	f, small := s.normal(), s.small()
	if it.Strong {
		f = s.strong()
	}
	c := s.pal.Text
	if it.Key == g.Selected && it.Key != "" {
		c = s.pal.Accent
	}
	note := 0.0
	if it.Note != "" {
		note = small.width(printable(it.Note)) + 6
	}
	if f.width(printable(it.Name))+note > room { // the name goes first
		note = 0
	}
	name := shorten(it.Name, f, room-note)
	s.text(name, p, f, c, left)
	end := p.x + f.width(name)
	if note > 0 {
		s.text(it.Note, pt{end + 6, p.y}, small, s.pal.Muted, left)
		end += note
	}
	return end
}

// loose draws what has no place yet at the foot of in, and gives the height that takes.
func (g Grid) loose(s *surface, items []int, in rect, k float64) float64 {
	if len(items) == 0 {
		return 0
	}
	r := discRadius * k
	row := 2*r + 6*k
	small := s.small()
	head := small.width(printable(g.Unplaced)) + 12*k
	const most = 2
	// Two passes: how many rows it takes is known only after one.
	type place struct {
		i    int
		x, w float64
		row  int
	}
	var places []place
	x, line := in.x0+head, 0
	missing := 0
	for n, i := range items {
		w := min(2*r+5*k+s.normal().width(printable(g.Items[i].Name))+14*k, 190*k)
		if x+w > in.x1 && x > in.x0+head {
			if line+1 == most {
				missing = len(items) - n
				break
			}
			x, line = in.x0+head, line+1
		}
		places = append(places, place{i, x, w, line})
		x += w
	}
	height := row*float64(line+1) + 6*k
	top := in.y1 - height + 6*k
	s.text(g.Unplaced, pt{in.x0, top + row/2}, small, s.pal.Muted, left)
	for _, p := range places {
		it := g.Items[p.i]
		at := pt{p.x + r, top + row*(float64(p.row)+0.5)}
		g.disc(s, it, at, r)
		end := g.label(s, it, pt{at.x + r + 5*k, at.y}, p.w-2*r-19*k)
		s.hit(rect{p.x, at.y - r, end, at.y + r}, Hit{Series: HitUnplaced, Index: p.i, Key: it.Key, Text: it.Text})
	}
	if missing > 0 {
		s.text(fmt.Sprintf("+%d", missing), pt{in.x1, top + row*(float64(line)+0.5)}, small, s.pal.Muted, right)
	}
	return height
}
