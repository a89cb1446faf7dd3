package book

import (
	"strings"
)

// kind is what a cell style makes of a number.
type kind uint8

const (
	number  kind = iota
	day          // a date
	moment       // a date with a time of day
	clock        // a time of day
	elapsed      // hours, minutes and seconds that went by
)

// style is what of a cell style bears on what a number means.
type style struct {
	kind  kind
	zeros uint8 // the format is this many zeros: 00123
}

// builtin gives the style of a number format that workbooks do not spell out.
func builtin(id int) style {
	switch {
	case id == 22:
		return style{kind: moment}
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return style{kind: day}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return style{kind: clock}
	case id == 46:
		return style{kind: elapsed}
	}
	return style{}
}

// parseFormat reads a number format: letters of a date make a date, of a time of
// day alone a clock, and those in brackets what went by.
func parseFormat(format string) style {
	format, _, _ = strings.Cut(format, ";")
	if n := len(format); n > 1 && n <= 20 && strings.Trim(format, "0") == "" {
		return style{zeros: uint8(n)}
	}
	var letters []byte
	went := false
	for i := 0; i < len(format); i++ {
		switch b := format[i]; b {
		case '\\', '_', '*':
			i++
		case '"':
			for i++; i < len(format) && format[i] != '"'; i++ {
			}
		case '[':
			from := i + 1
			for i < len(format) && format[i] != ']' {
				i++
			}
			if in := strings.ToLower(format[from:min(i, len(format))]); in != "" && strings.Trim(in, "hmsu") == "" {
				letters = append(letters, in...)
				went = true
			}
		default:
			letters = append(letters, b|0x20)
		}
	}
	text := string(letters)
	dated := strings.ContainsAny(text, "ydj") || strings.Contains(text, "mmm")
	timed := strings.ContainsAny(text, "hsu")
	switch {
	case strings.Contains(text, "general") || strings.Contains(text, "standaard"):
		return style{}
	case dated && timed:
		return style{kind: moment}
	case dated:
		return style{kind: day}
	case went:
		return style{kind: elapsed}
	case timed:
		return style{kind: clock}
	}
	return style{}
}
