package book

import (
	"math"
	"strconv"
	"time"
)

// dateWriter writes serial numbers as dates. Neighbours share a day, so the last
// one is kept.
type dateWriter struct {
	from1904 bool
	last     int64
	text     [10]byte
}

const daySeconds = 24 * 60 * 60

// maxSerial is the day after 9999-12-31, the last a workbook knows.
const maxSerial = 2_958_466

// append writes a serial number as its style shows it. What is no date or time is
// written as the number it is.
func (w *dateWriter) append(dst []byte, raw []byte, k kind) (out []byte, isDate bool, dayOfMonth int) {
	v, ok := decimal(raw)
	if !ok || v < 0 || v >= maxSerial || v == 0 && k == day { // a day 0 is no date
		return appendNumber(dst, raw), false, 0
	}
	seconds := int64(math.Round(v * daySeconds))
	switch {
	case k == elapsed, v < 1, k == clock && v < 30000:
		// A time of day, or one that went by: a whole day of it is 24:00:00.
		return appendClock(dst, seconds), false, 0
	}
	days := seconds / daySeconds
	if !w.from1904 && days < 60 {
		days++ // before the day that 1900 did not have
	}
	if days != w.last || w.text[0] == 0 {
		w.last = days
		epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if w.from1904 {
			epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		epoch.AddDate(0, 0, int(days)).AppendFormat(w.text[:0], "2006-01-02")
	}
	dst = append(dst, w.text[:]...)
	if seconds %= daySeconds; seconds > 0 || k != day {
		h, m, s := seconds/3600, seconds/60%60, seconds%60
		dst = append(dst, ' ', byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10), ':', byte('0'+s/10), byte('0'+s%10))
	}
	return dst, true, int(w.text[8]-'0')*10 + int(w.text[9]-'0')
}

// appendClock writes seconds as h:mm:ss.
func appendClock(dst []byte, seconds int64) []byte {
	m, s := seconds/60%60, seconds%60
	dst = strconv.AppendInt(dst, seconds/3600, 10)
	return append(dst, ':', byte('0'+m/10), byte('0'+m%10), ':', byte('0'+s/10), byte('0'+s%10))
}

// decimal reads a number as workbooks write them.
func decimal(b []byte) (float64, bool) {
	mantissa, digits, after := uint64(0), 0, -1
	for i, c := range b {
		switch {
		case c-'0' <= 9 && digits < 18:
			mantissa = mantissa*10 + uint64(c-'0')
			digits++
		case c == '.' && after < 0:
			after = len(b) - 1 - i
		default:
			v, err := strconv.ParseFloat(string(b), 64)
			return v, err == nil
		}
	}
	return float64(mantissa) / tens[max(after, 0)], digits > 0
}

var tens = func() (t [24]float64) {
	for i := range t {
		t[i] = math.Pow10(i)
	}
	return t
}()

// appendNumber writes a number with all its digits: without an exponent, as an id
// must not become 1.2E+07, and with no more decimals than tell it from others, as
// 166.2 is kept as 166.19999999999999.
func appendNumber(dst, raw []byte) []byte {
	if len(raw) < 4 || len(raw) > 32 {
		return append(dst, raw...)
	}
	exponent, point := false, false
	for _, c := range raw {
		switch {
		case c-'0' <= 9 || c == '-' || c == '+':
		case c == '.':
			point = true
		case c|0x20 == 'e':
			exponent = true
		default:
			return append(dst, raw...)
		}
	}
	if !exponent && !(point && len(raw) > 16) {
		return append(dst, raw...)
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.Abs(v) > 1<<63 || v != 0 && math.Abs(v) < 1e-9 {
		return append(dst, raw...)
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}

// appendZeros writes a whole number with zeros in front, as its format shows it.
func appendZeros(dst, raw []byte, zeros int) []byte {
	from := len(dst)
	dst = appendNumber(dst, raw)
	n := len(dst) - from
	for _, c := range dst[from:] {
		if c-'0' > 9 {
			return dst
		}
	}
	if n >= zeros {
		return dst
	}
	var padded [20]byte
	for i := range zeros - n {
		padded[i] = '0'
	}
	copy(padded[zeros-n:], dst[from:])
	return append(dst[:from], padded[:zeros]...)
}
