package moment

// compactTime reads a date, or a date and time, written in digits only:
// yymmdd, yyyymmdd, ddmmyyyy, yyyymmddhhmm, yyyymmddhhmmss; seconds and
// milliseconds since 1970 (which are moments: zoned).
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
	case 10, 13:
		v := int64(0)
		for _, b := range s {
			v = v*10 + int64(b-'0')
		}
		if len(s) == 10 {
			v *= 1000
		}
		// 1990 to 2100; below lie phone numbers more often than moments.
		return v, FormNone, true, v > 20*365*Day && v < 130*365*Day
	}
	return 0, FormNone, false, false
}
