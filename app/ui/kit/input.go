package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that lets Escape and unknown shortcuts through to the dialog or window it stands in, and
// Enter too when it is a single line without OnSubmitted. Fyne's own swallows them.
type Entry struct {
	widget.Entry

	OnFocus  func()                      // it has the focus
	OnLeft   func()                      // the focus went elsewhere
	OnEscape func() bool                 // Escape was pressed; false: it means nothing here
	OnKey    func(k *fyne.KeyEvent) bool // asked first; true when it took the key
	TakesTab bool                        // Tab comes to OnKey, and leads to no other field

	search bool // the first Escape clears it
	away   bool // it is scrolled out of sight
	tip    string
	self   fyne.CanvasObject // the widget that is in the window; nil: the entry itself
}

// me gives the widget that is in the window.
func (e *Entry) me() fyne.CanvasObject {
	if e.self != nil {
		return e.self
	}
	return e
}

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return &awayRenderer{e.Entry.CreateRenderer(), e}
}

// awayRenderer leaves the text out of a field that is scrolled out of sight. What Fyne has in there clips itself, and not to
// what is around the field: it would take the clicks that are meant for whatever lies over it.
type awayRenderer struct {
	fyne.WidgetRenderer
	e *Entry
}

// Objects is called by Fyne.
func (r *awayRenderer) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	if r.e.away {
		return all[:2] // the box and its border
	}
	return all
}

// setAway says whether the field is scrolled out of sight.
func (e *Entry) setAway(away bool) {
	if e.away != away {
		e.away = away
		canvas.Refresh(e.me())
	}
}

// NewEntry makes a field of one line.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	return e
}

// NewSearchEntry makes a field whose text only narrows what is shown: Escape clears it, and travels on when it is
// empty already.
func NewSearchEntry(placeholder string) *Entry {
	e := NewEntry(placeholder)
	e.search = true
	return e
}

// NewTextArea makes a field of several lines; Ctrl+Enter submits it. Keep it for short texts: each key costs the square of the
// lines.
func NewTextArea(placeholder string, rows int) *Entry {
	e := &Entry{}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	e.SetPlaceHolder(placeholder)
	return e
}

// AcceptsTab lets Tab go to the next field, in a field of several lines too: everything is reached by keyboard.
func (e *Entry) AcceptsTab() bool { return e.TakesTab }

// FocusGained tells that the field has the focus.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// FocusLost tells that the field was left.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// SetTip sets the tooltip.
func (e *Entry) SetTip(s string) { e.tip = s }

// MouseIn starts the tooltip.
func (e *Entry) MouseIn(ev *desktop.MouseEvent) { tips.enter(e.me(), e.tip, ev.AbsolutePosition) }

// MouseMoved keeps the tooltip near the pointer.
func (e *Entry) MouseMoved(ev *desktop.MouseEvent) { tips.move(e.me(), ev.AbsolutePosition) }

// MouseOut ends the tooltip.
func (e *Entry) MouseOut() { tips.leave(e.me()) }

// TypedKey passes on what the field does not want.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape:
		if e.search && e.Text != "" {
			e.SetText("")
			return
		}
		if e.OnEscape != nil && e.OnEscape() {
			return
		}
		passKey(e.me(), k)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.MultiLine && e.OnSubmitted == nil {
			passKey(e.me(), k)
			return
		}
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9,
		fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		passKey(e.me(), k)
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut passes on what the field does not want.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok {
		e.Entry.TypedShortcut(s)
		return
	}
	switch c.KeyName {
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.MultiLine && e.OnSubmitted != nil && c.Modifier == fyne.KeyModifierShortcutDefault {
			e.OnSubmitted(e.Text)
			return
		}
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		if c.Modifier&fyne.KeyModifierShortcutDefault != 0 {
			e.Entry.TypedShortcut(s)
			return
		}
	}
	passShortcut(e.me(), s)
}

// Select is a button that shows a choice and opens the menu of choices.
type Select struct {
	pressable

	OnChanged func(id string)

	options []Option
	id      string
	empty   string
	menu    *Popover
}

// NewSelect makes it; placeholder shows while nothing is chosen.
func NewSelect(placeholder string, options []Option, selected string, changed func(id string)) *Select {
	s := &Select{OnChanged: changed, options: options, id: selected, empty: placeholder}
	s.init(s, s.look, s.open)
	s.onKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDown:
			s.step(1)
		case fyne.KeyUp:
			s.step(-1)
		default:
			return false
		}
		return true
	}
	return s
}

// Selected returns the ID of the choice.
func (s *Select) Selected() string { return s.id }

// SetSelected makes a choice, without a callback.
func (s *Select) SetSelected(id string) { s.id = id; s.Refresh() }

// SetOptions replaces the choices.
func (s *Select) SetOptions(options []Option) { s.options = options; s.Refresh() }

// Choose makes a choice as the user would.
func (s *Select) Choose(id string) {
	if id == s.id {
		return
	}
	s.SetSelected(id)
	if s.OnChanged != nil {
		s.OnChanged(id)
	}
}

func (s *Select) index() int {
	for i, o := range s.options {
		if o.ID == s.id {
			return i
		}
	}
	return -1
}

func (s *Select) step(d int) {
	for i := s.index() + d; i >= 0 && i < len(s.options); i += d {
		if !s.options[i].Disabled {
			s.Choose(s.options[i].ID)
			return
		}
	}
}

func (s *Select) open() {
	items := make([]MenuItem, len(s.options))
	for i, o := range s.options {
		items[i] = MenuItem{Text: o.Title, Checked: o.ID == s.id, Disabled: o.Disabled, Do: func() { s.Choose(o.ID) }}
	}
	focusOn(s) // the keys go on from here when the menu closes, also after a click
	s.menu = ShowMenu(s, items)
}

func (s *Select) look() face {
	f := face{padX: 10, height: 30, radius: 6, fill: ColorSurface, stroke: ColorBorder, hoverFill: ColorHover, mark: markCaret}
	if i := s.index(); i >= 0 {
		f.spans = []span{{text: s.options[i].Title, color: ColorText}}
	} else {
		f.spans = []span{{text: s.empty, color: ColorMuted}}
	}
	return f
}

// Check is a tick box that lets Escape and Enter through to the dialog it stands in.
type Check struct {
	widget.Check

	OnFocus func() // it has the focus
}

// NewCheck makes a tick box.
func NewCheck(text string, on bool, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.Checked, c.OnChanged = text, on, changed
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained tells that the box has the focus.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

// TypedKey passes on what the box does not want.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeySpace {
		passKey(c, e)
		return
	}
	c.Check.TypedKey(e)
}
