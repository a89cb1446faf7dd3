package chartview

import (
	"fyne.io/fyne/v2"

	"eenkeer/app/ui/kit"
	"eenkeer/charts"
)

// focus begins at the mark where the keyboard was last, or at the first.
func (v *View) focus(gained bool) {
	if !gained {
		v.Widget.CallOffDrag()
		return
	}
	if d, ok := v.showing(); ok && len(d.groups) > 0 {
		g, i, found := d.find(v.current)
		if !found || !v.chosen {
			g, i = 0, 0
		}
		v.hold(d, g, i)
	}
}

// Current gives the mark that the keyboard is at; false when it is at none.
func (v *View) Current() (hit charts.Hit, ok bool) {
	return v.current, v.chosen && v.Widget.Held().Text != ""
}

// hold lifts out the mark at a place of a group.
func (v *View) hold(d *drawn, group, place int) {
	v.current, v.chosen = d.groups[group][place], true
	v.Widget.Hold(mark(v.current))
}

// shown follows another drawing: the same mark stays lifted out, and the band
// stays over its periods.
func (v *View) shown() {
	d, ok := v.showing()
	if !ok {
		return
	}
	if v.ranged {
		v.showRange(d)
	}
	if v.chosen && v.Widget.Held().Text != "" {
		if g, i, found := d.find(v.current); found {
			v.hold(d, g, i)
		} else {
			v.Widget.Hold(kit.Mark{})
		}
	}
}

// key does what a key asks; false leaves it to the window.
func (v *View) key(name fyne.KeyName, shift bool) bool {
	d, ok := v.showing()
	if !ok || len(d.groups) == 0 {
		return false
	}
	held := v.chosen && v.Widget.Held().Text != ""
	g, i, found := d.find(v.current)
	if !found || !v.chosen {
		g, i, held = 0, 0, false
	}
	last := len(d.groups[g]) - 1
	switch name {
	case fyne.KeyEscape:
		return v.escape()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		switch {
		case v.ranged && !v.Widget.Dragging() && v.OnRange != nil:
			v.OnRange(v.from, v.to)
		case held:
			v.press(v.current)
		default:
			return false
		}
		return true
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyLeft, fyne.KeyUp, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
	default:
		return false
	}
	if !held {
		v.hold(d, g, i) // the first key shows where it stands
		if !shift {
			return true
		}
	}
	before := d.groups[g][i]
	if d.Grid { // rows and columns: up and down go to the row beside
		switch name {
		case fyne.KeyUp:
			name = fyne.KeyPageUp
		case fyne.KeyDown:
			name = fyne.KeyPageDown
		}
	}
	switch name {
	case fyne.KeyRight, fyne.KeyDown:
		i = min(i+1, last)
	case fyne.KeyLeft, fyne.KeyUp:
		i = max(i-1, 0)
	case fyne.KeyHome:
		i = 0
	case fyne.KeyEnd:
		i = last
	case fyne.KeyPageDown:
		g, i = d.beside(before, min(g+1, len(d.groups)-1))
	case fyne.KeyPageUp:
		g, i = d.beside(before, max(g-1, 0))
	}
	v.hold(d, g, i)
	if shift {
		v.extend(d, before)
	} else {
		v.ClearRange()
	}
	return true
}

// beside gives the place in a group nearest to a mark: of two series that of the
// same period, row or point.
func (d *drawn) beside(h charts.Hit, group int) (int, int) {
	best, least := 0, -1
	for i, o := range d.groups[group] {
		if o.Index == h.Index && d.point(o) && d.point(h) {
			return group, i
		}
		away := middle(o.Rect).Sub(middle(h.Rect))
		if d.periods {
			away.Y = 0
		}
		if distance := away.X*away.X + away.Y*away.Y; least < 0 || distance < least {
			best, least = i, distance
		}
	}
	return group, best
}

// press is a click on a mark.
func (v *View) press(h charts.Hit) {
	v.Widget.Hold(kit.Mark{})
	if v.OnHit != nil {
		v.OnHit(h)
		return
	}
	if m := middle(h.Rect); v.Widget.OnTap != nil {
		v.Widget.OnTap(m.X/2, m.Y/2)
	}
}

// escape calls off what was begun last: a range, a mark, the focus.
func (v *View) escape() bool {
	switch {
	case v.Widget.Dragging() || v.ranged:
		v.cancelRange()
	case v.Widget.Held().Text != "":
		v.Widget.Hold(kit.Mark{})
		v.Widget.LetGo()
	default:
		return false
	}
	return true
}
