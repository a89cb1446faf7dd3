package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// calendarRenderer keeps the objects of each day and fills them again for another month.
type calendarRenderer struct {
	baseRenderer
	c     *Calendar
	back  *surface
	heads [7]*canvas.Text
	weeks [calendarWeeks]*canvas.Text
	days  [7 * calendarWeeks]*calendarCell
	lines []*canvas.Rectangle
	ghost *calendarMark
}

// calendarCell is what is drawn of a day.
type calendarCell struct {
	bg     *canvas.Rectangle
	round  *canvas.Rectangle // behind the number of today
	number *canvas.Text
	marks  []*calendarMark
	more   *canvas.Text
	box    *fyne.Container
}

// calendarMark is what is drawn of an entry.
type calendarMark struct {
	bg, bar *canvas.Rectangle
	text    *canvas.Text
	box     *fyne.Container
}

func newCalendarMark() *calendarMark {
	m := &calendarMark{bg: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), text: newRoleText("", RoleBody)}
	m.bg.CornerRadius = 3
	m.box = &fyne.Container{Objects: []fyne.CanvasObject{m.bg, m.bar, m.text}}
	return m
}

func newCalendarRenderer(c *Calendar) *calendarRenderer {
	r := &calendarRenderer{c: c, back: newSurface(ColorSurface, ColorBorder, 8), ghost: newCalendarMark()}
	r.objects = []fyne.CanvasObject{r.back.Rectangle}
	for i := range r.days {
		d := &calendarCell{bg: canvas.NewRectangle(nil), round: canvas.NewRectangle(nil), number: newRoleText("", RoleSmall), more: newRoleText("", RoleSmall)}
		d.box = &fyne.Container{Objects: []fyne.CanvasObject{d.bg, d.round, d.number, d.more}}
		r.days[i] = d
		r.objects = append(r.objects, d.box)
	}
	for i := range r.heads {
		r.heads[i] = newRoleText("", RoleSmall)
		r.objects = append(r.objects, r.heads[i])
	}
	for i := range r.weeks {
		r.weeks[i] = newRoleText("", RoleSmall)
		r.objects = append(r.objects, r.weeks[i])
	}
	for range 6 + calendarWeeks {
		l := canvas.NewRectangle(nil)
		r.lines = append(r.lines, l)
		r.objects = append(r.objects, l)
	}
	r.ghost.box.Hide()
	r.objects = append(r.objects, r.ghost.box)
	return r
}

func (r *calendarRenderer) MinSize() fyne.Size {
	if r.c.compact {
		return fyne.NewSize(r.c.left()+7*32, calendarHead+calendarWeeks*26)
	}
	return fyne.NewSize(r.c.left()+7*60, calendarHead+calendarWeeks*46)
}

func (r *calendarRenderer) Layout(fyne.Size) { r.update() }

func (r *calendarRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.c)
}

func (r *calendarRenderer) update() {
	c := r.c
	size := c.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	r.back.restyle()
	place(r.back.Rectangle, 0, calendarHead, size.Width, size.Height-calendarHead)
	r.back.Rectangle.Hidden = c.compact
	small := roleLook{ColorMuted, SizeSmall, true}
	for i, t := range r.heads {
		pos, cell := c.cell(i)
		small.apply(t)
		t.Text, t.Alignment = c.Weekdays[i], fyne.TextAlignLeading
		x, w := pos.X+8, cell.Width-8
		if c.compact {
			x, w, t.Alignment = pos.X, cell.Width, fyne.TextAlignCenter
		}
		place(t, x, 0, w, calendarHead-2)
		canvas.Refresh(t)
	}
	for i, t := range r.weeks {
		RoleSmall.look().apply(t)
		t.Text, t.Alignment = "", fyne.TextAlignCenter
		if c.Week != nil {
			year, n := c.first.AddDate(0, 0, 7*i).ISOWeek()
			t.Text = c.Week(year, n)
		}
		pos, _ := c.cell(7 * i)
		place(t, 0, pos.Y+3, c.left(), calendarDay-4)
		canvas.Refresh(t)
	}
	r.rule(size)
	for i := range r.days {
		r.fill(i)
	}
	r.updateGhost()
}

// rule draws the lines between the days.
func (r *calendarRenderer) rule(size fyne.Size) {
	c := r.c
	for i, l := range r.lines {
		l.FillColor, l.Hidden = Color(ColorBorder), c.compact
		if i < 6 {
			pos, _ := c.cell(i + 1)
			place(l, pos.X, calendarHead, 1, size.Height-calendarHead)
		} else if row := i - 6; row > 0 {
			pos, _ := c.cell(7 * row)
			place(l, 1, pos.Y, size.Width-2, 1)
		} else {
			place(l, c.left(), calendarHead, 1, size.Height-calendarHead)
			l.Hidden = c.compact || c.Week == nil
		}
		canvas.Refresh(l)
	}
}

