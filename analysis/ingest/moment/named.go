package moment

// monthNames are the first three letters of the months in Dutch and English, and
// where they depart from those in German, French and Spanish, in which phone
// systems write as well.
var monthNames = map[string]int{
	"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
	"aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
	"ene": 1, "abr": 4, "avr": 4, "mai": 5, "ago": 8, "dez": 12, "dic": 12,
}

// namedTime reads a date with the name of a month, in any of the orders
// "1 mei 2025", "1-mei-25", "May 1, 2025", "wo 3 jun. 2026", "Tue Oct 31
// 22:10:47 +0000 2017", with a time of day and a zone wherever they stand.
func namedTime(s []byte) (ms, offset int64, zoned, ok bool) {
	var parts [2]int
	var digits [2]int
	nparts, month := 0, 0
	year := -1
	var clock []byte
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b-'0' <= 9:
			v, n, next := number(s, i)
			if next < len(s) && (s[next] == ':' || hourLetter(s, next) || s[next] == '.' && next+2 < len(s) && s[next+1]-'0' <= 9 && (year >= 0 || nparts == 2)) {
				// A time of day, up to the next word that is neither AM, PM nor a zone.
				end := next
				for end < len(s) && s[end] != ' ' {
					end++
				}
				for {
					j := spaces(s, end)
					if half, after := meridiem(s, j); half >= 0 && (after == len(s) || s[after] == ' ') {
						end = after
						continue
					}
					if _, after, is := offsetOf(s, j); is && after > j && (after == len(s) || s[after] == ' ') && j < len(s) {
						end = after
						continue
					}
					break
				}
				if clock != nil {
					return 0, 0, false, false
				}
				clock = s[i:end]
				i = end
				continue
			}
			switch {
			case n == 4 && year < 0:
				year = v
			case n <= 2 && nparts < 2:
				parts[nparts], digits[nparts] = v, n
				nparts++
			default:
				return 0, 0, false, false
			}
			i = next
			// 1st, 2nd, 3rd, 4th, 1e
			for i < len(s) && (s[i]|0x20) >= 'a' && (s[i]|0x20) <= 'z' && s[i] != 'T' {
				i++
			}
		case (b|0x20) >= 'a' && (b|0x20) <= 'z':
			from := i
			for i < len(s) && (s[i]|0x20) >= 'a' && (s[i]|0x20) <= 'z' {
				i++
			}
			if m := monthNames[lower3(s[from:i])]; m > 0 && month == 0 && i-from >= 3 && !weekday(s[from:i]) {
				month = m
			} else if !fillWord(s[from:i]) {
				return 0, 0, false, false
			}
		case b == '-' || b == '/' || b == '.' || b == ',' || b == ' ' || b == '\'':
			i++
		default:
			return 0, 0, false, false
		}
	}
	if month == 0 || nparts == 0 {
		return 0, 0, false, false
	}
	d := parts[0]
	if year < 0 {
		if nparts < 2 || digits[1] != 2 {
			return 0, 0, false, false
		}
		year = fullYear(parts[1])
	} else if nparts > 1 {
		return 0, 0, false, false
	}
	at, ok := date(year, month, d)
	if !ok {
		return 0, 0, false, false
	}
	var tod int64
	if clock != nil {
		if tod, offset, zoned, ok = Clock(clock); !ok {
			return 0, 0, false, false
		}
	}
	return at + tod, offset, zoned, true
}

func lower3(word []byte) string {
	if len(word) < 3 {
		return ""
	}
	return string([]byte{word[0] | 0x20, word[1] | 0x20, word[2] | 0x20})
}

// weekday reports whether a word that starts as a month does is a day of the week.
func weekday(w []byte) bool { return equalFold(w, "maandag") }

// fillWord reports whether a word in a date says nothing: a weekday, "om", "at".
func fillWord(w []byte) bool {
	for _, known := range [...]string{"om", "at", "uur", "u", "h", "de", "of", "t", "ma", "di", "wo", "do", "vr", "za", "zo"} {
		if equalFold(w, known) {
			return true
		}
	}
	switch lower3(w) {
	case "maa", "din", "woe", "don", "vri", "zat", "zon", "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return true
	}
	return false
}
