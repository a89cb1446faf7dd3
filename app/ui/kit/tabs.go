package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Tabs is a row of words over a thin line, one of which is chosen and stands on a thick piece of the line. Left and
// Right choose the neighbour. What the tabs show is the owner's.
type Tabs struct {
	widget.BaseWidget

	OnChanged func(id string)

	options []Option
	tabs    []*tab
	id      string
}

// NewTabs makes the row; selected is the ID that is chosen.
func NewTabs(options []Option, selected string, changed func(id string)) *Tabs {
	t := &Tabs{OnChanged: changed, id: selected}
	t.ExtendBaseWidget(t)
	t.SetOptions(options)
	return t
}

// SetOptions replaces the tabs and keeps the choice where its ID is still there.
func (t *Tabs) SetOptions(options []Option) {
	t.options, t.tabs = options, nil
	for i, o := range options {
		one := &tab{of: t, option: o}
		one.init(one, one.look, func() { t.choose(i) })
		one.SetTip(o.Tip)
		one.disabled = o.Disabled
		one.onKey = func(e *fyne.KeyEvent) bool { return t.key(i, e) }
		t.tabs = append(t.tabs, one)
	}
	t.Refresh()
}

// Selected returns the ID of the choice.
func (t *Tabs) Selected() string { return t.id }

// SetSelected makes a choice, without a callback.
func (t *Tabs) SetSelected(id string) {
	if t.id != id {
		t.id = id
		t.Refresh()
	}
}

// Choose makes a choice as a click does.
func (t *Tabs) Choose(id string) {
	for i, o := range t.options {
		if o.ID == id {
			t.choose(i)
		}
	}
}

func (t *Tabs) choose(i int) {
	id := t.options[i].ID
	if id == t.id {
		return
	}
	t.SetSelected(id)
	if t.OnChanged != nil {
		t.OnChanged(id)
	}
}

func (t *Tabs) key(i int, e *fyne.KeyEvent) bool {
	step := 0
	switch e.Name {
	case fyne.KeyLeft:
		step = -1
	case fyne.KeyRight:
		step = 1
	default:
		return false
	}
	for j := i + step; j >= 0 && j < len(t.tabs); j += step {
		if !t.tabs[j].disabled {
			focusOn(t.tabs[j])
			t.choose(j)
			break
		}
	}
	return true
}

// tab is one of the words.
type tab struct {
	pressable
	of     *Tabs
	option Option
}

// Text gives the word.
func (t *tab) Text() string { return t.option.Title }

func (t *tab) look() face {
	f := face{padX: tabPad, height: tabHeight, radius: 6, align: fyne.TextAlignCenter, hoverFill: ColorHover}
	s := span{text: t.option.Title, color: ColorMuted}
	if t.option.ID == t.of.id {
		s.color, s.bold = ColorText, true
	}
	f.spans = []span{s}
	return f
}

const (
	tabPad    float32 = 12
	tabHeight float32 = 32
	tabGap    float32 = 4
)

// CreateRenderer is called by Fyne.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	r := &tabsRenderer{t: t, line: newSurface(ColorBorder, "", 0), bar: newSurface(ColorAccent, "", 1)}
	r.update()
	return r
}

type tabsRenderer struct {
	baseRenderer
	t         *Tabs
	line, bar *surface
}

// width is that of a tab as wide as it gets: bold, so that choosing one moves none.
func (r *tabsRenderer) width(one *tab) float32 {
	return 2*tabPad + textWidth(one.option.Title, RoleStrong.look())
}

func (r *tabsRenderer) MinSize() fyne.Size {
	s := fyne.NewSize(0, tabHeight+3)
	for i, one := range r.t.tabs {
		if i > 0 {
			s.Width += tabGap
		}
		s.Width += r.width(one)
	}
	return s
}

func (r *tabsRenderer) Layout(s fyne.Size) {
	place(r.line.Rectangle, 0, s.Height-1, s.Width, 1)
	r.bar.Rectangle.Hide()
	var x float32
	for _, one := range r.t.tabs {
		w := r.width(one)
		place(one, x, 0, w, tabHeight)
		if one.option.ID == r.t.id {
			place(r.bar.Rectangle, x+tabPad-4, s.Height-3, w-2*tabPad+8, 3)
			r.bar.Rectangle.Show()
		}
		x += w + tabGap
	}
}

func (r *tabsRenderer) update() {
	r.line.restyle()
	r.bar.restyle()
	r.objects = []fyne.CanvasObject{r.line.Rectangle, r.bar.Rectangle}
	for _, one := range r.t.tabs {
		r.objects = append(r.objects, one)
	}
}

func (r *tabsRenderer) Refresh() {
	r.update()
	r.Layout(r.t.Size())
	for _, one := range r.t.tabs {
		one.Refresh()
	}
	canvas.Refresh(r.t)
}
