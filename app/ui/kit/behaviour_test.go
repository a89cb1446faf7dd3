package kit

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestThemeFollowsMode(t *testing.T) {
	start(t, ModeLight)
	if Dark() || Color(ColorPage) != rgb(0xf4f5f7) {
		t.Error("light theme is not light")
	}
	text := NewText("x", RoleBody)
	window(t, text, 100, 40)
	line := test.WidgetRenderer(text).Objects()[0].(*canvas.Text)
	before := line.Color
	fyne.CurrentApp().Settings().SetTheme(NewTheme(ModeDark))
	if !Dark() || line.Color == before {
		t.Error("text did not follow the switch to dark")
	}
	if got := fyne.CurrentApp().Settings().Theme().Color(theme.ColorNamePrimary, theme.VariantLight); got != darkPalette[ColorAccent] {
		t.Errorf("a forced mode must ignore the variant of the system, got %v", got)
	}
	for name := range lightPalette {
		if darkPalette[name] == nil {
			t.Errorf("dark palette lacks %s", name)
		}
	}
	if NewTheme(ModeSystem).Color(ColorPage, theme.VariantDark) != darkPalette[ColorPage] {
		t.Error("system mode must follow the variant")
	}
}

// Contrast as WCAG has it: text that must be read needs 4.5 to 1.
func TestContrast(t *testing.T) {
	for name, p := range map[string]palette{"light": lightPalette, "dark": darkPalette} {
		for _, pair := range [][2]fyne.ThemeColorName{{ColorText, ColorSurface}, {ColorText, ColorPage}, {ColorMuted, ColorSurface},
			{ColorMuted, ColorPage}, {ColorAccent, ColorSurface}, {ColorAccent, ColorAccentSoft}, {ColorOnAccent, ColorAccent},
			{ColorGood, ColorSurface}, {ColorBad, ColorSurface}, {ColorWarn, ColorSurface}, {ColorOnTip, ColorTip},
			{ColorText, ColorWarnSoft}, {ColorText, ColorBadSoft}, {ColorText, ColorGoodSoft}} {
			if c := contrast(p[pair[0]], p[pair[1]]); c < 4.5 {
				t.Errorf("%s: %s on %s has contrast %.1f", name, pair[0], pair[1], c)
			}
		}
		for _, under := range []fyne.ThemeColorName{ColorSurface, ColorStripe, ColorHover, ColorPage} { // greyed, yet to be read
			if c := contrast(p[ColorFaint], p[under]); c < 3 {
				t.Errorf("%s: %s on %s has contrast %.1f", name, ColorFaint, under, c)
			}
		}
		if c := contrast(p[ColorFaint], p[ColorAccentSoft]); c < 2.8 {
			t.Errorf("%s: greyed text in the selected row has contrast %.1f", name, c)
		}
	}
}

