package ingest

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// garbled reports whether some texts were UTF-8 once and have been read as
// something else on the way: "ge├»mplementeerd", "categorieÃ«n".
func garbled(rows [][]string) bool {
	for _, row := range rows {
		for _, text := range row {
			if readTwice(text, charmap.Windows1252) || readTwice(text, charmap.CodePage850) || readTwice(text, charmap.CodePage437) {
				return true
			}
		}
	}
	return false
}

// readTwice reports whether a text, written in an encoding of one byte a
// character, is UTF-8 with characters beyond ASCII.
func readTwice(text string, wrong *charmap.Charmap) bool {
	var out []byte
	beyond := false
	for _, r := range text {
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
			continue
		}
		b, ok := wrong.EncodeRune(r)
		if !ok {
			return false
		}
		beyond = true
		out = append(out, b)
	}
	return beyond && utf8.Valid(out)
}
