package catalogue

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/ui/kit"
)

func sortFolded(names []string) {
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(contact.Fold(a), contact.Fold(b)) })
}

// lineLayout lays out the cells of a row under one another's columns: fixed widths, and 0 for those that share what is
// left. In a narrow window the columns marked as the first to go are left out.
type lineLayout struct {
	widths    []float32
	droppable []int // columns that are left out where room is short, the first to go first
	height    float32
}

const (
	lineGap       float32 = 12
	leastFlexible float32 = 130
)

func line(height float32, widths []float32, droppable []int, cells ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lineLayout{widths, droppable, height}, cells...)
}

func (l *lineLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(0, l.height)
	for i, w := range l.widths {
		if !slices.Contains(l.droppable, i) {
			s.Width += max(w, leastFlexible) + lineGap
		}
		s.Height = max(s.Height, o[i].MinSize().Height)
	}
	return fyne.NewSize(min(s.Width, 360), s.Height)
}

func (l *lineLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	out := map[int]bool{}
	free := func() (left, flexible float32) {
		left = s.Width + lineGap
		for i, w := range l.widths {
			if out[i] {
				continue
			}
			left -= w + lineGap
			if w == 0 {
				flexible++
			}
		}
		return left, flexible
	}
	for _, i := range l.droppable {
		if left, flexible := free(); left < flexible*leastFlexible {
			out[i] = true
		}
	}
	left, flexible := free()
	x := float32(0)
	for i, cell := range o {
		if out[i] {
			cell.Resize(fyne.NewSize(0, 0))
			cell.Move(fyne.NewPos(-10_000, 0)) // hiding would paint the row anew for ever
			continue
		}
		w := l.widths[i]
		if w == 0 {
			w = max(60, float32(int(left/flexible)))
		}
		h := cell.MinSize().Height
		cell.Resize(fyne.NewSize(w, h))
		cell.Move(fyne.NewPos(x, float32(int((s.Height-h)/2))))
		x += w + lineGap
	}
}

// namedLayout puts a tag right behind a name, which is cut where there is no room for both.
type namedLayout struct{}

func (namedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastFlexible, o[0].MinSize().Height)
}

func (namedLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	name, tag := o[0], o[1]
	room := s.Width
	if tag.Visible() {
		room -= tag.MinSize().Width + 8
	}
	full := fyne.MeasureText(name.(*kit.Text).Text(), kit.SizeBody, fyne.TextStyle{Bold: true}).Width + 1
	w := min(full, room)
	name.Resize(fyne.NewSize(w, s.Height))
	name.Move(fyne.NewPos(0, 0))
	h := tag.MinSize().Height
	tag.Resize(fyne.NewSize(tag.MinSize().Width, h))
	tag.Move(fyne.NewPos(w+8, float32(int((s.Height-h)/2))))
}
