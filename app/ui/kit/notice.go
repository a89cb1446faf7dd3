package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Kind says what sort of message a Notice or Toast is.
type Kind int

// The kinds of messages; each has a sign of its own besides its colour.
const (
	KindInfo Kind = iota
	KindGood
	KindWarn
	KindBad
)

type kindLook struct {
	soft, ink fyne.ThemeColorName
	sign      string
}

var kindLooks = [...]kindLook{
	KindInfo: {ColorAccentSoft, ColorAccent, "i"},
	KindGood: {ColorGoodSoft, ColorGood, ""}, /* a drawn tick */
	KindWarn: {ColorWarnSoft, ColorWarn, "!"},
	KindBad:  {ColorBadSoft, ColorBad, "×"},
}

// Notice is a bar with a message in the flow of a screen.
type Notice struct {
	widget.BaseWidget

	kind   Kind
	text   *Paragraph
	action *LinkButton
	close  *crossButton
}

// NewNotice makes a bar. An empty action leaves the link out; a nil closed leaves the cross out. Closing hides the
// bar and then calls closed.
func NewNotice(kind Kind, text, action string, do, closed func()) *Notice {
	n := &Notice{kind: kind, text: NewParagraph(text, RoleBody)}
	if action != "" {
		n.action = NewLinkButton(action, do)
	}
	n.ExtendBaseWidget(n)
	if closed != nil {
		n.close = newCross(func() { n.Hide(); closed() })
	}
	return n
}

// SetText changes kind and text.
func (n *Notice) SetText(kind Kind, text string) {
	n.kind = kind
	n.text.SetText(text)
	n.Refresh()
}

// Text returns the text.
func (n *Notice) Text() string { return n.text.Text() }

// CreateRenderer is called by Fyne.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	r := &noticeRenderer{n: n, bg: newSurface("", "", 6), sign: newKindSign()}
	r.objects = append([]fyne.CanvasObject{r.bg.Rectangle, n.text}, r.sign.objects()...)
	if n.action != nil {
		r.objects = append(r.objects, n.action)
	}
	if n.close != nil {
		r.objects = append(r.objects, n.close)
	}
	r.update()
	return r
}

type noticeRenderer struct {
	baseRenderer
	n    *Notice
	bg   *surface
	sign *kindSign
}

func (r *noticeRenderer) right() float32 {
	w := float32(12)
	if r.n.close != nil {
		w += 24
	}
	if r.n.action != nil {
		w += r.n.action.MinSize().Width + 10
	}
	return w
}

func (r *noticeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160+r.right(), max(36, r.n.text.MinSize().Height+16))
}

func (r *noticeRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	r.sign.place(12, 10)
	w := s.Width - 38 - r.right()
	r.n.text.Resize(fyne.NewSize(w, r.n.text.MinSize().Height))
	place(r.n.text, 38, (s.Height-r.n.text.MinSize().Height)/2, w, r.n.text.MinSize().Height)
	x := s.Width - 12
	if c := r.n.close; c != nil {
		x -= 20
		place(c, x, (s.Height-24)/2, 24, 24)
		x -= 10
	}
	if a := r.n.action; a != nil {
		m := a.MinSize()
		place(a, x-m.Width, (s.Height-m.Height)/2, m.Width, m.Height)
	}
}

func (r *noticeRenderer) update() {
	l := kindLooks[r.n.kind]
	r.bg.set(l.soft, "")
	r.sign.set(r.n.kind)
}

func (r *noticeRenderer) Refresh() {
	r.update()
	r.Layout(r.n.Size())
	r.n.text.Refresh()
	if r.n.action != nil {
		r.n.action.Refresh()
	}
	canvas.Refresh(r.n)
}

// crossButton closes something.
type crossButton struct{ pressable }

func newCross(do func()) *crossButton {
	c := &crossButton{}
	c.init(c, func() face {
		return face{padX: 8, height: 24, radius: 4, mark: markCross, hoverFill: ColorHover}
	}, do)
	return c
}