func contrast(a, b color.Color) float64 {
	lum := func(c color.Color) float64 {
		r, g, bl, _ := c.RGBA()
		f := func(v uint32) float64 {
			x := float64(v) / 65535
			if x <= 0.03928 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(bl)
	}
	x, y := lum(a), lum(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestTextIsCutAndShowsItselfAsTooltip(t *testing.T) {
	m := start(t, ModeLight)
	text := NewTruncatedText("Bezorging hulpmiddelen thuis", RoleBody)
	win, host := window(t, Pad(0, 0, text), 80, 40)
	line := test.WidgetRenderer(text).Objects()[0].(*canvas.Text)
	if !strings.HasSuffix(line.Text, "…") || line.MinSize().Width > 80 {
		t.Errorf("drawn %q", line.Text)
	}
	test.MoveMouse(win.Canvas(), fyne.NewPos(10, 10))
	if len(host.layer.Objects) != 0 {
		t.Error("tooltip came at once")
	}
	m.Advance(time.Second)
	if len(host.layer.Objects) != 1 || strings.Join(host.layer.Objects[0].(*tipBox).lines, " ") != text.Text() {
		t.Error("no tooltip with the whole text")
	}
	test.MoveMouse(win.Canvas(), fyne.NewPos(10, 39))
	text.MouseOut()
	if len(host.layer.Objects) != 0 {
		t.Error("tooltip stayed")
	}
}

func TestWithTooltip(t *testing.T) {
	m := start(t, ModeLight)
	b := NewButton("x", nil)
	if WithTooltip(b, "uitleg") != fyne.CanvasObject(b) {
		t.Error("a widget of the kit needs no wrapping")
	}
	wrapped := WithTooltip(canvas.NewRectangle(nil), "uitleg")
	win, host := window(t, wrapped, 200, 100)
	test.MoveMouse(win.Canvas(), fyne.NewPos(10, 10))
	m.Advance(time.Second)
	if len(host.layer.Objects) != 1 {
		t.Error("no tooltip")
	}
}

func TestButtonByMouseAndKeys(t *testing.T) {
	start(t, ModeLight)
	n := 0
	b := NewPrimaryButton("Importeren", func() { n++ })
	win, _ := window(t, HBox(0, b), 200, 60)
	if w := b.MinSize().Width; w < textWidth("Importeren", roleLook{ColorText, SizeBody, true})+20 {
		t.Errorf("button of %v wide cuts its text", w)
	}
	test.Tap(b)
	win.Canvas().FocusNext()
	if win.Canvas().Focused() != fyne.Focusable(b) {
		t.Fatal("Tab does not reach the button")
	}
	key(b, fyne.KeySpace, fyne.KeyReturn)
	b.Disable()
	test.Tap(b)
	key(b, fyne.KeySpace)
	if n != 3 {
		t.Errorf("pressed %d times, want 3", n)
	}
}

func TestChipGroup(t *testing.T) {
	start(t, ModeLight)
	var got []string
	g := NewChipGroup([]Option{{ID: "a", Title: "A"}, {ID: "b", Title: "B", Disabled: true}, {ID: "c", Title: "C"}}, "a", func(id string) { got = append(got, id) })
	win, _ := window(t, g, 300, 60)
	test.Tap(g.Chips()[0])
	test.Tap(g.Chips()[1])
	win.Canvas().Focus(g.Chips()[0])
	key(g.Chips()[0], fyne.KeyRight)
	if g.Selected() != "c" || !slices.Equal(got, []string{"c"}) || win.Canvas().Focused() != fyne.Focusable(g.Chips()[2]) {
		t.Errorf("selected %q, reported %v", g.Selected(), got)
	}
	g.SetSelected("a")
	if len(got) != 1 || !g.Chips()[0].Selected() || g.Chips()[2].Selected() {
		t.Error("SetSelected must only show")
	}
}

func TestFilterChip(t *testing.T) {
	start(t, ModeLight)
	tapped, removed := 0, 0
	c := NewFilterChip("team: Zuid", func() { tapped++ }, func() { removed++ })
	window(t, HBox(0, c), 200, 40)
	test.TapAt(c, fyne.NewPos(20, 10))
	test.TapAt(c, fyne.NewPos(c.Size().Width-14, 10))
	key(c, fyne.KeyDelete)
	if tapped != 1 || removed != 2 {
		t.Errorf("tapped %d removed %d", tapped, removed)
	}
}

func TestSlider(t *testing.T) {
	start(t, ModeLight)
	var got []float64
	released := 0.0
	s := NewSlider(0, 30, 1, 7, func(v float64) { got = append(got, v) })
	s.OnReleased = func(v float64) { released = v }
	win, _ := window(t, s, 316, 24)
	test.Drag(win.Canvas(), fyne.NewPos(158, 12), 1, 0)
	key(s, fyne.KeyRight, fyne.KeyEnd, fyne.KeyPageDown)
	if !slices.Equal(got, []float64{15, 16, 30, 20}) || released != 20 {
		t.Errorf("changes %v, released %v", got, released)
	}
	presets := []float64{1, 3, 7, 14, 30}
	s.Snap = func(v float64) float64 {
		best := presets[0]
		for _, p := range presets {
			if max(v-p, p-v) < max(v-best, best-v) {
				best = p
			}
		}
		return best
	}
	s.SetValue(7)
	key(s, fyne.KeyRight)
	if s.Value() != 14 {
		t.Errorf("a key must reach the next snapped value, got %v", s.Value())
	}
}

func TestPopoverClosesAndKeepsSlidersAlive(t *testing.T) {
	start(t, ModeLight)
	anchor := NewPillButton("7 dagen", "", true, nil)
	n, escaped := 0, 0
	s := NewSlider(0, 30, 1, 7, func(float64) { n++ })
	win, _ := window(t, HBox(0, anchor), 600, 400)
	win.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escaped++ })
	closed := 0
	open := func() *Popover {
		p := ShowPopover(anchor, MinWidth(250, s))
		p.OnClose = func() { closed++ }
		return p
	}
	p := open()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	if at.Y < anchor.Size().Height {
		t.Errorf("panel at %v is not under its anchor", at)
	}
	test.Drag(win.Canvas(), at.AddXY(200, 10), 1, 0)
	if n == 0 || !p.Open() {
		t.Error("slider in the panel is dead")
	}
	test.TapCanvas(win.Canvas(), at.AddXY(-5, -5))
	if !p.Open() {
		t.Error("click within the panel closed it")
	}
	win.Canvas().Focus(s)
	key(s, fyne.KeyEscape)
	if p.Open() || closed != 1 || escaped != 0 {
		t.Errorf("Escape: open %v closed %d, reached the window %d times", p.Open(), closed, escaped)
	}
	p = open()
	test.TapCanvas(win.Canvas(), fyne.NewPos(590, 390))
	if p.Open() || closed != 2 || win.Canvas().Overlays().Top() != nil {
		t.Error("click outside did not close it")
	}
	key(anchor, fyne.KeyEscape)
	if escaped != 1 {
		t.Error("without a panel an unwanted key belongs to the window")
	}
}

func TestPopoverStaysInWindow(t *testing.T) {
	start(t, ModeLight)
	anchor := NewButton("x", nil)
	win, _ := window(t, VBox(0, MinSize(10, 360, Spacer()), HBox(0, Spacer(), anchor)), 600, 400)
	p := ShowPopover(anchor, MinSize(300, 200, Spacer()))
	pos, size := p.o.panel.Position(), p.o.panel.Size()
	if pos.X < 0 || pos.Y < 0 || pos.X+size.Width > 600 || pos.Y+size.Height > 400 {
		t.Errorf("panel at %v of %v leaves the window", pos, size)
	}
	win.Resize(fyne.NewSize(500, 300))
	if pos := p.o.panel.Position(); pos.X+size.Width > 500 {
		t.Errorf("panel at %v did not follow the window", pos)
	}
}

func TestDialogKeys(t *testing.T) {
	start(t, ModeLight)
	win, _ := window(t, Spacer(), 600, 400)
	var got []string
	allow := false
	show := func() (*Dialog, *Entry) {
		e := NewEntry("")
		return ShowDialog(win.Canvas(), DialogOptions{Title: "t", Content: e, Focus: e, OnClose: func() { got = append(got, "closed") },
			Buttons: []DialogButton{{Text: "nee", Cancel: true, Do: func() bool { got = append(got, "nee"); return true }},
				{Text: "ja", Default: true, Do: func() bool { got = append(got, "ja"); return allow }}}}), e
	}
	d, e := show()
	key(e, fyne.KeyReturn)
	if !d.Open() {
		t.Error("a button that says no must keep the dialog open")
	}
	allow = true
	key(e, fyne.KeyReturn)
	d, e = show()
	test.TapCanvas(win.Canvas(), fyne.NewPos(2, 2))
	if !d.Open() {
		t.Error("a dialog must not close by a click outside")
	}
	key(e, fyne.KeyEscape)
	if d.Open() || strings.Join(got, " ") != "ja ja closed nee closed" {
		t.Errorf("%v", got)
	}
}

func TestMenuAndSelect(t *testing.T) {
	start(t, ModeLight)
	var got []string
	s := NewSelect("kies", []Option{{ID: "a", Title: "A"}, {ID: "b", Title: "B"}, {ID: "c", Title: "C"}}, "", func(id string) { got = append(got, id) })
	win, _ := window(t, HBox(0, s), 400, 300)
	win.Canvas().Focus(s)
	key(s, fyne.KeyReturn)
	if !s.menu.Open() {
		t.Fatal("Enter does not open the menu")
	}
	key(win.Canvas().Focused(), fyne.KeyDown)
	key(win.Canvas().Focused(), fyne.KeyDown)
	key(win.Canvas().Focused(), fyne.KeyReturn)
	if s.Selected() != "b" || s.menu.Open() {
		t.Errorf("chose %q", s.Selected())
	}
	key(s, fyne.KeyDown)
	key(s, fyne.KeyReturn) // the menu opens at the choice
	key(win.Canvas().Focused(), fyne.KeyUp)
	key(win.Canvas().Focused(), fyne.KeyReturn)
	if !slices.Equal(got, []string{"b", "c", "b"}) {
		t.Errorf("%v", got)
	}
}

func TestRail(t *testing.T) {
	start(t, ModeLight)
	var got []string
	r := NewRail("een", "keer", []RailItem{{ID: "a", Title: "A"}, {ID: "b", Title: "B"}, {ID: "z", Title: "Z", Bottom: true}}, func(id string) { got = append(got, id) })
	win, _ := window(t, r, 196, 400)
	test.TapCanvas(win.Canvas(), r.items[1].Position().AddXY(20, 10))
	win.Canvas().Focus(r.items[1])
	key(r.items[1], fyne.KeyDown)
	key(win.Canvas().Focused(), fyne.KeyReturn)
	if !slices.Equal(got, []string{"b", "z"}) || r.Selected() != "z" {
		t.Errorf("%v", got)
	}
	if y := r.items[2].Position().Y; y < 340 {
		t.Errorf("bottom item at %v", y)
	}
}

func TestToastGoesByItselfAndUndoes(t *testing.T) {
	m := start(t, ModeLight)
	win, host := window(t, NewButton("onder", nil), 800, 600)
	undone := 0
	host.Toasts().Post(KindInfo, "opgeslagen", "", nil)
	host.Toasts().Post(KindGood, "verplaatst", "Ongedaan maken", func() { undone++ })
	m.Advance(ToastFor)
	if got := host.Toasts().Texts(); !slices.Equal(got, []string{"verplaatst"}) {
		t.Errorf("%v", got)
	}
	if !host.Toasts().Act() || undone != 1 || host.Toasts().Len() != 0 {
		t.Error("the action must run once and take the message away")
	}
	host.Toasts().Post(KindInfo, "x", "", nil)()
	if host.Toasts().Len() != 0 {
		t.Error("dismiss")
	}
	m.Advance(time.Minute)
	_ = win
}

func TestNoticeWrapsAndCloses(t *testing.T) {
	start(t, ModeLight)
	done, closed := 0, 0
	n := NewNotice(KindWarn, strings.Repeat("veel woorden ", 20), "Toon", func() { done++ }, func() { closed++ })
	window(t, VBox(0, n), 400, 300)
	if n.Size().Height < 60 {
		t.Errorf("a long text needs more lines, height %v", n.Size().Height)
	}
	test.Tap(n.action)
	test.Tap(n.close)
	if done != 1 || closed != 1 || n.Visible() {
		t.Error("action or close")
	}
}

func TestProgressPanel(t *testing.T) {
	m := start(t, ModeLight)
	cancelled := 0
	p := NewProgressPanel("Importeren", "Stop", func() { cancelled++ })
	window(t, p, 400, 80)
	m.Advance(120 * time.Millisecond)
	if p.stop != nil {
		t.Error("it moves without being started")
	}
	p.Start()
	m.Advance(120 * time.Millisecond)
	if p.phase == 0 {
		t.Error("unknown progress does not move")
	}
	p.Set(0.5, "x")
	if p.stop != nil {
		t.Error("known progress must not move by itself")
	}
	test.Tap(p.cancel)
	test.Tap(p.cancel)
	if cancelled != 1 {
		t.Errorf("cancelled %d times", cancelled)
	}
}

func TestChartViewDrawsOffTheUIAndKeepsTheOldPicture(t *testing.T) {
	m := start(t, ModeLight)
	m.Queue = true
	var asked []string
	paint := func(c uint8) DrawFunc {
		return func(ctx context.Context, w, h int, scale float64, dark bool) (*image.RGBA, error) {
			if ctx.Err() != nil {
				asked = append(asked, "given up")
				return nil, ctx.Err()
			}
			asked = append(asked, fmt.Sprint(c, w, h, scale, dark))
			img := image.NewRGBA(image.Rect(0, 0, w, h))
			for i := range img.Pix {
				img.Pix[i] = c
			}
			return img, nil
		}
	}
	v := NewChartView(paint(1))
	win, _ := window(t, v, 300, 200)
	win.Canvas().Capture()
	if v.Picture() != nil {
		t.Error("drawn on the UI goroutine")
	}
	m.Drain()
	win.Canvas().Capture()
	win.Canvas().Capture()
	m.Drain()
	if !slices.Equal(asked, []string{"1 300 200 1 false"}) || !v.Ready() {
		t.Errorf("asked %v", asked)
	}
	v.SetDraw(paint(2))
	win.Canvas().Capture()
	if v.Picture() == nil || v.Picture().Pix[0] != 1 {
		t.Error("the old picture must stay until the new one is ready")
	}
	for c := uint8(3); c <= 5; c++ { // while 2 waits
		v.SetDraw(paint(c))
		win.Canvas().Capture()
	}
	m.Drain()
	win.Canvas().Capture()
	// The one that had begun is shown and ended, those in between are dropped: a steady pace.
	if v.Picture().Pix[0] != 5 || !slices.Equal(asked[1:], []string{"2 300 200 1 false", "5 300 200 1 false"}) {
		t.Errorf("asked %v", asked)
	}
	fyne.CurrentApp().Settings().SetTheme(NewTheme(ModeDark))
	win.Canvas().Capture()
	m.Drain()
	if asked[len(asked)-1] != "5 300 200 1 true" {
		t.Errorf("theme: asked %v", asked)
	}
	fail := errors.New("boom")
	var got error
	v.OnError = func(err error) { got = err }
	v.SetDraw(func(context.Context, int, int, float64, bool) (*image.RGBA, error) { return nil, fail })
	win.Canvas().Capture()
	m.Drain()
	n := len(asked)
	win.Canvas().Capture()
	m.Drain()
	if got != fail || len(asked) != n {
		t.Error("a failure is told once and not tried again")
	}
}

func TestChartViewHoverAndTap(t *testing.T) {
	start(t, ModeLight)
	v := NewChartView(stripes)
	v.OnHover = func(x, y int) Mark {
		if x < 100 {
			return Mark{Text: fmt.Sprint(x, ",", y)}
		}
		return Mark{}
	}
	tx, ty := 0, 0
	v.OnTap = func(x, y int) { tx, ty = x, y }
	win, _ := window(t, v, 300, 200)
	win.Canvas().Capture()
	test.MoveMouse(win.Canvas(), fyne.NewPos(50, 60))
	if v.Label() != "50,60" || v.Cursor() != desktop.PointerCursor {
		t.Errorf("label %q", v.Label())
	}
	test.MoveMouse(win.Canvas(), fyne.NewPos(150, 60))
	if v.Label() != "" {
		t.Error("label stayed")
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(20, 30))
	if tx != 20 || ty != 30 {
		t.Errorf("tap at %d,%d", tx, ty)
	}
}

func TestCommands(t *testing.T) {
	start(t, ModeLight)
	win, _ := window(t, Spacer(), 300, 200)
	var got []string
	on := true
	c := NewCommands()
	c.Add(Command{ID: "import", Title: "Importeren", Shortcut: Ctrl(fyne.KeyO), Do: func() { got = append(got, "import") }},
		Command{ID: "undo", Title: "Ongedaan", Shortcut: Ctrl(fyne.KeyZ), Enabled: func() bool { return on }, Do: func() { got = append(got, "undo") }},
		Command{ID: "back", Title: "Terug", Key: fyne.KeyEscape, Do: func() { got = append(got, "back") }},
		Command{ID: "help", Title: "Hulp", Key: fyne.KeyF1, InModal: true, Do: func() { got = append(got, "help") }})
	c.Handle(Ctrl(fyne.KeyO))
	c.Handle(&fyne.ShortcutUndo{})
	on = false
	if c.Run("undo") || c.Enabled("undo") || c.Run("nothing") {
		t.Error("a disabled command ran")
	}
	c.Install(win.Canvas())
	win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	p := ShowPopoverAt(win.Canvas(), fyne.NewPos(10, 10), NewText("x", RoleBody))
	if c.Handle(Ctrl(fyne.KeyO)) || c.HandleKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) || !c.Run("help") {
		t.Error("behind a modal only InModal commands run")
	}
	p.Close()
	c.Run("import")
	if strings.Join(got, " ") != "import undo back help import" {
		t.Errorf("%v", got)
	}
	all := c.All()
	if ShortcutText(all[0]) != "Ctrl+O" || ShortcutText(all[2]) != "Esc" || ShortcutText(Command{Shortcut: CtrlShift(fyne.KeyE)}) != "Ctrl+Shift+E" {
		t.Errorf("%q %q", ShortcutText(all[0]), ShortcutText(all[2]))
	}
}

