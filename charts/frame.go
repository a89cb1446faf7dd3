package charts

import (
	"image/color"
	"math"
	"slices"
)

// frame is a plot area with periods along x and values along y: what Trend and each panel of Multiples draw in.
type frame struct {
	*surface
	r      rect
	n      int // periods
	y      span
	radius float64 // of an ordinary point; 0 draws the line alone, with only the points that say more than it
	width  float64 // of a line

	emphasis float64 // how much larger judged points are; 0 is not
}

// newFrame lays n periods and the values of y over r; marks shrink as periods come closer.
func newFrame(s *surface, r rect, n int, y span, radius, width float64) *frame {
	f := &frame{surface: s, r: r, n: n, y: y, radius: radius, width: width}
	if f.radius > f.step()*0.27 {
		f.radius = f.step() * 0.27
		if f.radius < 1.6 {
			f.radius = 0
		}
	}
	if f.step() < 4 {
		f.width = min(width, 1.4)
	}
	return f
}

// step is the distance between periods.
func (f *frame) step() float64 { return f.r.w() / float64(max(f.n, 1)) }

// px is the x of a place counted in periods: the middle of period 0 is 0.
func (f *frame) px(i float64) float64 {
	return f.r.x0 + (i+0.5)*f.step()
}

// py is the y of a value, kept within the frame.
func (f *frame) py(v float64) float64 {
	if f.y.hi == f.y.lo {
		return (f.r.y0 + f.r.y1) / 2
	}
	return min(max(f.r.y1-(v-f.y.lo)/(f.y.hi-f.y.lo)*f.r.h(), f.r.y0), f.r.y1)
}

func (f *frame) at(p []Point, i int) pt { return pt{f.px(float64(i)), f.py(p[i].Value)} }

// grid draws a level line at every tick.
func (f *frame) grid(ticks []tick) {
	for _, t := range ticks {
		f.hline(f.r.x0, f.r.x1, f.py(t.value), 1, f.pal.Grid)
	}
}

// regions hatches the periods that cannot be judged in full.
func (f *frame) regions(rs []Region) {
	for i, r := range rs {
		r, ok := r.within(f.n)
		if !ok {
			continue
		}
		a := f.column(r)
		f.hatch(a, f.pal.Hatch)
		f.hit(a, Hit{Series: HitRegion, Index: i, Key: r.Key, Text: r.Text})
	}
}

// column is the area of r in f.
func (f *frame) column(r Region) rect {
	return rect{f.px(float64(r.From) - 0.5), f.r.y0, f.px(float64(r.To) - 0.5), f.r.y1}
}

// band draws the intervals of points as a soft band, a lone one as a soft bar.
func (f *frame) band(points []Point, c color.NRGBA) {
	c = faded(c, 0.13)
	for _, run := range runs(points, Point.interval) {
		a, b := run[0], run[1]
		if b-a == 1 {
			half := min(f.step()*0.3, 7)
			x, p := f.px(float64(a)), points[a]
			f.fillRect(rect{x - half, f.py(p.High), x + half, f.py(p.Low)}, c)
			continue
		}
		ps := make([]pt, 0, 2*(b-a))
		for i := a; i < b; i++ {
			ps = append(ps, pt{f.px(float64(i)), f.py(points[i].High)})
		}
		for i := b - 1; i >= a; i-- {
			ps = append(ps, pt{f.px(float64(i)), f.py(points[i].Low)})
		}
		f.fill(ps, c)
	}
}

// levels draws the dashed level lines.
func (f *frame) levels(ls []Level) {
	for _, l := range ls {
		from, to := l.over(f.n)
		if from >= to || !number(l.Value) {
			continue
		}
		f.hline(f.px(float64(from)-0.5), f.px(float64(to)-0.5), f.py(l.Value), 1, f.pal.Muted, 5, 4)
	}
}

// piece is how many periods of a line are drawn at once: what a jagged line costs the rasteriser grows with the square of
// how often it crosses a row of pixels.
const piece = 64

