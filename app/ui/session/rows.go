package session

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"eenkeer/app/ui/kit"
)

// choice is a row that can be chosen by a click; the one that is has a soft ground and a bar before it.
func (d *desk) choice(lit bool, o fyne.CanvasObject, chosen func()) fyne.CanvasObject {
	c := &choiceRow{content: kit.Pad(d.gap(8), d.gap(4), o), lit: lit, chosen: chosen, bar: d.gap(3)}
	c.ExtendBaseWidget(c)
	return c
}

type choiceRow struct {
	widget.BaseWidget
	content *fyne.Container
	lit     bool
	bar     float32
	chosen  func()
}

// Tapped chooses the row.
func (c *choiceRow) Tapped(*fyne.PointEvent) { c.chosen() }

// CreateRenderer is called by Fyne.
func (c *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	back, bar := canvas.NewRectangle(kit.Color(kit.ColorAccentSoft)), canvas.NewRectangle(kit.Color(kit.ColorAccent))
	if !c.lit {
		back.Hide()
		bar.Hide()
	}
	return widget.NewSimpleRenderer(container.New(&choiceLayout{c.bar}, back, bar, c.content))
}

type choiceLayout struct{ bar float32 }

func (l *choiceLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[2].MinSize() }

func (l *choiceLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	place(o[0], 0, 0, s.Width, s.Height)
	place(o[1], 0, 0, l.bar, s.Height)
	place(o[2], 0, 0, s.Width, s.Height)
}

// dots draws a row of dots.
func (d *desk) dots(n int) fyne.CanvasObject {
	const most = 24 // more are told by the number beside them
	size := d.gap(11)
	row := kit.HBox(d.gap(3))
	for range min(n, most) {
		dot := canvas.NewCircle(kit.Color(kit.ColorAccent))
		row.Add(kit.MinSize(size, size, dot))
	}
	return row
}

// reveal scrolls so that the row with a number is in sight.
func (d *desk) reveal(roll *container.Scroll, list *fyne.Container, row int) {
	if row < 0 || row >= len(list.Objects) || roll.Size().Height <= 0 {
		return
	}
	list.Resize(fyne.NewSize(roll.Size().Width, max(list.MinSize().Height, roll.Size().Height)))
	o := list.Objects[row]
	top, bottom := o.Position().Y, o.Position().Y+o.Size().Height
	switch room := roll.Size().Height; {
	case top < roll.Offset.Y:
		roll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > roll.Offset.Y+room:
		roll.ScrollToOffset(fyne.NewPos(0, bottom-room))
	}
}
