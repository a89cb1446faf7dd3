package trends

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
)

// upper puts two objects above one another; the first takes a share of the height.
func upper(share, gap float32, above, below fyne.CanvasObject) *fyne.Container {
	return container.New(&upperLayout{share, gap}, above, below)
}

type upperLayout struct{ share, gap float32 }

func (u *upperLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+u.gap+b.Height)
}

func (u *upperLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := float32(int((s.Height - u.gap) * u.share))
	h = max(min(o[0].MinSize().Height, s.Height-u.gap-o[1].MinSize().Height), h)
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-u.gap-h))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Move(fyne.NewPos(0, h+u.gap))
}

// watchSize tells the size an object is laid out in, before it is.
func watchSize(o fyne.CanvasObject, told func(s fyne.Size)) *fyne.Container {
	return container.New(&sizeLayout{told}, o)
}

type sizeLayout struct{ told func(s fyne.Size) }

func (w *sizeLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (w *sizeLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w.told(s)
	o[0].Resize(s)
}

// whole keeps a row of chips at the width that it needs for one line.
func whole(g *kit.ChipGroup) fyne.CanvasObject {
	width := float32(0)
	for i, c := range g.Chips() {
		if i > 0 {
			width += kit.GapSmall
		}
		width += c.MinSize().Width
	}
	return kit.MinWidth(width+1, g)
}
