package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Gaps of the design.
const (
	GapSmall float32 = 8
	Gap      float32 = 14 // between cards
	GapPage  float32 = 18 // round the content of a screen
	PadCard  float32 = 16 // within a card
)

// VBox stacks objects under one another at their own height, each as wide as the box.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: gap}, objects...)
}

// VBoxFill is a VBox whose last object takes the height that is left.
func VBoxFill(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: gap, fill: true}, objects...)
}

// HBox places objects side by side at their own width, centred on one line. A Spacer takes the room that is left.
// Chips stand in it on one line, where they would wrap in other boxes.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap}, objects...)
}

// Flow places objects side by side, centred on their line, and wraps to the next one. It can be as narrow as the widest
// of them. Room between two of them (a Spacer in a MinSize) is left out where a line begins.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

// Columns divides the width by weights; all objects get the full height. Missing weights are 1.
func Columns(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&weightLayout{gap: gap, weights: weights}, objects...)
}

// Pad puts room round an object.
func Pad(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&padLayout{x, y}, o)
}

// MinWidth keeps an object at least that wide.
func MinWidth(w float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&minLayout{fyne.NewSize(w, 0)}, o)
}

// MinSize keeps an object at least that large.
func MinSize(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&minLayout{fyne.NewSize(w, h)}, o)
}

// Spacer takes the room that is left in an HBox.
func Spacer() fyne.CanvasObject { return &spacer{Rectangle: canvas.NewRectangle(nil)} }

type spacer struct{ *canvas.Rectangle }

// Line is a thin horizontal or vertical separator, as it is stretched.
func Line() fyne.CanvasObject { return widget.NewSeparator() }

// Filled puts a colour of the palette behind an object.
func Filled(fill fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	f := &filled{content: o, fill: fill}
	f.ExtendBaseWidget(f)
	return f
}

type filled struct {
	widget.BaseWidget
	content fyne.CanvasObject
	fill    fyne.ThemeColorName
}

func (f *filled) CreateRenderer() fyne.WidgetRenderer {
	bg := newSurface(f.fill, "", 0)
	return &panelRenderer{baseRenderer{[]fyne.CanvasObject{bg.Rectangle, f.content}}, bg, f.content, fyne.Size{}}
}

// Panel puts an object on a rounded surface with room round it.
func Panel(pad float32, o fyne.CanvasObject) fyne.CanvasObject {
	p := &panel{content: o, pad: pad}
	p.ExtendBaseWidget(p)
	return p
}

type panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
	pad     float32
}

func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	bg := newSurface(ColorSurface, ColorBorder, 8)
	return &panelRenderer{baseRenderer{[]fyne.CanvasObject{bg.Rectangle, p.content}}, bg, p.content, fyne.NewSquareSize(p.pad)}
}

// panelRenderer draws a content on a surface.
type panelRenderer struct {
	baseRenderer
	bg      *surface
	content fyne.CanvasObject
	pad     fyne.Size
}

func (r *panelRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	place(r.content, r.pad.Width, r.pad.Height, s.Width-2*r.pad.Width, s.Height-2*r.pad.Height)
}

func (r *panelRenderer) MinSize() fyne.Size {
	m := r.content.MinSize()
	return fyne.NewSize(m.Width+2*r.pad.Width, m.Height+2*r.pad.Height)
}

func (r *panelRenderer) Refresh() {
	r.bg.Refresh()
	r.content.Refresh()
}

type columnLayout struct {
	gap  float32
	fill bool
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		n++
	}
	s.Height += l.gap * float32(max(0, n-1))
	return s
}

func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		// a text that wraps knows its height only when it knows its width
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height
		if l.fill && i == len(objects)-1 {
			h = max(h, size.Height-y)
		}
		place(o, 0, y, size.Width, h)
		y += h + l.gap
	}
}

type rowLayout struct{ gap float32 }

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if _, ok := o.(*spacer); ok {
			continue
		}
		m := OneLine(o)
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += l.gap * float32(max(0, n-1))
	return s
}

