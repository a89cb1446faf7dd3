package kit

import "fyne.io/fyne/v2"

// PillButton is a rounded button of the top bar that opens something: a strong part, a plain part, a caret.
type PillButton struct {
	pressable

	strong, plain string
	accent        bool
	caret         bool
}

// NewPillButton makes a pill; strong is bold, plain follows it ("7 days", " · any reason"). An accented pill stands
// out as in "this is the definition in use".
func NewPillButton(strong, plain string, accent bool, tapped func()) *PillButton {
	b := &PillButton{strong: strong, plain: plain, accent: accent, caret: true}
	b.init(b, b.look, tapped)
	return b
}

// SetTexts changes both parts.
func (b *PillButton) SetTexts(strong, plain string) {
	b.strong, b.plain = strong, plain
	b.Refresh()
}

// SetCaret shows or hides the caret; it returns b.
func (b *PillButton) SetCaret(on bool) *PillButton { b.caret = on; b.Refresh(); return b }

// Text returns both parts, joined.
func (b *PillButton) Text() string { return b.strong + b.plain }

func (b *PillButton) look() face {
	f := face{padX: 12, height: 28, radius: 14, align: fyne.TextAlignCenter,
		fill: ColorSurface, stroke: ColorBorder, hoverFill: ColorHover}
	c := ColorText
	if b.accent {
		f.fill, f.stroke, f.hoverFill, c = ColorAccentSoft, ColorAccent, ColorAccentSoft, ColorAccent
	}
	if b.strong != "" {
		f.spans = append(f.spans, span{text: b.strong, color: c, bold: true})
	}
	if b.plain != "" {
		f.spans = append(f.spans, span{text: b.plain, color: c})
	}
	if b.caret {
		f.mark, f.markColor = markCaret, c
	}
	return f
}
