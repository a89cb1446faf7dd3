package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// FullOptions says what covers the window, and where its keys go.
type FullOptions struct {
	Content fyne.CanvasObject
	Key     func(e *fyne.KeyEvent) bool // keys that nobody in the content wanted; true when it took the key
	Rune    func(r rune) bool           // signs typed while nothing in the content has the focus
	Short   func(s fyne.Shortcut) bool  // shortcuts that nobody in the content wanted
	Resized func(size fyne.Size)        // told before the content is laid out in another size
	OnClose func()                      // after it closed
	Fill    fyne.ThemeColorName         // behind the content; "" is ColorPage
}

// Full is a content that covers the window until it is closed, such as for a beamer. The shortcuts of the window rest
// meanwhile.
type Full struct {
	widget.BaseWidget

	opts   FullOptions
	canvas fyne.Canvas
	layer  *fyne.Container
	shown  bool
}

var (
	_ fyne.Focusable    = (*Full)(nil)
	_ fyne.Shortcutable = (*Full)(nil)
	_ fyne.Tappable     = (*Full)(nil)
	_ keyTaker          = (*Full)(nil)
	_ tipHost           = (*Full)(nil)
)

// ShowFull covers the window of a canvas.
func ShowFull(c fyne.Canvas, opts FullOptions) *Full {
	f := &Full{opts: opts, canvas: c, layer: container.NewWithoutLayout()}
	f.ExtendBaseWidget(f)
	HideTips()
	f.shown = true
	c.Overlays().Add(f)
	f.Resize(c.Size())
	c.Focus(f)
	return f
}

// Open says whether it shows.
func (f *Full) Open() bool { return f.shown }

// Close uncovers the window.
func (f *Full) Close() {
	if !f.shown {
		return
	}
	f.shown = false
	HideTips()
	f.canvas.Overlays().Remove(f)
	if f.opts.OnClose != nil {
		f.opts.OnClose()
	}
}

// TakeFocus has the keys come to the content as a whole again, such as after a field in it was left.
func (f *Full) TakeFocus() { f.canvas.Focus(f) }

func (f *Full) tipLayer() *fyne.Container { return f.layer }

func (f *Full) takeKey(e *fyne.KeyEvent) bool { return f.opts.Key != nil && f.opts.Key(e) }

// Tapped takes the focus from a field.
func (f *Full) Tapped(*fyne.PointEvent) { f.TakeFocus() }

// FocusGained is called by Fyne.
func (f *Full) FocusGained() {}

// FocusLost is called by Fyne.
func (f *Full) FocusLost() {}

// TypedRune passes on what is typed.
func (f *Full) TypedRune(r rune) {
	if f.opts.Rune != nil {
		f.opts.Rune(r)
	}
}

// TypedKey passes on a key.
func (f *Full) TypedKey(e *fyne.KeyEvent) { f.takeKey(e) }

// TypedShortcut passes on a shortcut.
func (f *Full) TypedShortcut(s fyne.Shortcut) {
	if f.opts.Short == nil || !f.opts.Short(s) {
		passShortcut(f, s)
	}
}

// CreateRenderer is called by Fyne.
func (f *Full) CreateRenderer() fyne.WidgetRenderer {
	fill := f.opts.Fill
	if fill == "" {
		fill = ColorPage
	}
	r := &fullRenderer{f: f, bg: newSurface(fill, "", 0)}
	r.objects = []fyne.CanvasObject{r.bg.Rectangle, f.opts.Content, f.layer}
	return r
}

type fullRenderer struct {
	baseRenderer
	f  *Full
	bg *surface
}

func (r *fullRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *fullRenderer) Layout(s fyne.Size) {
	if r.f.opts.Resized != nil {
		r.f.opts.Resized(s)
	}
	r.bg.Rectangle.Resize(s)
	place(r.f.opts.Content, 0, 0, s.Width, s.Height)
}

func (r *fullRenderer) Refresh() {
	r.bg.Refresh()
	r.f.opts.Content.Refresh()
	canvas.Refresh(r.f)
}
