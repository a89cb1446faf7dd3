package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
)

// fixed gives an object one width, however much its text asks for: long names
// are cut within it.
func fixed(w float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(fixedLayout(w), o)
}

// atMost gives an object the width it asks for, as far as there is room.
func atMost(o fyne.CanvasObject) *fyne.Container { return container.New(atMostLayout{}, o) }

type atMostLayout struct{}

func (atMostLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, o[0].MinSize().Height)
}

func (atMostLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	put(o[0], 0, 0, min(s.Width, o[0].MinSize().Width), s.Height)
}

// upTo gives an object the width it asks for, but no more than a width.
func upTo(w float32, o fyne.CanvasObject) *fyne.Container { return container.New(upToLayout(w), o) }

type upToLayout float32

func (l upToLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(min(float32(l), m.Width), m.Height)
}

func (l upToLayout) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// named puts a name of at most a width, and of at most half of what there is,
// before a text that takes the rest.
func named(most, gap float32, name, text fyne.CanvasObject) *fyne.Container {
	return container.New(&namedLayout{most, gap}, name, text)
}

type namedLayout struct{ most, gap float32 }

func (l *namedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (l *namedLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	if o[0].Visible() {
		h := o[0].MinSize().Height
		w := min(o[0].MinSize().Width, l.most, s.Width/2)
		put(o[0], 0, float32(int((s.Height-h)/2)), w, h)
		x = w + l.gap
	}
	h := o[1].MinSize().Height
	put(o[1], x, float32(int((s.Height-h)/2)), s.Width-x, h)
}

// sideways puts a second object at its own width to the right of a first, or
// below it where that would leave the first too little.
func sideways(gap float32, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(&sidewaysLayout{gap: gap}, first, second)
}

type sidewaysLayout struct{ gap, width float32 } // width of the last layout

const leastFirst float32 = 240

func (l *sidewaysLayout) below(o []fyne.CanvasObject) bool {
	return l.width > 0 && l.width-l.gap-kit.OneLine(o[1]).Width < leastFirst
}

func (l *sidewaysLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if b.Width == 0 { // all in it is hidden
		return a
	}
	if l.below(o) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+4+b.Height)
	}
	return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
}

func (l *sidewaysLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	if l.below(o) {
		o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
		h := o[0].MinSize().Height
		put(o[0], 0, 0, s.Width, h)
		o[1].Resize(fyne.NewSize(s.Width, o[1].MinSize().Height))
		put(o[1], 0, h+4, s.Width, o[1].MinSize().Height)
		return
	}
	w := kit.OneLine(o[1]).Width
	if w == 0 { // all in it is hidden
		put(o[0], 0, 0, s.Width, s.Height)
		return
	}
	o[1].Resize(fyne.NewSize(w, o[1].MinSize().Height))
	h := o[1].MinSize().Height
	put(o[1], s.Width-w, float32(int((s.Height-h)/2)), w, h)
	put(o[0], 0, 0, s.Width-w-l.gap, s.Height)
}

type fixedLayout float32

func (l fixedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(l), o[0].MinSize().Height)
}

func (l fixedLayout) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// beside places two objects side by side where there is room for it, else one
// under the other. The first gets its share of the width, or its own height.
func beside(breakAt, share, gap float32, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{breakAt: breakAt, share: share, gap: gap}, first, second)
}

type besideLayout struct {
	breakAt, share, gap float32
	width               float32 // of the last layout
}

func (l *besideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.width == 0 || l.width >= l.breakAt {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), min(a.Height, leastUpper)+l.gap+b.Height)
}

// leastUpper is the height to which the upper of two objects can be pressed.
const leastUpper float32 = 200

func (l *besideLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	if s.Width >= l.breakAt {
		w := float32(int((s.Width - l.gap) * l.share))
		put(o[0], 0, 0, w, s.Height)
		put(o[1], w+l.gap, 0, s.Width-w-l.gap, s.Height)
		return
	}
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height)) // a text that wraps then knows its height
	h := o[0].MinSize().Height
	h = min(h, max(min(h, leastUpper), s.Height-l.gap-o[1].MinSize().Height))
	put(o[0], 0, 0, s.Width, h)
	put(o[1], 0, h+l.gap, s.Width, max(0, s.Height-h-l.gap))
}

// atop gives the upper of two objects the height it asks for, as far as the
// lower keeps its least; the lower gets the rest.
func atop(gap float32, upper, lower fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{breakAt: 1e6, gap: gap, width: 1}, upper, lower)
}

