package kit

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func july(day int) time.Time { return time.Date(2026, 7, day, 0, 0, 0, 0, time.UTC) }

var dutchDays = [7]string{"ma", "di", "wo", "do", "vr", "za", "zo"}

func aCalendar() *Calendar {
	c := NewCalendar(july(9))
	c.Weekdays = dutchDays
	c.Week = func(_, n int) string { return fmt.Sprint("wk ", n) }
	c.More = func(n int) string { return fmt.Sprintf("nog %d", n) }
	c.SetEntries([]CalendarEntry{
		{Key: "1", Day: july(3), Text: "Terugbelafspraak Zorgboulevard", Role: RoleBad}, {Key: "2", Day: july(12), Text: "Uitlegfilm eigen risico", Role: RoleAccent},
		{Key: "3", Day: july(18), Text: "Track & trace-sms Pakketdienst", Role: RoleAccent}, {Key: "4", Day: july(18), Text: "Toets 30 dagen", Role: RoleMuted, Fixed: true},
		{Key: "5", Day: july(18), Text: "Brief", Role: RoleAccent}, {Key: "6", Day: july(18), Text: "Script", Role: RoleAccent}, {Key: "7", Day: july(31), Text: "Lijst", Role: RoleGood},
	})
	return c
}

func TestGalleryCalendar(t *testing.T) {
	var c *Calendar
	golden(t, "calendar", 900, 520, func(fyne.Window, *Host) fyne.CanvasObject {
		c = aCalendar()
		return Pad(GapPage, GapPage, c)
	}, func(win fyne.Window, _ *Host) {
		win.Canvas().Focus(c)
		key(c, fyne.KeyRight)
	})
}

// The keys go through days, weeks and months; Enter opens what is alone on a day, and asks about the day else.
func TestCalendarKeys(t *testing.T) {
	start(t, ModeLight)
	c := aCalendar()
	win, _ := window(t, c, 900, 520)
	var opened string
	var day time.Time
	var months []time.Month
	c.OnOpen, c.OnDay = func(k string) { opened = k }, func(d time.Time) { day = d }
	c.OnMonth = func(m time.Time) { months = append(months, m.Month()) }
	win.Canvas().Focus(c)
	for _, step := range []struct {
		key  fyne.KeyName
		want time.Time
	}{{fyne.KeyRight, july(10)}, {fyne.KeyDown, july(17)}, {fyne.KeyHome, july(13)}, {fyne.KeyEnd, july(19)}, {fyne.KeyLeft, july(18)},
		{fyne.KeyPageDown, july(18).AddDate(0, 1, 0)}, {fyne.KeyPageUp, july(18)}} {
		key(c, step.key)
		if !c.Selected().Equal(step.want) {
			t.Fatalf("%s leads to %s", step.key, c.Selected().Format(time.DateOnly))
		}
	}
	key(c, fyne.KeyReturn)
	if !day.Equal(july(18)) || opened != "" {
		t.Errorf("a day with more on it: %q, %s", opened, day)
	}
	c.Select(july(12))
	key(c, fyne.KeyReturn)
	if opened != "2" || !slices.Equal(months, []time.Month{time.August, time.July}) {
		t.Errorf("opened %q by way of %v", opened, months)
	}
	c.Select(july(31))
	c.Go(-1)
	if !c.Selected().Equal(july(0)) {
		t.Errorf("a month before 31 July is %s", c.Selected().Format(time.DateOnly))
	}
}

// An entry is dragged to another day; one that stays is not, nor what there is nothing on.
func TestCalendarDrag(t *testing.T) {
	start(t, ModeLight)
	c := aCalendar()
	window(t, c, 900, 700)
	var moves []string
	c.OnMove = func(key string, day time.Time) { moves = append(moves, key+day.Format(" 2 Jan")) }
	drag := func(from int, line float32, to int) {
		a, _ := c.cell(from + 1) // July 2026 begins on a Wednesday
		b, _ := c.cell(to + 1)
		c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: b.AddXY(20, 20)}, Dragged: fyne.NewDelta(b.X-a.X, b.Y+20-a.Y-calendarDay-line*calendarLine-5)})
		c.DragEnd()
	}
	drag(12, 0, 15)
	drag(18, 1, 20)
	drag(13, 0, 20)
	drag(12, 0, 12)
	if !slices.Equal(moves, []string{"2 15 Jul"}) {
		t.Errorf("moved %v", moves)
	}
}

func TestCalendarClick(t *testing.T) {
	start(t, ModeLight)
	c := aCalendar()
	win, _ := window(t, c, 900, 700)
	var opened string
	c.OnOpen = func(k string) { opened = k }
	pos, _ := c.cell(19)
	test.TapCanvas(win.Canvas(), pos.AddXY(20, calendarDay+calendarLine+4))
	if opened != "4" || !c.Selected().Equal(july(18)) {
		t.Errorf("opened %q on %s", opened, c.Selected())
	}
}
