package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Larger shows fields and other widgets of Fyne's own that many times larger, for a beamer.
func Larger(scale float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, &largerTheme{fyne.CurrentApp().Settings().Theme(), scale})
}

type largerTheme struct {
	fyne.Theme
	scale float32
}

// Size gives texts, and the room within what holds them, larger.
func (t *largerTheme) Size(name fyne.ThemeSizeName) float32 {
	size := t.Theme.Size(name)
	switch name {
	case theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText,
		theme.SizeNameInnerPadding, theme.SizeNameInlineIcon, theme.SizeNameLineSpacing:
		return size * t.scale
	}
	return size
}

// scaled is the look with larger letters; 0 is as it is.
func (l roleLook) scaled(k float32) roleLook {
	if k > 0 {
		l.size *= k
	}
	return l
}
