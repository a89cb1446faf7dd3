package kit

import (
	"context"
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestToastsKeepOutOfTheWay(t *testing.T) {
	m := start(t, ModeLight)
	_, host := window(t, Spacer(), 800, 600)
	h := host.Toasts()
	h.Post(KindInfo, "een", "", nil)
	h.Post(KindInfo, "twee", "", nil)
	h.Post(KindInfo, "drie", "Ongedaan maken", nil)
	if got := h.Texts(); !slices.Equal(got, []string{"twee", "drie"}) {
		t.Errorf("%v", got)
	}
	for _, o := range h.toasts {
		p, s := o.Position(), o.Size()
		if p.X+s.Width != 800-toastEdge || p.Y+s.Height > 600-toastFoot || s.Height > 34 {
			t.Errorf("%q at %v of %v", o.text, p, s)
		}
	}
	m.Advance(ToastFor)
	if got := h.Texts(); !slices.Equal(got, []string{"drie"}) {
		t.Errorf("after %v: %v", ToastFor, got)
	}
	m.Advance(ToastActionFor - ToastFor)
	if h.Len() != 0 {
		t.Error("a message with an action stays for ever")
	}
	h.Post(KindInfo, "gekopieerd", "", nil)
	h.Post(KindInfo, "gekopieerd", "", nil)
	if h.Len() != 1 {
		t.Error("the same message stands there twice")
	}
}

func TestTableKeepsItsScrollbarsBesideTheCells(t *testing.T) {
	start(t, ModeLight)
	tb := rateTable()
	win, _ := window(t, tb, 900, 150)
	right := func() float32 { return tb.render.bodyClip.Position().X + tb.render.bodyClip.Size().Width }
	last := tb.cols[len(tb.cols)-1]
	if thumb := tb.render.thumbV; thumb.Hidden || thumb.Position().X < right() || last.x+last.w > right() {
		t.Errorf("scrollbar at %v, cells to %v", thumb.Position(), right())
	}
	win.Resize(fyne.NewSize(400, 150)) // now sideways too
	if thumb := tb.render.thumbV; tb.render.thumbH.Hidden || thumb.Position().X < right() {
		t.Errorf("scrollbar at %v, cells to %v", thumb.Position(), right())
	}
	key(tb, slices.Repeat([]fyne.KeyName{fyne.KeyRight}, 30)...)
	if end := tb.contentWidth() - tb.offX; end != right() {
		t.Errorf("scrolled to its end the last column reaches %v of %v", end, right())
	}
	tb.SetFitHeight(3)
	if got := tb.MinSize().Height; got != headerHeight+90+1+barRoom {
		t.Errorf("least height %v", got)
	}
	tb.SetFitHeight(0)
	// rows fit exactly until the bar at the foot takes its room
	tb.SetRows(rateRows[:3])
	win.Resize(fyne.NewSize(400, headerHeight+90))
	if down, sideways := tb.bars(); !down || !sideways {
		t.Errorf("down %v sideways %v", down, sideways)
	}
	win.Resize(fyne.NewSize(900, headerHeight+90))
	if down, sideways := tb.bars(); down || sideways {
		t.Errorf("down %v sideways %v", down, sideways)
	}
}

func TestTableNarrowsBeforeItScrolls(t *testing.T) {
	start(t, ModeLight)
	text := func(s string) string { return s }
	tb := NewTable(
		Column[string]{ID: "name", Title: "naam", MinWidth: 100, Text: text},
		Column[string]{ID: "note", Title: "opmerking", Width: 200, MinWidth: 80, Text: text},
		Column[string]{ID: "n", Title: "niet bruikbaar", Width: 40, Text: text, Less: func(a, b string) bool { return a < b }},
		Column[string]{ID: "fit", Title: "rijen", Width: 40, Fit: true, Text: func(string) string { return "3.000.000.000" }},
	)
	tb.SetRows([]string{"x"})
	win, _ := window(t, tb, 800, 200)
	if got, want := tb.cols[2].w, headWidth("niet bruikbaar", true); got != want {
		t.Errorf("the heading of a fixed column needs %v and has %v", want, got)
	}
	if need := textWidth("3.000.000.000", RoleBody.look()) + 2*cellPad; tb.cols[3].w < need {
		t.Errorf("a figure needs %v and has %v", need, tb.cols[3].w)
	}
	if tb.cols[1].w != 200 {
		t.Errorf("narrowed for nothing to %v", tb.cols[1].w)
	}
	note := max(80, headWidth("opmerking", false))
	least := 100 + note + tb.cols[2].w + tb.cols[3].w
	win.Resize(fyne.NewSize(least, 200))
	if _, sideways := tb.bars(); sideways || tb.cols[0].w != 100 || tb.cols[1].w != note {
		t.Errorf("sideways %v, widths %v and %v", sideways, tb.cols[0].w, tb.cols[1].w)
	}
	win.Resize(fyne.NewSize(least-10, 200))
	if _, sideways := tb.bars(); !sideways {
		t.Error("cells are cut and cannot be reached")
	}
}

func TestTableCopiesNoColumnsWithoutTitle(t *testing.T) {
	start(t, ModeLight)
	text := func(s string) string { return s }
	tb := NewTable(Column[string]{ID: "tick", Width: 30, Text: func(string) string { return "✓" }}, Column[string]{ID: "name", Title: "naam", Text: text})
	tb.SetRows([]string{"a"})
	if got := tb.TSV(true); got != "naam\na\n" {
		t.Errorf("%q", got)
	}
}

func TestMenuIsWorkedByKeys(t *testing.T) {
	start(t, ModeLight)
	var options []Option
	for i := range 40 {
		options = append(options, Option{ID: strings.Repeat("i", i+1), Title: strings.Repeat("keuze ", 1+i%3), Disabled: i == 2})
	}
	var got []string
	s := NewSelect("kies", options, "i", func(id string) { got = append(got, id) })
	win, _ := window(t, HBox(0, s), 500, 600)
	win.Canvas().Focus(s)
	press := func(names ...fyne.KeyName) {
		for _, n := range names {
			key(win.Canvas().Focused(), n)
		}
	}
	press(fyne.KeyReturn)
	if l, ok := win.Canvas().Focused().(*menuLine); !ok || !l.item.Checked {
		t.Fatalf("the keys go to %T", win.Canvas().Focused())
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // over the one that is shut
	if s.Selected() != "iiii" || s.menu.Open() {
		t.Errorf("chose %q, open %v", s.Selected(), s.menu.Open())
	}
	win.Canvas().Focus(s)
	press(fyne.KeyReturn)
	win.Canvas().Focus(s.menu.o) // as after a click beside the lines
	press(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	l := win.Canvas().Focused().(*menuLine)
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(l), s.menu.o.panel.Size()
	if top := s.menu.o.panel.Position().Y; at.Y < top || at.Y+l.Size().Height > top+size.Height {
		t.Errorf("the line with the keys, at %v, is out of sight", at)
	}
	win.Canvas().Focus(s.menu.o)
	press(fyne.KeyReturn)
	win.Canvas().Unfocus()
	test.Tap(s)
	press(fyne.KeyEscape)
	if win.Canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("after a click and Escape the keys go to %T", win.Canvas().Focused())
	}
	if len(got) != 2 || s.menu.Open() {
		t.Errorf("%v, open %v", got, s.menu.Open())
	}
}

func TestSearchEntryClearsFirst(t *testing.T) {
	start(t, ModeLight)
	e := NewSearchEntry("zoek")
	changed := ""
	e.OnChanged = func(s string) { changed = "now " + s }
	win, _ := window(t, e, 300, 40)
	n := 0
	win.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { n++ })
	win.Canvas().Focus(e)
	test.Type(e, "abc")
	key(e, fyne.KeyEscape)
	if e.Text != "" || changed != "now " || n != 0 || win.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("text %q, told %q, %d keys went on", e.Text, changed, n)
	}
	key(e, fyne.KeyEscape)
	if n != 1 {
		t.Error("the second Escape must travel on")
	}
}

