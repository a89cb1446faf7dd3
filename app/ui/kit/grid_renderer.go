package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// gridRenderer keeps one slot per row in sight. A row keeps its slot while it is in sight, so that scrolling moves
// slots and fills only those of rows that came in.
type gridRenderer struct {
	baseRenderer
	g *grid

	head     *fyne.Container // headings, moved sideways with the body
	body     *fyne.Container
	headClip *container.Clip
	bodyClip *container.Clip
	heads    []*gridHead
	slots    []*gridSlot
	headLine *canvas.Line
	thumbV   *surface
	thumbH   *surface
	frame    [4]*canvas.Rectangle // of plain sides: a stroked rectangle reaches out of what is clipped
	empty    *canvas.Text
	dark     bool
	version  int
}

func newGridRenderer(g *grid) *gridRenderer {
	r := &gridRenderer{g: g, head: container.NewWithoutLayout(), body: container.NewWithoutLayout()}
	r.headClip, r.bodyClip = container.NewClip(r.head), container.NewClip(r.body)
	r.headLine = canvas.NewLine(Color(ColorBorder))
	r.thumbV, r.thumbH = newSurface(ColorThumb, "", barWidth/2), newSurface(ColorThumb, "", barWidth/2)
	for i := range r.frame {
		r.frame[i] = canvas.NewRectangle(nil)
	}
	r.empty = newRoleText("", RoleMuted)
	r.empty.Alignment = fyne.TextAlignCenter
	r.objects = []fyne.CanvasObject{r.headClip, r.bodyClip, r.headLine, r.empty, r.thumbV.Rectangle, r.thumbH.Rectangle,
		r.frame[0], r.frame[1], r.frame[2], r.frame[3]}
	r.dark = Dark()
	r.version = -1
	return r
}

func (r *gridRenderer) MinSize() fyne.Size {
	n := 3
	if r.g.fit > 0 {
		n = max(1, min(r.g.fit, r.g.rows))
	}
	var w float32
	for _, c := range r.g.cols {
		if c.flex {
			w += c.min
		} else {
			w += min(c.width, 60)
		}
	}
	h := headerHeight + float32(n)*r.g.rowH + 1
	if _, sideways := r.g.bars(); sideways && r.g.Size().Width > 0 { // its scrollbar must not hide the last row
		h += barRoom
	}
	return fyne.NewSize(min(w, 300), h)
}

func (r *gridRenderer) Layout(fyne.Size) {
	r.g.layoutColumns()
	r.g.scrollTo(r.g.off)
	r.update()
}

func (r *gridRenderer) Refresh() {
	r.g.version++
	r.g.layoutColumns()
	r.g.scrollTo(r.g.off)
	r.update()
	canvas.Refresh(r.g.self)
}

// update brings what is drawn in line with the state of the grid.
func (r *gridRenderer) update() {
	g := r.g
	size := g.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	if d := Dark(); d != r.dark {
		r.dark = d
		g.version++
	}
	all := r.version != g.version
	r.version = g.version

	place(r.headClip, 0, 0, g.viewWidth(), headerHeight)
	place(r.bodyClip, 0, headerHeight, g.viewWidth(), g.bodyHeight())
	r.updateHead(all)
	r.updateBody(all)
	r.updateFrame(size)
}

func (r *gridRenderer) updateFrame(size fyne.Size) {
	g := r.g
	r.headLine.StrokeColor, r.headLine.StrokeWidth = Color(ColorBorder), 1
	r.headLine.Position1, r.headLine.Position2 = fyne.NewPos(0, headerHeight-0.5), fyne.NewPos(size.Width, headerHeight-0.5)
	r.empty.Text = ""
	if g.rows == 0 {
		r.empty.Text = g.empty
	}
	RoleMuted.look().apply(r.empty)
	place(r.empty, 0, headerHeight+12, size.Width, 40)

	y, h, ok := g.thumb()
	r.thumbV.Hidden = !ok
	if ok {
		place(r.thumbV.Rectangle, size.Width-barWidth-1, y+1, barWidth, h-2)
	}
	_, sideways := g.bars()
	r.thumbH.Hidden = !sideways
	if view := g.viewWidth(); sideways {
		w := view * view / g.contentWidth()
		place(r.thumbH.Rectangle, (view-w)*g.offX/max(1, g.contentWidth()-view), size.Height-barWidth-1, w, barWidth)
	}
	side := float32(2)
	if g.sel >= 0 { // the selected row shows where the keys go
		side = 1
	}
	place(r.frame[0], 0, 0, size.Width, side)
	place(r.frame[1], 0, size.Height-side, size.Width, side)
	place(r.frame[2], 0, side, side, size.Height-2*side)
	place(r.frame[3], size.Width-side, side, side, size.Height-2*side)
	for _, f := range r.frame {
		f.Hidden, f.FillColor = !g.focused, Color(ColorFocusRing)
	}
	r.thumbV.restyle()
	r.thumbH.restyle()
	for _, o := range r.objects[2:] { // one by one: refreshing the widget would throw away all textures of the rows
		canvas.Refresh(o)
	}
}

