package moment

// compactTime reads a date, or a date and time, written in digits only:
// yymmdd, yyyymmdd, ddmmyyyy, yyyymmddhhmm, yyyymmddhhmmss; seconds,
// milliseconds, microseconds and nanoseconds since 1970 (which are moments: zoned).
func compactTime(s []byte, order string) (ms int64, as Form, zoned, ok bool) {
	for _, b := range s {
		if b-'0' > 9 {
			return 0, FormNone, false, false
		}
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	switch len(s) {
	case 6:
		if order == "dmy!" {
			ms, ok = date(fullYear(two(4)), two(2), two(0))
			return ms, FormDigits, false, ok
		}
		ms, ok = date(fullYear(two(0)), two(2), two(4))
		return ms, FormYear, false, ok
	case 8, 12, 14:
		as = FormYear
		ms, ok = date(two(0)*100+two(2), two(4), two(6))
		if !ok && len(s) == 8 {
			as = FormDigits
			if order == "mdy" {
				ms, ok = date(two(4)*100+two(6), two(0), two(2))
			} else {
				ms, ok = date(two(4)*100+two(6), two(2), two(0))
			}
		}
		if ok && len(s) > 8 {
			h, m, sec := two(8), two(10), 0
			if len(s) == 14 {
				sec = two(12)
			}
			if h > 23 || m > 59 || sec > 59 {
				return 0, FormNone, false, false
			}
			ms += int64(h)*Hour + int64(m)*Minute + int64(sec)*Second
		}
		return ms, as, false, ok
	case 10, 13, 16, 19:
		ms, ok = sinceEpoch(s)
		return ms, FormNone, true, ok
	}
	return 0, FormNone, false, false
}

// sinceEpoch reads ten digits or more as a moment: milliseconds of it.
func sinceEpoch(s []byte) (int64, bool) {
	v := int64(0)
	for _, b := range s {
		if v > 1<<59 {
			return 0, false // more than 2262 in nanoseconds
		}
		v = v*10 + int64(b-'0')
	}
	switch len(s) {
	case 10:
		v *= 1000
	case 16:
		v /= 1000
	case 19:
		v /= 1_000_000
	}
	// 1990 to 2100; below lie phone numbers more often than moments.
	return v, v > 20*365*Day && v < 130*365*Day
}

// fractionEpoch reads seconds or milliseconds since 1970 with decimals.
func fractionEpoch(s []byte) (int64, bool) {
	_, _, i := number(s, 0)
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	if i != 10 && i != 13 || i+1 >= len(s) || s[i] != '.' && s[i] != ',' {
		return 0, false
	}
	ms, ok := sinceEpoch(s[:i])
	for scale, k := int64(100), i+1; k < len(s); k++ {
		if s[k]-'0' > 9 {
			return 0, false
		}
		if i == 10 {
			ms += int64(s[k]-'0') * scale
			scale /= 10
		}
	}
	return ms, ok
}

// compactDate reads a date of digits in front of a time of day: 20250131T090507Z,
// "31012025 9:05". rest is where the date ends.
func compactDate(s []byte, order string) (ms int64, rest int, as Form, ok bool) {
	i := 0
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	if i != 8 && i != 6 || i == len(s) || s[i] != 'T' && s[i] != ' ' {
		return 0, 0, FormNone, false
	}
	ms, as, _, ok = compactTime(s[:i], order)
	return ms, i, as, ok
}

// weekDate reads a date of the ISO week calendar: 2025-W03-2 or 2025W032. rest is
// where the date ends.
func weekDate(s []byte) (ms int64, rest int, ok bool) {
	y, n, i := number(s, 0)
	if n != 4 || i == len(s) {
		return 0, 0, false
	}
	dash := s[i] == '-'
	if dash {
		i++
	}
	if i+4 > len(s) || s[i] != 'W' || dash && i+5 > len(s) {
		return 0, 0, false
	}
	week := two(s, i+1)
	if i += 3; dash {
		if s[i] != '-' {
			return 0, 0, false
		}
		i++
	}
	day := int(s[i]) - '0'
	if i++; week < 1 || week > 53 || day < 1 || day > 7 || i < len(s) && s[i]-'0' <= 9 {
		return 0, 0, false
	}
	fourth, ok := date(y, 1, 4) // lies in week 1
	if !ok {
		return 0, 0, false
	}
	monday := fourth - Mod(fourth/Day+3, 7)*Day // 1970-01-01 was a Thursday
	return monday + int64((week-1)*7+day-1)*Day, i, true
}
