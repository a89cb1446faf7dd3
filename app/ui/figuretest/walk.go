package figuretest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// walk visits what shows in o until visit has enough.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if visit(o) {
		return true
	}
	var children []fyne.CanvasObject
	switch w := o.(type) {
	case *fyne.Container:
		children = w.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(w).Objects()
	}
	for _, c := range children {
		if walk(c, visit) {
			return true
		}
	}
	return false
}
