package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func names(t *Table[rateRow]) []string {
	var out []string
	for i := range t.Len() {
		out = append(out, strings.Fields(t.Row(i).name)[0])
	}
	return out
}

func TestTableSorts(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	var asked []string
	tb.OnSort = func(id string, desc bool) { asked = append(asked, fmt.Sprint(id, desc)) }
	win, _ := window(t, tb, 900, 400)
	if got := names(tb); got[0] != "Declaraties" || got[7] != "Overig" {
		t.Errorf("default order %v", got)
	}
	tb.Select(0)
	head := func(col int) { test.TapCanvas(win.Canvas(), fyne.NewPos(tb.cols[col].x+20, 10)) }
	head(3)
	if got := names(tb); got[0] != "Overig" {
		t.Errorf("second click on the same heading turns the order: %v", got)
	}
	if r, ok := tb.Selected(); !ok || r.name != "Declaraties" || tb.SelectedIndex() != 7 {
		t.Error("the selection must stay on its row")
	}
	head(0)
	if got := names(tb); !slices.IsSorted(got) {
		t.Errorf("%v", got)
	}
	head(2) // cannot be sorted on
	if !slices.Equal(asked, []string{"ratefalse", "namefalse"}) {
		t.Errorf("%v", asked)
	}
}

func TestTableKeysAndClicks(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	var sel, act, sec []string
	tb.OnSelect = func(r rateRow) { sel = append(sel, strings.Fields(r.name)[0]) }
	tb.OnActivate = func(r rateRow) { act = append(act, strings.Fields(r.name)[0]) }
	tb.OnSecondary = func(r rateRow, at fyne.Position) { sec = append(sec, strings.Fields(r.name)[0]) }
	win, _ := window(t, tb, 900, 150)
	escaped := 0
	win.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escaped++ })
	win.Canvas().FocusNext()
	if win.Canvas().Focused() == nil {
		t.Fatal("Tab does not reach the table")
	}
	key(tb, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyEscape)
	if strings.Join(sel, " ") != "Declaraties Wijzigen Declaraties Overig Declaraties Bezorging" || strings.Join(act, " ") != "Overig" || escaped != 1 {
		t.Errorf("selected %v, activated %v, escaped %d", sel, act, escaped)
	}
	key(tb, fyne.KeyEnd)
	if tb.off != tb.maxOff() {
		t.Error("End must scroll to the end")
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(20, 140))
	if act[len(act)-1] != "Overig" {
		t.Errorf("click activated %v", act)
	}
	test.Scroll(win.Canvas(), fyne.NewPos(20, 100), 0, 1000)
	test.TapSecondaryAt(tb, fyne.NewPos(20, 40))
	if tb.off != 0 || strings.Join(sec, " ") != "Declaraties" {
		t.Errorf("after the wheel: off %v, %v", tb.off, sec)
	}
}

func TestTableCopies(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	var got string
	tb.OnCopy = func(s string) { got = s }
	window(t, tb, 900, 300)
	tb.Select(1)
	tb.TypedShortcut(&fyne.ShortcutCopy{})
	want := "proces\tcontacten\therhaald\tHHV\t95 %-interval\tt.o.v. vorig\taandeel\nWijzigen polis\t7.404\t2.221\t30,0 %\t30,0 %\t+0,4 pt\t16,0 %\n"
	if got != want {
		t.Errorf("%q", got)
	}
	tb.TypedShortcut(CtrlShift(fyne.KeyC))
	if strings.Count(got, "\n") != 9 {
		t.Errorf("%q", got)
	}
	tb.OnCopy = nil
	tb.TypedShortcut(&fyne.ShortcutCopy{})
	if fyne.CurrentApp().Clipboard().Content() != want {
		t.Error("clipboard")
	}
}

func TestTableColumnsCanBeDragged(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	win, _ := window(t, tb, 900, 300)
	edge := fyne.NewPos(tb.cols[1].x+tb.cols[1].w, 10)
	test.MoveMouse(win.Canvas(), edge)
	if tb.Cursor() != desktop.HResizeCursor {
		t.Error("no sign that the edge can be dragged")
	}
	w := tb.cols[1].w
	test.Drag(win.Canvas(), edge.AddXY(30, 0), 30, 0)
	if tb.cols[1].w != w+30 {
		t.Errorf("width %v, was %v", tb.cols[1].w, w)
	}
	tb.SetColumns(tb.columns...)
	if tb.cols[1].w != w+30 {
		t.Error("a dragged width must outlive new columns")
	}
}

func TestTableKeepsSelectionOverSetRows(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	window(t, tb, 900, 300)
	tb.SelectKey("Opzeggen")
	rows := slices.Clone(rateRows)
	slices.Reverse(rows)
	tb.SetRows(rows[:5])
	if r, ok := tb.Selected(); !ok || r.name != "Opzeggen" {
		t.Errorf("%v %v", r.name, ok)
	}
	tb.SetRows(rows[:2])
	if _, ok := tb.Selected(); ok {
		t.Error("a row that went is not selected")
	}
}

