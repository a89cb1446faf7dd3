package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Names of the colours of the palette; look them up with Color.
const (
	ColorPage       fyne.ThemeColorName = "kitPage"       // behind cards
	ColorSurface    fyne.ThemeColorName = "kitSurface"    // cards, top bar, inputs
	ColorRail       fyne.ThemeColorName = "kitRail"       // left navigation
	ColorBorder     fyne.ThemeColorName = "kitBorder"     // lines round surfaces and between rows
	ColorText       fyne.ThemeColorName = "kitText"       // body text
	ColorMuted      fyne.ThemeColorName = "kitMuted"      // secondary text
	ColorFaint      fyne.ThemeColorName = "kitFaint"      // withheld figures, disabled text
	ColorAccent     fyne.ThemeColorName = "kitAccent"     // the one accent
	ColorAccentSoft fyne.ThemeColorName = "kitAccentSoft" // selected backgrounds
	ColorOnAccent   fyne.ThemeColorName = "kitOnAccent"   // text on the accent
	ColorGood       fyne.ThemeColorName = "kitGood"
	ColorGoodSoft   fyne.ThemeColorName = "kitGoodSoft"
	ColorBad        fyne.ThemeColorName = "kitBad"
	ColorBadSoft    fyne.ThemeColorName = "kitBadSoft"
	ColorWarn       fyne.ThemeColorName = "kitWarn"
	ColorWarnSoft   fyne.ThemeColorName = "kitWarnSoft"
	ColorStripe     fyne.ThemeColorName = "kitStripe" // every other table row
	ColorHover      fyne.ThemeColorName = "kitHover"  // under the pointer
	ColorTrack      fyne.ThemeColorName = "kitTrack"  // slider and interval tracks
	ColorFocusRing  fyne.ThemeColorName = "kitFocusRing"
	ColorScrim      fyne.ThemeColorName = "kitScrim"  // over the window behind a dialog
	ColorShadow     fyne.ThemeColorName = "kitShadow" // round floating panels
	ColorTip        fyne.ThemeColorName = "kitTip"    // tooltip background
	ColorOnTip      fyne.ThemeColorName = "kitOnTip"
	ColorThumb      fyne.ThemeColorName = "kitThumb" // scrollbar thumb
)

type palette map[fyne.ThemeColorName]color.Color

var lightPalette = palette{
	ColorPage: rgb(0xf4f5f7), ColorSurface: rgb(0xffffff), ColorRail: rgb(0xfbfbfb), ColorBorder: rgb(0xe3e6ea),
	ColorText: rgb(0x1b1f24), ColorMuted: rgb(0x667085), ColorFaint: rgb(0x828c9b),
	ColorAccent: rgb(0x0f6cbd), ColorAccentSoft: rgb(0xe6f0fa), ColorOnAccent: rgb(0xffffff),
	ColorGood: rgb(0x0a7d48), ColorGoodSoft: rgb(0xe7f5ee), ColorBad: rgb(0xb42318), ColorBadSoft: rgb(0xfdecea),
	ColorWarn: rgb(0xb25e00), ColorWarnSoft: rgb(0xfdf3e4),
	ColorStripe: rgb(0xfafbfc), ColorHover: rgb(0xf1f4f8), ColorTrack: rgb(0xe3e6ea),
	ColorFocusRing: rgba(0x0f6cbd, 0xb0), ColorScrim: rgba(0x101828, 0x59), ColorShadow: rgba(0x101828, 0x30),
	ColorTip: rgb(0x1f262f), ColorOnTip: rgb(0xf4f6f8), ColorThumb: rgba(0x667085, 0x80),
}

var darkPalette = palette{
	ColorPage: rgb(0x14171b), ColorSurface: rgb(0x1d2026), ColorRail: rgb(0x1a1d22), ColorBorder: rgb(0x2e333b),
	ColorText: rgb(0xe8eaed), ColorMuted: rgb(0x9aa4b2), ColorFaint: rgb(0x828c9a),
	ColorAccent: rgb(0x62aaf5), ColorAccentSoft: rgb(0x1f3147), ColorOnAccent: rgb(0x0e1722),
	ColorGood: rgb(0x5cc98f), ColorGoodSoft: rgb(0x173026), ColorBad: rgb(0xf28b82), ColorBadSoft: rgb(0x3a2122),
	ColorWarn: rgb(0xeca94d), ColorWarnSoft: rgb(0x352a1a),
	ColorStripe: rgb(0x20242a), ColorHover: rgb(0x272c34), ColorTrack: rgb(0x363c46),
	ColorFocusRing: rgba(0x62aaf5, 0xc0), ColorScrim: rgba(0x000000, 0x8c), ColorShadow: rgba(0x000000, 0x90),
	ColorTip: rgb(0xe8eaed), ColorOnTip: rgb(0x1b1f24), ColorThumb: rgba(0x9aa4b2, 0x70),
}

func rgb(v uint32) color.Color { return rgba(v, 0xff) }

func rgba(v uint32, alpha uint8) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: alpha}
}

func paletteFor(dark bool) palette {
	if dark {
		return darkPalette
	}
	return lightPalette
}

// Color gives the colour of that name in the theme of the moment. Names of the palette work under any theme; others
// are asked of the theme in use.
func Color(name fyne.ThemeColorName) color.Color {
	if c, ok := paletteFor(Dark())[name]; ok {
		return c
	}
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}
