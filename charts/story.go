package charts

import (
	"context"
	"image/color"
	"math"
	"strconv"
)

// Story is one line of events in time: marks on lanes, numbered in order, and arcs between those that belong together.
// Time is laid out by the caller, so that long quiet stretches can be cut out: X runs from 0 to 1.
type Story struct {
	Lanes   []string // from top to bottom
	Marks   []StoryMark
	Arcs    []StoryArc
	Ticks   []StoryTick  // where a time is written beneath
	Breaks  []StoryBreak // where time was cut out
	Message string       // shown where there is no mark
}

// StoryMark is one event.
type StoryMark struct {
	X      float64
	Lane   int
	Key    string
	Label  string // beside it, where there is room
	Tone   Tone   // Faint leaves it hollow
	Chosen bool   // a ring is around it
	Text   string // tooltip
}

// StoryArc joins two marks, by their place in Marks.
type StoryArc struct {
	From, To int
	Label    string // on it, where there is room
	Tone     Tone
	Text     string // tooltip
}

// StoryTick is a time on the axis.
type StoryTick struct {
	X     float64
	Label string
}

// StoryBreak is a stretch of time that was cut out, between two places.
type StoryBreak struct {
	From, To float64
	Label    string // how long
}

// HitArc is the Series of a hit on an arc; Index is its place in Arcs.
const HitArc = -11

// storyLane is the least height of a lane and storyMark the size of a mark, in units.
const (
	storyLane = 46.0
	storyMark = 8.5
)

// Draw implements Chart. Hits are the arcs, then the marks.
func (c Story) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, c, width, height, s)
}

// Height is the height in device pixels that reads well.
func (c Story) Height(s Style) int {
	return int(math.Ceil(s.scale() * (2*pad + labelRow + storyLane*float64(max(len(c.Lanes), 1)+1))))
}

func (c Story) paint(ctx context.Context, s *surface) error {
	if len(c.Marks) == 0 {
		s.message(c.Message, rect{0, 0, s.w, s.h})
		return nil
	}
	in := rect{pad, pad, s.w - pad, s.h - pad}
	gutter := 0.0
	for _, l := range c.Lanes {
		gutter = max(gutter, s.small().width(printable(l)))
	}
	gutter = min(gutter, in.w()*0.22)
	if in.w() < 260 {
		gutter = 0
	}
	plot := rect{in.x0 + gutter + gutterGap + storyMark, in.y0, in.x1 - storyMark - 4, in.y1 - labelRow}
	if plot.w() < 40 || plot.h() < 30 {
		return ctx.Err()
	}
	s.drawing.Plot = s.pixels(plot)
	s.drawing.Shown = len(c.Marks)
	k := s.st.scale()
	s.drawing.X = Axis{plot.x0 * k, plot.x1 * k, 0, 1}
	lanes := float64(max(len(c.Lanes), 1))
	head := min(plot.h()*0.32, storyLane*0.9) // room for arcs above the first lane
	step := (plot.h() - head) / lanes
	x := func(v float64) float64 { return plot.x0 + min(max(v, 0), 1)*plot.w() }
	y := func(lane int) float64 { return plot.y0 + head + (float64(lane)+0.5)*step }
	at := func(i int) pt { return pt{x(c.Marks[i].X), y(c.Marks[i].Lane)} }

	for i := range max(len(c.Lanes), 1) {
		s.hline(plot.x0-storyMark, plot.x1+storyMark, y(i), 1, s.pal.Grid)
		if i < len(c.Lanes) {
			s.text(shorten(c.Lanes[i], s.small(), gutter), pt{in.x0 + gutter, y(i)}, s.small(), s.pal.Muted, right)
		}
	}
	c.breaks(s, plot, x)
	for i, a := range c.Arcs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if a.From >= 0 && a.To >= 0 && a.From < len(c.Marks) && a.To < len(c.Marks) {
			c.arc(s, i, at(a.From), at(a.To), plot)
		}
	}
	r := storyMark
	if n := float64(len(c.Marks)); plot.w()/n < 1.6*r { // crowded: smaller, and without numbers
		r = max(2.5, plot.w()/n/2.2)
	}
	for i, m := range c.Marks {
		p := at(i)
		colour := s.pal.tone(m.Tone, s.pal.Accent)
		if m.Chosen {
			s.strokePath(s.outline(circle, p, r+4), 2, s.pal.Text)
		}
		s.point(circle, p, r, colour, m.Tone == Faint)
		if r > 6.5 {
			ink := s.pal.Background
			ink.A = 0xff
			if m.Tone == Faint {
				ink = s.pal.Muted
			}
			f := textFace{size: s.st.fontSize() - 2, bold: true}
			s.text(strconv.Itoa(i+1), p, f, ink, centre)
		}
		s.hit(rect{p.x - r - 2, p.y - r - 2, p.x + r + 2, p.y + r + 2}, Hit{Index: i, Key: m.Key, Text: m.Text})
	}
	c.labels(s, plot, at, r)
	c.ticks(s, plot, x)
	return ctx.Err()
}

