package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Slider chooses a value by dragging; it reports every step at once. Left and Right move one step, Page Up and Page
// Down ten, Home and End to the ends.
type Slider struct {
	widget.BaseWidget

	Min, Max, Step float64
	Snap           func(float64) float64 // nil: to whole steps
	OnChanged      func(float64)         // while dragging, each time the snapped value changes
	OnReleased     func(float64)         // when the drag or key is done

	value            float64
	focused, hovered bool
	tip              string
}

var (
	_ fyne.Draggable    = (*Slider)(nil)
	_ fyne.Tappable     = (*Slider)(nil)
	_ fyne.Focusable    = (*Slider)(nil)
	_ desktop.Hoverable = (*Slider)(nil)
)

// NewSlider makes a slider from low to high in steps.
func NewSlider(low, high, step, value float64, changed func(float64)) *Slider {
	s := &Slider{Min: low, Max: high, Step: step, OnChanged: changed}
	s.ExtendBaseWidget(s)
	s.value = s.snap(value)
	return s
}

// Value returns the value.
func (s *Slider) Value() float64 { return s.value }

// SetValue moves the slider, without a callback.
func (s *Slider) SetValue(v float64) {
	if v = s.snap(v); v != s.value {
		s.value = v
		s.Refresh()
	}
}

// SetRange changes the ends, without a callback; the value is kept within them.
func (s *Slider) SetRange(low, high float64) {
	if s.Min == low && s.Max == high {
		return
	}
	s.Min, s.Max = low, high
	s.value = s.snap(s.value)
	s.Refresh()
}

// SetTip sets the tooltip.
func (s *Slider) SetTip(t string) { s.tip = t }

func (s *Slider) snap(v float64) float64 {
	v = max(s.Min, min(s.Max, v))
	switch {
	case s.Snap != nil:
		v = s.Snap(v)
	case s.Step > 0:
		n := float64(int64((v-s.Min)/s.Step + 0.5))
		v = s.Min + n*s.Step
	}
	return max(s.Min, min(s.Max, v))
}

func (s *Slider) change(v float64) bool {
	if v = s.snap(v); v == s.value {
		return false
	}
	s.value = v
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(v)
	}
	return true
}

const thumbRadius float32 = 8

func (s *Slider) valueAt(x float32) float64 {
	w := s.Size().Width - 2*thumbRadius
	if w <= 0 {
		return s.value
	}
	return s.Min + (s.Max-s.Min)*float64((x-thumbRadius)/w)
}

// Dragged follows the pointer.
func (s *Slider) Dragged(e *fyne.DragEvent) {
	tips.leave(s)
	focusOn(s) // so that the arrows go on where the pointer left off
	s.change(s.valueAt(e.Position.X))
}

// DragEnd reports that the value is final.
func (s *Slider) DragEnd() { s.released() }

func (s *Slider) released() {
	if s.OnReleased != nil {
		s.OnReleased(s.value)
	}
}

// Tapped jumps to the place clicked.
func (s *Slider) Tapped(e *fyne.PointEvent) {
	focusOn(s)
	s.change(s.valueAt(e.Position.X))
	s.released()
}

// TypedKey moves by keys, and passes others on.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	step := s.Step
	if step <= 0 {
		step = (s.Max - s.Min) / 100
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.stepBy(-step)
	case fyne.KeyRight, fyne.KeyUp:
		s.stepBy(step)
	case fyne.KeyPageDown:
		s.stepBy(-10 * step)
	case fyne.KeyPageUp:
		s.stepBy(10 * step)
	case fyne.KeyHome:
		s.change(s.Min)
	case fyne.KeyEnd:
		s.change(s.Max)
	default:
		passKey(s, e)
		return
	}
	s.released()
}

// stepBy goes on until a snapped value other than the present one is met.
func (s *Slider) stepBy(d float64) {
	for v := s.value + d; v > s.Min-2*max(d, -d) && v < s.Max+2*max(d, -d); v += d {
		if s.change(v) {
			return
		}
	}
}

// TypedRune does nothing.
func (s *Slider) TypedRune(rune) {}

// FocusGained draws the focus ring.
func (s *Slider) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes it away.
func (s *Slider) FocusLost() { s.focused = false; s.Refresh() }

// MouseIn lights the thumb up.
func (s *Slider) MouseIn(e *desktop.MouseEvent) {
	s.hovered = true
	tips.enter(s, s.tip, e.AbsolutePosition)
	s.Refresh()
}

// MouseMoved keeps the tooltip near the pointer.
func (s *Slider) MouseMoved(e *desktop.MouseEvent) { tips.move(s, e.AbsolutePosition) }

// MouseOut ends it.
func (s *Slider) MouseOut() { s.hovered = false; tips.leave(s); s.Refresh() }

// CreateRenderer is called by Fyne.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{s: s, track: newSurface(ColorTrack, "", 2), done: newSurface(ColorAccent, "", 2),
		halo: canvas.NewCircle(nil), thumb: canvas.NewCircle(nil), dot: canvas.NewCircle(nil)}
	r.objects = []fyne.CanvasObject{r.track.Rectangle, r.done.Rectangle, r.halo, r.thumb, r.dot}
	r.colour()
	return r
}

type sliderRenderer struct {
	baseRenderer
	s                *Slider
	track, done      *surface
	halo, thumb, dot *canvas.Circle
}

func (r *sliderRenderer) MinSize() fyne.Size { return fyne.NewSize(100, 24) }

func (r *sliderRenderer) Layout(size fyne.Size) {
	s := r.s
	w := size.Width - 2*thumbRadius
	f := float32(0)
	if s.Max > s.Min {
		f = float32((s.value - s.Min) / (s.Max - s.Min))
	}
	x, y := thumbRadius+w*f, float32(int(size.Height/2))
	place(r.track.Rectangle, thumbRadius, y-2, w, 4)
	place(r.done.Rectangle, thumbRadius, y-2, w*f, 4)
	circle := func(c *canvas.Circle, radius float32) { place(c, x-radius, y-radius, 2*radius, 2*radius) }
	circle(r.halo, 11)
	circle(r.thumb, thumbRadius)
	circle(r.dot, 5)
}

func (r *sliderRenderer) colour() {
	r.track.restyle()
	r.done.restyle()
	r.halo.FillColor = Color(ColorAccentSoft)
	r.halo.StrokeColor, r.halo.StrokeWidth = Color(ColorFocusRing), 2
	r.halo.Hidden = !r.s.focused
	r.thumb.FillColor, r.thumb.StrokeColor, r.thumb.StrokeWidth = Color(ColorSurface), Color(ColorAccent), 1.5
	r.dot.FillColor = Color(ColorAccent)
	r.dot.StrokeWidth = 0
}

func (r *sliderRenderer) Refresh() {
	r.colour()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}
