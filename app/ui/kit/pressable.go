package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// span is a piece of text within a pressable.
type span struct {
	text  string
	color fyne.ThemeColorName
	size  float32 // 0 is SizeBody
	bold  bool
}

func (s span) look() roleLook {
	l := roleLook{s.color, s.size, s.bold}
	if l.size == 0 {
		l.size = SizeBody
	}
	return l
}

// mark is a small drawn sign at the end of a pressable; drawn with lines, so that no font can miss it.
type mark int

const (
	markNone mark = iota
	markCaret
	markCross
)

// face is how a pressable looks at this moment.
type face struct {
	spans        []span
	fill, stroke fyne.ThemeColorName
	hoverFill    fyne.ThemeColorName
	padX, height float32
	radius       float32
	icon         fyne.Resource
	mark         mark
	markColor    fyne.ThemeColorName
	align        fyne.TextAlign // leading (default) or center
	right        *span          // at the far right
	underline    bool           // while hovered
}

// pressable is the base of everything that is clicked: hover, focus ring, Enter and Space, disabled, tooltip.
type pressable struct {
	widget.BaseWidget

	OnFocus func() // it has the focus

	self     fyne.CanvasObject
	face     func() face
	onTap    func()
	onMark   func() // tap on the mark, when set
	onKey    func(*fyne.KeyEvent) bool
	hovered  bool
	focused  bool
	disabled bool
	tip      string
}

var (
	_ fyne.Tappable      = (*pressable)(nil)
	_ fyne.Focusable     = (*pressable)(nil)
	_ fyne.Disableable   = (*pressable)(nil)
	_ desktop.Hoverable  = (*pressable)(nil)
	_ desktop.Cursorable = (*pressable)(nil)
)

func (p *pressable) init(self fyne.Widget, face func() face, onTap func()) {
	p.self, p.face, p.onTap = self, face, onTap
	p.ExtendBaseWidget(self)
}

// SetTip sets the tooltip.
func (p *pressable) SetTip(s string) { p.tip = s }

// Tapped presses it.
func (p *pressable) Tapped(e *fyne.PointEvent) {
	if p.disabled {
		return
	}
	tips.leave(p.self)
	if p.onMark != nil && e != nil && e.Position.X >= p.Size().Width-p.face().padX-12 {
		p.onMark()
		return
	}
	p.press()
}

func (p *pressable) press() {
	if !p.disabled && p.onTap != nil {
		p.onTap()
	}
}

// FocusGained draws the focus ring.
func (p *pressable) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnFocus != nil {
		p.OnFocus()
	}
}

// FocusLost takes the focus ring away.
func (p *pressable) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune does nothing.
func (p *pressable) TypedRune(rune) {}

// TypedKey presses on Enter and Space and passes other keys on.
func (p *pressable) TypedKey(e *fyne.KeyEvent) {
	if p.onKey != nil && p.onKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.press()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if p.onMark != nil && !p.disabled {
			p.onMark()
			return
		}
		passKey(p.self, e)
	default:
		passKey(p.self, e)
	}
}

// MouseIn starts the tooltip and the hover look.
func (p *pressable) MouseIn(e *desktop.MouseEvent) {
	p.hovered = true
	tips.enter(p.self, p.tip, e.AbsolutePosition)
	p.Refresh()
}

// MouseMoved keeps the tooltip near the pointer.
func (p *pressable) MouseMoved(e *desktop.MouseEvent) { tips.move(p.self, e.AbsolutePosition) }

// MouseOut ends the tooltip and the hover look.
func (p *pressable) MouseOut() {
	p.hovered = false
	tips.leave(p.self)
	p.Refresh()
}

