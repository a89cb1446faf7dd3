package session

import (
	"fyne.io/fyne/v2"
)

// shareLayout puts two objects above one another; the first takes a share of the height.
type shareLayout struct{ share, gap float32 }

func (u *shareLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+u.gap+b.Height)
}

func (u *shareLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := float32(int((s.Height - u.gap) * u.share))
	h = max(min(h, s.Height-u.gap-o[1].MinSize().Height), o[0].MinSize().Height)
	place(o[0], 0, 0, s.Width, h)
	place(o[1], 0, h+u.gap, s.Width, s.Height-u.gap-h)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos(x, y))
}
