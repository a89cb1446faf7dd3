package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// start gives a test its own program in that mode, with a clock that the test moves.
func start(t *testing.T, mode Mode) *ManualScheduler {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(mode))
	m := &ManualScheduler{}
	t.Cleanup(UseScheduler(m.Scheduler()))
	t.Cleanup(tips.hide)
	return m
}

// window shows content in a window of that size, within a Host.
func window(t *testing.T, content fyne.CanvasObject, w, h float32) (fyne.Window, *Host) {
	t.Helper()
	win := test.NewTempWindow(t, content)
	win.SetPadded(false)
	host := NewHost(win.Canvas(), Filled(ColorPage, content))
	t.Cleanup(host.Close)
	win.SetContent(host)
	win.Resize(fyne.NewSize(w, h))
	return win, host
}

func key(o fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		o.TypedKey(&fyne.KeyEvent{Name: n})
	}
}
