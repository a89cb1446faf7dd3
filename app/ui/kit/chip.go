package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Chip is a pill that is on or off.
type Chip struct {
	pressable
	text     string
	selected bool
}

// NewChip makes a pill; tapping it calls tapped and changes nothing by itself.
func NewChip(text string, tapped func()) *Chip {
	c := &Chip{text: text}
	c.init(c, c.look, tapped)
	return c
}

// Text returns the text.
func (c *Chip) Text() string { return c.text }

// SetText changes the text.
func (c *Chip) SetText(s string) { c.text = s; c.Refresh() }

// Selected says whether it is on.
func (c *Chip) Selected() bool { return c.selected }

// SetSelected turns it on or off, without a callback.
func (c *Chip) SetSelected(on bool) {
	if c.selected != on {
		c.selected = on
		c.Refresh()
	}
}

func (c *Chip) look() face {
	f := face{padX: 12, height: 26, radius: 13, align: fyne.TextAlignCenter,
		fill: ColorSurface, stroke: ColorBorder, hoverFill: ColorHover}
	s := span{text: c.text, color: ColorText}
	if c.selected {
		f.fill, f.stroke, f.hoverFill, s.color = ColorAccentSoft, ColorAccent, ColorAccentSoft, ColorAccent
	}
	f.spans = []span{s}
	return f
}

// Option is one choice of a ChipGroup or Select.
type Option struct {
	ID, Title string
	Tip       string
	Disabled  bool
}

// ChipGroup is a row of pills of which one is chosen; Left and Right choose the neighbour. It wraps to more lines
// when there is no room.
type ChipGroup struct {
	widget.BaseWidget

	OnChanged func(id string)

	options []Option
	chips   []*Chip
	box     *fyne.Container
	id      string
}

// NewChipGroup makes the row; selected is the ID that is on ("" for none).
func NewChipGroup(options []Option, selected string, changed func(id string)) *ChipGroup {
	g := &ChipGroup{OnChanged: changed, id: selected}
	g.box = container.New(&flowLayout{gap: 8})
	g.ExtendBaseWidget(g)
	g.SetOptions(options)
	return g
}

// SetOptions replaces the pills and keeps the choice where its ID is still there.
func (g *ChipGroup) SetOptions(options []Option) {
	g.options, g.chips = options, nil
	g.box.Objects = nil
	for i, o := range options {
		c := NewChip(o.Title, func() { g.choose(i) })
		c.SetTip(o.Tip)
		c.selected, c.disabled = o.ID == g.id, o.Disabled
		c.onKey = func(e *fyne.KeyEvent) bool { return g.key(i, e) }
		g.chips = append(g.chips, c)
		g.box.Add(c)
	}
	g.box.Refresh()
}

// Selected returns the ID of the choice.
func (g *ChipGroup) Selected() string { return g.id }

// SetSelected makes a choice, without a callback.
func (g *ChipGroup) SetSelected(id string) {
	g.id = id
	for i, o := range g.options {
		g.chips[i].SetSelected(o.ID == id)
	}
}

// Chips gives the pills, in the order of the options.
func (g *ChipGroup) Chips() []*Chip { return g.chips }

func (g *ChipGroup) choose(i int) {
	id := g.options[i].ID
	if id == g.id {
		return
	}
	g.SetSelected(id)
	if g.OnChanged != nil {
		g.OnChanged(id)
	}
}

func (g *ChipGroup) key(i int, e *fyne.KeyEvent) bool {
	step := 0
	switch e.Name {
	case fyne.KeyLeft:
		step = -1
	case fyne.KeyRight:
		step = 1
	default:
		return false
	}
	for j := i + step; j >= 0 && j < len(g.chips); j += step {
		if !g.chips[j].disabled {
			focusOn(g.chips[j])
			g.choose(j)
			break
		}
	}
	return true
}

// CreateRenderer is called by Fyne.
func (g *ChipGroup) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.box) }

// FilterChip is a filter in force: a text to press and a cross to take it away (also Delete).
type FilterChip struct {
	pressable
	text string
}

// NewFilterChip makes it; tapped may be nil.
func NewFilterChip(text string, tapped, removed func()) *FilterChip {
	c := &FilterChip{text: text}
	c.init(c, c.look, tapped)
	c.onMark = removed
	return c
}

// Text returns the text.
func (c *FilterChip) Text() string { return c.text }

func (c *FilterChip) look() face {
	f := face{padX: 11, height: 26, radius: 13, spans: []span{{text: c.text, color: ColorAccent}},
		fill: ColorAccentSoft, hoverFill: ColorAccentSoft, markColor: ColorAccent}
	if c.hovered {
		f.stroke = ColorAccent
	}
	if c.onMark != nil {
		f.mark = markCross
	}
	return f
}

// Tag is a small word in a border, beside a title or a name.
type Tag struct {
	widget.BaseWidget
	text string
	role Role
}

// NewTag makes a tag.
func NewTag(text string) *Tag {
	t := &Tag{text: text, role: RoleMuted}
	t.ExtendBaseWidget(t)
	return t
}

// SetText changes the text.
func (t *Tag) SetText(s string) { t.text = s; t.Refresh() }

// SetRole changes the colour of the text.
func (t *Tag) SetRole(r Role) *Tag { t.role = r; t.Refresh(); return t }

// CreateRenderer is called by Fyne.
func (t *Tag) CreateRenderer() fyne.WidgetRenderer {
	r := &tagRenderer{t: t, bg: newSurface(ColorSurface, ColorBorder, 4), text: newRoleText(t.text, RoleMuted)}
	r.objects = []fyne.CanvasObject{r.bg.Rectangle, r.text}
	r.update()
	return r
}
