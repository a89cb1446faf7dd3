package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Mark is a place in a picture and what to say of it. The zero Mark is none.
type Mark struct {
	Area image.Rectangle // in device pixels of the picture
	Text string
}

// chartInput is what a pointer and a keyboard did to a ChartView.
type chartInput struct {
	hover    Mark // under the pointer
	held     Mark // chosen by the keyboard
	band     image.Rectangle
	over     bool // the pointer is over the view
	pointer  fyne.Position
	shift    bool
	focused  bool
	ring     bool // the focus came by the keyboard
	byTap    bool // the focus is being asked for by a click
	dragging bool
	dropped  bool // the drag was called off and goes on unheeded
	from     fyne.Position
}

var (
	_ desktop.Hoverable      = (*ChartView)(nil)
	_ desktop.Cursorable     = (*ChartView)(nil)
	_ desktop.Keyable        = (*ChartView)(nil)
	_ fyne.Tappable          = (*ChartView)(nil)
	_ fyne.SecondaryTappable = (*ChartView)(nil)
	_ fyne.Draggable         = (*ChartView)(nil)
	_ fyne.Focusable         = (*ChartView)(nil)
)

// pixel turns a position in the widget to a pixel of the picture that shows.
func (v *ChartView) pixel(p fyne.Position) image.Point {
	return image.Pt(int(p.X*v.density), int(p.Y*v.density))
}

// area turns pixels of the picture to a place in the widget.
func (v *ChartView) area(r image.Rectangle) (fyne.Position, fyne.Size) {
	d := max(v.density, 0.01)
	return fyne.NewPos(float32(r.Min.X)/d, float32(r.Min.Y)/d), fyne.NewSize(float32(r.Dx())/d, float32(r.Dy())/d)
}

// Hold lifts a mark out and shows its text until another is held, as the keyboard does; the zero Mark is none.
func (v *ChartView) Hold(m Mark) {
	v.input.held, v.input.hover = m, Mark{}
	v.marksChanged()
}

// Held gives the mark that is held.
func (v *ChartView) Held() Mark { return v.input.held }

// SetBand lays a translucent band over pixels of the picture; the empty rectangle is none.
func (v *ChartView) SetBand(r image.Rectangle) {
	if r != v.input.band {
		v.input.band = r
		v.marksChanged()
	}
}

// Band gives what the band covers.
func (v *ChartView) Band() image.Rectangle { return v.input.band }

// Dragging says whether a drag is under way.
func (v *ChartView) Dragging() bool { return v.input.dragging && !v.input.dropped }

// CallOffDrag ends a drag that is under way: nothing more is heard of it.
func (v *ChartView) CallOffDrag() { v.input.dropped = v.input.dragging }

// Label returns the text of the label that shows.
func (v *ChartView) Label() string { return v.shownMark().Text }

// shownMark is that under the pointer, else the one held.
func (v *ChartView) shownMark() Mark {
	if v.input.hover != (Mark{}) {
		return v.input.hover
	}
	return v.input.held
}

func (v *ChartView) clearMarks() {
	v.input.hover, v.input.held, v.input.band = Mark{}, Mark{}, image.Rectangle{}
	v.marksChanged()
}

func (v *ChartView) marksChanged() {
	if v.render != nil {
		v.render.placeMarks()
	}
}

// changed follows another picture: what was pointed at may lie elsewhere.
func (v *ChartView) changed() {
	if v.OnShown != nil {
		v.OnShown()
	}
	if v.input.over && v.input.hover != (Mark{}) {
		v.point()
	}
}

// point asks what is under the pointer.
func (v *ChartView) point() {
	var m Mark
	if v.shown != nil && v.OnHover != nil && !v.Dragging() {
		p := v.pixel(v.input.pointer)
		m = v.OnHover(p.X, p.Y)
		if m.Text != "" && m.Area.Empty() {
			m.Area = image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))}
		}
	}
	if m != v.input.hover {
		v.input.hover = m
		v.marksChanged()
	}
}

// MouseIn shows the label of what is under the pointer.
func (v *ChartView) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved shows the label of what is under the pointer.
func (v *ChartView) MouseMoved(e *desktop.MouseEvent) {
	v.input.over, v.input.pointer = true, e.Position
	v.point()
}

// MouseOut hides the label.
func (v *ChartView) MouseOut() {
	v.input.over, v.input.hover = false, Mark{}
	v.marksChanged()
}

