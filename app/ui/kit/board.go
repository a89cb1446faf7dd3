package kit

import (
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// BoardColumn is a column of a Board.
type BoardColumn struct {
	ID, Title string
	Tip       string
}

// BoardCard is a card on a Board.
type BoardCard struct {
	Key, Column string
	Title       string
	Note        string // muted, beneath the title
	Left, Right string // at the foot; Right goes beneath Left when there is no room beside it
	RightRole   Role
	Tip         string
	Fixed       bool // it cannot be moved
}

// Board shows cards in columns. A card is dragged from column to column, or moved with Ctrl and an arrow; arrows go from
// card to card, Home and End to the first and last of a column, Enter or a click opens one, Delete asks to drop it, the menu
// key does what a right click does. Only the cards in sight are drawn, so a thousand of them scroll as lightly as ten.
//
// Moving changes nothing by itself: the owner decides and shows the cards anew.
type Board struct {
	widget.BaseWidget

	OnOpen      func(key string)
	OnSelect    func(key string) // the selection moved
	OnMove      func(key, column string)
	OnDelete    func(key string)
	OnSecondary func(key string, at fyne.Position) // absolute position

	cols   []*boardColumn
	where  map[string]cardPlace
	empty  string
	sel    string
	hover  string
	offX   float32
	width  float32 // of a column
	fits   float32 // the width that cards are measured for
	focus  bool
	drag   *boardDrag
	render *boardRenderer
	filled int // raised when what cards show may have changed
}

type boardColumn struct {
	BoardColumn
	cards []*boardCard
	off   float32   // pixels scrolled down
	tops  []float32 // of the cards, and where the last one ends
}

type boardCard struct {
	BoardCard
	width float32 // that it is measured for
	title []string
	right []string // lines beneath the foot; nil: Right stands beside Left
	h     float32
}

type cardPlace struct{ col, i int }

// boardDrag is a card under way.
type boardDrag struct {
	key    string
	grip   fyne.Position // of the pointer within the card
	at     fyne.Position // of the pointer within the board
	over   int           // column beneath the pointer, or -1
	thumb  int           // column whose scrollbar is dragged instead, or -1
	across bool          // the scrollbar at the foot is dragged
}

var (
	_ fyne.Focusable         = (*Board)(nil)
	_ fyne.Tappable          = (*Board)(nil)
	_ fyne.SecondaryTappable = (*Board)(nil)
	_ fyne.Draggable         = (*Board)(nil)
	_ fyne.Scrollable        = (*Board)(nil)
	_ fyne.Shortcutable      = (*Board)(nil)
	_ desktop.Hoverable      = (*Board)(nil)
	_ desktop.Cursorable     = (*Board)(nil)
)

const (
	boardGap      float32 = 12
	boardHead     float32 = 26
	boardLeast    float32 = 150 // a column is no narrower
	boardCardGap  float32 = 8
	boardPadX     float32 = 12
	boardPadY     float32 = 9
	boardLine     float32 = 18
	boardFootGap  float32 = 5
	boardEdge     float32 = 3 // room round the cards for their frames
	boardMostLine         = 3 // lines of a title
)

// NewBoard makes a board without cards.
func NewBoard(columns ...BoardColumn) *Board {
	b := &Board{where: map[string]cardPlace{}}
	b.ExtendBaseWidget(b)
	b.SetColumns(columns...)
	return b
}

// SetColumns replaces the columns; the cards go.
func (b *Board) SetColumns(columns ...BoardColumn) {
	b.cols = nil
	for _, c := range columns {
		b.cols = append(b.cols, &boardColumn{BoardColumn: c})
	}
	b.where = map[string]cardPlace{}
	b.changed()
}

// SetEmptyText sets what stands in a column without cards.
func (b *Board) SetEmptyText(s string) { b.empty = s; b.changed() }

// SetCards shows these cards, in this order within their columns. The selection stays on its card, or goes to the one that
// took its place.
func (b *Board) SetCards(cards []BoardCard) {
	byID := map[string]int{}
	for i, c := range b.cols {
		byID[c.ID] = i
	}
	old, had := b.where[b.sel]
	known := map[string]*boardCard{}
	for _, c := range b.cols {
		for _, card := range c.cards {
			known[card.Key] = card
		}
		c.cards = nil
	}
	b.where = make(map[string]cardPlace, len(cards))
	for _, card := range cards {
		col, ok := byID[card.Column]
		if !ok {
			continue
		}
		c := known[card.Key]
		if c == nil || c.BoardCard != card { // measured anew only when it changed
			c = &boardCard{BoardCard: card}
		}
		b.where[card.Key] = cardPlace{col, len(b.cols[col].cards)}
		b.cols[col].cards = append(b.cols[col].cards, c)
	}
	b.fits = 0
	if _, still := b.where[b.sel]; !still {
		b.sel = ""
		if had && old.col < len(b.cols) {
			if left := b.cols[old.col].cards; len(left) > 0 {
				b.sel = left[min(old.i, len(left)-1)].Key
			}
		}
	}
	if b.drag != nil && b.drag.key != "" {
		if _, still := b.where[b.drag.key]; !still {
			b.drag = nil
		}
	}
	b.measure()
	b.changed()
}

// Selected gives the key of the selected card; empty when none is.
func (b *Board) Selected() string { return b.sel }

// Select selects a card and brings it into sight, without a callback.
func (b *Board) Select(key string) {
	if _, ok := b.where[key]; !ok {
		return
	}
	b.sel = key
	b.reveal()
	b.changed()
}

// Keys lists the cards of a column, in order.
func (b *Board) Keys(column string) []string {
	var keys []string
	for _, c := range b.cols {
		if c.ID == column {
			for _, card := range c.cards {
				keys = append(keys, card.Key)
			}
		}
	}
	return keys
}

// changed draws everything anew.
func (b *Board) changed() {
	b.filled++
	b.update()
}

func (b *Board) update() {
	if b.render != nil {
		b.measure()
		b.render.update()
	}
}

// measure divides the width among the columns and finds how high each card is.
func (b *Board) measure() {
	n := float32(len(b.cols))
	if n == 0 || b.Size().Width <= 0 {
		return
	}
	b.width = max(boardLeast, float32(int((b.Size().Width-boardGap*(n-1))/n)))
	b.offX = max(0, min(b.offX, b.contentWidth()-b.Size().Width))
	if b.fits != b.width {
		b.fits = b.width
		b.filled++
		for _, c := range b.cols {
			c.measure(b.cardWidth())
		}
	}
	for i, c := range b.cols {
		c.off = max(0, min(c.off, b.most(i)))
	}
}

func (b *Board) contentWidth() float32 {
	n := float32(len(b.cols))
	return n*b.width + (n-1)*boardGap
}

// cardWidth leaves room for the scrollbar of a column, so that cards do not jump when it comes.
func (b *Board) cardWidth() float32 { return b.width - 2*boardEdge - barWidth }

// sideways says whether the board is wider than its place.
func (b *Board) sideways() bool { return b.contentWidth() > b.Size().Width+0.5 }

func (b *Board) bodyHeight() float32 {
	h := b.Size().Height - boardHead
	if b.sideways() {
		h -= barRoom
	}
	return max(0, h)
}

// most is how far a column can be scrolled.
func (b *Board) most(col int) float32 { return max(0, b.cols[col].height()-b.bodyHeight()) }

func (c *boardColumn) height() float32 {
	if len(c.tops) == 0 {
		return 0
	}
	return c.tops[len(c.tops)-1]
}

func (c *boardColumn) measure(width float32) {
	c.tops = c.tops[:0]
	y := boardEdge
	for _, card := range c.cards {
		card.measure(width)
		c.tops = append(c.tops, y)
		y += card.h + boardCardGap
	}
	c.tops = append(c.tops, y)
}

// seen gives the cards of a column that are in sight: those from first up to past.
func (b *Board) seen(col int) (first, past int) {
	c := b.cols[col]
	if len(c.cards) == 0 {
		return 0, 0
	}
	first = max(0, sort.Search(len(c.cards), func(i int) bool { return c.tops[i+1] > c.off }))
	past = first + sort.Search(len(c.cards)-first, func(i int) bool { return c.tops[first+i] >= c.off+b.bodyHeight() })
	return first, past
}

func (c *boardCard) measure(width float32) {
	if c.width == width {
		return
	}
	c.width = width
	inner := width - 2*boardPadX
	c.title = wrapQuick(c.Title, RoleStrong.look(), inner)
	if len(c.title) > boardMostLine {
		c.title = append(slices.Clone(c.title[:boardMostLine-1]), strings.Join(c.title[boardMostLine-1:], " ")) // cut when it is drawn
	}
	c.right = nil
	lines := float32(len(c.title))
	if c.Note != "" {
		lines++
	}
	foot := 0
	if c.Left != "" || c.Right != "" {
		foot = 1
	}
	if c.Left != "" && c.Right != "" && quickWidth(c.Left, RoleBody.look())+10+quickWidth(c.Right, footLook(c.RightRole)) > inner {
		c.right = wrapQuick(c.Right, footLook(c.RightRole), inner)
		foot += len(c.right)
	}
	c.h = 2*boardPadY + boardLine*(lines+float32(foot))
	if foot > 0 {
		c.h += boardFootGap
	}
}

func footLook(r Role) roleLook {
	l := r.look()
	l.bold = true
	return l
}

// cardAt finds the card at a position of the board.
func (b *Board) cardAt(p fyne.Position) (*boardCard, fyne.Position) {
	col := b.columnAt(p.X)
	if col < 0 || p.Y < boardHead || p.Y >= boardHead+b.bodyHeight() {
		return nil, fyne.Position{}
	}
	c := b.cols[col]
	x, y := p.X+b.offX-b.left(col)-boardEdge, p.Y-boardHead+c.off
	if x < 0 || x >= b.cardWidth() {
		return nil, fyne.Position{}
	}
	for i, past := b.seen(col); i < past; i++ {
		if card := c.cards[i]; y >= c.tops[i] && y < c.tops[i]+card.h {
			return card, fyne.NewPos(x, y-c.tops[i])
		}
	}
	return nil, fyne.Position{}
}

// left is where a column begins, before scrolling sideways.
func (b *Board) left(col int) float32 { return float32(col) * (b.width + boardGap) }

// columnAt finds the column at a place across; the gaps belong to the column before them.
func (b *Board) columnAt(x float32) int {
	x += b.offX
	if x < 0 || b.width <= 0 {
		return -1
	}
	if i := int(x / (b.width + boardGap)); i < len(b.cols) {
		return i
	}
	return -1
}

// reveal scrolls as little as needed to bring the selected card into sight.
func (b *Board) reveal() {
	at, ok := b.where[b.sel]
	if !ok || b.Size().Width <= 0 {
		return
	}
	b.measure()
	c := b.cols[at.col]
	top, bottom := c.tops[at.i]-boardEdge, c.tops[at.i]+c.cards[at.i].h+boardEdge
	if top < c.off {
		c.off = top
	} else if bottom > c.off+b.bodyHeight() {
		c.off = bottom - b.bodyHeight()
	}
	if left := b.left(at.col); left < b.offX {
		b.offX = left
	} else if left+b.width > b.offX+b.Size().Width {
		b.offX = left + b.width - b.Size().Width
	}
}

// CreateRenderer is called by Fyne.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	b.render = newBoardRenderer(b)
	return b.render
}
