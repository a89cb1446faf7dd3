package chartview

import (
	"image"

	"eenkeer/charts"
)

// SetRange lays the band over periods, both included, as a drag does.
func (v *View) SetRange(from, to int) {
	v.from, v.to, v.ranged = min(from, to), max(from, to), true
	if d, ok := v.showing(); ok {
		v.showRange(d)
	}
}

// Range gives the periods that the band is over, both included.
func (v *View) Range() (from, to int, ok bool) { return v.from, v.to, v.ranged }

// ClearRange takes the band away.
func (v *View) ClearRange() {
	v.ranged = false
	v.Widget.SetBand(image.Rectangle{})
}

func (v *View) cancelRange() {
	v.Widget.CallOffDrag()
	v.ClearRange()
}

func (v *View) showRange(d *drawn) {
	if !d.periods {
		v.ClearRange()
		return
	}
	v.from, v.to = max(v.from, d.first), min(v.to, d.last)
	if v.from > v.to {
		v.ClearRange()
		return
	}
	v.Widget.SetBand(d.band(v.from, v.to))
}

// drag selects the periods between two pixels.
func (v *View) drag(from, to image.Point, done bool) {
	d, ok := v.showing()
	if !ok || !d.periods || v.OnRange == nil {
		return
	}
	v.SetRange(d.period(from.X), d.period(to.X))
	if done {
		v.OnRange(v.from, v.to)
	}
}

// extend makes the range reach from where it began to the mark held now.
func (v *View) extend(d *drawn, before charts.Hit) {
	if !d.periods || v.OnRange == nil {
		return
	}
	if !v.ranged {
		v.anchor = d.period(middle(before.Rect).X / 2)
	}
	v.SetRange(v.anchor, d.period(middle(v.current.Rect).X/2))
}
