package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// KeyHint is a key with what it does, for a line of them at the foot of what is worked by keyboard. A click does the same.
type KeyHint struct {
	pressable

	key, text string
	scale     float32
}

// NewKeyHint makes one; scale is how much larger than ordinary text it is.
func NewKeyHint(key, text string, scale float32, do func()) *KeyHint {
	h := &KeyHint{key: key, text: text, scale: scale}
	h.init(h, h.look, do)
	return h
}

// Key gives the key.
func (h *KeyHint) Key() string { return h.key }

// Text gives what it does.
func (h *KeyHint) Text() string { return h.text }

// Disabled keeps Tab from leading to it: the key itself does what it says.
func (h *KeyHint) Disabled() bool { return true }

func (h *KeyHint) look() face {
	return face{height: 24 * h.scale, padX: 3 * h.scale, radius: 4, hoverFill: ColorHover}
}

// CreateRenderer is called by Fyne.
func (h *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	r := &keyHintRenderer{h: h, back: newSurface("", "", 4), cap: newSurface(ColorSurface, ColorBorder, 4*h.scale), ring: newSurface("", "", 6),
		key: newRoleText(h.key, RoleStrong), text: newRoleText(h.text, RoleMuted)}
	r.objects = []fyne.CanvasObject{r.back.Rectangle, r.ring.Rectangle, r.cap.Rectangle, r.key, r.text}
	r.update()
	return r
}

type keyHintRenderer struct {
	baseRenderer
	h               *KeyHint
	back, cap, ring *surface
	key, text       *canvas.Text
}

func (r *keyHintRenderer) capWidth() float32 {
	return max(r.key.MinSize().Width+10*r.h.scale, 20*r.h.scale)
}

func (r *keyHintRenderer) MinSize() fyne.Size {
	f := r.h.look()
	return fyne.NewSize(2*f.padX+r.capWidth()+5*r.h.scale+r.text.MinSize().Width, f.height)
}

func (r *keyHintRenderer) Layout(s fyne.Size) {
	f := r.h.look()
	r.back.Rectangle.Resize(s)
	place(r.ring.Rectangle, -1, -1, s.Width+2, s.Height+2)
	w := r.capWidth()
	place(r.cap.Rectangle, f.padX, 2*r.h.scale, w, s.Height-4*r.h.scale)
	place(r.key, f.padX+(w-r.key.MinSize().Width)/2, 0, r.key.MinSize().Width, s.Height)
	place(r.text, f.padX+w+5*r.h.scale, 0, r.text.MinSize().Width, s.Height)
}

func (r *keyHintRenderer) update() {
	for _, t := range []struct {
		text *canvas.Text
		role Role
	}{{r.key, RoleStrong}, {r.text, RoleMuted}} {
		t.role.look().scaled(r.h.scale).apply(t.text)
		if r.h.disabled {
			t.text.Color = Color(ColorFaint)
		}
	}
	r.back.set("", "")
	if r.h.hovered && !r.h.disabled {
		r.back.set(ColorHover, "")
	}
	r.ring.set("", "")
	if r.h.focused {
		r.ring.set("", ColorFocusRing)
	}
	r.cap.restyle()
}

func (r *keyHintRenderer) Refresh() {
	r.update()
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
