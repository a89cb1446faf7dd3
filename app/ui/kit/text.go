package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Widget       = (*Text)(nil)
	_ desktop.Hoverable = (*Text)(nil)
)

// Text is one line of text with a role. Too long for its place it ends in … and shows itself whole as tooltip.
type Text struct {
	widget.BaseWidget

	text  string
	role  Role
	align fyne.TextAlign
	trunc bool
	bold  bool
	scale float32 // of the letters; 0 is 1
	tip   string
}

// NewText makes a line of text that asks for the room it needs.
func NewText(text string, role Role) *Text {
	t := &Text{text: text, role: role}
	t.ExtendBaseWidget(t)
	return t
}

// NewTruncatedText makes a line of text that takes whatever room it gets.
func NewTruncatedText(text string, role Role) *Text {
	t := NewText(text, role)
	t.trunc = true
	return t
}

// Text returns the whole text.
func (t *Text) Text() string { return t.text }

// SetText changes the text.
func (t *Text) SetText(s string) {
	if t.text != s {
		t.text = s
		t.Refresh()
	}
}

// SetRole changes the role.
func (t *Text) SetRole(r Role) {
	if t.role != r {
		t.role = r
		t.Refresh()
	}
}

// SetBold makes any role bold; it returns t.
func (t *Text) SetBold(b bool) *Text { t.bold = b; t.Refresh(); return t }

// Scale makes the letters of any role that many times larger; it returns t.
func (t *Text) Scale(k float32) *Text { t.scale = k; t.Refresh(); return t }

// Align sets the alignment within the room given; it returns t.
func (t *Text) Align(a fyne.TextAlign) *Text { t.align = a; t.Refresh(); return t }

// SetTip sets a tooltip that shows whether or not the text is cut.
func (t *Text) SetTip(tip string) { t.tip = tip }

func (t *Text) look() roleLook {
	l := t.role.look().scaled(t.scale)
	l.bold = l.bold || t.bold
	return l
}

// MouseIn shows the tooltip, or the whole text when it is cut.
func (t *Text) MouseIn(e *desktop.MouseEvent) {
	tip := t.tip
	if tip == "" && ellipsize(t.text, t.look(), t.Size().Width) != t.text {
		tip = t.text
	}
	tips.enter(t, tip, e.AbsolutePosition)
}

// MouseMoved keeps the tooltip near the pointer.
func (t *Text) MouseMoved(e *desktop.MouseEvent) { tips.move(t, e.AbsolutePosition) }

// MouseOut hides the tooltip.
func (t *Text) MouseOut() { tips.leave(t) }

// CreateRenderer is called by Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: newRoleText(t.text, t.role)}
	r.objects = []fyne.CanvasObject{r.line}
	r.update()
	return r
}

type textRenderer struct {
	baseRenderer
	t    *Text
	line *canvas.Text
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.line.Resize(size)
	r.update()
}

func (r *textRenderer) MinSize() fyne.Size {
	l := r.t.look()
	s := fyne.MeasureText(r.t.text, l.size, l.style())
	if r.t.trunc {
		s.Width = min(s.Width, 24)
	}
	return s
}

func (r *textRenderer) Refresh() {
	r.update()
	r.line.Refresh()
}

func (r *textRenderer) update() {
	l := r.t.look()
	l.apply(r.line)
	r.line.Alignment = r.t.align
	r.line.Text = r.t.text
	if s := r.t.Size(); s.Width > 0 {
		r.line.Text = ellipsize(r.t.text, l, s.Width)
	} else if s.Height > 0 { // laid out, and no room for it
		r.line.Text = ""
	}
}
