package kit

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

var boardColumns = []BoardColumn{{ID: "idea", Title: "Idee"}, {ID: "agreed", Title: "Afgesproken"}, {ID: "doing", Title: "Bezig"},
	{ID: "done", Title: "Gedaan"}, {ID: "standard", Title: "Standaard"}}

var boardCards = []BoardCard{
	{Key: "1", Column: "idea", Title: "Uitlegfilm eigen risico", Note: "proces · Eigen risico", Left: "communicatie", Right: "12 jul", RightRole: RoleMuted},
	{Key: "2", Column: "idea", Title: "Mail na gesprek", Note: "alle", Left: "—", Right: "kies eigenaar", RightRole: RoleWarn},
	{Key: "3", Column: "agreed", Title: "Terugbelafspraak Zorgboulevard", Note: "derde partij", Left: "inkoop", Right: "6 d te laat", RightRole: RoleBad},
	{Key: "4", Column: "agreed", Title: "Eén lijst met benodigde stukken voor wie een machtiging aanvraagt, met plaatjes en voorbeelden, ook in gewone taal", Note: "Machtigingen", Left: "team Noord", Right: "4 jul", RightRole: RoleMuted},
	{Key: "5", Column: "done", Title: "Nieuwe afwijsbrief", Note: "Declaraties", Left: "PM Declaraties", Right: "lager −4,2 pt", RightRole: RoleGood},
	{Key: "6", Column: "done", Title: "Belscript polis wijzigen", Note: "Wijzigen polis", Left: "team Zuid", Right: "geen verschil aangetoond", RightRole: RoleWarn},
	{Key: "7", Column: "standard", Title: "Statuspagina hulpmiddelen", Note: "Bezorging", Left: "PM Bezorging", Right: "te vroeg: 312 contacten, tot ongeveer 3 aug", RightRole: RoleMuted},
}

func aBoard() *Board {
	b := NewBoard(boardColumns...)
	b.SetEmptyText("nog niets")
	b.SetCards(boardCards)
	return b
}

func ctrl(k fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
}

func TestGalleryBoard(t *testing.T) {
	var b *Board
	golden(t, "board", 1100, 420, func(fyne.Window, *Host) fyne.CanvasObject {
		b = aBoard()
		many := slices.Clone(boardCards)
		for i := range 20 {
			many = append(many, BoardCard{Key: fmt.Sprint("m", i), Column: "standard", Title: fmt.Sprintf("Kaart %d", i), Left: "team Oost", Right: "3 aug", RightRole: RoleMuted})
		}
		b.SetCards(many)
		return Pad(GapPage, GapPage, b)
	}, func(win fyne.Window, _ *Host) {
		win.Canvas().Focus(b)
		key(b, fyne.KeyRight, fyne.KeyDown)
	})
	golden(t, "board_drag", 700, 360, func(fyne.Window, *Host) fyne.CanvasObject {
		b = aBoard()
		b.OnMove = func(string, string) {}
		return Pad(GapPage, GapPage, b)
	}, func(win fyne.Window, _ *Host) {
		b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(360, 100)}, Dragged: fyne.NewDelta(320, 50)})
	})
}

// A card that the program selects is seen to be selected at once, also while the keyboard is elsewhere.
func TestBoardShowsWhatIsSelectedForIt(t *testing.T) {
	start(t, ModeLight)
	b := aBoard()
	window(t, b, 1000, 400)
	b.Select("1")
	b.Select("4")
	for _, lane := range b.render.lanes {
		for _, f := range lane.faces {
			if f.card == nil {
				continue
			}
			if marked := f.bg.StrokeColor == Color(ColorAccent); marked != (f.card.Key == "4") {
				t.Errorf("card %s is marked: %v", f.card.Key, marked)
			}
		}
	}
}

// The arrows go from card to card, over columns without any, and stay within the board.
func TestBoardKeys(t *testing.T) {
	start(t, ModeLight)
	b := aBoard()
	win, _ := window(t, b, 1000, 400)
	var opened, dropped string
	b.OnOpen, b.OnDelete = func(k string) { opened = k }, func(k string) { dropped = k }
	win.Canvas().Focus(b)
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyUp, "1"}, {fyne.KeyDown, "2"}, {fyne.KeyDown, "2"}, {fyne.KeyRight, "4"}, {fyne.KeyHome, "3"}, {fyne.KeyRight, "5"},
		{fyne.KeyEnd, "6"}, {fyne.KeyRight, "7"}, {fyne.KeyRight, "7"}, {fyne.KeyLeft, "5"}} {
		key(b, step.key)
		if b.Selected() != step.want {
			t.Fatalf("%s leads to %q, want %q", step.key, b.Selected(), step.want)
		}
	}
	key(b, fyne.KeyReturn, fyne.KeyDelete)
	if opened != "5" || dropped != "5" {
		t.Errorf("opened %q, dropped %q", opened, dropped)
	}
}

