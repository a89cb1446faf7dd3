package kit

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tapped sorts by a heading, or selects and activates a row.
func (g *grid) Tapped(e *fyne.PointEvent) {
	focusOn(g.self)
	tips.leave(g.self)
	if e.Position.Y < headerHeight {
		if col := g.colAt(e.Position.X); col >= 0 && g.edgeAt(e.Position) < 0 {
			g.onHeader(col)
		}
		return
	}
	if y, h, ok := g.thumb(); ok && e.Position.X >= g.Size().Width-barWidth-4 {
		if e.Position.Y < y {
			g.page(-1)
		} else if e.Position.Y > y+h {
			g.page(1)
		}
		return
	}
	if i := g.rowAt(e.Position); i >= 0 {
		g.selectRow(i)
		g.onActivate(i)
	}
}

func (g *grid) page(dir int) {
	g.scrollTo(g.off + float64(dir)*float64(max(g.rowH, g.bodyHeight()-g.rowH)))
	g.update()
}

// TappedSecondary selects a row and reports it.
func (g *grid) TappedSecondary(e *fyne.PointEvent) {
	focusOn(g.self)
	if i := g.rowAt(e.Position); i >= 0 {
		g.selectRow(i)
		g.onSecondary(i, e.AbsolutePosition)
	}
}

func (g *grid) selectRow(i int) {
	if g.rows == 0 {
		return
	}
	i = max(0, min(i, g.rows-1))
	g.reveal(i)
	if i != g.sel {
		g.sel = i
		g.update()
		g.onSelect(i)
		return
	}
	g.update()
}

// FocusGained draws the focus frame.
func (g *grid) FocusGained() { g.focused = true; g.update() }

// FocusLost takes the focus frame away.
func (g *grid) FocusLost() { g.focused = false; g.update() }

// TypedRune sorts: 1 to 9 stand for the headings, from left to right; the same once more turns the order.
func (g *grid) TypedRune(r rune) {
	if i := int(r - '1'); i >= 0 && i < min(9, len(g.cols)) {
		g.onHeader(i)
	}
}

// TypedKey moves the selection, activates it, or passes the key on.
func (g *grid) TypedKey(e *fyne.KeyEvent) {
	pageRows := max(1, int(g.bodyHeight()/g.rowH)-1)
	switch e.Name {
	case fyne.KeyDown:
		g.selectRow(g.sel + 1)
	case fyne.KeyUp:
		g.selectRow(max(0, g.sel-1))
	case fyne.KeyPageDown:
		g.selectRow(max(g.sel, 0) + pageRows)
	case fyne.KeyPageUp:
		g.selectRow(max(g.sel, 0) - pageRows)
	case fyne.KeyHome:
		g.selectRow(0)
	case fyne.KeyEnd:
		g.selectRow(g.rows - 1)
	case fyne.KeyLeft:
		g.scrollX(-40)
	case fyne.KeyRight:
		g.scrollX(40)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if g.sel >= 0 && g.sel < g.rows {
			g.onActivate(g.sel)
		} else if e.Name != fyne.KeySpace {
			passKey(g.self, e)
		}
	case fyne.KeyDelete:
		if g.sel >= 0 && g.sel < g.rows && g.onDelete != nil {
			g.onDelete(g.sel)
		} else {
			passKey(g.self, e)
		}
	case desktop.KeyMenu:
		if g.sel >= 0 && g.sel < g.rows {
			y := headerHeight + float32(float64(g.sel+1)*float64(g.rowH)-g.off)
			g.onSecondary(g.sel, fyne.CurrentApp().Driver().AbsolutePositionForObject(g.self).AddXY(24, y))
		}
	default:
		passKey(g.self, e)
	}
}

// TypedShortcut copies on Ctrl+C (Ctrl+Shift+C: everything) and passes other shortcuts on.
func (g *grid) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.onCopy(false)
		return
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyC && s.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
			g.onCopy(true)
			return
		}
	}
	passShortcut(g.self, s)
}

// wheelFactor makes a notch of the wheel (25 pixels to Fyne) three rows; a Mac already reports what it wants.
var wheelFactor = map[bool]float64{false: 3.6, true: 1}[runtime.GOOS == "darwin"]

