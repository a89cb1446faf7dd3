package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Card is a rounded surface with a title row and a content that takes the rest.
type Card struct {
	widget.BaseWidget

	title   *Text
	note    *Text
	tag     *Tag
	aside   *fyne.Container
	head    *fyne.Container
	content *fyne.Container
}

// NewCard makes a card. An empty title and a nil aside leave the title row out; aside stands at its right. content
// may be nil.
func NewCard(title string, aside, content fyne.CanvasObject) *Card {
	c := &Card{title: NewTruncatedText(title, RoleStrong), note: NewTruncatedText("", RoleMuted), tag: NewTag(""),
		aside: container.NewStack(), content: container.NewStack()}
	c.title.trunc, c.note.trunc = false, false
	c.note.Hide()
	c.tag.Hide()
	c.ExtendBaseWidget(c)
	if title == "" {
		c.title.Hide()
	}
	if aside == nil {
		c.aside.Hide()
	} else {
		c.aside.Objects = []fyne.CanvasObject{aside}
	}
	c.head = HBox(6, c.title, c.note, c.tag, Spacer(), c.aside)
	if title == "" && aside == nil {
		c.head.Hide()
	}
	if content != nil {
		c.content.Objects = []fyne.CanvasObject{content}
	}
	return c
}

// SetTitle changes the title; the title row shows when it is not empty.
func (c *Card) SetTitle(s string) {
	c.title.SetText(s)
	c.show(c.title, s != "")
}

// SetNote sets a muted text after the title; it returns c.
func (c *Card) SetNote(s string) *Card {
	c.note.SetText(s)
	c.show(c.note, s != "")
	return c
}

// SetTag sets a small tag after the title; it returns c.
func (c *Card) SetTag(s string) *Card {
	c.tag.SetText(s)
	c.show(c.tag, s != "")
	return c
}

// SetAside replaces what stands at the right of the title row.
func (c *Card) SetAside(o fyne.CanvasObject) {
	c.aside.Objects = nil
	if o != nil {
		c.aside.Objects = []fyne.CanvasObject{o}
	}
	c.show(c.aside, o != nil)
}

// SetContent replaces the content.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.content.Objects = nil
	if o != nil {
		c.content.Objects = []fyne.CanvasObject{o}
	}
	c.content.Refresh()
	c.Refresh()
}

func (c *Card) show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
	if c.title.Visible() || c.note.Visible() || c.tag.Visible() || c.aside.Visible() {
		c.head.Show()
	} else {
		c.head.Hide()
	}
	c.Refresh()
}

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, bg: newSurface(ColorSurface, ColorBorder, 8)}
	r.objects = []fyne.CanvasObject{r.bg.Rectangle, c.head, c.content}
	return r
}

type cardRenderer struct {
	baseRenderer
	c  *Card
	bg *surface
}

func (r *cardRenderer) headHeight() float32 {
	if !r.c.head.Visible() {
		return 0
	}
	return max(20, r.c.head.MinSize().Height) + 10
}

func (r *cardRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	h := r.headHeight()
	w := s.Width - 2*PadCard
	y := PadCard - 2
	if h > 0 {
		place(r.c.head, PadCard, y, w, h-10)
	}
	place(r.c.content, PadCard, y+h, w, s.Height-y-h-PadCard+2)
}

func (r *cardRenderer) MinSize() fyne.Size {
	m := r.c.content.MinSize()
	if h := r.headHeight(); h > 0 {
		m.Width = max(m.Width, min(r.c.head.MinSize().Width, 220))
		m.Height += h
	}
	return fyne.NewSize(m.Width+2*PadCard, m.Height+2*PadCard-4)
}

func (r *cardRenderer) Refresh() {
	r.bg.Refresh()
	r.Layout(r.c.Size())
	r.c.head.Refresh()
	r.c.content.Refresh()
}
