package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// gridSlot draws one row. Its objects are made once and filled again for another row.
type gridSlot struct {
	box   *fyne.Container
	bg    *canvas.Rectangle
	line  *canvas.Rectangle
	mark  *canvas.Rectangle // at the left of the selected row: not by colour of the row alone
	cells []*gridSlotCell
	row   int
	used  bool
}

// gridSlotCell holds what a cell may need; graphics are made when first wanted.
type gridSlotCell struct {
	text    *canvas.Text
	tag     *canvas.Text
	tagBox  *canvas.Rectangle
	track   *canvas.Rectangle
	whisker *canvas.Rectangle
	dot     *canvas.Circle
	dashes  []*canvas.Rectangle
	bar     *canvas.Rectangle
}

func newGridSlot() *gridSlot {
	s := &gridSlot{bg: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), row: -1}
	s.box = &fyne.Container{Objects: []fyne.CanvasObject{s.bg, s.line, s.mark}}
	return s
}

// style sets the background, which selection and hover change without filling the row anew.
func (s *gridSlot) style(g *grid, i int, width float32) {
	bg := color.Color(color.Transparent)
	switch {
	case i == g.sel:
		bg = Color(ColorAccentSoft)
	case i == g.hover:
		bg = Color(ColorHover)
	case i%2 == 1:
		bg = Color(ColorStripe)
	}
	mark := color.Color(color.Transparent)
	if i == g.sel {
		mark = Color(ColorAccent)
	}
	setFill(s.bg, bg)
	setFill(s.mark, mark)
	setFill(s.line, Color(ColorBorder))
	place(s.bg, 0, 0, width, g.rowH)
	place(s.line, 0, g.rowH-1, width, 1)
	place(s.mark, 0, 0, 3, g.rowH-1)
}

func setFill(r *canvas.Rectangle, c color.Color) {
	if r.FillColor != c {
		r.FillColor = c
		r.Refresh()
	}
}

func (s *gridSlot) fill(g *grid, row int) {
	s.row = row
	if len(s.cells) != len(g.cols) {
		s.cells = make([]*gridSlotCell, len(g.cols))
		s.box.Objects = s.box.Objects[:3]
		for i := range s.cells {
			c := &gridSlotCell{text: newRoleText("", RoleBody)}
			s.cells[i] = c
			s.box.Objects = append(s.box.Objects, c.text)
		}
	}
	for i, c := range s.cells {
		s.fillCell(c, g.cell(row, i), g.cols[i], g.rowH)
	}
	s.bg.Refresh() // repaint, also when all that changed is something hidden
}

func (s *gridSlot) fillCell(c *gridSlotCell, v gridCell, col gridColumn, h float32) {
	x, w := col.x+cellPad, col.w-2*cellPad
	c.hide()
	text := v.text
	if v.kind != cellText {
		text = ""
	}
	look := v.look
	room := w
	var tagW float32
	if v.tag != "" {
		tagW = textWidth(v.tag, tagLook(RoleMuted)) + 2*tagPad
		room = max(30, w-tagW-6)
	}
	text = ellipsize(text, look, room)
	changed := look.apply(c.text)
	if c.text.Text != text || c.text.Alignment != col.align {
		c.text.Text, c.text.Alignment = text, col.align
		changed = true
	}
	place(c.text, x, 0, w, h)
	if changed {
		c.text.Refresh()
	}
	switch {
	case v.tag != "":
		s.drawTag(c, v.tag, x+textWidth(text, look)+6, tagW, h)
	case v.kind == cellInterval:
		s.drawInterval(c, v, x, w, h)
	case v.kind == cellBar:
		s.drawBar(c, v, x, w, h)
	}
}

