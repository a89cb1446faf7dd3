package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// CompletionEntry is a field that lists, beneath it, the known texts that fit what is typed. Up and Down move through the
// list, Enter or a click takes the line that is lit, else what is typed; Escape closes the list. A text that begins as
// what is typed is lit at once, so that two letters and Enter are enough.
type CompletionEntry struct {
	Entry

	Options func() []string          // the known texts, in order
	NewText func(text string) string // names the last line, which takes what is typed as it stands; nil: there is no such line
	OnTaken func(text string)        // a text was taken with Enter or a click

	list *completionList // nil while there is none
}

// NewCompletionEntry makes a field.
func NewCompletionEntry(placeholder string, options func() []string, taken func(text string)) *CompletionEntry {
	e := &CompletionEntry{Options: options, OnTaken: taken}
	e.self = e
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	e.OnChanged = func(string) {
		if e.focused() {
			e.suggest(false)
		}
	}
	e.OnSubmitted = func(string) {}
	return e
}

func (e *CompletionEntry) focused() bool {
	c := canvasOf(e)
	return c != nil && c.Focused() == e
}

// Suggestions gives the lines of the list that shows, in order.
func (e *CompletionEntry) Suggestions() []string {
	if e.list == nil {
		return nil
	}
	return slices.Clone(e.list.texts)
}

// TypedKey moves through the list and takes a line of it.
func (e *CompletionEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyUp:
		if e.list == nil {
			e.suggest(true)
		} else if k.Name == fyne.KeyDown {
			e.list.light(e.list.at + 1)
		} else {
			e.list.light(e.list.at - 1)
		}
		return
	case fyne.KeyEscape:
		if e.list != nil {
			e.hide()
			return
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		text := strings.TrimSpace(e.Text)
		if e.list != nil && e.list.at >= 0 {
			text = e.list.values[e.list.at]
		}
		e.take(text)
		return
	}
	e.Entry.TypedKey(k)
}

// FocusLost closes the list, unless it is being clicked: then the field is not left yet.
func (e *CompletionEntry) FocusLost() {
	if e.list != nil && e.list.hovered {
		e.Entry.Entry.FocusLost()
		return
	}
	e.hide()
	e.Entry.FocusLost()
}

// take puts a text in the field and tells so.
func (e *CompletionEntry) take(text string) {
	e.hide()
	if e.Text != text {
		e.SetText(text)
	}
	e.hide()
	if e.OnTaken != nil {
		e.OnTaken(text)
	}
}

func (e *CompletionEntry) hide() {
	if e.list != nil {
		l := e.list
		e.list = nil
		l.layer.Objects = nil
		l.layer.Refresh()
	}
}

// mostSuggestions is how many lines a list has at most.
const mostSuggestions = 8

// suggest shows what fits; all that is known when asked to show it in any case.
func (e *CompletionEntry) suggest(always bool) {
	e.hide()
	host := hosts[canvasOf(e)]
	typed := strings.ToLower(strings.TrimSpace(e.Text))
	if host == nil || e.Disabled() || typed == "" && !always || e.Options == nil {
		return
	}
	values, known := fitting(e.Options(), typed)
	l := &completionList{entry: e, layer: host.lists, at: -1, values: values, texts: slices.Clone(values)}
	if e.NewText != nil && typed != "" && !known {
		l.values, l.texts = append(l.values, strings.TrimSpace(e.Text)), append(l.texts, e.NewText(strings.TrimSpace(e.Text)))
	}
	if len(l.values) == 0 || len(l.values) == 1 && l.values[0] == e.Text {
		return
	}
	l.ExtendBaseWidget(l)
	for i, text := range l.texts {
		line := &completionLine{list: l, i: i, text: text}
		line.ExtendBaseWidget(line)
		l.lines = append(l.lines, line)
	}
	if typed != "" && strings.HasPrefix(strings.ToLower(l.values[0]), typed) {
		l.at = 0
	}
	e.list = l
	e.Follow()
	host.lists.Objects = []fyne.CanvasObject{l}
	host.lists.Refresh()
}

// Follow puts the list, if it shows, beneath the field again after that moved.
func (e *CompletionEntry) Follow() {
	l, host := e.list, hosts[canvasOf(e)]
	if l == nil || host == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(e).Subtract(driver.AbsolutePositionForObject(host.lists))
	size := fyne.NewSize(max(e.Size().Width, l.width()), float32(len(l.lines))*completionLineHeight+2*completionPad)
	pos := at.AddXY(0, e.Size().Height+3)
	if area := host.Size(); pos.Y+size.Height > area.Height-4 && at.Y > size.Height+3 {
		pos.Y = at.Y - size.Height - 3
	}
	pos.X = max(4, min(pos.X, host.Size().Width-size.Width-4))
	l.Move(pos)
	l.Resize(size)
}

