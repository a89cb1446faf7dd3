package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// baseRenderer holds the objects of a renderer.
type baseRenderer struct{ objects []fyne.CanvasObject }

func (r *baseRenderer) Destroy()                     {}
func (r *baseRenderer) Objects() []fyne.CanvasObject { return r.objects }

// surface is a rounded rectangle whose colours follow the theme.
type surface struct {
	*canvas.Rectangle
	fill, stroke fyne.ThemeColorName // "" is none
}

func newSurface(fill, stroke fyne.ThemeColorName, radius float32) *surface {
	s := &surface{Rectangle: canvas.NewRectangle(nil), fill: fill, stroke: stroke}
	s.CornerRadius = radius
	s.restyle()
	return s
}

// restyle re-reads the colours; the caller refreshes.
func (s *surface) restyle() {
	s.FillColor, s.StrokeColor, s.StrokeWidth = color.Transparent, color.Transparent, 0
	if s.fill != "" {
		s.FillColor = Color(s.fill)
	}
	if s.stroke != "" {
		s.StrokeColor, s.StrokeWidth = Color(s.stroke), 1
	}
}

func (s *surface) set(fill, stroke fyne.ThemeColorName) {
	s.fill, s.stroke = fill, stroke
	s.restyle()
}

func (s *surface) Refresh() {
	s.restyle()
	s.Rectangle.Refresh()
}

// place moves and resizes in one call.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}