// OneLine gives the size an object asks for when its chips stand on one line; its own least size may be that of several.
func OneLine(o fyne.CanvasObject) fyne.Size {
	switch o := o.(type) {
	case *ChipGroup:
		return OneLine(o.box)
	case *fyne.Container:
		switch l := o.Layout.(type) {
		case *flowLayout:
			return l.run(o.Objects, 1e6, nil)
		case *padLayout:
			m := OneLine(o.Objects[0])
			return fyne.NewSize(m.Width+2*l.x, m.Height+2*l.y)
		case *minLayout:
			return OneLine(o.Objects[0]).Max(l.min)
		}
		if len(o.Objects) == 1 && o.Objects[0].Visible() { // the only one in a stack
			return OneLine(o.Objects[0]).Max(o.MinSize())
		}
	}
	return o.MinSize()
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	free, springs := size.Width-l.MinSize(objects).Width, 0
	for _, o := range objects {
		if _, ok := o.(*spacer); ok {
			springs++
		}
	}
	var x float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if _, ok := o.(*spacer); ok {
			x += max(0, free/float32(springs))
			continue
		}
		m := OneLine(o)
		w := min(m.Width, max(0, size.Width-x))
		place(o, x, float32(int((size.Height-m.Height)/2)), w, m.Height)
		x += m.Width + l.gap
	}
}

type flowLayout struct {
	gap   float32
	width float32 // of the last layout
}

func (l *flowLayout) run(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, m fyne.Size)) fyne.Size {
	type placed struct {
		o fyne.CanvasObject
		x float32
		m fyne.Size
	}
	var x, y, height, widest float32
	var line []placed
	end := func() {
		for _, p := range line {
			if put != nil {
				put(p.o, p.x, y+float32(int((height-p.m.Height)/2)), p.m)
			}
		}
		line = line[:0]
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width+0.5 {
			end()
			x, y, height = 0, y+height+l.gap*0.75, 0
		}
		if x == 0 && isRoom(o) { // keeps groups apart on one line; a line does not begin with it
			continue
		}
		line = append(line, placed{o, x, m})
		height = max(height, m.Height)
		x += m.Width + l.gap
		widest = max(widest, x-l.gap)
	}
	end()
	return fyne.NewSize(widest, y+height)
}

// isRoom reports whether an object is nothing but room between others.
func isRoom(o fyne.CanvasObject) bool {
	if _, ok := o.(*spacer); ok {
		return true
	}
	c, ok := o.(*fyne.Container)
	return ok && len(c.Objects) == 1 && isRoom(c.Objects[0])
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.width
	if width <= 0 {
		width = 1e6
	}
	s := l.run(objects, width, nil)
	s.Width = 0
	for _, o := range objects {
		if o.Visible() {
			s.Width = max(s.Width, o.MinSize().Width)
		}
	}
	return s
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.run(objects, size.Width, func(o fyne.CanvasObject, x, y float32, m fyne.Size) { place(o, x, y, m.Width, m.Height) })
}

type weightLayout struct {
	gap     float32
	weights []float32
}

func (l *weightLayout) weight(i int) float32 {
	if i < len(l.weights) && l.weights[i] > 0 {
		return l.weights[i]
	}
	return 1
}

func (l *weightLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i, o := range objects {
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		if i > 0 {
			s.Width += l.gap
		}
	}
	return s
}

func (l *weightLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var total float32
	n := 0
	for i, o := range objects {
		if o.Visible() {
			total += l.weight(i)
			n++
		}
	}
	room := size.Width - l.gap*float32(max(0, n-1))
	// a column never gets less than it needs; the others share the rest
	widths := make([]float32, len(objects))
	fixed := make([]bool, len(objects))
	for again := true; again; {
		again = false
		left, share := room, total
		for i := range objects {
			if fixed[i] {
				left -= widths[i]
				share -= l.weight(i)
			}
		}
		for i, o := range objects {
			if !o.Visible() || fixed[i] {
				continue
			}
			widths[i] = left * l.weight(i) / share
			if m := o.MinSize().Width; widths[i] < m {
				widths[i], fixed[i], again = m, true, true
				break
			}
		}
	}
	var x float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		left := float32(int(x + 0.5)) // whole pixels, without the rounding adding up
		place(o, left, 0, float32(int(x+widths[i]+0.5))-left, size.Height)
		x += widths[i] + l.gap
	}
}

type padLayout struct{ x, y float32 }

func (l *padLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width+2*l.x, m.Height+2*l.y)
}

func (l *padLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], l.x, l.y, size.Width-2*l.x, size.Height-2*l.y)
}

type minLayout struct{ min fyne.Size }

func (l *minLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(l.min)
}

func (l *minLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// Split puts a navigation at its own width beside a content that takes the rest.
func Split(left, content fyne.CanvasObject) *fyne.Container {
	return container.New(&splitLayout{}, left, content)
}

type splitLayout struct{}

func (splitLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (splitLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := o[0].MinSize().Width
	place(o[0], 0, 0, w, s.Height)
	place(o[1], w, 0, s.Width-w, s.Height)
}
