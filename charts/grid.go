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
	Most       float64   // both scales run from 0 to here; 0 means 10
	EffortEnds [2]string // at either end of the effort: little, much
	ImpactEnds [2]string // of the impact: little, much
	EffortName string    // under the effort, in the middle
	ImpactName string    // above the impact
	Fields     [4]string // names of the fields: much for little, much for much, little for little, little for much
	Unplaced   string    // before the items without a place
	Selected   string    // key of the item that is worked on
	Message    string    // shown where there is no item
}

// GridItem is a choice.
type GridItem struct {
	Key    string
	Mark   string  // in its disc, such as its number
	Name   string  // beside it, shortened with … where it does not fit and left out where another is in the way
	Effort float64 // NaN has no place
	Impact float64 // NaN has no place
	Note   string  // muted, after the name, such as the votes; left out before the name is shortened
	Strong bool    // chosen; its disc is filled
	Text   string  // tooltip
}

// placed says whether i has a place in the grid.
func (i GridItem) placed() bool { return number(i.Effort) && number(i.Impact) }

// HitUnplaced is the Series of an item that stands beneath the grid.
const HitUnplaced = -16

// discRadius is that of the disc of an item, in units at a text of 12.
const discRadius = 10.0

// Draw implements Chart. Drawing.X is the scale of the effort and Drawing.Y that of the impact; Index of a hit is the number of the
// item.
func (g Grid) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, g, width, height, s)
}

