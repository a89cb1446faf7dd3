package moment

import (
	"time"

	"eenkeer/analysis/ingest/cell"
)

// Reader reads the times of one column (or of a date and a time column) the
// way that was decided for the whole of it. It is for one goroutine.
type Reader struct {
	order    string // "dmy", "mdy" or "ymd"
	serial   bool   // numbers are a spreadsheet's dates
	from1904 bool
	zone     zoneClock

	Seen  [Forms]int // how the dates were written
	Zoned int        // how many had a zone, or counted from 1970

	// UTC says that times without a zone are Greenwich times, as a header may say.
	UTC bool

	// The last date that a fast path read, its form and its midnight: neighbours
	// share it.
	lastDate [2]uint64
	lastForm Form
	lastDay  int64
}

// Form is how a date stands, as far as the order of day and month goes.
type Form uint8

const (
	FormNone   Form = iota // no date, or one in which the order plays no part
	FormYear               // the year in front
	FormDigits             // digits only, read in the order of the column
	FormEither             // day and month, both 12 at most: either may be in front
	FormFirst              // only the first can be the day
	FormSecond             // only the second can be the day
	Forms
)

// formOf gives the form of a date of which the year stands last.
func formOf(a, b int) Form {
	switch {
	case a > 12 && b > 12:
		return FormNone
	case a > 12:
		return FormFirst
	case b > 12:
		return FormSecond
	}
	return FormEither
}

func NewReader(order string, serial, from1904 bool, zone *time.Location) *Reader {
	if order == "" {
		order = "dmy"
	}
	none := [2]uint64{^uint64(0), ^uint64(0)} // the bytes of no date
	return &Reader{order: order, serial: serial, from1904: from1904, zone: zoneClock{zone: zone}, lastDate: none}
}

// Read gives the wall-clock time of a text without spaces around it.
func (r *Reader) Read(s []byte) (int64, bool) {
	if r.UTC {
		zoned := r.Zoned
		ms, ok := r.readAny(s)
		if ok && zoned == r.Zoned {
			ms = r.zone.wall(ms)
		}
		return ms, ok
	}
	if len(s) >= 16 && len(s) <= 19 && s[len(s)-3] == ':' {
		if ms, ok := r.fixed(s); ok {
			return ms, true
		}
	}
	return r.readAny(s)
}

// wall turns a moment into the zone's wall-clock time.
func (r *Reader) wall(ms int64) int64 {
	r.Zoned++
	return r.zone.wall(ms)
}

// fixed reads yyyy-mm-dd hh:mm[:ss] (or with a T) and dd-mm-yyyy hh:mm[:ss],
// the layouts of nearly all big exports.
func (r *Reader) fixed(s []byte) (int64, bool) {
	n := len(s)
	if n != 16 && n != 19 || s[13] != ':' || s[10] != ' ' && s[10] != 'T' {
		return 0, false
	}
	a, b := cell.Load64(s, 0), cell.Load64(s, 8)&0xffff
	at, as := r.lastDay, r.lastForm
	if a != r.lastDate[0] || b != r.lastDate[1] {
		var ok bool
		switch {
		case s[4] == '-' && s[7] == '-':
			y, m, d := two(s, 0)*100+two(s, 2), two(s, 5), two(s, 8)
			if y|m|d > 1<<16 {
				return 0, false
			}
			as = FormYear
			at, ok = date(y, m, d)
		case (s[2] == '-' || s[2] == '/' || s[2] == '.') && s[5] == s[2] && r.order != "ymd":
			p, q, y := two(s, 0), two(s, 3), two(s, 6)*100+two(s, 8)
			if p|q|y > 1<<16 {
				return 0, false
			}
			as = formOf(p, q)
			if r.order == "mdy" {
				p, q = q, p
			}
			at, ok = date(y, q, p)
		}
		if !ok {
			return 0, false // counted by the careful way
		}
		r.lastDate, r.lastForm, r.lastDay = [2]uint64{a, b}, as, at
	}
	h, m, sec := two(s, 11), two(s, 14), 0
	if n == 19 {
		if s[16] != ':' {
			return 0, false
		}
		sec = two(s, 17)
	}
	if h > 23 || m > 59 || sec > 59 {
		return 0, false
	}
	r.Seen[as]++
	return at + int64(h)*Hour + int64(m)*Minute + int64(sec)*Second, true
}

// two reads two digits; more than 1<<16 where there are none.
func two(s []byte, i int) int {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return 1 << 20
	}
	return int(a)*10 + int(b)
}

// readAny tries every way of writing a time.
func (r *Reader) readAny(s []byte) (int64, bool) {
	if len(s) > 64 {
		return 0, false
	}
	if s = plain(s); len(s) == 0 {
		return 0, false
	}
	if r.serial {
		if ms, ok := serialTime(s, r.from1904); ok {
			return ms, true
		}
	}
	if s[0]-'0' <= 9 {
		if ms, as, zoned, ok := compactTime(s, r.order); ok {
			r.Seen[as]++
			if zoned {
				ms = r.wall(ms)
			}
			return ms, true
		}
		if ms, rest, as, ok := numericDate(s, r.order); ok || as == FormFirst || as == FormSecond {
			r.Seen[as]++
			if !ok {
				return 0, false
			}
			return r.withClock(ms, s[rest:])
		}
		if ms, rest, as, ok := compactDate(s, r.order); ok {
			r.Seen[as]++
			return r.withClock(ms, s[rest:])
		}
		if ms, rest, ok := weekDate(s); ok {
			return r.withClock(ms, s[rest:])
		}
		if ms, ok := fractionEpoch(s); ok {
			return r.wall(ms), true
		}
	}
	if ms, offset, zoned, ok := namedTime(s); ok {
		if zoned {
			ms = r.wall(ms - offset)
		}
		return ms, true
	}
	if i := weekdayPrefix(s); i > 0 {
		return r.readAny(s[i:])
	}
	return 0, false
}