// stacked gives the lower of two objects a share of the height as far as the
// upper keeps its least, and at least its own; the upper gets the rest.
func stacked(share, least, gap float32, upper, lower fyne.CanvasObject) *fyne.Container {
	return container.New(&stackedLayout{share, least, gap}, upper, lower)
}

type stackedLayout struct{ share, least, gap float32 }

func (l *stackedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+l.gap+max(l.least, b.Height))
}

func (l *stackedLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height)) // a text that wraps then knows its height
	h := max(l.least, min(float32(int(s.Height*l.share)), s.Height-l.gap-o[0].MinSize().Height))
	put(o[0], 0, 0, s.Width, max(0, s.Height-h-l.gap))
	put(o[1], 0, s.Height-h, s.Width, h)
}

// lineLayout lays out the cells of a row under one another's columns: fixed
// widths, and 0 for those that share what is left.
type lineLayout struct {
	widths []float32
	gap    float32
	height float32 // least
	top    bool    // cells hang from the top instead of standing in the middle
}

const (
	leastFlexible float32 = 80  // width of a flexible column before the fixed ones give in
	tightest      float32 = 0.6 // part of their width that fixed columns keep at least
)

func line(widths []float32, height float32, cells ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lineLayout{widths: widths, gap: 12, height: height}, cells...)
}

// paragraphs is a line of texts that wrap.
func paragraphs(widths []float32, cells ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lineLayout{widths: widths, gap: 12, top: true}, cells...)
}

func (l *lineLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(l.gap*float32(len(o)-1), l.height)
	for i, cell := range o {
		m := cell.MinSize()
		s.Width += max(l.widths[i]*tightest, leastFlexible*tightest)
		s.Height = max(s.Height, m.Height)
	}
	return s
}

func (l *lineLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	free, flexible, taken := s.Width-l.gap*float32(len(o)-1), float32(0), float32(0)
	for _, w := range l.widths {
		taken += w
		if w == 0 {
			flexible++
		}
	}
	scale := max(tightest, min(1, (free-flexible*leastFlexible)/max(1, taken))) // in a narrow window all give in alike
	free -= taken * scale
	var x float32
	for i, cell := range o {
		w := float32(int(l.widths[i] * scale))
		if w == 0 {
			w = max(leastFlexible*tightest, float32(int(free/flexible)))
		}
		cell.Resize(fyne.NewSize(w, cell.MinSize().Height)) // a text that wraps then knows its height
		h, y := cell.MinSize().Height, float32(0)
		if !l.top {
			y = float32(int((s.Height - h) / 2))
		}
		put(cell, x, y, w, h)
		x += w + l.gap
	}
}

// centred puts an object of at most a width in the upper middle.
func centred(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(centredLayout(width), o)
}

type centredLayout float32

func (l centredLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l centredLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(float32(l), s.Width)
	o[0].Resize(fyne.NewSize(w, o[0].MinSize().Height))
	h := min(o[0].MinSize().Height, s.Height)
	put(o[0], float32(int((s.Width-w)/2)), float32(int((s.Height-h)*0.35)), w, h)
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// besideEqual places two objects side by side at half the width, each at its own
// height, or one under the other where there is no room for that.
func besideEqual(breakAt, gap float32, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(&equalLayout{breakAt: breakAt, gap: gap}, first, second)
}

type equalLayout struct{ breakAt, gap, width float32 }

func (l *equalLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.width > 0 && l.width < l.breakAt {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+l.gap+b.Height)
	}
	return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
}

func (l *equalLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	w, x := s.Width, float32(0)
	if s.Width >= l.breakAt {
		w = float32(int((s.Width - l.gap) / 2))
		x = w + l.gap
	}
	var y float32
	for i, one := range o {
		one.Resize(fyne.NewSize(w, one.MinSize().Height)) // a text that wraps then knows its height
		h := one.MinSize().Height
		put(one, float32(i)*x, y, w, h)
		if x == 0 {
			y += h + l.gap
		}
	}
}

// indented moves an object to the right, within its place.
func indented(by float32, o fyne.CanvasObject) fyne.CanvasObject {
	if by == 0 {
		return o
	}
	return container.New(indentLayout(by), o)
}

type indentLayout float32

func (l indentLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Add(fyne.NewSize(float32(l), 0))
}

func (l indentLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	put(o[0], float32(l), 0, s.Width-float32(l), s.Height)
}
