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
	c.head = container.New(&cardHeadLayout{6}, c.title, c.note, c.tag, c.aside)
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

// cardHeadLayout places title, note, tag and what stands at the right. Where room is short the note gives in first,
// then the title down to a part, then what stands at the right wraps.
type cardHeadLayout struct{ gap float32 }

const leastTitle float32 = 120

func (l *cardHeadLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	title, aside := min(leastTitle, o[0].MinSize().Width), o[3].MinSize()
	if !o[0].Visible() {
		title = 0
	}
	s := fyne.NewSize(title, o[0].MinSize().Height)
	if o[3].Visible() {
		s = fyne.NewSize(title+l.gap+aside.Width, max(s.Height, aside.Height))
	}
	return s
}

func (l *cardHeadLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left := s.Width
	put := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		place(o, x, float32(int((s.Height-h)/2)), w, h)
	}
	if aside := o[3]; aside.Visible() {
		keep := float32(0)
		if o[0].Visible() {
			keep = min(leastTitle, o[0].MinSize().Width) + l.gap
		}
		w := max(aside.MinSize().Width, min(OneLine(aside).Width, left-keep))
		aside.Resize(fyne.NewSize(w, aside.MinSize().Height)) // chips then know how many lines they take
		put(aside, s.Width-w, w)
		left -= w + l.gap
	}
	tag := float32(0)
	if o[2].Visible() {
		tag = o[2].MinSize().Width + l.gap
	}
	x := float32(0)
	for _, text := range o[:2] {
		if text.Visible() {
			w := max(0, min(text.MinSize().Width, left-tag-x))
			if text == o[1] && w < 40 { // a letter or two says nothing
				w = 0
			}
			put(text, x, w)
			x += w
			if w > 0 {
				x += l.gap
			}
		}
	}
	if o[2].Visible() {
		put(o[2], x, tag-l.gap)
	}
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
