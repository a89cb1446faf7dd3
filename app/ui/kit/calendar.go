package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// CalendarEntry is something on a day of a Calendar.
type CalendarEntry struct {
	Key   string
	Day   time.Time
	Text  string
	Role  Role
	Tip   string
	Fixed bool // it cannot be moved to another day
}

// Calendar shows the weeks of a month, Monday first, with what is on each day. Arrows go from day to day, Page Up and Page
// Down to another month, Home and End to the first and last day of the week; Enter or a click chooses a day or an entry. An
// entry is dragged to another day.
//
// Moving changes nothing by itself: the owner decides and shows the entries anew.
type Calendar struct {
	widget.BaseWidget

	OnDay   func(day time.Time) // a day was chosen, beside its entries
	OnOpen  func(key string)
	OnMove  func(key string, day time.Time)
	OnMonth func(month time.Time) // another month is shown

	Weekdays [7]string                // Monday first
	Week     func(year, n int) string // names a week at the left; nil: weeks have no names
	More     func(n int) string       // says how many entries there is no room for

	compact bool
	today   time.Time
	day     time.Time // selected
	first   time.Time // of the weeks shown: a Monday
	entries map[time.Time][]CalendarEntry
	hover   fyne.Position
	hovers  bool
	focus   bool
	drag    *calendarDrag
	render  *calendarRenderer
}

type calendarDrag struct {
	entry CalendarEntry
	some  bool
	over  time.Time
	at    fyne.Position
}

var (
	_ fyne.Focusable     = (*Calendar)(nil)
	_ fyne.Tappable      = (*Calendar)(nil)
	_ fyne.Draggable     = (*Calendar)(nil)
	_ fyne.Scrollable    = (*Calendar)(nil)
	_ fyne.Shortcutable  = (*Calendar)(nil)
	_ desktop.Hoverable  = (*Calendar)(nil)
	_ desktop.Cursorable = (*Calendar)(nil)
)

const (
	calendarWeeks         = 6
	calendarHead  float32 = 24
	calendarWeek  float32 = 42 // room for the name of a week
	calendarDay   float32 = 24 // room for the number of a day
	calendarLine  float32 = 19
)

// NewCalendar makes a calendar of the month of a day; today is marked.
func NewCalendar(today time.Time) *Calendar {
	c := &Calendar{today: dayOf(today), entries: map[time.Time][]CalendarEntry{}}
	c.ExtendBaseWidget(c)
	c.Select(today)
	return c
}

// newDayPicker makes a small one, to choose a day with.
func newDayPicker(today time.Time) *Calendar {
	c := NewCalendar(today)
	c.compact = true
	return c
}

// dayOf is a day without its time.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// SetEntries shows these, in this order within their days.
func (c *Calendar) SetEntries(entries []CalendarEntry) {
	c.entries = map[time.Time][]CalendarEntry{}
	for _, e := range entries {
		d := dayOf(e.Day)
		c.entries[d] = append(c.entries[d], e)
	}
	c.update()
}

// On lists what is on a day.
func (c *Calendar) On(day time.Time) []CalendarEntry { return slices.Clone(c.entries[dayOf(day)]) }

// SetToday marks another day as today.
func (c *Calendar) SetToday(today time.Time) { c.today = dayOf(today); c.update() }

// Selected gives the selected day.
func (c *Calendar) Selected() time.Time { return c.day }

