package chartview

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// page is a screen with one chart.
type page struct{ v *View }

func (p page) Content() fyne.CanvasObject { return kit.Pad(20, 20, p.v.Widget) }
func (page) Show(*workbench.Snapshot)     {}
func weeks(from, n int) (labels []string) {
	for i := range n {
		labels = append(labels, fmt.Sprint("wk ", from+i))
	}
	return labels
}

// trend has two series over n weeks from a week on; week 4 has no value in the first.
func trend(from, n int) charts.Trend {
	t := charts.Trend{Labels: weeks(from, n), Series: []charts.Series{{Name: "HHV"}, {Name: "FTF"}}}
	for i := range n {
		week := from + i
		for s := range t.Series {
			p := charts.Point{Value: 0.2 + 0.4*float64(s) + 0.01*float64(week%5), Key: fmt.Sprintf("W%02d", week), Text: fmt.Sprintf("%s week %d", t.Series[s].Name, week)}
			if s == 0 && week == 4 {
				p.Value, p.Text = nan(), "week 4: te weinig"
			}
			t.Series[s].Points = append(t.Series[s].Points, p)
		}
	}
	return t
}

func nan() float64 { var zero float64; return zero / zero }

// open shows a chart in a window of 640 × 360.
func open(t *testing.T, c charts.Chart) (*figuretest.Shell, *View) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	v := New()
	v.Widget.OnError = func(err error) { t.Error(err) }
	v.Set(func() charts.Chart { return c })
	sh.Put(t, page{v}, 640, 360)
	paint(sh)
	return sh, v
}

// paint has the window painted until the picture is there.
func paint(sh *figuretest.Shell) {
	for range 3 {
		sh.Window().Canvas().Capture()
	}
}

// place is where a mark stands in the window.
func place(t *testing.T, v *View, series, index int) fyne.Position {
	t.Helper()
	d, ok := v.Drawing()
	if !ok {
		t.Fatal("no drawing")
	}
	for _, h := range d.Hits {
		if h.Series == series && h.Index == index {
			m := middle(h.Rect)
			return fyne.NewPos(float32(m.X)/2, float32(m.Y)/2).AddXY(20, 20)
		}
	}
	t.Fatalf("no mark %d of %d", index, series)
	return fyne.Position{}
}

