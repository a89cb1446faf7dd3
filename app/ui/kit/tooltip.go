package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the pointer rests before a tooltip shows; while one shows the next comes at once.
const tipDelay = 450 * time.Millisecond

// tipHost is a layer that tooltips are drawn in: the Host of a window, or an overlay above it.
type tipHost interface{ tipLayer() *fyne.Container }

var tips tipState

// tipState is the one tooltip that shows or waits to.
type tipState struct {
	owner fyne.CanvasObject
	text  string
	at    fyne.Position
	stop  func()
	layer *fyne.Container
	box   *tipBox // that shows, in layer
}

func (s *tipState) enter(owner fyne.CanvasObject, text string, at fyne.Position) {
	wasShown := s.layer != nil
	s.hide()
	if text == "" {
		return
	}
	s.owner, s.text, s.at = owner, text, at
	if wasShown {
		s.show()
		return
	}
	s.stop = defaultScheduler.After(tipDelay, func() {
		if s.owner == owner && s.text == text {
			s.show()
		}
	})
}

// change is for owners with several places: another text starts anew, the same text is a move.
func (s *tipState) change(owner fyne.CanvasObject, text string, at fyne.Position) {
	if s.owner == owner && s.text == text {
		s.move(owner, at)
		return
	}
	s.enter(owner, text, at)
}

func (s *tipState) move(owner fyne.CanvasObject, at fyne.Position) {
	if s.owner == owner && s.layer == nil {
		s.at = at
	}
}

func (s *tipState) leave(owner fyne.CanvasObject) {
	if s.owner == owner {
		s.hide()
	}
}

func (s *tipState) hide() {
	if s.stop != nil {
		s.stop()
	}
	if s.layer != nil {
		s.layer.Remove(s.box)
	}
	*s = tipState{}
}

func (s *tipState) show() {
	c := canvasOf(s.owner)
	layer := tipLayerOf(c)
	if layer == nil {
		return
	}
	box := newTipBox()
	box.setText(s.text)
	size := box.MinSize()
	area := c.Size()
	pos := s.at.AddXY(0, 18)
	if pos.Y+size.Height > area.Height-4 {
		pos.Y = s.at.Y - size.Height - 6
	}
	pos.X = max(4, min(pos.X, area.Width-size.Width-4))
	box.Resize(size)
	box.Move(pos.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(layer)))
	s.layer, s.box = layer, box
	layer.Add(box)
}

func tipLayerOf(c fyne.Canvas) *fyne.Container {
	if c == nil {
		return nil
	}
	if top := c.Overlays().Top(); top != nil {
		if h, ok := top.(tipHost); ok {
			return h.tipLayer()
		}
		return nil
	}
	if h := hosts[c]; h != nil {
		return h.tipLayer()
	}
	return nil
}

// tipBox is the little dark label of tooltips and chart hovers; it takes no events.
type tipBox struct {
	widget.BaseWidget
	lines []string
}

const tipMaxWidth = 380

func newTipBox() *tipBox {
	b := &tipBox{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *tipBox) setText(s string) {
	b.lines = nil
	for _, l := range strings.Split(s, "\n") {
		b.lines = append(b.lines, wrapWords(l, tipLook, tipMaxWidth)...)
	}
	b.Refresh()
}

var tipLook = roleLook{ColorOnTip, SizeSmall, false}

const tipLine float32 = 17

func (b *tipBox) CreateRenderer() fyne.WidgetRenderer {
	r := &tipRenderer{b: b, bg: newSurface(ColorTip, "", 5)}
	r.Refresh()
	return r
}

type tipRenderer struct {
	baseRenderer
	b  *tipBox
	bg *surface
}

func (r *tipRenderer) MinSize() fyne.Size {
	var w float32
	for _, l := range r.b.lines {
		w = max(w, textWidth(l, tipLook))
	}
	return fyne.NewSize(w+16, tipLine*float32(len(r.b.lines))+10)
}

func (r *tipRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	for i, o := range r.objects[1:] {
		place(o, 8, 5+tipLine*float32(i), s.Width-16, tipLine)
	}
}

func (r *tipRenderer) Refresh() {
	r.bg.restyle()
	r.objects = []fyne.CanvasObject{r.bg.Rectangle}
	for _, l := range r.b.lines {
		t := canvas.NewText(l, nil)
		tipLook.apply(t)
		r.objects = append(r.objects, t)
	}
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// WithTooltip gives an object a tooltip: widgets of this package show it themselves and come back as they are, any
// other object comes back wrapped. It shows in windows whose content is in a Host.
func WithTooltip(o fyne.CanvasObject, text string) fyne.CanvasObject {
	if s, ok := o.(interface{ SetTip(string) }); ok {
		s.SetTip(text)
		return o
	}
	w := &tipWrap{content: o, tip: text}
	w.ExtendBaseWidget(w)
	return w
}

type tipWrap struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tip     string
}

var _ desktop.Hoverable = (*tipWrap)(nil)

func (w *tipWrap) SetTip(s string)                  { w.tip = s }
func (w *tipWrap) MouseIn(e *desktop.MouseEvent)    { tips.enter(w, w.tip, e.AbsolutePosition) }
func (w *tipWrap) MouseMoved(e *desktop.MouseEvent) { tips.move(w, e.AbsolutePosition) }
func (w *tipWrap) MouseOut()                        { tips.leave(w) }
func (w *tipWrap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(w.content))
}
