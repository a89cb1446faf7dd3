package textfile

import "golang.org/x/text/encoding/charmap"

// The encodings of one byte a character that are told apart. What DOS wrote as
// code page 850 is read as 858, which has the euro sign in the place of a letter
// that no language here uses.
var (
	Windows1252 = Charset{Name: "Windows-1252", Bytes: charmap.Windows1252, Sure: true}
	Latin9      = Charset{Name: "ISO-8859-15", Bytes: charmap.ISO8859_15, Sure: true}
	DOS         = Charset{Name: "CP850", Bytes: charmap.CodePage858, Sure: true}
)

// sniffLegacy decides between them by which makes letters within words and money
// signs before amounts. Undecided it is Windows-1252, which Dutch Excel writes.
func sniffLegacy(head []byte) Charset {
	dos, windows := plausible(head, DOS.Bytes), plausible(head, Windows1252.Bytes)
	if dos > windows {
		return DOS
	}
	// ISO-8859-15 differs in eight places, and has no character from 0x80 to 0x9f.
	found := false
	for i, b := range head {
		switch {
		case b >= 0x80 && b <= 0x9f:
			return Windows1252
		case b == 0xa4: // the euro sign; else a sign for any currency, which nobody uses
			found = true
		case b == 0xbd || b == 0xa8 || b == 0xb8 || b == 0xa6 || b == 0xb4: // œ š ž Š Ž
			found = found || letterAt(head, i-1) && letterAt(head, i+1)
		}
	}
	if found {
		return Latin9
	}
	return Windows1252
}

// letters are those beyond ASCII of Dutch, German, French, Spanish and the
// Scandinavian languages.
const letters = "éèêëïîíìöôóòøüûúùäâáàåæçñßœÿÉÈÊËÏÎÍÖÔÓØÜÛÚÄÂÁÀÅÆÇÑŒ"

var isLetter = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range letters {
		m[r] = true
	}
	return m
}()

// plausible counts the bytes beyond ASCII that make sense where they stand, less
// those that make none.
func plausible(head []byte, c *charmap.Charmap) int {
	n := 0
	for i, b := range head {
		if b < 0x80 {
			continue
		}
		before, after := letterAt(head, i-1), letterAt(head, i+1)
		switch r := c.DecodeByte(b); {
		case isLetter[r] && (before || after):
			n += 2
			if upper := r >= 'À' && r <= 'Þ'; upper && before && head[i-1] >= 'a' {
				n -= 3 // a capital within a word
			}
		case isLetter[r]:
		case (r == '“' || r == '‘') && after && !before, (r == '”' || r == '’' || r == '…') && before && !after:
			n += 2 // what DOS read as a letter there may just as well be this
		case r == '€' || r == '£':
			if !before && !after {
				n++
			}
		case before && after && r != '’' && r != '‘' && r != '·' && r != '\u00ad':
			n -= 2 // a sign in the midst of a word
		case r >= '─' && r <= '▟' || r == '\ufffd' || r >= 0x80 && r < 0xa0:
			n -= 2 // lines of boxes, and nothing at all
		}
	}
	return n
}

// letterAt reports whether a letter of ASCII stands at a place.
func letterAt(text []byte, i int) bool {
	return i >= 0 && i < len(text) && (text[i]|0x20) >= 'a' && (text[i]|0x20) <= 'z'
}