// Month gives the first day of the month that is shown.
func (c *Calendar) Month() time.Time {
	return time.Date(c.day.Year(), c.day.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// Select selects a day and shows its month, without a callback.
func (c *Calendar) Select(day time.Time) {
	c.day = dayOf(day)
	month := c.Month()
	c.first = month.AddDate(0, 0, -(int(month.Weekday())+6)%7)
	c.update()
}

// Go shows the month that many months on, or back, with the same day of it.
func (c *Calendar) Go(months int) {
	month := c.Month().AddDate(0, months, 0)
	last := month.AddDate(0, 1, -1).Day()
	c.goTo(month.AddDate(0, 0, min(c.day.Day(), last)-1))
}

func (c *Calendar) goTo(day time.Time) {
	before := c.Month()
	c.Select(day)
	if now := c.Month(); !now.Equal(before) && c.OnMonth != nil {
		c.OnMonth(now)
	}
}

func (c *Calendar) update() {
	if c.render != nil {
		c.render.update()
	}
}

func (c *Calendar) left() float32 {
	if c.Week == nil {
		return 0
	}
	return calendarWeek
}

// cell gives the place of the i-th day that is shown.
func (c *Calendar) cell(i int) (pos fyne.Position, size fyne.Size) {
	w, h := (c.Size().Width-c.left())/7, (c.Size().Height-calendarHead)/calendarWeeks
	x, y := c.left()+w*float32(i%7), calendarHead+h*float32(i/7)
	left, top := float32(int(x)), float32(int(y))
	return fyne.NewPos(left, top), fyne.NewSize(float32(int(x+w))-left, float32(int(y+h))-top)
}

// dayAt finds the day at a position; false outside the days.
func (c *Calendar) dayAt(p fyne.Position) (time.Time, int, bool) {
	w, h := (c.Size().Width-c.left())/7, (c.Size().Height-calendarHead)/calendarWeeks
	if p.X < c.left() || p.Y < calendarHead || w <= 0 || h <= 0 {
		return time.Time{}, 0, false
	}
	x, y := int((p.X-c.left())/w), int((p.Y-calendarHead)/h)
	if x > 6 || y >= calendarWeeks {
		return time.Time{}, 0, false
	}
	return c.first.AddDate(0, 0, y*7+x), y*7 + x, true
}

// fits gives how many entries of a day are drawn, and whether a line that tells of others follows.
func (c *Calendar) fits(n int) (shown int, more bool) {
	_, size := c.cell(0)
	lines := int((size.Height - calendarDay - 2) / calendarLine)
	if c.compact || lines <= 0 {
		return 0, false
	}
	if n <= lines {
		return n, false
	}
	return lines - 1, true
}

// entryAt finds the entry at a position.
func (c *Calendar) entryAt(p fyne.Position) (CalendarEntry, bool) {
	day, i, ok := c.dayAt(p)
	if !ok {
		return CalendarEntry{}, false
	}
	pos, _ := c.cell(i)
	on := c.entries[day]
	shown, _ := c.fits(len(on))
	y := p.Y - pos.Y - calendarDay
	if j := int(y / calendarLine); y >= 0 && j < shown {
		return on[j], true
	}
	return CalendarEntry{}, false
}

// Tapped opens an entry or chooses a day.
func (c *Calendar) Tapped(e *fyne.PointEvent) {
	focusOn(c)
	tips.leave(c)
	day, _, ok := c.dayAt(e.Position)
	if !ok {
		return
	}
	entry, on := c.entryAt(e.Position)
	c.goTo(day)
	if on && c.OnOpen != nil {
		c.OnOpen(entry.Key)
	} else if !on && c.OnDay != nil {
		c.OnDay(day)
	}
}

// FocusGained draws where the keys go.
func (c *Calendar) FocusGained() { c.focus = true; c.update() }

// FocusLost takes that away.
func (c *Calendar) FocusLost() { c.focus = false; c.update() }

// TypedRune does nothing.
func (c *Calendar) TypedRune(rune) {}

// TypedKey goes from day to day, chooses one, or passes the key on.
func (c *Calendar) TypedKey(e *fyne.KeyEvent) {
	weekday := (int(c.day.Weekday()) + 6) % 7
	step := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7, fyne.KeyHome: -weekday, fyne.KeyEnd: 6 - weekday}
	d, moves := step[e.Name]
	switch {
	case moves:
		c.goTo(c.day.AddDate(0, 0, d))
	case e.Name == fyne.KeyPageUp:
		c.Go(-1)
	case e.Name == fyne.KeyPageDown:
		c.Go(1)
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace:
		if on := c.entries[c.day]; len(on) == 1 && c.OnOpen != nil {
			c.OnOpen(on[0].Key)
		} else if c.OnDay != nil {
			c.OnDay(c.day)
		}
	default:
		passKey(c, e)
	}
}

// TypedShortcut passes shortcuts on.
func (c *Calendar) TypedShortcut(s fyne.Shortcut) { passShortcut(c, s) }

// Scrolled goes to another month.
func (c *Calendar) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DY < 0:
		c.Go(1)
	case e.Scrolled.DY > 0:
		c.Go(-1)
	}
}

// Dragged takes an entry along.
func (c *Calendar) Dragged(e *fyne.DragEvent) {
	if c.drag == nil {
		c.drag = &calendarDrag{}
		if entry, ok := c.entryAt(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY)); ok && !entry.Fixed && c.OnMove != nil {
			c.drag.entry, c.drag.some = entry, true
		}
	}
	if c.drag.some {
		tips.leave(c)
		c.drag.at = e.Position
		c.drag.over, _, _ = c.dayAt(e.Position)
		c.update()
	}
}

// DragEnd puts the entry down.
func (c *Calendar) DragEnd() {
	d := c.drag
	c.drag = nil
	c.update()
	if d != nil && d.some && !d.over.IsZero() && !d.over.Equal(dayOf(d.entry.Day)) {
		c.OnMove(d.entry.Key, d.over)
	}
}

// MouseIn follows the pointer.
func (c *Calendar) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved lights up what is under the pointer and gives its tooltip.
func (c *Calendar) MouseMoved(e *desktop.MouseEvent) {
	tip := ""
	if entry, ok := c.entryAt(e.Position); ok {
		if tip = entry.Tip; tip == "" {
			tip = entry.Text
		}
	}
	tips.change(c, tip, e.AbsolutePosition)
	c.hover, c.hovers = e.Position, true
	c.update()
}

// MouseOut takes the light away.
func (c *Calendar) MouseOut() {
	tips.leave(c)
	c.hovers = false
	c.update()
}

// Cursor is a hand over what can be chosen.
func (c *Calendar) Cursor() desktop.Cursor {
	if _, on := c.entryAt(c.hover); c.hovers && (on || c.compact) {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	c.render = newCalendarRenderer(c)
	return c.render
}
