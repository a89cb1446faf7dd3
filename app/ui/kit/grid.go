package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// grid is the part of a Table that does not depend on the type of its rows: where everything is, what the pointer and
// the keys do. Row positions are kept as float64, for a float32 cannot count the pixels of a million rows.
type grid struct {
	widget.BaseWidget

	self   fyne.Widget
	cols   []gridColumn
	rows   int
	cell   func(row, col int) gridCell
	empty  string
	rowH   float32
	size   float32 // of the texts; 0: that of the body
	fit    int
	sel    int
	sortID string

	sortDesc bool
	hover    int // row, or -1
	hoverCol int // heading, or -1
	focused  bool
	off      float64 // pixels scrolled down
	offX     float32
	drag     dragKind
	dragCol  int
	edge     int // column whose right edge the pointer is on, or -1
	version  int // raised when what cells show may have changed

	onHeader    func(col int)
	onSelect    func(row int)
	onActivate  func(row int)
	onSecondary func(row int, at fyne.Position)
	onCopy      func(all bool)
	onDelete    func(row int) // nil: the key means nothing here
	render      *gridRenderer
}

type gridColumn struct {
	id, title, tip string
	width, min     float32
	fit            float32 // width of the widest text, where the column follows it
	shrink         float32 // what a column of a fixed width may give up before the table scrolls sideways
	dragged        float32 // width set by the user, or 0
	align          fyne.TextAlign
	flex, sortable bool
	x, w, drawn    float32 // as laid out
}

type cellKind int

const (
	cellText cellKind = iota
	cellInterval
	cellBar
)

type gridCell struct {
	text     string
	role     Role
	look     roleLook // of the text
	kind     cellKind
	interval Interval
	scale    Scale
	frac     float64
	barRole  Role
	tag      string
}

type dragKind int

const (
	dragNone dragKind = iota
	dragColumn
	dragThumb
	dragSideways
	dragOther
)

const (
	headerHeight float32 = 32
	cellPad      float32 = 8
	barWidth     float32 = 6 // scrollbar
	edgeGrip     float32 = 4
)

var (
	_ fyne.Widget            = (*grid)(nil)
	_ fyne.Focusable         = (*grid)(nil)
	_ fyne.Tappable          = (*grid)(nil)
	_ fyne.SecondaryTappable = (*grid)(nil)
	_ fyne.Scrollable        = (*grid)(nil)
	_ fyne.Draggable         = (*grid)(nil)
	_ fyne.Shortcutable      = (*grid)(nil)
	_ desktop.Hoverable      = (*grid)(nil)
	_ desktop.Cursorable     = (*grid)(nil)
	_ desktop.Mouseable      = (*grid)(nil)
)

func (g *grid) init(self fyne.Widget) {
	g.self, g.rowH = self, 30
	g.sel, g.hover, g.hoverCol, g.edge = -1, -1, -1, -1
	g.ExtendBaseWidget(self)
}

// changed lays out and draws anew after rows, columns or order changed.
func (g *grid) changed() {
	g.version++
	if g.render != nil {
		g.layoutColumns()
		g.scrollTo(g.off)
		g.render.update()
	}
}

// update draws anew what selection, hover or scrolling changed.
func (g *grid) update() {
	if g.render != nil {
		g.render.update()
	}
}

const barRoom = barWidth + 2 // that a scrollbar takes from the cells

// bars says which scrollbars there are: one takes room that may make the other one needed.
func (g *grid) bars() (down, sideways bool) {
	size := g.Size()
	rows, room := float64(g.rows)*float64(g.rowH), float64(max(0, size.Height-headerHeight))
	down = rows > room
	width := size.Width
	if down {
		width -= barRoom
	}
	if sideways = g.contentWidth() > width+0.5; sideways && !down {
		down = rows > room-float64(barRoom)
	}
	return down, sideways
}

// bodyHeight is the room for rows; a scrollbar at the foot takes its own.
func (g *grid) bodyHeight() float32 {
	h := g.Size().Height - headerHeight
	if _, sideways := g.bars(); sideways {
		h -= barRoom
	}
	return max(0, h)
}

// viewWidth is the room for columns; a scrollbar at the right takes its own.
func (g *grid) viewWidth() float32 {
	if down, _ := g.bars(); down {
		return max(0, g.Size().Width-barRoom)
	}
	return g.Size().Width
}

