package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// DateField is a day that is typed, chosen in a small calendar, or moved by Up and Down; Page Up and Page Down move it a week.
// It is kept when it is left, as a [Field] is.
type DateField struct {
	widget.BaseWidget

	OnKeep func(day time.Time) // zero: none
	OnBad  func(text string)   // what was typed is no day; it is not kept

	o     DateOptions
	entry *Field
	open  *pressable
	kept  time.Time
	pop   *Popover
}

// DateOptions are the words of a DateField: the kit has none.
type DateOptions struct {
	Placeholder string
	Parse       func(text string) (time.Time, bool)
	Format      func(day time.Time) string
	Month       func(month time.Time) string // heads the small calendar
	Weekdays    [7]string
	Today       func() time.Time
	Tip         string // of the button that opens the calendar
}

// NewDateField makes a field without a day.
func NewDateField(o DateOptions, keep func(day time.Time)) *DateField {
	f := &DateField{OnKeep: keep, o: o}
	f.entry = NewField(o.Placeholder, f.typed)
	b := &caretButton{}
	b.init(b, b.look, f.pick)
	b.tip = o.Tip
	f.open = &b.pressable
	f.entry.OnKey = f.key
	f.ExtendBaseWidget(f)
	return f
}

// Set shows a day; zero for none.
func (f *DateField) Set(day time.Time) {
	f.kept = day
	f.entry.Set(f.text(day))
}

// Day gives the day that is kept.
func (f *DateField) Day() time.Time { return f.kept }

// Entry gives the field of the text, to give it the focus or a tooltip.
func (f *DateField) Entry() *Field { return f.entry }

// Keep keeps what is typed.
func (f *DateField) Keep() { f.entry.Keep() }

// GiveUp goes back to the day that is kept.
func (f *DateField) GiveUp() { f.entry.GiveUp() }

// Enable lets it be changed.
func (f *DateField) Enable() { f.entry.Enable(); f.open.Enable() }

// Disable greys it.
func (f *DateField) Disable() { f.entry.Disable(); f.open.Disable() }

func (f *DateField) text(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return f.o.Format(day)
}

// typed keeps the day that was typed, or says that it is none.
func (f *DateField) typed(text string) {
	if strings.TrimSpace(text) == "" {
		f.keep(time.Time{})
		return
	}
	day, ok := f.o.Parse(text)
	if !ok {
		f.entry.kept = f.text(f.kept) // it can be mended, or given up with Escape
		if f.OnBad != nil {
			f.OnBad(text)
		}
		return
	}
	f.keep(dayOf(day))
}

func (f *DateField) keep(day time.Time) {
	same := f.kept.Equal(day)
	f.kept = day
	f.entry.kept = f.text(day)
	f.entry.SetText(f.entry.kept)
	if !same && f.OnKeep != nil {
		f.OnKeep(day)
	}
}

// key moves the day that is typed; it is kept when the field is left.
func (f *DateField) key(k *fyne.KeyEvent) bool {
	step := map[fyne.KeyName]int{fyne.KeyUp: 1, fyne.KeyDown: -1, fyne.KeyPageUp: 7, fyne.KeyPageDown: -7}[k.Name]
	if step == 0 || f.entry.Disabled() {
		return false
	}
	day, ok := f.o.Parse(f.entry.Text)
	if !ok {
		if strings.TrimSpace(f.entry.Text) != "" {
			return true
		}
		day, step = f.o.Today(), 0
	}
	f.entry.SetText(f.text(dayOf(day).AddDate(0, 0, step)))
	return true
}

// pick opens the small calendar.
func (f *DateField) pick() {
	today := f.o.Today()
	c := newDayPicker(today)
	c.Weekdays = f.o.Weekdays
	if day, ok := f.o.Parse(f.entry.Text); ok {
		c.Select(day)
	} else if !f.kept.IsZero() {
		c.Select(f.kept)
	}
	title := NewText(f.o.Month(c.Month()), RoleStrong)
	c.OnMonth = func(m time.Time) { title.SetText(f.o.Month(m)) }
	c.OnDay = func(day time.Time) {
		f.pop.Close()
		f.keep(day)
		focusOn(f.entry)
	}
	back, on := NewButtonOf(ButtonQuiet, "‹", func() { c.Go(-1) }), NewButtonOf(ButtonQuiet, "›", func() { c.Go(1) })
	f.pop = ShowPopover(f, VBox(6, HBox(2, MinWidth(140, title), Spacer(), back, on), MinSize(236, 190, c)))
	if f.pop.o != nil {
		f.pop.o.canvas.Focus(c)
	}
}

// CreateRenderer is called by Fyne.
func (f *DateField) CreateRenderer() fyne.WidgetRenderer {
	return &dateRenderer{baseRenderer{[]fyne.CanvasObject{f.entry, f.open.self}}, f}
}

type dateRenderer struct {
	baseRenderer
	f *DateField
}

const caretWidth float32 = 28

func (r *dateRenderer) MinSize() fyne.Size {
	m := r.f.entry.MinSize()
	return fyne.NewSize(max(96, m.Width)+caretWidth, m.Height)
}

func (r *dateRenderer) Layout(s fyne.Size) {
	place(r.f.entry, 0, 0, s.Width-caretWidth-2, s.Height)
	place(r.f.open.self, s.Width-caretWidth, float32(int((s.Height-30)/2)), caretWidth, 30)
}

func (r *dateRenderer) Refresh() {
	for _, o := range r.objects {
		o.Refresh()
	}
}

// caretButton opens what is beside it.
type caretButton struct{ pressable }

func (b *caretButton) look() face {
	return face{padX: 6, height: 30, radius: 6, fill: ColorSurface, stroke: ColorBorder, hoverFill: ColorHover, mark: markCaret, align: fyne.TextAlignCenter}
}
