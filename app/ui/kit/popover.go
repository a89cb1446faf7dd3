package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Popover is a panel under the widget that opened it. It closes on Escape and on a click outside; what is in it works
// on while the window behind follows.
type Popover struct {
	OnClose func()

	o *overlay
}

// ShowPopover opens a panel under anchor, left edges aligned, and moved as far as needed to stay in the window.
func ShowPopover(anchor, content fyne.CanvasObject) *Popover {
	return showPopover(anchor, content, 14, nil)
}

// ShowPopoverAt opens a panel at an absolute position, such as that of a right click.
func ShowPopoverAt(c fyne.Canvas, at fyne.Position, content fyne.CanvasObject) *Popover {
	return openPopover(c, content, 14, func() (fyne.Position, fyne.Size) { return at, fyne.Size{} }, nil)
}

func showPopover(anchor, content fyne.CanvasObject, pad float32, key func(*fyne.KeyEvent) bool) *Popover {
	return openPopover(canvasOf(anchor), content, pad, func() (fyne.Position, fyne.Size) {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor), anchor.Size()
	}, key)
}

func openPopover(c fyne.Canvas, content fyne.CanvasObject, pad float32, anchor func() (fyne.Position, fyne.Size),
	key func(*fyne.KeyEvent) bool) *Popover {
	p := &Popover{}
	if c == nil {
		return p
	}
	p.o = newOverlay(c, content, pad)
	p.o.place = func(area, least fyne.Size) (fyne.Position, fyne.Size) {
		at, size := anchor()
		const gap, edge float32 = 5, 8
		below := area.Height - (at.Y + size.Height + gap) - edge
		pos := fyne.NewPos(at.X, at.Y+size.Height+gap)
		h := min(least.Height, area.Height-2*edge)
		if h > below { // above, or as far up as it takes
			pos.Y = at.Y - gap - h
			if pos.Y < edge {
				pos.Y = max(edge, area.Height-edge-h)
			}
		}
		w := min(least.Width, area.Width-2*edge)
		pos.X = max(edge, min(pos.X, area.Width-edge-w))
		return pos, fyne.NewSize(w, h)
	}
	p.o.outside = p.Close
	p.o.key = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			p.Close()
			return true
		}
		return key != nil && key(e)
	}
	p.o.show()
	return p
}

// Close closes the panel.
func (p *Popover) Close() {
	if p.o == nil || !p.o.shown {
		return
	}
	p.o.hide()
	if p.OnClose != nil {
		p.OnClose()
	}
}

// Open says whether the panel shows.
func (p *Popover) Open() bool { return p.o != nil && p.o.shown }

// Refresh lays the panel out anew after its content changed size.
func (p *Popover) Refresh() {
	if p.o != nil {
		p.o.Refresh()
	}
}

// MenuItem is a line of a menu; an empty Text is a separator.
type MenuItem struct {
	Text     string
	Hint     string // at the right, such as the shortcut
	Checked  bool
	Disabled bool
	Do       func()
}

// ShowMenu opens a menu under anchor. Up and Down move through it.
func ShowMenu(anchor fyne.CanvasObject, items []MenuItem) *Popover {
	return showMenu(items, func(content fyne.CanvasObject, key func(*fyne.KeyEvent) bool) *Popover {
		return showPopover(anchor, content, 5, key)
	})
}

// ShowMenuAt opens a menu at an absolute position.
func ShowMenuAt(c fyne.Canvas, at fyne.Position, items []MenuItem) *Popover {
	return showMenu(items, func(content fyne.CanvasObject, key func(*fyne.KeyEvent) bool) *Popover {
		return openPopover(c, content, 5, func() (fyne.Position, fyne.Size) { return at, fyne.Size{} }, key)
	})
}

func showMenu(items []MenuItem, open func(fyne.CanvasObject, func(*fyne.KeyEvent) bool) *Popover) *Popover {
	var p *Popover
	var lines []*menuLine
	var objects []fyne.CanvasObject
	var scroll *container.Scroll
	at := -1
	// light shows where the keys are. A canvas knows an object only after it painted it: ask the menu's own.
	light := func() {
		if p != nil && p.o != nil {
			p.o.canvas.Focus(lines[at])
		}
		if scroll == nil {
			return
		}
		top, room := lines[at].Position().Y, scroll.Size().Height
		if bottom := top + lines[at].MinSize().Height; top < scroll.Offset.Y {
			scroll.ScrollToOffset(fyne.NewPos(0, top))
		} else if bottom > scroll.Offset.Y+room {
			scroll.ScrollToOffset(fyne.NewPos(0, bottom-room))
		}
	}
	move := func(step int) {
		for range lines {
			at = (at + step + len(lines)) % len(lines)
			if !lines[at].disabled {
				light()
				return
			}
		}
	}
	key := func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDown:
			move(1)
		case fyne.KeyUp:
			if at < 0 {
				at = 0
			}
			move(-1)
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			if at < 0 {
				return false
			}
			lines[at].press()
		default:
			return false
		}
		return true
	}
	for _, it := range items {
		if it.Text == "" {
			objects = append(objects, widget.NewSeparator())
			continue
		}
		i := len(lines)
		l := newMenuLine(it, func() {
			p.Close()
			if it.Do != nil {
				it.Do()
			}
		})
		l.onKey = func(e *fyne.KeyEvent) bool { at = i; return key(e) }
		lines = append(lines, l)
		objects = append(objects, l)
	}
	content := VBox(0, objects...)
	var shown fyne.CanvasObject = content
	if h := content.MinSize().Height; h > 420 {
		scroll = newVScroll(content)
		shown = MinSize(content.MinSize().Width+12, 420, scroll)
	}
	p = open(MinWidth(140, shown), key)
	for i, l := range lines {
		if l.item.Checked {
			at = i
			light()
			break
		}
	}
	return p
}

type menuLine struct {
	pressable
	item MenuItem
}

func newMenuLine(it MenuItem, do func()) *menuLine {
	l := &menuLine{item: it}
	l.init(l, l.look, do)
	l.disabled = it.Disabled
	return l
}

func (l *menuLine) look() face {
	f := face{padX: 10, height: 28, radius: 5, hoverFill: ColorHover, spans: []span{{text: l.item.Text, color: ColorText}}}
	if l.item.Checked {
		f.fill, f.hoverFill = ColorAccentSoft, ColorAccentSoft
		f.spans[0].color, f.spans[0].bold = ColorAccent, true
	}
	if l.item.Hint != "" {
		f.right = &span{text: l.item.Hint, color: ColorMuted, size: SizeSmall}
	}
	return f
}