// Ctrl and an arrow ask for the column beside; at the edges and for a card that stays nothing is asked.
func TestBoardMovesByKey(t *testing.T) {
	start(t, ModeLight)
	b := aBoard()
	win, _ := window(t, b, 1000, 400)
	win.Canvas().Focus(b)
	var moves []string
	b.OnMove = func(key, column string) { moves = append(moves, key+column) }
	b.Select("1")
	b.TypedShortcut(ctrl(fyne.KeyLeft))
	b.TypedShortcut(ctrl(fyne.KeyRight))
	b.Select("7")
	b.TypedShortcut(ctrl(fyne.KeyRight))
	b.TypedShortcut(ctrl(fyne.KeyLeft))
	if !slices.Equal(moves, []string{"1agreed", "7done"}) {
		t.Errorf("asked for %v", moves)
	}
	fixed := slices.Clone(boardCards)
	fixed[0].Fixed = true
	b.SetCards(fixed)
	b.Select("1")
	b.TypedShortcut(ctrl(fyne.KeyRight))
	if len(moves) != 2 {
		t.Error("a card that stays was moved")
	}
}

// drags moves the pointer with the button down, in two steps.
func (b *Board) drags(x, y, toX, toY float32) {
	half := fyne.NewDelta((toX-x)/2, (toY-y)/2)
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+half.DX, y+half.DY)}, Dragged: half})
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(toX, toY)}, Dragged: half})
}

// A card is dragged to the column it is let go over; let go over its own or outside, or with Escape, it stays.
func TestBoardDrag(t *testing.T) {
	start(t, ModeLight)
	b := aBoard()
	window(t, b, 1000, 400)
	var moves []string
	b.OnMove = func(key, column string) { moves = append(moves, key+column) }
	width := b.width
	for _, to := range []struct {
		x, y float32
	}{{2*(width+boardGap) + 20, 200}, {30, 300}, {width + 40, 900}} {
		b.drags(40, 50, to.x, to.y)
		b.DragEnd()
	}
	b.drags(40, 50, width+40, 200)
	key(b, fyne.KeyEscape)
	b.drags(width+40, 200, width+60, 200)
	b.DragEnd()
	if !slices.Equal(moves, []string{"1doing"}) {
		t.Errorf("asked for %v", moves)
	}
	if b.drag != nil {
		t.Error("a card is still under way")
	}
}

// A card that moved keeps the selection; one that went leaves it to the card that took its place.
func TestBoardKeepsItsPlace(t *testing.T) {
	start(t, ModeLight)
	b := aBoard()
	window(t, b, 1000, 400)
	b.Select("3")
	moved := slices.Clone(boardCards)
	moved[2].Column = "done"
	b.SetCards(moved)
	if b.Selected() != "3" || !slices.Equal(b.Keys("done"), []string{"3", "5", "6"}) {
		t.Errorf("%q is selected, done has %v", b.Selected(), b.Keys("done"))
	}
	b.SetCards(slices.Delete(moved, 2, 3))
	if b.Selected() != "5" {
		t.Errorf("%q took its place", b.Selected())
	}
}

// A board of a thousand cards draws only those in sight, and brings the selected one there.
func TestBoardOfAThousand(t *testing.T) {
	start(t, ModeLight)
	b := NewBoard(boardColumns...)
	win, _ := window(t, b, 1000, 400)
	b.SetCards(thousandCards())
	win.Canvas().Focus(b)
	key(b, fyne.KeyEnd)
	at := b.where[b.Selected()]
	first, past := b.seen(0)
	if at.i != 199 || past != 200 || first < 190 {
		t.Errorf("card %d is selected; %d to %d are in sight", at.i, first, past)
	}
	if n := len(b.render.lanes[0].faces); n > 12 {
		t.Errorf("%d cards are drawn in a column", n)
	}
}

func thousandCards() []BoardCard {
	cards := make([]BoardCard, 1000)
	for i := range cards {
		cards[i] = BoardCard{Key: fmt.Sprint(i), Column: boardColumns[i%5].ID, Title: fmt.Sprintf("Actie %d: stuur een bericht zodra de zending vertrekt", i),
			Note: "derde partij · Pakketdienst", Left: "PM Bezorging", Right: "12 jul", RightRole: RoleMuted}
	}
	return cards
}

func BenchmarkBoardSetThousand(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(NewTheme(ModeLight))
	board := NewBoard(boardColumns...)
	w := test.NewTempWindow(b, board)
	w.Resize(fyne.NewSize(1000, 700))
	cards := thousandCards()
	for b.Loop() {
		board.SetCards(cards)
	}
}
