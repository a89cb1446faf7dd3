package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Form is a column of fields under their names that scrolls to whatever has the focus, and says beneath a field what is wrong
// with it.
type Form struct {
	scroll *container.Scroll
	box    *fyne.Container

	content *fyne.Container // holds scroll, and tells when its size changed
	wrong   map[string]*Paragraph
	fields  map[*Entry]fyne.CanvasObject // that text is typed in, with the widget each is in the window
}

// NewForm makes an empty form.
func NewForm() *Form {
	f := &Form{box: VBox(10), wrong: map[string]*Paragraph{}, fields: map[*Entry]fyne.CanvasObject{}}
	f.scroll = container.NewVScroll(container.New(&scrollRoom{f.cull}, f.box))
	f.content = container.New(&sizeRoom{f.cull}, f.scroll)
	f.scroll.OnScrolled = func(fyne.Position) { f.cull() }
	return f
}

// Content gives what to show.
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Add adds objects at the end.
func (f *Form) Add(objects ...fyne.CanvasObject) {
	for _, o := range objects {
		f.box.Add(o)
	}
}

// Top scrolls to the first field.
func (f *Form) Top() { f.scroll.ScrollToTop(); f.cull() }

// Refresh lays the form out anew after fields came or went.
func (f *Form) Refresh() {
	f.box.Refresh()
	f.scroll.Refresh()
	f.cull()
}

// cull tells the fields that are scrolled out of sight.
func (f *Form) cull() {
	driver := fyne.CurrentApp().Driver()
	top, room := driver.AbsolutePositionForObject(f.scroll).Y, f.scroll.Size().Height
	for e, o := range f.fields {
		y := driver.AbsolutePositionForObject(o).Y - top
		e.setAway(y+o.Size().Height <= 0 || y >= room)
	}
}

// Field gives a field under its name, with a place for what is wrong with it. id names it for [Form.Wrong].
func (f *Form) Field(id, name, tip string, field fyne.CanvasObject) fyne.CanvasObject {
	wrong := NewParagraph("", RoleBad)
	wrong.Hide()
	f.wrong[id] = wrong
	parts := []fyne.CanvasObject{field, wrong}
	if name != "" {
		t := NewText(name, RoleSmall)
		t.SetTip(tip)
		parts = append([]fyne.CanvasObject{t}, parts...)
	}
	box := VBox(3, parts...)
	f.Follow(field, box)
	return box
}

// Follow scrolls to place when a widget of the kit gets the focus.
func (f *Form) Follow(field, place fyne.CanvasObject) {
	reveal := func() { f.reveal(place) }
	switch w := field.(type) {
	case *Entry:
		w.OnFocus, f.fields[w] = reveal, w
	case *Field:
		w.OnFocus, f.fields[&w.Entry] = reveal, w
	case *CompletionEntry:
		w.OnFocus, f.fields[&w.Entry] = reveal, w
	case *DateField:
		w.entry.OnFocus, w.open.OnFocus = reveal, reveal
		f.fields[&w.entry.Entry] = w
	case *Check:
		w.OnFocus = reveal
	case *Select:
		w.OnFocus = reveal
	case *Button:
		w.OnFocus = reveal
	case *LinkButton:
		w.OnFocus = reveal
	case *ChipGroup:
		for _, c := range w.chips {
			c.OnFocus = reveal
		}
	case *fyne.Container:
		for _, o := range w.Objects {
			f.Follow(o, o)
		}
	}
}

// reveal scrolls as little as needed to bring an object into sight.
func (f *Form) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(f.box).Y - 4
	bottom := top + o.Size().Height + 8
	room := f.scroll.Size().Height
	if top < f.scroll.Offset.Y || bottom-top > room {
		f.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top)))
	} else if bottom > f.scroll.Offset.Y+room {
		f.scroll.ScrollToOffset(fyne.NewPos(0, bottom-room))
	}
	f.cull()
}

// Wrong says what is wrong with a field and brings it into sight; it reports whether there is such a field.
func (f *Form) Wrong(id, text string) bool {
	w := f.wrong[id]
	if w == nil {
		return false
	}
	w.SetText(text)
	w.Show()
	f.Refresh()
	f.reveal(w)
	return true
}

// Right takes away what was said to be wrong.
func (f *Form) Right() {
	for _, w := range f.wrong {
		if w.Visible() {
			w.Hide()
			f.Refresh()
		}
	}
}

// scrollRoom leaves room for a scrollbar at the right.
type scrollRoom struct{ done func() } // told when all has its place

const scrollBar = 14

func (*scrollRoom) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+scrollBar, m.Height)
}

func (l *scrollRoom) Layout(o []fyne.CanvasObject, s fyne.Size) {
	place(o[0], 2, 0, s.Width-scrollBar-2, s.Height)
	l.done()
}

// sizeRoom tells when what it holds has another size.
type sizeRoom struct{ done func() }

func (*sizeRoom) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l *sizeRoom) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	l.done()
}
