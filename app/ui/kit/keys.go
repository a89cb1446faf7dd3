package kit

import "fyne.io/fyne/v2"

// keyTaker is an overlay that wants keys which the focused widget in it left over.
type keyTaker interface{ takeKey(*fyne.KeyEvent) bool }

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// passKey hands a key that widget o does not want to the panel it stands in, else to the canvas. Fyne itself gives a
// key to the focused widget only, so without this Escape would do nothing while something has the focus.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	if top := c.Overlays().Top(); top != nil {
		if t, ok := top.(keyTaker); ok {
			t.takeKey(e)
		}
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(e)
	}
}

// passShortcut hands a shortcut that widget o does not want to the canvas.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func focusOn(o fyne.CanvasObject) {
	if f, ok := o.(fyne.Focusable); ok {
		if c := canvasOf(o); c != nil && c.Focused() != f {
			c.Focus(f)
		}
	}
}