func (g Grid) paint(ctx context.Context, s *surface) error {
	if len(g.Items) == 0 {
		s.message(g.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	k := s.st.fontSize() / 12
	small := s.small()
	in := rect{pad, pad, s.w - pad, s.h - pad}
	if g.ImpactName != "" {
		in.y0 += headRow * k
	}
	gutter := 0.0
	for _, t := range g.ImpactEnds {
		gutter = max(gutter, small.width(printable(t))+gutterGap)
	}
	gutter = min(gutter, in.w()*0.25)
	plot := rect{in.x0 + gutter, in.y0, in.x1, in.y1 - labelRow*k - g.loose(s, in, k)}
	if plot.w() < 100*k || plot.h() < 60*k {
		return ctx.Err()
	}
	most := g.Most
	if most <= 0 {
		most = 10
	}
	kk := s.st.scale()
	s.drawing.Plot = s.pixels(plot)
	s.drawing.X = Axis{plot.x0 * kk, plot.x1 * kk, 0, most}
	s.drawing.Y = Axis{plot.y1 * kk, plot.y0 * kk, 0, most}
	g.fields(s, plot, gutter, k)
	g.names(s, plot, g.items(s, plot, most, k), k)
	return ctx.Err()
}

// fields draws the four fields and the names of the scales.
func (g Grid) fields(s *surface, plot rect, gutter, k float64) {
	mid := pt{(plot.x0 + plot.x1) / 2, (plot.y0 + plot.y1) / 2}
	s.fillRect(rect{plot.x0, plot.y0, mid.x, mid.y}, faded(s.pal.Accent, 0.08))
	s.hline(plot.x0, plot.x1, mid.y, 1, s.pal.Grid)
	s.vline(mid.x, plot.y0, plot.y1, 1, s.pal.Grid)
	s.hline(plot.x0, plot.x1, plot.y1, 1.2, s.pal.Muted)
	s.vline(plot.x0, plot.y0, plot.y1, 1.2, s.pal.Muted)
	f := s.small()
	for i, y := range [2]float64{plot.y1 - 6*k, plot.y0 + 6*k} {
		s.text(shorten(g.ImpactEnds[i], f, gutter-gutterGap), pt{plot.x0 - gutterGap*0.8, y}, f, s.pal.Muted, right)
	}
	y := plot.y1 + labelRow*k*0.55
	s.text(shorten(g.EffortEnds[0], f, plot.w()/3), pt{plot.x0, y}, f, s.pal.Muted, left)
	s.text(shorten(g.EffortEnds[1], f, plot.w()/3), pt{plot.x1, y}, f, s.pal.Muted, right)
	s.text(shorten(g.EffortName, f, plot.w()/3), pt{mid.x, y}, f, s.pal.Muted, centre)
	s.text(shorten(g.ImpactName, f, s.w-2*pad), pt{pad, plot.y0 - headRow*k*0.55}, f, s.pal.Muted, left)
}

// names writes what the fields are called, in an outer corner of each or, where something stands there, the other one; taken is where
// something stands.
func (g Grid) names(s *surface, plot rect, taken []rect, k float64) {
	f := s.small()
	for i, name := range g.Fields {
		name = shorten(name, f, plot.w()/2-16*k)
		w := f.width(name)
		y := plot.y0 + 11*k
		if i > 1 {
			y = plot.y1 - 11*k
		}
		outer, inner := plot.x0+8*k, (plot.x0+plot.x1)/2-8*k-w
		if i%2 == 1 {
			outer, inner = plot.x1-8*k-w, (plot.x0+plot.x1)/2+8*k
		}
		for _, x := range [2]float64{outer, inner} {
			box := rect{x - 3*k, y - f.size*0.7, x + w + 3*k, y + f.size*0.7}
			if !slices.ContainsFunc(taken, box.meets) {
				s.text(name, pt{x, y}, f, s.pal.Muted, left)
				break
			}
		}
	}
}

// meets says whether two areas have something in common.
func (r rect) meets(o rect) bool { return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1 }

// items draws the discs, those that would touch moved aside, and then the names where there is room; it gives where they stand.
func (g Grid) items(s *surface, plot rect, most, k float64) []rect {
	r := discRadius * k
	at := map[int]pt{}
	var order []int
	for i, it := range g.Items {
		if it.placed() {
			order = append(order, i)
		}
	}
	// The one worked on keeps its place best, then those with most impact.
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := g.Items[a], g.Items[b]
		if p, q := g.selected(x), g.selected(y); p != q {
			return int(one(q) - one(p))
		}
		switch {
		case x.Impact > y.Impact:
			return -1
		case x.Impact < y.Impact:
			return 1
		}
		return 0
	})
	within := plot.inset(r + 2)
	var taken []rect // discs and names
	for _, i := range order {
		it := g.Items[i]
		want := pt{plot.x0 + it.Effort/most*plot.w(), plot.y1 - it.Impact/most*plot.h()}
		p := free(want, within, 2*r+2*k, at)
		at[i] = p
		if math.Hypot(p.x-want.x, p.y-want.y) > r*1.2 { // moved: say where it belongs
			s.line([]pt{want, p}, 1, s.pal.Muted)
			s.point(circle, want, 1.8*k, s.pal.Muted, false)
		}
		taken = append(taken, rect{p.x - r, p.y - r, p.x + r, p.y + r})
	}
	for _, i := range order {
		it, p := g.Items[i], at[i]
		g.disc(s, it, p, r)
		box := g.beside(s, it, p, r, plot, taken, k)
		area := rect{p.x - r, p.y - r, p.x + r, p.y + r}
		if box.w() > 0 {
			taken = append(taken, box)
			area.x0, area.x1 = min(area.x0, box.x0), max(area.x1, box.x1)
		}
		s.drawing.Shown++
		s.hit(area, Hit{Index: i, Key: it.Key, Text: it.Text})
	}
	return taken
}

func (g Grid) selected(it GridItem) bool { return it.Key != "" && it.Key == g.Selected }

// free gives the place nearest to want within r that is gap away from all that are taken: want itself, or one on rings around it.
func free(want pt, r rect, gap float64, taken map[int]pt) pt {
	in := func(p pt) pt { return pt{min(max(p.x, r.x0), r.x1), min(max(p.y, r.y0), r.y1)} }
	clear := func(p pt) bool {
		for _, t := range taken {
			if math.Hypot(t.x-p.x, t.y-p.y) < gap-1e-6 {
				return false
			}
		}
		return true
	}
	first := in(want)
	for ring := 0; ring < 16; ring++ {
		for i := range max(1, 8*ring) {
			sin, cos := math.Sincos(2*math.Pi*float64(i)/float64(max(1, 8*ring)) + math.Pi/2) // first downwards
			d := gap * float64(ring) / 2
			if p := in(pt{first.x + cos*d, first.y + sin*d}); clear(p) {
				return p
			}
		}
	}
	return first
}

