package moment

import (
	"math"
	"strconv"
	"strings"
)

// serialTime reads a spreadsheet's date: days since 1899-12-30 (so that
// 1900-03-01 is 61), or since 1904-01-01, with the time of day as a fraction.
// Rounded to whole seconds, as a fraction of a day is seldom exact.
func serialTime(s []byte, from1904 bool) (int64, bool) {
	if len(s) == 0 || len(s) > 24 || s[0] != '-' && s[0]-'0' > 9 && s[0] != '.' {
		return 0, false
	}
	text := string(s)
	if strings.Count(text, ",") == 1 {
		text = strings.Replace(text, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, false
	}
	return serial(v, from1904)
}

// serial turns a serial number into wall-clock milliseconds.
func serial(v float64, from1904 bool) (int64, bool) {
	days := int64(-25569) // 1899-12-30
	if from1904 {
		days = -24107 // 1904-01-01
	}
	if !(v >= 0 && v < 110000) {
		return 0, false
	}
	if !from1904 && v < 60 {
		v++ // before the day that 1900 did not have
	}
	return days*Day + int64(math.Round(v*86400))*Second, true
}

// looksSerial reports whether a number in a text file may be a spreadsheet's
// date: five digits, 1982 to 2064, perhaps with a fraction.
func looksSerial(s []byte) bool {
	if len(s) < 5 || len(s) > 5 && s[5] != '.' && s[5] != ',' {
		return false
	}
	v, n, i := number(s, 0)
	if n != 5 || v < 30000 || v > 60000 {
		return false
	}
	if i < len(s) {
		i++
	}
	for ; i < len(s); i++ {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}
