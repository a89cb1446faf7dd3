// Package cell is what readers of files hand to the import: blocks of cells, and
// the few looks at a cell that all of them take.
package cell

import "encoding/binary"

// Load64 reads eight bytes.
func Load64(b []byte, at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }

// Trim cuts spaces, control characters and no-break spaces off both ends.
func Trim(s []byte) []byte {
	for len(s) > 0 {
		if s[0] <= ' ' {
			s = s[1:]
		} else if len(s) > 1 && s[0] == 0xc2 && s[1] == 0xa0 {
			s = s[2:]
		} else {
			break
		}
	}
	for n := len(s); n > 0; n = len(s) {
		if s[n-1] <= ' ' {
			s = s[:n-1]
		} else if n > 1 && s[n-1] == 0xa0 && s[n-2] == 0xc2 {
			s = s[:n-2]
		} else {
			break
		}
	}
	return s
}

// Blank reports whether a text is empty but for spaces.
func Blank(text []byte) bool {
	for _, b := range text {
		if b > ' ' {
			return false
		}
	}
	return true
}

// BlankAll reports whether a record holds nothing.
func BlankAll(cells []string) bool {
	for _, c := range cells {
		if !Blank([]byte(c)) {
			return false
		}
	}
	return true
}
