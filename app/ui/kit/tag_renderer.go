package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	tagHeight float32 = 19
	tagPad    float32 = 7
	tagSize   float32 = 11
)

func tagLook(r Role) roleLook { return roleLook{r.look().color, tagSize, false} }

type tagRenderer struct {
	baseRenderer
	t    *Tag
	bg   *surface
	text *canvas.Text
}

func (r *tagRenderer) MinSize() fyne.Size {
	return fyne.NewSize(textWidth(r.t.text, tagLook(r.t.role))+2*tagPad, tagHeight)
}

func (r *tagRenderer) Layout(s fyne.Size) {
	y := float32(int((s.Height - tagHeight) / 2))
	place(r.bg.Rectangle, 0, y, s.Width, tagHeight)
	place(r.text, tagPad, y, s.Width-2*tagPad, tagHeight)
}

func (r *tagRenderer) update() {
	r.bg.restyle()
	tagLook(r.t.role).apply(r.text)
	r.text.Text = r.t.text
}

func (r *tagRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.t)
}
