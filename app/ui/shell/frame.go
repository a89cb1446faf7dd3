package shell

import "fyne.io/fyne/v2"

// frame lays bars above and below, a panel at the right while it is there, and the page in what is left. The bar above
// wraps, so it is asked how high it is when it has its width: a window made narrower in one step would else have the
// bar over the head of its page.
type frame struct{}

func (frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, foot, side, page := o[0].MinSize(), o[1].MinSize(), fyne.Size{}, o[3].MinSize()
	if o[2].Visible() {
		side = o[2].MinSize()
	}
	return fyne.NewSize(max(top.Width, foot.Width, side.Width+page.Width), top.Height+foot.Height+max(side.Height, page.Height))
}

func (frame) Layout(o []fyne.CanvasObject, s fyne.Size) {
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
	top, foot, side := o[0].MinSize().Height, o[1].MinSize().Height, float32(0)
	place(o[0], 0, 0, s.Width, top)
	place(o[1], 0, s.Height-foot, s.Width, foot)
	if o[2].Visible() {
		side = o[2].MinSize().Width
		place(o[2], s.Width-side, top, side, s.Height-top-foot)
	}
	place(o[3], 0, top, s.Width-side, s.Height-top-foot)
}