// Cursor is a hand over what can be pressed.
func (p *pressable) Cursor() desktop.Cursor {
	if p.disabled || p.onTap == nil && p.onMark == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Enable lets it be pressed.
func (p *pressable) Enable() { p.disabled = false; p.Refresh() }

// Disable greys it.
func (p *pressable) Disable() { p.disabled = true; p.Refresh() }

// Disabled says whether it is greyed.
func (p *pressable) Disabled() bool { return p.disabled }

// CreateRenderer is called by Fyne.
func (p *pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressableRenderer{p: p, bg: newSurface("", "", 0), ring: canvas.NewRectangle(color.Transparent)}
	r.rebuild()
	return r
}

type pressableRenderer struct {
	baseRenderer
	p     *pressable
	bg    *surface
	ring  *canvas.Rectangle
	f     face
	texts []*canvas.Text
	right *canvas.Text
	icon  *canvas.Image
	lines []*canvas.Line
}

const (
	markGap   float32 = 7
	markWidth float32 = 8
	iconSize  float32 = 16
)

func (r *pressableRenderer) contentWidth() float32 {
	var w float32
	for _, sp := range r.f.spans { // not of the texts drawn, which may be cut
		w += textWidth(sp.text, sp.look())
	}
	if r.icon != nil {
		w += iconSize
		if len(r.texts) > 0 {
			w += 6
		}
	}
	if r.f.mark != markNone {
		w += markGap + markWidth
	}
	return w
}

func (r *pressableRenderer) MinSize() fyne.Size {
	w := r.contentWidth() + 2*r.f.padX
	if r.right != nil {
		w += r.right.MinSize().Width + 12
	}
	return fyne.NewSize(float32(int(w+0.99)), r.f.height)
}

func (r *pressableRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	place(r.ring, -2, -2, s.Width+4, s.Height+4)
	x := r.f.padX
	if r.f.align == fyne.TextAlignCenter {
		x = max(x, (s.Width-r.contentWidth())/2)
	}
	if r.icon != nil {
		place(r.icon, x, (s.Height-iconSize)/2, iconSize, iconSize)
		x += iconSize + 6
	}
	end := s.Width - r.f.padX
	if r.f.mark != markNone {
		end -= markGap + markWidth
	}
	if r.right != nil {
		w := r.right.MinSize().Width
		place(r.right, s.Width-r.f.padX-w, 0, w, s.Height)
		end -= w + 6
	}
	for i, t := range r.texts {
		sp := r.f.spans[i]
		t.Text = ellipsize(sp.text, sp.look(), max(0, end-x))
		w := t.MinSize().Width
		place(t, x, 0, w, s.Height)
		x += w
	}
	r.layoutMark(x+markGap, s)
}

func (r *pressableRenderer) layoutMark(x float32, s fyne.Size) {
	if len(r.lines) != 2 {
		return
	}
	if r.f.align != fyne.TextAlignCenter {
		x = s.Width - r.f.padX - markWidth
	}
	cy := float32(int(s.Height/2)) + 0.5
	a, b := r.lines[0], r.lines[1]
	if r.f.mark == markCaret {
		a.Position1, a.Position2 = fyne.NewPos(x, cy-2), fyne.NewPos(x+4, cy+2)
		b.Position1, b.Position2 = fyne.NewPos(x+4, cy+2), fyne.NewPos(x+8, cy-2)
		return
	}
	a.Position1, a.Position2 = fyne.NewPos(x, cy-3.5), fyne.NewPos(x+7, cy+3.5)
	b.Position1, b.Position2 = fyne.NewPos(x+7, cy-3.5), fyne.NewPos(x, cy+3.5)
}

func (r *pressableRenderer) Refresh() {
	r.rebuild()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p.self)
}

func (r *pressableRenderer) rebuild() {
	p, f := r.p, r.p.face()
	r.f = f
	fill := f.fill
	if p.hovered && !p.disabled && f.hoverFill != "" {
		fill = f.hoverFill
	}
	r.bg.CornerRadius = f.radius
	r.bg.set(fill, f.stroke)
	r.ring.FillColor, r.ring.CornerRadius, r.ring.StrokeWidth = color.Transparent, f.radius+2, 2
	r.ring.StrokeColor = color.Transparent
	if p.focused {
		r.ring.StrokeColor = Color(ColorFocusRing)
	}
	r.objects = []fyne.CanvasObject{r.bg.Rectangle}
	r.icon = nil
	if f.icon != nil {
		r.icon = canvas.NewImageFromResource(f.icon)
		r.objects = append(r.objects, r.icon)
	}
	r.texts = r.texts[:0]
	for _, sp := range f.spans {
		t := r.newText(sp)
		t.TextStyle.Underline = f.underline && p.hovered
		r.texts = append(r.texts, t)
		r.objects = append(r.objects, t)
	}
	r.right = nil
	if f.right != nil {
		r.right = r.newText(*f.right)
		r.objects = append(r.objects, r.right)
	}
	r.lines = r.lines[:0]
	if f.mark != markNone {
		c := f.markColor
		if c == "" {
			c = ColorMuted
		}
		if p.disabled {
			c = ColorFaint
		}
		for range 2 {
			l := canvas.NewLine(Color(c))
			l.StrokeWidth = 1.5
			r.lines = append(r.lines, l)
			r.objects = append(r.objects, l)
		}
	}
	r.objects = append(r.objects, r.ring)
}

func (r *pressableRenderer) newText(sp span) *canvas.Text {
	c := sp.color
	if r.p.disabled {
		c = ColorFaint
	}
	t := canvas.NewText(sp.text, Color(c))
	t.TextSize, t.TextStyle.Bold = sp.look().size, sp.bold
	return t
}
