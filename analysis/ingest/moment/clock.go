package moment

import "time"

// Times are worked with as wall-clock milliseconds since 1970-01-01 00:00.
const (
	Second = int64(1000)
	Minute = 60 * Second
	Hour   = 60 * Minute
	Day    = 24 * Hour
)

// daysFromCivil gives the days from 1970-01-01 to a date of the Gregorian
// calendar (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
func daysFromCivil(y, m, d int) int64 {
	if m <= 2 {
		y--
	}
	era := y / 400 // years are positive here
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int64(era*146097+doe) - 719468
}

// monthDays are the days of a month, in a year that is no leap year.
var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// Years outside these are taken for damage rather than dates.
const (
	firstYear = 1899 // the day 0 of spreadsheets
	lastYear  = 2199
)

// date gives midnight of a date, if there is such a date.
func date(y, m, d int) (int64, bool) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > monthDays[m] {
		if m != 2 || d != 29 || y < firstYear || y > lastYear || y%4 != 0 || y%100 == 0 && y%400 != 0 {
			return 0, false
		}
	}
	return daysFromCivil(y, m, d) * Day, true
}

// fullYear reads a two-digit year: 70 to 99 are of the last century.
func fullYear(y int) int {
	if y >= 70 {
		return 1900 + y
	}
	return 2000 + y
}

// number reads digits at i and says where they end; n is how many there were.
// More than nine are not read on.
func number(s []byte, i int) (value, n, next int) {
	for i < len(s) && s[i]-'0' <= 9 && n < 9 {
		value = value*10 + int(s[i]-'0')
		i++
		n++
	}
	return value, n, i
}

// Clock reads a time of day at the end of a text: h:mm, h:mm:ss, 14u05, 14h05, a
// fraction of a second, AM or PM (vm or nm), and a zone. Empty is midnight. zoned
// says that offset (milliseconds east of Greenwich) was given.
func Clock(s []byte) (ms, offset int64, zoned, ok bool) {
	i := 0
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if i == len(s) {
		return 0, 0, false, true
	}
	h, n, i := number(s, i)
	if n == 0 || n > 2 || h > 24 {
		return 0, 0, false, false
	}
	var m, sec, frac int
	colon := false
	if i < len(s) && (s[i] == ':' || s[i] == '.' || hourLetter(s, i)) {
		sep := s[i]
		colon = true
		if m, n, i = number(s, i+1); n == 0 || n > 2 || m > 59 {
			return 0, 0, false, false
		}
		if i < len(s) && (s[i] == ':' || s[i] == sep && sep == '.') {
			if sec, n, i = number(s, i+1); n == 0 || n > 2 || sec > 60 {
				return 0, 0, false, false
			}
			if i < len(s) && (s[i] == '.' || s[i] == ',' || s[i] == ':' && i+4 == len(s)) {
				i++
				from := i
				for scale := 100; i < len(s) && s[i]-'0' <= 9; i++ {
					frac += int(s[i]-'0') * scale
					scale /= 10
				}
				if i == from {
					return 0, 0, false, false
				}
			}
		}
	}
	i = spaces(s, i)
	if half, next := meridiem(s, i); half >= 0 {
		if h == 0 || h > 12 {
			if h > 12 && half == 1 {
				half = 0 // "14:05 PM": the 24-hour clock with a needless mark
			} else if h != 0 {
				return 0, 0, false, false
			}
		} else {
			h = h%12 + 12*half
		}
		i = spaces(s, next)
		colon = true
	}
	if !colon {
		// A lone number is no time of day, unless it says so: "14 uur", "14u".
		next := hourWord(s, i)
		if next == i {
			return 0, 0, false, false
		}
		i = next
	}
	if h == 24 && (m > 0 || sec > 0) {
		return 0, 0, false, false
	}
	i = hourWord(s, i)
	ms = int64(h)*Hour + int64(m)*Minute + int64(min(sec, 59))*Second + int64(frac)
	if i == len(s) {
		return ms, 0, false, true
	}
	offset, i, ok = offsetOf(s, i)
	return ms, offset, ok, ok && spaces(s, i) == len(s)
}

