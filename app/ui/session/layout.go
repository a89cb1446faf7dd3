package session

import (
	"fyne.io/fyne/v2"
)

// footLayout puts two objects above one another: the lower one, which scrolls inner, is as high as that needs and no higher than a share
// of the whole.
type footLayout struct {
	inner fyne.CanvasObject
	most  float32 // share
	round float32 // what stands round inner
	gap   float32
}

func (u *footLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !o[1].Visible() {
		return o[0].MinSize()
	}
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+u.gap+b.Height)
}

func (u *footLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if !o[1].Visible() {
		place(o[0], 0, 0, s.Width, s.Height)
		return
	}
	// What wraps knows its height only when it knows its width: the lower one is laid out first, at its full height.
	place(o[1], 0, 0, s.Width, s.Height)
	foot := min(max(u.inner.MinSize().Height+u.round, o[1].MinSize().Height), s.Height*u.most)
	h := s.Height - u.gap - foot
	place(o[0], 0, 0, s.Width, h)
	place(o[1], 0, h+u.gap, s.Width, s.Height-u.gap-h)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos(x, y))
}
