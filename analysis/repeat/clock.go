package repeat

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/holiday"
)

// Opening is the hours in which time counts. The zero Opening is around the
// clock, every day.
type Opening struct {
	Hours  []Hours  `json:"hours,omitempty"`
	Closed []string `json:"closed,omitempty"` // public holidays on which it is closed, by the ids of package holiday
}

// Hours is a stretch of a day, on some weekdays. No two of a weekday overlap.
type Hours struct {
	Days string    `json:"days"` // "12345": Monday to Friday
	From TimeOfDay `json:"from"`
	To   TimeOfDay `json:"to"` // up to 24:00
}

// TimeOfDay is minutes since midnight, written "08:30".
type TimeOfDay int

// String writes the time.
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// MarshalText writes the time.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads "8:30" or "08:30", up to 24:00.
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	v, err := ParseTimeOfDay(string(text))
	*t = v
	return err
}

// ParseTimeOfDay reads "8:30", "08:30", "8" or "24:00".
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	var h, m int
	hours, minutes, both := strings.Cut(strings.TrimSpace(text), ":")
	ok := len(hours) > 0 && len(hours) <= 2 && digits(hours, &h) && (!both || len(minutes) == 2 && digits(minutes, &m))
	if !ok || m > 59 || h*60+m > 24*60 {
		return 0, wrong("time", "value", text)
	}
	return TimeOfDay(h*60 + m), nil
}

func digits(text string, to *int) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
		*to = *to*10 + int(r-'0')
	}
	return true
}

// OfficeHours is Monday to Friday from eight to six, closed on the holidays that
// nearly every employer keeps.
var OfficeHours = Opening{
	Hours:  []Hours{{"12345", 8 * 60, 18 * 60}},
	Closed: []string{"new_year", "easter_monday", "kings_day", "ascension", "whit_monday", "christmas", "boxing_day"},
}

func (o Opening) check() error {
	var open [7][24 * 60]bool
	for _, h := range o.Hours {
		if h.From < 0 || h.To > 24*60 || h.From >= h.To || h.Days == "" {
			return wrong("hours", "from", h.From.String(), "to", h.To.String(), "days", h.Days)
		}
		for _, day := range h.Days {
			if day < '1' || day > '7' {
				return wrong("weekdays", "days", h.Days)
			}
			for m := h.From; m < h.To; m++ {
				if open[day-'1'][m] {
					return wrong("overlap", "day", string(day))
				}
				open[day-'1'][m] = true
			}
		}
	}
	for _, id := range o.Closed {
		if !slices.Contains(holiday.IDs(), id) {
			return wrong("holiday", "value", id)
		}
	}
	if len(o.Hours) == 0 && len(o.Closed) > 0 {
		return wrong("closed")
	}
	return nil
}

// Longest gives the open time of the longest day of a week: what people mean by
// a working day.
func (o Opening) Longest() Span {
	longest := TimeOfDay(0)
	for day := range 7 {
		sum := TimeOfDay(0)
		for _, h := range o.On(day) {
			sum += h.To - h.From
		}
		longest = max(longest, sum)
	}
	return Span(longest) * Minute
}

// On gives the hours of a weekday (0: Monday), the earliest first.
func (o Opening) On(day int) []Hours {
	var all []Hours
	for _, h := range o.Hours {
		if strings.ContainsRune(h.Days, rune('1'+day)) {
			all = append(all, h)
		}
	}
	slices.SortFunc(all, func(a, b Hours) int { return int(a.From - b.From) })
	return all
}

const dayMs = 24 * 60 * 60 * 1000

// dayOf gives the day of a wall-clock time, counted from 1970-01-01.
func dayOf(ms int64) int64 {
	day := ms / dayMs
	if ms < day*dayMs {
		day--
	}
	return day
}

// clock turns wall-clock milliseconds into those that count: open ones, or whole
// days. What it gives never falls as the time rises. The nil clock counts them all.
type clock struct {
	days  bool
	first int64       // day of the first entry of before
	open  []int64     // milliseconds counted before each day; one entry more than days
	on    [][2]int64  // stretches of a day, from midnight, by kind of day
	kinds []stretches // for each day
}

// stretches is a part of clock.on: that of one kind of day.
type stretches struct{ from, until int32 }

