package kit

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// choose selects a card as a person does.
func (b *Board) choose(key string) {
	if key == "" {
		return
	}
	moved := b.sel != key
	b.Select(key)
	if moved && b.OnSelect != nil {
		b.OnSelect(key)
	}
}

// Tapped opens a card, or turns a page of a column beside its scrollbar.
func (b *Board) Tapped(e *fyne.PointEvent) {
	focusOn(b)
	tips.leave(b)
	card, _ := b.cardAt(e.Position)
	if card == nil {
		if col := b.barAt(e.Position); col >= 0 {
			y, h, _ := b.thumb(col)
			page := b.bodyHeight() - 40
			if e.Position.Y < y {
				b.scroll(col, -page)
			} else if e.Position.Y > y+h {
				b.scroll(col, page)
			}
		}
		return
	}
	b.choose(card.Key)
	if b.OnOpen != nil {
		b.OnOpen(card.Key)
	}
}

// TappedSecondary selects a card and reports it.
func (b *Board) TappedSecondary(e *fyne.PointEvent) {
	focusOn(b)
	if card, _ := b.cardAt(e.Position); card != nil {
		b.choose(card.Key)
		if b.OnSecondary != nil {
			b.OnSecondary(card.Key, e.AbsolutePosition)
		}
	}
}

// FocusGained draws where the keys go; the first card is selected when none is.
func (b *Board) FocusGained() {
	b.focus = true
	if b.sel == "" {
		for _, c := range b.cols {
			if len(c.cards) > 0 {
				b.Select(c.cards[0].Key)
				break
			}
		}
	}
	b.changed()
}

// FocusLost takes that away.
func (b *Board) FocusLost() { b.focus = false; b.changed() }

// TypedRune does nothing.
func (b *Board) TypedRune(rune) {}

