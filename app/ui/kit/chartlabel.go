package kit

import "fyne.io/fyne/v2"

// chartTip is the one label of a chart that shows. Unlike a tooltip it shows at once and stays with its mark: by the
// keyboard there is no pointer to leave it.
var chartTip chartLabel

type chartLabel struct {
	owner *ChartView
	box   *tipBox
	layer *fyne.Container
	text  string
	at    fyne.Position
	size  fyne.Size
}

// HideTips takes tooltips and labels of charts away, as when another screen comes in sight.
func HideTips() {
	tips.hide()
	if v := chartTip.owner; v != nil {
		v.input.hover, v.input.held = Mark{}, Mark{}
		v.marksChanged()
	}
}

// show puts the label by an area of the window: above it, or beneath where there is no room, and never beyond the window.
func (l *chartLabel) show(owner *ChartView, text string, at fyne.Position, size fyne.Size) {
	c := canvasOf(owner)
	layer := tipLayerOf(c)
	if layer == nil {
		l.hide(l.owner)
		return
	}
	if l.owner == owner && l.layer == layer && l.text == text && l.at == at && l.size == size {
		return // does not flicker
	}
	if l.owner != owner || l.layer != layer {
		l.hide(l.owner)
		l.box = newTipBox()
		layer.Add(l.box)
	}
	if l.text != text {
		l.box.setText(text)
	}
	l.owner, l.layer, l.text, l.at, l.size = owner, layer, text, at, size
	const gap, edge float32 = 8, 4
	least, window := l.box.MinSize(), c.Size()
	x := at.X + size.Width/2 - least.Width/2
	y := at.Y - gap - least.Height
	if y < edge {
		y = at.Y + size.Height + gap
	}
	if y+least.Height > window.Height-edge { // a mark as high as the window: within it, at the top
		y = max(edge, at.Y+gap)
	}
	x = max(edge, min(x, window.Width-edge-least.Width))
	l.box.Resize(least)
	l.box.Move(fyne.NewPos(x, y).Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(layer)))
}

// hide takes the label away if it is of owner.
func (l *chartLabel) hide(owner *ChartView) {
	if l.layer == nil || l.owner != owner {
		return
	}
	l.layer.Remove(l.box)
	*l = chartLabel{}
}