// hourLetter reports whether the letter between an hour and its minutes stands at
// i: 14u05, 14h05.
func hourLetter(s []byte, i int) bool {
	b := s[i] | 0x20
	return (b == 'u' || b == 'h') && i+1 < len(s) && s[i+1]-'0' <= 9
}

// hourWord skips what stands behind a time of day in Dutch and French: uur, u, h.
func hourWord(s []byte, i int) int {
	for _, w := range [...]string{"uur", "uhr", "u", "h"} {
		end := i + len(w)
		if end <= len(s) && equalFold(s[i:end], w) && (end == len(s) || s[end] == ' ' || s[end] == '.') {
			if end < len(s) && s[end] == '.' {
				end++
			}
			return spaces(s, end)
		}
	}
	return i
}

func spaces(s []byte, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// meridiem reads AM or PM (a.m., p. m.) or the Dutch vm and nm; half is 0 or 1,
// or -1 for neither.
func meridiem(s []byte, i int) (half, next int) {
	if i >= len(s) {
		return -1, i
	}
	switch s[i] | 0x20 {
	case 'a', 'v':
		half = 0
	case 'p', 'n':
		half = 1
	default:
		return -1, i
	}
	j := i + 1
	if j < len(s) && s[j] == '.' {
		j = spaces(s, j+1)
	}
	if j >= len(s) || s[j]|0x20 != 'm' {
		return -1, i
	}
	if j++; j < len(s) && s[j] == '.' {
		j++
	}
	if j < len(s) && s[j]|0x20 >= 'a' && s[j]|0x20 <= 'z' {
		return -1, i // a longer word
	}
	return half, j
}

// offsetOf reads a zone: Z, UTC, GMT, CET, CEST, +01:00, +0100, +01, or UTC+1.
func offsetOf(s []byte, i int) (offset int64, next int, ok bool) {
	for _, z := range [...]struct {
		name   string
		offset int64
	}{{"Z", 0}, {"UTC", 0}, {"GMT", 0}, {"CEST", 2 * Hour}, {"CET", Hour}} {
		if len(s)-i >= len(z.name) && equalFold(s[i:i+len(z.name)], z.name) {
			offset, i, ok = z.offset, i+len(z.name), true
			break
		}
	}
	if i == len(s) || s[i] != '+' && s[i] != '-' {
		return offset, i, ok
	}
	sign := int64(1)
	if s[i] == '-' {
		sign = -1
	}
	h, n, j := number(s, i+1)
	m := 0
	switch {
	case n == 4:
		h, m = h/100, h%100
	case n == 1 || n == 2:
		if j < len(s) && s[j] == ':' {
			if m, n, j = number(s, j+1); n != 2 {
				return 0, i, false
			}
		}
	default:
		return 0, i, false
	}
	if h > 14 || m > 59 {
		return 0, i, false
	}
	return offset + sign*(int64(h)*Hour+int64(m)*Minute), j, true
}

// equalFold compares ASCII letters without case.
func equalFold(a []byte, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		if x != y && (x|0x20 != y|0x20 || x|0x20 < 'a' || x|0x20 > 'z') {
			return false
		}
	}
	return true
}

// zoneClock turns moments into wall-clock times of a zone. It remembers between
// which changes of the clock it last was. It is for one goroutine.
type zoneClock struct {
	zone         *time.Location
	start, until int64 // milliseconds; the offset holds from start until until
	offset       int64
}

// wall gives the wall-clock time of a moment, in milliseconds since 1970.
func (z *zoneClock) wall(ms int64) int64 {
	if ms < z.start || ms >= z.until {
		at := time.UnixMilli(ms).In(z.zone)
		_, seconds := at.Zone()
		z.offset = int64(seconds) * Second
		from, to := at.ZoneBounds()
		z.start, z.until = ms, ms+1
		if !from.IsZero() {
			z.start = from.UnixMilli()
		}
		if !to.IsZero() {
			z.until = to.UnixMilli()
		}
	}
	return ms + z.offset
}
