package kit

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// DrawFunc draws a picture of width × height device pixels; scale is device pixels per Fyne pixel, so text of size n
// is n × scale pixels. It runs off the UI goroutine and may give up when ctx is cancelled.
type DrawFunc func(ctx context.Context, width, height int, scale float64, dark bool) (*image.RGBA, error)

// ChartView shows a picture that is drawn for exactly the pixels it covers. The picture is drawn in the background
// when size, scale, theme or content changed; until it is ready the old one stays, never stretched. A drawing that has
// begun is ended also when another is wished for: so a picture that changes all the time, as while a slider moves, still
// shows at a steady pace. It does not know what is in the picture; its owner tells by the functions.
type ChartView struct {
	widget.BaseWidget

	Scheduler Scheduler
	NoFocus   bool        // Tab does not lead to it: the keys are for what it stands in
	OnError   func(error) // a drawing failed (not: was cancelled); then a dash stands where the picture would be
	OnShown   func()      // another picture shows

	// Places are device pixels of the picture that shows. All may be nil.
	OnHover func(x, y int) Mark                     // what is under the pointer; the zero Mark shows nothing
	OnTap   func(x, y int)                          // clicked
	OnDrag  func(from, to image.Point, done bool)   // dragged; done when it was let go
	OnMenu  func(at fyne.Position)                  // right-clicked, or the menu key; at is absolute
	OnKey   func(key fyne.KeyName, shift bool) bool // a key while it has the focus; true: taken
	OnFocus func(gained bool)                       // the focus came by the keyboard, or went

	draw       DrawFunc
	generation int
	minSize    fyne.Size

	shown    *image.RGBA
	shownKey chartKey
	failed   bool // the latest drawing gave no picture
	running  bool
	wanted   chartKey // of the latest request
	cancel   context.CancelFunc
	render   *chartRenderer

	density float32 // device pixels per Fyne pixel, as last painted
	input   chartInput
}

// Disabled says whether Tab passes it by.
func (v *ChartView) Disabled() bool { return v.NoFocus }

// Enable is called by Fyne.
func (v *ChartView) Enable() { v.NoFocus = false }

// Disable is called by Fyne.
func (v *ChartView) Disable() { v.NoFocus = true }

type chartKey struct {
	w, h, generation int
	dark             bool
}

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
		v.clearMarks()
	}
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
	if size := v.Size(); size.Width > 0 {
		v.density = float32(w) / size.Width
	}
	if v.shown == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	area := image.Rect(0, 0, w, h)
	if v.shown.Bounds() == area {
		return v.shown
	}
	// Of another size: as it is, from the corner, rather than stretched.
	whole := image.NewRGBA(area)
	draw.Draw(whole, area, v.shown, image.Point{}, draw.Src)
	return whole
}

// request has one drawing run at a time; the latest wish follows it, those in between are dropped.
func (v *ChartView) request(key chartKey) {
	if v.wanted == key && (v.running || v.shownKey == key) {
		return
	}
	v.wanted = key
	if !v.running {
		v.begin(key)
	}
}

func (v *ChartView) begin(key chartKey) {
	ctx, cancel := context.WithCancel(context.Background())
	draw, sched, size := v.draw, v.Scheduler, v.Size()
	scale := 1.0
	if size.Width > 0 {
		scale = math.Round(float64(key.w)/float64(size.Width)*1000) / 1000
	}
	v.running, v.cancel = true, cancel
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
		v.changed()
	} else if v.wanted == key {
		v.shown, v.shownKey, v.failed = nil, key, true // do not ask again until something changes
		v.clearMarks()
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

// CreateRenderer is called by Fyne.
func (v *ChartView) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{v: v, raster: canvas.NewRaster(v.picture), dash: newRoleText("–", RoleMuted),
		band: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), ring: canvas.NewRectangle(color.Transparent)}
	r.dash.Alignment = fyne.TextAlignCenter
	r.objects = []fyne.CanvasObject{r.raster, r.dash, r.band, r.mark, r.ring}
	v.render = r
	r.placeDash()
	r.placeMarks()
	return r
}

type chartRenderer struct {
	baseRenderer
	v      *ChartView
	raster *canvas.Raster
	dash   *canvas.Text      // in place of a picture that could not be drawn
	band   *canvas.Rectangle // over what is selected
	mark   *canvas.Rectangle // round the mark that is lifted out
	ring   *canvas.Rectangle // of the focus
}

func (r *chartRenderer) MinSize() fyne.Size { return r.v.minSize }

func (r *chartRenderer) Layout(s fyne.Size) {
	r.raster.Resize(s)
	r.placeDash()
	r.placeMarks()
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
	r.placeMarks()
}
