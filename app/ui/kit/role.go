package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Role says what a text is, and thereby its size, weight and colour.
type Role int

// The roles of a text.
const (
	RoleBody    Role = iota
	RoleStrong       // bold body
	RoleMuted        // secondary
	RoleSmall        // secondary and smaller
	RoleHeading      // title of a screen
	RoleHero         // the figure of a Figure card
	RoleGood         // better than before
	RoleBad          // worse than before
	RoleWarn         // wants attention
	RoleFaint        // withheld, disabled
	RoleAccent       // coloured with the accent
)

type roleLook struct {
	color fyne.ThemeColorName
	size  float32
	bold  bool
}

var roleLooks = [...]roleLook{
	RoleBody:    {ColorText, SizeBody, false},
	RoleStrong:  {ColorText, SizeBody, true},
	RoleMuted:   {ColorMuted, SizeBody, false},
	RoleSmall:   {ColorMuted, SizeSmall, false},
	RoleHeading: {ColorText, SizeHeading, true},
	RoleHero:    {ColorText, SizeHero, true},
	RoleGood:    {ColorGood, SizeBody, false},
	RoleBad:     {ColorBad, SizeBody, false},
	RoleWarn:    {ColorWarn, SizeBody, false},
	RoleFaint:   {ColorFaint, SizeBody, false},
	RoleAccent:  {ColorAccent, SizeBody, false},
}

func (r Role) look() roleLook {
	if r < 0 || int(r) >= len(roleLooks) {
		r = RoleBody
	}
	return roleLooks[r]
}

func (l roleLook) style() fyne.TextStyle { return fyne.TextStyle{Bold: l.bold} }

// apply sets the look on a text object; true when something changed that must be painted anew.
func (l roleLook) apply(t *canvas.Text) bool {
	c := Color(l.color)
	if t.Color == c && t.TextSize == l.size && t.TextStyle.Bold == l.bold {
		return false
	}
	t.Color, t.TextSize, t.TextStyle = c, l.size, l.style()
	return true
}

// newRoleText makes a bare text object; its owner re-applies the look in Refresh.
func newRoleText(s string, r Role) *canvas.Text {
	t := canvas.NewText(s, color.Transparent)
	r.look().apply(t)
	return t
}

func textWidth(s string, l roleLook) float32 {
	return fyne.MeasureText(s, l.size, l.style()).Width
}

// ellipsize shortens s with … so that it fits in width; it returns s itself when it fits.
func ellipsize(s string, l roleLook, width float32) string {
	if s == "" || textWidth(s, l) <= width+0.5 {
		return s
	}
	runes := []rune(s)
	lo, hi := 0, len(runes)-1
	for lo < hi { // largest count of runes that fits
		mid := (lo + hi + 1) / 2
		if textWidth(string(runes[:mid])+"…", l) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	for lo > 0 && runes[lo-1] == ' ' {
		lo--
	}
	return string(runes[:lo]) + "…"
}
