package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
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

// watchHeight tells, when an object has been laid out, that it wants another
// height than before: at another width its parts stand otherwise.
func watchHeight(o fyne.CanvasObject, told func()) *fyne.Container {
	return container.New(&heightLayout{told}, o)
}

type heightLayout struct{ told func() }

func (h *heightLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (h *heightLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	before := o[0].MinSize().Height
	o[0].Resize(s)
	if o[0].MinSize().Height != before {
		h.told()
	}
}

// fold places objects side by side by weights, as [kit.Columns] does, and in rows
// of few where it gets less than least wide; the last row takes the height that
// is left.
func fold(least float32, few int, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&foldLayout{least: least, few: few,
		wide: kit.Columns(kit.Gap, weights).Layout, row: kit.Columns(kit.Gap, nil).Layout}, objects...)
}

type foldLayout struct {
	least     float32
	few       int
	wide, row fyne.Layout
	narrow    bool // how it was last laid out
}

// MinSize is as narrow as it can be folded.
func (f *foldLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i := 0; i < len(o); i += f.few {
		m := f.row.MinSize(o[i:min(i+f.few, len(o))])
		s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
		if i > 0 {
			s.Height += kit.Gap
		}
	}
	if !f.narrow {
		s.Height = f.wide.MinSize(o).Height
	}
	return s
}

func (f *foldLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if f.narrow = s.Width < f.least; f.narrow {
		f.rows(o, s)
	} else {
		f.wide.Layout(o, s)
	}
}

func (f *foldLayout) rows(o []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for i := 0; i < len(o); i += f.few {
		row := o[i:min(i+f.few, len(o))]
		f.row.Layout(row, fyne.NewSize(s.Width, f.row.MinSize(row).Height))
		h := f.row.MinSize(row).Height // what wraps knows its height only when it knows its width
		if i+f.few >= len(o) {
			h = max(h, s.Height-y)
		}
		f.row.Layout(row, fyne.NewSize(s.Width, h))
		for _, x := range row {
			x.Move(x.Position().AddXY(0, y))
		}
		y += h + kit.Gap
	}
}
