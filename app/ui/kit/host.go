package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

var hosts = map[fyne.Canvas]*Host{}

// Host is the outermost object of a window: the content, and above it the layers for lists, toasts and tooltips.
type Host struct {
	widget.BaseWidget

	content fyne.CanvasObject
	toasts  *ToastHost
	lists   *fyne.Container // of fields that complete what is typed
	layer   *fyne.Container
	canvas  fyne.Canvas
}

// NewHost wraps the content of a window: w.SetContent(kit.NewHost(w.Canvas(), content)).
func NewHost(c fyne.Canvas, content fyne.CanvasObject) *Host {
	h := &Host{content: content, toasts: NewToastHost(), lists: container.NewWithoutLayout(), layer: container.NewWithoutLayout(), canvas: c}
	h.ExtendBaseWidget(h)
	hosts[c] = h
	return h
}

// Close forgets the host; call it when its window closes.
func (h *Host) Close() {
	if hosts[h.canvas] == h {
		delete(hosts, h.canvas)
	}
}

// Toasts is where to show passing messages.
func (h *Host) Toasts() *ToastHost { return h.toasts }

func (h *Host) tipLayer() *fyne.Container { return h.layer }

// CreateRenderer is called by Fyne.
func (h *Host) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(h.content, h.lists, h.toasts, h.layer))
}