func (c *gridSlotCell) hide() {
	for _, o := range []*canvas.Rectangle{c.tagBox, c.track, c.whisker, c.bar} {
		if o != nil {
			o.Hidden = true
		}
	}
	if c.tag != nil {
		c.tag.Hidden = true
	}
	if c.dot != nil {
		c.dot.Hidden = true
	}
	for _, d := range c.dashes {
		d.Hidden = true
	}
}

func (s *gridSlot) rect(p **canvas.Rectangle) *canvas.Rectangle {
	if *p == nil {
		*p = canvas.NewRectangle(nil)
		s.box.Objects = append(s.box.Objects, *p)
	}
	(*p).Hidden = false
	return *p
}

func (s *gridSlot) drawTag(c *gridSlotCell, text string, x, w, h float32) {
	box := s.rect(&c.tagBox)
	box.FillColor, box.StrokeColor, box.StrokeWidth, box.CornerRadius = Color(ColorSurface), Color(ColorBorder), 1, 4
	y := float32(int((h-1-tagHeight)/2) + 1)
	place(box, x, y, w, tagHeight)
	if c.tag == nil {
		c.tag = newRoleText("", RoleMuted)
		s.box.Objects = append(s.box.Objects, c.tag)
	}
	tagLook(RoleMuted).apply(c.tag)
	c.tag.Text, c.tag.Hidden = text, false
	place(c.tag, x+tagPad, y, w-2*tagPad, tagHeight)
	box.Refresh()
	c.tag.Refresh()
}

func (s *gridSlot) drawBar(c *gridSlotCell, v gridCell, x, w, h float32) {
	bar := s.rect(&c.bar)
	bar.FillColor, bar.CornerRadius = Color(v.barRole.look().color), 2
	n := w * float32(max(0, min(1, v.frac)))
	bar.Hidden = n < 0.5
	place(bar, x, float32(int(h/2-4)), max(2, n), 8)
	bar.Refresh()
}

// drawInterval draws a thin track, the dashed reference line, the whisker and the dot.
func (s *gridSlot) drawInterval(c *gridSlotCell, v gridCell, x, w, h float32) {
	sc, iv := v.scale, v.interval
	span := sc.High - sc.Low
	if !(span > 0) || w < 10 {
		return
	}
	at := func(f float64) float32 { return x + w*float32(max(0, min(1, (f-sc.Low)/span))) }
	mid := float32(int(h/2)) - 0.5
	track := s.rect(&c.track)
	track.FillColor, track.CornerRadius = Color(ColorTrack), 1
	place(track, x, mid-1, w, 2)
	track.Refresh()

	if sc.HasReference {
		rx := float32(int(at(sc.Reference)))
		if c.dashes == nil {
			for range 4 {
				d := canvas.NewRectangle(nil)
				c.dashes = append(c.dashes, d)
				s.box.Objects = append(s.box.Objects, d)
			}
		}
		for i, d := range c.dashes {
			d.Hidden, d.FillColor = false, Color(ColorMuted)
			place(d, rx, 3+float32(i)*float32(int(h-4)/4), 1, 3)
			d.Refresh()
		}
	}
	ink := Color(ColorAccent)
	if iv.Faint {
		ink = Color(ColorFaint)
	}
	whisker := s.rect(&c.whisker)
	whisker.FillColor, whisker.CornerRadius = ink, 1
	lo, hi := at(iv.Low), at(iv.High)
	place(whisker, lo, mid-1, max(1, hi-lo), 2)
	whisker.Refresh()
	if c.dot == nil {
		c.dot = canvas.NewCircle(nil)
		s.box.Objects = append(s.box.Objects, c.dot)
	}
	c.dot.Hidden, c.dot.FillColor = false, ink
	c.dot.StrokeWidth = 0
	if iv.Faint { // hollow: not by colour alone
		c.dot.FillColor, c.dot.StrokeColor, c.dot.StrokeWidth = Color(ColorSurface), ink, 1.5
	}
	place(c.dot, at(iv.Point)-3.5, mid-3.5, 7, 7)
	c.dot.Refresh()
}