func TestTableTooltips(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	win, _ := window(t, tb, 760, 300)
	test.MoveMouse(win.Canvas(), fyne.NewPos(tb.cols[1].x+30, 10))
	if tips.text != "alle contacten" {
		t.Errorf("heading: %q", tips.text)
	}
	test.MoveMouse(win.Canvas(), fyne.NewPos(20, headerHeight+75))
	if tips.text != rateRows[2].name {
		t.Errorf("cut cell: %q", tips.text)
	}
	test.MoveMouse(win.Canvas(), fyne.NewPos(tb.cols[1].x+30, headerHeight+75))
	if tips.text != "" {
		t.Errorf("whole cell: %q", tips.text)
	}
}

func TestTableHeadingsFollowTheWidth(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	win, _ := window(t, tb, 900, 300)
	win.Resize(fyne.NewSize(1200, 300))
	last := len(tb.cols) - 1
	if head, want := tb.render.heads[last].text.Position().X, tb.cols[last].x+cellPad; head != want {
		t.Errorf("heading at %v, column at %v", head, want)
	}
}

func TestTableByKeyboardAlone(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	window(t, tb, 500, 150)
	var sec fyne.Position
	tb.OnSecondary = func(_ rateRow, at fyne.Position) { sec = at }
	tb.TypedRune('1')
	if id, _ := tb.Sort(); id != "name" {
		t.Errorf("sorted by %q", id)
	}
	tb.TypedRune('9')
	tb.TypedRune('x')
	tb.Select(1)
	key(tb, desktop.KeyMenu, fyne.KeyRight)
	if sec.Y != headerHeight+60 || tb.offX != 40 {
		t.Errorf("menu at %v, scrolled sideways %v", sec, tb.offX)
	}
}

func TestTableEmptyAndShrinking(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	win, _ := window(t, tb, 900, 150)
	key(tb, fyne.KeyEnd)
	tb.SetRows(nil)
	key(tb, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyPageUp)
	test.TapCanvas(win.Canvas(), fyne.NewPos(20, 100))
	if tb.off != 0 || tb.SelectedIndex() != -1 {
		t.Error("empty table")
	}
	win.Canvas().Capture()
}

// million has a source of a million rows, of which few may ever be asked for.
func million(asked *int) *Table[int] {
	var cols []Column[int]
	for i := range 7 {
		cols = append(cols, Column[int]{ID: fmt.Sprint(i), Title: fmt.Sprint("kolom ", i), Width: float32(90 * min(i, 1)), Align: fyne.TextAlignTrailing,
			Text: func(r int) string { return fmt.Sprint("rij ", r+i) }})
	}
	cols = append(cols, Column[int]{ID: "iv", Title: "interval", Width: 150, Scale: Scale{Low: 0, High: 100},
		Interval: func(r int) (Interval, bool) {
			v := float64(r % 90)
			return Interval{Low: v, Point: v + 3, High: v + 6}, true
		}})
	t := NewTable(cols...)
	t.SetSource(1_000_000, func(i int) int { *asked++; return i })
	return t
}

func TestMillionRowsAskForFew(t *testing.T) {
	start(t, ModeLight)
	asked := 0
	tb := million(&asked)
	win, _ := window(t, tb, 1000, 700)
	key(tb, fyne.KeyEnd)
	if tb.SelectedIndex() != 999_999 || len(tb.render.slots) > 30 || asked > 2000 {
		t.Errorf("row %d, %d slots, %d rows asked for", tb.SelectedIndex(), len(tb.render.slots), asked)
	}
	// a float32 cannot tell neighbouring pixels apart down there
	var tops []float32
	for _, s := range tb.render.slots {
		if s.used {
			tops = append(tops, s.box.Position().Y)
		}
	}
	slices.Sort(tops)
	for i := 1; i < len(tops); i++ {
		if d := tops[i] - tops[i-1]; d < 29.9 || d > 30.1 {
			t.Errorf("rows %v apart", d)
		}
	}
	before := asked
	test.Scroll(win.Canvas(), fyne.NewPos(100, 300), 0, 25)
	if got := asked - before; got > 40 {
		t.Errorf("a notch of the wheel asked for %d cells", got)
	}
	test.Drag(win.Canvas(), fyne.NewPos(995, 690), 0, -2000)
	if tb.off != 0 {
		t.Errorf("dragging the scrollbar up: %v", tb.off)
	}
}

func BenchmarkScrollMillion(b *testing.B) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(NewTheme(ModeLight))
	for _, n := range []int{1000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			asked := 0
			tb := million(&asked)
			tb.SetSource(n, func(i int) int { return i })
			w := test.NewWindow(tb)
			defer w.Close()
			w.Resize(fyne.NewSize(1200, 800))
			down := &fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -25}}
			for b.Loop() {
				tb.Scrolled(down)
				if tb.off == tb.maxOff() {
					tb.scrollTo(0)
				}
			}
		})
		b.Run(fmt.Sprint(n, "/jump"), func(b *testing.B) {
			asked := 0
			tb := million(&asked)
			tb.SetSource(n, func(i int) int { return i })
			w := test.NewWindow(tb)
			defer w.Close()
			w.Resize(fyne.NewSize(1200, 800))
			i := 0
			for b.Loop() {
				i = (i + 7919) % n
				tb.Select(i)
			}
		})
	}
}
