package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// RailItem is an entry of the Rail.
type RailItem struct {
	ID, Title string
	Badge     string // small muted text at the right
	Tip       string
	Bottom    bool // stands at the foot
}

// Rail is the navigation at the left: the name of the program in two colours and the screens.
type Rail struct {
	widget.BaseWidget

	OnSelect func(id string)

	plain, accent string
	items         []*railLine
	selected      string
}

// NewRail makes the rail; plain and accent are the two halves of the name.
func NewRail(plain, accent string, items []RailItem, selected func(id string)) *Rail {
	r := &Rail{plain: plain, accent: accent, OnSelect: selected}
	r.ExtendBaseWidget(r)
	r.SetItems(items)
	return r
}

// SetItems replaces the entries.
func (r *Rail) SetItems(items []RailItem) {
	r.items = nil
	for i, it := range items {
		l := &railLine{item: it, rail: r}
		l.init(l, l.look, func() { r.choose(it.ID) })
		l.tip = it.Tip
		l.onKey = func(e *fyne.KeyEvent) bool { return r.key(i, e) }
		r.items = append(r.items, l)
	}
	r.Refresh()
}

// SetBadge changes the small text of an entry.
func (r *Rail) SetBadge(id, badge string) {
	for _, l := range r.items {
		if l.item.ID == id && l.item.Badge != badge {
			l.item.Badge = badge
			l.Refresh()
		}
	}
}

// Select marks an entry, without a callback.
func (r *Rail) Select(id string) {
	r.selected = id
	for _, l := range r.items {
		l.Refresh()
	}
}

// Selected returns the ID of the marked entry.
func (r *Rail) Selected() string { return r.selected }

// Item returns the widget of an entry, or nil; to anchor something to it.
func (r *Rail) Item(id string) fyne.CanvasObject {
	for _, l := range r.items {
		if l.item.ID == id {
			return l
		}
	}
	return nil
}

func (r *Rail) choose(id string) {
	r.Select(id)
	if r.OnSelect != nil {
		r.OnSelect(id)
	}
}

func (r *Rail) key(i int, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		i--
	case fyne.KeyDown:
		i++
	case fyne.KeyHome:
		i = 0
	case fyne.KeyEnd:
		i = len(r.items) - 1
	default:
		return false
	}
	if i >= 0 && i < len(r.items) {
		focusOn(r.items[i])
	}
	return true
}

type railLine struct {
	pressable
	item RailItem
	rail *Rail
}

func (l *railLine) look() face {
	f := face{padX: 10, height: 32, radius: 6, hoverFill: ColorHover, spans: []span{{text: l.item.Title, color: ColorText}}}
	on := l.rail.selected == l.item.ID
	if on {
		f.fill, f.hoverFill = ColorAccentSoft, ColorAccentSoft
		f.spans[0].color, f.spans[0].bold = ColorAccent, true
	}
	if l.item.Badge != "" {
		f.right = &span{text: l.item.Badge, color: ColorMuted, size: 11, bold: on}
	}
	return f
}

// CreateRenderer is called by Fyne.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	w := &railRenderer{r: r, bg: newSurface(ColorRail, "", 0), line: newSurface(ColorBorder, "", 0),
		plain: canvas.NewText(r.plain, nil), accent: canvas.NewText(r.accent, nil)}
	w.update()
	return w
}

type railRenderer struct {
	baseRenderer
	r             *Rail
	bg, line      *surface
	plain, accent *canvas.Text
}

const (
	railWidth float32 = 196
	railTop   float32 = 54
	railStep  float32 = 34
	railPad   float32 = 10
)

func (w *railRenderer) MinSize() fyne.Size {
	return fyne.NewSize(railWidth, railTop+railStep*float32(len(w.r.items))+railPad)
}

func (w *railRenderer) Layout(s fyne.Size) {
	w.bg.Rectangle.Resize(s)
	place(w.line.Rectangle, s.Width-1, 0, 1, s.Height)
	place(w.plain, 20, 0, w.plain.MinSize().Width, 54)
	place(w.accent, 20+w.plain.MinSize().Width, 0, w.accent.MinSize().Width, 54)
	bottom := 0
	for _, l := range w.r.items {
		if l.item.Bottom {
			bottom++
		}
	}
	top, foot := railTop, s.Height-railPad-railStep*float32(bottom)
	for _, l := range w.r.items {
		y := &top
		if l.item.Bottom {
			y = &foot
		}
		place(l, railPad, *y, s.Width-2*railPad-1, 32)
		*y += railStep
	}
}

func (w *railRenderer) update() {
	w.bg.restyle()
	w.line.restyle()
	roleLook{ColorText, 16, true}.apply(w.plain)
	roleLook{ColorAccent, 16, true}.apply(w.accent)
	w.objects = []fyne.CanvasObject{w.bg.Rectangle, w.line.Rectangle, w.plain, w.accent}
	for _, l := range w.r.items {
		w.objects = append(w.objects, l)
	}
}

func (w *railRenderer) Refresh() {
	w.update()
	w.Layout(w.r.Size())
	for _, l := range w.r.items {
		l.Refresh()
	}
	canvas.Refresh(w.r)
}
