package sample

import "time"

const (
	hour  = int64(3600)
	daily = 24 * hour
)

// calendarDay is what opening hours and demand need to know of a day.
type calendarDay struct {
	weekday time.Weekday
	holiday bool
	month   time.Month
	quiet   float64 // demand against a common day of that weekday
}

func calendarOf(day time.Time) calendarDay {
	c := calendarDay{weekday: day.Weekday(), holiday: holiday(day), month: day.Month(), quiet: 1}
	switch _, m, d := day.Date(); {
	case m == 12 && d >= 24, m == 1 && d <= 2:
		c.quiet = .75
	case m == 7 && d >= 12, m == 8 && d <= 24:
		c.quiet = .87
	case m == 5 && d <= 5:
		c.quiet = .85
	}
	if !c.holiday && holiday(day.AddDate(0, 0, -1)) {
		c.quiet *= 1.2
	}
	return c
}

// holiday says whether a Dutch insurer's telephones are closed for a feast.
func holiday(day time.Time) bool {
	y, m, d := day.Date()
	switch {
	case m == 1 && d == 1, m == 12 && (d == 25 || d == 26):
		return true
	case m == 4 && d == 27 && day.Weekday() != time.Sunday, m == 4 && d == 26 && day.Weekday() == time.Saturday:
		return true // King's Day
	}
	switch days := int(day.Sub(easter(y)).Hours() / 24); days {
	case 0, 1, 39, 49, 50: // Easter, Ascension, Whitsun
		return day.Sub(easter(y)) >= 0
	}
	return false
}

// easter is Easter Sunday by the anonymous Gregorian computus.
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e, g := b/4, b%4, (8*b+13)/25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// open gives the seconds of the day between which a channel takes contacts; equal when it is closed.
func (c *calendarDay) open(channel int) (from, to int64) {
	if channel == mail {
		return 6*hour + hour/2, 23*hour + hour/2
	}
	if c.holiday || c.weekday == time.Sunday {
		return 0, 0
	}
	if c.weekday == time.Saturday {
		switch {
		case channel == chat:
			return 10 * hour, 16 * hour
		case c.month == time.December || c.month == time.January:
			return 9 * hour, 13 * hour
		}
		return 0, 0
	}
	if channel == chat {
		return 8 * hour, 21 * hour
	}
	return 8 * hour, 18 * hour
}

// byHour is the demand in each hour of a day that is open throughout, per channel; it sums to one over an open weekday.
var byHour = [...][24]float64{
	phone: {8: .095, 9: .130, 10: .135, 11: .120, 12: .090, 13: .100, 14: .110, 15: .100, 16: .075, 17: .045},
	mail:  {6: .02, 7: .03, 8: .06, 9: .09, 10: .09, 11: .08, 12: .06, 13: .06, 14: .06, 15: .06, 16: .05, 17: .04, 18: .04, 19: .07, 20: .08, 21: .06, 22: .04, 23: .01},
	chat:  {8: .06, 9: .09, 10: .10, 11: .10, 12: .09, 13: .08, 14: .08, 15: .08, 16: .07, 17: .05, 18: .05, 19: .08, 20: .07},
}

// byWeekday is the demand of each day from Sunday, per channel.
var byWeekday = [...][7]float64{
	phone: {0, 1.28, 1.08, .98, .93, .80, .45},
	mail:  {.45, 1.15, 1.05, 1.00, .97, .85, .45},
	chat:  {0, 1.20, 1.05, 1.00, .95, .85, .55},
}

// demand is the relative number of first contacts in the quarter of an hour that begins at second tod of the day.
func (c *calendarDay) demand(channel int, tod int64) float64 {
	from, to := c.open(channel)
	if tod < from || tod >= to {
		return 0
	}
	d := Channels[channel].Share * byHour[channel][tod/hour] * byWeekday[channel][c.weekday] * c.quiet
	if c.holiday {
		d *= .4
	}
	return d
}
