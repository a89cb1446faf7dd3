package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// boardRenderer draws the columns, each in a clip of its own, and the card under way over them.
type boardRenderer struct {
	baseRenderer
	b     *Board
	lanes []*boardLane
	bar   *surface // at the foot
	ghost *boardFace
	dark  bool
}

// boardLane is what is drawn of a column.
type boardLane struct {
	back   *surface // while a card hovers over it
	head   *canvas.Text
	count  *canvas.Text
	none   *canvas.Text
	body   *fyne.Container
	clip   *container.Clip
	thumb  *surface
	faces  []*boardFace
	filled int
}

func newBoardRenderer(b *Board) *boardRenderer {
	r := &boardRenderer{b: b, bar: newSurface(ColorThumb, "", barWidth/2), ghost: newBoardFace()}
	r.dark = Dark()
	r.build()
	return r
}

// build makes a lane for each column.
func (r *boardRenderer) build() {
	r.lanes, r.objects = nil, nil
	for range r.b.cols {
		l := &boardLane{back: newSurface("", "", 8), head: newRoleText("", RoleMuted), count: newRoleText("", RoleMuted), none: newRoleText("", RoleFaint),
			body: container.NewWithoutLayout(), thumb: newSurface(ColorThumb, "", barWidth/2), filled: -1}
		l.clip = container.NewClip(l.body)
		r.lanes = append(r.lanes, l)
		r.objects = append(r.objects, l.back.Rectangle, l.head, l.count, l.none, l.clip, l.thumb.Rectangle)
	}
	r.objects = append(r.objects, r.bar.Rectangle, r.ghost.box)
}

// MinSize is that of a few cards; the board scrolls in both directions.
func (r *boardRenderer) MinSize() fyne.Size { return fyne.NewSize(boardLeast, boardHead+140) }

// Layout is called by Fyne.
func (r *boardRenderer) Layout(fyne.Size) {
	r.b.measure()
	r.update()
}

// Refresh is called by Fyne.
func (r *boardRenderer) Refresh() {
	r.b.filled++
	r.b.measure()
	r.update()
	canvas.Refresh(r.b)
}

func (r *boardRenderer) update() {
	b := r.b
	if len(r.lanes) != len(b.cols) {
		r.build()
		canvas.Refresh(b)
	}
	if d := Dark(); d != r.dark {
		r.dark = d
		b.filled++
	}
	if b.Size().Width <= 0 {
		return
	}
	body := b.bodyHeight()
	for i, l := range r.lanes {
		x := b.left(i) - b.offX
		l.update(b, i, x, body)
	}
	r.bar.restyle()
	r.bar.Hidden = !b.sideways()
	if b.sideways() {
		w := b.Size().Width * b.Size().Width / b.contentWidth()
		place(r.bar.Rectangle, (b.Size().Width-w)*b.offX/max(1, b.contentWidth()-b.Size().Width), b.Size().Height-barWidth-1, w, barWidth)
	}
	canvas.Refresh(r.bar.Rectangle)
	r.updateGhost()
}

func (r *boardRenderer) updateGhost() {
	b := r.b
	if b.drag == nil || b.drag.key == "" {
		if r.ghost.box.Visible() {
			r.ghost.box.Hide()
		}
		return
	}
	at := b.where[b.drag.key]
	card := b.cols[at.col].cards[at.i]
	r.ghost.fill(card, faceState{raised: true, selected: true, focused: b.focus})
	p := b.drag.at.Subtract(b.drag.grip)
	place(r.ghost.box, p.X, p.Y, card.width, card.h)
	r.ghost.box.Show()
}

func (l *boardLane) update(b *Board, i int, x, body float32) {
	c := b.cols[i]
	over := b.drag != nil && b.drag.key != "" && b.drag.over == i && b.where[b.drag.key].col != i
	l.back.set("", "")
	if over {
		l.back.set(ColorAccentSoft, ColorAccent)
	}
	place(l.back.Rectangle, x, boardHead-2, b.width-barWidth+boardEdge, body+2)

	look := roleLook{ColorMuted, SizeBody, true}
	look.apply(l.head)
	count := " · " + strconv.Itoa(len(c.cards))
	look.apply(l.count)
	l.count.Text = count
	w := textWidth(count, look)
	l.head.Text = ellipsize(c.Title, look, b.width-barWidth-w)
	hw := textWidth(l.head.Text, look)
	place(l.head, x+boardEdge, 0, hw, 20)
	place(l.count, x+boardEdge+hw, 0, w, 20)
	RoleFaint.look().apply(l.none)
	l.none.Text = ""
	if len(c.cards) == 0 && !over {
		l.none.Text = ellipsize(b.empty, RoleFaint.look(), b.cardWidth())
	}
	place(l.none, x+boardEdge, boardHead+6, b.cardWidth(), 20)

	place(l.clip, x, boardHead, b.width-barWidth, body)
	l.fill(b, i)
	y, h, ok := b.thumb(i)
	l.thumb.restyle()
	l.thumb.Hidden = !ok
	if ok {
		place(l.thumb.Rectangle, x+b.width-barWidth, y+1, barWidth, h-2)
	}
	for _, o := range []fyne.CanvasObject{l.back.Rectangle, l.head, l.count, l.none, l.thumb.Rectangle} {
		canvas.Refresh(o)
	}
}