func TestEntryPassesShortcutsOn(t *testing.T) {
	start(t, ModeLight)
	e := NewEntry("")
	win, _ := window(t, e, 300, 40)
	n := 0
	win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { n++ })
	test.Type(e, "abc")
	key(e, fyne.KeyEscape, fyne.KeyF5)
	if n != 2 || e.Text != "abc" {
		t.Errorf("%d keys passed on, text %q", n, e.Text)
	}
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	if e.SelectedText() != "abc" {
		t.Error("Ctrl+A")
	}
}

func TestPlainFileChooser(t *testing.T) {
	start(t, ModeLight)
	win, _ := window(t, Spacer(), 900, 700)
	dir := t.TempDir()
	for _, n := range []string{"week1.csv", "week2.XLSX", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := NewFileDialogs(win, FileTexts{Open: "Openen", Save: "Bewaren", Cancel: "Annuleren", Exists: "bestaat al"}).(*nativeDialogs)
	d.available = func() bool { return false }
	filters := []FileFilter{{Name: "exports", Patterns: []string{"*.csv", "*.xlsx"}}}
	c := newFileChooser(dir, "", filters, d.texts, nil)
	var names []string
	for i := range c.table.Len() {
		names = append(names, c.table.Row(i).name)
	}
	if !slices.Equal(names, []string{"..", "week1.csv", "week2.XLSX"}) {
		t.Errorf("%v", names)
	}
	var got []string
	d.OpenFiles(OpenOptions{Title: "o", Folder: dir, Filters: filters}, func(p []string, err error) { got = p })
	e := win.Canvas().Focused().(*Entry)
	e.SetText(filepath.Join(dir, "gone.csv"))
	key(e, fyne.KeyReturn)
	e.SetText(filepath.Join(dir, "week1.csv"))
	key(e, fyne.KeyReturn)
	if !slices.Equal(got, []string{filepath.Join(dir, "week1.csv")}) {
		t.Errorf("opened %v", got)
	}
	saved := "none"
	d.SaveFile(SaveOptions{Title: "s", Folder: dir, Name: "week1.csv", Filters: filters}, func(p string, err error) { saved = p })
	e = win.Canvas().Focused().(*Entry)
	key(e, fyne.KeyReturn)
	if saved != "none" {
		t.Error("must warn before writing over a file")
	}
	key(e, fyne.KeyReturn)
	if saved != filepath.Join(dir, "week1.csv") {
		t.Errorf("saved %q", saved)
	}
	d.SaveFile(SaveOptions{Folder: dir}, func(p string, err error) { saved = p })
	key(win.Canvas().Focused(), fyne.KeyEscape)
	if saved != "" || win.Canvas().Overlays().Top() != nil {
		t.Error("Escape cancels")
	}
	if WithExtension("a", filters) != "a.csv" || WithExtension("a.XLSX", filters) != "a.XLSX" || WithExtension("", filters) != "" {
		t.Error("WithExtension")
	}
}

func TestParagraphGrowsWithItsText(t *testing.T) {
	start(t, ModeLight)
	p := NewParagraph(strings.Repeat("woord ", 40), RoleMuted)
	window(t, VBox(0, p), 200, 300)
	if p.MinSize().Height < 80 {
		t.Errorf("height %v", p.MinSize().Height)
	}
	for _, l := range p.lines() {
		if textWidth(l, RoleMuted.look()) > 200 {
			t.Errorf("line %q is too wide", l)
		}
	}
}