// beside writes the name of an item right of its disc, or left of it, where nothing is in the way, and gives where it stands; an empty
// place when there is none.
func (g Grid) beside(s *surface, it GridItem, p pt, r float64, plot rect, taken []rect, k float64) rect {
	f, small := s.normal(), s.small()
	if it.Strong {
		f = s.strong()
	}
	gap, h := r+6*k, f.size*0.62
	name, note := printable(it.Name), printable(it.Note)
	whole := f.width(name)
	extra := 0.0
	if note != "" {
		extra = small.width(note) + 6*k
	}
	limit := 190 * k
	// The room at a side ends at what stands nearest there.
	room := func(right bool) float64 {
		lo, hi := p.x+gap, plot.x1-3*k
		if !right {
			lo, hi = plot.x0+3*k, p.x-gap
		}
		for _, t := range taken {
			if t.y1 < p.y-h || t.y0 > p.y+h || t.x0 <= p.x && t.x1 >= p.x {
				continue
			}
			if right && t.x0 > p.x {
				hi = min(hi, t.x0-5*k)
			} else if !right && t.x1 < p.x {
				lo = max(lo, t.x1+5*k)
			}
		}
		return min(hi-lo, limit)
	}
	at, side := room(true), true
	if at < whole {
		if other := room(false); other > at {
			at, side = other, false
		}
	}
	if at < min(whole, 40*k) {
		return rect{}
	}
	if whole+extra > at {
		note, extra = "", 0
	}
	name = shorten(name, f, at)
	w := f.width(name) + extra
	x := p.x + gap
	if !side {
		x = p.x - gap - w
	}
	c := s.pal.Text
	if g.selected(it) {
		c = s.pal.Accent
	}
	s.text(name, pt{x, p.y}, f, c, left)
	s.text(note, pt{x + f.width(name) + 6*k, p.y}, small, s.pal.Muted, left)
	return rect{x, p.y - h, x + w, p.y + h}
}

// disc draws the mark of an item.
func (g Grid) disc(s *surface, it GridItem, p pt, r float64) {
	ink, c := s.pal.Text, s.pal.Muted
	if g.selected(it) {
		c = s.pal.Accent
		s.strokePath(s.outline(circle, p, r+2.5), 2, c)
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
	f := s.small()
	f.bold = true
	s.text(shorten(it.Mark, f, 2*r), p, f, ink, centre)
}

// looseRows is how many rows of items without a place there are at most.
const looseRows = 2

// loose draws what has no place yet at the foot of in, and gives the height that takes.
func (g Grid) loose(s *surface, in rect, k float64) float64 {
	r := discRadius * k
	row := 2*r + 6*k
	small := s.small()
	head := small.width(printable(g.Unplaced)) + 12*k
	type place struct {
		i    int
		x, w float64
		row  int
	}
	var places []place
	x, line, missing := in.x0+head, 0, 0
	for i, it := range g.Items {
		if it.placed() {
			continue
		}
		w := min(2*r+5*k+s.normal().width(printable(it.Name))+14*k, 190*k)
		if x+w > in.x1 && x > in.x0+head && line+1 < looseRows {
			x, line = in.x0+head, line+1
		}
		if missing > 0 || x+w > in.x1-24*k*float64(line) && x > in.x0+head {
			missing++
			continue
		}
		places = append(places, place{i, x, w, line})
		x += w
	}
	if len(places) == 0 {
		return 0
	}
	height := row*float64(line+1) + 6*k
	top := in.y1 - height + 6*k
	s.text(g.Unplaced, pt{in.x0, top + row/2}, small, s.pal.Muted, left)
	for _, p := range places {
		it := g.Items[p.i]
		at := pt{p.x + r, top + row*(float64(p.row)+0.5)}
		g.disc(s, it, at, r)
		f, c := s.normal(), s.pal.Text
		if g.selected(it) {
			c = s.pal.Accent
		}
		name := shorten(it.Name, f, p.w-2*r-19*k)
		s.text(name, pt{at.x + r + 6*k, at.y}, f, c, left)
		s.hit(rect{p.x, at.y - r, at.x + r + 6*k + f.width(name), at.y + r}, Hit{Series: HitUnplaced, Index: p.i, Key: it.Key, Text: it.Text})
	}
	if missing > 0 {
		s.text(fmt.Sprintf("+%d", missing), pt{in.x1, top + row*(float64(line)+0.5)}, small, s.pal.Muted, right)
	}
	return height
}