// path draws the line through points, broken where a value is missing and dashed where it leads to a hollow point.
func (f *frame) path(points []Point, hollow []bool, c color.NRGBA) {
	open := func(i int) bool { return i < len(hollow) && hollow[i] }
	for _, run := range runs(points, drawn) {
		for a := run[0]; a+1 < run[1]; {
			b := a + 1
			soft := open(a) || open(b)
			for b+1 < run[1] && b-a < piece && (open(b) || open(b+1)) == soft {
				b++
			}
			ps := make([]pt, 0, b-a+1)
			for i := a; i <= b; i++ {
				ps = append(ps, f.at(points, i))
			}
			if soft {
				f.line(ps, f.width, c, 3, 3)
			} else {
				f.line(ps, f.width, c)
			}
			a = b
		}
	}
}

// points draws the marks of a series and notes their hits. Where there is no room for marks only those that say more
// than the line are drawn: lone, hollow and judged ones.
func (f *frame) points(series int, points []Point, hollow []bool, c color.NRGBA, sh shape) {
	for i, p := range points {
		if !drawn(p) {
			if p.Text != "" {
				f.hit(f.column(Region{From: i, To: i + 1}), Hit{Series: HitGap, Index: i, Key: p.Key, Text: p.Text})
			}
			continue
		}
		lone := (i == 0 || !drawn(points[i-1])) && (i+1 == len(points) || !drawn(points[i+1]))
		open := p.Tone == Faint || i < len(hollow) && hollow[i]
		r := f.radius
		if r == 0 && (lone || p.Tone != Plain || open && f.step() > 5) {
			r = 2.5
		}
		if f.emphasis > 0 && p.Tone.judged() {
			r *= f.emphasis
		}
		q := f.at(points, i)
		if r > 0 {
			f.point(toneShape(p.Tone, sh), q, r, f.pal.tone(p.Tone, c), open)
		}
		m := max(r, 2) + 2
		f.hit(rect{q.x - m, q.y - m, q.x + m, q.y + m}, Hit{Series: series, Index: i, Key: p.Key, Text: p.Text})
	}
}

// valueSpan is the range of values to show: all values and levels, and the intervals as far as they do not flatten the
// line (an interval of a handful of contacts runs from floor to ceiling; it is cut at the edge).
func valueSpan(series [][]Point, levels []Level) span {
	v := emptySpan()
	var halves []float64
	for _, ps := range series {
		for _, p := range ps {
			v.add(p.Value)
			if p.interval() {
				halves = append(halves, (p.High-p.Low)/2)
			}
		}
	}
	for _, l := range levels {
		v.add(l.Value)
	}
	if !v.valid() || len(halves) == 0 {
		return v
	}
	slices.Sort(halves)
	room := max((v.hi-v.lo)*0.6, halves[len(halves)/2]*1.8)
	out := v
	for _, ps := range series {
		for _, p := range ps {
			if p.interval() {
				out.add(max(p.Low, v.lo-room))
				out.add(min(p.High, v.hi+room))
			}
		}
	}
	return out
}

// axisSpan adds some air to v, and gives a range to values that have none.
func axisSpan(v span, zero bool) span {
	if !v.valid() {
		return span{0, 1}
	}
	if zero {
		v.add(0)
	}
	if v.hi-v.lo < 1e-9*max(math.Abs(v.hi), 1e-9) {
		d := max(math.Abs(v.hi)*0.2, 0.01)
		return span{v.lo - d, v.hi + d}
	}
	d := (v.hi - v.lo) * 0.04
	if zero && v.lo == 0 {
		return span{0, v.hi + d}
	}
	return span{v.lo - d, v.hi + d}
}

// Bounds is what a value axis may not leave, unless the data do: no rate lies under 0 or over 1. The zero Bounds are
// 0 to 1; for values that are not rates give others, such as {0, +Inf}.
type Bounds struct{ Low, High float64 }

func (b Bounds) span() span {
	if b == (Bounds{}) {
		return span{0, 1}
	}
	return span{b.Low, b.High}
}
