package moment

import "math"

// Units of durations.
const (
	UnitSeconds = "s"
	UnitMillis  = "ms"
	UnitMinutes = "min"
	UnitClock   = "hms" // mm:ss or h:mm:ss
	UnitDays    = "d"   // parts of a day, as a workbook keeps durations
)

// Seconds reads a duration as whole seconds, at least 0. A colon in it is read
// as h:mm:ss or mm:ss whatever the unit.
func Seconds(s []byte, unit string) (int32, bool) {
	v, ok := Number(s)
	if !ok {
		return ClockSeconds(s)
	}
	switch unit {
	case UnitMillis:
		v /= 1000
	case UnitMinutes:
		v *= 60
	case UnitDays:
		v *= 86400
	}
	if !(v >= 0 && v <= math.MaxInt32) {
		return 0, false
	}
	return int32(math.Round(v)), true
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
