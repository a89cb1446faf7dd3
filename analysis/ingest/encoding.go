package ingest

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// charset is how the characters of a text file are written.
//
// A file with one byte a character is cut into cells as it stands, and only the
// texts that are kept are decoded, once each; one with two bytes a character
// (UTF-16) is decoded while it is read.
type charset struct {
	Name  string
	bom   int               // bytes to skip at the start
	wide  encoding.Encoding // UTF-16; nil for the others
	bytes *charmap.Charmap  // one byte a character; nil for UTF-8
	sure  bool              // a mark or a character beyond ASCII says so
}

var windows1252 = charset{Name: "Windows-1252", bytes: charmap.Windows1252, sure: true}

// sniffCharset decides on a mark at the start, else on whether the head is
// valid UTF-8, else takes Windows-1252. cut says that the head ends somewhere
// in the file, perhaps within a character.
func sniffCharset(head []byte, cut bool) charset {
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		return charset{Name: "UTF-8 BOM", bom: 3, sure: true}
	}
	if c, wide := sniffWide(head); wide {
		return c
	}
	if cut { // leave out a character that was cut through
		for i := 0; i < utf8.UTFMax && len(head) > 0; i++ {
			last := head[len(head)-1]
			if last < utf8.RuneSelf {
				break
			}
			head = head[:len(head)-1]
			if utf8.RuneStart(last) {
				break
			}
		}
	}
	if !utf8.Valid(head) {
		return windows1252
	}
	return charset{Name: "UTF-8", sure: !isASCII(head)}
}

// sniffWide recognises UTF-16, by its mark or by the zero bytes of plain letters.
func sniffWide(head []byte) (charset, bool) {
	little := charset{Name: "UTF-16LE", wide: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), sure: true}
	big := charset{Name: "UTF-16BE", wide: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), sure: true}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		little.bom = 2
		return little, true
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		big.bom = 2
		return big, true
	}
	head = head[:min(len(head), 4096)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 4:
	case zeros[1]*10 > half*7 && zeros[0]*10 < half:
		return little, true
	case zeros[0]*10 > half*7 && zeros[1]*10 < half:
		return big, true
	}
	return charset{}, false
}

// reader gives the text behind the mark: decoded if it is wide, else as it stands.
func (c charset) reader(r io.Reader) io.Reader {
	if c.wide == nil {
		return r
	}
	return transform.NewReader(r, c.wide.NewDecoder())
}

// text gives a cell as UTF-8. Bytes that are no UTF-8 in a UTF-8 file become �.
func (c charset) text(cell []byte) []byte {
	if isASCII(cell) {
		return cell
	}
	if c.bytes == nil {
		if utf8.Valid(cell) {
			return cell
		}
		return bytes.ToValidUTF8(cell, []byte("\ufffd"))
	}
	out := make([]byte, 0, len(cell)+8)
	for _, b := range cell {
		out = utf8.AppendRune(out, c.bytes.DecodeByte(b))
	}
	return out
}

// isASCII reports whether a text is plain ASCII.
func isASCII(text []byte) bool {
	for len(text) >= 8 {
		if load64(text, 0)&0x8080808080808080 != 0 {
			return false
		}
		text = text[8:]
	}
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
