package outliers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// upper puts two objects above one another; the first takes a share of the height.
func upper(share, gap float32, above, below fyne.CanvasObject) *fyne.Container {
	return container.New(&splitLayout{share: share, gap: gap}, above, below)
}

// beside puts two objects beside one another; the first takes a share of the width, the second no more than it needs to read
// well.
func beside(share, gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&splitLayout{share: share, gap: gap, across: true}, left, right)
}

// widest is how wide the right side of a split becomes.
const widest = 430

type splitLayout struct {
	share, gap float32
	across     bool
}

func (u *splitLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if u.across {
		return fyne.NewSize(a.Width+u.gap+b.Width, max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+u.gap+b.Height)
}

func (u *splitLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if u.across {
		w := float32(int((s.Width - u.gap) * u.share))
		w = max(w, s.Width-u.gap-widest)
		w = max(min(w, s.Width-u.gap-o[1].MinSize().Width), o[0].MinSize().Width)
		place(o[0], 0, 0, w, s.Height)
		place(o[1], w+u.gap, 0, s.Width-u.gap-w, s.Height)
		return
	}
	h := float32(int((s.Height - u.gap) * u.share))
	place(o[0], 0, 0, s.Width, h)
	place(o[1], 0, h+u.gap, s.Width, s.Height-u.gap-h)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos(x, y))
}

// besideBar leaves room for the bar of a scroll at the right.
type besideBar struct{}

const barRoom = 14

func (besideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+barRoom, m.Height)
}

func (besideBar) Layout(o []fyne.CanvasObject, s fyne.Size) {
	place(o[0], 0, 0, s.Width-barRoom, s.Height)
}
