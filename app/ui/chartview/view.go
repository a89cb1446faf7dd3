package chartview

import (
	"context"
	"image"
	"sync/atomic"

	"eenkeer/app/ui/kit"
	"eenkeer/charts"
)

// View shows a chart in a widget.
type View struct {
	Widget *kit.ChartView // what to lay out
	// OnHit is told which mark was clicked, or chosen by Enter; nil: nothing can be.
	OnHit func(hit charts.Hit)
	// OnRange is told which periods were selected, by number from 0 and both
	// included; nil: none can be. It takes a chart whose marks stand at periods.
	OnRange func(from, to int)

	drawn   atomic.Pointer[drawn] // the latest drawing, which may not show yet
	current charts.Hit            // the mark that the keyboard is at
	chosen  bool                  // there is such a mark
	anchor  int                   // period where a range began
	from    int                   // of the range that is selected
	to      int
	ranged  bool // there is such a range
	menu    func() []kit.MenuItem
}

// New makes a view without a chart.
func New() *View {
	v := &View{Widget: kit.NewChartView(nil)}
	w := v.Widget
	w.OnHover = func(x, y int) kit.Mark {
		hit, ok := v.hit(x, y)
		if !ok {
			return kit.Mark{}
		}
		return mark(hit)
	}
	w.OnTap = func(x, y int) {
		v.ClearRange()
		if hit, ok := v.hit(x, y); ok && v.OnHit != nil {
			v.OnHit(hit)
		}
	}
	w.OnKey = v.key
	w.OnFocus = v.focus
	w.OnDrag = v.drag
	w.OnShown = v.shown
	return v
}

// mark is what the widget shows of a hit.
func mark(h charts.Hit) kit.Mark { return kit.Mark{Area: h.Rect, Text: h.Text} }

// Set shows a chart. make is called when it is drawn and not on the goroutine of
// the window: it may take its time, and must not touch a widget. The old picture
// stays until the new one is ready.
func (v *View) Set(make func() charts.Chart) {
	var made atomic.Pointer[charts.Chart]
	v.ClearRange()
	v.Widget.SetDraw(func(ctx context.Context, width, height int, scale float64, dark bool) (*image.RGBA, error) {
		if made.Load() == nil {
			c := make()
			made.Store(&c)
		}
		d, err := (*made.Load()).Draw(ctx, width, height, Style(scale, dark))
		if err != nil {
			return nil, err
		}
		v.drawn.Store(newDrawn(d))
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
	d, ok := v.showing()
	if !ok {
		return charts.Drawing{}, false
	}
	return d.Drawing, true
}

func (v *View) showing() (*drawn, bool) {
	d := v.drawn.Load()
	if d == nil || d.Image != v.Widget.Picture() {
		return nil, false // the next one is drawn but does not show yet
	}
	return d, true
}

// hit gives the mark at a device pixel, or the nearest within reach.
func (v *View) hit(x, y int) (charts.Hit, bool) {
	d, ok := v.showing()
	if !ok {
		return charts.Hit{}, false
	}
	return d.reach(x, y)
}
