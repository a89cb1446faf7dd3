package kit

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// DrawFunc draws a picture of width × height device pixels; scale is device pixels per Fyne pixel, so text of size n
// is n × scale pixels. It runs off the UI goroutine and may give up when ctx is cancelled.
type DrawFunc func(ctx context.Context, width, height int, scale float64, dark bool) (*image.RGBA, error)

// ChartView shows a picture that is drawn for exactly the pixels it covers. The picture is drawn in the background
// when size, scale, theme or content changed; until it is ready the old one stays.
type ChartView struct {
	widget.BaseWidget

	Scheduler Scheduler
	OnHover   func(x, y int) string // device pixels in the picture shown; "" shows no label
	OnTap     func(x, y int)        // device pixels
	OnError   func(error)           // a drawing failed (not: was cancelled); then a dash stands where the picture would be

	draw       DrawFunc
	generation int
	minSize    fyne.Size

	shown    *image.RGBA
	shownKey chartKey
	failed   bool // the latest drawing gave no picture
	running  bool
	current  chartKey // of the drawing that runs
	wanted   chartKey // of the latest request
	cancel   context.CancelFunc
	label    string
	labelAt  fyne.Position
	render   *chartRenderer
}

type chartKey struct {
	w, h, generation int
	dark             bool
}

var (
	_ desktop.Hoverable  = (*ChartView)(nil)
	_ fyne.Tappable      = (*ChartView)(nil)
	_ desktop.Cursorable = (*ChartView)(nil)
)

// NewChartView makes a view; draw may be nil.
func NewChartView(draw DrawFunc) *ChartView {
	v := &ChartView{Scheduler: defaultScheduler, draw: draw, minSize: fyne.NewSize(160, 100)}
	v.ExtendBaseWidget(v)
	return v
}

// SetDraw replaces the content. The old picture stays until the new one is ready; nil shows nothing.
func (v *ChartView) SetDraw(draw DrawFunc) {
	v.draw = draw
	v.generation++
	if draw == nil {
		v.failed = false
		v.stop()
		v.shown = nil
	}
	v.hideLabel()
	v.Refresh()
}

// Redraw draws the same content again, after the data behind it changed.
func (v *ChartView) Redraw() { v.generation++; v.Refresh() }

// SetMinSize sets the least size.
func (v *ChartView) SetMinSize(w, h float32) { v.minSize = fyne.NewSize(w, h); v.Refresh() }

// MinSize is the least size set.
func (v *ChartView) MinSize() fyne.Size { return v.minSize }

// Ready says whether the picture that shows is the one asked for last.
func (v *ChartView) Ready() bool { return v.shown != nil && v.shownKey == v.wanted && !v.running }

// Picture returns what shows, or nil; do not change it.
func (v *ChartView) Picture() *image.RGBA { return v.shown }

func (v *ChartView) stop() {
	if v.cancel != nil {
		v.cancel()
		v.cancel = nil
	}
}

// picture is asked for by the painter, with the device pixels to cover.
func (v *ChartView) picture(w, h int) image.Image {
	if v.draw != nil && w > 0 && h > 0 {
		key := chartKey{w, h, v.generation, Dark()}
		if v.shownKey != key || v.running {
			v.request(key)
		}
	}
	if v.shown == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	return v.shown
}

// request has one drawing run at a time; the latest wish follows it, those in between are dropped.
func (v *ChartView) request(key chartKey) {
	if v.wanted == key && (v.running || v.shownKey == key) {
		return
	}
	v.wanted = key
	if v.running {
		if v.current != key {
			v.stop()
		}
		return
	}
	v.begin(key)
}

func (v *ChartView) begin(key chartKey) {
	ctx, cancel := context.WithCancel(context.Background())
	draw, sched, size := v.draw, v.Scheduler, v.Size()
	scale := 1.0
	if size.Width > 0 {
		scale = math.Round(float64(key.w)/float64(size.Width)*1000) / 1000
	}
	v.running, v.current, v.cancel = true, key, cancel
	sched.Background(func() {
		img, err := draw(ctx, key.w, key.h, scale, key.dark)
		cancelled := ctx.Err() != nil
		cancel()
		sched.UI(func() { v.finish(key, img, err, cancelled) })
	})
}

