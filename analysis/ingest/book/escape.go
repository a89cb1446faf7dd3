package book

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape resolves the _xHHHH_ with which workbooks write characters that XML
// does not allow, in place from a position on.
func unescape(b []byte, from int) []byte {
	at := bytes.Index(b[from:], []byte("_x"))
	if at < 0 {
		return b
	}
	text := b[from+at:]
	to := b[:from+at]
	for len(text) > 0 {
		r, ok := escaped(text)
		if !ok {
			to = append(to, text[0])
			text = text[1:]
			continue
		}
		text = text[7:]
		if utf16.IsSurrogate(r) {
			second, ok := escaped(text)
			if r = utf16.DecodeRune(r, second); ok && r != utf8.RuneError {
				text = text[7:]
			}
		}
		to = utf8.AppendRune(to, r) // at most four bytes, of seven or more
	}
	return to
}

// escaped reads one _xHHHH_ at the start of a text.
func escaped(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
