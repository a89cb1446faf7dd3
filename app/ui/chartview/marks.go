package chartview

import (
	"cmp"
	"image"
	"math"
	"slices"

	"eenkeer/charts"
)

// drawn is a drawing with what is to be known of it to work with it. It is made
// away from the goroutine of the window and not changed after.
type drawn struct {
	charts.Drawing
	groups  [][]charts.Hit // the marks that say something, a series each, in the order in which keys go along them
	periods bool           // marks stand at periods along the x axis, from first to last
	first   int
	last    int
}

// far is how far from a mark the pointer may be and still mean it, in units.
const far = 18

func newDrawn(d charts.Drawing) *drawn {
	out := &drawn{Drawing: d}
	of := map[int][]charts.Hit{}
	for _, h := range d.Hits {
		series := h.Series
		if series == charts.HitGap {
			series = 0 // in the place of the point that is not there
		}
		if n := len(of[series]); h.Text == "" || n > 0 && of[series][n-1].Index == h.Index && of[series][n-1].Key == h.Key && of[series][n-1].Text == h.Text {
			continue // a mark that has several areas is one all the same
		}
		of[series] = append(of[series], h)
	}
	var order []int
	for series, hits := range of {
		order = append(order, series)
		inOrder(hits)
	}
	// Series first, as drawn; then what stands beside and behind them.
	slices.SortFunc(order, func(a, b int) int {
		if a < 0 && b < 0 {
			return b - a
		}
		if a < 0 || b < 0 {
			return cmp.Compare(b, a)
		}
		return a - b
	})
	for _, series := range order {
		out.groups = append(out.groups, of[series])
	}
	out.findPeriods()
	return out
}

// inOrder puts marks in the order of the chart where that runs to the right or
// down, as periods and rows do, else from left to right, as in a cloud of points.
func inOrder(hits []charts.Hit) {
	slices.SortStableFunc(hits, func(a, b charts.Hit) int { return cmp.Compare(a.Index, b.Index) })
	right := slices.IsSortedFunc(hits, func(a, b charts.Hit) int { return cmp.Compare(middle(a.Rect).X, middle(b.Rect).X) })
	down := slices.IsSortedFunc(hits, func(a, b charts.Hit) int { return cmp.Compare(middle(a.Rect).Y, middle(b.Rect).Y) })
	if !right && !down {
		slices.SortStableFunc(hits, func(a, b charts.Hit) int { return cmp.Compare(middle(a.Rect).X, middle(b.Rect).X) })
	}
}

// middle is twice the middle of a rectangle, so that it is whole.
func middle(r image.Rectangle) image.Point { return r.Min.Add(r.Max) }

// point says whether a mark is of a series, or stands for one that has no value.
func (d *drawn) point(h charts.Hit) bool { return h.Series >= 0 || h.Series == charts.HitGap }

// findPeriods sees whether the points stand at whole numbers of the x axis, which
// are then periods.
func (d *drawn) findPeriods() {
	if d.X == (charts.Axis{}) || d.Plot.Empty() {
		return
	}
	d.first, d.last = math.MaxInt, math.MinInt
	for _, h := range d.Hits {
		if !d.point(h) {
			continue
		}
		if math.Abs(d.X.Pixel(float64(h.Index))-float64(middle(h.Rect).X)/2) > 1.5*max(d.Scale, 1) {
			return
		}
		d.first, d.last = min(d.first, h.Index), max(d.last, h.Index)
	}
	d.periods = d.first <= d.last
}

// period is the one at an x, within those there are.
func (d *drawn) period(x int) int {
	return min(max(int(math.Round(d.X.Value(float64(x)))), d.first), d.last)
}

// band is the area of periods, both included.
func (d *drawn) band(from, to int) image.Rectangle {
	return image.Rect(int(math.Round(d.X.Pixel(float64(from)-0.5))), d.Plot.Min.Y, int(math.Round(d.X.Pixel(float64(to)+0.5))), d.Plot.Max.Y)
}

// reach gives the mark at a device pixel. Where marks stand at periods that is the
// one of the period whose column the pixel is in, at any height: there is no need
// to aim. Elsewhere it is the nearest within reach, and then what lies behind.
func (d *drawn) reach(x, y int) (charts.Hit, bool) {
	under, ok := d.At(x, y)
	if ok && !under.Area() && under.Text != "" {
		return under, true
	}
	if !(image.Point{X: x, Y: y}).In(d.Plot) && !d.Plot.Empty() {
		return under, ok && under.Text != ""
	}
	best, least := charts.Hit{}, math.Inf(1)
	for _, h := range d.Hits {
		if h.Text == "" || !d.point(h) {
			continue
		}
		m := middle(h.Rect)
		dx, dy := math.Abs(float64(m.X)/2-float64(x)), math.Abs(float64(m.Y)/2-float64(y))
		away := math.Hypot(dx, dy)
		if d.periods {
			if h.Index != d.period(x) {
				continue
			}
		} else if away > far*max(d.Scale, 1) {
			continue
		}
		if away < least {
			best, least = h, away
		}
	}
	if !math.IsInf(least, 1) {
		return best, true
	}
	return under, ok && under.Text != ""
}

// find gives the group and place of a mark like h: of its series, by its key or
// else its number.
func (d *drawn) find(h charts.Hit) (group, place int, ok bool) {
	for g, hits := range d.groups {
		for i, o := range hits {
			if o.Series == h.Series && o.Index == h.Index && o.Key == h.Key {
				return g, i, true
			}
		}
	}
	for g, hits := range d.groups {
		for i, o := range hits {
			if o.Series == h.Series && o.Key == h.Key && h.Key != "" || o.Series == h.Series && h.Key == "" && o.Index == h.Index {
				return g, i, true
			}
		}
	}
	return 0, 0, false
}