func (g *grid) maxOff() float64 {
	return max(0, float64(g.rows)*float64(g.rowH)-float64(g.bodyHeight()))
}

func (g *grid) contentWidth() float32 {
	if n := len(g.cols); n > 0 {
		return g.cols[n-1].x + g.cols[n-1].w
	}
	return 0
}

func (g *grid) scrollTo(off float64) {
	g.off = max(0, min(off, g.maxOff()))
	g.offX = max(0, min(g.offX, g.contentWidth()-g.viewWidth()))
}

// layoutColumns divides the width: fixed columns get theirs, flexible ones share the rest. When there is too little,
// flexible columns go down to their least first, then the others give what they can; only then the table scrolls.
func (g *grid) layoutColumns() {
	room := g.Size().Width
	if float64(g.rows)*float64(g.rowH) > float64(max(0, g.Size().Height-headerHeight)) {
		room -= barRoom
	}
	flexible := 0
	var least, give float32 // what flexible columns need, and what the others can give
	for i := range g.cols {
		c := &g.cols[i]
		switch {
		case c.dragged > 0:
			c.w = c.dragged
		case c.flex:
			flexible++
			least += c.min
			continue
		default:
			c.w = max(c.width, c.fit)
			give += c.shrink
		}
		room -= c.w
	}
	if short := min(least-room, give); short > 0 {
		for i := range g.cols {
			if c := &g.cols[i]; !c.flex && c.dragged == 0 && c.shrink > 0 {
				take := float32(int(short*c.shrink/give + 0.99))
				c.w -= take
				room += take
			}
		}
	}
	for i := range g.cols {
		if c := &g.cols[i]; c.flex && c.dragged == 0 {
			c.w = max(c.min, float32(int(room/float32(flexible))))
		}
	}
	var x float32
	for i := range g.cols {
		c := &g.cols[i]
		if c.x != x || c.w != c.drawn {
			g.version++
		}
		c.x, c.drawn = x, c.w
		x += c.w
	}
}

func (g *grid) rowAt(p fyne.Position) int {
	if p.Y < headerHeight || p.Y >= headerHeight+g.bodyHeight() || p.X < 0 || p.X >= g.viewWidth() {
		return -1
	}
	i := int((float64(p.Y-headerHeight) + g.off) / float64(g.rowH))
	if i >= g.rows {
		return -1
	}
	return i
}

func (g *grid) colAt(x float32) int {
	x += g.offX
	for i, c := range g.cols {
		if x >= c.x && x < c.x+c.w {
			return i
		}
	}
	return -1
}

// edgeAt finds the column whose right edge is under the pointer in the header.
func (g *grid) edgeAt(p fyne.Position) int {
	if p.Y < 0 || p.Y >= headerHeight {
		return -1
	}
	x := p.X + g.offX
	for i, c := range g.cols {
		if d := x - (c.x + c.w); d > -edgeGrip && d < edgeGrip && i < len(g.cols)-1 {
			return i
		}
	}
	return -1
}

// reveal scrolls as little as needed to bring row i into sight.
func (g *grid) reveal(i int) {
	top := float64(i) * float64(g.rowH)
	bottom := top + float64(g.rowH)
	switch h := float64(g.bodyHeight()); {
	case h <= 0:
		return
	case top < g.off:
		g.scrollTo(top)
	case bottom > g.off+h:
		g.scrollTo(bottom - h)
	}
}

// thumb gives the vertical scrollbar's thumb; ok is false when all rows are in sight.
func (g *grid) thumb() (y, h float32, ok bool) {
	body, most := g.bodyHeight(), g.maxOff()
	if most <= 0 || body <= 0 {
		return 0, 0, false
	}
	h = max(28, float32(float64(body)*float64(body)/(float64(g.rows)*float64(g.rowH))))
	return headerHeight + (body-h)*float32(g.off/most), h, true
}

// lookOf is how a text of a role looks in a cell: of one size in all.
func (g *grid) lookOf(r Role) roleLook {
	look := r.look()
	if g.size > 0 {
		look.size = g.size
	} else if look.size > SizeBody {
		look.size = SizeBody
	}
	return look
}

// CreateRenderer is called by Fyne.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	g.render = newGridRenderer(g)
	return g.render
}