func (r *calendarRenderer) fill(i int) {
	c, d := r.c, r.days[i]
	day := c.first.AddDate(0, 0, i)
	pos, size := c.cell(i)
	hover, _, over := c.dayAt(c.hover)
	fill, stroke, width := color.Color(color.Transparent), color.Color(color.Transparent), float32(0)
	switch {
	case c.drag != nil && c.drag.some && c.drag.over.Equal(day):
		fill = Color(ColorAccentSoft)
	case c.hovers && over && hover.Equal(day):
		fill = Color(ColorHover)
	case i%7 > 4 && !c.compact:
		fill = Color(ColorStripe)
	}
	if day.Equal(c.day) {
		stroke, width = Color(ColorAccent), 1
		if c.focus {
			stroke, width = Color(ColorFocusRing), 2
		}
	}
	d.bg.FillColor, d.bg.StrokeColor, d.bg.StrokeWidth, d.bg.CornerRadius = fill, stroke, width, 5
	place(d.bg, 2, 2, size.Width-4, size.Height-4)

	look := roleLook{ColorText, SizeSmall, false}
	if day.Month() != c.day.Month() {
		look.color = ColorFaint
	}
	d.round.FillColor, d.round.CornerRadius = color.Transparent, 9
	if day.Equal(c.today) {
		look.color, look.bold = ColorOnAccent, true
		d.round.FillColor = Color(ColorAccent)
	}
	look.apply(d.number)
	d.number.Text, d.number.Alignment = strconv.Itoa(day.Day()), fyne.TextAlignCenter
	x := float32(4)
	y := float32(3)
	if c.compact {
		x, y = (size.Width-24)/2, (size.Height-18)/2
	}
	place(d.round, x, y, 24, 18)
	place(d.number, x, y, 24, 18)

	on := c.entries[day]
	shown, more := c.fits(len(on))
	for len(d.marks) < shown {
		m := newCalendarMark()
		d.marks = append(d.marks, m)
		d.box.Objects = append(d.box.Objects, m.box)
	}
	for j, m := range d.marks {
		m.box.Hidden = j >= shown
		if j < shown {
			under, ok := c.entryAt(c.hover)
			m.fill(on[j], size.Width-8, c.hovers && ok && under.Key == on[j].Key, day.Month() != c.day.Month())
			place(m.box, 4, calendarDay+float32(j)*calendarLine, size.Width-8, calendarLine-1)
		}
	}
	RoleSmall.look().apply(d.more)
	d.more.Text = ""
	if left := len(on) - shown; more && c.More != nil {
		d.more.Text = ellipsize(c.More(left), RoleSmall.look(), size.Width-14)
	} else if len(on) > 0 && shown == 0 && !c.compact {
		d.more.Text = strconv.Itoa(len(on))
	}
	place(d.more, 9, calendarDay+float32(shown)*calendarLine-2, size.Width-14, calendarLine)
	place(d.box, pos.X, pos.Y, size.Width, size.Height)
	canvas.Refresh(d.box)
}

func (m *calendarMark) fill(e CalendarEntry, width float32, hovered, pale bool) {
	look := roleLook{ColorText, SizeSmall, false}
	bar := e.Role.look().color
	m.bg.FillColor = color.Transparent
	if hovered {
		m.bg.FillColor = Color(ColorAccentSoft)
	}
	if pale {
		look.color = ColorMuted
	}
	if e.Role == RoleBad || e.Role == RoleWarn {
		look.color, look.bold = bar, true
	}
	m.bar.FillColor, m.bar.CornerRadius = Color(bar), 1.5
	look.apply(m.text)
	m.text.Text = ellipsize(e.Text, look, width-12)
	place(m.bg, 0, 0, width, calendarLine-1)
	place(m.bar, 3, 3, 3, calendarLine-7)
	place(m.text, 9, 0, width-9, calendarLine-2)
}

func (r *calendarRenderer) updateGhost() {
	d := r.c.drag
	if d == nil || !d.some {
		r.ghost.box.Hide()
		return
	}
	_, size := r.c.cell(0)
	r.ghost.fill(d.entry, size.Width-8, false, false)
	r.ghost.bg.FillColor = Color(ColorSurface)
	r.ghost.bg.Shadow = canvas.Shadow{Color: Color(ColorShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
	place(r.ghost.box, d.at.X-12, d.at.Y-calendarLine/2, size.Width-8, calendarLine-1)
	r.ghost.box.Show()
	canvas.Refresh(r.ghost.box)
}