func press(v *View, names ...fyne.KeyName) {
	for _, n := range names {
		v.Widget.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func shift(v *View, names ...fyne.KeyName) {
	v.Widget.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(v, names...)
	v.Widget.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func wantLabel(t *testing.T, v *View, when, want string) {
	t.Helper()
	if got := v.Widget.Label(); got != want {
		t.Errorf("%s: label %q, want %q", when, got, want)
	}
}

func TestHoverSaysWhatAMarkIs(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	c := sh.Window().Canvas()
	at := place(t, v, 0, 2)
	test.MoveMouse(c, at)
	wantLabel(t, v, "on a mark", "HHV week 3")
	test.MoveMouse(c, at.AddXY(9, -30))
	wantLabel(t, v, "in its column", "HHV week 3")
	test.MoveMouse(c, place(t, v, 1, 5).AddXY(3, -4))
	wantLabel(t, v, "near a mark of the other series", "FTF week 6")
	gap := place(t, v, 1, 3)
	test.MoveMouse(c, gap.AddXY(0, at.Y-gap.Y))
	wantLabel(t, v, "where there is no value", "week 4: te weinig")
	test.MoveMouse(c, fyne.NewPos(2, 2))
	wantLabel(t, v, "beside the chart", "")
}

func TestHoverReachesTheNearest(t *testing.T) {
	// A chart whose marks are at no periods: bars.
	bars := charts.Bars{Rows: []charts.Bar{{Name: "a", Length: 0.4, Text: "rij a", Key: "a"}, {Name: "b", Length: 0.1, Text: "rij b", Key: "b"}}}
	sh, v := open(t, bars)
	test.MoveMouse(sh.Window().Canvas(), place(t, v, 0, 1))
	wantLabel(t, v, "bars", "rij b")
	press(v, fyne.KeyHome, fyne.KeyDown)
	wantLabel(t, v, "bars by keyboard", "rij b")
}

// The keyboard reaches every mark that says something, of every chart.
func TestKeysReachEveryMark(t *testing.T) {
	for name, c := range map[string]charts.Chart{
		"trend":     trend(1, 6),
		"bars":      charts.Bars{Rows: []charts.Bar{{Name: "a", Length: 0.4, Text: "rij a"}, {Name: "b", Length: 0.1, Text: "rij b"}}},
		"curve":     charts.Curve{Lines: []charts.CurveLine{{Points: []charts.CurvePoint{{Window: 1, Value: 0.1, Text: "1 dag"}, {Window: 7, Value: 0.2, Text: "7 dagen"}}}}, Max: 30},
		"multiples": charts.Multiples{Labels: weeks(1, 6), Panels: []charts.Panel{{Title: "a", Text: "paneel a", Points: trend(1, 6).Series[0].Points}, {Title: "b", Text: "paneel b", Points: trend(1, 6).Series[1].Points}}},
		"funnel":    cloud(),
		"pareto":    rows(),
		"matrix":    squares(),
		"chains":    charts.Chains{Bars: []charts.ChainBar{{Label: "1", Value: 0.7, Text: "een"}, {Label: "2", Value: 0.3, Text: "twee"}}},
		"sankey": charts.Sankey{Left: []charts.SankeyNode{{Name: "a", Total: 5, Text: "links a"}}, Right: []charts.SankeyNode{{Name: "b", Total: 4, Text: "rechts b"}},
			Flows: []charts.SankeyFlow{{Value: 4, Text: "van a naar b"}}},
		"survival": charts.Survival{Max: 30, Promise: 2, PromiseText: "beloofd", Lines: []charts.SurvivalLine{{End: 30,
			Steps: []charts.SurvivalStep{{Time: 0.5, Value: 0.2}}, Marks: []charts.SurvivalStep{{Time: 1, Value: 0.2, Text: "1 dag"}, {Time: 7, Value: 0.2, Text: "7 dagen"}}}}},
		"control": charts.Control{Labels: weeks(1, 6), Points: trend(1, 6).Series[0].Points, Target: &charts.Target{Value: 0.2, Text: "doel"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, v := open(t, c)
			d, _ := v.Drawing()
			want := map[string]bool{}
			for _, h := range d.Hits {
				if h.Text != "" {
					want[h.Text] = true
				}
			}
			if len(want) < 2 {
				t.Fatalf("%d texts", len(want))
			}
			got := map[string]bool{}
			press(v, fyne.KeyHome)
			for range len(d.Hits) {
				press(v, fyne.KeyHome)
				for range len(d.Hits) {
					got[v.Widget.Label()] = true
					press(v, fyne.KeyRight)
				}
				press(v, fyne.KeyPageDown)
			}
			for text := range want {
				if !got[text] {
					t.Errorf("never at %q", text)
				}
			}
		})
	}
}

// cloud is a chart of points in no order.
func cloud() charts.Funnel {
	f := charts.Funnel{Target: 1}
	for i, x := range []float64{80, 20, 50, 200} {
		f.Points = append(f.Points, charts.FunnelPoint{X: x, Y: 1 + 0.1*float64(i%2), Text: fmt.Sprint(x)})
	}
	return f
}

// rows is a chart of rows with a scale along x.
func rows() charts.Pareto {
	var p charts.Pareto
	for _, r := range []struct {
		name  string
		value float64
	}{{"a", 40}, {"b", 10}, {"c", 25}} {
		p.Rows = append(p.Rows, charts.ParetoRow{Key: r.name, Name: r.name, Value: r.value, Text: "rij " + r.name})
	}
	return p
}

// squares is a matrix of three by three.
func squares() charts.Matrix {
	var m charts.Matrix
	for i := range 3 {
		m.Rows, m.Columns = append(m.Rows, charts.MatrixSide{Name: fmt.Sprint(i)}), append(m.Columns, charts.MatrixSide{Name: fmt.Sprint(i)})
		var row []charts.MatrixCell
		for j := range 3 {
			row = append(row, charts.MatrixCell{Text: fmt.Sprint(i, " ", j)})
		}
		m.Cells = append(m.Cells, row)
	}
	return m
}

// In a matrix the arrows go to the cell beside, above and below.
func TestKeysInRowsAndColumns(t *testing.T) {
	_, v := open(t, squares())
	press(v, fyne.KeyHome)
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, "0 1"}, {fyne.KeyDown, "1 1"}, {fyne.KeyDown, "2 1"}, {fyne.KeyDown, "2 1"}, {fyne.KeyLeft, "2 0"}, {fyne.KeyEnd, "2 2"}, {fyne.KeyUp, "1 2"}, {fyne.KeyRight, "1 2"}} {
		press(v, step.key)
		wantLabel(t, v, string(step.key), step.want)
	}
}

func TestKeysGoInOrder(t *testing.T) {
	for name, c := range map[string]struct {
		chart charts.Chart
		want  string
	}{"points from left to right": {cloud(), "20 50 80 200"}, "rows downwards": {rows(), "rij a rij b rij c"}} {
		_, v := open(t, c.chart)
		v.OnRange = func(int, int) { t.Errorf("%s: a range", name) }
		var got []string
		press(v, fyne.KeyHome)
		for range len(strings.Fields(c.want)) {
			if l := v.Widget.Label(); len(got) == 0 || got[len(got)-1] != l {
				got = append(got, l)
			}
			shift(v, fyne.KeyRight)
		}
		press(v, fyne.KeyReturn)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestKeys(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	var chosen []string
	v.OnHit = func(h charts.Hit) { chosen = append(chosen, h.Text) }
	c := sh.Window().Canvas()
	c.Focus(v.Widget)
	wantLabel(t, v, "focus", "HHV week 1")
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "HHV week 2"}, {fyne.KeyDown, "HHV week 3"}, {fyne.KeyRight, "week 4: te weinig"}, {fyne.KeyRight, "HHV week 5"},
		{fyne.KeyLeft, "week 4: te weinig"}, {fyne.KeyUp, "HHV week 3"}, {fyne.KeyPageDown, "FTF week 3"}, {fyne.KeyPageUp, "HHV week 3"},
		{fyne.KeyEnd, "HHV week 8"}, {fyne.KeyRight, "HHV week 8"}, {fyne.KeyHome, "HHV week 1"}, {fyne.KeyLeft, "HHV week 1"},
	} {
		press(v, step.key)
		wantLabel(t, v, string(step.key), step.want)
	}
	press(v, fyne.KeyRight, fyne.KeyReturn)
	if len(chosen) != 1 || chosen[0] != "HHV week 2" {
		t.Errorf("chosen %q", chosen)
	}
	press(v, fyne.KeyRight)
	wantLabel(t, v, "after a choice, where it was", "HHV week 2")
	press(v, fyne.KeyEscape)
	if wantLabel(t, v, "Escape", ""); c.Focused() == fyne.Focusable(v.Widget) {
		t.Error("the focus stays")
	}
	escaped := false
	c.SetOnTypedKey(func(*fyne.KeyEvent) { escaped = true })
	press(v, fyne.KeyEscape)
	if !escaped {
		t.Error("an Escape that the chart has no use for does not reach the window")
	}
}

func TestClickTellsTheMark(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	var got charts.Hit
	v.OnHit = func(h charts.Hit) { got = h }
	test.TapCanvas(sh.Window().Canvas(), place(t, v, 1, 4).AddXY(2, 2))
	if got.Key != "W05" || got.Series != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestDragSelectsPeriods(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	c := sh.Window().Canvas()
	a, b := place(t, v, 0, 1), place(t, v, 0, 5)
	test.Drag(c, b, b.X-a.X, 0)
	if _, _, ok := v.Range(); ok {
		t.Error("a range where nobody asked for one")
	}
	var got [][2]int
	v.OnRange = func(from, to int) { got = append(got, [2]int{from, to}) }
	test.Drag(c, b, b.X-a.X, 0) // from a to b
	test.Drag(c, a, a.X-b.X, 0) // and back
	test.Drag(c, fyne.NewPos(5000, b.Y), 1, 0)
	if fmt.Sprint(got) != "[[1 5] [1 5]]" {
		t.Errorf("selected %v", got)
	}
	d, _ := v.Drawing()
	if band := v.Widget.Band(); band.Empty() || band.Min.Y != d.Plot.Min.Y || !(middle(band).X/2 > d.Plot.Min.X) {
		t.Errorf("band %v in %v", band, d.Plot)
	}
	press(v, fyne.KeyEscape)
	if _, _, ok := v.Range(); ok || !v.Widget.Band().Empty() {
		t.Error("Escape left the band")
	}
	// Called off half way: nothing is selected when the pointer is let go.
	e := &fyne.DragEvent{PointEvent: fyne.PointEvent{Position: b.SubtractXY(20, 20)}, Dragged: fyne.Delta{DX: 40}}
	v.Widget.Dragged(e)
	if c.Focused() != fyne.Focusable(v.Widget) {
		t.Error("no Escape can be heard during a drag")
	}
	press(v, fyne.KeyEscape)
	v.Widget.Dragged(e)
	v.Widget.DragEnd()
	if len(got) != 2 || !v.Widget.Band().Empty() {
		t.Errorf("selected %v after it was called off", got)
	}
	v.Widget.Dragged(e)
	v.Widget.DragEnd()
	if len(got) != 3 {
		t.Error("the next drag is not heard")
	}
}

func TestShiftSelectsPeriods(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	var got [][2]int
	v.OnRange = func(from, to int) { got = append(got, [2]int{from, to}) }
	sh.Window().Canvas().Focus(v.Widget)
	press(v, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	shift(v, fyne.KeyLeft, fyne.KeyLeft)
	if from, to, ok := v.Range(); !ok || from != 1 || to != 3 {
		t.Errorf("range %d–%d", from, to)
	}
	shift(v, fyne.KeyEnd)
	press(v, fyne.KeyReturn)
	if fmt.Sprint(got) != "[[3 7]]" {
		t.Errorf("selected %v", got)
	}
	press(v, fyne.KeyLeft)
	if _, _, ok := v.Range(); ok {
		t.Error("a plain arrow keeps the range")
	}
	// No periods, no range.
	_, v = open(t, charts.Bars{Rows: []charts.Bar{{Name: "a", Length: 0.4, Text: "rij a"}, {Name: "b", Length: 0.1, Text: "rij b"}}})
	v.OnRange = func(from, to int) { t.Error("a range of bars") }
	press(v, fyne.KeyHome)
	shift(v, fyne.KeyDown)
	press(v, fyne.KeyEscape)
}

// A mark stays the one that is held when the chart is drawn anew, wherever it then stands.
func TestAnotherDrawingKeepsTheMark(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	sh.Window().Canvas().Focus(v.Widget)
	press(v, fyne.KeyEnd)
	before := v.Widget.Held().Area
	v.Set(func() charts.Chart { return trend(5, 8) })
	paint(sh)
	wantLabel(t, v, "later weeks", "HHV week 8")
	if v.Widget.Held().Area == before {
		t.Error("the old place is lifted out")
	}
	sh.Window().Resize(fyne.NewSize(800, 500))
	paint(sh)
	d, _ := v.Drawing()
	if wantLabel(t, v, "a larger window", "HHV week 8"); !v.Widget.Held().Area.In(d.Image.Bounds()) || d.Image.Bounds().Dx() != 760 {
		t.Errorf("mark %v of a picture of %v", v.Widget.Held().Area, d.Image.Bounds())
	}
	v.Set(func() charts.Chart { return trend(20, 8) })
	paint(sh)
	wantLabel(t, v, "a chart without that week", "")
}

func TestPicturesOfAChart(t *testing.T) {
	sh, v := open(t, trend(1, 8))
	if v.Menu() != nil {
		t.Error("a menu before one is offered")
	}
	there := false
	v.Offer(sh, func() (Picture, bool) {
		return Picture{Name: "HHV per week · 7 dagen: a/b", Make: func() charts.Captioned {
			return charts.Captioned{Title: "HHV per week", Lines: []string{"Definitie"}, Chart: trend(1, 8)}
		}}, there
	})
	if v.Menu() != nil {
		t.Error("a menu without a picture")
	}
	there = true
	do := func(text string) {
		t.Helper()
		for _, it := range v.Menu() {
			if strings.HasPrefix(it.Text, text) {
				it.Do()
				return
			}
		}
		t.Fatalf("no line %q", text)
	}
	do("Kopiëren")
	if len(sh.Pictures) != 1 {
		t.Fatal("nothing was copied")
	}
	if img, err := png.Decode(bytes.NewReader(sh.Pictures[0])); err != nil || img.Bounds().Dx() != 2560 {
		t.Errorf("copied %v", err)
	}
	sh.NoPictures = true
	folder := t.TempDir()
	for i, c := range []struct{ line, file, name, begin string }{
		{"Kopiëren", "a.png", "HHV per week, 7 dagen a-b.png", "\x89PNG"}, // cannot be copied: saved
		{"Bewaren als PNG, 1×", "b.png", "HHV per week, 7 dagen a-b.png", "\x89PNG"},
		{"Bewaren als SVG", "c.svg", "HHV per week, 7 dagen a-b.svg", "<?xml"},
		{"Bewaren als PDF…", "d", "HHV per week, 7 dagen a-b.pdf", "%PDF"},                    // the end is added
		{"Bewaren als PDF in zwart-wit", "e.png", "HHV per week, 7 dagen a-b.pdf", "\x89PNG"}, // the name that was typed counts
	} {
		sh.Dialog.Save = filepath.Join(folder, c.file)
		do(c.line)
		figuretest.Eventually(t, "a note", func() bool { return len(sh.Bench().Snapshot().Notes) > i })
		if n := sh.Bench().Snapshot().Notes[i]; n.Err != nil {
			t.Fatal(n.Err)
		}
		if sh.Dialog.LastSave.Name != c.name {
			t.Errorf("%s: proposed %q", c.line, sh.Dialog.LastSave.Name)
		}
		path := sh.Dialog.Save
		if filepath.Ext(path) == "" {
			path += ".pdf"
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(data, []byte(c.begin)) {
			t.Errorf("%s: %v, begins with %q", c.line, err, data[:min(8, len(data))])
		}
	}
	// The menu opens by a right click and by keyboard.
	test.MoveMouse(sh.Window().Canvas(), place(t, v, 0, 2))
	wantLabel(t, v, "before the menu", "HHV week 3")
	overlays := sh.Window().Canvas().Overlays()
	v.Widget.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(100, 100)})
	if overlays.Top() == nil {
		t.Fatal("no menu by a right click")
	}
	wantLabel(t, v, "beneath a menu", "")
	overlays.Remove(overlays.Top())
	press(v, desktop.KeyMenu)
	if overlays.Top() == nil {
		t.Error("no menu by its key")
	}
}

func BenchmarkReach(b *testing.B) {
	d, err := trend(1, 1000).Draw(context.Background(), 1200, 500, Style(1, false))
	if err != nil {
		b.Fatal(err)
	}
	dr := newDrawn(d)
	for b.Loop() {
		dr.reach(700, 300)
	}
}