// plain takes off what tools put around a time: an apostrophe or quotes, and
// no-break spaces within it.
func plain(s []byte) []byte {
	for len(s) > 0 && (s[0] == '\'' || s[0] == '"' || s[0] == '=') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == '\'' || s[len(s)-1] == '"') {
		s = s[:len(s)-1]
	}
	for _, b := range s {
		if b >= 0x80 {
			return narrow(s)
		}
	}
	return s
}

// narrow writes the spaces that are no plain ones as such: no-break, in UTF-8 or
// a code page, narrow no-break (as before PM), and a typographic apostrophe in
// front is left out.
func narrow(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == 0xc2 && i+1 < len(s) && s[i+1] == 0xa0:
			out = append(out, ' ')
			i++
		case s[i] == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xaf || s[i+2] == 0x89):
			out = append(out, ' ')
			i += 2
		case s[i] == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x98 || s[i+2] == 0x99) && len(out) == 0:
			i += 2
		case s[i] == 0xa0:
			out = append(out, ' ')
		default:
			out = append(out, s[i])
		}
	}
	return out
}

// withClock adds the time of day that follows a date.
func (r *Reader) withClock(midnight int64, s []byte) (int64, bool) {
	if len(s) > 0 && (s[0] == 'T' || s[0] == ',' || s[0] == '_') {
		s = s[1:]
	} else if len(s) > 0 && s[0] != ' ' && s[0] != 'Z' {
		return 0, false
	}
	if len(s) == 1 && s[0] == 'Z' {
		return r.wall(midnight), true
	}
	if len(s) > 4 && s[0] == ' ' && equalFold(s[1:4], "om ") {
		s = s[3:]
	}
	tod, offset, zoned, ok := Clock(s)
	if !ok {
		if tod, offset, zoned, ok = digitClock(s); !ok {
			return 0, false
		}
	}
	if zoned {
		return r.wall(midnight + tod - offset), true
	}
	return midnight + tod, true
}

// digitClock reads a time of day in digits only, behind a date: 0905 or 090507,
// with a fraction and a zone.
func digitClock(s []byte) (ms, offset int64, zoned, ok bool) {
	s = s[spaces(s, 0):]
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	if n != 4 && n != 6 {
		return 0, 0, false, false
	}
	text := append([]byte{s[0], s[1], ':', s[2], s[3]}, s[n:]...)
	if n == 6 {
		text = append([]byte{s[0], s[1], ':', s[2], s[3], ':', s[4], s[5]}, s[n:]...)
	}
	return Clock(text)
}

// weekdayPrefix gives the length of a weekday in front of a date of numbers.
func weekdayPrefix(s []byte) int {
	i := 0
	for i < len(s) && (s[i]|0x20) >= 'a' && (s[i]|0x20) <= 'z' {
		i++
	}
	if i == 0 || !fillWord(s[:i]) {
		return 0
	}
	for i < len(s) && (s[i] == ' ' || s[i] == ',' || s[i] == '.') {
		i++
	}
	if i == len(s) || s[i]-'0' > 9 {
		return 0
	}
	return i
}

// ReadPair gives the time of a date and a time of day in two texts. A date
// with a time of day in it, and a time of day with a date in it, give the part
// that is asked of them.
func (r *Reader) ReadPair(d, clock []byte) (int64, bool) {
	if r.UTC {
		zoned := r.Zoned
		r.UTC = false
		ms, ok := r.ReadPair(d, clock)
		if r.UTC = true; ok && zoned == r.Zoned {
			ms = r.zone.wall(ms)
		}
		return ms, ok
	}
	ms, ok := r.Read(d)
	if !ok {
		return 0, false
	}
	if len(clock) == 0 {
		return ms, true
	}
	midnight := ms - Mod(ms, Day)
	if clock = plain(clock); len(clock) == 0 {
		return ms, true
	}
	if len(clock) > 2 && clock[0] == '0' && (clock[1] == '.' || clock[1] == ',') {
		if f, ok := Fraction(clock); ok {
			return midnight + f, true
		}
	}
	if tod, _, zoned, ok := Clock(clock); ok && !zoned {
		return midnight + tod, true
	}
	if ms, ok := r.withClock(midnight, append([]byte{' '}, clock...)); ok {
		return ms, true
	}
	if n := len(clock); n == 3 || n == 5 { // hmm, hmmss: a spreadsheet took the nought off
		if tod, _, _, ok := digitClock(append([]byte{'0'}, clock...)); ok {
			return midnight + tod, true
		}
	}
	if ms, ok := r.Read(clock); ok {
		return midnight + Mod(ms, Day), true
	}
	return 0, false
}

// Fraction reads a time of day that a spreadsheet wrote as a part of a day.
func Fraction(s []byte) (int64, bool) {
	if len(s) < 1 || len(s) > 1 && s[1] != '.' && s[1] != ',' && s[0] != '.' {
		return 0, false
	}
	ms, ok := serialTime(s, true)
	if !ok {
		return 0, false
	}
	return Mod(ms, Day), true
}

// Mod is the remainder that is never negative.
func Mod(a, b int64) int64 {
	m := a % b
	if m < 0 {
		m += b
	}
	return m
}
