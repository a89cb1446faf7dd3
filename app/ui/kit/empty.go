package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// EmptyState teaches what belongs on an empty screen, and has the buttons that put it there.
type EmptyState struct {
	widget.BaseWidget

	head *Text
	body *Paragraph
	row  *fyne.Container
}

// NewEmptyState makes it; text may have line feeds.
func NewEmptyState(title, text string, buttons ...fyne.CanvasObject) *EmptyState {
	e := &EmptyState{head: NewText(title, RoleHeading), body: NewParagraph(text, RoleMuted), row: HBox(GapSmall, buttons...)}
	e.ExtendBaseWidget(e)
	return e
}

// SetText changes title and text.
func (e *EmptyState) SetText(title, text string) {
	e.head.SetText(title)
	e.body.SetText(text)
	e.Refresh()
}

// CreateRenderer is called by Fyne.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer {
	return &emptyRenderer{baseRenderer{[]fyne.CanvasObject{e.head, e.body, e.row}}, e}
}

type emptyRenderer struct {
	baseRenderer
	e *EmptyState
}

const emptyWidth float32 = 460

func (r *emptyRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(240, r.e.row.MinSize().Width), 34+r.e.body.MinSize().Height+18+r.e.row.MinSize().Height)
}

func (r *emptyRenderer) Layout(s fyne.Size) {
	w := min(s.Width, emptyWidth)
	r.e.body.Resize(fyne.NewSize(w, r.e.body.MinSize().Height))
	h := r.e.body.MinSize().Height
	row := r.e.row.MinSize()
	total := 34 + h + 18 + row.Height
	x, y := float32(int((s.Width-w)/2)), float32(int(max(0, (s.Height-total)*0.4)))
	place(r.e.head, x, y, w, 26)
	place(r.e.body, x, y+34, w, h)
	place(r.e.row, x, y+34+h+18, w, row.Height)
}

func (r *emptyRenderer) Refresh() {
	r.Layout(r.e.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}
