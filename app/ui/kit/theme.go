package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode says which of the two palettes a theme uses.
type Mode int

// The modes of a theme.
const (
	ModeSystem Mode = iota // as the desktop says
	ModeLight
	ModeDark
)

// Sizes of text, in Fyne's device-independent pixels.
const (
	SizeBody    float32 = 13
	SizeSmall   float32 = 12
	SizeHeading float32 = 18
	SizeHero    float32 = 28
)

// Theme is the look of the program, for Fyne's own widgets and for those of this package.
type Theme struct{ mode Mode }

// NewTheme makes the theme; give it to app.Settings().SetTheme, again with another mode to switch.
func NewTheme(mode Mode) *Theme { return &Theme{mode: mode} }

// Mode says what the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

func (t *Theme) dark(variant fyne.ThemeVariant) bool {
	if t.mode == ModeSystem {
		return variant == theme.VariantDark
	}
	return t.mode == ModeDark
}

// Dark says whether the program is dark at this moment.
func Dark() bool {
	app := fyne.CurrentApp()
	if app == nil {
		return false
	}
	s := app.Settings()
	if t, ok := s.Theme().(*Theme); ok {
		return t.dark(s.ThemeVariant())
	}
	return s.ThemeVariant() == theme.VariantDark
}

// standard says which colour of the palette stands for each of Fyne's own names.
var standard = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground:          ColorPage,
	theme.ColorNameButton:              ColorSurface,
	theme.ColorNameDisabledButton:      ColorPage,
	theme.ColorNameDisabled:            ColorFaint,
	theme.ColorNameError:               ColorBad,
	theme.ColorNameFocus:               ColorFocusRing,
	theme.ColorNameForeground:          ColorText,
	theme.ColorNameForegroundOnError:   ColorOnAccent,
	theme.ColorNameForegroundOnPrimary: ColorOnAccent,
	theme.ColorNameForegroundOnSuccess: ColorOnAccent,
	theme.ColorNameForegroundOnWarning: ColorOnAccent,
	theme.ColorNameHeaderBackground:    ColorSurface,
	theme.ColorNameHover:               ColorHover,
	theme.ColorNameHyperlink:           ColorAccent,
	theme.ColorNameInputBackground:     ColorSurface,
	theme.ColorNameInputBorder:         ColorBorder,
	theme.ColorNameMenuBackground:      ColorSurface,
	theme.ColorNameOverlayBackground:   ColorSurface,
	theme.ColorNamePlaceHolder:         ColorMuted,
	theme.ColorNamePressed:             ColorAccentSoft,
	theme.ColorNamePrimary:             ColorAccent,
	theme.ColorNameScrollBar:           ColorThumb,
	theme.ColorNameSelection:           ColorAccentSoft,
	theme.ColorNameSeparator:           ColorBorder,
	theme.ColorNameShadow:              ColorShadow,
	theme.ColorNameSuccess:             ColorGood,
	theme.ColorNameWarning:             ColorWarn,
}

// Color gives the colours of the palette, under their own and under Fyne's names.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	dark := t.dark(variant)
	if own, ok := standard[name]; ok {
		name = own
	}
	if c, ok := paletteFor(dark)[name]; ok {
		return c
	}
	if name == theme.ColorNameScrollBarBackground {
		return color.Transparent
	}
	if dark {
		return theme.DefaultTheme().Color(name, theme.VariantDark)
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

// Font gives Fyne's bundled fonts, with a minus sign added.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return textFont(style) }

// Icon gives Fyne's bundled icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size gives measures of a dense work tool.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return SizeBody
	case theme.SizeNameCaptionText:
		return SizeSmall
	case theme.SizeNameHeadingText:
		return SizeHeading
	case theme.SizeNameSubHeadingText:
		return 15
	case theme.SizeNamePadding, theme.SizeNameLineSpacing:
		return 4
	case theme.SizeNameInnerPadding:
		return 6
	case theme.SizeNameInlineIcon:
		return 16
	case theme.SizeNameScrollBar:
		return 8
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameScrollBarRadius:
		return 4
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameMenuRadius:
		return 6
	case theme.SizeNameSelectionRadius:
		return 4
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius:
		return 8
	case theme.SizeNameModalBlurRadius:
		return 0
	}
	return theme.DefaultTheme().Size(name)
}
