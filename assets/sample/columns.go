package sample

import (
	"strconv"
	"time"
)

// appendInt2 writes n with at least two digits.
func appendInt2(b []byte, n int) []byte {
	return append(b, '0'+byte(n/10%10), '0'+byte(n%10))
}

// appendClock writes hh:mm:ss.
func appendClock(b []byte, t time.Time) []byte {
	h, m, s := t.Clock()
	b = append(appendInt2(b, h), ':')
	b = append(appendInt2(b, m), ':')
	return appendInt2(b, s)
}

// appendDutchDate writes dd-mm-jjjj.
func appendDutchDate(b []byte, t time.Time) []byte {
	y, m, d := t.Date()
	b = append(appendInt2(b, d), '-')
	b = append(appendInt2(b, int(m)), '-')
	return strconv.AppendInt(b, int64(y), 10)
}

// appendQuoted writes s as a field of a separated file: in quotes, its own doubled, when it needs them.
func appendQuoted(b []byte, s string, separator byte) []byte {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] == separator || s[i] == '"' || s[i] == '\n' || s[i] == '\r' {
			plain = false
			break
		}
	}
	if plain {
		return append(b, s...)
	}
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}
