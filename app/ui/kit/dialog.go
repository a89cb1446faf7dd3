package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// newVScroll scrolls content downwards.
func newVScroll(content fyne.CanvasObject) *container.Scroll { return container.NewVScroll(content) }

// DialogButton is a button at the foot of a Dialog.
type DialogButton struct {
	Text    string
	Kind    ButtonKind
	Default bool        // pressed by Enter
	Cancel  bool        // pressed by Escape
	Do      func() bool // true closes the dialog; nil always closes it
}

// DialogOptions says what a Dialog shows.
type DialogOptions struct {
	Title   string
	Content fyne.CanvasObject
	Buttons []DialogButton    // in order, right-aligned
	Aside   fyne.CanvasObject // at the left of the buttons; may be nil
	Width   float32           // of the panel; 0 is 460
	Height  float32           // least height of the panel; 0 is as needed
	Focus   fyne.Focusable    // has the focus at first; nil is none
	OnClose func()            // after it closed, however
}

// Dialog is a panel in the middle of the window that must be dealt with first. Escape presses the Cancel button (or
// just closes), Enter the Default button.
type Dialog struct {
	opts    DialogOptions
	buttons []*Button
	o       *overlay
}

// ShowDialog opens a dialog.
func ShowDialog(c fyne.Canvas, opts DialogOptions) *Dialog {
	d := &Dialog{opts: opts}
	if opts.Width == 0 {
		d.opts.Width = 460
	}
	row := []fyne.CanvasObject{}
	if opts.Aside != nil {
		row = append(row, opts.Aside)
	}
	row = append(row, Spacer())
	for _, b := range opts.Buttons {
		kind := b.Kind
		if b.Default && kind == ButtonPlain {
			kind = ButtonPrimary
		}
		btn := NewButtonOf(kind, b.Text, func() { d.press(b) })
		d.buttons = append(d.buttons, btn)
		row = append(row, btn)
	}
	body := &dialogBody{}
	parts := []fyne.CanvasObject{}
	if opts.Title != "" {
		t := NewTruncatedText(opts.Title, RoleStrong)
		parts = append(parts, t)
		body.title = t
	}
	content := opts.Content
	if content == nil {
		content = container.NewStack()
	}
	body.content = content
	parts = append(parts, content)
	if len(opts.Buttons) > 0 || opts.Aside != nil {
		body.foot = HBox(GapSmall, row...)
		parts = append(parts, body.foot)
	}
	d.o = newOverlay(c, container.New(body, parts...), 20)
	d.o.scrim = true
	d.o.place = func(area, least fyne.Size) (fyne.Position, fyne.Size) {
		w := min(max(d.opts.Width, least.Width), area.Width-32)
		h := min(max(d.opts.Height, least.Height), area.Height-32)
		return fyne.NewPos(float32(int((area.Width-w)/2)), float32(int((area.Height-h)*0.42))), fyne.NewSize(w, h)
	}
	d.o.key = d.key
	d.o.show()
	if opts.Focus != nil {
		c.Focus(opts.Focus)
	}
	return d
}

func (d *Dialog) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		for _, b := range d.opts.Buttons {
			if b.Cancel {
				d.press(b)
				return true
			}
		}
		d.Close()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		for i, b := range d.opts.Buttons {
			if b.Default && !d.buttons[i].disabled {
				d.press(b)
				return true
			}
		}
	}
	return false
}

func (d *Dialog) press(b DialogButton) {
	if b.Do == nil || b.Do() {
		d.Close()
	}
}

// Button returns the i-th button, to enable or disable it.
func (d *Dialog) Button(i int) *Button { return d.buttons[i] }

// Open says whether the dialog shows.
func (d *Dialog) Open() bool { return d.o.shown }

// Close closes the dialog without pressing a button.
func (d *Dialog) Close() {
	if !d.o.shown {
		return
	}
	d.o.hide()
	if d.opts.OnClose != nil {
		d.opts.OnClose()
	}
}

// Refresh lays the panel out anew after its content changed size.
func (d *Dialog) Refresh() { d.o.Refresh() }

// dialogBody stands title, content and buttons under one another; the content takes what is left.
type dialogBody struct {
	title, content, foot fyne.CanvasObject
}

func (l *dialogBody) top() float32 {
	if l.title == nil {
		return 0
	}
	return 30
}

func (l *dialogBody) bottom() float32 {
	if l.foot == nil {
		return 0
	}
	return l.foot.MinSize().Height + 18
}

func (l *dialogBody) MinSize([]fyne.CanvasObject) fyne.Size {
	m := l.content.MinSize()
	if l.foot != nil {
		m.Width = max(m.Width, l.foot.MinSize().Width)
	}
	m.Height += l.top() + l.bottom()
	return m
}

func (l *dialogBody) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if l.title != nil {
		place(l.title, 0, -2, s.Width, 22)
	}
	place(l.content, 0, l.top(), s.Width, s.Height-l.top()-l.bottom())
	if l.foot != nil {
		h := l.foot.MinSize().Height
		place(l.foot, 0, s.Height-h, s.Width, h)
	}
}