func (v *ChartView) finish(key chartKey, img *image.RGBA, err error, cancelled bool) {
	v.running, v.cancel = false, nil
	if v.draw == nil {
		return
	}
	if err != nil && cancelled && v.wanted == key { // wanted, not wanted, and wanted again while it was being drawn
		v.begin(key)
		return
	}
	if err == nil && img != nil && key.generation <= v.generation && (!cancelled || key == v.wanted) {
		v.shown, v.shownKey, v.failed = img, key, false
	} else if v.wanted == key {
		v.shown, v.shownKey, v.failed = nil, key, true // do not ask again until something changes
	}
	if err != nil && !cancelled && v.OnError != nil {
		v.OnError(err)
	}
	if v.wanted != key {
		v.begin(v.wanted)
		return
	}
	if v.render != nil {
		v.render.placeDash()
		canvas.Refresh(v.render.raster)
	}
}

// pixel turns a position in the widget to a pixel of the picture that shows.
func (v *ChartView) pixel(p fyne.Position) (x, y int, ok bool) {
	s := v.Size()
	if v.shown == nil || s.Width <= 0 || s.Height <= 0 {
		return 0, 0, false
	}
	b := v.shown.Bounds()
	return int(p.X * float32(b.Dx()) / s.Width), int(p.Y * float32(b.Dy()) / s.Height), true
}

// Tapped reports the pixel.
func (v *ChartView) Tapped(e *fyne.PointEvent) {
	if x, y, ok := v.pixel(e.Position); ok && v.OnTap != nil {
		v.hideLabel()
		v.OnTap(x, y)
	}
}

// MouseIn shows the label of what is under the pointer.
func (v *ChartView) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved shows the label of what is under the pointer.
func (v *ChartView) MouseMoved(e *desktop.MouseEvent) {
	text := ""
	if x, y, ok := v.pixel(e.Position); ok && v.OnHover != nil {
		text = v.OnHover(x, y)
	}
	if text == v.label && text == "" {
		return
	}
	v.label, v.labelAt = text, e.Position
	v.updateLabel()
}

// MouseOut hides the label.
func (v *ChartView) MouseOut() { v.hideLabel() }

// Label returns the text of the hover label that shows.
func (v *ChartView) Label() string { return v.label }

func (v *ChartView) hideLabel() {
	if v.label != "" {
		v.label = ""
		v.updateLabel()
	}
}

func (v *ChartView) updateLabel() {
	if v.render != nil {
		v.render.placeLabel()
	}
}

// Cursor is a hand where something under the pointer can be pressed.
func (v *ChartView) Cursor() desktop.Cursor {
	if v.OnTap != nil && v.label != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne.
func (v *ChartView) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{v: v, raster: canvas.NewRaster(v.picture), dash: newRoleText("–", RoleMuted), tip: newTipBox()}
	r.dash.Alignment = fyne.TextAlignCenter
	r.tip.Hide()
	r.objects = []fyne.CanvasObject{r.raster, r.dash, r.tip}
	v.render = r
	r.placeDash()
	return r
}

type chartRenderer struct {
	baseRenderer
	v      *ChartView
	raster *canvas.Raster
	dash   *canvas.Text // in place of a picture that could not be drawn
	tip    *tipBox
}

func (r *chartRenderer) MinSize() fyne.Size { return r.v.minSize }

func (r *chartRenderer) Layout(s fyne.Size) {
	r.raster.Resize(s)
	r.placeDash()
	r.placeLabel()
}

func (r *chartRenderer) placeDash() {
	RoleMuted.look().apply(r.dash)
	place(r.dash, 0, 0, r.v.Size().Width, r.v.Size().Height)
	if failed := r.v.failed; r.dash.Hidden == failed {
		r.dash.Hidden = !failed
		r.dash.Refresh()
	}
}

func (r *chartRenderer) Refresh() {
	r.raster.Refresh()
	r.placeDash()
	r.placeLabel()
}

// placeLabel puts the label beside the pointer, within the view.
func (r *chartRenderer) placeLabel() {
	if r.v.label == "" {
		r.tip.Hide()
		return
	}
	r.tip.setText(r.v.label)
	m, s, p := r.tip.MinSize(), r.v.Size(), r.v.labelAt
	x, y := p.X+14, p.Y-m.Height-6
	if x+m.Width > s.Width {
		x = p.X - m.Width - 10
	}
	if y < 0 {
		y = p.Y + 18
	}
	r.tip.Resize(m)
	r.tip.Move(fyne.NewPos(max(0, x), max(0, y)))
	r.tip.Show()
}