// TypedKey moves from card to card, opens one, or passes the key on.
func (b *Board) TypedKey(e *fyne.KeyEvent) {
	at, some := b.where[b.sel]
	switch e.Name {
	case fyne.KeyDown:
		b.step(at, some, 1)
	case fyne.KeyUp:
		b.step(at, some, -1)
	case fyne.KeyPageDown:
		b.step(at, some, 5)
	case fyne.KeyPageUp:
		b.step(at, some, -5)
	case fyne.KeyHome:
		b.step(at, some, -1<<30)
	case fyne.KeyEnd:
		b.step(at, some, 1<<30)
	case fyne.KeyLeft:
		b.across(at, some, -1)
	case fyne.KeyRight:
		b.across(at, some, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if some && b.OnOpen != nil {
			b.OnOpen(b.sel)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		if some && b.OnDelete != nil {
			b.OnDelete(b.sel)
		}
	case desktop.KeyMenu:
		if some && b.OnSecondary != nil {
			b.OnSecondary(b.sel, b.spot())
		}
	case fyne.KeyEscape:
		if b.drag != nil && b.drag.key != "" {
			b.drag = &boardDrag{over: -1, thumb: -1} // what comes of it till the button is let go is nothing
			b.changed()
			return
		}
		passKey(b, e)
	default:
		passKey(b, e)
	}
}

// spot is the middle of the selected card, as an absolute position.
func (b *Board) spot() fyne.Position {
	at := b.where[b.sel]
	c := b.cols[at.col]
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(b.left(at.col)-b.offX+24, boardHead+c.tops[at.i]-c.off+20)
}

// TypedShortcut moves the selected card with Ctrl and an arrow.
func (b *Board) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierShortcutDefault {
		switch c.KeyName {
		case fyne.KeyLeft:
			b.shift(-1)
			return
		case fyne.KeyRight:
			b.shift(1)
			return
		}
	}
	passShortcut(b, s)
}

// step goes up or down within a column.
func (b *Board) step(at cardPlace, some bool, d int) {
	if !some {
		b.across(cardPlace{-1, 0}, true, 1)
		return
	}
	cards := b.cols[at.col].cards
	b.choose(cards[max(0, min(at.i+d, len(cards)-1))].Key)
}

// across goes to the nearest column that has cards, at the height of this one.
func (b *Board) across(at cardPlace, some bool, d int) {
	if !some {
		at, d = cardPlace{-1, 0}, 1
	}
	y := float32(0)
	if at.col >= 0 {
		y = b.cols[at.col].middle(at.i)
	}
	for col := at.col + d; col >= 0 && col < len(b.cols); col += d {
		c := b.cols[col]
		if len(c.cards) == 0 {
			continue
		}
		i := sort.Search(len(c.cards)-1, func(i int) bool { return (c.middle(i)+c.middle(i+1))/2 > y })
		b.choose(c.cards[i].Key)
		return
	}
}

// middle is the height of the middle of a card, as it is scrolled.
func (c *boardColumn) middle(i int) float32 { return c.tops[i] + c.cards[i].h/2 - c.off }

// shift moves the selected card to the column beside it.
func (b *Board) shift(d int) {
	at, ok := b.where[b.sel]
	if !ok || b.cols[at.col].cards[at.i].Fixed || b.OnMove == nil {
		return
	}
	if to := at.col + d; to >= 0 && to < len(b.cols) {
		b.OnMove(b.sel, b.cols[to].ID)
	}
}

// Scrolled scrolls the column beneath the pointer; with Shift, or where it can go no further down, sideways.
func (b *Board) Scrolled(e *fyne.ScrollEvent) {
	tips.leave(b)
	if e.Scrolled.DX != 0 {
		b.offX -= e.Scrolled.DX
	}
	if col := b.columnAt(e.Position.X); col >= 0 && e.Scrolled.DY != 0 {
		b.scroll(col, -e.Scrolled.DY*float32(wheelFactor))
	}
	b.update()
}

func (b *Board) scroll(col int, dy float32) {
	b.cols[col].off += dy
	b.hover = ""
	b.update()
}

// thumb gives the scrollbar's thumb of a column, in the coordinates of the board; ok is false when all its cards are in sight.
func (b *Board) thumb(col int) (y, h float32, ok bool) {
	body, most := b.bodyHeight(), b.most(col)
	if most <= 0 || body <= 0 {
		return 0, 0, false
	}
	h = max(28, body*body/b.cols[col].height())
	return boardHead + (body-h)*b.cols[col].off/most, h, true
}

// barAt finds the column whose scrollbar is at a position, or -1.
func (b *Board) barAt(p fyne.Position) int {
	col := b.columnAt(p.X)
	if col < 0 || p.Y < boardHead {
		return -1
	}
	if x := p.X + b.offX - b.left(col); x < b.width-barWidth-3 || x > b.width+2 {
		return -1
	}
	if _, _, ok := b.thumb(col); !ok {
		return -1
	}
	return col
}

// Dragged takes a card along, or moves a scrollbar.
func (b *Board) Dragged(e *fyne.DragEvent) {
	if b.drag == nil {
		b.startDrag(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
	}
	d := b.drag
	d.at = e.Position
	switch {
	case d.across:
		b.offX += e.Dragged.DX * b.contentWidth() / max(1, b.Size().Width)
	case d.thumb >= 0:
		if _, h, ok := b.thumb(d.thumb); ok {
			b.cols[d.thumb].off += e.Dragged.DY * b.most(d.thumb) / max(1, b.bodyHeight()-h)
		}
	case d.key != "":
		d.over = b.columnAt(e.Position.X)
		if e.Position.Y < -40 || e.Position.Y > b.Size().Height+40 {
			d.over = -1
		}
		switch { // a column out of sight comes nearer
		case e.Position.X > b.Size().Width-24:
			b.offX += 12
		case e.Position.X < 24:
			b.offX -= 12
		}
	}
	b.changed()
}

func (b *Board) startDrag(p fyne.Position) {
	tips.leave(b)
	b.drag = &boardDrag{over: -1, thumb: -1, across: b.sideways() && p.Y >= boardHead+b.bodyHeight()}
	if card, grip := b.cardAt(p); card != nil && !card.Fixed && b.OnMove != nil {
		b.drag.key, b.drag.grip = card.Key, grip
		b.choose(card.Key)
		return
	}
	b.drag.thumb = b.barAt(p)
}

// DragEnd puts the card down.
func (b *Board) DragEnd() {
	d := b.drag
	b.drag = nil
	b.changed()
	if d == nil || d.key == "" || d.over < 0 {
		return
	}
	if at, ok := b.where[d.key]; ok && at.col != d.over {
		b.OnMove(d.key, b.cols[d.over].ID)
	}
}

// MouseIn follows the pointer.
func (b *Board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved lights up the card under the pointer and gives its tooltip.
func (b *Board) MouseMoved(e *desktop.MouseEvent) {
	key, tip := "", ""
	if card, _ := b.cardAt(e.Position); card != nil {
		key, tip = card.Key, card.Tip
	} else if col := b.columnAt(e.Position.X); col >= 0 && e.Position.Y < boardHead {
		tip = b.cols[col].Tip
	}
	tips.change(b, tip, e.AbsolutePosition)
	if key != b.hover {
		b.hover = key
		b.changed()
	}
}

// MouseOut takes the light away.
func (b *Board) MouseOut() {
	tips.leave(b)
	if b.hover != "" {
		b.hover = ""
		b.changed()
	}
}

// Cursor is a hand over a card.
func (b *Board) Cursor() desktop.Cursor {
	if b.hover != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