// Cursor is a hand where something under the pointer can be pressed.
func (v *ChartView) Cursor() desktop.Cursor {
	if v.OnTap != nil && v.input.hover != (Mark{}) {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped reports the pixel.
func (v *ChartView) Tapped(e *fyne.PointEvent) {
	v.focusByTap()
	if v.shown == nil || v.OnTap == nil {
		return
	}
	v.input.hover, v.input.held = Mark{}, Mark{}
	v.marksChanged()
	p := v.pixel(e.Position)
	v.OnTap(p.X, p.Y)
}

// TappedSecondary asks for the menu.
func (v *ChartView) TappedSecondary(e *fyne.PointEvent) {
	if v.OnMenu != nil {
		v.OnMenu(e.AbsolutePosition)
	}
}

// Dragged reports from where to where.
func (v *ChartView) Dragged(e *fyne.DragEvent) {
	if v.OnDrag == nil || v.shown == nil || v.input.dropped {
		return
	}
	if !v.input.dragging {
		v.focusByTap() // so that Escape is heard
		v.input.dragging, v.input.from = true, e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY)
		v.input.hover = Mark{}
		v.marksChanged()
	}
	v.input.pointer = e.Position
	v.OnDrag(v.pixel(v.input.from), v.pixel(e.Position), false)
}

// DragEnd reports that the drag was let go.
func (v *ChartView) DragEnd() {
	done := v.Dragging()
	v.input.dragging, v.input.dropped = false, false
	if done && v.OnDrag != nil {
		v.OnDrag(v.pixel(v.input.from), v.pixel(v.input.pointer), true)
	}
}

func (v *ChartView) focusByTap() {
	v.input.byTap = true
	focusOn(v)
	v.input.byTap = false
}

// FocusGained shows the ring, unless a click brought the focus.
func (v *ChartView) FocusGained() {
	v.input.focused, v.input.ring = true, !v.input.byTap
	if v.OnFocus != nil && v.input.ring {
		v.OnFocus(true)
	}
	v.marksChanged()
}

// FocusLost lets go of what the keyboard held.
func (v *ChartView) FocusLost() {
	v.input.focused, v.input.ring, v.input.shift, v.input.held = false, false, false, Mark{}
	if v.OnFocus != nil {
		v.OnFocus(false)
	}
	v.marksChanged()
}

// LetGo gives the focus up.
func (v *ChartView) LetGo() {
	if c := canvasOf(v); c != nil && c.Focused() == fyne.Focusable(v) {
		c.Unfocus()
	}
}

// KeyDown follows the Shift key, which says nothing of itself in TypedKey.
func (v *ChartView) KeyDown(e *fyne.KeyEvent) { v.shiftKey(e, true) }

// KeyUp follows the Shift key.
func (v *ChartView) KeyUp(e *fyne.KeyEvent) { v.shiftKey(e, false) }

func (v *ChartView) shiftKey(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		v.input.shift = down
	}
}

// TypedRune does nothing.
func (v *ChartView) TypedRune(rune) {}

// TypedKey opens the menu, passes a key to the owner, or what that does not take to the window.
func (v *ChartView) TypedKey(e *fyne.KeyEvent) {
	if v.OnMenu != nil && (e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && v.input.shift) {
		at, size := v.area(v.shownMark().Area)
		if size.IsZero() {
			at = fyne.NewPos(v.Size().Width/2, v.Size().Height/2)
		}
		v.OnMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(v).Add(at))
		return
	}
	if v.OnKey != nil && v.OnKey(e.Name, v.input.shift) {
		if v.input.focused && !v.input.ring {
			v.input.ring = true
			v.marksChanged()
		}
		return
	}
	passKey(v, e)
}

// placeMarks puts the band, the lifted mark, the ring of the focus and the label where they belong.
func (r *chartRenderer) placeMarks() {
	v := r.v
	size := v.Size()
	accent := Color(ColorAccent)
	red, green, blue, _ := accent.RGBA()
	soft := func(a uint8) color.Color {
		return color.NRGBA{R: uint8(red >> 8), G: uint8(green >> 8), B: uint8(blue >> 8), A: a}
	}

	// Nothing is hidden: Fyne does not paint anew for an object that it never saw.
	r.band.FillColor, r.band.StrokeColor, r.band.StrokeWidth = soft(0x2c), soft(0xa0), 1
	if v.input.band.Empty() {
		r.band.FillColor, r.band.StrokeColor = color.Transparent, color.Transparent
	}
	at, area := v.area(v.input.band)
	place(r.band, at.X, at.Y, area.Width, area.Height)

	m := v.shownMark()
	at, area = v.area(m.Area)
	const out float32 = 2.5
	r.mark.FillColor, r.mark.StrokeColor, r.mark.StrokeWidth = soft(0x18), accent, 2
	if m.Area.Dx() < 3 || m.Area.Dy() < 3 { // none, or no more than the place of the pointer
		r.mark.FillColor, r.mark.StrokeColor = color.Transparent, color.Transparent
	}
	r.mark.CornerRadius = 4
	if most := max(area.Width, area.Height); most < 20 {
		r.mark.CornerRadius = most/2 + out // round, about a point
	}
	place(r.mark, at.X-out, at.Y-out, area.Width+2*out, area.Height+2*out)

	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = Color(ColorFocusRing), 2, 4
	if !v.input.ring {
		r.ring.StrokeColor = color.Transparent
	}
	place(r.ring, 0, 0, size.Width, size.Height)
	for _, o := range []fyne.CanvasObject{r.band, r.mark, r.ring} {
		o.Refresh()
	}
	if m.Text == "" || !v.Visible() {
		chartTip.hide(v)
		return
	}
	if c := canvasOf(v); c != nil {
		origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(v)
		chartTip.show(v, m.Text, origin.Add(at).SubtractXY(out, out), area.AddWidthHeight(2*out, 2*out))
	}
}
