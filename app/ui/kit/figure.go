package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FigureState is what a Figure shows; all texts ready to read.
type FigureState struct {
	Label    string // what it is
	Value    string // the figure
	Basis    string // "interval · numerator of denominator"
	Note     string // one line more, such as the change since
	NoteRole Role   // RoleGood, RoleBad, RoleMuted …
	Tip      string // what the figure means
	Withheld string // not empty: why there is no figure; Value is then shown greyed ("" becomes a dash)
}

// Figure is a card with one large figure; tapping it calls the function given.
type Figure struct {
	pressable
	state FigureState
}

// NewFigure makes the card; tapped may be nil.
func NewFigure(state FigureState, tapped func()) *Figure {
	f := &Figure{state: state}
	f.init(f, func() face { return face{} }, tapped)
	f.tip = state.Tip
	return f
}

// Set shows another state.
func (f *Figure) Set(state FigureState) {
	f.state, f.tip = state, state.Tip
	f.Refresh()
}

// State returns what is shown.
func (f *Figure) State() FigureState { return f.state }

// CreateRenderer is called by Fyne.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{f: f, bg: newSurface(ColorSurface, ColorBorder, 8), ring: newSurface("", "", 10)}
	r.objects = []fyne.CanvasObject{r.bg.Rectangle}
	for i := range r.lines {
		r.lines[i] = newRoleText("", RoleSmall)
		r.objects = append(r.objects, r.lines[i])
	}
	r.objects = append(r.objects, r.ring.Rectangle)
	r.update()
	return r
}

type figureRenderer struct {
	baseRenderer
	f        *Figure
	bg, ring *surface
	lines    [4]*canvas.Text
}

var figureTops = [4]float32{14, 34, 74, 95}
var figureHeights = [4]float32{18, 38, 18, 18}

func (r *figureRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(150, textWidth(r.f.state.Value, RoleHero.look())+2*PadCard), 126)
}

func (r *figureRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	place(r.ring.Rectangle, -2, -2, s.Width+4, s.Height+4)
	for i, t := range r.lines {
		place(t, PadCard, figureTops[i], s.Width-2*PadCard, figureHeights[i])
	}
	r.update()
}

func (r *figureRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.f)
}

func (r *figureRenderer) update() {
	st := r.f.state
	r.bg.set(ColorSurface, ColorBorder)
	if r.f.hovered && r.f.onTap != nil {
		r.bg.set(ColorSurface, ColorAccent)
	}
	r.ring.set("", "")
	if r.f.focused {
		r.ring.set("", ColorFocusRing)
		r.ring.StrokeWidth = 2
	}
	looks := [4]roleLook{RoleSmall.look(), RoleHero.look(), RoleSmall.look(), st.NoteRole.look()}
	texts := [4]string{st.Label, st.Value, st.Basis, st.Note}
	looks[0].size = SizeBody
	looks[3].size, looks[3].bold = SizeSmall, true
	if st.NoteRole == RoleBody || st.NoteRole == RoleMuted {
		looks[3].color = ColorMuted
	}
	if st.Withheld != "" {
		looks[1].color = ColorFaint
		if texts[1] == "" {
			texts[1] = "–"
		}
		texts[3], looks[3].color, looks[3].bold = st.Withheld, ColorMuted, false
	}
	w := r.f.Size().Width - 2*PadCard
	for i, t := range r.lines {
		looks[i].apply(t)
		t.Text = texts[i]
		if w > 0 {
			t.Text = ellipsize(texts[i], looks[i], w)
		}
	}
}

// Disabled keeps a figure that leads nowhere out of the Tab order.
func (f *Figure) Disabled() bool { return f.disabled || f.onTap == nil }
