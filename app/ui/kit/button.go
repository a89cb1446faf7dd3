package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Button is a plain, primary or danger button.
type Button struct {
	pressable

	text string
	kind ButtonKind
	icon fyne.Resource
}

// ButtonKind says how much a button stands out.
type ButtonKind int

// The kinds of buttons.
const (
	ButtonPlain   ButtonKind = iota
	ButtonPrimary            // the one that this screen is for
	ButtonDanger             // takes something away
	ButtonQuiet              // no border until hovered
)

// NewButton makes a plain button.
func NewButton(text string, tapped func()) *Button { return newButton(text, ButtonPlain, tapped) }

// NewPrimaryButton makes the button that stands out.
func NewPrimaryButton(text string, tapped func()) *Button {
	return newButton(text, ButtonPrimary, tapped)
}

// NewButtonOf makes a button of any kind.
func NewButtonOf(kind ButtonKind, text string, tapped func()) *Button {
	return newButton(text, kind, tapped)
}

func newButton(text string, kind ButtonKind, tapped func()) *Button {
	b := &Button{text: text, kind: kind}
	b.init(b, b.look, tapped)
	return b
}

// Text returns the text.
func (b *Button) Text() string { return b.text }

// SetText changes the text.
func (b *Button) SetText(s string) { b.text = s; b.Refresh() }

// SetIcon puts an icon before the text, in the colour of the text; it returns b.
func (b *Button) SetIcon(icon fyne.Resource) *Button { b.icon = icon; b.Refresh(); return b }

// OnTapped changes what the button does.
func (b *Button) OnTapped(f func()) { b.onTap = f }

func (b *Button) look() face {
	f := face{padX: 12, height: 30, radius: 6, align: fyne.TextAlignCenter}
	s := span{text: b.text, color: ColorText}
	switch {
	case b.disabled:
		f.fill, f.stroke = ColorPage, ColorBorder
	case b.kind == ButtonPrimary:
		f.fill, f.stroke, f.hoverFill = ColorAccent, ColorAccent, ColorAccent
		s.color, s.bold = ColorOnAccent, true
		if b.hovered {
			f.stroke = ColorText
		}
	case b.kind == ButtonDanger:
		f.fill, f.stroke, f.hoverFill = ColorSurface, ColorBorder, ColorBadSoft
		s.color = ColorBad
	case b.kind == ButtonQuiet:
		f.hoverFill = ColorHover
		f.padX = 8
	default:
		f.fill, f.stroke, f.hoverFill = ColorSurface, ColorBorder, ColorHover
	}
	if b.text != "" {
		f.spans = []span{s}
	} else {
		f.padX = 7
	}
	if b.icon != nil {
		f.icon = iconIn(b.icon, s.color)
	}
	return f
}

func iconIn(icon fyne.Resource, c fyne.ThemeColorName) fyne.Resource {
	for own, ours := range map[fyne.ThemeColorName]fyne.ThemeColorName{
		ColorOnAccent: theme.ColorNameForegroundOnPrimary, ColorBad: theme.ColorNameError, ColorAccent: theme.ColorNamePrimary,
		ColorMuted: theme.ColorNamePlaceHolder,
	} {
		if own == c {
			return theme.NewColoredResource(icon, ours)
		}
	}
	return theme.NewThemedResource(icon)
}

// LinkButton looks like a link in a text.
type LinkButton struct {
	pressable
	text string
}

// NewLinkButton makes a link.
func NewLinkButton(text string, tapped func()) *LinkButton {
	l := &LinkButton{text: text}
	l.init(l, l.look, tapped)
	return l
}

// Text returns the text.
func (l *LinkButton) Text() string { return l.text }

// SetText changes the text.
func (l *LinkButton) SetText(s string) { l.text = s; l.Refresh() }

func (l *LinkButton) look() face {
	return face{spans: []span{{text: l.text, color: ColorAccent}}, padX: 1, height: 20, radius: 3, underline: true}
}