// CloseList takes the list away, if it shows: the field goes out of sight.
func (e *CompletionEntry) CloseList() { e.hide() }

// fitting gives the texts of which a word begins as typed, those that begin so themselves first, then those that hold
// it anywhere; known says whether one is what is typed.
func fitting(all []string, typed string) (fit []string, known bool) {
	var ranks [3][]string
	for _, text := range all {
		low := strings.ToLower(text)
		known = known || low == typed
		switch {
		case strings.HasPrefix(low, typed):
			ranks[0] = append(ranks[0], text)
		case strings.Contains(" "+low, " "+typed):
			ranks[1] = append(ranks[1], text)
		case strings.Contains(low, typed):
			ranks[2] = append(ranks[2], text)
		}
	}
	fit = slices.Concat(ranks[0], ranks[1], ranks[2])
	return fit[:min(len(fit), mostSuggestions)], known
}

const (
	completionLineHeight float32 = 26
	completionPad        float32 = 4
)

// completionList is the panel of lines beneath a field. It never takes the focus.
type completionList struct {
	widget.BaseWidget

	entry         *CompletionEntry
	layer         *fyne.Container
	values, texts []string
	lines         []*completionLine
	at            int // line that is lit; -1: none
	hovered       bool
}

func (l *completionList) width() float32 {
	w := float32(0)
	for _, text := range l.texts {
		w = max(w, textWidth(text, RoleBody.look()))
	}
	return min(w+2*(completionPad+10), 360)
}

// light lights a line, or none before the first and after the last.
func (l *completionList) light(i int) {
	n := len(l.lines) + 1
	l.at = (i+1+n)%n - 1
	for _, line := range l.lines {
		line.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (l *completionList) CreateRenderer() fyne.WidgetRenderer {
	bg := newSurface(ColorSurface, ColorBorder, 8)
	r := &completionRenderer{l: l, bg: bg}
	r.objects = []fyne.CanvasObject{bg.Rectangle}
	for _, line := range l.lines {
		r.objects = append(r.objects, line)
	}
	r.shade()
	return r
}

type completionRenderer struct {
	baseRenderer
	l  *completionList
	bg *surface
}

func (r *completionRenderer) shade() {
	r.bg.Shadow = canvas.Shadow{Color: Color(ColorShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
}

func (r *completionRenderer) MinSize() fyne.Size { return fyne.NewSize(80, completionLineHeight) }

func (r *completionRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	for i, line := range r.l.lines {
		place(line, completionPad, completionPad+float32(i)*completionLineHeight, s.Width-2*completionPad, completionLineHeight)
	}
}

func (r *completionRenderer) Refresh() {
	r.shade()
	r.bg.Refresh()
	for _, line := range r.l.lines {
		line.Refresh()
	}
}

// completionLine is a line of the list.
type completionLine struct {
	widget.BaseWidget

	list *completionList
	i    int
	text string
}

var (
	_ fyne.Tappable     = (*completionLine)(nil)
	_ desktop.Hoverable = (*completionLine)(nil)
)

// Tapped takes the line.
func (l *completionLine) Tapped(*fyne.PointEvent) {
	focusOn(l.list.entry)
	l.list.entry.take(l.list.values[l.i])
}

// MouseIn lights the line.
func (l *completionLine) MouseIn(*desktop.MouseEvent) { l.list.hovered = true; l.list.light(l.i) }

// MouseMoved does nothing.
func (l *completionLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets the list close with the field.
func (l *completionLine) MouseOut() { l.list.hovered = false }

// CreateRenderer is called by Fyne.
func (l *completionLine) CreateRenderer() fyne.WidgetRenderer {
	r := &completionLineRenderer{l: l, bg: newSurface("", "", 5), text: newRoleText(l.text, RoleBody)}
	r.objects = []fyne.CanvasObject{r.bg.Rectangle, r.text}
	r.Refresh()
	return r
}

type completionLineRenderer struct {
	baseRenderer
	l    *completionLine
	bg   *surface
	text *canvas.Text
}

func (r *completionLineRenderer) MinSize() fyne.Size { return fyne.NewSize(60, completionLineHeight) }

func (r *completionLineRenderer) Layout(s fyne.Size) {
	r.bg.Rectangle.Resize(s)
	h := r.text.MinSize().Height
	place(r.text, 10, float32(int((s.Height-h)/2)), max(0, s.Width-20), h)
	r.text.Text = ellipsize(r.l.text, RoleBody.look(), s.Width-20)
}

func (r *completionLineRenderer) Refresh() {
	fill := fyne.ThemeColorName("")
	if r.l.list.at == r.l.i {
		fill = ColorAccentSoft
	}
	r.bg.set(fill, "")
	RoleBody.look().apply(r.text)
	r.bg.Refresh()
	r.text.Refresh()
}