// breaks hatches the stretches that were cut out and says how long each was.
func (c Story) breaks(s *surface, plot rect, x func(float64) float64) {
	end := math.Inf(-1) // of the label before, which none runs into
	for _, b := range c.Breaks {
		area := rect{x(b.From), plot.y0, x(b.To), plot.y1}
		s.fillRect(area, s.pal.Background)
		s.hatch(area, s.pal.Hatch)
		w := s.small().width(printable(b.Label))
		if mid := (area.x0 + area.x1) / 2; w > 0 && w < area.w()+70 && mid-w/2 > end+6 {
			end = mid + w/2
			s.fillRect(rect{mid - w/2 - 4, plot.y0 - 2, mid + w/2 + 4, plot.y0 + s.small().size + 4}, s.pal.Background)
			s.text(b.Label, pt{mid, plot.y0 + s.small().size/2 + 1}, s.small(), s.pal.Muted, centre)
		}
	}
}

// arc draws a bow over two marks, the higher the further they are apart, and writes its label at the top.
func (c Story) arc(s *surface, i int, from, to pt, plot rect) {
	a := c.Arcs[i]
	width := math.Abs(to.x - from.x)
	rise := min(max(width*0.28, 16), plot.h()*0.3, min(from.y, to.y)-plot.y0-10)
	if rise < 6 {
		rise = 6
	}
	top := pt{(from.x + to.x) / 2, min(from.y, to.y) - rise}
	control := pt{2*top.x - (from.x+to.x)/2, 2*top.y - (from.y+to.y)/2}
	colour := s.pal.tone(a.Tone, s.pal.series(1))
	ps := make([]pt, 0, 25)
	for k := range 25 {
		t := float64(k) / 24
		u := 1 - t
		ps = append(ps, pt{u*u*from.x + 2*u*t*control.x + t*t*to.x, u*u*from.y + 2*u*t*control.y + t*t*to.y})
	}
	s.line(ps, 1.8, colour)
	f := s.small()
	if w := f.width(printable(a.Label)); w > 0 && w < width-2*storyMark {
		back := s.pal.Background
		back.A = 0xff
		s.fillRect(rect{top.x - w/2 - 3, top.y - f.size*0.65, top.x + w/2 + 3, top.y + f.size*0.65}, back)
		s.text(a.Label, top, f, s.pal.Text, centre)
	}
	s.hit(rect{top.x - max(width/4, 8), top.y - 6, top.x + max(width/4, 8), top.y + 6}, Hit{Series: HitArc, Index: i, Text: a.Text})
}

// labels writes what the marks are about beneath them, where no other is in the way.
func (c Story) labels(s *surface, plot rect, at func(int) pt, r float64) {
	f := s.small()
	var taken []rect
	for i := range c.Marks {
		p := at(i)
		taken = append(taken, rect{p.x - r, p.y - r, p.x + r, p.y + r})
	}
	for i, m := range c.Marks {
		p := at(i)
		text := shorten(m.Label, f, 150)
		w := f.width(text)
		if text == "" {
			continue
		}
		x := min(max(p.x-w/2, plot.x0-storyMark), plot.x1+storyMark-w)
		area := rect{x - 3, p.y + r + 2, x + w + 3, p.y + r + 4 + f.size*1.2}
		free := area.y1 <= plot.y1+2
		for _, o := range taken {
			free = free && (area.x1 < o.x0 || area.x0 > o.x1 || area.y1 < o.y0 || area.y0 > o.y1)
		}
		if free {
			s.text(text, pt{x, (area.y0 + area.y1) / 2}, f, c.ink(s, m), left)
			taken = append(taken, area)
		}
	}
}

func (c Story) ink(s *surface, m StoryMark) color.NRGBA {
	if m.Tone == Faint {
		return s.pal.Muted
	}
	return s.pal.Text
}

// ticks writes the times beneath, those that fit; a short line leads to each.
func (c Story) ticks(s *surface, plot rect, x func(float64) float64) {
	f := s.small()
	end := math.Inf(-1)
	for _, t := range c.Ticks {
		w := f.width(printable(t.Label))
		at := min(max(x(t.X)-w/2, 2), s.w-2-w)
		if at < end+labelGap {
			continue
		}
		s.vline(x(t.X), plot.y1-2, plot.y1+4, 1, s.pal.Muted)
		s.text(t.Label, pt{at, plot.y1 + labelRow*0.62}, f, s.pal.Muted, left)
		end = at + w
	}
}