// fill draws the cards in sight. A card keeps its face while it is in sight, so that scrolling moves faces and fills only
// those of cards that came in.
func (l *boardLane) fill(b *Board, i int) {
	c := b.cols[i]
	first, past := b.seen(i)
	all := l.filled != b.filled
	l.filled = b.filled
	if past-first > len(l.faces) {
		for len(l.faces) < past-first+2 {
			f := newBoardFace()
			l.faces = append(l.faces, f)
			l.body.Objects = append(l.body.Objects, f.box)
		}
		all = true
	}
	for _, f := range l.faces {
		f.used = false
	}
	for j := first; j < past; j++ {
		card, f := c.cards[j], l.faces[j%len(l.faces)]
		f.used = true
		if all || f.card != card {
			f.fill(card, faceState{selected: card.Key == b.sel, focused: b.focus, hovered: card.Key == b.hover,
				gone: b.drag != nil && b.drag.key == card.Key})
		}
		place(f.box, boardEdge, c.tops[j]-c.off, card.width, card.h)
		if !f.box.Visible() {
			f.box.Show()
		}
	}
	for _, f := range l.faces {
		if !f.used {
			f.card = nil
			if f.box.Visible() {
				f.box.Hide()
			}
		}
	}
}

// faceState is how a card looks at this moment.
type faceState struct{ selected, focused, hovered, raised, gone bool }

// boardFace draws one card. Its objects are made once and filled again for another card.
type boardFace struct {
	box   *fyne.Container
	bg    *canvas.Rectangle
	title [boardMostLine]*canvas.Text
	note  *canvas.Text
	left  *canvas.Text
	right []*canvas.Text
	card  *boardCard
	used  bool
}

func newBoardFace() *boardFace {
	f := &boardFace{bg: canvas.NewRectangle(nil), note: newRoleText("", RoleMuted), left: newRoleText("", RoleBody)}
	f.bg.CornerRadius = 7
	f.box = &fyne.Container{Objects: []fyne.CanvasObject{f.bg, f.note, f.left}}
	for i := range f.title {
		f.title[i] = newRoleText("", RoleStrong)
		f.box.Objects = append(f.box.Objects, f.title[i])
	}
	f.box.Hide()
	return f
}

func (f *boardFace) fill(card *boardCard, s faceState) {
	f.card = card
	inner := card.width - 2*boardPadX
	fill, stroke, width := ColorSurface, ColorBorder, float32(1)
	if s.hovered {
		fill = ColorHover
	}
	if s.selected {
		stroke = ColorAccent
		if s.focused {
			fill, width = ColorAccentSoft, 2
		}
	}
	f.bg.FillColor, f.bg.StrokeColor, f.bg.StrokeWidth = Color(fill), Color(stroke), width
	f.bg.Shadow = canvas.Shadow{Color: color.Transparent}
	if s.raised {
		f.bg.Shadow = canvas.Shadow{Color: Color(ColorShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 4)}
	}
	place(f.bg, 0, 0, card.width, card.h)

	y := boardPadY
	put := func(t *canvas.Text, text string, l roleLook, x, w float32, align fyne.TextAlign) {
		if s.gone { // it is under way: its place stays, pale
			l.color = ColorFaint
		}
		l.apply(t)
		t.Text, t.Alignment = ellipsize(text, l, w), align
		place(t, x, y, w, boardLine)
	}
	for i, t := range f.title {
		text := ""
		if i < len(card.title) {
			text = card.title[i]
		}
		put(t, text, RoleStrong.look(), boardPadX, inner, fyne.TextAlignLeading)
		if i < len(card.title) {
			y += boardLine
		}
	}
	put(f.note, card.Note, RoleMuted.look(), boardPadX, inner, fyne.TextAlignLeading)
	if card.Note != "" {
		y += boardLine
	}
	y += boardFootGap
	lines, align := card.right, fyne.TextAlignLeading
	room := inner
	if lines == nil && card.Right != "" {
		lines, align = []string{card.Right}, fyne.TextAlignTrailing
		room -= quickWidth(card.Right, footLook(card.RightRole)) + 10
	}
	if card.Left == "" {
		room = 0
	}
	put(f.left, card.Left, RoleBody.look(), boardPadX, max(0, room), fyne.TextAlignLeading)
	for len(f.right) < len(lines) {
		t := newRoleText("", RoleBody)
		f.right = append(f.right, t)
		f.box.Objects = append(f.box.Objects, t)
	}
	for i, t := range f.right {
		text := ""
		if i < len(lines) {
			text = lines[i]
			if card.right != nil {
				y += boardLine
			}
		}
		put(t, text, footLook(card.RightRole), boardPadX, inner, align)
	}
	canvas.Refresh(f.box)
}
