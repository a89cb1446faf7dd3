package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// overlay fills the canvas above the content: it catches clicks outside its panel, keys that nobody in the panel
// wanted, and holds the tooltips of what is in the panel.
type overlay struct {
	widget.BaseWidget

	canvas  fyne.Canvas
	panel   *overlayPanel
	scrim   bool
	place   func(area, min fyne.Size) (fyne.Position, fyne.Size)
	outside func()
	key     func(*fyne.KeyEvent) bool
	layer   *fyne.Container
	shown   bool
}

var (
	_ fyne.Tappable          = (*overlay)(nil)
	_ fyne.SecondaryTappable = (*overlay)(nil)
	_ fyne.Focusable         = (*overlay)(nil)
	_ fyne.Shortcutable      = (*overlay)(nil)
	_ keyTaker               = (*overlay)(nil)
	_ tipHost                = (*overlay)(nil)
)

func newOverlay(c fyne.Canvas, content fyne.CanvasObject, pad float32) *overlay {
	o := &overlay{canvas: c, layer: container.NewWithoutLayout()}
	o.panel = &overlayPanel{owner: o, content: content, pad: pad}
	o.panel.ExtendBaseWidget(o.panel)
	o.ExtendBaseWidget(o)
	return o
}

func (o *overlay) show() {
	HideTips()
	o.shown = true
	o.canvas.Overlays().Add(o)
	o.canvas.Focus(o)
}

func (o *overlay) hide() {
	if !o.shown {
		return
	}
	o.shown = false
	HideTips()
	o.canvas.Overlays().Remove(o)
}

func (o *overlay) tipLayer() *fyne.Container { return o.layer }

// Tapped is a click outside the panel.
func (o *overlay) Tapped(*fyne.PointEvent) {
	if o.outside != nil {
		o.outside()
		return
	}
	focusOn(o)
}

// TappedSecondary is a click outside the panel.
func (o *overlay) TappedSecondary(e *fyne.PointEvent) { o.Tapped(e) }

func (o *overlay) FocusGained()                  {}
func (o *overlay) FocusLost()                    {}
func (o *overlay) TypedRune(rune)                {}
func (o *overlay) TypedKey(e *fyne.KeyEvent)     { o.takeKey(e) }
func (o *overlay) TypedShortcut(s fyne.Shortcut) { passShortcut(o, s) }

func (o *overlay) takeKey(e *fyne.KeyEvent) bool { return o.key != nil && o.key(e) }

func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	r := &overlayRenderer{o: o, scrim: canvas.NewRectangle(color.Transparent)}
	r.objects = []fyne.CanvasObject{r.scrim, o.panel, o.layer}
	r.colour()
	return r
}

type overlayRenderer struct {
	baseRenderer
	o     *overlay
	scrim *canvas.Rectangle
}

func (r *overlayRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *overlayRenderer) Layout(s fyne.Size) {
	r.scrim.Resize(s)
	_, first := r.o.place(s, r.o.panel.MinSize())
	r.o.panel.Resize(first)
	// wrapped text knows its height only now
	pos, size := r.o.place(s, r.o.panel.MinSize())
	r.o.panel.Resize(size)
	r.o.panel.Move(pos)
}

func (r *overlayRenderer) colour() {
	r.scrim.FillColor = color.Transparent
	if r.o.scrim {
		r.scrim.FillColor = Color(ColorScrim)
	}
}

func (r *overlayRenderer) Refresh() {
	r.colour()
	r.Layout(r.o.Size())
	r.scrim.Refresh()
	r.o.panel.Refresh()
}

// overlayPanel is the floating surface; a click on it goes no further.
type overlayPanel struct {
	widget.BaseWidget
	owner   *overlay
	content fyne.CanvasObject
	pad     float32
}

func (p *overlayPanel) Tapped(*fyne.PointEvent)          { focusOn(p.owner) }
func (p *overlayPanel) TappedSecondary(*fyne.PointEvent) {}

func (p *overlayPanel) CreateRenderer() fyne.WidgetRenderer {
	bg := newSurface(ColorSurface, ColorBorder, 10)
	r := &overlayPanelRenderer{panelRenderer{baseRenderer{[]fyne.CanvasObject{bg.Rectangle, p.content}}, bg, p.content,
		fyne.NewSquareSize(p.pad)}}
	r.shade()
	return r
}

type overlayPanelRenderer struct{ panelRenderer }

func (r *overlayPanelRenderer) shade() {
	r.bg.Shadow = canvas.Shadow{Color: Color(ColorShadow), BlurRadius: 18, Offset: fyne.NewPos(0, 4)}
}

func (r *overlayPanelRenderer) Refresh() {
	r.shade()
	r.panelRenderer.Refresh()
}
