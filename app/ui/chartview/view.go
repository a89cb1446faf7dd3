package chartview

import (
	"context"
	"image"
	"math"
	"sync/atomic"

	"eenkeer/app/ui/kit"
	"eenkeer/charts"
)

// View shows a chart in a widget: drawn off the goroutine of the window, with a
// label under the pointer.
type View struct {
	Widget *kit.ChartView       // what to lay out
	OnHit  func(hit charts.Hit) // a mark was clicked; nil: nothing can be

	drawn atomic.Pointer[drawn]
}

// drawn is a chart and its latest drawing.
type drawn struct {
	chart charts.Chart
	charts.Drawing
}

// New makes a view without a chart.
func New() *View {
	v := &View{Widget: kit.NewChartView(nil)}
	v.Widget.OnHover = func(x, y int) string {
		if hit, ok := v.at(x, y); ok {
			return hit.Text
		}
		return ""
	}
	v.Widget.OnTap = func(x, y int) {
		if hit, ok := v.at(x, y); ok && v.OnHit != nil {
			v.OnHit(hit)
		}
	}
	return v
}

// Set shows a chart. make is called when it is drawn and not on the goroutine of
// the window: it may take its time, and must not touch a widget. The old picture
// stays until the new one is ready.
func (v *View) Set(make func() charts.Chart) {
	var made atomic.Pointer[charts.Chart]
	v.Widget.SetDraw(func(ctx context.Context, width, height int, scale float64, dark bool) (*image.RGBA, error) {
		if made.Load() == nil {
			c := make()
			made.Store(&c)
		}
		c := *made.Load()
		d, err := c.Draw(ctx, width, height, Style(scale, dark))
		if err != nil {
			return nil, err
		}
		v.drawn.Store(&drawn{c, d})
		return d.Image, nil
	})
}

// Style is the look of charts on a card of the window. It may be asked for on
// any goroutine.
func Style(scale float64, dark bool) charts.Style {
	mode := kit.ModeLight
	if dark {
		mode = kit.ModeDark
	}
	return charts.Style{Dark: dark, Scale: scale, FontSize: 12, Background: kit.NewTheme(mode).Color(kit.ColorSurface, 0)}
}

// Drawing gives the drawing that shows; false until there is one.
func (v *View) Drawing() (charts.Drawing, bool) {
	d := v.drawn.Load()
	if d == nil || d.Image != v.Widget.Picture() {
		return charts.Drawing{}, false // the next one is drawn but does not show yet
	}
	return d.Drawing, true
}

// at gives the mark at a device pixel. In a trend or control chart that is the point of the period
// whose column the pixel is in, wherever in the plot: there is no need to aim.
func (v *View) at(x, y int) (charts.Hit, bool) {
	d, ok := v.Drawing()
	if !ok {
		return charts.Hit{}, false
	}
	hit, ok := d.At(x, y)
	if ok && !hit.Area() && hit.Text != "" {
		return hit, true
	}
	if periods(v.drawn.Load().chart) && (image.Point{X: x, Y: y}).In(d.Plot) {
		period := int(math.Round(d.X.Value(float64(x))))
		for _, h := range d.Hits {
			if h.Index == period && (h.Series == 0 || h.Series == charts.HitGap) {
				return h, true
			}
		}
	}
	return hit, ok
}

// periods says whether c has one plot of periods.
func periods(c charts.Chart) bool {
	switch c.(type) {
	case charts.Trend, charts.Control:
		return true
	}
	return false
}
