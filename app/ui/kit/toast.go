package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// How long a passing message shows.
const (
	ToastFor       = 5 * time.Second
	ToastActionFor = 8 * time.Second // one with an action
)

// mostToasts show at once: more of them would hide what they are about.
const mostToasts = 2

// ToastHost shows passing messages at the lower right of the window, above its foot line, the newest lowest. It
// belongs over the content (see Host) and lets clicks beside a message through.
type ToastHost struct {
	widget.BaseWidget

	Scheduler Scheduler

	box    *fyne.Container
	toasts []*toast
}

// NewToastHost makes an empty one.
func NewToastHost() *ToastHost {
	h := &ToastHost{Scheduler: defaultScheduler, box: container.New(&toastLayout{})}
	h.ExtendBaseWidget(h)
	return h
}

// Post shows a message with an optional action ("" for none), such as Undo. It goes by itself, and at once when the
// action is pressed. The function returned takes it away early.
func (h *ToastHost) Post(kind Kind, text, action string, do func()) (dismiss func()) {
	t := &toast{kind: kind, text: text}
	remove := func() { h.remove(t) }
	if action != "" {
		t.action = NewLinkButton(action, func() {
			remove()
			if do != nil {
				do()
			}
		})
	}
	t.cross = newCross(remove)
	t.ExtendBaseWidget(t)
	for _, old := range h.toasts { // the same once more replaces itself
		if old.text == text && old.kind == kind && old.action == nil && t.action == nil {
			h.remove(old)
			break
		}
	}
	h.toasts = append(h.toasts, t)
	if len(h.toasts) > mostToasts {
		h.remove(h.toasts[0])
	}
	h.sync()
	wait := ToastFor
	if action != "" {
		wait = ToastActionFor
	}
	t.stop = h.Scheduler.After(wait, remove)
	return remove
}

// Len is the count of messages that show.
func (h *ToastHost) Len() int { return len(h.toasts) }

// Texts gives the messages that show, oldest first.
func (h *ToastHost) Texts() []string {
	var out []string
	for _, t := range h.toasts {
		out = append(out, t.text)
	}
	return out
}

// Act presses the action of the newest message, as its shortcut does; false when there is none.
func (h *ToastHost) Act() bool {
	for i := len(h.toasts) - 1; i >= 0; i-- {
		if a := h.toasts[i].action; a != nil {
			a.press()
			return true
		}
	}
	return false
}

func (h *ToastHost) remove(t *toast) {
	for i, o := range h.toasts {
		if o == t {
			h.toasts = append(h.toasts[:i:i], h.toasts[i+1:]...)
			if t.stop != nil {
				t.stop()
			}
			h.sync()
			return
		}
	}
}

func (h *ToastHost) sync() {
	h.box.Objects = nil
	for _, t := range h.toasts {
		h.box.Objects = append(h.box.Objects, t)
	}
	h.box.Refresh()
}

// MinSize is nothing: it takes the place of the window.
func (h *ToastHost) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is called by Fyne.
func (h *ToastHost) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.box) }

const (
	toastFoot   float32 = 44 // kept free below, for the foot line
	toastEdge   float32 = 14 // kept free beside
	toastHeight float32 = 32
	toastText   float32 = 34 // left edge of the text
)

type toastLayout struct{}

func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (toastLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	y := s.Height - toastFoot
	for i := len(objects) - 1; i >= 0; i-- {
		m := objects[i].MinSize()
		w := min(m.Width, s.Width-2*toastEdge)
		y -= m.Height
		place(objects[i], s.Width-toastEdge-w, y, w, m.Height)
		y -= 6
	}
}

type toast struct {
	widget.BaseWidget
	kind   Kind
	text   string
	action *LinkButton
	cross  *crossButton
	stop   func()
}

func (t *toast) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{t: t, bg: newSurface(ColorSurface, ColorBorder, 8), sign: newKindSign(), text: newRoleText("", RoleBody)}
	r.objects = append([]fyne.CanvasObject{r.bg.Rectangle, r.text}, r.sign.objects()...)
	if t.action != nil {
		r.objects = append(r.objects, t.action)
	}
	r.objects = append(r.objects, t.cross)
	r.update()
	return r
}

var toastLook = roleLook{ColorText, SizeSmall, false}

type toastRenderer struct {
	baseRenderer
	t    *toast
	bg   *surface
	sign *kindSign
	text *canvas.Text
}

func (r *toastRenderer) MinSize() fyne.Size {
	w := toastText + textWidth(r.t.text, toastLook) + 12 + 30
	if r.t.action != nil {
		w += r.t.action.MinSize().Width + 12
	}
	return fyne.NewSize(float32(int(w+0.99)), toastHeight)
}

func (r *toastRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	r.sign.place(10, 8)
	x := s.Width - 28
	place(r.t.cross, x, 4, 24, 24)
	if a := r.t.action; a != nil {
		m := a.MinSize()
		x -= m.Width + 8
		place(a, x, (s.Height-m.Height)/2, m.Width, m.Height)
	}
	w := x - toastText - 8
	r.text.Text = ellipsize(r.t.text, toastLook, w)
	place(r.text, toastText, 0, w, s.Height)
}

func (r *toastRenderer) update() {
	r.bg.restyle()
	r.bg.Shadow = canvas.Shadow{Color: Color(ColorShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	r.sign.set(r.t.kind)
	toastLook.apply(r.text)
}

func (r *toastRenderer) Refresh() {
	r.update()
	r.Layout(r.t.Size())
	r.t.cross.Refresh()
	canvas.Refresh(r.t)
}
