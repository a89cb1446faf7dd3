package moment

import (
	"bytes"
	"math"
	"strings"
)

// Units of durations.
const (
	UnitSeconds = "s"
	UnitMillis  = "ms"
	UnitMinutes = "min"
	UnitHours   = "h"
	UnitClock   = "hms" // mm:ss or h:mm:ss
	UnitShort   = "hm"  // h:mm, or h:mm:ss
	UnitDays    = "d"   // parts of a day, as a workbook keeps durations
)

// Units lists the units in which a duration may be written.
var Units = []string{UnitSeconds, UnitMillis, UnitMinutes, UnitHours, UnitDays, UnitClock, UnitShort}

// Seconds reads a duration as whole seconds, at least 0. A colon in it is read
// as h:mm:ss or mm:ss whatever the unit (h:mm with [UnitShort]), and a unit behind a
// number goes before the column's: "5m 30s", "2 min", "PT5M30S".
func Seconds(s []byte, unit string) (int32, bool) {
	v, ok := Number(s)
	if !ok {
		if total, ok := ClockSeconds(s); ok {
			if unit == UnitShort && bytes.Count(s, []byte{':'}) == 1 && !bytes.ContainsAny(s, ".,") {
				total *= 60
			}
			return total, total >= 0
		}
		return worded(s)
	}
	v *= Factor(unit)
	if !(v >= 0 && v <= math.MaxInt32) {
		return 0, false
	}
	return int32(math.Round(v)), true
}

// Factor gives the seconds in a number of a unit.
func Factor(unit string) float64 {
	switch unit {
	case UnitMillis:
		return 0.001
	case UnitMinutes:
		return 60
	case UnitHours:
		return 3600
	case UnitDays:
		return 86400
	}
	return 1
}

// durationWords are the units that stand behind a number, in seconds.
var durationWords = map[string]float64{
	"ms": 0.001, "msec": 0.001, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "seconde": 1, "seconden": 1,
	"m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuut": 60, "minuten": 60,
	"h": 3600, "u": 3600, "uur": 3600, "uren": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
	"d": 86400, "dag": 86400, "dagen": 86400, "day": 86400, "days": 86400,
}

// worded reads numbers with their units behind them: "5m 30s", "1 uur 5 min", and
// the durations of ISO 8601: PT5M30S.
func worded(s []byte) (int32, bool) {
	if len(s) > 48 {
		return 0, false
	}
	text := strings.ToLower(string(s))
	if rest, ok := strings.CutPrefix(text, "p"); ok {
		text = strings.Replace(rest, "t", " ", 1)
	}
	total, parts := 0.0, 0
	for {
		if text = strings.TrimLeft(text, " ,"); text == "" {
			break
		}
		n := strings.IndexFunc(text, func(r rune) bool { return r < '0' && r != '.' && r != ',' || r > '9' })
		if n <= 0 {
			return 0, false
		}
		v, ok := Number([]byte(text[:n]))
		text = strings.TrimLeft(text[n:], " ")
		end := strings.IndexFunc(text, func(r rune) bool { return r < 'a' || r > 'z' })
		if end < 0 {
			end = len(text)
		}
		factor := durationWords[text[:end]]
		if !ok || factor == 0 {
			return 0, false
		}
		total += v * factor
		parts++
		text = strings.TrimLeft(text[end:], ".")
	}
	if parts == 0 || total > math.MaxInt32 {
		return 0, false
	}
	return int32(math.Round(total)), true
}

// ClockSeconds reads h:mm:ss, mm:ss, or d.hh:mm:ss; a fraction is rounded.
func ClockSeconds(s []byte) (int32, bool) {
	total, parts, i := 0, 0, 0
	for {
		v, n, next := number(s, i)
		if n == 0 || parts > 0 && v > 59 {
			return 0, false
		}
		if next < len(s) && (s[next] == '.' || s[next] == ' ') && parts == 0 {
			// Days in front: 1.02:03:04 or "1 02:03:04".
			if v > 24000 {
				return 0, false
			}
			total, i = v*24, next+1
			h, n, after := number(s, i)
			if n == 0 || h > 23 || after >= len(s) || s[after] != ':' {
				return 0, false
			}
			total, parts, i = total+h, 1, after+1
			continue
		}
		total = total*60 + v
		parts++
		i = next
		if i == len(s) {
			break
		}
		if (s[i] == '.' || s[i] == ',') && parts > 1 {
			f, n, end := number(s, i+1)
			if n == 0 || end != len(s) {
				return 0, false
			}
			if float64(f) >= 0.5*math.Pow10(n) {
				total++
			}
			break
		}
		if s[i] != ':' || parts == 3 {
			return 0, false
		}
		i++
	}
	if parts < 2 || total > math.MaxInt32 {
		return 0, false
	}
	return int32(total), true
}

// Number reads a number with an optional sign and one decimal mark, point
// or comma. Digits in groups of three are read where they can be nothing else.
func Number(s []byte) (float64, bool) {
	if len(s) == 0 || len(s) > 32 {
		return 0, false
	}
	i, negative := 0, false
	if s[0] == '-' || s[0] == '+' {
		negative = s[0] == '-'
		i = 1
	}
	points, commas := 0, 0
	for _, b := range s {
		switch b {
		case '.':
			points++
		case ',':
			commas++
		}
	}
	var decimal byte
	switch {
	case points == 1 && commas == 0 || points == 1 && commas > 1:
		decimal = '.'
	case commas == 1 && points == 0 || commas == 1 && points > 1:
		decimal = ','
	case points == 1 && commas == 1:
		decimal = ','
		for _, b := range s {
			if b == '.' || b == ',' {
				if b == ',' {
					decimal = '.'
				}
				break
			}
		}
	}
	v, scale, digits, after := 0.0, 1.0, 0, false
	for ; i < len(s); i++ {
		switch b := s[i]; {
		case b-'0' <= 9:
			digits++
			if after {
				scale /= 10
				v += float64(b-'0') * scale
			} else {
				v = v*10 + float64(b-'0')
			}
		case b == decimal && !after && decimal != 0:
			after = true
		case (b == '.' || b == ',') && !after && digits > 0:
			// a mark between thousands
		case (b|0x20) == 'e' && digits > 0 && i+1 < len(s):
			exp, sign, j := 0, 1, i+1
			if s[j] == '-' || s[j] == '+' {
				if s[j] == '-' {
					sign = -1
				}
				j++
			}
			e, n, end := number(s, j)
			if n == 0 || n > 3 || end != len(s) {
				return 0, false
			}
			exp = sign * e
			v *= math.Pow10(exp)
			i = len(s)
		default:
			return 0, false
		}
	}
	if negative {
		v = -v
	}
	return v, digits > 0
}

// Count reads a whole number from 0.
func Count(s []byte) (int32, bool) {
	v, ok := Number(s)
	if !ok || v < 0 || v > math.MaxInt32 || v != math.Trunc(v) {
		return 0, false
	}
	return int32(v), true
}