// Scrolled scrolls by the wheel.
func (g *grid) Scrolled(e *fyne.ScrollEvent) {
	tips.leave(g.self)
	before := g.off
	if e.Scrolled.DY != 0 {
		g.scrollTo(g.off - float64(e.Scrolled.DY)*wheelFactor)
	}
	if e.Scrolled.DX != 0 {
		g.scrollX(-e.Scrolled.DX)
	}
	if g.off != before {
		g.hover = -1
		g.update()
	}
}

func (g *grid) scrollX(dx float32) {
	g.offX += dx
	g.scrollTo(g.off)
	g.update()
}

// MouseDown finds out what a drag will move.
func (g *grid) MouseDown(e *desktop.MouseEvent) { g.startDrag(e.Position) }

// MouseUp ends it.
func (g *grid) MouseUp(*desktop.MouseEvent) { g.drag = dragNone }

func (g *grid) startDrag(p fyne.Position) {
	g.drag = dragOther
	if col := g.edgeAt(p); col >= 0 {
		g.drag, g.dragCol = dragColumn, col
	} else if _, _, ok := g.thumb(); ok && p.Y >= headerHeight && p.X >= g.Size().Width-barWidth-4 {
		g.drag = dragThumb
	} else if _, sideways := g.bars(); sideways && p.Y >= headerHeight+g.bodyHeight() {
		g.drag = dragSideways
	}
}

// Dragged moves a column edge or the scrollbar.
func (g *grid) Dragged(e *fyne.DragEvent) {
	if g.drag == dragNone {
		g.startDrag(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
	}
	switch g.drag {
	case dragColumn:
		c := &g.cols[g.dragCol]
		c.dragged = max(40, c.w+e.Dragged.DX)
		g.changed()
	case dragThumb:
		if _, h, ok := g.thumb(); ok {
			g.scrollTo(g.off + float64(e.Dragged.DY)*g.maxOff()/float64(max(1, g.bodyHeight()-h)))
			g.update()
		}
	case dragSideways:
		g.scrollX(e.Dragged.DX * g.contentWidth() / max(1, g.viewWidth()))
	}
}

// DragEnd ends a drag.
func (g *grid) DragEnd() { g.drag = dragNone }

// MouseIn follows the pointer.
func (g *grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved lights up the row or heading under the pointer and gives its tooltip.
func (g *grid) MouseMoved(e *desktop.MouseEvent) {
	row, col, edge := g.rowAt(e.Position), g.colAt(e.Position.X), g.edgeAt(e.Position)
	head := -1
	tip := ""
	if e.Position.Y < headerHeight {
		head = col
		if col >= 0 {
			tip = g.cols[col].tip
		}
	} else if row >= 0 && col >= 0 {
		tip = g.cutText(row, col)
	}
	tips.change(g.self, tip, e.AbsolutePosition)
	if row != g.hover || head != g.hoverCol || edge != g.edge {
		g.hover, g.hoverCol, g.edge = row, head, edge
		g.update()
	}
}

// MouseOut takes the light away.
func (g *grid) MouseOut() {
	g.hover, g.hoverCol, g.edge = -1, -1, -1
	tips.leave(g.self)
	g.update()
}

// cutText gives the whole text of a cell that shows it cut, else what a drawn cell stands for.
func (g *grid) cutText(row, col int) string {
	c := g.cell(row, col)
	if c.text == "" {
		return ""
	}
	if c.kind != cellText {
		return c.text
	}
	room := g.cols[col].w - 2*cellPad
	if c.tag != "" {
		room -= textWidth(c.tag, tagLook(RoleMuted)) + 2*tagPad + 6
	}
	if textWidth(c.text, g.lookOf(c.role)) > room+0.5 {
		return c.text
	}
	return ""
}

// Cursor shows where a column can be dragged and what can be pressed.
func (g *grid) Cursor() desktop.Cursor {
	switch {
	case g.edge >= 0:
		return desktop.HResizeCursor
	case g.hoverCol >= 0 && g.cols[g.hoverCol].sortable:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
