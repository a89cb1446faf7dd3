package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// ProgressPanel shows how far long work is: a title, a bar, a line of text, Cancel.
type ProgressPanel struct {
	widget.BaseWidget

	Scheduler Scheduler

	title  *Text
	line   *Text
	cancel *Button
	frac   float64 // below 0: unknown
	phase  float32 // of the bar that wanders
	stop   func()
	moves  int // counts starts and stops, so that a tick already on its way when the panel stops is the last
}

// NewProgressPanel makes one whose progress is still unknown. An empty cancelText leaves the button out.
func NewProgressPanel(title, cancelText string, cancel func()) *ProgressPanel {
	p := &ProgressPanel{Scheduler: defaultScheduler, title: NewTruncatedText(title, RoleStrong),
		line: NewTruncatedText("", RoleMuted), frac: -1}
	p.ExtendBaseWidget(p)
	if cancelText != "" {
		p.cancel = NewButton(cancelText, func() {
			p.cancel.Disable() // once is enough; the work stops when it can
			if cancel != nil {
				cancel()
			}
		})
	}
	return p
}

// SetTitle changes the title.
func (p *ProgressPanel) SetTitle(s string) { p.title.SetText(s) }

// Set shows a progress of 0 … 1 (below 0: unknown) and what is being done.
func (p *ProgressPanel) Set(frac float64, line string) {
	p.frac = min(frac, 1)
	p.line.SetText(line)
	p.wander()
	p.Refresh()
}

// Fraction returns the progress set last.
func (p *ProgressPanel) Fraction() float64 { return p.frac }

// Start moves the bar of unknown progress, as Set does; Stop ends that. Nothing else starts it: a panel in a hidden
// container believes that it is seen, and would paint the window anew for as long as the program runs.
func (p *ProgressPanel) Start() { p.wander() }

// Stop ends the movement; call it when the panel goes.
func (p *ProgressPanel) Stop() {
	p.moves++
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

func (p *ProgressPanel) wander() {
	if p.frac >= 0 {
		p.Stop()
		return
	}
	if p.stop != nil {
		return
	}
	p.moves++
	move := p.moves
	p.stop = p.Scheduler.After(60*time.Millisecond, func() {
		if p.moves != move {
			return
		}
		p.stop = nil
		if p.Visible() && canvasOf(p) != nil {
			p.phase += 0.025
			if p.phase > 1 {
				p.phase = 0
			}
			p.Refresh()
			p.wander()
		}
	})
}

// CreateRenderer is called by Fyne.
func (p *ProgressPanel) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p: p, track: newSurface(ColorTrack, "", 3), done: newSurface(ColorAccent, "", 3)}
	r.objects = []fyne.CanvasObject{p.title, r.track.Rectangle, r.done.Rectangle, p.line}
	if p.cancel != nil {
		r.objects = append(r.objects, p.cancel)
	}
	return r
}

type progressRenderer struct {
	baseRenderer
	p           *ProgressPanel
	track, done *surface
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(280, 66) }

func (r *progressRenderer) Layout(s fyne.Size) {
	w := s.Width
	if c := r.p.cancel; c != nil {
		m := c.MinSize()
		place(c, s.Width-m.Width, (s.Height-m.Height)/2, m.Width, m.Height)
		w -= m.Width + 16
	}
	place(r.p.title, 0, 0, w, 20)
	place(r.track.Rectangle, 0, 28, w, 6)
	place(r.p.line, 0, 42, w, 20)
	if f := r.p.frac; f >= 0 {
		place(r.done.Rectangle, 0, 28, w*float32(f), 6)
		r.done.Hidden = f == 0
		return
	}
	part := w * 0.25
	x := (w+part)*r.p.phase - part
	left, right := max(0, x), min(w, x+part)
	r.done.Hidden = right <= left
	place(r.done.Rectangle, left, 28, max(0, right-left), 6)
}

func (r *progressRenderer) Refresh() {
	r.track.restyle()
	r.done.restyle()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