func TestChipsCanBeNarrow(t *testing.T) {
	start(t, ModeLight)
	options := []Option{{ID: "a", Title: "eerste"}, {ID: "b", Title: "tweede keuze"}, {ID: "c", Title: "derde"}}
	g := NewChipGroup(options, "a", nil)
	widest := g.Chips()[1].MinSize().Width
	one := OneLine(g)
	window(t, VBox(0, g), 800, 200)
	if got := g.MinSize(); got.Width != widest || got.Height != one.Height {
		t.Errorf("least size %v, widest chip %v", got, widest)
	}
	VBox(0, g).Resize(fyne.NewSize(widest, 200))
	if got := g.MinSize(); got.Width != widest || got.Height < 3*26 {
		t.Errorf("one chip a line: %v", got)
	}
	row := HBox(0, Pad(2, 0, NewChipGroup(options, "a", nil)))
	if got := row.MinSize().Width; got != one.Width+4 {
		t.Errorf("a row keeps chips on one line: %v, want %v", got, one.Width+4)
	}
}

// A chart that could be drawn shows, whatever went before it; one that could not says so.
func TestChartViewIsNeverBlank(t *testing.T) {
	m := start(t, ModeLight)
	m.Queue = true
	paint := func(_ context.Context, w, h int, _ float64, _ bool) (*image.RGBA, error) {
		return image.NewRGBA(image.Rect(0, 0, w, h)), nil
	}
	fail := func(context.Context, int, int, float64, bool) (*image.RGBA, error) { return nil, errors.New("leeg") }
	v := NewChartView(nil)
	win, _ := window(t, v, 300, 200)
	settle := func() {
		for range 4 {
			win.Canvas().Capture()
			m.Drain()
		}
	}
	dash := func() bool { return !v.render.dash.Hidden }
	for name, do := range map[string]func(){
		"failed first": func() { v.SetDraw(fail); settle(); v.SetDraw(paint) },
		"nothing, while one was drawn": func() {
			v.SetDraw(paint)
			win.Canvas().Capture()
			v.SetDraw(nil)
			v.SetDraw(paint)
		},
		"hidden while drawn": func() { v.SetDraw(paint); win.Canvas().Capture(); v.Hide(); m.Drain(); v.Show() },
		"hidden when set":    func() { v.Hide(); v.SetDraw(paint); settle(); v.Show() },
		"there and back": func() {
			v.SetDraw(paint)
			settle()
			win.Resize(fyne.NewSize(400, 200))
			win.Canvas().Capture()
			win.Resize(fyne.NewSize(300, 200))
			win.Canvas().Capture()
		},
	} {
		v.SetDraw(nil)
		settle()
		do()
		settle()
		if !v.Ready() || v.Picture() == nil || v.Picture().Bounds().Dx() != 300 || dash() {
			t.Errorf("%s: ready %v, picture %v, dash %v", name, v.Ready(), v.Picture() != nil, dash())
		}
	}
	v.SetDraw(fail)
	settle()
	if v.Picture() != nil || !dash() {
		t.Error("an old picture, or nothing, stands for what cannot be drawn")
	}
}

// A line of a Flow does not begin with the room that keeps two groups apart, and what is lower stands in its middle.
func TestFlowBeginsItsLinesAtTheEdge(t *testing.T) {
	start(t, ModeLight)
	wide, low, tall := MinSize(100, 20, Spacer()), NewChip("laag", nil), NewButton("hoog", nil)
	first := Filled(ColorPage, wide)
	flow := Flow(GapSmall, first, MinSize(GapPage, 1, Spacer()), low, tall)
	win, _ := window(t, flow, 600, 100)
	if x := low.Position().X; x < 100+GapPage {
		t.Errorf("on one line the groups stand %v apart", x-100)
	}
	if at, h := low.Position().Y+low.Size().Height/2, tall.Position().Y+tall.Size().Height/2; at < h-1 || at > h+1 {
		t.Errorf("the middle of one at %v, of the other at %v", at, h)
	}
	win.Resize(fyne.NewSize(140, 200))
	if p := low.Position(); p.X != 0 || p.Y <= first.Position().Y {
		t.Errorf("the second line begins at %v", p)
	}
}