func (r *gridRenderer) updateBody(all bool) {
	g := r.g
	need := 0
	if g.rows > 0 {
		need = min(g.rows, int(g.bodyHeight()/g.rowH)+2)
	}
	// the count of slots must not change while rows stay in sight, so it only grows
	if need > len(r.slots) {
		for len(r.slots) < need {
			s := newGridSlot()
			r.slots = append(r.slots, s)
			r.body.Objects = append(r.body.Objects, s.box)
		}
		all = true
	}
	width := max(g.contentWidth(), g.viewWidth())
	first := int(g.off / float64(g.rowH))
	for _, s := range r.slots {
		s.used = false
	}
	for i := first; i < min(g.rows, first+need); i++ {
		s := r.slots[i%len(r.slots)]
		s.used = true
		if all || s.row != i {
			s.fill(g, i)
		}
		s.style(g, i, width)
		y := float32(float64(i)*float64(g.rowH) - g.off)
		place(s.box, -g.offX, y, width, g.rowH)
		if !s.box.Visible() {
			s.box.Show()
		}
	}
	for _, s := range r.slots {
		if !s.used {
			s.row = -1
			if s.box.Visible() {
				s.box.Hide()
			}
		}
	}
	// no refresh of the body: that would throw away the textures of every text in it; moving a row repaints
}

func (r *gridRenderer) updateHead(all bool) {
	g := r.g
	if len(r.heads) != len(g.cols) {
		r.heads, r.head.Objects = nil, nil
		for range g.cols {
			h := newGridHead()
			r.heads = append(r.heads, h)
			r.head.Objects = append(r.head.Objects, h.text, h.a, h.b, h.grip)
		}
		all = true
	}
	for i, h := range r.heads {
		if all || h.hovered != (g.hoverCol == i) || h.edged != (g.edge == i) {
			h.fill(g, i)
		}
	}
	r.head.Move(fyne.NewPos(-g.offX, 0))
	if all {
		canvas.Refresh(r.head)
	}
}

const headCaret float32 = 12 // room for the sign of the order

// gridHead is one heading: text and, on the column sorted by, a caret.
type gridHead struct {
	text           *canvas.Text
	a, b           *canvas.Line
	grip           *canvas.Line
	hovered, edged bool
}

func newGridHead() *gridHead {
	return &gridHead{text: newRoleText("", RoleSmall), a: canvas.NewLine(nil), b: canvas.NewLine(nil), grip: canvas.NewLine(nil)}
}

func (h *gridHead) fill(g *grid, i int) {
	c := g.cols[i]
	h.hovered, h.edged = g.hoverCol == i, g.edge == i
	sorted := g.sortID != "" && g.sortID == c.id
	look := roleLook{ColorMuted, SizeSmall, true}
	if sorted || h.hovered && c.sortable {
		look.color = ColorText
	}
	look.apply(h.text)
	room := c.w - 2*cellPad
	if sorted {
		room -= headCaret
	}
	h.text.Text = ellipsize(c.title, look, room)
	h.text.Alignment = fyne.TextAlignLeading
	w := textWidth(h.text.Text, look)
	x := c.x + cellPad
	if c.align == fyne.TextAlignTrailing {
		x = c.x + c.w - cellPad - w
		if sorted {
			x -= headCaret
		}
	}
	place(h.text, x, 0, w, headerHeight-1)
	h.a.Hidden, h.b.Hidden = !sorted, !sorted
	cx, cy, d := x+w+5, float32(16.5), float32(1.75)
	if !g.sortDesc {
		d = -d
	}
	for _, l := range []*canvas.Line{h.a, h.b} {
		l.StrokeColor, l.StrokeWidth = Color(ColorAccent), 1.5
	}
	h.a.Position1, h.a.Position2 = fyne.NewPos(cx, cy-d), fyne.NewPos(cx+3.5, cy+d)
	h.b.Position1, h.b.Position2 = fyne.NewPos(cx+3.5, cy+d), fyne.NewPos(cx+7, cy-d)
	h.grip.StrokeColor, h.grip.StrokeWidth = color.Transparent, 2
	if h.edged {
		h.grip.StrokeColor = Color(ColorAccent)
	}
	h.grip.Position1, h.grip.Position2 = fyne.NewPos(c.x+c.w, 7), fyne.NewPos(c.x+c.w, headerHeight-8)
	for _, o := range []fyne.CanvasObject{h.text, h.a, h.b, h.grip} {
		canvas.Refresh(o)
	}
}
