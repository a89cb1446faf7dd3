package session

import (
	"context"

	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/charts"
)

// large draws a chart with larger letters.
type large struct {
	charts.Chart
	scale float64
}

// Draw implements charts.Chart.
func (l large) Draw(ctx context.Context, width, height int, s charts.Style) (charts.Drawing, error) {
	s.FontSize = 12 * l.scale
	return l.Chart.Draw(ctx, width, height, s)
}

// view makes a place for a chart.
func (d *desk) view() *chartview.View {
	v := chartview.New()
	v.Widget.OnError = d.sh.Fail
	v.Widget.NoFocus = d.beamer
	return v
}

// put shows a chart in a view, in the size of the desk.
func (d *desk) put(v *chartview.View, make func() charts.Chart) {
	scale := float64(d.scale)
	if !d.beamer {
		v.Set(make)
		return
	}
	v.Set(func() charts.Chart { return large{make(), scale * 0.95} })
}

// room keeps a view at least as large as its texts need.
func (d *desk) room(v *chartview.View, height float32) *kit.ChartView {
	v.Widget.SetMinSize(d.gap(240), d.gap(height))
	return v.Widget
}
