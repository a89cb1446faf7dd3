package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// narrow keeps an object at most that wide, in the middle.
func narrow(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&narrowLayout{width}, o)
}

type narrowLayout struct{ width float32 }

func (n *narrowLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (n *narrowLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(s.Width, n.width)
	o[0].Resize(fyne.NewSize(w, s.Height))
	o[0].Move(fyne.NewPos(float32(int((s.Width-w)/2)), 0))
}

// watchWidth tells how wide an object is laid out.
func watchWidth(o fyne.CanvasObject, told func(width float32)) *fyne.Container {
	return container.New(&widthLayout{told}, o)
}

type widthLayout struct{ told func(width float32) }

func (w *widthLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (w *widthLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w.told(s.Width)
	o[0].Resize(s)
}