// clock gives the clock for times between two, or nil for the plain one.
func (d Definition) clock(from, to int64) *clock {
	if len(d.Opening.Hours) == 0 {
		if !d.CalendarDays {
			return nil
		}
		return &clock{days: true}
	}
	c := &clock{days: d.CalendarDays, first: dayOf(from)}
	last := max(dayOf(to), c.first)
	var week [7]stretches
	var length [7]int64
	for day := range week {
		week[day].from = int32(len(c.on))
		for _, h := range d.Opening.On(day) {
			c.on = append(c.on, [2]int64{int64(h.From) * 60_000, int64(h.To) * 60_000})
			length[day] += int64(h.To-h.From) * 60_000
		}
		week[day].until = int32(len(c.on))
	}
	closed := map[int64]bool{}
	for _, h := range holiday.Between(contact.When(c.first*dayMs), contact.When(last*dayMs)) {
		if slices.Contains(d.Opening.Closed, h.ID) {
			closed[dayOf(contact.Wall(h.Date))] = true
		}
	}
	sum := int64(0)
	for day := c.first; day <= last; day++ {
		weekday := ((day+3)%7 + 7) % 7 // 1970-01-01 was a Thursday
		kind, ms := week[weekday], length[weekday]
		if closed[day] {
			kind, ms = stretches{}, 0
		}
		if c.days && ms > 0 {
			ms = dayMs
		}
		c.open, c.kinds = append(c.open, sum), append(c.kinds, kind)
		sum += ms
	}
	c.open = append(c.open, sum)
	return c
}

// at gives the milliseconds counted up to a time. With whole days that is those
// of its day and the days before it.
func (c *clock) at(ms int64) int64 {
	if c == nil {
		return ms
	}
	day := dayOf(ms)
	if c.kinds == nil { // calendar days
		return day * dayMs
	}
	k := min(max(day-c.first, 0), int64(len(c.kinds)-1))
	if c.days {
		return c.open[k+1]
	}
	sum, of := c.open[k], ms-(c.first+k)*dayMs
	for _, s := range c.on[c.kinds[k].from:c.kinds[k].until] {
		if of <= s[0] {
			break
		}
		sum += min(of, s[1]) - s[0]
	}
	return sum
}

// clock gives the clock for the log.
func (e *Engine) clock(d Definition) *clock { return d.clock(e.log.Start-dayMs, e.log.End+dayMs) }

// counted gives the start of every contact with a customer key by the clock of a
// definition.
func (e *Engine) counted(ctx context.Context, d Definition) ([]int64, error) {
	times, clock := e.log.Time[e.log.Keyed:], e.clock(d)
	if clock == nil {
		return times, nil
	}
	counted := make([]int64, len(times))
	return counted, inParts(ctx, len(times), func(_, from, until int) {
		for i := from; i < until; i++ {
			counted[i] = clock.at(times[i])
		}
	})
}

// until gives the latest moment that data ending at a time cover: where whole days
// count the end of the last whole one.
func (d Definition) until(end int64) int64 {
	if d.CalendarDays {
		return lastWholeDay(end)*dayMs + dayMs - 1
	}
	return end
}

// lastWholeDay gives the last day that data ending at a time cover to midnight.
func lastWholeDay(ms int64) int64 { return dayOf(ms+1000) - 1 }

// gap gives the seconds counted between two times, rounded up.
func (c *clock) gap(from, to int64) int32 {
	return gap(c.at(from), c.at(to))
}

// WindowBefore gives the latest time whose window has ended when the data end at
// a time: contacts up to it are ripe.
func (d Definition) WindowBefore(end time.Time) time.Time {
	at, window := contact.Wall(end), d.Window.Seconds()*1000
	if d.clock(at, at) == nil {
		return contact.When(at - window)
	}
	at = d.until(at)
	return d.search(at, func(c *clock, t int64) bool { return t <= at && c.at(at)-c.at(t) >= window }, -1)
}

// WindowAfter gives the latest time that lies in the window of a contact at a
// time: contacts after it have all of their history in data that begin there.
func (d Definition) WindowAfter(begin time.Time) time.Time {
	at, window := contact.Wall(begin), d.Window.Seconds()*1000
	if d.clock(at, at) == nil {
		return contact.When(at + window)
	}
	return d.search(at, func(c *clock, t int64) bool { return c.at(t)-c.at(at) <= window }, 1)
}

// search finds the latest second at which ok holds: near a time, on one side of
// it. ok holds up to some time and not after.
func (d Definition) search(at int64, ok func(c *clock, t int64) bool, side int64) time.Time {
	// Weeks enough for the window; half as many again, for days of closing.
	perWeek, window := int64(7*dayMs), d.Window.Seconds()*1000
	if len(d.Opening.Hours) > 0 {
		perWeek = 0
		for day := range 7 {
			hours := d.Opening.On(day)
			if d.CalendarDays && len(hours) > 0 {
				perWeek += dayMs
				continue
			}
			for _, h := range hours {
				perWeek += int64(h.To-h.From) * 60_000
			}
		}
	}
	reach := (window/perWeek*3/2 + 6) * 7 * dayMs
	low, high := at-dayMs*4, at+reach
	if side < 0 {
		low, high = at-reach, at+dayMs*4
	}
	c := d.clock(low, high)
	for high-low > 1000 {
		if middle := low + (high-low)/2000*1000; ok(c, middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return contact.When(low)
}
